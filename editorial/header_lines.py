"""Headers of `Key: value` lines, as Python-Markdown reads them, and with it Pelican.

A tab reaches to the next fourth column, so it continues a value as four blanks do. An empty line, or one of
three hyphens or dots, ends the header.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from editorial.problems import Problem, Severity

FIELD = re.compile(r"[ ]{0,3}(?P<key>[A-Za-z0-9_-]+):[ \t]*(?P<value>.*)")
_MORE = re.compile(r"(?:[ ]{4}|[ ]{0,3}\t)[ \t]*(?P<value>.*)")
_BEGIN, _END = "---", ("---", "...")
_LIKE_A_FIELD = re.compile(r"[ \t]*[A-Za-z0-9_-]+[ \t]*:(?:[ \t].*)?")


@dataclass(frozen=True)
class HeaderLine:
    """A line of a header: its number, counted from 0, its field as it is written there, and its value.

    `begins` says whether the line names the field, and does not only continue it.
    """

    number: int
    key: str
    match: re.Match[str]
    begins: bool


def header_lines(lines: Sequence[str], first: int = 0) -> tuple[list[HeaderLine], int]:
    """Return the lines of the header that begins on the line `first`, and the line after its last one."""
    found: list[HeaderLine] = []
    start = first + 1 if lines[first].startswith(_BEGIN) else first
    for number, line in enumerate(lines[start:], start):
        if not line.strip() or line.startswith(_END):
            break
        if match := FIELD.fullmatch(line):
            found.append(HeaderLine(number, match["key"], match, begins=True))
        elif found and (match := _MORE.fullmatch(line)):
            found.append(HeaderLine(number, found[-1].key, match, begins=False))
        else:
            break
    return found, found[-1].number + 1 if found else first


def text_begin(lines: Sequence[str], end: int) -> int:
    """Return the line that the text begins on, behind a header that ends before the line `end`."""
    is_mark = end < len(lines) and (not lines[end].strip() or lines[end].startswith(_END))
    return end + 1 if is_mark else end


def fallen_out(lines: Sequence[str], end: int, path: str, *, has_header: bool) -> list[Problem]:
    """Return a warning of the first line below a header that looks like one of its own."""
    # White space alone is hard to see, and ends a header all the same.
    start = end + 1 if end < len(lines) and lines[end].isspace() else end
    rest = takewhile(_goes_on, lines[start:]) if has_header else iter(lines[:1])
    for number, line in enumerate(rest, start + 1):
        if _LIKE_A_FIELD.fullmatch(line):
            message = f"the header ends before “{line.strip()}”, which is shown as text"
            remedy = (
                "write `Key: value` without a blank before the colon, indent the further lines of a value by "
                "four, or put an empty line before the text"
            )
            return [Problem(path, number, "outside-the-header", message, remedy, Severity.WARNING)]
    return []


def _goes_on(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(_END)
