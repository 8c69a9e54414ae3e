"""Readers of values: a header's field becomes a text, a flag, a number, a day, a word of a set, or a list.

Each takes a node and a Context, and raises Invalid; those with bounds are made by a function.
"""

import math
import re
from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum
from typing import TypeVar

from editorial.fields import Context, Invalid, Reader, placed, unless
from editorial.header import Mapping, Node, Scalar, Sequence
from editorial.instants import NotATimeError, parse_day, parse_instant
from editorial.problems import did_you_mean
from editorial.slug import is_slug, slugify

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
TRUE = ("true", "yes", "on")
FALSE = ("false", "no", "off")
# The code of a language, in lower case.
LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
LONGEST_SLUG = 200  # bytes: what a file system takes as a name, with room for what is put behind it
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_WHOLE = re.compile(r"-?[0-9]{1,12}")


def text(node: Node, _: Context) -> str:
    """Read one line of text; white space is folded, and so is what neither a page nor a database can hold."""
    if not isinstance(node, Scalar):
        raise Invalid("not-text", "it is a list or a mapping where one text belongs", "write a single text")
    return " ".join(_CONTROL.sub(" ", node.text).split())


def long_text(node: Node, context: Context) -> str:
    """Read a text whose line ends matter, such as Markdown."""
    text(node, context)
    return node.text.strip() if isinstance(node, Scalar) else ""


def text_up_to(limit: int) -> Reader[str]:
    """Return a reader of a text of at most `limit` characters."""

    def read(node: Node, context: Context) -> str:
        words = text(node, context)
        if len(words) > limit:
            message = f"it has {len(words)} characters; at most {limit} are shown"
            raise Invalid("too-long", message, f"shorten it by {len(words) - limit}")
        return words

    return read


def slug(node: Node, context: Context) -> str:
    """Read a slug: lower-case letters, digits, hyphens."""
    words = text(node, context)
    if not is_slug(words):
        raise Invalid("not-a-slug", f"“{words}” cannot stand in an address", f"write {slugify(words)}")
    if (size := len(words.encode())) > LONGEST_SLUG:
        message = f"it has {size} bytes; at most {LONGEST_SLUG} fit into an address"
        raise Invalid("too-long", message, f"shorten it by {size - LONGEST_SLUG}")
    return words


def language(node: Node, context: Context) -> str:
    """Read the code of a language, in lower case."""
    word = text(node, context).lower()
    if not LANGUAGE.fullmatch(word):
        raise Invalid("not-a-language", f"“{word}” is not the code of a language", "write en or pt-br")
    return word


def flag(node: Node, context: Context) -> bool:
    """Read true or false; yes, no, on and off are taken too."""
    word = text(node, context).lower()
    if word not in TRUE + FALSE:
        raise Invalid("not-a-flag", f"“{word}” is neither true nor false", "write true or false")
    return word in TRUE


def whole_number(*, least: int = 0, most: int | None = None) -> Reader[int]:
    """Return a reader of a whole number within bounds, both included."""

    def read(node: Node, context: Context) -> int:
        words = text(node, context)
        if not _WHOLE.fullmatch(words):
            raise Invalid(
                "not-a-number", f"“{words}” is not a whole number", f"write a number such as {least or 1}"
            )
        return int(_within(float(words), least, most))

    return read


def number(*, least: float = 0, most: float | None = None) -> Reader[float]:
    """Return a reader of a decimal number within bounds, both included; `25%` is 0.25."""

    def read(node: Node, context: Context) -> float:
        words = text(node, context)
        try:
            value = float(words.removesuffix("%")) / (100 if words.endswith("%") else 1)
        except ValueError:
            value = math.nan
        if math.isnan(value) or "_" in words:
            raise Invalid(
                "not-a-number",
                f"“{words}” is not a number",
                f"write a number such as {0.25 if most == 1 else 2}",
            )
        return _within(value, least, most)

    return read


def _within(value: float, least: float, most: float | None) -> float:
    if value < least or (most is not None and value > most) or math.isinf(value):
        bounds = f"from {least:g} to {most:g}" if most is not None else f"of at least {least:g}"
        raise Invalid("out-of-range", f"{value:g} is out of range", f"write a number {bounds}")
    return value


def day(node: Node, context: Context) -> date:
    """Read a day, `YYYY-MM-DD`."""
    words = text(node, context)
    try:
        return parse_day(words)
    except NotATimeError:
        raise Invalid("not-a-day", f"“{words}” is not a day", "write it as YYYY-MM-DD") from None


def instant(*, bare_day_at: time) -> Reader[datetime]:
    """Return a reader of an instant; a bare day means `bare_day_at` in the site's zone."""

    def read(node: Node, context: Context) -> datetime:
        words = text(node, context)
        try:
            return parse_instant(words, context.zone, bare_day_at=bare_day_at)
        except NotATimeError:
            remedy = "write it as YYYY-MM-DD, YYYY-MM-DD HH:MM or with a zone, 2026-03-29T09:00+01:00"
            raise Invalid("not-a-date", f"“{words}” is not a date", remedy) from None

    return read


def one_of(known: Iterable[str]) -> Reader[str]:
    """Return a reader of a word from a closed set; case does not matter."""
    words = tuple(known)

    def read(node: Node, context: Context) -> str:
        word = text(node, context)
        if word.lower() not in words:
            raise Invalid("not-known", f"“{word}” is not known", did_you_mean(word, words))
        return word.lower()

    return read


def member_of(kind: type[E]) -> Reader[E]:
    """Return a reader of a member of an enum, by its value."""
    word = one_of(kind)
    return lambda node, context: kind(word(node, context))


def list_of(reader: Reader[T]) -> Reader[tuple[T, ...]]:
    """Return a reader of a list, or of one text with its parts between commas (or semicolons, or lines)."""

    def read(node: Node, context: Context) -> tuple[T, ...]:
        if isinstance(node, Mapping):
            raise Invalid("not-a-list", "it is a mapping where a list belongs", "begin each item with `- `")
        values: list[T] = []
        findings: list[Invalid] = []
        for item in _items(node):
            try:
                value = reader(item, context)
            except Invalid as error:
                findings += placed(error, item.line)
                continue
            if value in values:
                name = item.text if isinstance(item, Scalar) else "one item"
                message = f"{name} is listed twice"
                findings.append(Invalid("listed-twice", message, "keep one of the two", line=item.line))
            values.append(value)
        return tuple(unless(findings, values))

    return read


def _items(node: Scalar | Sequence) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    # Pelican's rule: with a semicolon anywhere, commas belong to the names ("Doe, Jane; Roe, Richard").
    separator = ";" if ";" in node.text else ","
    parts = node.text.replace("\n", separator).split(separator)
    return tuple(Scalar(part.strip(), node.line) for part in parts if part.strip())


def mapping(node: Node) -> Mapping:
    """Return the node if it is a mapping; raises Invalid."""
    if not isinstance(node, Mapping):
        raise Invalid("not-a-mapping", "a mapping belongs here", "write `key: value` lines below it")
    return node
