"""Months as weeks of days, as a calendar on the wall shows them; weeks begin on Monday."""

from calendar import MONDAY, Calendar
from collections.abc import Iterator
from datetime import date

from editorial.instants import month_name

_WALL = Calendar(MONDAY)
# Not from the system's locale: two machines must build the same pages.
DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def first_of_month(day: date) -> date:
    """Return the first day of the month that a day lies in."""
    return day.replace(day=1)


def next_month(day: date) -> date:
    """Return the first day of the month after the one that a day lies in."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def months_between(first: date, last: date) -> Iterator[date]:
    """Yield the first days of the months from one day's to another's, both included."""
    month = first_of_month(first)
    while month <= last:
        yield month
        month = next_month(month)


def month_weeks(month: date) -> tuple[tuple[date, ...], ...]:
    """Return the weeks that touch a month, whole: the first and last may hold days of its neighbours."""
    return tuple(map(tuple, _WALL.monthdatescalendar(month.year, month.month)))


def month_title(month: date) -> str:
    """Return a month as it is written: November 2026."""
    return f"{month_name(month.month)} {month.year}"


def day_title(day: date) -> str:
    """Return a day as it is said aloud: Sunday 22 November 2026."""
    return f"{DAY_NAMES[day.weekday()]} {day.day} {month_name(day.month)} {day.year}"
