"""The stages of a buyer's decision that posts serve, and the two types of idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True)
class Stage:
    """One stage: its key in headers, the editors' name, the readers' wording, and what it is for."""

    key: str
    name: str
    wording: str
    description: str


@dataclass(frozen=True)
class Step(Stage):
    """A stage with its place on the reader's way, from 0 for the first to 100 for the last."""

    progress: int = 0


def steps(stages: Sequence[Stage]) -> tuple[Step, ...]:
    """Return the stages with their places on the way."""
    last = max(1, len(stages) - 1)
    return tuple(
        Step(stage.key, stage.name, stage.wording, stage.description, round(100 * place / last))
        for place, stage in enumerate(stages)
    )


class IdeaType(StrEnum):
    """What a post asks of its reader."""

    ASPIRATIONAL = "aspirational"
    PRACTICAL = "practical"

    @property
    def wording(self) -> str:
        """The readers' words for it."""
        return {"aspirational": "To think about", "practical": "To put to use"}[self]


class Format(StrEnum):
    """The form of a post."""

    ESSAY = "essay"
    LIST = "list"
    CASE_STUDY = "case-study"
    RESEARCH = "research"
    INTERVIEW = "interview"
    VIDEO = "video"
    WHITE_PAPER = "white-paper"
    EVENT = "event"
    SURVEY = "survey"

    @property
    def label(self) -> str:
        """The readers' words for it."""
        return self.value.replace("-", " ").capitalize()
