"""How regularly posts go out: weeks under the promised number, and stretches without a post."""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from editorial.days_off import DAY, WEEK, DayRange, DaysOff, week_of
from editorial.plan_entry import Entry
from editorial.policy import MOST_WEEKS, Cadence

LEAST_WEEKS_BACK = 12
# A cadence such as 0.5 or 1.5 a week cannot be kept week by week; it is judged over this many.
WEEKS_TOGETHER = 4


@dataclass(frozen=True)
class Week:
    """A week from its Monday `first` on: its posts, and how many are `wanted` (0 where nobody works in it).

    It is short when it holds fewer than wanted; where the policy's number is not whole, when that is so of
    the weeks up to it taken together: four, or as many as one post takes, up to ten years.
    """

    first: date
    live: int
    planned: int
    wanted: float
    is_short: bool

    @property
    def posts(self) -> int:
        """The posts that went or will go out in it."""
        return self.live + self.planned


@dataclass(frozen=True)
class Gap:
    """A stretch of days without a post, `first` and `last` included, longer than the policy allows.

    `days` counts from the day of the post `before` to that of the post `after`; these are ids. Where nothing
    follows within the horizon, `after` is empty and the day after the horizon stands in for it; a site that
    has no post yet waits since today.
    """

    first: date
    last: date
    days: int
    before: str
    after: str

    @property
    def empty_days(self) -> int:
        """How many days have no post: one fewer than there are from one post to the next."""
        return self.days - 1


@dataclass(frozen=True)
class CadencePlan:
    """The weeks looked at, back and over the horizon, in order; and the gaps in them."""

    looked_at: DayRange
    weeks: tuple[Week, ...]
    gaps: tuple[Gap, ...]


def plan_cadence(
    out: Sequence[Entry], promise: Cadence, days_off: DaysOff, *, today: date, horizon: DayRange
) -> CadencePlan:
    """Return how the posts that go out, by day, keep the promise.

    It is looked back as far as the horizon reaches, at least 12 weeks; the weeks ahead are the current one
    and those that end within the horizon.
    """
    ahead = horizon.days // 7
    back = max(LEAST_WEEKS_BACK, ahead)
    looked_at = DayRange(week_of(today) - back * WEEK, horizon.end)
    firsts = [looked_at.first + n * WEEK for n in range(back + ahead)]
    return CadencePlan(
        looked_at,
        weeks=tuple(_weeks(out, firsts, promise.posts_per_week, days_off)),
        gaps=tuple(_gaps(out, promise.longest_gap_days, looked_at, today)),
    )


def goes_out(entry: Entry) -> bool:
    """Return whether it counts as a post on its day: it is live, or its date is still to come."""
    return entry.is_counted and entry.day is not None and not entry.missed_date


def _weeks(
    out: Iterable[Entry], firsts: Sequence[date], promised: float | None, days_off: DaysOff
) -> Iterator[Week]:
    live: Counter[date] = Counter()
    planned: Counter[date] = Counter()
    for entry in out:
        if entry.day:
            (live if entry.is_live else planned)[week_of(entry.day)] += 1
    span = weeks_together(promised)
    for first in firsts:
        window = [first - n * WEEK for n in range(span)]
        wanted = _wanted(first, promised, days_off)
        had = sum(live[week] + planned[week] for week in window)
        is_short = wanted > 0 and had < wanted_together(window, promised, days_off)
        yield Week(first, live[first], planned[first], wanted, is_short)


def weeks_together(promised: float | None) -> int:
    """Return over how many weeks a number of posts a week is judged."""
    if not promised or promised == int(promised):
        return 1
    return min(max(WEEKS_TOGETHER, math.ceil(1 / promised)), MOST_WEEKS)


def wanted_together(weeks: Iterable[date], promised: float | None, days_off: DaysOff) -> int:
    """Return how many posts some weeks want, each named by its Monday."""
    # The hair's breadth makes up for sums such as 0.1 + 0.2.
    return math.floor(sum(_wanted(week, promised, days_off) for week in weeks) + 1e-9)


def _wanted(week: date, promised: float | None, days_off: DaysOff) -> float:
    is_worked = days_off.working_days(DayRange(week, week + WEEK))
    return promised if promised and is_worked else 0.0


def _gaps(out: Sequence[Entry], longest: int | None, looked_at: DayRange, today: date) -> Iterator[Gap]:
    if longest is None:
        return
    days = [(entry.day, entry.id) for entry in out if entry.day]
    dates = [day for day, _ in days]
    # From the last post before the window on, which may be long before it.
    start = max(0, bisect_left(dates, looked_at.first) - 1)
    seen = days[start : bisect_right(dates, looked_at.end - DAY)]
    before = seen[0] if seen and seen[0][0] < today else (today - DAY, "")
    for after in [*seen, (looked_at.end, "")]:
        if (after[0] - before[0]).days > longest:
            yield Gap(before[0] + DAY, after[0] - DAY, (after[0] - before[0]).days, before[1], after[1])
        before = after
