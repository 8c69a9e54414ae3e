from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.approval import Approval, ApprovalMark, approval_digest, written_mark
from editorial.approval_check import approval_findings, approval_of, changed_words
from editorial.policy import ApprovalRule
from editorial.problems import Severity
from tests.builders import make_policy, make_post, read_post_text

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
TEXT = "Tea is picked in spring, before the rain comes."


def approved(body=TEXT, **fields):
    """Return a post that ada has approved as it is."""
    post = make_post(body=body, **fields)
    return make_post(body=body, **fields, approved=written_mark(post, by="ada", at=AT))


def test_a_mark_says_who_when_and_for_which_text():
    post = approved()

    assert post.approved == ApprovalMark("ada", AT, approval_digest(post)[:16])
    assert written_mark(post, by="ada", at=AT) == f"ada 2026-03-03T09:00:00Z {approval_digest(post)[:16]}"


def test_a_mark_is_one_line_that_both_styles_of_header_hold():
    mark = written_mark(make_post(), by="ada", at=AT)
    lines = f"Title: Tea\nStatus: idea\nApproved: {mark}\n\n{TEXT}\n"

    post, problems = read_post_text(lines)

    assert post.approved.by == "ada"
    assert problems == []


@pytest.mark.parametrize(
    "mark",
    [
        "yes",
        "ada 2026-03-03",
        "ada soon 0123456789abcdef",
        "Ada 2026-03-03 0123456789abcdef",
        "ada 2026-03-03 abc",
    ],
)
def test_a_mark_that_says_less_is_an_error_with_a_remedy(mark):
    _, problems = read_post_text(f"Title: Tea\nStatus: idea\nApproved: {mark}\n\n{TEXT}\n")

    assert problems == [
        (
            f"posts/first-flush.md:3: error not-an-approval approved: “{mark}” does not say who approved "
            "which text when (take the line out; `invoke status ID approved` writes it anew)"
        )
    ]


@pytest.mark.parametrize("change", [{"title": "Tea"}, {"summary": "Tea."}, {"body": "Tea."}])
def test_an_approval_lapses_with_any_change_that_readers_see(change):
    assert approval_of(replace(approved(), **change), ApprovalRule()) is Approval.LAPSED


@pytest.mark.parametrize("change", [{"tags": ("tea",)}, {"authors": ("bo",)}, {"body": f"\n\n{TEXT}  \n"}])
def test_an_approval_holds_when_readers_read_the_same(change):
    assert approval_of(replace(approved(), **change), ApprovalRule()) is Approval.VALID


def test_without_a_mark_or_before_approval_there_is_none():
    post = make_post()
    waiting = replace(approved(), status=make_post(status="review").status)

    assert [approval_of(p, ApprovalRule()) for p in (post, waiting)] == [Approval.NONE, Approval.NONE]


@pytest.mark.parametrize(
    ("body", "limit", "worth"),
    [
        (TEXT.replace("rain", "rains"), 1, Approval.TYPO),
        (TEXT.replace("the rain", "rain"), 1, Approval.TYPO),
        (TEXT.replace("rain", "heavy rains"), 1, Approval.LAPSED),
        (TEXT.replace("rain", "heavy rains"), 2, Approval.TYPO),
        (TEXT.replace("picked in", "in picked"), 1, Approval.LAPSED),
        (TEXT.replace("rain", "rains"), 0, Approval.LAPSED),
        ("Nothing of it is left.", 5, Approval.LAPSED),
    ],
)
def test_up_to_the_limit_an_approval_holds_if_the_approved_text_is_known(body, limit, worth):
    before = approved()
    now = replace(before, body=body)
    rule = ApprovalRule(typo_limit=limit)

    assert approval_of(now, rule, versions=lambda _: [make_post(body="Older."), before]) is worth
    assert approval_of(now, rule) is Approval.LAPSED


@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd"), max_size=9))
def test_words_are_counted_once_and_alike_both_ways_round_when_they_only_come_or_go(old, new):
    before, after = (replace(make_post(), body=" ".join(words)) for words in (old, new))
    counted = changed_words(before, after, limit=99)

    assert (counted == 0) == (old == new)
    assert abs(len(old) - len(new)) <= counted <= max(len(old), len(new)) * 2
    # The quick look at which words there are never sees more changes than there are.
    assert changed_words(before, after, limit=counted) == counted


def test_a_lapsed_approval_names_who_approved_and_what_to_do():
    post = replace(approved(), body="Tea.")
    where = f"posts/first-flush.md:{post.source.line('approved')}"

    (found,) = approval_findings([post], {post.id: Approval.LAPSED}, ApprovalRule())
    (limited,) = approval_findings([post], {post.id: Approval.LAPSED}, ApprovalRule(2, rule=Severity.WARNING))

    assert str(found) == (
        f"{where}: error approval-lapsed approved: ada approved another text on 3 March 2026; "
        "it has changed since (read it, then: invoke status first-flush approved --by SLUG)"
    )
    assert str(limited) == (
        f"{where}: warning approval-lapsed approved: ada approved another text on 3 March 2026; "
        "it has changed since by more than 2 words, or was never committed "
        "(read it, then: invoke status first-flush approved --by SLUG)"
    )


def test_a_mark_is_missing_only_where_the_policy_requires_one():
    posts = [make_post(), make_post("posts/waits.md", status="review"), approved(slug="marked")]
    rule = make_policy(approval={"required": True, "rule": "warn"}).approval

    assert [str(problem) for problem in approval_findings(posts, {}, rule)] == [
        (
            "posts/first-flush.md:8: warning approval-missing nobody wrote down who approved this text "
            "(read it, then: invoke status first-flush approved --by SLUG)"
        )
    ]
    assert list(approval_findings(posts, {}, ApprovalRule())) == []
