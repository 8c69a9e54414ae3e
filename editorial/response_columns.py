"""The columns of the table in which responses are taken out: their names, by what stands in them.

Answers come first, of questions that are asked and then of those that no longer are. Behind them stands where
each response came from, and how it came about.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol

from editorial.question import OTHER, PART, QuestionType
from editorial.survey import Survey
from editorial.survey_versions import Asked, JoinedVersions

NUMBER, RECEIVED, VERSION = "response", "received_at", "version"
OWN = (NUMBER, RECEIVED, VERSION)
# No option's column can end so: their names have two underscores and no point.
OUTCOME, SECONDS, ORDER = ".outcome", ".seconds", ".order"
LANGUAGE = "paradata.language"
_CONTEXT = "context."
_ANSWER = ".answer"


class Response(Protocol):
    """A response as it is kept."""

    @property
    def number(self) -> int:
        """Its place among all responses."""

    @property
    def definition(self) -> str:
        """The digest of the definition that was answered."""

    @property
    def received_at(self) -> datetime:
        """When it came in."""

    @property
    def answers(self) -> Mapping[str, Any]:
        """The answers by question."""

    @property
    def context(self) -> Mapping[str, str]:
        """What its address brought along."""

    @property
    def paradata(self) -> Mapping[str, Any]:
        """How it came about: `order`, `seconds`, `language`."""


@dataclass(frozen=True)
class Columns:
    """The columns of a survey's table; `context` are the names of the values that addresses brought along."""

    joined: JoinedVersions
    context: tuple[str, ...]
    has_language: bool

    @classmethod
    def of(cls, survey: Survey, joined: JoinedVersions, responses: Iterable[Response] = ()) -> "Columns":
        """Return the columns for what the survey declares, and for what responses hold beyond that."""
        found: set[str] = set()
        has_language = bool(survey.languages)
        for response in responses:
            found.update(response.context)
            has_language = has_language or "language" in response.paradata
        undeclared = sorted(found - set(survey.context_names))
        return cls(joined, (*survey.context_names, *undeclared), has_language)

    @cached_property
    def asked(self) -> tuple[Asked, ...]:
        """The questions that are asked and those that no longer are."""
        return (*self.joined.current, *self.joined.earlier)

    @property
    def names(self) -> list[str]:
        """The names of all columns in their order."""
        return [
            *OWN,
            *(name for asked in self.asked for name in answer_columns(asked)),
            *self.context_columns.values(),
            *([LANGUAGE] if self.has_language else []),
            *(name for asked in self.asked for name in paradata_columns(asked).values()),
        ]

    @cached_property
    def context_columns(self) -> dict[str, str]:
        """The columns of the context by the names of its values."""
        # A question may be called “context”.
        taken = {name for asked in self.asked for name in _names_of(asked)}
        columns = {name: f"{_CONTEXT}{name}" for name in self.context}
        return {name: f"{column}_" if column in taken else column for name, column in columns.items()}


def answer_column(asked: Asked) -> str:
    """Return the column of an answer that has one; a question's id may be the name of a column of ours."""
    return f"{asked.key}{_ANSWER}" if asked.key in OWN else asked.key


def part_columns(asked: Asked) -> dict[str, str]:
    """Return the columns of the options or rows that have one each, those of older versions too, by id."""
    if asked.question.type is QuestionType.MATRIX:
        parts = asked.rows
    else:
        parts = asked.picks if asked.question.type in (QuestionType.CHOICES, QuestionType.RANK) else {}
    return {part: f"{asked.key}{PART}{part}" for part in parts}


def other_column(asked: Asked) -> str:
    """Return the column of what respondents wrote under “Other”."""
    return f"{asked.key}{PART}{OTHER}"


def outcome_column(asked: Asked) -> str:
    """Return the column that says what became of a question."""
    return f"{asked.key}{OUTCOME}"


def answer_columns(asked: Asked) -> list[str]:
    """Return the columns of a question's answer and of what became of it."""
    parts = list(part_columns(asked).values())
    other = [other_column(asked)] if asked.has_other else []
    return [*(parts or [answer_column(asked)]), *other, outcome_column(asked)]


def paradata_columns(asked: Asked) -> dict[str, str]:
    """Return the columns of how an answer came about, by `seconds` and, where there is one, `order`."""
    order = {"order": f"{asked.key}{ORDER}"} if asked.is_shuffled else {}
    return {"seconds": f"{asked.key}{SECONDS}"} | order


def _names_of(asked: Asked) -> list[str]:
    return [*answer_columns(asked), *paradata_columns(asked).values()]
