"""The plan of a content folder, as this site's settings read it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import pelicanconf
import publishconf
from editorial.approval import Approval
from editorial.approval_check import LAPSED
from editorial.content import Content
from editorial.outlook import Outlook, look_ahead
from editorial.plan import Plan, make_plan
from editorial.plan_findings import ONLY_IN_CALENDAR
from editorial.problems import Problem, Severity
from plugins.approvals import approvals_of
from plugins.file_history import ContentHistory
from plugins.status_history import status_histories


def plan_of(
    content: Content,
    as_of: datetime,
    *,
    weeks: int | None = None,
    foreign: bool = False,
    reads: Mapping[str, int] | None = None,
    approvals: Mapping[str, Approval] | None = None,
) -> Plan:
    """Return the plan at an instant; `weeks` takes the place of the policy's horizon.

    `reads` says how often posts were read, by their ids, where somebody counts it; `approvals` are asked of
    git unless they are given.

    In `foreign` content no finding is an error, and without a policy, which that team may never have made,
    there is none but for approvals that lapsed.
    """
    policy = replace(content.policy, horizon_weeks=weeks) if weeks else content.policy
    plan = make_plan(
        content.posts,
        content.authors,
        policy,
        as_of=as_of,
        zone=content.zone,
        stages=tuple(stage.key for stage in pelicanconf.STAGES),
        reads=reads,
        approvals=approvals_of(content) if approvals is None else approvals,
        missed_gates=_missed_gates(content, as_of),
    )
    if not foreign:
        return plan
    has_policy = bool(policy.source.lines)
    found = (problem for problem in plan.findings if has_policy or problem.code == LAPSED)
    return replace(plan, findings=tuple(replace(problem, severity=Severity.WARNING) for problem in found))


def _missed_gates(content: Content, as_of: datetime) -> Mapping[str, tuple[Problem, ...]]:
    if not content.policy.gates:
        return {}
    # What turns Markdown into HTML takes long to load.
    from editorial.gate_check import gates_missed_by

    return gates_missed_by(content.posts, content.policy.gates, as_of=as_of, site_url=publishconf.SITEURL)


def outlook_of(content: Content, plan: Plan, history: ContentHistory) -> Outlook:
    """Return what lies ahead of a plan, at the pace that the content's history tells."""
    histories = status_histories(history, content.posts, as_of=plan.as_of)
    return look_ahead(plan, content.authors, content.policy, histories, zone=content.zone)


def plan_problems(content: Content, as_of: datetime, *, foreign: bool = False) -> tuple[Problem, ...]:
    """Return what the plan breaks and somebody can still mend."""
    plan = plan_of(content, as_of, foreign=foreign)
    return tuple(problem for problem in plan.findings if problem.code not in ONLY_IN_CALENDAR)
