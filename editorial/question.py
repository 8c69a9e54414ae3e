"""One question of a survey, the types there are, and the conditions under which it is asked."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from editorial import field_readers as read
from editorial.fields import Context, Invalid, header
from editorial.header import Node

OTHER = "other"
# In forms `<id>__<part>` names a part of an answer, so two underscores separate and may not stand in an id.
PART = "__"
# Beyond it a number cannot be kept exactly.
BIGGEST_NUMBER = 1e15
_ID = re.compile(r"[a-z][a-z0-9_]*")


class QuestionType(StrEnum):
    """What kind of answer a question takes."""

    CHOICE = "choice"
    CHOICES = "choices"
    YES_NO = "yes_no"
    SCALE = "scale"
    NPS = "nps"
    STARS = "stars"
    MATRIX = "matrix"
    RANK = "rank"
    TEXT = "text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    NUMBER = "number"
    DATE = "date"
    CONSENT = "consent"
    STATEMENT = "statement"


class Operator(StrEnum):
    """How a condition compares; IS is what a bare value or list means."""

    IS = "is"
    IS_NOT = "is_not"
    BELOW = "below"
    ABOVE = "above"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    INCLUDES = "includes"
    ANSWERED = "answered"


@dataclass(frozen=True)
class Option:
    """One of the answers offered, a row, a column, or a point of a scale; a pinned one is never shuffled.

    `was` is the id that it had in an earlier version of the survey.
    """

    id: str
    label: str
    pin: bool = False
    was: str = ""


@dataclass(frozen=True)
class Condition:
    """What an earlier answer must be; with several values, any of them will do."""

    question: str
    operator: Operator
    values: tuple[str | float | bool, ...]


YES_AND_NO = (Option("yes", "Yes"), Option("no", "No"))
NPS_POINTS = tuple(Option(str(point), "") for point in range(11))
STARS_POINTS = tuple(Option(str(point), "") for point in range(1, 6))
POINTED = (QuestionType.SCALE, QuestionType.NPS, QuestionType.STARS)


def _as_written(node: Node, _: Context) -> Any:
    """Leave a value to `survey_questions`, which knows the question's type and the questions before it."""
    return node


def _id(node: Node, context: Context) -> str:
    """Read the id of a question."""
    word = read.text(node, context)
    if not is_question_id(word):
        message = f"“{word}” cannot be the id of a question"
        remedy = (
            "begin with a lower-case letter; go on with lower-case letters, digits and single underscores"
        )
        raise Invalid("not-a-question-id", message, remedy)
    return word


def _bound(node: Node, context: Context) -> float:
    """Read a number; a whole one stays whole, as it is shown to readers."""
    value = read.number(least=-BIGGEST_NUMBER, most=BIGGEST_NUMBER)(node, context)
    return int(value) if value.is_integer() else value


def is_question_id(word: str) -> bool:
    """Return whether a word can name a question, and with it the fields of a form."""
    return _ID.fullmatch(word) is not None and PART not in word


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question as its author wrote it; `when` holds if all conditions of any one of its groups hold."""

    id: str = header(_id, required=True, default="")
    ask: str = header(read.text, required=True, default="")
    type: QuestionType = header(
        lambda node, context: QuestionType(read.one_of(QuestionType)(node, context)), required=True
    )
    help: str = header(read.text, default="")
    required: bool = header(read.flag, default=False)
    options: tuple[Option, ...] = header(_as_written, default=())
    other: bool = header(read.flag, default=False)
    none: Option | None = header(_as_written)
    shuffle: bool = header(read.flag, default=False)
    min: float | None = header(_bound)
    max: float | None = header(_bound)
    low: str = header(read.text, default="")
    high: str = header(read.text, default="")
    points: tuple[Option, ...] = header(_as_written, default=())
    rows: tuple[Option, ...] = header(_as_written, default=())
    columns: tuple[Option, ...] = header(_as_written, default=())
    when: tuple[tuple[Condition, ...], ...] = header(_as_written, default=())
    was: str = header(_id, default="")

    @property
    def choices(self) -> tuple[Option, ...]:
        """What is offered to pick from: the options, then the one that excludes them."""
        return (*self.options, self.none) if self.none else self.options

    @property
    def most_picks(self) -> int:
        """How many of the options can be picked together, with the reader's own words."""
        return len(self.options) + self.other

    @property
    def takes_answer(self) -> bool:
        """False for what is only read."""
        return self.type is not QuestionType.STATEMENT


_PICKED = (QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.RANK)
_BOUNDED = (
    QuestionType.CHOICES,
    QuestionType.RANK,
    QuestionType.TEXT,
    QuestionType.LONG_TEXT,
    QuestionType.NUMBER,
)
_ANSWERED = tuple(kind for kind in QuestionType if kind is not QuestionType.STATEMENT)
# The fields that only some types have; all others belong to every type.
FIELDS_OF_TYPES: dict[str, tuple[QuestionType, ...]] = {
    "options": _PICKED,
    "other": (QuestionType.CHOICE, QuestionType.CHOICES),
    "none": (QuestionType.CHOICES,),
    "shuffle": _PICKED,
    "min": _BOUNDED,
    "max": _BOUNDED,
    "low": POINTED,
    "high": POINTED,
    "points": (QuestionType.SCALE,),
    "rows": (QuestionType.MATRIX,),
    "columns": (QuestionType.MATRIX,),
    "required": _ANSWERED,
    "was": _ANSWERED,
}
