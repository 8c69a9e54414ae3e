"""How long each step of a post's way really takes, from the dates at which its file changed status."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

from editorial.policy import LeadDays
from editorial.status import Status

# What somebody works for; an idea waits for nobody's pace.
WORK_STEPS = (Status.DRAFT, Status.REVIEW, Status.APPROVED)
# Below it a figure says more of one post than of the team.
ENOUGH_SAMPLES = 3

WorksOn = Callable[[date], bool]


@dataclass(frozen=True)
class StatusSince:
    """A status that a post had, and the instant from which on."""

    status: Status
    since: datetime


@dataclass(frozen=True)
class Pace:
    """How many working days it takes to reach a step from the one before it.

    `days` is the median. `samples` is the number of posts it was seen in; with 0 it is what the policy's
    `lead_days` leave for the step, or nothing at all where they are silent.
    """

    step: Status
    days: float
    samples: int


def status_history(versions: Iterable[tuple[datetime, Status | None]]) -> tuple[StatusSince, ...]:
    """Return the changes of status in a file's versions, the oldest first; unreadable ones are left out."""
    changes: list[StatusSince] = []
    for since, status in versions:
        if status is not None and (not changes or changes[-1].status is not status):
            changes.append(StatusSince(status, since))
    return tuple(changes)


def measured_paces(
    histories: Iterable[Sequence[StatusSince]], lead_days: LeadDays, *, works_on: WorksOn, zone: ZoneInfo
) -> Mapping[Status, Pace]:
    """Return the pace of each step of work.

    Only a step that was reached from the one before it tells how long it took; a post that was committed when
    it was finished tells nothing. One that was sent back took all the days on which it waited for the step.
    """
    seen: dict[Status, list[int]] = {step: [] for step in WORK_STEPS}
    for history in histories:
        waited: Counter[int] = Counter()
        reached = set()
        for before, after in pairwise(history):
            waited[before.status.step] += working_days_between(
                _day(before, zone), _day(after, zone), works_on
            )
            # Where a clock went wrong nobody knows how long it took.
            if after.status.step == before.status.step + 1 and before.since <= after.since:
                reached.add(after.status)
        for step in reached & seen.keys():
            seen[step].append(waited[step.step - 1])
    return {step: _pace(step, samples, lead_days) for step, samples in seen.items()}


def working_days_between(first: date, last: date, works_on: WorksOn) -> int:
    """Return the number of working days from `first` (included) to `last` (not included)."""
    return sum(works_on(first + timedelta(days=days)) for days in range((last - first).days))


def _day(change: StatusSince, zone: ZoneInfo) -> date:
    return change.since.astimezone(zone).date()


def _pace(step: Status, samples: Sequence[int], lead_days: LeadDays) -> Pace:
    if len(samples) >= ENOUGH_SAMPLES:
        return Pace(step, float(median(samples)), len(samples))
    later = lead_days.days.get(step)
    before = lead_days.days.get(list(Status)[step.step - 1])
    # The time between two deadlines is what the policy leaves for the second.
    days = before - later if before is not None and later is not None else 0
    return Pace(step, float(days), 0)
