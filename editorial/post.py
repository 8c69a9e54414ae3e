"""Posts: the front-matter schema, and what a post is at an instant."""

import hashlib
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property

from editorial import field_readers as read
from editorial.approval import ApprovalMark, approval_mark
from editorial.fields import Context, FieldReader, Invalid, header, is_empty
from editorial.header import Document, Node
from editorial.instants import PUBLICATION_HOUR, Day
from editorial.problems import Problem, Severity
from editorial.slug import slugify
from editorial.source import Source
from editorial.stage import Format, IdeaType
from editorial.status import STATUS_WORDS, State, Status

SUMMARY_LIMIT = 300
# Topics, tags and series have pages, whose folders have their names.
NAME_LIMIT = 80
# The fields that a post cannot do without, and from which status on.
NEEDED = {
    "authors": Status.ASSIGNED,
    "date": Status.REVIEW,
    "stage": Status.REVIEW,
    "idea": Status.REVIEW,
}
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


class Comments(StrEnum):
    """Whether readers may comment."""

    OPEN = "open"
    CLOSED = "closed"


def _stage(node: Node, context: Context) -> str:
    """Read the key of one of the site's stages."""
    return read.one_of(context.stages)(node, context)


def _status(node: Node, context: Context) -> Status:
    """Read a status; `published` is what other tools write for `approved`."""
    return STATUS_WORDS[read.one_of(STATUS_WORDS)(node, context)]


def _address(node: Node, context: Context) -> str:
    """Read a path on this site, such as `/2019/old-name.html`."""
    path = read.text(node, context)
    if (
        not path.startswith("/")
        or path.startswith("//")
        or re.search(r"[\s?#\\]|/\.\.?(/|$)", path)
        or path == "/"
    ):
        message = f"“{path}” is not a path on this site"
        raise Invalid("not-an-address", message, "write it from the first slash on, like /2019/old-name/")
    return path


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post as its author wrote it; `date` is aware, or None while it has none."""

    source: Source
    body: str
    body_line: int = 1
    title: str = header(read.text, required=True, default="")
    id: str = header(read.slug, default="")
    slug: str = header(read.slug, default="")
    date: datetime | None = header(read.instant(bare_day_at=PUBLICATION_HOUR))
    modified: datetime | None = header(read.instant(bare_day_at=PUBLICATION_HOUR))
    authors: tuple[str, ...] = header(read.list_of(read.slug), default=())
    category: str = header(read.text_up_to(NAME_LIMIT), default="")
    tags: tuple[str, ...] = header(read.list_of(read.text_up_to(NAME_LIMIT)), default=())
    summary: str = header(read.text_up_to(SUMMARY_LIMIT), default="")
    stage: str | None = header(_stage)
    also: tuple[str, ...] = header(read.list_of(_stage), default=())
    idea: IdeaType | None = header(read.member_of(IdeaType))
    format: Format = header(read.member_of(Format), default=Format.ESSAY)
    persona: str = header(read.text, default="")
    question: str = header(read.text, default="")
    status: Status = header(_status, default=Status.DRAFT)
    approved: ApprovalMark | None = header(approval_mark)
    due: Day | None = header(read.day)
    reviewer: str = header(read.slug, default="")
    series: str = header(read.text_up_to(NAME_LIMIT), default="")
    series_index: int | None = header(read.whole_number(least=1))
    evergreen: bool = header(read.flag, default=False)
    review_by: Day | None = header(read.day)
    timely: bool = header(read.flag, default=False)
    survey: str = header(read.slug, default="")
    derived_from: tuple[str, ...] = header(read.list_of(read.slug), default=())
    aliases: tuple[str, ...] = header(read.list_of(_address), default=())
    comments: Comments = header(read.member_of(Comments), default=Comments.OPEN)
    feedback: bool = header(read.flag, default=True)
    lang: str = header(read.language, default="")
    translation_id: str = header(read.slug, default="")
    # The slug of the version that lists show, where this is another language's.
    translation_of: str = ""

    @cached_property
    def words(self) -> int:
        """The number of words in the body."""
        return len(_WORD.findall(self.body))

    @property
    def digest(self) -> str:
        """The SHA-256 of title and text, in hex; it changes when what is read changes."""
        return hashlib.sha256(f"{self.title}\n\n{self.body.strip()}\n".encode()).hexdigest()

    @property
    def stages(self) -> tuple[str, ...]:
        """The keys of the stage that it serves and of those that it serves too."""
        return (*filter(None, [self.stage]), *self.also)

    @property
    def updated(self) -> datetime | None:
        """When it last changed in substance: `modified`, or else `date`."""
        return self.modified or self.date

    @property
    def is_listed(self) -> bool:
        """True when lists, feeds and search may show it once it is live."""
        return self.status is not Status.HIDDEN and not self.translation_of

    @property
    def is_indexed(self) -> bool:
        """True when search engines may take its page up."""
        return self.status is not Status.HIDDEN

    def is_live(self, as_of: datetime) -> bool:
        """Return whether it is approved and its date is not after the clock."""
        return self.status.has_reached(Status.APPROVED) and self._date_has_come(as_of)

    def state(self, as_of: datetime) -> State:
        """Return what it is at an instant; a due day has passed when the next begins, by the clock's zone."""
        if self.status.has_reached(Status.APPROVED):
            return State.LIVE if self.is_live(as_of) else State.SCHEDULED
        missed_date = self._date_has_come(as_of)
        missed_step = self.due is not None and self.due < as_of.date()
        return State.OVERDUE if missed_date or missed_step else State(self.status.value)

    def _date_has_come(self, as_of: datetime) -> bool:
        # Two times of one zone are compared by their hands, and the hands of a clock go back once a year.
        return self.date is not None and self.date <= as_of.astimezone(UTC)


def read_post(document: Document, reader: FieldReader, *, stem: str) -> Post:
    """Return the post in a file named `stem`; problems are added to the reader's."""
    values = reader.read(Post, document.header)
    values.setdefault("slug", slugify(stem))
    values.setdefault("id", values["slug"])
    post = Post(
        source=Source.of(reader.path, document.header),
        body=document.body,
        body_line=document.body_line,
        **values,
    )
    # A field that is there but wrong has been reported as such; it is not missing too.
    wrong = {entry.key for entry in document.header.entries if not is_empty(entry)} - values.keys()
    if "status" not in wrong:
        reader.problems += _incomplete(post, wrong)
    reader.problems += _inconsistent(post)
    return post


def _incomplete(post: Post, wrong: Container[str]) -> Iterator[Problem]:
    def is_missing(field: str, since: Status) -> bool:
        return post.status.has_reached(since) and not getattr(post, field) and field not in wrong

    def place(field: str) -> str:
        return field if field in post.source.lines else "status"

    for field, since in NEEDED.items():
        if is_missing(field, since):
            message = f"the post has no {field}, which it needs from the status {since} on"
            yield post.source.problem(place(field), f"missing-{field}", message, f"write `{field}: …`")
    if is_missing("summary", Status.REVIEW):
        message = "the post has no summary; the first paragraph will stand in"
        remedy = f"add one or two plain sentences, at most {SUMMARY_LIMIT} characters"
        yield post.source.problem(
            place("summary"), "missing-summary", message, remedy, severity=Severity.WARNING
        )


def _inconsistent(post: Post) -> Iterator[Problem]:
    if post.date and post.modified and post.modified < post.date:
        message = "modified: it lies before the date of publication"
        yield post.source.problem("modified", "modified-before-date", message, "correct one of the two")
    if post.stage in post.also:
        message = f"also: {post.stage} is the post's stage already"
        yield post.source.problem("also", "listed-twice", message, f"take {post.stage} out of also")
    if post.series_index is not None and not post.series:
        message = "series_index: the post is in no series"
        yield post.source.problem(
            "series_index", "missing-series", message, "add series, or take the index out"
        )
