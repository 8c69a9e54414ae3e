from datetime import date, datetime, timedelta
from typing import Any

import pytest

from editorial.plan import make_plan
from tests.builders import LONDON, SETTINGS, make_author, make_policy, make_post

NOW = datetime(2026, 6, 3, 12, tzinfo=LONDON)


def findings(posts=(), *, authors=(), **policy: Any) -> list[str]:
    plan = make_plan(
        posts,
        {author.slug: author for author in authors},
        make_policy(**policy),
        as_of=NOW,
        zone=LONDON,
        stages=SETTINGS.stage_keys,
    )
    return [str(problem) for problem in plan.findings]


def posts_on(*days: str, **fields: Any):
    return [make_post(f"posts/on-{day}.md", date=day, **fields) for day in days]


def test_a_plan_without_promises_breaks_none():
    assert findings(posts_on("2026-01-01", "2026-09-01")) == []


@pytest.mark.parametrize(
    ("fields", "policy", "line"),
    [
        (
            {"date": "2026-06-30", "due": "2026-06-02", "status": "draft"},
            {},
            (
                "posts/tea.md:9: warning overdue the post is overdue by 1 day, at the step review"
                " (take the step, or set another date)"
            ),
        ),
        (
            {"date": "2026-06-03", "status": "review"},
            {"lead_days": {"rule": "fail"}},
            (
                "posts/tea.md:3: error overdue the post is overdue since today, at the step approved"
                " (take the step, or set another date)"
            ),
        ),
        (
            {"date": "2026-06-12", "status": "draft"},
            {"lead_days": {"review": 8, "approved": 1}},
            (
                "posts/tea.md:3: warning step-late the step review should have been reached by 2 June 2026,"
                " 1 day ago (take the step, or move the date)"
            ),
        ),
        (
            {"date": "2026-06-30", "due": "2026-07-02", "status": "draft"},
            {},
            (
                "posts/tea.md:9: warning due-after-date due: 2 July 2026 comes after the date of publication"
                " (set an earlier day)"
            ),
        ),
        (
            {"date": "2025-01-01", "review_by": "2026-06-01"},
            {},
            (
                "posts/tea.md:9: warning review-due the post was to be looked at again by 1 June 2026"
                " (bring it up to date, and set `review_by` to a later day)"
            ),
        ),
    ],
)
def test_a_posts_own_findings_stand_at_its_fields(fields, policy, line):
    assert findings([make_post("posts/tea.md", **fields)], **policy) == [line]


@pytest.mark.parametrize(
    ("days", "cadence", "lines"),
    [
        (
            ["2026-06-01", "2026-06-15"],
            {"longest_gap_days": 13, "rule": "fail"},
            [
                (
                    "error gap nothing goes out from 2 June 2026 to 14 June 2026: 14 days from one"
                    " post to the"
                    " next, where 13 are the longest allowed (plan a post by 12 June 2026)"
                )
            ],
        ),
        (
            ["2026-06-01"],
            {"longest_gap_days": 14},
            [
                (
                    "warning gap nothing is planned to go out from 2 June 2026 to 16 June 2026: 16"
                    " days from one"
                    " post to the next, where 14 are the longest allowed (plan a post by 15 June 2026)"
                )
            ],
        ),
        (
            ["2026-05-01", "2026-06-02"],
            {"longest_gap_days": 30, "rule": "fail"},
            [
                (
                    "warning past-gap nothing went out from 2 May 2026 to 1 June 2026: 32 days from"
                    " one post to"
                    " the next, where 30 are the longest allowed (it is past; see that it does not"
                    " come again)"
                )
            ],
        ),
    ],
)
def test_gaps_stand_at_the_policys_cadence(days, cadence, lines):
    found = findings(posts_on(*days), cadence=cadence, horizon_weeks=2)

    assert found == [f"editorial.yaml:1: {line}" for line in lines]


@pytest.mark.parametrize(
    ("days", "quiet", "remedy"),
    [
        # The last chance is Saturday 13 June.
        (["2026-06-03", "2026-06-22"], [], "plan a post by 12 June 2026"),
        (
            ["2026-06-03", "2026-06-22"],
            [{"from": "2026-06-09", "to": "2026-06-12"}],
            "plan a post by 8 June 2026",
        ),
        (
            ["2026-06-03", "2026-06-22"],
            [{"from": "2026-06-04", "to": "2026-06-16"}],
            "plan a post on 17 June 2026, the first day on which somebody works",
        ),
        (
            ["2026-06-03", "2026-06-22"],
            [{"from": "2026-06-04", "to": "2026-06-21"}],
            "nobody works on these days: take out a quiet day, or allow a longer gap",
        ),
        (["2026-05-22", "2026-06-22"], [], "bring a post forward"),
    ],
)
def test_what_mends_a_gap_is_a_day_on_which_somebody_works(days, quiet, remedy):
    found = findings(posts_on(*days), cadence={"longest_gap_days": 10}, quiet_days=quiet, horizon_weeks=3)

    assert [line.rpartition(" (")[2] for line in found if " gap " in line] == [f"{remedy})"]


def test_gaps_come_in_the_order_of_their_days():
    days = ["2026-05-28", "2026-06-16", "2026-07-02", "2026-07-23", "2026-08-10", "2026-09-02"]

    found = findings(posts_on(*days), cadence={"longest_gap_days": 10}, horizon_weeks=13)

    firsts = [line.partition(" out from ")[2].partition(" to ")[0] for line in found if " gap " in line]
    assert firsts == ["29 May 2026", "17 June 2026", "3 July 2026", "24 July 2026", "11 August 2026"]


def test_short_weeks_in_a_row_are_one_finding_and_what_is_past_only_warns():
    wednesdays = [date(2026, 3, 4) + timedelta(weeks=week) for week in range(13)]
    days = [str(day) for day in wednesdays if day not in (date(2026, 4, 8), date(2026, 5, 27))]

    found = findings(posts_on(*days), cadence={"posts_per_week": 1, "rule": "fail"}, horizon_weeks=3)

    assert found == [
        (
            "editorial.yaml:1: warning past-weeks-short the week of 6 April 2026: no posts, where 1 is wanted"
            " (it is past; see that it does not come again)"
        ),
        (
            "editorial.yaml:1: warning past-weeks-short the week of 25 May 2026: no posts, where 1 is wanted"
            " (it is past; see that it does not come again)"
        ),
        (
            "editorial.yaml:1: error weeks-short 3 weeks, from that of 1 June 2026 to that of 15 June 2026:"
            " no posts, where 3 are wanted (plan posts for them)"
        ),
    ]


def test_a_cadence_that_is_not_whole_is_explained():
    found = findings(posts_on("2026-05-26"), cadence={"posts_per_week": 0.5}, horizon_weeks=2)

    assert (
        "editorial.yaml:1: warning weeks-short 2 weeks, from that of 1 June 2026 to that of 8 June 2026,"
        " with the 3 before each: fewer posts than 0.5 a week (plan posts for them)" in found
    )


def test_what_a_quarter_lacks_by_a_whole_post_stands_at_the_share():
    found = findings(
        posts_on("2026-06-10", "2026-06-11"),
        ideas={"aspirational": 0.5, "practical": 0.5, "rule": "fail"},
        horizon_weeks=2,
    )

    assert found == [
        (
            "editorial.yaml:1: error share-low Q2 2026: 0 of 2 posts for aspirational, where 50% would be 1.0"
            " (plan posts for aspirational, or change the share)"
        )
    ]


@pytest.mark.parametrize(
    ("days", "line"),
    [
        (
            [],
            (
                "error topic-late Tea: it has not appeared yet and is due by 3 June 2026 (every 4 weeks);"
                " none is planned (plan a post on it, or give it a longer interval)"
            ),
        ),
        (
            ["2026-05-20", "2026-06-18"],
            (
                "error topic-late Tea: it last appeared on 20 May 2026 and is due by 17 June 2026"
                " (every 4 weeks); it comes next on 18 June 2026 (bring that post forward)"
            ),
        ),
        (
            ["2026-04-01", "2026-06-18"],
            (
                "warning past-topic-late Tea: it last appeared on 1 April 2026 and was due by 29 April 2026"
                " (every 4 weeks); it comes next on 18 June 2026 (bring that post forward)"
            ),
        ),
    ],
)
def test_a_late_topic_stands_at_the_rotation(days, line):
    topics = [{"name": "Tea", "every_weeks": 4, "rule": "fail"}]

    assert findings(posts_on(*days, category="Tea"), categories=topics) == [f"editorial.yaml:1: {line}"]


def test_a_month_full_of_ordinary_posts_stands_at_the_slots():
    found = findings(
        posts_on(*(f"2026-06-{day}" for day in range(10, 14))),
        cadence={"posts_per_week": 1},
        timely={"slots": 1, "rule": "fail"},
        horizon_weeks=1,
    )

    assert (
        "editorial.yaml:1: error slot-filled June 2026: 0 of 1 slot kept for news; other posts fill the month"
        " (move one of them, or mark a post that is news with `timely: true`)" in found
    )


def test_too_much_to_write_stands_at_the_authors_capacity():
    author = make_author("ada", capacity=1, away=[{"from": "2026-06-16", "to": "2026-06-30"}])

    found = findings(posts_on("2026-06-10", "2026-06-12"), authors=[author], horizon_weeks=1)

    assert found == [
        (
            "authors/ada.md:3: warning over-capacity June 2026: 2 posts to write, where 0.5 can be in"
            " the 50% of its working days (move a post, or give it to somebody else)"
        )
    ]
