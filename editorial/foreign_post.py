"""Posts that were not written for Masthead: their headers in our words.

Names of authors become slugs, other tools' keys and words become ours, a date may stand in the file's name.
What our schema then still misses is only warned about.
"""

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from datetime import date as date_type
from datetime import datetime
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from dateutil import parser as dateutil_parser

from editorial import field_readers as read
from editorial.fields import Context, FieldReader, Invalid
from editorial.foreign_document import as_warning, read_foreign_document
from editorial.header import Document
from editorial.instants import PUBLICATION_HOUR, NotATimeError, parse_instant
from editorial.nodes import Entry, Mapping, Node, Scalar, Sequence
from editorial.post import NAME_LIMIT, SUMMARY_LIMIT, Post, read_post
from editorial.problems import Problem, Severity
from editorial.slug import slugify
from editorial.status import Status

KEYS = {
    "author": "authors",
    "tag": "tags",
    "categories": "category",
    "excerpt": "summary",
    "description": "summary",
    "intro": "summary",
    "language": "lang",
    "locale": "lang",
    "redirect_from": "aliases",
    "updated": "modified",
    "last_modified_at": "modified",
}
STATUSES = {"published": "published", "draft": "draft", "hidden": "hidden", "skip": "draft"}
# Ours are understood, too: a folder may hold texts of both kinds while a team moves.
_UNDERSTOOD = {status.value: status.value for status in Status} | STATUSES
_COMMENTS = dict.fromkeys(read.TRUE, "open") | dict.fromkeys(read.FALSE, "closed")
FIRST_YEAR, LAST_YEAR = 1900, 2199
DRAFT_FOLDERS = ("drafts", "_drafts")
NO_CATEGORY_FOLDERS = ("posts", "_posts", "articles", "blog", "content", *DRAFT_FOLDERS)
# What a date leaves out; dateutil wants it without a zone.
_DEFAULT = datetime.combine(date_type(2000, 1, 1), PUBLICATION_HOUR)
_DATED_NAME = re.compile(r"(?P<date>\d{4}[-.]\d{1,2}[-.]\d{1,2})[-_. ]*(?P<rest>.*)")


class _AnyField:
    """A set that holds every field: none is unknown in foreign content."""

    def __contains__(self, _: object) -> bool:
        return True


@dataclass(frozen=True)
class ForeignPost:
    """A post in our schema, with its authors' names by slug and everything that was doubtful, as warnings."""

    post: Post
    author_names: AbstractMapping[str, str]
    problems: tuple[Problem, ...]


def read_foreign_post(data: bytes, path: str, *, inside: str, context: Context) -> ForeignPost:
    """Return the post in a file, whose path in its content folder is `inside`; raises ContentError."""
    found = read_foreign_document(data, path)
    place = PurePosixPath(inside)
    problems = list(found.warnings)
    values = _Header(found.document.header, context, path, problems)
    dated = _DATED_NAME.fullmatch(place.stem)
    values.put("title", values.text("title") or found.title or place.stem.replace("-", " "))
    date = values.instant("date") or (dated and _parse_instant(dated["date"], context.zone))
    if date is None:
        problems.append(_no_date(values, path))
    values.put("date", date.isoformat() if date else "")
    values.put_modified(date)
    names = values.put_authors()
    values.put_topics(place)
    values.put_summary()
    values.put("status", _status(values, place, path, problems) if date else "draft")
    stem = (dated["rest"] if dated and dated["rest"] else place.stem) if dated else place.stem
    values.put("slug", _short_slug(values.text("slug") or stem))
    values.put("id", values.text("id") and _short_slug(values.text("id")))
    values.put("lang", values.text("lang").replace("_", "-"))
    values.put(
        "aliases", [alias for alias in values.texts("aliases") if alias.startswith("/") and alias != "/"]
    )
    values.put("comments", _COMMENTS.get(values.text("comments").lower(), ""))
    reader = FieldReader(path, context, extra_fields=_AnyField())
    document = Document(values.mapping(), found.document.body, found.document.body_line, found.document.style)
    post = read_post(document, reader, stem=place.stem)
    return ForeignPost(post, names, tuple(map(as_warning, [*problems, *reader.problems])))


def _no_date(values: "_Header", path: str) -> Problem:
    if written := values.text("date"):
        message = f"date: “{written}” is no day from {FIRST_YEAR} to {LAST_YEAR}; the post is not published"
        remedy = "write it as YYYY-MM-DD"
        return Problem(path, values.line("date"), "not-a-date", message, remedy, Severity.WARNING)
    message = "there is no date, in the header or in the file's name; the post is not published"
    return Problem(path, 1, "missing-date", message, "add a line `date: …`", Severity.WARNING)


def _status(values: "_Header", place: PurePosixPath, path: str, problems: list[Problem]) -> str:
    said = values.text("status").lower()
    if said and said not in _UNDERSTOOD:
        message = f"status: “{said}” is not known; the post is taken for a draft"
        remedy = f"use one of: {', '.join(STATUSES)}"
        problems.append(Problem(path, values.line("status"), "not-known", message, remedy, Severity.WARNING))
    is_draft = values.text("draft").lower() in read.TRUE or values.text("published").lower() in read.FALSE
    if is_draft or (not said and set(place.parts[:-1]) & set(DRAFT_FOLDERS)):
        return "draft"
    return _UNDERSTOOD.get(said, "draft") if said else "published"


def _parse_instant(text: str, zone: ZoneInfo) -> datetime | None:
    try:
        moment = parse_instant(text.replace("/", "-").replace(".", "-") if len(text) <= 10 else text, zone)
    except NotATimeError:
        try:
            moment = dateutil_parser.parse(text, default=_DEFAULT)
        except (ValueError, OverflowError, TypeError):
            return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=zone)
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else None


class _Header:
    """A header under construction: another tool's entries, replaced one by one with ours."""

    def __init__(self, header: Mapping, context: Context, path: str, problems: list[Problem]) -> None:
        self.context, self.path, self.problems = context, path, problems
        self.entries: dict[str, Entry] = {}
        for entry in header.entries:
            key = entry.key.strip().lower().replace("-", "_")
            ours = KEYS.get(key, key)
            # What is written under our own name wins over another tool's.
            if ours not in self.entries or key == ours:
                self.entries[ours] = Entry(ours, entry.value, entry.line)

    def line(self, key: str) -> int:
        return self.entries[key].line if key in self.entries else 1

    def node(self, key: str) -> Node:
        return self.entries[key].value if key in self.entries else Scalar("", 1)

    def text(self, key: str) -> str:
        texts = self.texts(key) if not isinstance(self.node(key), Scalar) else ()
        node = self.node(key)
        return " ".join(node.text.split()) if isinstance(node, Scalar) else next(iter(texts), "")

    def texts(self, key: str) -> list[str]:
        try:
            return list(dict.fromkeys(filter(None, read.list_of(_any_text)(self.node(key), self.context))))
        except Invalid as error:
            # Only a mapping, or a text that stands twice in the list.
            node = self.node(key)
            if isinstance(node, Sequence):
                return list(dict.fromkeys(_any_text(item, self.context) for item in node.items))
            self.problems.append(Problem(self.path, self.line(key), error.code, error.message, error.remedy))
            return []

    def instant(self, key: str) -> datetime | None:
        return _parse_instant(self.text(key), self.context.zone) if self.text(key) else None

    def put(self, key: str, value: str | list[str]) -> None:
        line = self.line(key)
        if not value:
            self.entries.pop(key, None)
        elif isinstance(value, str):
            self.entries[key] = Entry(key, Scalar(value, line), line)
        else:
            self.entries[key] = Entry(key, Sequence(tuple(Scalar(text, line) for text in value), line), line)

    def put_modified(self, date: datetime | None) -> None:
        modified = self.instant("modified")
        self.put("modified", modified.isoformat() if modified and date and modified >= date else "")

    def put_authors(self) -> dict[str, str]:
        names = {slugify(_short(name)): name for name in self.texts("authors")}
        self.put("authors", list(names))
        return names

    def put_topics(self, place: PurePosixPath) -> None:
        category, *others = self.texts("category") or [""]
        folder = place.parent.name
        if not category and folder and folder.lower() not in NO_CATEGORY_FOLDERS:
            category = folder
        tags = {slugify(tag): tag for tag in map(_short, reversed([*self.texts("tags"), *others]))}
        self.put("category", _short(category))
        self.put("series", _short(self.text("series")))
        self.put("tags", list(reversed(tags.values())))

    def put_summary(self) -> None:
        summary = self.text("summary")
        if len(summary) > SUMMARY_LIMIT:
            summary = summary[: SUMMARY_LIMIT - 1].rsplit(" ", 1)[0] + "…"
        self.put("summary", summary)

    def mapping(self) -> Mapping:
        return Mapping(tuple(self.entries.values()), 1)


def _short(name: str) -> str:
    """A name that a folder can have: a list that nobody has divided can be as long as a text."""
    return name if len(name) <= NAME_LIMIT else name[: NAME_LIMIT + 1].rpartition(" ")[0] or name[:NAME_LIMIT]


def _short_slug(name: str) -> str:
    slug = slugify(name)
    if len(slug.encode()) <= read.LONGEST_SLUG:
        return slug
    return slugify(slug.encode()[: read.LONGEST_SLUG].decode(errors="ignore"))


def _any_text(node: Node, _: Context) -> str:
    """A text, or the text under `name` or `title` of a mapping; folded."""
    if isinstance(node, Mapping):
        entry = node.get("name") or node.get("title")
        node = entry.value if entry else Scalar("", node.line)
    return " ".join(node.text.split()) if isinstance(node, Scalar) else ""
