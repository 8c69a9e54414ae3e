"""Whose turn it is: topics against how often they must appear, and slots kept free for news."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from editorial.days_off import DayRange, month_days, month_of, months_from
from editorial.plan_entry import Entry
from editorial.policy import Policy, Rotation


@dataclass(frozen=True)
class TopicTurn:
    """A topic of the rotation: when it was last live, when it comes next, and by when it must.

    `due_by` is None where any interval will do; a topic that never appeared is due on the day of the plan.
    It is late when it is due within the horizon and nothing is planned by then.
    """

    topic: str
    every_weeks: int | None
    last: date | None
    next: date | None
    due_by: date | None
    is_late: bool


@dataclass(frozen=True)
class TimelyMonth:
    """A month's slots for news: the ids of the timely posts that took one, and how many are `kept` free.

    The month has room for as many posts as the cadence promises; what ordinary posts fill beyond that is
    taken from the slots.
    """

    month: date
    slots: int
    taken: tuple[str, ...]
    kept: int

    @property
    def is_filled_up(self) -> bool:
        """True when ordinary posts stand where a slot was to be kept."""
        return self.kept + len(self.taken) < self.slots


def plan_rotation(
    out: Iterable[Entry], topics: Iterable[Rotation], *, today: date, horizon: DayRange
) -> tuple[TopicTurn, ...]:
    """Return the turn of each topic among the posts that go out, in the policy's order."""
    last: dict[str, date] = {}
    following: dict[str, date] = {}
    for entry in out:
        if entry.day is None:
            continue
        topic = entry.post.category
        if entry.is_live:
            last[topic] = max(entry.day, last.get(topic, entry.day))
        else:
            following[topic] = min(entry.day, following.get(topic, entry.day))
    return tuple(
        _turn(topic, last.get(topic.name), following.get(topic.name), today, horizon) for topic in topics
    )


def _turn(
    topic: Rotation, last: date | None, following: date | None, today: date, horizon: DayRange
) -> TopicTurn:
    due_by = None
    if topic.every_weeks is not None:
        due_by = last + timedelta(weeks=topic.every_weeks) if last else today
    is_late = due_by is not None and due_by < horizon.end and (following is None or following > due_by)
    return TopicTurn(topic.name, topic.every_weeks, last, following, due_by, is_late)


def plan_timely(out: Sequence[Entry], policy: Policy, horizon: DayRange) -> tuple[TimelyMonth, ...]:
    """Return the slots of the months that the horizon lies in; none where the policy keeps none."""
    return tuple(_timely_months(out, policy, horizon)) if policy.timely.slots else ()


def _timely_months(out: Sequence[Entry], policy: Policy, horizon: DayRange) -> Iterator[TimelyMonth]:
    months = list(months_from(horizon.first, horizon.end - timedelta(days=1)))
    posts: dict[date, list[Entry]] = {month: [] for month in months}
    for entry in out:
        month = month_of(entry.day) if entry.day else None
        if month in posts:
            posts[month].append(entry)
    slots, per_week = policy.timely.slots, policy.cadence.posts_per_week
    for month in months:
        taken = tuple(entry.id for entry in posts[month] if entry.post.timely)
        free = slots - len(taken)
        if per_week:
            free = min(free, round(per_week * month_days(month).days / 7) - len(posts[month]))
        yield TimelyMonth(month, slots, taken, max(0, free))
