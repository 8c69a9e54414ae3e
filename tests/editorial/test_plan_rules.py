"""What holds for every plan, and for the nights on which clocks change."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.plan import Plan, make_plan
from editorial.post import Post
from editorial.status import State, Status
from tests.builders import LONDON, SETTINGS, make_author, make_policy, make_post

NOW = datetime(2026, 6, 3, 12, tzinfo=LONDON)
AUTHORS = {
    "ada": make_author("ada", capacity=2, away=[{"from": "2026-06-08", "to": "2026-06-30"}]),
    "bo": make_author("bo", capacity=1, away=["2026-05-20", {"from": "2026-06-29", "to": "2026-07-10"}]),
    "cy": make_author("cy"),
}
POLICY = make_policy(
    horizon_weeks=10,
    cadence={"posts_per_week": 1.5, "longest_gap_days": 5},
    stages={"epiphany": 0.2, "awareness": 0.2, "interest": 0.2, "consideration": 0.2, "loyalty": 0.2},
    ideas={"aspirational": 0.5, "practical": 0.5},
    categories=["Tea", {"name": "Milk", "every_weeks": 3}],
    lead_days={"assigned": 15, "draft": 10, "review": 4, "approved": 0},
    timely=2,
    quiet_days=["2026-06-05", {"from": "2026-07-01", "to": "2026-07-08"}],
)
BASE = make_post()


@st.composite
def plannable_posts(draw) -> Post:
    instant = NOW + timedelta(hours=draw(st.integers(-4000, 2500)))
    name = f"p{draw(st.integers(0, 10**9))}"
    status = draw(st.sampled_from(list(Status)))
    has_date = status.has_reached(Status.REVIEW) or draw(st.booleans())
    return replace(
        BASE,
        source=replace(BASE.source, path=f"posts/{name}.md"),
        id=name,
        slug=name,
        status=status,
        date=instant if has_date else None,
        due=draw(st.none() | st.dates(date(2026, 4, 1), date(2026, 8, 1))),
        authors=tuple(draw(st.lists(st.sampled_from(sorted(AUTHORS)), max_size=2, unique=True))),
        reviewer=draw(st.sampled_from(["", "ada", "cy"])),
        stage=draw(st.none() | st.sampled_from(SETTINGS.stage_keys)),
        idea=draw(st.none() | st.sampled_from(["aspirational", "practical"])),
        category=draw(st.sampled_from(["", "Tea", "Milk", "Water"])),
        evergreen=draw(st.booleans()),
        review_by=draw(st.none() | st.dates(date(2026, 5, 1), date(2026, 7, 1))),
        timely=draw(st.booleans()),
        translation_of=draw(st.sampled_from(["", "", "", "another"])),
    )


some_posts = st.lists(plannable_posts(), max_size=8, unique_by=lambda post: post.id)


def plan_of(posts: list[Post], *, as_of: datetime = NOW, zone: ZoneInfo = LONDON) -> Plan:
    return make_plan(posts, AUTHORS, POLICY, as_of=as_of, zone=zone, stages=SETTINGS.stage_keys)


@settings(max_examples=50)
@given(some_posts, st.randoms(use_true_random=False))
def test_plan_is_the_same_whatever_the_order_of_the_files(posts, random):
    shuffled = list(posts)
    random.shuffle(shuffled)

    assert plan_of(posts) == plan_of(shuffled)


@settings(max_examples=50)
@given(some_posts)
def test_deadlines_never_fall_on_a_day_off(posts):
    for planned in plan_of(posts).entries:
        away = AUTHORS[planned.post.authors[0]].away if planned.post.authors else ()
        for deadline in planned.deadlines.values():
            assert deadline <= planned.day
            assert deadline.weekday() < 5
            assert not any(off.first <= deadline <= off.last for off in (*POLICY.quiet_days, *away))


@settings(max_examples=50)
@given(some_posts)
def test_later_steps_are_never_due_before_earlier_ones(posts):
    for planned in plan_of(posts).entries:
        days = list(planned.deadlines.values())
        assert days == sorted(days)


@settings(max_examples=50)
@given(some_posts)
def test_each_post_that_counts_is_in_one_cell_of_each_matrix(posts):
    twins = [replace(post, id=f"{post.id}-2", slug=f"{post.id}-2") for post in posts]
    plan = plan_of([*posts, *twins])
    counted = [planned for planned in plan.entries if planned.is_counted]

    for matrix in plan.coverage.matrices:
        assert sum(cell.live for cell in matrix.cells.values()) == sum(planned.is_live for planned in counted)
        assert sum(cell.live + cell.planned for cell in matrix.cells.values()) == len(counted)
        assert sum(cell.review_due for cell in matrix.cells.values()) == sum(e.review_due for e in counted)
        assert {row for row, _ in matrix.cells} <= set(matrix.rows)
        assert {column for _, column in matrix.cells} <= set(matrix.columns)


@settings(max_examples=50)
@given(some_posts)
def test_weeks_and_gaps_part_the_days_that_are_looked_at(posts):
    plan = plan_of(posts)
    out = [e.day for e in plan.entries if e.is_counted and e.day and (e.is_live or e.post.date > NOW)]

    weeks = plan.cadence.weeks
    assert {later.first - week.first for week, later in pairwise(weeks)} == {timedelta(7)}
    assert weeks[0].first == plan.cadence.looked_at.first
    assert sum(week.posts for week in weeks) == sum(
        weeks[0].first <= day < weeks[-1].first + timedelta(7) for day in out
    )
    for gap in plan.cadence.gaps:
        assert not any(gap.first <= day <= gap.last for day in out)
        assert gap.days == (gap.last - gap.first).days + 2 > POLICY.cadence.longest_gap_days
    gaps = {gap.first - timedelta(1): gap.last + timedelta(1) for gap in plan.cadence.gaps}
    for day, later in pairwise(sorted(day for day in out if day in plan.cadence.looked_at)):
        assert (gaps.get(day) == later) == ((later - day).days > POLICY.cadence.longest_gap_days)
    assert all(gap.last < later.first for gap, later in pairwise(plan.cadence.gaps))


@settings(max_examples=50)
@given(some_posts)
def test_drifts_of_a_quarter_cancel_out(posts):
    for quarter in plan_of(posts).coverage.shares:
        assert sum(share.posts for share in quarter.shares) == quarter.posts
        assert sum(share.drift for share in quarter.shares) == pytest.approx(0)
        assert sum(share.actual for share in quarter.shares) == pytest.approx(1 if quarter.posts else 0)


@settings(max_examples=50)
@given(some_posts)
def test_state_is_that_of_the_post_and_only_what_is_overdue_has_overdue_days(posts):
    for planned in plan_of(posts).entries:
        assert planned.state is planned.post.state(NOW)
        assert (planned.overdue_step is not None) == (planned.state is State.OVERDUE)
        assert planned.days_overdue == 0 or planned.state is State.OVERDUE
        assert not (planned.days_overdue and planned.days_late)


@settings(max_examples=50)
@given(some_posts)
def test_plan_is_told_by_the_policys_zone_whatever_clock_asks(posts):
    # Half an hour into a day of London's, which begins an hour later in UTC.
    midnight = NOW.replace(hour=0, minute=30)

    by_utc, by_london = (plan_of(posts, as_of=midnight.astimezone(zone)) for zone in (UTC, LONDON))

    assert by_utc == by_london
    assert by_utc.as_of.tzinfo is LONDON


# The nights on which clocks change, with the instant that a time of that day means.

NIGHTS = [
    ("America/New_York", "2026-03-08 02:30", datetime(2026, 3, 8, 7, 30, tzinfo=UTC)),  # left out
    ("America/New_York", "2026-11-01 01:30", datetime(2026, 11, 1, 5, 30, tzinfo=UTC)),  # the first of two
    ("America/New_York", "2026-11-01 02:30", datetime(2026, 11, 1, 7, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", "2026-10-04 02:15", datetime(2026, 10, 3, 15, 45, tzinfo=UTC)),  # left out
    ("Australia/Lord_Howe", "2026-10-04 02:30", datetime(2026, 10, 3, 15, 30, tzinfo=UTC)),
    ("Australia/Lord_Howe", "2026-04-05 01:45", datetime(2026, 4, 4, 14, 45, tzinfo=UTC)),  # the first of two
    ("Australia/Lord_Howe", "2026-04-05 02:30", datetime(2026, 4, 4, 16, 0, tzinfo=UTC)),
]


@pytest.mark.parametrize(("zone", "written", "instant"), NIGHTS)
def test_a_post_goes_out_on_its_day_and_to_the_minute_when_clocks_change(zone, written, instant):
    post = make_post(date=f"{written} {zone}", status="approved")

    at = {
        minutes: plan_of([post], as_of=instant + timedelta(minutes=minutes), zone=ZoneInfo(zone)).entries[0]
        for minutes in (-1, 0, 1)
    }

    assert {planned.day for planned in at.values()} == {date.fromisoformat(written[:10])}
    assert [planned.state for planned in at.values()] == [State.SCHEDULED, State.LIVE, State.LIVE]


@pytest.mark.parametrize(("zone", "written", "instant"), NIGHTS)
def test_a_missed_hour_is_overdue_a_minute_later_when_clocks_change(zone, written, instant):
    post = make_post(date=f"{written} {zone}", status="review")

    before, after = (
        plan_of([post], as_of=instant + timedelta(minutes=minutes), zone=ZoneInfo(zone)).entries[0]
        for minutes in (-1, 1)
    )

    assert (before.state, before.missed_date) == (State.REVIEW, False)
    assert (after.state, after.missed_date, after.days_overdue) == (State.OVERDUE, True, 0)
    assert before.deadlines == after.deadlines


def test_what_is_planned_for_a_day_that_a_zone_left_out_is_on_the_day_after():
    # Samoa went from Thursday 29 to Saturday 31 December 2011.
    apia = ZoneInfo("Pacific/Apia")
    post = replace(make_post(status="approved"), date=datetime(2011, 12, 30, 9, tzinfo=apia))

    plan = plan_of([post], as_of=datetime(2011, 12, 30, 8, tzinfo=apia), zone=apia)

    assert (plan.today, plan.as_of.hour) == (date(2011, 12, 31), 8)
    assert (plan.entries[0].day, plan.entries[0].state) == (date(2011, 12, 31), State.SCHEDULED)


def test_deadlines_count_days_and_not_hours_when_clocks_change():
    # A Sunday: the last working day before it is the Friday, on either side of the change.
    night = make_post(date="2026-03-08 02:30 America/New_York", status="draft")
    zone = ZoneInfo("America/New_York")

    planned = plan_of([night], as_of=datetime(2026, 2, 1, tzinfo=zone), zone=zone).entries[0]

    assert planned.deadlines[Status.APPROVED] == date(2026, 3, 6)
    assert planned.deadlines[Status.REVIEW] == date(2026, 3, 3)
