"""Days on which work gets done: not weekends, not quiet days, not while somebody is away."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from editorial.author import Absence

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
SATURDAY = 5


@dataclass(frozen=True, order=True)
class DayRange:
    """Some days in a row; `first` is included, `end` is not."""

    first: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day < self.end

    def __iter__(self) -> Iterator[date]:
        return (self.first + n * DAY for n in range(self.days))

    @property
    def days(self) -> int:
        """The number of days in it."""
        return max(0, (self.end - self.first).days)


class DaysOff:
    """The quiet days of a team and the absences of one of its authors."""

    def __init__(self, *off: Iterable[Absence]) -> None:
        self._ranges = tuple(_joined(part for ranges in off for part in ranges))
        self._firsts = [part.first for part in self._ranges]

    def is_working_day(self, day: date) -> bool:
        """Return whether it is neither a weekend's nor a quiet day, and nobody asked about is away."""
        return day.weekday() < SATURDAY and self._range_of(day) is None

    def working_days_before(self, day: date, n: int) -> date:
        """Return the n-th working day before a day; for 0 the last one up to the day itself."""
        found = self._last_working_day(day if n == 0 else day - DAY)
        for _ in range(1, n):
            found = self._last_working_day(found - DAY)
        return found

    def working_days(self, days: Iterable[date]) -> int:
        """Return how many of some days are working days."""
        return sum(map(self.is_working_day, days))

    def _last_working_day(self, day: date) -> date:
        while True:
            if day.weekday() >= SATURDAY:
                day -= (day.weekday() - SATURDAY + 1) * DAY
            off = self._range_of(day)
            if off is None:
                return day
            # In one stride: an absence may last for years.
            day = off.first - DAY

    def _range_of(self, day: date) -> Absence | None:
        place = bisect_right(self._firsts, day)
        found = self._ranges[place - 1] if place else None
        return found if found and day <= found.last else None


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - day.weekday() * DAY


def month_of(day: date) -> date:
    """Return the first day of a day's month."""
    return day.replace(day=1)


def month_days(month: date) -> DayRange:
    """Return the days of the month that begins on a day."""
    return DayRange(month, month_of(month + 31 * DAY))


def months_from(first: date, last: date) -> Iterator[date]:
    """Yield the first day of each month from the one of `first` to the one of `last`, both included."""
    month = month_of(first)
    while month <= last:
        yield month
        month = month_days(month).end


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter."""
    return date(day.year, day.month - (day.month - 1) % 3, 1)


def quarter_name(quarter: date) -> str:
    """Return the name of the quarter that begins on a day, such as Q3 2026."""
    return f"Q{quarter.month // 3 + 1} {quarter.year}"


def _joined(ranges: Iterable[Absence]) -> Iterator[Absence]:
    """Yield the ranges in order, those that touch as one."""
    current: Absence | None = None
    for part in sorted(ranges, key=lambda part: (part.first, part.last)):
        if current is None:
            current = part
        elif part.first <= current.last + DAY:
            current = Absence(current.first, max(current.last, part.last))
        else:
            yield current
            current = part
    if current is not None:
        yield current
