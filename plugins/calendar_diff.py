"""What the working tree changes in the plan against a git revision."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from editorial.content import Content
from editorial.plan import Plan
from editorial.plan_diff import PlanDiff, compare_plans
from plugins.approvals import approvals_of
from plugins.content_at import content_at


def diff_against(
    revision: str,
    content: Content,
    *,
    read: Callable[[Path], Content],
    plan_of: Callable[..., Plan],
) -> PlanDiff:
    """Return how the plan of `content` differs from the one at a revision; raises RevisionError.

    `read` reads a content folder as the command read this one; `plan_of` makes both plans, for one instant.
    """
    with content_at(content.folder, revision) as folder:
        content_then = read(folder)
        # The copy is in no repository, and the text that was approved may be in git alone.
        approvals = approvals_of(content_then, repository=content.folder, revision=revision)
        before = _with_errors(plan_of(content_then, approvals=approvals), content_then)
        findings = tuple(
            replace(finding, path=(content.folder / Path(finding.path).relative_to(folder)).as_posix())
            for finding in before.findings
        )
    after = _with_errors(plan_of(content), content)
    return compare_plans(replace(before, findings=findings), after, content.policy)


def _with_errors(plan: Plan, content: Content) -> Plan:
    # A post that cannot be read is missing from a plan, but it is not gone.
    return replace(plan, findings=tuple(sorted({*plan.findings, *content.errors})))
