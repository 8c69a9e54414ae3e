"""What lies ahead of a plan: the team's pace, posts that will miss their date, what could fill the gaps."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from zoneinfo import ZoneInfo

from editorial.author import Author
from editorial.cadence import goes_out
from editorial.days_off import DaysOff
from editorial.forecast import Forecast, days_needed, forecasts
from editorial.instants import written_day
from editorial.pace import Pace, StatusSince, WorksOn, measured_paces, working_days_between
from editorial.plan import Plan
from editorial.policy import Policy
from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.proposal_board import ProposalBoard, Targets
from editorial.proposal_team import Team
from editorial.proposals import Proposal, propose
from editorial.slots import empty_slots
from editorial.status import Status


@dataclass(frozen=True)
class Outlook:
    """The pace of each step of work, the forecasts by day, and a proposal for each empty slot."""

    paces: tuple[Pace, ...]
    forecasts: tuple[Forecast, ...]
    proposals: tuple[Proposal, ...]

    @property
    def late(self) -> tuple[Forecast, ...]:
        """The posts that will miss their date at the team's pace."""
        return tuple(forecast for forecast in self.forecasts if forecast.days_missed)


def look_ahead(
    plan: Plan,
    authors: Mapping[str, Author],
    policy: Policy,
    histories: Mapping[str, Sequence[StatusSince]],
    *,
    zone: ZoneInfo,
) -> Outlook:
    """Return what lies ahead of a plan; `histories` are the posts' changes of status by id, where known."""
    team_days = DaysOff(policy.quiet_days)
    of_author = {slug: DaysOff(policy.quiet_days, author.away) for slug, author in authors.items()}

    def works_on(author: str) -> WorksOn:
        return of_author.get(author, team_days).is_working_day

    paces = measured_paces(histories.values(), policy.lead_days, works_on=team_days.is_working_day, zone=zone)
    return Outlook(
        paces=tuple(paces.values()),
        forecasts=forecasts(
            (entry.post for entry in plan.entries),
            paces,
            histories,
            as_of=plan.as_of,
            zone=zone,
            works_on=lambda post: works_on(post.authors[0] if post.authors else ""),
        ),
        proposals=_proposals(plan, policy, _team(plan, authors, paces, works_on), team_days),
    )


def forecast_findings(outlook: Outlook) -> Iterator[Problem]:
    """Yield a warning for each post that will miss its date."""
    for forecast in outlook.late:
        pace = "at the team's pace" if forecast.is_measured else "at the pace of the policy's lead_days"
        ready = f"be ready on {written_day(forecast.ready_on)}" if forecast.ready_on else "never be ready"
        start = written_day(forecast.latest_start)
        message = (
            f"{pace} the post will {ready}, too late for {written_day(forecast.day)}; "
            f"to make it, work on {forecast.next_step} had to begin by {start}"
        )
        remedy = "move the date, or give it to somebody who can be faster"
        yield forecast.post.source.problem(
            "date", "will-miss-date", message, remedy, severity=Severity.WARNING
        )


def _team(
    plan: Plan,
    authors: Mapping[str, Author],
    paces: Mapping[Status, Pace],
    works_on: Callable[[str], WorksOn],
) -> Team:
    capacities = {(load.author, load.month): load.available for load in plan.load}
    planned = {(load.author, load.month): frozenset(load.posts) for load in plan.load}
    review_days = {entry.id: entry.review_day for entry in plan.entries}

    # To bring a live post up to date is to write, to review and to approve, without the first draft.
    needed = {
        status: days_needed(Status.DRAFT if status is Status.APPROVED else status, paces, spent=0)
        for status in Status
    }

    def is_review_due(post: Post, day: date) -> bool:
        review_day = review_days.get(post.id)
        return review_day is not None and review_day <= day

    @cache
    def days_left(author: str, day: date) -> int:
        return working_days_between(plan.today, day, works_on(author))

    return Team(
        authors=sorted(authors),
        works_on=works_on,
        days_left=days_left,
        capacity=lambda author, month: capacities.get((author, month)),
        planned=lambda author, month: planned.get((author, month), frozenset()),
        days_needed=lambda post: needed[post.status],
        is_review_due=is_review_due,
    )


def _proposals(plan: Plan, policy: Policy, team: Team, days_off: DaysOff) -> tuple[Proposal, ...]:
    dated = [(entry.day, entry.post) for entry in plan.entries if entry.day and goes_out(entry)]
    slots = empty_slots(
        (day for day, _ in dated),
        plan.cadence,
        policy.cadence,
        horizon=plan.horizon,
        days_off=days_off,
        news=Counter({month.month: month.kept for month in plan.timely}),
    )
    candidates = [
        entry.post
        for entry in plan.entries
        if entry.is_counted and (entry.day is None if entry.next_step else entry.is_live and entry.review_day)
    ]
    return propose(
        slots,
        candidates,
        board=ProposalBoard(dated),
        team=team,
        targets=Targets(
            stages=policy.stages.targets,
            ideas=policy.ideas.targets,
            intervals={
                topic.name: topic.every_weeks for topic in policy.categories if topic.every_weeks is not None
            },
        ),
    )
