from dataclasses import replace
from datetime import UTC, datetime

import pytest

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


def plan_of(*posts: Post, policy: Policy = POLICY, names: tuple[str, ...] = ("ada",)) -> Plan:
    as_of = datetime(2026, 7, 20, 9, tzinfo=UTC)
    authors = {name: make_author(name, capacity=2) for name in names}
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


def test_an_added_post_is_told_in_one_line_with_its_title_once():
    said = lines(plan_of(LIVE), plan_of(LIVE, PLANNED))

    assert said[2] == (
        "- added: planned “First flush” (date 2026-08-10 09:00; status review; authors ada; stage loyalty; "
        "idea practical; topic Tea)"
    )


def test_what_was_written_is_no_markdown():
    title = "One | *two* _three_ `four` <b>[five](six)</b> &amp; snake_case #7 ~8~"
    odd = make_post("posts/planned.md", date="2026-08-10", stage="loyalty", title=title, category="a_b *c*")

    said = "\n".join(lines(plan_of(LIVE), plan_of(LIVE, odd)))

    escaped = r"“One \| \*two\* \_three\_ \`four\` \<b>\[five\](six)\</b> \&amp; snake_case \#7 \~8\~”"
    assert f"- added: planned {escaped} (date" in said
    assert r"topic a_b \*c\*)" in said
    assert r"- loyalty × a_b \*c\*: 0 → 1 planned in Q3 2026" in said


def test_a_finding_in_a_difference_is_no_markdown_either():
    odd = make_post("posts/_odd_.md", id="odd", slug="odd", date="2026-06-10", status="draft")

    said = lines(plan_of(LIVE), plan_of(LIVE, odd))

    assert any(line.startswith(r"- posts/\_odd\_.md:3: warning overdue the post is overdue") for line in said)


def test_a_moved_post_tells_both_dates_and_both_quarters():
    moved = make_post("posts/planned.md", date="2026-10-05", stage="loyalty", status="review", category="Tea")

    said = lines(plan_of(LIVE, PLANNED), plan_of(LIVE, moved))

    assert said[:3] == ["### Posts", "", "- planned: date 2026-08-10 09:00 → 2026-10-05 09:00"]
    assert "- loyalty × practical: 1 → 0 of 3 planned in Q3 2026" in said
    assert "- loyalty × practical: 0 → 1 of 3 planned in Q4 2026" in said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due": "2026-08-03"}, "due none → 2026-08-03"),
        ({"reviewer": "ada"}, "reviewer none → ada"),
        ({"persona": "Buyer"}, "persona none → Buyer"),
        ({"timely": True}, "timely none → yes"),
        ({"authors": ["ada", "bo"]}, "authors ada → ada, bo"),
        ({"date": "2026-08-10T08:00Z"}, None),  # the same instant, by another clock
    ],
)
def test_whatever_the_plan_goes_by_is_a_change(fields, said):
    fields = {"stage": "loyalty", "status": "review", "category": "Tea", "date": "2026-08-10", **fields}
    changed = make_post("posts/planned.md", **fields)

    diff = compare_plans(plan_of(LIVE, PLANNED), plan_of(LIVE, changed), POLICY)

    assert list(diff_lines(diff))[2:3] == ([f"- planned: {said}"] if said else [])


def test_another_day_for_the_next_look_is_a_change():
    later = make_post(date="2026-07-06", category="Tea", review_by="2026-09-01")

    assert "- first-flush: review none → 2026-09-01" in lines(plan_of(LIVE), plan_of(later))


def test_months_that_only_one_plan_looks_at_are_no_change_of_load():
    far = make_post("posts/far.md", date="2026-12-07", status="review")
    longer = make_policy(horizon_weeks=26, cadence={"posts_per_week": 1, "rule": "warn"})

    there = compare_plans(plan_of(LIVE, far), plan_of(LIVE, far, policy=longer), longer)

    assert there.load == ()


def test_who_is_not_there_any_more_has_nothing_to_do():
    diff = compare_plans(plan_of(LIVE, PLANNED), plan_of(LIVE, PLANNED, names=("bo",)), POLICY)

    assert list(map(str, diff.load)) == [
        "ada: 1 → 0 planned in July 2026",
        "ada: 1 → 0 planned in August 2026",
    ]


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


def test_what_does_not_go_out_fills_no_cell():
    missed = make_post("posts/missed.md", date="2026-07-15", status="review")
    hidden = make_post("posts/hidden.md", date="2026-08-12", status="hidden")

    assert compare_plans(plan_of(LIVE), plan_of(LIVE, missed, hidden), POLICY).coverage == ()


def test_where_the_policy_wants_nothing_no_number_is_wanted():
    other = make_post("posts/other.md", date="2026-08-12", stage="awareness")
    before, after = plan_of(LIVE), plan_of(LIVE, other)

    with_shares = compare_plans(before, after, POLICY).coverage[0]
    without = compare_plans(before, after, make_policy(cadence={"posts_per_week": 1})).coverage[0]

    assert (with_shares.of, without.of) == (0, None)


def test_of_two_equal_findings_one_may_be_new():
    plan = plan_of(LIVE, make_post("posts/planned.md", date="2026-08-10", status="draft", due="2026-07-01"))
    (finding,) = (one for one in plan.findings if one.code == "overdue")

    diff = compare_plans(plan, replace(plan, findings=(*plan.findings, finding)), POLICY)

    assert diff.new_findings == (finding,)


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
