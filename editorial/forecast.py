"""Which posts will miss their date at the team's real pace, and the latest start that would still make it.

The time that a step still needs is the pace of the step less the working days that have gone into it; whoever
has taken longer than the team is taken to need one more day.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from editorial.instants import local_day
from editorial.pace import WORK_STEPS, Pace, StatusSince, WorksOn, working_days_between
from editorial.post import Post
from editorial.status import Status

# Further ahead nobody plans; it also bounds the search where somebody never works.
LONGEST_WAIT_DAYS = 3660


@dataclass(frozen=True)
class Forecast:
    """What will become of a post that has a date and is not approved.

    `days_needed` are the working days still to be worked; `ready_on` is the first day on which it can be
    approved, None if nobody works that long; `days_missed` counts calendar days and is 0 when it is in time.
    `latest_start` is the last day on which what remains can begin and still be done by the date.
    """

    post: Post
    day: date
    next_step: Status
    days_needed: int
    ready_on: date | None
    days_missed: int
    latest_start: date
    is_measured: bool

    @property
    def id(self) -> str:
        """The post's id."""
        return self.post.id


def forecasts(
    posts: Iterable[Post],
    paces: Mapping[Status, Pace],
    histories: Mapping[str, Sequence[StatusSince]],
    *,
    as_of: datetime,
    zone: ZoneInfo,
    works_on: Callable[[Post], WorksOn],
) -> tuple[Forecast, ...]:
    """Return what will become of the posts that have a date and are not approved, by day and id.

    `histories` are by id; `works_on` says of a post on which days its author works.
    """
    today = local_day(as_of, zone)
    found = []
    for post in posts:
        if post.date is None or post.status.has_reached(Status.APPROVED) or post.translation_of:
            continue
        day, working = local_day(post.date, zone), works_on(post)
        spent = _days_spent(post, histories.get(post.id, ()), today, working, zone)
        found.append(_forecast(post, day, paces, spent, today=today, works_on=working))
    return tuple(sorted(found, key=lambda forecast: (forecast.day, forecast.id)))


def days_needed(status: Status, paces: Mapping[Status, Pace], *, spent: int) -> int:
    """Return the working days that a post of this status still needs until it is approved.

    `spent` are those that have gone into the step which it is at.
    """
    ahead = [step for step in WORK_STEPS if step.step > status.step]
    total = 0.0
    for step in ahead:
        # An idea is nobody's yet: none of its time is work on the draft.
        is_current = step.step == status.step + 1
        rest = paces[step].days - spent if is_current else paces[step].days
        total += max(1.0 if is_current and paces[step].days else 0.0, rest)
    return ceil(total)


def ready_day(today: date, days: int, works_on: WorksOn) -> date | None:
    """Return the day on which so many working days are over, today being the first; None if that is never.

    Where nothing is left to do that is today, whoever works.
    """
    if days <= 0:
        return today
    day, left = today, days
    for _ in range(LONGEST_WAIT_DAYS):
        if works_on(day):
            if left <= 1:
                return day
            left -= 1
        day += timedelta(days=1)
    return None


def latest_start(day: date, days: int, works_on: WorksOn) -> date:
    """Return the last day on which so many working days can begin to be over when the post goes out.

    The day of publication itself is not worked on.
    """
    start, left = day, days
    for _ in range(LONGEST_WAIT_DAYS):
        if left <= 0:
            break
        start -= timedelta(days=1)
        left -= works_on(start)
    return start


def _days_spent(
    post: Post, history: Sequence[StatusSince], today: date, works_on: WorksOn, zone: ZoneInfo
) -> int:
    if not history or history[-1].status is not post.status:
        return 0
    since = history[-1].since.astimezone(zone).date()
    return working_days_between(max(since, today - timedelta(days=LONGEST_WAIT_DAYS)), today, works_on)


def _forecast(
    post: Post, day: date, paces: Mapping[Status, Pace], spent: int, *, today: date, works_on: WorksOn
) -> Forecast:
    steps = [step for step in WORK_STEPS if step.step > post.status.step]
    needed = days_needed(post.status, paces, spent=spent)
    ready = ready_day(today, needed, works_on)
    return Forecast(
        post=post,
        day=day,
        next_step=list(Status)[post.status.step + 1],
        days_needed=needed,
        ready_on=ready,
        # What is worked on until the day itself goes out a day late: see latest_start.
        days_missed=max(0, (ready - day).days + (needed > 0)) if ready else LONGEST_WAIT_DAYS,
        latest_start=latest_start(day, needed, works_on),
        is_measured=all(paces[step].samples for step in steps),
    )
