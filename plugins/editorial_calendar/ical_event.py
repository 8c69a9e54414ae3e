"""One event of a calendar file: what it says, and how iCalendar writes it."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class EventData:
    """What an event says; with days for `start` and `end` it lasts whole days, and the end is the day after.

    Its `repr` says all of it, so that the same `repr` is the same text in a file.
    """

    uid: str
    changed: datetime
    changes: int
    summary: str
    start: date
    end: date
    status: str
    description: str = ""
    categories: tuple[str, ...] = ()
    url: str = ""


def event_text(data: EventData) -> bytes:
    """Return the event as it stands in a calendar file, folded and escaped."""
    # A desk that has not changed needs none of this, and it takes long to load.
    from icalendar import Event

    event = Event()
    event.add("uid", data.uid)
    # DTSTAMP is when the event was last changed too, as a published calendar has it (RFC 5545, 3.8.7.2).
    event.add("dtstamp", data.changed)
    event.add("last-modified", data.changed)
    event.add("sequence", data.changes)
    event.add("summary", data.summary)
    event.add("dtstart", data.start)
    event.add("dtend", data.end)
    event.add("status", data.status)
    # None of it makes anybody busy.
    event.add("transp", "TRANSPARENT")
    if data.description:
        event.add("description", data.description)
    if data.categories:
        event.add("categories", list(data.categories))
    if data.url:
        event.add("url", data.url)
    text: bytes = event.to_ical()
    return text
