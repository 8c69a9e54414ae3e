"""Posts: the front-matter schema, and what a post is at an instant."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from editorial import fields as read
from editorial.fields import Context, FieldReader, Invalid, header
from editorial.header import Document, Node
from editorial.instants import PUBLICATION_HOUR, Day
from editorial.problems import Problem, Severity
from editorial.slug import slugify
from editorial.source import Source
from editorial.stage import Format, IdeaType
from editorial.status import STATUS_WORDS, State, Status

SUMMARY_LIMIT = 300
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
    title: str = header(read.text, required=True, default="")
    id: str = header(read.slug, default="")
    slug: str = header(read.slug, default="")
    date: datetime | None = header(read.instant(bare_day_at=PUBLICATION_HOUR))
    modified: datetime | None = header(read.instant(bare_day_at=PUBLICATION_HOUR))
    authors: tuple[str, ...] = header(read.list_of(read.slug), default=())
    category: str = header(read.text, default="")
    tags: tuple[str, ...] = header(read.list_of(read.text), default=())
    summary: str = header(read.text_up_to(SUMMARY_LIMIT), default="")
    stage: str | None = header(_stage)
    also: tuple[str, ...] = header(read.list_of(_stage), default=())
    idea: IdeaType | None = header(read.member_of(IdeaType))
    format: Format = header(read.member_of(Format), default=Format.ESSAY)
    persona: str = header(read.text, default="")
    question: str = header(read.text, default="")
    status: Status = header(_status, default=Status.DRAFT)
    due: Day | None = header(read.day)
    reviewer: str = header(read.slug, default="")
    series: str = header(read.text, default="")
    series_index: int | None = header(read.whole_number(least=1))
    evergreen: bool = header(read.flag, default=False)
    review_by: Day | None = header(read.day)
    survey: str = header(read.slug, default="")
    derived_from: tuple[str, ...] = header(read.list_of(read.slug), default=())
    aliases: tuple[str, ...] = header(read.list_of(_address), default=())
    comments: Comments = header(read.member_of(Comments), default=Comments.OPEN)
    feedback: bool = header(read.flag, default=True)

    @property
    def words(self) -> int:
        """The number of words in the body."""
        return len(_WORD.findall(self.body))

    @property
    def digest(self) -> str:
        """The SHA-256 of title and text, in hex; it changes when what is read changes."""
        return hashlib.sha256(f"{self.title}\n\n{self.body.strip()}\n".encode()).hexdigest()

    @property
    def is_listed(self) -> bool:
        """True when lists, feeds and search may show it once it is live."""
        return self.status is not Status.HIDDEN

    def is_live(self, as_of: datetime) -> bool:
        """Return whether it is approved and its date is not after the clock."""
        return self.status.has_reached(Status.APPROVED) and self.date is not None and self.date <= as_of

    def state(self, as_of: datetime) -> State:
        """Return what it is at an instant; a due day has passed when the next begins, by the clock's zone."""
        if self.status.has_reached(Status.APPROVED):
            return State.LIVE if self.is_live(as_of) else State.SCHEDULED
        missed_date = self.date is not None and self.date <= as_of
        missed_step = self.due is not None and self.due < as_of.date()
        return State.OVERDUE if missed_date or missed_step else State(self.status.value)


def read_post(document: Document, reader: FieldReader, *, stem: str) -> Post:
    """Return the post in a file named `stem`; problems are added to the reader's."""
    values = reader.read(Post, document.header)
    values.setdefault("slug", slugify(stem))
    values.setdefault("id", values["slug"])
    post = Post(source=Source.of(reader.path, document.header), body=document.body, **values)
    reader.problems += _incomplete(post) if "status" in values or not post.source.lines.get("status") else ()
    reader.problems += _inconsistent(post)
    return post


def _incomplete(post: Post) -> Iterator[Problem]:
    # A field that is there but wrong has been reported as such; it is not missing too.

    def missing(field: str, since: Status, severity: Severity = Severity.ERROR) -> Iterator[Problem]:
        if post.status.has_reached(since) and not getattr(post, field) and field not in post.source.lines:
            message = f"there is no {field}, which a post needs from the status {since} on"
            yield post.source.problem(
                "status", f"missing-{field}", message, f"add {field}", severity=severity
            )

    yield from missing("authors", Status.ASSIGNED)
    yield from missing("date", Status.REVIEW)
    yield from missing("stage", Status.REVIEW)
    yield from missing("idea", Status.REVIEW)
    if post.status.has_reached(Status.REVIEW) and not post.summary and "summary" not in post.source.lines:
        message = "there is no summary; the first paragraph will stand in"
        remedy = f"add one or two plain sentences, at most {SUMMARY_LIMIT} characters"
        yield post.source.problem("status", "missing-summary", message, remedy, severity=Severity.WARNING)


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
