"""The plan of three real blogs, worked out by hand.

By hand, at noon of Tuesday 15 July 2014 in New York. Independence Day, a Friday, is quiet:

    July 2014                       August 2014
    Mo Tu We Th Fr Sa Su            Mo Tu We Th Fr Sa Su
        1  2  3 (4) .  .                         1  .  .
     7  8  9 10 11  .  .             4  5  6  7  8  .  .
    14 15 16 17 18  .  .            11 12 13 14 15  .  .
    21 22 23 24 25  .  .            18 19 20 21 22  .  .
    28 29 30 31                     25 26 27 28 29  .  .

- white-papers, 29 July: approval 1 working day before it, the 28th; review 4, the 23rd (28 25 24 23); draft
  10, the 15th (28 25 24 23 22 21 18 17 16 15). It is a draft, so the review comes next; its header says the
  18th.
- forum-notes, 5 August: approval the 4th, review 30 July (4 1 31 30), draft 22 July. Its second author is
  away.
- late-loyalty was due on the 10th, 5 days ago, and waits to be drafted.
"""

from collections import Counter
from datetime import date

import pytest

from editorial.days_off import DayRange
from editorial.plan import AuthorLoad, Cell, Gap, Plan
from editorial.status import State, Status
from tests import b2b_plan

STEPS = (Status.DRAFT, Status.REVIEW, Status.APPROVED)


def july(day: int) -> date:
    return date(2014, 7, day)


def august(day: int) -> date:
    return date(2014, 8, day)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return b2b_plan.plan()


def entry(plan: Plan, post_id: str):
    return next(entry for entry in plan.entries if entry.id == post_id)


def test_horizon_is_eight_weeks_from_today(plan):
    assert plan.today == july(15)
    assert plan.horizon == DayRange(july(15), date(2014, 9, 9))
    assert plan.cadence.looked_at.first == date(2014, 4, 21)


def test_states_are_those_of_the_clock(plan):
    states = Counter(entry.state for entry in plan.entries)

    assert states[State.LIVE] == 32
    assert {entry.id: entry.state for entry in plan.entries if not entry.is_live} == {
        "scheduled-list": State.SCHEDULED,
        "white-papers": State.DRAFT,
        "forum-notes": State.REVIEW,
        "bare-idea": State.IDEA,
        "late-loyalty": State.OVERDUE,
    }


def test_entries_come_by_day_and_those_without_one_last(plan):
    days = [entry.day for entry in plan.entries if entry.day]

    assert days == sorted(days)
    assert [entry.id for entry in plan.entries[-2:]] == ["bare-idea", "late-loyalty"]


def test_overdue_says_by_how_many_days_and_at_which_step(plan):
    late = entry(plan, "late-loyalty")

    assert (late.days_overdue, late.overdue_step) == (5, Status.DRAFT)
    assert late.days_late == 0
    assert [e.id for e in plan.entries if e.days_overdue] == ["late-loyalty"]


def test_deadlines_are_counted_back_over_working_days(plan):
    assert entry(plan, "white-papers").deadlines == dict(
        zip(STEPS, (july(15), july(23), july(28)), strict=True)
    )
    assert entry(plan, "forum-notes").deadlines == dict(
        zip(STEPS, (july(22), july(30), august(4)), strict=True)
    )
    assert not entry(plan, "scheduled-list").deadlines
    assert not entry(plan, "bare-idea").deadlines


def test_next_step_is_due_on_its_own_day_or_else_by_its_deadline(plan):
    white_papers, forum = entry(plan, "white-papers"), entry(plan, "forum-notes")

    assert (white_papers.next_step, white_papers.due) == (Status.REVIEW, july(18))
    assert (forum.next_step, forum.due) == (Status.APPROVED, august(4))
    assert (entry(plan, "scheduled-list").next_step, entry(plan, "scheduled-list").due) == (None, None)


def test_no_step_is_late_yet(plan):
    assert not [entry.id for entry in plan.entries if entry.late_step]


def test_each_gap_of_more_than_ten_days_is_found(plan):
    # Days from post to post: 15 April +14, 29 April +14, 13 14 15 May +13, 28 May +20, 17 June +14,
    # 1 July +21, 22 July +7, 29 July +7, 5 August, and +35 to the end of the horizon.
    assert plan.cadence.gaps == (
        Gap(date(2014, 4, 16), date(2014, 4, 28), 14, "too-busy", "first-message"),
        Gap(date(2014, 4, 30), date(2014, 5, 12), 14, "first-message", "programs-1"),
        Gap(date(2014, 5, 16), date(2014, 5, 27), 13, "programs-3", "outsourced"),
        Gap(date(2014, 5, 29), date(2014, 6, 16), 20, "outsourced", "wherever"),
        Gap(date(2014, 6, 18), date(2014, 6, 30), 14, "wherever", "no-influence"),
        Gap(july(2), july(21), 21, "no-influence", "scheduled-list"),
        Gap(august(6), date(2014, 9, 8), 35, "forum-notes", ""),
    )


def test_weeks_hold_what_went_out_in_them(plan):
    # Mondays from 21 April on; one post a week is promised.
    posts = [0, 1, 0, 3, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 0, 0, 0, 0]

    assert [week.posts for week in plan.cadence.weeks] == posts
    assert [week.is_short for week in plan.cadence.weeks] == [number == 0 for number in posts]
    assert [week.first for week in plan.cadence.weeks if week.planned] == [july(21), july(28), august(4)]


def test_coverage_by_idea_counts_live_planned_and_due_for_review(plan):
    matrix = plan.coverage.ideas

    assert matrix.rows == b2b_plan.STAGES
    assert matrix.columns == ("aspirational", "practical")
    assert {place: (cell.live, cell.planned, cell.review_due) for place, cell in matrix.cells.items()} == {
        ("epiphany", "aspirational"): (7, 0, 1),
        ("epiphany", "practical"): (1, 0, 0),
        ("awareness", "aspirational"): (3, 1, 0),
        ("awareness", "practical"): (5, 0, 0),
        ("interest", "aspirational"): (1, 0, 0),
        ("interest", "practical"): (6, 1, 2),
        ("consideration", "practical"): (7, 2, 1),
        ("loyalty", "aspirational"): (1, 1, 0),
        ("loyalty", "practical"): (1, 0, 0),
    }


def test_coverage_by_topic_shows_those_of_the_rotation_first(plan):
    matrix = plan.coverage.topics

    assert matrix.columns[:5] == (
        "Thought leadership",
        "Social media",
        "Sales enablement",
        "Measurement",
        "Influence",
    )
    assert matrix.columns[5:] == ("Blogging", "Customer relationships", "Marketing transformation", "Sales")
    assert matrix.cell("consideration", "Influence") == Cell(3, 1, 0)
    assert matrix.cell("interest", "Social media") == Cell(2, 0, 1)
    assert matrix.cell("loyalty", "Influence") == Cell()


def test_shares_of_a_quarter_drift_in_posts(plan):
    # The third quarter: no-influence, scheduled-list, white-papers, forum-notes.
    stages, ideas = (quarter for quarter in plan.coverage.shares if quarter.name == "Q3 2014")

    assert (stages.posts, ideas.posts) == (4, 4)
    assert [(share.name, share.posts, round(share.drift, 6)) for share in stages.shares] == [
        ("epiphany", 0, -1.0),
        ("awareness", 2, 1.0),
        ("interest", 1, 0.2),
        ("consideration", 1, 0.2),
        ("loyalty", 0, -0.4),
    ]
    assert [(share.name, share.posts, share.drift) for share in ideas.shares] == [
        ("aspirational", 1, -1.0),
        ("practical", 3, 1.0),
    ]


def test_rotation_says_when_each_topic_must_appear_again(plan):
    assert [(turn.topic, turn.last, turn.next, turn.due_by) for turn in plan.rotation] == [
        ("Thought leadership", date(2010, 7, 29), july(22), date(2010, 8, 26)),
        ("Social media", date(2011, 3, 16), None, date(2011, 4, 6)),
        ("Sales enablement", date(2010, 2, 9), august(5), date(2010, 3, 23)),
        ("Measurement", date(2014, 5, 28), None, july(9)),
        ("Influence", july(1), july(29), july(15)),
    ]
    assert all(turn.is_late for turn in plan.rotation)


def test_slots_for_news_are_free_while_the_month_has_room(plan):
    # One post a week makes room for four in July, where three stand.
    assert [(month.month, month.kept, month.taken) for month in plan.timely] == [
        (july(1), 1, ()),
        (august(1), 1, ()),
        (date(2014, 9, 1), 1, ()),
    ]


def test_load_counts_posts_and_reviews_against_what_an_absence_leaves(plan):
    loads = {(load.author, load.month): load for load in plan.load}

    assert loads["buyer", july(1)].posts == ("no-influence", "white-papers")
    assert loads["koch", july(1)].posts == ("scheduled-list",)
    assert loads["koch", july(1)].reviews == ("white-papers",)
    assert loads["koch", august(1)].reviews == ("forum-notes",)
    # What was due on 10 July still has to be done in July.
    assert loads["jbs", july(1)].posts == ("late-loyalty",)
    # Of 21 working days of August the 22nd and the last five remain.
    assert loads["jbs", august(1)] == AuthorLoad(
        "jbs", august(1), ("forum-notes",), (), 2, pytest.approx(6 / 21), ("forum-notes",)
    )
    assert not any(load.is_over for load in plan.load)


def test_evergreens_are_due_the_oldest_first(plan):
    assert [turn.id for turn in plan.evergreen.turns if turn.is_due] == [
        "five-components",
        "publishers",
        "transformation",
        "fifteen-qualities",
    ]
    assert plan.evergreen.turns[0].days_due == (july(15) - date(2010, 9, 8)).days
    assert [(chain.origin, chain.posts) for chain in plan.evergreen.chains] == [
        ("stop-measuring", ("bare-idea",))
    ]
    assert len(plan.evergreen.unreused) == 4


def test_findings_name_the_line_that_can_mend_them(plan):
    found = Counter((problem.path, problem.code) for problem in plan.findings)

    assert found == {
        ("editorial.yaml", "gap"): 2,
        ("editorial.yaml", "past-gap"): 5,
        ("editorial.yaml", "weeks-short"): 2,
        ("editorial.yaml", "past-weeks-short"): 6,
        ("editorial.yaml", "share-low"): 2,
        ("editorial.yaml", "topic-late"): 3,
        ("editorial.yaml", "past-topic-late"): 2,
        ("posts/late-loyalty.md", "overdue"): 1,
        ("posts/five-components.md", "review-due"): 1,
        ("posts/publishers.md", "review-due"): 1,
        ("posts/transformation.md", "review-due"): 1,
        ("posts/fifteen-qualities.md", "review-due"): 1,
    }
    overdue = next(problem for problem in plan.findings if problem.code == "overdue")
    assert overdue.line == entry(plan, "late-loyalty").post.source.line("due")
