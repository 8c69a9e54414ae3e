"""What a header is made of: texts, lists and mappings, each with the line it stands on."""

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text; empty when nothing was written. Of a block, after `|` or `>`, `line` is the one before it."""

    text: str
    line: int
    is_block: bool = field(default=False, compare=False)

    @property
    def first_line(self) -> int:
        """The line of the text's first words."""
        blank = self.text[: len(self.text) - len(self.text.lstrip())]
        return self.line + self.is_block + blank.count("\n")


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
