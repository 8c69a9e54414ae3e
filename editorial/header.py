"""The header of a content file: YAML between `---` lines, or Pelican's own `Key: value` lines.

Every value keeps the line it stands on, and every scalar stays the text that was written: the schemas decide
what is a number, a date or a flag, so `Yes`, `No`, `On` and `0123` never turn into something else on the way.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from editorial.header_lines import FIELD, fallen_out, header_lines, text_begin
from editorial.nodes import Entry, Mapping, Node, Scalar, Sequence
from editorial.problems import ContentError, Problem
from editorial.yaml_text import UNSEEN_BREAKS, YamlBuilder

__all__ = [
    "Document",
    "Entry",
    "HeaderStyle",
    "Mapping",
    "Node",
    "Scalar",
    "Sequence",
    "decode",
    "read_document",
    "read_lines",
    "read_yaml",
    "to_data",
    "write_document",
]

_FENCE = re.compile(r"---[ \t]*")
_FENCE_END = re.compile(r"(?:---|\.\.\.)[ \t]*")


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

    @property
    def text_line(self) -> int:
        """The line of the body's first word."""
        blank = self.body[: len(self.body) - len(self.body.lstrip())]
        return self.body_line + blank.count("\n")


def read_document(data: bytes, path: str, problems: list[Problem] | None = None) -> Document:
    """Return the header and body of a content file; raises ContentError if its form is broken.

    Keys that stand there twice are added to `problems`, so that they do not hide what else is wrong in the
    file; without that list they are raised too.
    """
    lines = decode(data, path).split("\n")
    if _FENCE.fullmatch(lines[0]):
        return _read_fenced(lines, path, problems)
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if first and (_FENCE.fullmatch(lines[first]) or FIELD.fullmatch(lines[first])):
        message = "the header does not begin on the first line"
        raise ContentError(
            [Problem(path, 1, "header-not-first", message, "delete the empty lines before it")]
        )
    document, end = read_lines(lines)
    if problems is not None:
        problems += fallen_out(lines, end, path, has_header=bool(document.header.entries))
    return document


def read_yaml(data: bytes, path: str, problems: list[Problem] | None = None) -> Mapping:
    """Return the mapping in a YAML file; raises ContentError, `problems` being as for `read_document`."""
    builder = YamlBuilder(path, decode(data, path), first_line=1)
    mapping = builder.mapping()
    _add(builder.problems, problems)
    return mapping


def write_document(document: Document) -> str:
    """Return the text of a content file, such that reading it gives the same header and body again."""
    if document.style is HeaderStyle.NONE:
        return document.body
    if document.style is HeaderStyle.LINES:
        return "".join(map(_line_entry, document.header.entries)) + "\n" + document.body
    # A width without limit keeps one value on one line, which is what a diff wants.
    text = yaml.dump(
        to_data(document.header), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**31
    )
    return f"---\n{text if document.header.entries else ''}---\n{document.body}"


def read_lines(lines: list[str], first: int = 0) -> tuple[Document, int]:
    """Return a document whose header of `Key: value` lines begins on a line, and the line after the header.

    Without such a line the document is all text.
    """
    found, end = header_lines(lines, first)
    values: dict[str, tuple[int, list[str]]] = {}
    for line in found:
        # Pelican reads a repeated key as further values; they are kept as further lines.
        values.setdefault(line.key.lower(), (line.number + 1, []))[1].append(line.match["value"].strip())
    if not values:
        return Document(Mapping((), 1), "\n".join(lines), 1, HeaderStyle.NONE), end
    entries = tuple(
        Entry(key, Scalar("\n".join(filter(None, texts)), number), number)
        for key, (number, texts) in values.items()
    )
    begin = text_begin(lines, end)
    return Document(Mapping(entries, 1), "\n".join(lines[begin:]), begin + 1, HeaderStyle.LINES), end


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
        text = data.decode()
    except UnicodeDecodeError as error:
        byte = data[error.start]
        before = data[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        raise ContentError(
            [
                Problem(
                    path,
                    before.count(b"\n") + 1,
                    "not-utf8",
                    f"the byte 0x{byte:02X} is not UTF-8",
                    "save the file with the encoding UTF-8",
                )
            ]
        ) from error
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ContentError([Problem(path, line, "not-text", "there is a NUL character", "delete it")])
    return text


def _add(found: list[Problem], problems: list[Problem] | None) -> None:
    if problems is not None:
        problems += found
    elif found:
        raise ContentError(found)


def _read_fenced(lines: list[str], path: str, problems: list[Problem] | None) -> Document:
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
    builder = YamlBuilder(path, "\n".join(lines[1:end]), first_line=2)
    header = builder.mapping()
    lowered = (Entry(entry.key.lower(), entry.value, entry.line) for entry in header.entries)
    entries = builder.without_doubles(lowered)
    _add(builder.problems, problems)
    return Document(Mapping(entries, 1), "\n".join(lines[end + 1 :]), end + 2, HeaderStyle.YAML)


class _Dumper(yaml.SafeDumper):
    """Writes line ends that only YAML sees as escapes; otherwise reading would fold them."""


def _text_node(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = '"' if any(character in text for character in UNSEEN_BREAKS) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text_node)


def _line_entry(entry: Entry) -> str:
    if not isinstance(entry.value, Scalar):
        msg = f"{entry.key}: only a text can be written as a `Key: value` line"
        raise TypeError(msg)
    return f"{entry.key}: {entry.value.text}".replace("\n", "\n    ").rstrip(" ") + "\n"
