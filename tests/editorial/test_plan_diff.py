from datetime import UTC, datetime

from editorial.plan import Plan, make_plan
from editorial.plan_diff import compare_plans, diff_data, diff_lines
from editorial.policy import Policy
from editorial.post import Post
from tests.builders import LONDON, SETTINGS, make_author, make_policy, make_post

POLICY = make_policy(
    cadence={"posts_per_week": 1, "rule": "warn"},
    stages={"interest": 0.5, "loyalty": 0.5},
    ideas={"practical": 0.5, "aspirational": 0.5},
)
LIVE = make_post(date="2026-07-06", category="Tea")
PLANNED = make_post("posts/planned.md", date="2026-08-10", stage="loyalty", status="review", category="Tea")


def plan_of(*posts: Post, policy: Policy = POLICY) -> Plan:
    as_of = datetime(2026, 7, 20, 9, tzinfo=UTC)
    authors = {"ada": make_author(capacity=2)}
    return make_plan(posts, authors, policy, as_of=as_of, zone=LONDON, stages=SETTINGS.stage_keys)


def lines(before: Plan, after: Plan) -> list[str]:
    return list(diff_lines(compare_plans(before, after, POLICY)))


def test_equal_plans_say_so():
    assert lines(plan_of(LIVE, PLANNED), plan_of(PLANNED, LIVE)) == ["The plan does not change."]


def test_a_new_post_fills_a_cell_of_its_quarter():
    diff = compare_plans(plan_of(LIVE), plan_of(LIVE, PLANNED), POLICY)

    said = list(map(str, diff.coverage))
    # 92 days are 13.1 weeks: half of a half of them are 3 posts.
    assert said == [
        "loyalty × practical: 0 → 1 of 3 planned in Q3 2026",
        "loyalty × Tea: 0 → 1 planned in Q3 2026",
    ]
    assert list(map(str, diff.load)) == ["ada: 0 → 1 of 2 planned in August 2026"]
    assert [(change.id, change.kind) for change in diff.posts] == [("planned", "added")]


def test_a_moved_post_tells_both_dates_and_both_quarters():
    moved = make_post("posts/planned.md", date="2026-10-05", stage="loyalty", status="review", category="Tea")

    said = lines(plan_of(LIVE, PLANNED), plan_of(LIVE, moved))

    assert said[:3] == ["### Posts", "", "- planned: date 2026-08-10 09:00 → 2026-10-05 09:00"]
    assert "- loyalty × practical: 1 → 0 of 3 planned in Q3 2026" in said
    assert "- loyalty × practical: 0 → 1 of 3 planned in Q4 2026" in said


def test_a_removed_post_is_named():
    said = lines(plan_of(LIVE, PLANNED), plan_of(LIVE))

    assert "- removed: planned “First flush”" in said


def test_a_finding_that_only_moved_to_another_line_is_no_change():
    longer = make_post(
        "posts/planned.md", date="2026-08-10", stage="loyalty", status="review", category="Tea", persona=""
    )

    assert lines(plan_of(LIVE, PLANNED), plan_of(LIVE, longer)) == ["The plan does not change."]


def test_new_and_gone_findings_are_told_apart():
    overdue = make_post(
        "posts/planned.md", date="2026-08-10", stage="loyalty", status="draft", due="2026-07-01"
    )
    before, after = plan_of(LIVE, PLANNED), plan_of(LIVE, overdue)

    there, back = compare_plans(before, after, POLICY), compare_plans(after, before, POLICY)

    assert "overdue" in [finding.code for finding in there.new_findings]
    assert "overdue" in [finding.code for finding in back.gone_findings]


def test_the_comparison_is_there_as_data():
    data = diff_data(compare_plans(plan_of(LIVE), plan_of(LIVE, PLANNED), POLICY))

    assert data["posts"][0]["fields"]["date"] == ["", "2026-08-10 09:00"]
    assert data["coverage"][0] == {
        "what": "loyalty × practical",
        "when": "Q3 2026",
        "before": 0,
        "after": 1,
        "of": 3.0,
    }
