from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.author import Absence
from editorial.days_off import DaysOff
from editorial.forecast import days_needed, forecasts, latest_start, ready_day
from editorial.pace import Pace, StatusSince
from editorial.status import Status
from tests.builders import LONDON, make_post

MONDAY = date(2026, 6, 1)
WORKS_ON = DaysOff().is_working_day
PACES = {
    Status.DRAFT: Pace(Status.DRAFT, 5.0, 4),
    Status.REVIEW: Pace(Status.REVIEW, 2.5, 4),
    Status.APPROVED: Pace(Status.APPROVED, 1.0, 4),
}


def foretell(post, *, since: datetime | None = None, works_on=WORKS_ON, paces=PACES):
    histories = {post.id: [StatusSince(post.status, since)]} if since else {}
    as_of = datetime(2026, 6, 1, 9, tzinfo=UTC)
    return forecasts([post], paces, histories, as_of=as_of, zone=LONDON, works_on=lambda _: works_on)


@pytest.mark.parametrize(
    ("status", "spent", "days"),
    [
        (Status.IDEA, 0, 9),
        (Status.ASSIGNED, 0, 9),
        (Status.ASSIGNED, 3, 6),
        (Status.ASSIGNED, 30, 5),  # longer than the team ever takes: one more day for the draft
        (Status.DRAFT, 0, 4),
        (Status.REVIEW, 0, 1),
        (Status.APPROVED, 0, 0),
    ],
)
def test_what_is_still_needed_is_the_pace_of_the_steps_ahead(status: Status, spent: int, days: int):
    assert days_needed(status, PACES, spent=spent) == days


def test_a_post_that_begins_too_late_is_told_by_how_much_and_when_it_should_have_begun():
    post = make_post(status="draft", date="2026-06-03")

    (forecast,) = foretell(post)

    # Four working days from Monday on: ready on Thursday, for Wednesday.
    assert forecast.ready_on == date(2026, 6, 4)
    assert forecast.days_missed == 2
    assert forecast.latest_start == date(2026, 5, 28)
    assert forecast.next_step is Status.REVIEW
    assert forecast.is_measured


def test_a_post_in_time_misses_nothing():
    (forecast,) = foretell(make_post(status="draft", date="2026-06-05"))

    assert (forecast.ready_on, forecast.days_missed) == (date(2026, 6, 4), 0)
    assert forecast.latest_start == MONDAY


def test_work_done_already_is_taken_off():
    since = datetime(2026, 5, 28, 12, tzinfo=UTC)  # Thursday: two working days before Monday

    (forecast,) = foretell(make_post(status="draft", date="2026-06-03"), since=since)

    assert (forecast.days_needed, forecast.days_missed) == (2, 0)


def test_what_went_into_another_step_is_not_taken_off():
    post = make_post(status="draft", date="2026-06-03")
    since = datetime(2026, 5, 20, 12, tzinfo=UTC)
    as_of = datetime(2026, 6, 1, 9, tzinfo=UTC)

    # Somebody set the status by hand, and has not committed it yet.
    histories = {post.id: [StatusSince(Status.ASSIGNED, since)]}
    (forecast,) = forecasts([post], PACES, histories, as_of=as_of, zone=LONDON, works_on=lambda _: WORKS_ON)

    assert forecast.days_needed == 4


def test_forecasts_come_by_day_and_then_by_id_without_translations():
    posts = [
        make_post("posts/b.md", status="draft", date="2026-06-12"),
        make_post("posts/z.md", status="draft", date="2026-06-11"),
        make_post("posts/a.md", status="draft", date="2026-06-12"),
        replace(make_post("posts/fr.md", status="draft", date="2026-06-12"), translation_of="a"),
    ]
    as_of = datetime(2026, 6, 1, 9, tzinfo=UTC)

    found = forecasts(posts, PACES, {}, as_of=as_of, zone=LONDON, works_on=lambda _: WORKS_ON)

    assert [forecast.id for forecast in found] == ["z", "a", "b"]


def test_a_forecast_is_measured_when_every_step_ahead_is():
    partly = {**PACES, Status.APPROVED: Pace(Status.APPROVED, 1.0, 0)}

    assert not foretell(make_post(status="draft", date="2026-06-12"), paces=partly)[0].is_measured


def test_an_absence_puts_the_work_off():
    away = DaysOff([Absence(date(2026, 6, 1), date(2026, 6, 7))]).is_working_day

    (forecast,) = foretell(make_post(status="review", date="2026-06-05"), works_on=away)

    assert (forecast.ready_on, forecast.days_missed) == (date(2026, 6, 8), 4)


def test_somebody_who_never_works_is_never_ready():
    (forecast,) = foretell(make_post(status="review", date="2026-06-05"), works_on=lambda _: False)

    assert forecast.ready_on is None
    assert forecast.days_missed > 0


@pytest.mark.parametrize("day", ["2026-06-01T18:00", "2026-06-02"])
def test_where_no_pace_is_known_nothing_says_that_a_post_will_miss_its_date(day: str):
    away = DaysOff([Absence(date(2026, 6, 1), date(2026, 6, 7))]).is_working_day
    unknown = {step: Pace(step, 0.0, 0) for step in PACES}

    (forecast,) = foretell(make_post(status="draft", date=day), works_on=away, paces=unknown)

    assert (forecast.days_needed, forecast.ready_on, forecast.days_missed) == (0, MONDAY, 0)


def test_only_posts_that_have_a_date_and_are_not_approved_are_foretold():
    idea = make_post("posts/idea.md", status="idea", date=None)
    done = make_post("posts/done.md", status="approved", date="2026-07-01")

    assert foretell(idea) == foretell(done) == ()


@given(
    day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    days=st.integers(1, 60),
    first=st.dates(date(2025, 11, 1), date(2027, 12, 31)),
    length=st.integers(0, 40),
)
def test_whoever_begins_on_the_latest_start_is_ready_the_day_before(day, days, first, length):
    off = DaysOff([Absence(first, first + timedelta(days=length))])

    start = latest_start(day, days, off.is_working_day)

    ready = ready_day(start, days, off.is_working_day)
    assert ready is not None
    assert ready < day
    later = ready_day(start + timedelta(days=1), days, off.is_working_day)
    assert later is None or later >= day
    assert off.is_working_day(start)
