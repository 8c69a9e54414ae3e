"""Reading a header into a typed value: one declared field is one line of a schema.

A schema is a frozen dataclass whose fields are declared with `header(reader, …)`. A reader turns a node into
a value or raises Invalid; FieldReader gathers what all of them have to say.
"""

import dataclasses
import math
import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from editorial.header import Entry, Mapping, Node, Scalar, Sequence
from editorial.instants import NotATimeError, parse_day, parse_instant
from editorial.problems import Problem, Severity, did_you_mean
from editorial.slug import is_slug, slugify

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
TRUE = ("true", "yes", "on")
FALSE = ("false", "no", "off")
_WHOLE = re.compile(r"-?[0-9]{1,12}")


@dataclass(frozen=True)
class Context:
    """What a reader may need to know: the site's zone, and names that are closed sets on this site."""

    zone: ZoneInfo
    stages: tuple[str, ...] = ()


Reader = Callable[[Node, Context], T]


class Invalid(Exception):  # noqa: N818 - it is a finding, not a failure
    """A value that a reader does not take; `line` where it is not the key's, `also` further findings."""

    def __init__(
        self,
        code: str,
        message: str,
        remedy: str,
        *,
        line: int | None = None,
        also: tuple["Invalid", ...] = (),
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.line, self.also = code, message, remedy, line, also


def header(reader: Reader[T], *, required: bool = False, default: Any = None, key: str = "") -> Any:
    """Return a dataclass field read from the header by `reader`; `key` where its name is another."""
    spec = _Spec(reader, required, key)
    if isinstance(default, dict):
        return dataclasses.field(metadata={"header": spec}, default_factory=lambda: default.copy())
    return dataclasses.field(metadata={"header": spec}, default=default)


@dataclass(frozen=True)
class _Spec:
    reader: Reader[Any]
    required: bool
    key: str


class FieldReader:
    """Reads one mapping after another by their schemas and gathers the problems of a file."""

    def __init__(self, path: str, context: Context, *, extra_fields: Container[str] = ()) -> None:
        self.path = path
        self.context = context
        self.extra_fields = extra_fields
        self.problems: list[Problem] = []

    def read(self, schema: type, mapping: Mapping) -> dict[str, Any]:
        """Return the values of the declared fields that are there and right."""
        specs = {
            field.metadata["header"].key or field.name: (field.name, field.metadata["header"])
            for field in dataclasses.fields(schema)
            if "header" in field.metadata
        }
        values: dict[str, Any] = {}
        for entry in mapping.entries:
            if entry.key in specs:
                name, spec = specs[entry.key]
                values |= self._value(name, spec, entry)
            elif entry.key not in self.extra_fields:
                message = f"the field {entry.key} is not known"
                self.report(entry.line, "unknown-field", message, did_you_mean(entry.key, specs))
        for key, (_, spec) in specs.items():
            written = mapping.get(key)
            if spec.required and is_empty(written):
                line = written.line if written else mapping.line
                self.report(line, f"missing-{key}", f"there is no {key}", f"add a line `{key}: …`")
        return values

    def report(
        self, line: int, code: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR
    ) -> None:
        """Add a problem of this file."""
        self.problems.append(Problem(self.path, line, code, message, remedy, severity))

    def _value(self, name: str, spec: _Spec, entry: Entry) -> dict[str, Any]:
        if is_empty(entry):
            return {}
        try:
            return {name: spec.reader(entry.value, self.context)}
        except Invalid as error:
            for finding in (error, *error.also):
                message = f"{entry.key}: {finding.message}"
                self.report(finding.line or entry.line, finding.code, message, finding.remedy)
            return {}


def is_empty(entry: Entry | None) -> bool:
    """Return whether a field is left out, or stands there without a value, which means the same."""
    return entry is None or (isinstance(entry.value, Scalar) and not entry.value.text.strip())


def text(node: Node, _: Context) -> str:
    """Read one line of text; white space is folded."""
    if not isinstance(node, Scalar):
        raise Invalid("not-text", "it is a list or a mapping where one text belongs", "write a single text")
    return " ".join(node.text.split())


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
    return words


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


def placed(error: Invalid, line: int) -> Iterator[Invalid]:
    """Yield an error's findings one by one; those without a line of their own get this one."""
    for finding in (error, *error.also):
        yield Invalid(finding.code, finding.message, finding.remedy, line=finding.line or line)


def unless(findings: list[Invalid], values: list[T]) -> list[T]:
    """Return the values; raises one Invalid that carries all the findings when there are any."""
    if findings:
        first, *rest = findings
        raise Invalid(first.code, first.message, first.remedy, line=first.line, also=tuple(rest))
    return values


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
