"""Responses to several versions of a survey read as one, with the seam between the versions kept in sight.

The newest definition says what is reported. An old answer is carried forward version by version, by ids that
stayed and by `was`. A question that a version did not ask was *not shown* to its respondents; they did not
skip it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Any

from editorial.conditions import shown_questions
from editorial.option_diff import paired_options
from editorial.option_meanings import is_dont_know
from editorial.question import OTHER, Option, Question, QuestionType
from editorial.survey_definition import digest_of, questions_from
from editorial.survey_diff import paired


class Outcome(StrEnum):
    """What became of a question in one response."""

    ANSWERED = "answered"
    DONT_KNOW = "dont-know"
    SKIPPED = "skipped"
    NOT_SHOWN = "not-shown"


@dataclass(frozen=True)
class Version:
    """One definition that was answered."""

    digest: str
    questions: tuple[Question, ...]

    @classmethod
    def of(cls, definition: str) -> "Version":
        """Return the version with this definition, canonical JSON."""
        return cls(digest_of(definition), questions_from(definition))


@dataclass(frozen=True)
class Joined:
    """One question in one response; `value` is None unless it was answered."""

    outcome: Outcome
    value: Any = None


class JoinedVersions:
    """The versions of a survey, the oldest first; the last one says which questions there are."""

    def __init__(self, versions: Sequence[Version]) -> None:
        self.versions = tuple(versions)
        self._by_digest = {version.digest: version for version in versions}
        self._forward = {version.digest: self._maps_from(place) for place, version in enumerate(versions)}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the newest version that take an answer."""
        return tuple(question for question in self.versions[-1].questions if question.takes_answer)

    def earlier_only(self) -> tuple[tuple[Question, str], ...]:
        """Return the questions that are no longer asked, each as it was last, with that version's digest."""
        found: dict[str, tuple[Question, str]] = {}
        for version in self.versions[:-1]:
            carried = {old.id for old, _ in self._forward[version.digest].values()}
            for question in version.questions:
                if question.takes_answer and question.id not in carried:
                    found[question.id] = (question, version.digest)
        return tuple(found.values())

    def asked_in(self, question_id: str) -> tuple[str, ...]:
        """Return the digests of the versions that have a question of the newest version, the oldest first."""
        return tuple(v.digest for v in self.versions if question_id in self._forward[v.digest])

    def labels(self, question_id: str) -> dict[str, str]:
        """Return the newest words of all options, rows and columns that a question has had, by their ids."""
        labels: dict[str, str] = {}
        for version in self.versions:
            question, ids = self._forward[version.digest].get(question_id, (None, {}))
            if question is not None:
                labels |= {ids[option.id]: option.label for option in _offered(question)}
        return labels

    def join(self, digest: str, answers: Mapping[str, Any]) -> dict[str, Joined]:
        """Return what a response says about each question of the newest version; KeyError if unknown."""
        version = self._by_digest[digest]
        shown = {question.id for question in shown_questions(version, answers)}
        forward = self._forward[digest]
        joined: dict[str, Joined] = {}
        for question in self.questions:
            old, options = forward.get(question.id, (None, {}))
            if old is None or old.id not in shown:
                joined[question.id] = Joined(Outcome.NOT_SHOWN)
            else:
                joined[question.id] = _outcome(old, answers.get(old.id), options)
        return joined

    def _maps_from(self, place: int) -> dict[str, tuple[Question, dict[str, str]]]:
        """Return, by the newest id, the question in a version and the newest ids of its options."""
        first = self.versions[place].questions
        carried = {
            q.id: (q, {option.id: option.id for option in _offered(q)}) for q in first if q.takes_answer
        }
        for old, new in pairwise(self.versions[place:]):
            carried = _one_version_on(carried, old.questions, new.questions)
        return carried


def _one_version_on(
    carried: Mapping[str, tuple[Question, dict[str, str]]], old: Sequence[Question], new: Sequence[Question]
) -> dict[str, tuple[Question, dict[str, str]]]:
    pairs = paired(old, new)
    following: dict[str, tuple[Question, dict[str, str]]] = {}
    for question in new:
        before = pairs.get(question.id)
        if before is None or before.id not in carried or before.type is not question.type:
            continue
        first, ids = carried[before.id]
        renamed = _renamed(before, question)
        following[question.id] = (first, {one: renamed.get(other, other) for one, other in ids.items()})
    return following


def _renamed(old: Question, new: Question) -> dict[str, str]:
    pairs = [
        paired_options(getattr(old, name), getattr(new, name)) for name in ("choices", "rows", "columns")
    ]
    return {earlier.id: new_id for found in pairs for new_id, earlier in found.items()}


def _offered(question: Question) -> tuple[Option, ...]:
    return (*question.choices, *question.rows, *question.columns)


def _outcome(question: Question, value: Any, options: Mapping[str, str]) -> Joined:
    if value is None:
        return Joined(Outcome.SKIPPED)
    if question.type is QuestionType.CHOICE and isinstance(value, str):
        picked = next((option for option in question.options if option.id == value), None)
        if picked is not None and is_dont_know(picked):
            return Joined(Outcome.DONT_KNOW, options.get(value, value))
    return Joined(Outcome.ANSWERED, _carried(value, options))


def _carried(value: Any, options: Mapping[str, str]) -> Any:
    """Return an answer with the ids that its options have in the newest version."""
    if isinstance(value, dict) and OTHER not in value:
        return {options.get(row, row): options.get(column, column) for row, column in value.items()}
    if isinstance(value, list):
        return [_carried(pick, options) for pick in value]
    return options.get(value, value) if isinstance(value, str) else value
