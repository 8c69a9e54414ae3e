"""The plan: what is going out, what is missing and what is late, of (posts, authors, policy, instant)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from editorial.approval import Approval
from editorial.author import Author
from editorial.cadence import CadencePlan, Gap, Week, goes_out, plan_cadence
from editorial.coverage import Cell, Coverage, Matrix, QuarterShares, Share, plan_coverage
from editorial.days_off import DayRange
from editorial.evergreen import Evergreen, ReuseChain, ReviewTurn, plan_evergreen
from editorial.load import AuthorLoad, plan_load
from editorial.plan_entry import Desk, Entry, sorted_entries
from editorial.plan_findings import Judged, plan_findings
from editorial.policy import Policy
from editorial.post import Post
from editorial.problems import Problem
from editorial.rotation import TimelyMonth, TopicTurn, plan_rotation, plan_timely

__all__ = [
    "AuthorLoad",
    "CadencePlan",
    "Cell",
    "Coverage",
    "Entry",
    "Evergreen",
    "Gap",
    "Matrix",
    "Plan",
    "QuarterShares",
    "ReuseChain",
    "ReviewTurn",
    "Share",
    "TimelyMonth",
    "TopicTurn",
    "Week",
    "make_plan",
]


@dataclass(frozen=True)
class Plan:
    """What the plan says at an instant; each part's own class says what is in it.

    `as_of` is in the zone of the policy, `today` its day there; the `horizon` begins today, its end is not
    included. Entries are in the order of their days, then of their ids; those without a day come last.
    """

    as_of: datetime
    today: date
    horizon: DayRange
    entries: tuple[Entry, ...]
    cadence: CadencePlan
    coverage: Coverage
    rotation: tuple[TopicTurn, ...]
    timely: tuple[TimelyMonth, ...]
    load: tuple[AuthorLoad, ...]
    evergreen: Evergreen
    findings: tuple[Problem, ...]


def make_plan(
    posts: Iterable[Post],
    authors: Mapping[str, Author],
    policy: Policy,
    *,
    as_of: datetime,
    zone: ZoneInfo,
    stages: Sequence[str],
    reads: Mapping[str, int] | None = None,
    approvals: Mapping[str, Approval] | None = None,
    missed_gates: Mapping[str, tuple[Problem, ...]] | None = None,
) -> Plan:
    """Return the plan at an instant; it is the same whatever the order of the posts.

    `stages` are keys in order; `reads`, `approvals` and `missed_gates` go by the posts' ids, where they are
    known.
    """
    desk = Desk(
        authors,
        policy,
        as_of=as_of,
        zone=zone,
        approvals=approvals or {},
        missed_gates=missed_gates,
    )
    today, days_off = desk.today, desk.days_off
    horizon = DayRange(today, today + timedelta(weeks=policy.horizon_weeks))
    entries = sorted_entries(posts, desk)
    out = tuple(entry for entry in entries if goes_out(entry))
    cadence = plan_cadence(out, policy.cadence, days_off, today=today, horizon=horizon)
    coverage = plan_coverage(entries, out, policy, stages, looked_at=cadence.looked_at)
    rotation = plan_rotation(out, policy.categories, today=today, horizon=horizon)
    timely = plan_timely(out, policy, horizon)
    load = plan_load(entries, authors, days_off, today=today, horizon=horizon)
    evergreen = plan_evergreen(entries, reads or {}, today=today)
    judged = Judged(today, entries, cadence, coverage, rotation, timely, load, evergreen)
    return Plan(
        desk.as_of,
        today,
        horizon,
        entries,
        cadence,
        coverage,
        rotation,
        timely,
        load,
        evergreen,
        findings=tuple(sorted(plan_findings(judged, policy, authors))),
    )
