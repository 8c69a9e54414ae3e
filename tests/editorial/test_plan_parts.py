"""The parts of the plan, each where the blogs of test_plan.py do not lead."""

from datetime import date, datetime
from typing import Any

import pytest

from editorial.plan import Gap, Plan, TopicTurn, make_plan
from editorial.status import State, Status
from tests.builders import LONDON, SETTINGS, make_author, make_policy, make_post

NOW = datetime(2026, 6, 3, 12, tzinfo=LONDON)  # a Wednesday


def post(name: str = "tea", **fields: Any):
    return make_post(f"posts/{name}.md", **fields)


def posts_on(*days: str, **fields: Any):
    return [post(f"on-{day}", date=day, **fields) for day in days]


def plan_of(posts=(), *, authors=(), reads=None, **policy: Any) -> Plan:
    return make_plan(
        posts,
        {author.slug: author for author in authors},
        make_policy(**policy),
        as_of=NOW,
        zone=LONDON,
        stages=SETTINGS.stage_keys,
        reads=reads,
    )


def entry_of(one, **more: Any):
    return plan_of([one], **more).entries[0]


# States and steps


def test_a_date_that_passed_without_approval_is_overdue_since_that_day():
    entry = entry_of(post(date="2026-06-01", status="review"))

    assert (entry.state, entry.days_overdue, entry.overdue_step) == (State.OVERDUE, 2, Status.APPROVED)
    assert entry.missed_date


def test_a_deadline_that_passed_makes_a_post_late_and_not_overdue():
    # Ten working days before 12 June: 29 May; today is 3 June.
    entry = entry_of(post(date="2026-06-12", status="assigned"), lead_days={"draft": 10, "review": 3})

    assert (entry.state, entry.days_overdue) == (State.ASSIGNED, 0)
    assert (entry.late_step, entry.days_late, entry.due) == (Status.DRAFT, 5, date(2026, 5, 29))


def test_a_step_is_not_late_on_its_last_day():
    entry = entry_of(post(date="2026-06-04", status="draft"), lead_days={"review": 1})

    assert (entry.due, entry.late_step, entry.days_late) == (date(2026, 6, 3), None, 0)


def test_an_author_who_is_away_must_be_done_before():
    author = make_author("ada", away=[{"from": "2026-07-01", "to": "2026-07-10"}])

    entry = entry_of(
        post(date="2026-07-10", status="draft"), authors=[author], lead_days={"review": 5, "approved": 0}
    )

    assert entry.deadlines == {Status.REVIEW: date(2026, 6, 24), Status.APPROVED: date(2026, 6, 30)}


def test_only_the_first_authors_absences_move_deadlines():
    away = make_author("bo", away=[{"from": "2026-07-01", "to": "2026-07-10"}])

    entry = entry_of(
        post(date="2026-07-10", status="draft", authors=["ada", "bo"]),
        authors=[make_author("ada"), away],
        lead_days={"approved": 1},
    )

    assert entry.deadlines == {Status.APPROVED: date(2026, 7, 9)}


def test_evergreens_without_a_day_are_looked_at_a_year_after_they_last_changed():
    entry = entry_of(post(date="2025-03-01", modified="2025-06-03", evergreen=True))

    assert (entry.review_day, entry.review_due) == (date(2026, 6, 3), True)


# Cadence


def test_a_cadence_that_is_not_whole_is_judged_over_four_weeks():
    # Two in four weeks: the weeks of 4 and 25 May, and nothing after.
    plan = plan_of(posts_on("2026-05-05", "2026-05-26"), cadence={"posts_per_week": 0.5}, horizon_weeks=4)

    short = [week.first for week in plan.cadence.weeks if week.is_short]

    assert date(2026, 5, 25) not in short
    assert date(2026, 6, 1) in short


@pytest.mark.parametrize("per_week", [0.01, 1e-4, 1e-300])
def test_a_cadence_of_a_post_in_years_can_be_planned(per_week):
    plan = plan_of(posts_on("2026-05-05"), cadence={"posts_per_week": per_week})

    assert not any(week.is_short for week in plan.cadence.weeks if week.first >= date(2026, 5, 4))


def test_a_week_of_quiet_days_wants_no_post():
    plan = plan_of(
        cadence={"posts_per_week": 1},
        horizon_weeks=3,
        quiet_days=[{"from": "2026-06-08", "to": "2026-06-12"}],
    )

    ahead = [(week.first.day, week.wanted, week.is_short) for week in plan.cadence.weeks[-3:]]

    assert ahead == [(1, 1, True), (8, 0, False), (15, 1, True)]


def test_hidden_posts_and_translations_do_not_keep_the_cadence():
    hidden = post("hidden", date="2026-06-01", status="hidden")
    plan = plan_of([hidden], cadence={"posts_per_week": 1, "longest_gap_days": 10}, horizon_weeks=2)

    assert not any(week.posts for week in plan.cadence.weeks)
    assert not any(matrix.cells for matrix in plan.coverage.matrices)
    assert plan.cadence.gaps == (Gap(date(2026, 6, 3), date(2026, 6, 16), 15, "", ""),)


def test_a_post_that_missed_its_date_fills_neither_its_week_nor_its_gap():
    missed = post("missed", date="2026-06-02", status="draft")
    plan = plan_of([missed], cadence={"posts_per_week": 1, "longest_gap_days": 10}, horizon_weeks=2)

    assert [week.posts for week in plan.cadence.weeks[-2:]] == [0, 0]
    assert [gap.before for gap in plan.cadence.gaps] == [""]


def test_who_has_only_planned_posts_waits_for_the_first_since_today():
    plan = plan_of(posts_on("2026-06-20", "2026-06-25"), cadence={"longest_gap_days": 10}, horizon_weeks=4)

    assert plan.cadence.gaps == (Gap(date(2026, 6, 3), date(2026, 6, 19), 18, "", "on-2026-06-20"),)


def test_a_cadence_of_tenths_is_not_eased_by_their_sum():
    # Ten weeks of 0.1 are 0.9999999999999999 posts in floating point, and one post to an editor.
    plan = plan_of(cadence={"posts_per_week": 0.1}, horizon_weeks=2)

    assert all(week.is_short for week in plan.cadence.weeks)


def test_a_quiet_week_is_not_short_whatever_those_before_it_lack():
    quiet = [{"from": "2026-06-08", "to": "2026-06-14"}]
    plan = plan_of(cadence={"posts_per_week": 0.5}, horizon_weeks=2, quiet_days=quiet)

    assert [week.is_short for week in plan.cadence.weeks[-2:]] == [True, False]


def test_a_gap_may_begin_long_before_the_weeks_that_are_looked_at():
    plan = plan_of(posts_on("2020-01-01", "2026-06-05"), cadence={"longest_gap_days": 30})

    assert next((gap.before, gap.after) for gap in plan.cadence.gaps) == ("on-2020-01-01", "on-2026-06-05")


def test_what_comes_after_the_horizon_ends_no_gap():
    plan = plan_of(posts_on("2026-06-02", "2026-07-20"), cadence={"longest_gap_days": 20}, horizon_weeks=4)

    assert plan.cadence.gaps == (Gap(date(2026, 6, 3), date(2026, 6, 30), 29, "on-2026-06-02", ""),)


def test_exactly_the_longest_gap_is_no_gap():
    plan = plan_of(
        posts_on("2026-05-20", "2026-06-03", "2026-06-17"),
        cadence={"longest_gap_days": 14},
        horizon_weeks=2,
    )

    assert plan.cadence.gaps == ()


# Coverage


def test_posts_without_a_stage_or_topic_come_last_and_without_targets_there_are_no_shares():
    plan = plan_of([post(stage=None, status="idea", category=""), post("milk", category="Milk")])

    assert plan.coverage.topics.rows == (*SETTINGS.stage_keys, "")
    assert plan.coverage.topics.columns == ("Milk", "")
    assert plan.coverage.shares == ()


# Rotation and slots for news


@pytest.mark.parametrize(
    ("days", "turn"),
    [
        ([], TopicTurn("Tea", 4, None, None, date(2026, 6, 3), True)),
        (["2026-05-20"], TopicTurn("Tea", 4, date(2026, 5, 20), None, date(2026, 6, 17), True)),
        (
            ["2026-05-20", "2026-06-17"],
            TopicTurn("Tea", 4, date(2026, 5, 20), date(2026, 6, 17), date(2026, 6, 17), False),
        ),
        (
            ["2026-05-20", "2026-06-18"],
            TopicTurn("Tea", 4, date(2026, 5, 20), date(2026, 6, 18), date(2026, 6, 17), True),
        ),
    ],
)
def test_a_topic_is_late_when_nothing_is_planned_by_its_day(days, turn):
    plan = plan_of(
        posts_on(*days, category="Tea"),
        horizon_weeks=4,
        categories=[{"name": "Tea", "every_weeks": 4}, "Milk"],
    )

    assert plan.rotation[0] == turn
    assert not plan.rotation[1].is_late


def test_of_several_planned_posts_on_a_topic_the_first_is_next():
    plan = plan_of(
        posts_on("2026-06-10", "2026-06-24", category="Tea"), categories=[{"name": "Tea", "every_weeks": 4}]
    )

    assert plan.rotation[0].next == date(2026, 6, 10)


def test_what_is_due_beyond_the_horizon_is_not_late():
    plan = plan_of(
        posts_on("2026-06-01", category="Tea"),
        horizon_weeks=4,
        categories=[{"name": "Tea", "every_weeks": 5}],
    )

    assert not plan.rotation[0].is_late


@pytest.mark.parametrize(
    ("ordinary", "news", "taken", "kept", "is_filled_up"),
    [
        (3, 0, 0, 1, False),
        (4, 0, 0, 0, True),  # a post a week makes room for four
        (3, 1, 1, 0, False),
        (5, 1, 1, 0, False),
        (0, 1, 1, 0, False),
    ],
)
def test_ordinary_posts_leave_the_slot_for_news_free(ordinary, news, taken, kept, is_filled_up):
    days = [f"2026-06-{day:02}" for day in range(10, 10 + ordinary)]
    posts = posts_on(*days) + posts_on(*["2026-06-24"][:news], timely=True)

    (june, *_) = plan_of(posts, cadence={"posts_per_week": 1}, timely=1, horizon_weeks=1).timely

    assert (len(june.taken), june.kept, june.is_filled_up) == (taken, kept, is_filled_up)


# Load


def test_an_author_away_for_half_a_month_writes_half_as_much():
    # June 2026 has 22 working days; 16 to 30 June has 11.
    author = make_author("ada", capacity=2, away=[{"from": "2026-06-16", "to": "2026-06-30"}])

    (load,) = plan_of(posts_on("2026-06-10", "2026-06-12"), authors=[author], horizon_weeks=1).load

    assert (load.available, load.is_over) == (1, True)


@pytest.mark.parametrize(("posts", "is_over"), [(1, False), (2, False), (3, True)])
def test_up_to_half_a_post_too_much_is_no_overload(posts, is_over):
    days = [f"2026-06-{day}" for day in range(10, 10 + posts)]

    (load,) = plan_of(posts_on(*days), authors=[make_author("ada", capacity=1.5)], horizon_weeks=1).load

    assert load.is_over is is_over


def test_what_should_be_done_already_counts_in_the_current_month():
    overdue = post(date="2026-04-01", status="draft")

    (load,) = plan_of([overdue], authors=[make_author("ada", capacity=0)], horizon_weeks=1).load

    assert (load.month, load.posts, load.is_over) == (date(2026, 6, 1), ("tea",), True)


def test_a_month_in_which_nobody_works_takes_nothing_from_a_capacity():
    quiet = [{"from": "2026-06-01", "to": "2026-06-30"}]

    (load,) = plan_of(authors=[make_author("ada", capacity=2)], quiet_days=quiet, horizon_weeks=1).load

    assert load.available_share == 1


def test_quiet_days_take_nothing_from_a_capacity_and_do_not_count_as_an_absence():
    # Of 22 working days 11 are quiet, and on one of the others she is away.
    quiet = [{"from": "2026-06-16", "to": "2026-06-30"}]
    author = make_author("ada", capacity=2, away=["2026-06-08", "2026-06-20", "2026-06-22"])

    (load,) = plan_of(authors=[author], quiet_days=quiet, horizon_weeks=1).load

    assert load.available_share == pytest.approx(10 / 11)


def test_the_posts_of_somebody_away_are_those_that_wait_with_their_due_days():
    posts = [
        post("out", date="2026-06-02"),
        post("due", date="2026-06-25", status="draft", due="2026-06-10"),
        post("neither", date="2026-06-26", status="draft", due="2026-06-24"),
        post("on", date="2026-06-11", status="draft"),
    ]
    author = make_author("ada", away=[{"from": "2026-06-01", "to": "2026-06-11"}])

    (load,) = plan_of(posts, authors=[author], horizon_weeks=1).load

    assert load.away_on == ("on", "due")


def test_the_months_of_the_load_are_those_of_the_horizon():
    # Four weeks from 3 June end with the 30th.
    loads = plan_of(authors=[make_author("ada")], horizon_weeks=4).load

    assert [load.month for load in loads] == [date(2026, 6, 1)]


def test_without_a_capacity_nobody_is_overloaded():
    (load,) = plan_of(posts_on("2026-06-10"), authors=[make_author("ada")], horizon_weeks=1).load

    assert (load.available, load.is_over) == (None, False)


# Evergreens


def test_a_much_read_evergreen_comes_before_one_that_is_somewhat_older():
    old = post("old", date="2024-01-01", evergreen=True, review_by="2026-05-01")
    read = post("read", date="2024-01-01", evergreen=True, review_by="2026-05-10")

    unread, counted = plan_of([old, read]), plan_of([old, read], reads={"read": 900, "old": 10})

    assert [turn.id for turn in unread.evergreen.turns] == ["old", "read"]
    assert [turn.id for turn in counted.evergreen.turns] == ["read", "old"]


def test_reuse_is_followed_over_several_posts():
    plan = plan_of(
        [
            post("talk", evergreen=True),
            post("alone", evergreen=True),
            post("list", derived_from=["talk"]),
            post("film", derived_from=["list", "talk"]),
        ]
    )

    assert [(chain.origin, chain.posts) for chain in plan.evergreen.chains] == [("talk", ("film", "list"))]
    assert plan.evergreen.unreused == ("alone",)


def test_a_circle_of_reuse_ends():
    plan = plan_of([post("one", derived_from=["two"]), post("two", derived_from=["one"])])

    assert plan.evergreen.chains == ()
