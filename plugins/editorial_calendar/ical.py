"""The plan as iCalendar files that Apple, Google and Outlook read; the same plan gives the same bytes."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from editorial.dropped import Dropped
from editorial.due_days import DUE_WORDS, due_days
from editorial.plan import Entry
from editorial.quantities import quantity
from editorial.status import Status
from plugins.editorial_calendar.ical_event import EventData, event_text
from plugins.editorial_calendar.ical_parts import CalendarParts
from plugins.editorial_calendar.ical_zone import zone_component, zone_file
from plugins.file_history import FileHistory

PRODUCT = "-//Masthead//Editorial calendar//EN"
REFRESH = timedelta(hours=1)
# An instant has no length, but some calendars do not show what has none.
SHOWN_LENGTH = timedelta(minutes=15)


@dataclass(frozen=True)
class CalendarFrame:
    """What all calendars of a site share; `domain` makes the ids of events unique, on whatever machine.

    `histories` and `links` go by the post's id; a link is empty where the post has no page yet. `rules` is
    the history of what moves due days beside the posts, where git knows it.
    """

    name: str
    domain: str
    zone: ZoneInfo
    histories: Mapping[str, FileHistory]
    links: Mapping[str, str]
    stages: Mapping[str, str]
    rules: FileHistory | None = None


@dataclass(frozen=True)
class DatedEvent:
    """An event as it stands in a calendar file, and the days that the zone's rules must cover."""

    post: str
    people: tuple[str, ...]
    text: bytes
    first: date
    last: date


def events_of(
    entries: Iterable[Entry], dropped: Iterable[Dropped], frame: CalendarFrame, parts: CalendarParts
) -> list[DatedEvent]:
    """Return all events: publications, due days, and what was dropped."""
    found: list[DatedEvent] = []
    for entry in entries:
        people = (*entry.post.authors, *filter(None, [entry.post.reviewer]))
        if entry.post.date is not None:
            found.append(_dated(entry.post.id, people, publication(entry, entry.post.date, frame), parts))
        for step, day in due_days(entry):
            found.append(_dated(entry.post.id, people, due_day(entry, step, day, frame), parts))
    found += (_dated(drop.id, drop.people, cancelled(drop, frame), parts) for drop in dropped)
    return found


def calendar_file(name: str, events: Sequence[DatedEvent], zone: ZoneInfo, parts: CalendarParts) -> bytes:
    """Return a calendar that holds these events."""
    years = None
    if events:
        years = min(event.first for event in events).year, max(event.last for event in events).year
    rules = hashlib.sha256(zone_file(zone)).hexdigest() if years else ""
    frame = parts.text(repr((name, zone.key, years, rules)), lambda: _calendar_frame(name, zone, years))
    head, end, _ = frame.rpartition(b"END:VCALENDAR\r\n")
    # The library folds and escapes each event once, and not again for every calendar that it stands in.
    return b"".join((head, *(event.text for event in events), end))


def _calendar_frame(name: str, zone: ZoneInfo, years: tuple[int, int] | None) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for field in ("name", "x-wr-calname"):
        calendar.add(field, name)
    calendar.add("x-wr-timezone", zone.key)
    calendar.add("refresh-interval", REFRESH, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    if years:
        calendar.add_component(zone_component(zone, *years))
    text: bytes = calendar.to_ical()
    return text


def publication(entry: Entry, date: datetime, frame: CalendarFrame) -> EventData:
    """Return the event of a post's publication at an instant."""
    post = entry.post
    is_sure = post.status.has_reached(Status.APPROVED)
    return _event(
        entry,
        "publication",
        frame,
        summary=post.title if is_sure else f"{post.title} ({entry.state})",
        days=_shown(date, frame.zone),
        status="CONFIRMED" if is_sure else "TENTATIVE",
    )


def due_day(entry: Entry, step: Status, day: date, frame: CalendarFrame) -> EventData:
    """Return the event of a step's due day; it lasts the whole day, and its end is the day after."""
    event = _event(
        entry,
        f"due-{step}",
        frame,
        summary=f"{entry.post.title}: {DUE_WORDS[step]}",
        days=(day, day + timedelta(days=1)),
        status="CONFIRMED",
    )
    if frame.rules is None:
        return event
    # The policy, quiet days and absences move it too.
    changed = max(event.changed, frame.rules.changed)
    return replace(event, changes=event.changes + frame.rules.changes, changed=changed)


def cancelled(drop: Dropped, frame: CalendarFrame) -> EventData:
    """Return the event that takes a publication out of calendars that have it."""
    start, end = _shown(drop.date, frame.zone)
    return EventData(
        uid=f"{drop.id}.publication@{frame.domain}",
        changed=drop.changed,
        changes=drop.changes,
        summary=f"{drop.title} (dropped)",
        start=start,
        end=end,
        status="CANCELLED",
    )


def _shown(date: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return when an instant begins and ends in a calendar, by the zone's clock.

    The second of two hours alike is written in UTC: by that clock it would be taken for the first.
    """
    begin = date.astimezone(UTC)
    by_clock = [moment.astimezone(zone) for moment in (begin, begin + SHOWN_LENGTH)]
    start, end = (moment.astimezone(UTC) if moment.fold else moment for moment in by_clock)
    return start, end


def _event(
    entry: Entry, kind: str, frame: CalendarFrame, *, summary: str, days: tuple[date, date], status: str
) -> EventData:
    post, history = entry.post, frame.histories[entry.post.id]
    return EventData(
        uid=f"{post.id}.{kind}@{frame.domain}",
        changed=history.changed,
        changes=history.changes,
        summary=summary,
        start=days[0],
        end=days[1],
        status=status,
        description="\n".join(_description(entry, frame)),
        categories=tuple(filter(None, (frame.stages.get(post.stage or "", ""), post.category))),
        url=frame.links.get(post.id, ""),
    )


def _description(entry: Entry, frame: CalendarFrame) -> Iterator[str]:
    post = entry.post
    yield f"State: {entry.state}"
    if entry.days_overdue:
        yield f"Overdue: {quantity(entry.days_overdue, 'day')}"
    if post.stage:
        yield f"Stage: {frame.stages.get(post.stage, post.stage)}"
    if post.idea:
        yield f"Idea: {post.idea}"
    if post.authors:
        yield f"Authors: {', '.join(post.authors)}"
    yield f"File: {post.source.path}"
    if link := frame.links.get(post.id):
        yield link


def _dated(post: str, people: tuple[str, ...], event: EventData, parts: CalendarParts) -> DatedEvent:
    day = event.start.date() if isinstance(event.start, datetime) else event.start
    return DatedEvent(post, people, parts.text(repr(event), lambda: event_text(event)), day, day)
