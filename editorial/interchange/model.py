"""What an importer finds in another tool's file, and what it reports about each part of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from editorial.interchange.logic import Expression, both
from editorial.question import QuestionType


class Fate(StrEnum):
    """What became of a part of the other tool's file."""

    KEPT = "kept"
    CHANGED = "changed"
    DROPPED = "dropped"


@dataclass(frozen=True)
class Note:
    """One line of the report: where in the file, what it is about, and why it is as it is now."""

    where: str
    fate: Fate
    what: str
    why: str = ""

    def __str__(self) -> str:
        words = f"{self.fate:7} {self.where}: {self.what}" + (f" ({self.why})" if self.why else "")
        # What the file says is quoted, and may hold signs that steer a terminal.
        return "".join(character if character.isprintable() else "�" for character in words)

    def as_data(self) -> dict[str, str]:
        """Return it as plain values, for JSON."""
        return {"where": self.where, "fate": str(self.fate), "what": self.what, "why": self.why}


class ForeignFileError(Exception):
    """A file that no survey can be read from; the message is one sentence with what to do."""


@dataclass(frozen=True)
class Words:
    """A text in the survey's own language, and in others by their codes."""

    own: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.own.strip())


@dataclass(frozen=True)
class ForeignOption:
    """Something to pick, a row, a column or a point, under the other tool's code."""

    code: str
    words: Words
    pin: bool = False


@dataclass(frozen=True)
class Unsayable:
    """A condition that could not be read, as it is `written`, and the `rest` that must hold besides."""

    written: str
    why: str
    rest: Expression | None = None


Condition = Expression | Unsayable | None


def joined(outer: Condition, own: Condition) -> Condition:
    """Return the condition that two hold; what can be said of them stays where the rest cannot be said."""
    sayable = [part.rest if isinstance(part, Unsayable) else part for part in (outer, own)]
    expression = both(*sayable)
    lost = [part for part in (outer, own) if isinstance(part, Unsayable)]
    if not lost:
        return expression
    written = " and ".join(f"({part.written})" if len(lost) > 1 else part.written for part in lost)
    return Unsayable(written, lost[0].why, expression)


@dataclass(frozen=True, kw_only=True)
class ForeignQuestion:
    """A question as it maps to one of our types; `values` are further codes that stand for an answer."""

    code: str
    where: str
    type: QuestionType
    ask: Words = Words()
    help: Words = Words()
    required: bool = False
    options: tuple[ForeignOption, ...] = ()
    other: bool = False
    none: ForeignOption | None = None
    shuffle: bool = False
    min: float | None = None
    max: float | None = None
    low: Words = Words()
    high: Words = Words()
    points: tuple[ForeignOption, ...] = ()
    rows: tuple[ForeignOption, ...] = ()
    columns: tuple[ForeignOption, ...] = ()
    values: Mapping[str, str | float | bool] = field(default_factory=dict)
    when: Condition = None


@dataclass(frozen=True, kw_only=True)
class ForeignSurvey:
    """A survey as read from another tool's file, in the order of its questions."""

    tool: str
    title: Words
    introduction: Words = Words()
    thanks: Words = Words()
    one_at_a_time: bool = False
    language: str = ""
    questions: tuple[ForeignQuestion, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class Imported:
    """A survey in our own terms: its header as plain data, its introduction, and the report."""

    header: Mapping[str, Any]
    introduction: str
    notes: tuple[Note, ...]

    @property
    def title(self) -> str:
        """The survey's title."""
        return str(self.header["title"])

    def count(self, fate: Fate) -> int:
        """Return how many lines of the report say this."""
        return sum(note.fate is fate for note in self.notes)
