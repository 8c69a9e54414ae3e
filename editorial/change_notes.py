"""What a change of the plan brings with it that its words do not say, one sentence each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from editorial.content import Content
from editorial.instants import clock_note, written_day
from editorial.post import Post
from editorial.status import Status


def date_notes(post: Post, new: datetime, content: Content, *, as_of: datetime) -> tuple[str, ...]:
    """Return what is to be known about a post's new date."""
    return tuple(_date_notes(post, new, content, as_of))


def _date_notes(post: Post, new: datetime, content: Content, as_of: datetime) -> Iterator[str]:
    if note := clock_note(new):
        yield note
    local, was = (moment.astimezone(content.zone) for moment in (new, post.date or new))
    if post.date and post.date.time() == new.time() and local.time() != was.time():
        written = new.isoformat(timespec="minutes")[11:]
        yield f"The file says {written}; in {local.tzinfo} that is {local:%H:%M} on the new day."
    if new <= as_of and post.status.has_reached(Status.APPROVED):
        yield f"{post.id} is approved, and live at once with this date."
    elif new <= as_of:
        yield f"{post.id} is overdue at once: this date has passed, and its status is {post.status}."
    day = local.date()
    if any(quiet.first <= day <= quiet.last for quiet in content.policy.quiet_days):
        yield f"{written_day(day)} is a quiet day."
    yield from absences(post.authors, new, content)


def status_notes(post: Post, new: Status, *, as_of: datetime) -> tuple[str, ...]:
    """Return what is to be known about a post's new status."""
    if new is Status.APPROVED and not post.is_live(as_of) and post.date and post.date <= as_of:
        return (f"{post.id} is live at once: its date has passed.",)
    return ()


def absences(authors: Sequence[str], date: datetime | None, content: Content) -> tuple[str, ...]:
    """Return which of a post's authors are away on its day."""
    day = date.astimezone(content.zone).date() if date else None
    return tuple(
        f"{slug} is away on {written_day(day)}."
        for slug in authors
        for away in (content.authors[slug].away if slug in content.authors else ())
        if day and away.first <= day <= away.last
    )
