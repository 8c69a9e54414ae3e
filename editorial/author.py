"""Authors: who writes, how much they can write, and when they are away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from editorial.field_readers import day as read_day
from editorial.field_readers import list_of, mapping, number, text
from editorial.fields import Context, FieldReader, Invalid, header, unless
from editorial.header import Document, Node
from editorial.header import Mapping as MappingNode
from editorial.slug import is_slug, slugify
from editorial.source import Source

LINK_SCHEMES = ("http", "https", "mailto")


@dataclass(frozen=True)
class Absence:
    """Days on which an author does not work; both ends are included."""

    first: date
    last: date


def day_range(node: Node, context: Context) -> Absence:
    """Read `{from: DAY, to: DAY}`, or one day on its own."""
    if not isinstance(node, MappingNode):
        only = read_day(node, context)
        return Absence(only, only)
    ends: dict[str, date] = {}
    for entry in mapping(node).entries:
        if entry.key not in ("from", "to"):
            raise Invalid(
                "unknown-field", f"{entry.key} is not known", "write {from: DAY, to: DAY}", line=entry.line
            )
        ends[entry.key] = read_day(entry.value, context)
    if len(ends) < 2:
        missing = "to" if "from" in ends else "from"
        raise Invalid("missing-end", f"the range has no `{missing}`", "write {from: DAY, to: DAY}")
    if ends["to"] < ends["from"]:
        message = f"{ends['to']} comes before {ends['from']}"
        raise Invalid("ends-before-it-begins", message, "swap the two days")
    return Absence(ends["from"], ends["to"])


def links(node: Node, context: Context) -> Mapping[str, str]:
    """Read labels with web or mail addresses."""
    found: dict[str, str] = {}
    findings: list[Invalid] = []
    for entry in mapping(node).entries:
        address = text(entry.value, context)
        if not is_link(address):
            message = f"{entry.key}: “{address}” is not a web or mail address"
            findings.append(
                Invalid("not-a-link", message, "begin it with https:// or mailto:", line=entry.line)
            )
        found[entry.key] = address
    return dict(unless(findings, list(found.items())))


def is_link(address: str) -> bool:
    """Return whether an address can be linked to from a page."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if " " in address or parts.scheme not in LINK_SCHEMES:
        return False
    return "@" in parts.path if parts.scheme == "mailto" else bool(parts.hostname)


def email(node: Node, context: Context) -> str:
    """Read a mail address."""
    address = text(node, context)
    name, _, host = address.partition("@")
    if not name or "." not in host.strip(".") or " " in address or "@" in host:
        raise Invalid("not-an-email", f"“{address}” is not a mail address", "write name@example.org")
    return address


@dataclass(frozen=True, kw_only=True)
class Author:
    """A person or a team that signs posts; `capacity` is in posts a month, `biography` in Markdown."""

    slug: str
    source: Source
    biography: str
    body_line: int = 1
    name: str = header(text, required=True, default="")
    role: str = header(text, default="")
    email: str = header(email, default="")
    links: Mapping[str, str] = header(links, default={})
    photo: str = header(text, default="")
    capacity: float | None = header(number())
    away: tuple[Absence, ...] = header(list_of(day_range), default=())


def read_author(document: Document, reader: FieldReader, *, stem: str) -> Author:
    """Return the author in the file `<slug>.md`; problems are added to the reader's."""
    values = reader.read(Author, document.header)
    if not is_slug(stem):
        message = f"the file's name “{stem}” cannot stand in an address"
        reader.report(1, "not-a-slug", message, f"name it {slugify(stem)}.md")
    return Author(
        slug=stem,
        source=Source.of(reader.path, document.header),
        biography=document.body.strip(),
        body_line=document.text_line,
        **values,
    )
