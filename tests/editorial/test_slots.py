"""The days on which a post is wanted and none is planned."""

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from editorial.author import Absence
from editorial.cadence import plan_cadence
from editorial.days_off import DayRange, DaysOff
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


@st.composite
def plannings(draw: st.DrawFn) -> dict[str, Any]:
    day = st.integers(-60, 40).map(lambda days: TODAY + days * DAY)
    quiet = draw(st.lists(st.tuples(day, st.integers(0, 25)), max_size=2))
    return {
        "days": draw(st.lists(day, max_size=8)),
        "weeks": draw(st.integers(1, 8)),
        "quiet": tuple(Absence(first, first + days * DAY) for first, days in quiet),
        "posts_per_week": draw(st.sampled_from([None, 0.05, 0.5, 1, 1.5, 3])),
        "longest_gap_days": draw(st.sampled_from([None, 1, 3, 7, 14])),
    }


@given(plannings())
def test_with_its_slots_filled_a_plan_keeps_its_promise_on_every_day_that_is_worked(found):
    days, weeks, quiet = found["days"], found["weeks"], found["quiet"]
    promise = Cadence(found["posts_per_week"], found["longest_gap_days"])
    works, end = DaysOff(quiet).is_working_day, TODAY + timedelta(weeks=weeks)

    slots = slots_of(
        *days,
        weeks=weeks,
        quiet=quiet,
        posts_per_week=promise.posts_per_week,
        longest_gap_days=promise.longest_gap_days,
    )

    filled = sorted({*days, *(slot.day for slot in slots)})
    assert all(works(slot.day) and TODAY < slot.day < end for slot in slots)
    assert len(filled) == len(set(days)) + len(slots)
    if promise.longest_gap_days is None:
        return
    before = [] if filled and filled[0] < TODAY else [TODAY - DAY]
    for last, day in pairwise([*before, *(one for one in filled if one < end), end]):
        too_late = last + (promise.longest_gap_days + 1) * DAY
        in_time = DayRange(max(last, TODAY) + DAY, min(day, too_late))
        assert day <= too_late or not any(map(works, in_time))
