"""The days on which a post is wanted and none is planned."""

import math
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.author import Absence
from editorial.cadence import plan_cadence, wanted_together, weeks_together
from editorial.days_off import WEEK, DayRange, DaysOff, week_of
from editorial.plan_entry import Desk, sorted_entries
from editorial.policy import Cadence
from editorial.slots import Slot, empty_slots
from tests.builders import LONDON, make_policy, make_post

TODAY = date(2026, 6, 3)  # a Wednesday
DAY = timedelta(days=1)


def slots_of(
    *days: date | str, weeks: int = 4, quiet: tuple[Absence, ...] = (), news: int = 0, **promise: Any
) -> tuple[Slot, ...]:
    """Return the empty slots beside posts on some days, of which the plan's own rules make the weeks."""
    days_off, horizon = DaysOff(quiet), DayRange(TODAY, TODAY + timedelta(weeks=weeks))
    posts = [make_post(f"posts/on-{number}.md", date=str(day)) for number, day in enumerate(days)]
    as_of = make_post(date=f"{TODAY}T06:00").date
    desk = Desk({}, make_policy(), as_of=as_of, zone=LONDON, approvals={})
    entries = sorted_entries(posts, desk)
    cadence = plan_cadence(entries, Cadence(**promise), days_off, today=TODAY, horizon=horizon)
    return empty_slots(
        (entry.day for entry in entries),
        cadence,
        Cadence(**promise),
        horizon=horizon,
        days_off=days_off,
        news=Counter({date(2026, 6, 1): news}),
    )


def days_of(slots: tuple[Slot, ...]) -> list[str]:
    return [str(slot.day) for slot in slots]


def test_a_short_promise_is_kept_to_the_day():
    # Every third day from Tuesday the 2nd on: a Friday and a Monday bridge the weekend.
    slots = slots_of("2026-06-15", weeks=2, longest_gap_days=3)

    assert days_of(slots) == ["2026-06-05", "2026-06-08", "2026-06-11", "2026-06-12"]


def test_the_wait_for_a_first_post_is_a_stretch_too():
    slots = slots_of("2026-06-26", longest_gap_days=14)

    assert len(slots) == 1
    assert TODAY < slots[0].day <= date(2026, 6, 16)
    assert slots[0].why == "nothing goes out for 24 days from 2 June 2026"


def test_after_long_quiet_days_a_stretch_is_ended_as_soon_as_somebody_works():
    slots = slots_of(
        "2026-06-02", weeks=6, longest_gap_days=7, quiet=(Absence(date(2026, 6, 3), date(2026, 6, 23)),)
    )

    assert days_of(slots)[0] == "2026-06-24"
    assert len(slots) > 1


def test_what_is_too_late_already_is_mended_within_a_week():
    slots = slots_of("2026-04-01", "2026-06-30", longest_gap_days=20)

    assert TODAY < slots[0].day <= TODAY + timedelta(weeks=1)


def test_a_slow_cadence_counts_the_weeks_before_those_that_are_looked_at():
    # One post in twenty weeks: the last one left them when June began.
    assert slots_of("2026-01-09", weeks=2, posts_per_week=0.05)
    assert not slots_of("2026-02-09", weeks=2, posts_per_week=0.05)


def test_the_weekday_of_the_latest_posts_is_kept():
    # Once it was Mondays; for half a year it has been Thursdays.
    mondays = [date(2025, 3, 3) + timedelta(weeks=week) for week in range(30)]
    thursdays = [date(2025, 11, 27) + timedelta(weeks=week) for week in range(27)]

    by_week = slots_of(*mondays, *thursdays, weeks=2, posts_per_week=1)
    by_gap = slots_of(*mondays, *thursdays, weeks=3, longest_gap_days=9)

    assert days_of(by_week) == ["2026-06-04", "2026-06-11"]
    assert days_of(by_gap)[0] == "2026-06-04"


def test_a_week_that_wants_more_posts_than_it_has_working_days_fills_the_emptiest_day_again():
    monday, tuesday = "2026-06-08", "2026-06-09"
    quiet = (Absence(date(2026, 6, 10), date(2026, 6, 12)),)

    slots = slots_of(monday, monday, tuesday, weeks=2, quiet=quiet, posts_per_week=5)

    # Of the two days that are worked Monday has two posts: one more for Tuesday, and of two equal ones one.
    assert days_of(slots) == ["2026-06-04", "2026-06-05", monday, tuesday]
    assert slots[-1].why == "the week of 8 June 2026 would have 4 of 5 posts"


@pytest.mark.parametrize(
    ("posts_per_week", "expected"),
    [(1.5, {"2026-06-04": 1, "2026-06-05": 1}), (5, {"2026-06-04": 1, "2026-06-05": 1}),
     (7, {"2026-06-04": 2, "2026-06-05": 2})],
)  # fmt: skip
def test_what_a_week_missed_in_its_first_days_is_not_heaped_on_its_last(posts_per_week, expected):
    assert Counter(days_of(slots_of(weeks=1, posts_per_week=posts_per_week))) == expected


def test_the_slots_of_a_week_count_up_from_day_to_day():
    slots = slots_of(*["2026-06-01"] * 8, weeks=1, posts_per_week=12)

    assert [slot.why.split(" would have ")[1] for slot in slots] == [
        "8 of 12 posts",
        "9 of 12 posts",
        "10 of 12 posts",
        "11 of 12 posts",
    ]


@st.composite
def plannings(draw: st.DrawFn) -> dict[str, Any]:
    day = st.integers(-60, 40).map(lambda days: TODAY + days * DAY)
    quiet = draw(st.lists(st.tuples(day, st.integers(0, 25)), max_size=2))
    return {
        "days": draw(st.lists(day, max_size=8)),
        "weeks": draw(st.integers(1, 8)),
        "quiet": tuple(Absence(first, first + days * DAY) for first, days in quiet),
        "posts_per_week": draw(st.sampled_from([None, 0.05, 0.5, 1, 1.5, 3, 7])),
        "longest_gap_days": draw(st.sampled_from([None, 1, 3, 7, 14])),
    }


@given(plannings())
def test_with_its_slots_filled_a_plan_keeps_its_promise_on_every_day_that_is_worked(found):
    days, weeks, quiet = found["days"], found["weeks"], found["quiet"]
    promise = Cadence(found["posts_per_week"], found["longest_gap_days"])
    days_off, end = DaysOff(quiet), TODAY + timedelta(weeks=weeks)
    works = days_off.is_working_day

    slots = slots_of(
        *days,
        weeks=weeks,
        quiet=quiet,
        posts_per_week=promise.posts_per_week,
        longest_gap_days=promise.longest_gap_days,
    )

    filled = sorted([*days, *(slot.day for slot in slots)])
    assert all(works(slot.day) and TODAY < slot.day < end for slot in slots)
    assert short_weeks(filled, promise, days_off, end) == []
    if promise.longest_gap_days is None:
        return
    before = [] if filled and filled[0] < TODAY else [TODAY - DAY]
    for last, day in pairwise([*before, *(one for one in filled if one < end), end]):
        too_late = last + (promise.longest_gap_days + 1) * DAY
        in_time = DayRange(max(last, TODAY) + DAY, min(day, too_late))
        assert day < too_late or not any(map(works, in_time))


def short_weeks(filled: list[date], promise: Cadence, days_off: DaysOff, end: date) -> list[date]:
    """Return the weeks ahead that are short though they have a day with less than its even part of them."""
    had, on = Counter(map(week_of, filled)), Counter(filled)
    span = weeks_together(promise.posts_per_week)
    short = []
    for number in range((end - TODAY).days // 7):
        week = week_of(TODAY) + number * WEEK
        window = [week - back * WEEK for back in range(span)]
        wanted = wanted_together(window, promise.posts_per_week, days_off)
        worked = list(filter(days_off.is_working_day, DayRange(week, week + WEEK)))
        most = math.ceil((promise.posts_per_week or 0) / max(1, len(worked)))
        can_mend = any(day > TODAY and on[day] < most for day in worked)
        if can_mend and sum(had[one] for one in window) < wanted:
            short.append(week)
    return short


@given(plannings())
def test_a_day_gets_a_second_post_only_when_every_day_of_its_week_has_one(found):
    slots = slots_of(
        *found["days"], weeks=found["weeks"], quiet=found["quiet"], posts_per_week=found["posts_per_week"]
    )

    works = DaysOff(found["quiet"]).is_working_day
    filled = Counter([*found["days"], *(slot.day for slot in slots)])
    for slot in slots:
        week = DayRange(max(week_of(slot.day), TODAY + DAY), week_of(slot.day) + WEEK)
        assert filled[slot.day] <= 1 + min(filled[day] for day in week if works(day))
