"""Instants and days as they are written in headers and on the command line.

Instants are aware datetimes. A local time without a zone is meant in the site's time zone; a bare day
means an hour of that day which the caller names (posts go out at 09:00).
"""

import re
from datetime import UTC, date, datetime, time
from typing import TypeAlias
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

Day: TypeAlias = date  # for schemas that have a field called `date`
PUBLICATION_HOUR = time(9)
_INSTANT = re.compile(
    r"(?P<day>\d{4}-\d{1,2}-\d{1,2})"
    r"(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}|[A-Za-z]+(?:/[A-Za-z0-9_+-]+)+)?)?"
)
# Not from the system's locale: two machines must build the same pages.
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_YEARS = range(1900, 2200)  # outside it a time zone can push an instant over the ends of the calendar


class NotATimeError(ValueError):
    """A text that is not a day or an instant."""


def parse_day(text: str) -> date:
    """Return the day of `YYYY-MM-DD`; raises NotATimeError."""
    parts = text.strip().split("-")
    try:
        day = date(*map(int, parts)) if len(parts) == 3 and all(p.isdecimal() for p in parts) else None
    except (ValueError, OverflowError):
        day = None
    if day is None or day.year not in _YEARS:
        raise NotATimeError(text)
    return day


def parse_instant(text: str, zone: ZoneInfo, *, bare_day_at: time = PUBLICATION_HOUR) -> datetime:
    """Return the instant that `text` names, in its own zone or in `zone`; raises NotATimeError.

    A local time that occurs twice when clocks go back is the first of the two; one that is left out when
    they go forward is the instant that many minutes after the gap began (PEP 495, fold=0).
    """
    match = _INSTANT.fullmatch(text.strip())
    if match is None:
        raise NotATimeError(text)
    day = parse_day(match["day"])
    if match["hour"] is None:
        return datetime.combine(day, bare_day_at, zone)
    try:
        clock = time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
        if match["zone"] in ("Z", "UTC"):
            return datetime.combine(day, clock, UTC)
        if match["zone"] and match["zone"][0] in "+-":
            return datetime.fromisoformat(f"{day}T{clock}{match['zone']}")
        return datetime.combine(day, clock, find_zone(match["zone"]) if match["zone"] else zone)
    except ValueError as error:
        raise NotATimeError(text) from error


def clock_note(moment: datetime) -> str:
    """Return what is odd about a local time on a day when clocks change, and what it means; else nothing."""
    zone, words = moment.tzinfo, f"{moment:%H:%M} on {written_day(moment)}"
    seen = moment.astimezone(UTC).astimezone(zone)
    if seen.replace(tzinfo=None) != moment.replace(tzinfo=None):
        message = f"{words} does not exist in {zone}: clocks go forward then; it means {seen:%H:%M}"
        return f"{message} ({utc_text(moment)})"
    if moment.replace(fold=1).utcoffset() != moment.replace(fold=0).utcoffset():
        which = "second" if moment.fold else "first"
        message = f"{words} occurs twice in {zone}: clocks go back then; it means the {which}"
        return f"{message} ({utc_text(moment)})"
    return ""


def find_zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name such as `Europe/London`; raises NotATimeError."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise NotATimeError(name) from error


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the day of an instant in a zone."""
    # By way of UTC: a time that its own zone left out is taken for what it means, maybe on the day after.
    return moment.astimezone(UTC).astimezone(zone).date()


def written_day(moment: date) -> str:
    """Return a day, or the day of an instant, as it is written in running text: 3 March 2026."""
    return f"{moment.day} {month_name(moment.month)} {moment.year}"


def month_name(month: int) -> str:
    """Return the name of a month, counted from 1."""
    return _MONTHS[month - 1]


def utc_text(moment: datetime) -> str:
    """Return an instant as machines exchange it (RFC 3339): 2026-03-03T09:00:00Z."""
    # Old local times are off by odd seconds, which RFC 3339 cannot say; in UTC there are none.
    return moment.astimezone(UTC).isoformat(timespec="seconds").removesuffix("+00:00") + "Z"
