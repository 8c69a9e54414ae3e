"""Files that were not written for Masthead, taken apart as well as it can be done.

What other tools let pass is read with a warning: another encoding, `Key: value` lines between hyphens, a
header that is no YAML, reStructuredText with its fields under the title, HTML with its fields in the head.
"""

import re
from dataclasses import dataclass

from editorial.foreign_html import read_html
from editorial.header import Document, HeaderStyle, decode, read_document, read_lines
from editorial.nodes import Entry, Mapping, Scalar
from editorial.problems import ContentError, Problem, Severity
from editorial.template_code import without_templates

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mkd", ".mdown")
REST_SUFFIXES = (".rst",)
HTML_SUFFIXES = (".html", ".htm")
_RULE = re.compile(r"([=\-`:.'\"~^_*+#<>])\1{2,}\s*")
_FIELD = re.compile(r":(?P<key>[\w .-]+?):\s*(?P<value>.*)")
_HEADING = re.compile(r"\s*#\s+(?P<title>.+?)\s*#*\s*(?:\n|$)|\s*(?P<underlined>[^\n]+)\n=+\s*(?:\n|$)")


@dataclass(frozen=True)
class ForeignDocument:
    """A file taken apart, with the title that stands in its text when the header has none."""

    document: Document
    title: str
    warnings: tuple[Problem, ...]


def read_foreign_document(data: bytes, path: str) -> ForeignDocument:
    """Return a file's header and body; raises ContentError only for what is no text."""
    warnings: list[Problem] = []
    data = _as_utf8(data, path, warnings)
    if path.endswith(REST_SUFFIXES):
        return _rest(decode(data, path), tuple(warnings))
    if path.endswith(HTML_SUFFIXES):
        return ForeignDocument(read_html(decode(data, path)), "", tuple(map(as_warning, warnings)))
    try:
        document = read_document(data, path, warnings)
    except ContentError as error:
        warnings += error.problems
        document = _lenient(decode(data, path))
    # Between hyphens a header is one of Jekyll or Eleventy, which read templates before they read Markdown.
    body, unread = without_templates(
        document.body, path, document.body_line, is_escaped=data.lstrip().startswith(b"---")
    )
    warnings += unread
    title, first_line = "", document.body_line
    if document.header.get("title") is None and (match := _HEADING.match(body)):
        title = match["title"] or match["underlined"]
        first_line += body.count("\n", 0, match.end())
        body = body[match.end() :]
    document = Document(document.header, body, first_line, document.style)
    return ForeignDocument(document, title, tuple(map(as_warning, warnings)))


def as_warning(problem: Problem) -> Problem:
    """Return a problem as one that stops nothing."""
    return Problem(
        problem.path, problem.line, problem.code, problem.message, problem.remedy, Severity.WARNING
    )


def _as_utf8(data: bytes, path: str, warnings: list[Problem]) -> bytes:
    try:
        decode(data, path)
    except ContentError as error:
        (problem,) = error.problems
        if problem.code == "not-text":
            warnings.append(problem)
            return data.replace(b"\0", b"")
        message = f"{problem.message}; the file was read as Windows-1252"
        warnings.append(Problem(path, problem.line, problem.code, message, problem.remedy))
        return data.decode("cp1252", errors="replace").replace("\0", "").encode()
    return data


def _lenient(text: str) -> Document:
    """`Key: value` lines between hyphens, or before the text; what is no such line is passed over."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    fenced = lines[start].rstrip() == "---" if lines else False
    ends = (number for number in range(start + 1, len(lines)) if lines[number].rstrip() in ("---", "..."))
    end = next(ends, None) if fenced else None
    if end is None:
        # Without its end, or below empty lines, it is read as Pelican would read it at the first line.
        return read_lines(lines, start)[0]
    entries: dict[str, Entry] = {}
    for number, line in enumerate(lines[start + 1 : end], start + 2):
        key, colon, value = line.partition(":")
        if colon and re.fullmatch(r"[\w-]+", key):
            folded = key.lower()
            words = value.strip().strip("\"'")
            entries.setdefault(folded, Entry(folded, Scalar(words, number), number))
    return Document(
        Mapping(tuple(entries.values()), 1), "\n".join(lines[end + 1 :]), end + 2, HeaderStyle.LINES
    )


def _rest(text: str, warnings: tuple[Problem, ...]) -> ForeignDocument:
    # The title over or between its rules, then the fields. docutils makes the HTML from the whole file.
    lines = text.split("\n")
    number = next(
        (n for n, line in enumerate(lines) if line.strip() and not line.startswith(".. ")), len(lines)
    )
    if number < len(lines) and _RULE.fullmatch(lines[number]):
        number += 1
    title = ""
    if number + 1 < len(lines) and _RULE.fullmatch(lines[number + 1]):
        title = lines[number].strip()
        number += 2
    entries: dict[str, Entry] = {}
    key = ""
    while number < len(lines):
        line = lines[number]
        if match := _FIELD.fullmatch(line):
            key = match["key"].strip().lower()
            entries[key] = Entry(key, Scalar(match["value"].strip(), number + 1), number + 1)
        elif key and line[:1].isspace() and line.strip():
            known = entries[key]
            words = f"{known.value.text}\n{line.strip().removeprefix('- ')}".strip()  # type: ignore[union-attr]
            entries[key] = Entry(key, Scalar(words, known.line), known.line)
        elif line.strip():
            break
        number += 1
    document = Document(
        Mapping(tuple(entries.values()), 1), "\n".join(lines[number:]), number + 1, HeaderStyle.LINES
    )
    return ForeignDocument(document, title, warnings)
