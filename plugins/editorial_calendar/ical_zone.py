"""The rules of a time zone as a calendar file states them."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone


def zone_component(zone: ZoneInfo, first_year: int, last_year: int) -> "Timezone":
    """Return the rules that hold from the beginning of one year to the end of another.

    It begins a year early: a rule holds from its first change on.
    """
    from icalendar import Timezone

    made = Timezone.from_tzinfo(zone, zone.key, date(first_year - 1, 1, 1), date(last_year + 2, 1, 1))
    for rule in made.subcomponents:
        rule.DTSTART = _onset(rule, rule.DTSTART, zone)
        if "rdate" in rule:
            days = [entry.dt for part in _as_list(rule.pop("rdate")) for entry in part.dts]
            for day in days:
                rule.add("rdate", _onset(rule, day, zone))
    made.pop("comment", None)
    return made


def zone_file(zone: ZoneInfo) -> bytes:
    """Return the file that a zone's rules come from, which changes when they do."""
    for folder in zoneinfo.TZPATH:
        path = Path(folder, zone.key)
        if path.is_file():
            return path.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *zone.key.split("/")).read_bytes()


def _onset(rule: Any, local: datetime, zone: ZoneInfo) -> datetime:
    """Return when a rule begins, by the clock that was valid until then (RFC 5545, 3.6.5).

    The library gives the clock that is valid from then on where clocks go forward.
    """
    before, after = rule.TZOFFSETFROM, rule.TZOFFSETTO
    for candidate in (local, local - (after - before)):
        instant = (candidate - before).replace(tzinfo=UTC)
        if _offset(zone, instant) == after and _offset(zone, instant - timedelta(seconds=1)) == before:
            return candidate
    return local


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return cast("timedelta", instant.astimezone(zone).utcoffset())


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
