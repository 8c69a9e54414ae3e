"""A file as the characters of its bytes, and what stands where in its header.

The bytes are looked at as text that gives the same bytes back, whatever their encoding: what is not UTF-8
becomes lone surrogates, one for each byte. YAML and our own readers see a sign of the same length instead.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

_LINE_END = re.compile(r"\r\n|\r|\n")
_UNREADABLE = re.compile(r"[\ud800-\udfff\0]")


class Quote(Enum):
    """How a text is set off from the YAML around it."""

    PLAIN = ""
    SINGLE = "'"
    DOUBLE = '"'
    BLOCK = "|"


class Form(Enum):
    """How a value is written: one text, a list `[a, b]`, one item a line, or not so that it can be edited.

    CONTINUED is one text or list whose further lines are indented under its key.
    """

    TEXT = "text"
    CONTINUED = "continued"
    FLOW = "flow"
    ITEMS = "items"
    OTHER = "other"


class Style(Enum):
    """How a header is written."""

    YAML = "yaml"
    FLOW = "flow"
    LINES = "lines"
    REST = "rest"


@dataclass(frozen=True)
class Span:
    """The characters of one text in a file, without quotes; half-open offsets."""

    start: int
    end: int
    quote: Quote = Quote.PLAIN

    @property
    def outer(self) -> tuple[int, int]:
        """The same with its quotes."""
        width = 1 if self.quote in (Quote.SINGLE, Quote.DOUBLE) else 0
        return self.start - width, self.end + width


@dataclass(frozen=True)
class Place:
    """A field: its key as written, the lines it takes up (counted from 0, both included) and its texts.

    `inside` are the offsets between the brackets of a list `[a, b]`; `refusal` says why it is not edited.
    """

    key: str
    first_line: int
    last_line: int
    form: Form
    texts: tuple[Span, ...]
    inside: tuple[int, int] = (0, 0)
    refusal: str = ""


@dataclass(frozen=True)
class RawText:
    """A file's characters and its lines, without and with what ends them."""

    text: str

    @classmethod
    def of(cls, data: bytes) -> "RawText":
        """Return bytes as text; `data` gives the same bytes back."""
        return cls(data.decode(errors="surrogateescape"))

    @property
    def data(self) -> bytes:
        """The bytes."""
        return self.text.encode(errors="surrogateescape")

    @cached_property
    def _bounds(self) -> tuple[tuple[int, int, int], ...]:
        # Start, end, and end with what ends the line; byte-order marks belong to no line.
        start = len(self.text) - len(self.text.lstrip("\ufeff"))
        bounds = []
        for match in _LINE_END.finditer(self.text, start):
            bounds.append((start, match.start(), match.end()))
            start = match.end()
        return (*bounds, (start, len(self.text), len(self.text)))

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines in signs that every reader takes, each as long as it stands in the file."""
        return tuple(_UNREADABLE.sub("\ufffd", self.text[start:end]) for start, end, _ in self._bounds)

    def start_of(self, line: int) -> int:
        """Return the offset at which a line begins; that of the end of the file after the last."""
        return self._bounds[line][0] if line < len(self._bounds) else len(self.text)

    def end_of(self, line: int) -> int:
        """Return the offset at which a line's own characters end."""
        return self._bounds[line][1]

    def line_at(self, offset: int) -> int:
        """Return the number of the line that holds an offset."""
        return bisect_right([start for start, _, _ in self._bounds], offset) - 1

    def line_end(self, line: int) -> str:
        """Return what ends a line; for the last, what ends the one before it."""
        for number in (line, line - 1):
            if 0 <= number < len(self._bounds):
                _, end, after = self._bounds[number]
                if after > end:
                    return self.text[end:after]
        return "\n"


@dataclass(frozen=True)
class Layout:
    """A header: its style, its fields in their order, and the line before which a first field belongs."""

    style: Style
    places: tuple[Place, ...]
    top: int
    indent: str = ""
