"""What approvals are worth once texts have changed, and what is to be said about those that lapsed."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from editorial.approval import Approval, Readable, approved_text
from editorial.instants import written_day
from editorial.policy import ApprovalRule
from editorial.post import Post
from editorial.problems import Problem
from editorial.quantities import quantity
from editorial.status import Status

LAPSED = "approval-lapsed"
Versions = Callable[[Post], Iterable[Readable]]


def approval_of(post: Post, rule: ApprovalRule, *, versions: Versions = lambda _: ()) -> Approval:
    """Return what a post's approval is worth; NONE where it is not approved, or nobody wrote down by whom.

    `versions` gives a post's former texts, among which the approved one is looked for. It is asked only
    where the text has changed and the policy lets slips pass.
    """
    if post.approved is None or not post.status.has_reached(Status.APPROVED):
        return Approval.NONE
    if post.approved.is_of(post):
        return Approval.VALID
    if rule.typo_limit:
        approved = next((text for text in versions(post) if post.approved.is_of(text)), None)
        if approved is not None and changed_words(approved, post, limit=rule.typo_limit) <= rule.typo_limit:
            return Approval.TYPO
    return Approval.LAPSED


def changed_words(before: Readable, after: Readable, *, limit: int) -> int:
    """Return how many words differ; a word in place of another counts once, and so does one more or less.

    Words are what stands between white space. More than `limit` is not counted out: the result is then
    some number above it.
    """
    old, new = approved_text(before).split(), approved_text(after).split()
    lost, won = Counter(old) - Counter(new), Counter(new) - Counter(old)
    # At least so many, whatever their order; a rewritten text need not be compared word by word.
    least = max(lost.total(), won.total())
    if least > limit:
        return least
    changes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return sum(max(o2 - o1, n2 - n1) for kind, o1, o2, n1, n2 in changes if kind != "equal")


def approval_findings(
    posts: Iterable[Post], approvals: Mapping[str, Approval], rule: ApprovalRule
) -> Iterator[Problem]:
    """Yield the approved posts whose text has changed since, and those without a mark if one is required."""
    for post in posts:
        worth = approvals.get(post.id, Approval.NONE)
        if worth is Approval.LAPSED and post.approved is not None:
            yield _lapsed(post, rule)
        elif rule.required and post.approved is None and post.status.has_reached(Status.APPROVED):
            message = "nobody wrote down who approved this text"
            yield post.source.problem(
                "status", "approval-missing", message, _remedy(post), severity=rule.rule
            )


def _lapsed(post: Post, rule: ApprovalRule) -> Problem:
    mark = post.approved
    assert mark is not None  # noqa: S101 - only posts with a mark lapse
    message = f"approved: {mark.by} approved another text on {written_day(mark.at)}; it has changed since"
    if rule.typo_limit:
        message += f" by more than {quantity(rule.typo_limit, 'word')}, or was never committed"
    return post.source.problem("approved", LAPSED, message, _remedy(post), severity=rule.rule)


def _remedy(post: Post) -> str:
    return f"read it, then: invoke status {post.id} approved --by SLUG"
