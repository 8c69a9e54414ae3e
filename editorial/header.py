"""The header of a content file: YAML between `---` lines, or Pelican's own `Key: value` lines.

Every value keeps the line it stands on, and every scalar stays the text that was written: the schemas decide
what is a number, a date or a flag, so `Yes`, `No`, `On` and `0123` never turn into something else on the way.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeAlias

import yaml

from editorial.problems import ContentError, Problem

MAX_DEPTH = 16
_FENCE = re.compile(r"---[ \t]*")
_FENCE_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_LINE = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*)")
_MORE = re.compile(r"[ ]{4,}(?P<value>.*)")
_PLAIN_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; empty when nothing was written."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key with its value; `line` is the key's."""

    key: str
    value: "Node"
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in the order they were written; keys are unique."""

    entries: tuple[Entry, ...]
    line: int

    def get(self, key: str) -> Entry | None:
        """Return the entry of `key`, or None."""
        return next((entry for entry in self.entries if entry.key == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


class HeaderStyle(StrEnum):
    """How a header is written."""

    YAML = "yaml"
    LINES = "lines"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Document:
    """A content file taken apart; `body_line` is the line that the body begins on."""

    header: Mapping
    body: str
    body_line: int
    style: HeaderStyle


def read_document(data: bytes, path: str) -> Document:
    """Return the header and body of a content file; raises ContentError if its form is broken."""
    lines = decode(data, path).split("\n")
    if _FENCE.fullmatch(lines[0]):
        return _read_fenced(lines, path)
    return _read_lines(lines)


def read_yaml(data: bytes, path: str) -> Mapping:
    """Return the mapping in a YAML file; raises ContentError."""
    return _YamlBuilder(path, first_line=1).mapping(decode(data, path))


def write_document(document: Document) -> str:
    """Return the text of a content file, such that reading it gives the same header and body again."""
    if document.style is HeaderStyle.NONE:
        return document.body
    if document.style is HeaderStyle.LINES:
        return "".join(map(_line_entry, document.header.entries)) + "\n" + document.body
    # A width without limit keeps one value on one line, which is what a diff wants.
    text = yaml.safe_dump(to_data(document.header), allow_unicode=True, sort_keys=False, width=2**31)
    return f"---\n{text if document.header.entries else ''}---\n{document.body}"


def to_data(node: Node) -> Any:
    """Return a node as plain dicts, lists and strings."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [to_data(item) for item in node.items]
    return {entry.key: to_data(entry.value) for entry in node.entries}


def decode(data: bytes, path: str) -> str:
    """Return UTF-8 bytes as text with Unix line ends and no byte-order mark; raises ContentError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        raise ContentError(
            [
                Problem(
                    path,
                    data.count(b"\n", 0, error.start) + 1,
                    "not-utf8",
                    f"the byte 0x{byte:02X} is not UTF-8",
                    "save the file with the encoding UTF-8",
                )
            ]
        ) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ContentError([Problem(path, line, "not-text", "there is a NUL character", "delete it")])
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _read_fenced(lines: list[str], path: str) -> Document:
    end = next((n for n, line in enumerate(lines[1:], 1) if _FENCE_END.fullmatch(line)), None)
    if end is None:
        raise ContentError(
            [
                Problem(
                    path,
                    1,
                    "header-not-closed",
                    "the header is not closed",
                    "end it with a line of three hyphens",
                )
            ]
        )
    header = _YamlBuilder(path, first_line=2).mapping("\n".join(lines[1:end]))
    lowered = tuple(Entry(entry.key.lower(), entry.value, entry.line) for entry in header.entries)
    return Document(Mapping(lowered, 1), "\n".join(lines[end + 1 :]), end + 2, HeaderStyle.YAML)


def _read_lines(lines: list[str]) -> Document:
    values: dict[str, tuple[int, list[str]]] = {}
    key, number = "", 0
    for line in lines:
        if match := _LINE.fullmatch(line):
            key = match["key"].lower()
            # Pelican reads a repeated key as further values; they are kept as further lines.
            values.setdefault(key, (number + 1, []))[1].append(match["value"].strip())
        elif key and (match := _MORE.fullmatch(line)):
            values[key][1].append(match["value"].strip())
        else:
            break
        number += 1
    if not values:
        return Document(Mapping((), 1), "\n".join(lines), 1, HeaderStyle.NONE)
    if number < len(lines) and not lines[number].strip():
        number += 1
    entries = tuple(
        Entry(key, Scalar("\n".join(filter(None, texts)), line), line)
        for key, (line, texts) in values.items()
    )
    return Document(Mapping(entries, 1), "\n".join(lines[number:]), number + 1, HeaderStyle.LINES)


def _line_entry(entry: Entry) -> str:
    if not isinstance(entry.value, Scalar):
        msg = f"{entry.key}: only a text can be written as a `Key: value` line"
        raise TypeError(msg)
    return f"{entry.key}: {entry.value.text}".replace("\n", "\n    ").rstrip(" ") + "\n"


class _YamlBuilder:
    """Builds nodes from YAML's events: libyaml finds them without recursion, so depth can be limited here."""

    def __init__(self, path: str, *, first_line: int) -> None:
        self.path = path
        self.first_line = first_line

    def mapping(self, text: str) -> Mapping:
        events = self._events(text)
        root = self._document(events)
        if root is None:
            return Mapping((), self.first_line)
        if not isinstance(root, Mapping):
            raise self._error(
                root.line, "header-not-a-mapping", "there are no keys", "write lines such as `title: …`"
            )
        return root

    def _events(self, text: str) -> Iterator[Any]:
        try:
            yield from yaml.parse(text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            reason = error.problem or error.context or "it cannot be read"
            line = self.first_line + (mark.line if mark else 0)
            remedy = "put quotes around a text that holds a colon, a hash or a sign that YAML uses"
            if "\\t" in reason or "tab" in reason:
                remedy = "indent with spaces instead of tabs"
            raise self._error(line, "yaml", f"YAML cannot be read here: {reason}", remedy) from error
        except yaml.YAMLError as error:
            character = getattr(error, "character", None)
            position = getattr(error, "position", 0)
            line = self.first_line + text.count("\n", 0, position if isinstance(position, int) else 0)
            shown = f"U+{character:04X}" if isinstance(character, int) else "a character"
            message = f"{shown} may not stand in YAML"
            raise self._error(
                line, "yaml", message, "delete it, or write it as an escape in double quotes"
            ) from error

    def _document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._error(self._line(event), "yaml", "a second YAML document begins", "keep to one")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, depth=0)
        if isinstance(root, Scalar) and not root.text:
            return None
        return root

    def _node(self, event: Any, events: Iterator[Any], *, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise self._error(line, "yaml", f"*{event.anchor} repeats another value", "write the value out")
        if depth > MAX_DEPTH:
            raise self._error(
                line, "yaml", f"values are nested more than {MAX_DEPTH} deep", "make it flatter"
            )
        if isinstance(event, yaml.ScalarEvent):
            is_null = not event.style and event.value in _PLAIN_NULLS
            return Scalar("" if is_null else event.value, line)
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth=depth + 1))
            return Sequence(tuple(items), line)
        return self._entries(line, events, depth=depth)

    def _entries(self, line: int, events: Iterator[Any], *, depth: int) -> Mapping:
        entries: dict[str, Entry] = {}
        problems = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth=depth + 1)
            value = self._node(next(events), events, depth=depth + 1)
            if not isinstance(key, Scalar):
                raise self._error(key.line, "yaml", "a key is not a text", "write `key: value`")
            if key.text in entries:
                message = f"{key.text} stands here again; it is on line {entries[key.text].line} already"
                problems.append(Problem(self.path, key.line, "duplicate-key", message, "keep one of the two"))
            entries.setdefault(key.text, Entry(key.text, value, key.line))
        if problems:
            raise ContentError(problems)
        return Mapping(tuple(entries.values()), line)

    def _line(self, event: Any) -> int:
        return int(event.start_mark.line) + self.first_line

    def _error(self, line: int, code: str, message: str, remedy: str) -> ContentError:
        return ContentError([Problem(self.path, line, code, message, remedy)])
