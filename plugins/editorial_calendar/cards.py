"""What the desk's pages say about a post: one card, the same in every view."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from editorial.approval import Approval
from editorial.content import Content
from editorial.due_days import DUE_WORDS, due_days
from editorial.instants import written_day
from editorial.plan import Entry, Plan
from editorial.quantities import quantity
from editorial.status import State, Status
from plugins.editorial_calendar.frame import Pages
from plugins.plan_mark import file_digest

# Live posts of this many days back are shown beside what is planned.
LOOK_BACK_DAYS = 84


@dataclass(frozen=True)
class Card:
    """A post in ready words.

    `digest` is that of its file's bytes, empty where it cannot be changed here; `keys` are those of its
    facets.
    """

    entry: Entry
    id: str
    title: str
    state: str
    state_words: str
    status: str
    day: date | None
    hour: str
    when: str
    people: tuple[str, ...]
    authors: str
    stage: str
    topic: str
    notes: tuple[str, ...]
    link: str
    file_link: str
    place: str
    digest: str
    keys: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    due: tuple[tuple[str, date], ...] = field(default=())


def shown_entries(plan: Plan) -> tuple[Entry, ...]:
    """Return what the pages show: all that waits, what was live lately, and what must be read again."""

    def is_shown(entry: Entry) -> bool:
        is_old = entry.day is not None and (plan.today - entry.day).days > LOOK_BACK_DAYS
        is_asked_for = entry.review_due or entry.approval is Approval.LAPSED
        return entry.state is not State.LIVE or not is_old or is_asked_for

    return tuple(entry for entry in plan.entries if is_shown(entry))


def cards_of(
    entries: Iterable[Entry], content: Content, pages: Pages, keys: Mapping[str, tuple[str, ...]]
) -> dict[str, Card]:
    """Return a card for each entry, by the post's id, as the keys of its facets are too."""
    stages = {stage.key: stage.name for stage in pages.frame.stages}
    names = {slug: author.name for slug, author in content.authors.items()}
    words = _Words(names, stages, content.zone, keys, content.folder)
    return {entry.post.id: _card(entry, words, pages) for entry in entries}


@dataclass(frozen=True)
class _Words:
    names: Mapping[str, str]
    stages: Mapping[str, str]
    zone: ZoneInfo
    keys: Mapping[str, tuple[str, ...]]
    content: Path


def _card(entry: Entry, words: _Words, pages: Pages) -> Card:
    post, frame = entry.post, pages.frame
    people = tuple(words.names.get(slug, slug) for slug in post.authors)
    is_open = frame.is_editable and entry.state is not State.LIVE
    return Card(
        entry=entry,
        id=post.id,
        title=post.title or post.id,
        state=entry.state.value,
        state_words=entry.state.value.capitalize(),
        status=post.status.value,
        day=entry.day,
        hour=_hour(entry, words.zone),
        when=written_day(entry.day) if entry.day else "no date",
        people=people,
        authors=", ".join(people) or "nobody yet",
        stage=words.stages.get(post.stage or "", post.stage or ""),
        topic=post.category,
        notes=tuple(_notes(entry)),
        link=frame.page_of(post, entry.state),
        file_link=pages.file_link(post, words.content),
        place=f"{post.source.path}:{post.source.line('date' if post.date else 'status')}",
        digest=file_digest(Path(post.source.path)) if is_open else "",
        keys=words.keys.get(post.id, ()),
        statuses=_reachable(post.status) if is_open else (),
        due=tuple((DUE_WORDS[step], day) for step, day in due_days(entry)),
    )


def _hour(entry: Entry, zone: ZoneInfo) -> str:
    return f"{entry.post.date.astimezone(zone):%H:%M}" if entry.post.date else ""


def _notes(entry: Entry) -> Iterator[str]:
    if entry.state is State.OVERDUE:
        step = entry.overdue_step
        what = "To go out" if entry.missed_date or not step else DUE_WORDS[step].capitalize()
        how = f"{quantity(entry.days_overdue, 'day')} late" if entry.days_overdue else "late since today"
        yield f"{what}: {how}"
    elif entry.late_step:
        yield f"{DUE_WORDS[entry.late_step].capitalize()}: {quantity(entry.days_late, 'day')} late"
    for note in entry.approval_notes:
        yield f"{note[:1].upper()}{note[1:]}"
    if entry.review_due:
        yield "To be looked at again"
    if entry.post.status is Status.HIDDEN:
        yield "Listed nowhere"


def _reachable(status: Status) -> tuple[str, ...]:
    """Return the steps that a status may go to: the next one, and those before it."""
    if status is Status.HIDDEN:
        return (Status.APPROVED.value,)
    steps = list(Status)
    place = steps.index(status)
    return tuple(step.value for step in (*steps[place + 1 : place + 2], *reversed(steps[:place])))
