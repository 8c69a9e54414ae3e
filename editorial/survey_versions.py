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
from editorial.question import Option, Question, QuestionType
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


@dataclass(frozen=True)
class _Carried:
    """A question as a version asked it, and the newest ids of its options or columns and of its rows.

    They are kept apart as a row may have the id of a column.
    """

    question: Question
    picks: Mapping[str, str]
    rows: Mapping[str, str]


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
            carried = {found.question.id for found in self._forward[version.digest].values()}
            for question in version.questions:
                if question.takes_answer and question.id not in carried:
                    found[question.id] = (question, version.digest)
        return tuple(found.values())

    def asked_in(self, question_id: str) -> tuple[str, ...]:
        """Return the digests of the versions that have a question of the newest version, the oldest first."""
        return tuple(v.digest for v in self.versions if question_id in self._forward[v.digest])

    def labels(self, question_id: str) -> dict[str, str]:
        """Return the newest words of all options, rows and columns that a question has had, by their ids.

        Where a row and a column have one id, the words are the column's.
        """
        picks: dict[str, str] = {}
        rows: dict[str, str] = {}
        for version in self.versions:
            if found := self._forward[version.digest].get(question_id):
                picks |= {found.picks[option.id]: option.label for option in _picked(found.question)}
                rows |= {found.rows[row.id]: row.label for row in found.question.rows}
        return rows | picks

    def join(self, digest: str, answers: Mapping[str, Any]) -> dict[str, Joined]:
        """Return what a response says about each question of the newest version; KeyError if unknown."""
        version = self._by_digest[digest]
        shown = {question.id for question in shown_questions(version, answers)}
        forward = self._forward[digest]
        joined: dict[str, Joined] = {}
        for question in self.questions:
            found = forward.get(question.id)
            if found is None or found.question.id not in shown:
                joined[question.id] = Joined(Outcome.NOT_SHOWN)
            else:
                joined[question.id] = _outcome(found, answers.get(found.question.id))
        return joined

    def _maps_from(self, place: int) -> dict[str, _Carried]:
        """Return, by the newest id, the question in a version and the newest ids of its options."""
        first = self.versions[place].questions
        carried = {
            q.id: _Carried(q, _same_ids(_picked(q)), _same_ids(q.rows)) for q in first if q.takes_answer
        }
        for old, new in pairwise(self.versions[place:]):
            carried = _one_version_on(carried, old.questions, new.questions)
        return carried


def _same_ids(options: Sequence[Option]) -> dict[str, str]:
    return {option.id: option.id for option in options}


def _one_version_on(
    carried: Mapping[str, _Carried], old: Sequence[Question], new: Sequence[Question]
) -> dict[str, _Carried]:
    pairs = paired(old, new)
    following: dict[str, _Carried] = {}
    for question in new:
        before = pairs.get(question.id)
        if before is None or before.id not in carried or before.type is not question.type:
            continue
        found = carried[before.id]
        picks = _renamed(found.picks, _picked(before), _picked(question))
        rows = _renamed(found.rows, before.rows, question.rows)
        following[question.id] = _Carried(found.question, picks, rows)
    return following


def _renamed(ids: Mapping[str, str], old: Sequence[Option], new: Sequence[Option]) -> dict[str, str]:
    now_by_was = {earlier.id: new_id for new_id, earlier in paired_options(old, new).items()}
    return {first: now_by_was.get(last, last) for first, last in ids.items()}


def _picked(question: Question) -> tuple[Option, ...]:
    """Return what is picked in a question: options, or in each row a column."""
    return (*question.choices, *question.columns)


def _outcome(found: _Carried, value: Any) -> Joined:
    if value is None:
        return Joined(Outcome.SKIPPED)
    if found.question.type is QuestionType.CHOICE and isinstance(value, str):
        picked = next((option for option in found.question.options if option.id == value), None)
        if picked is not None and is_dont_know(picked):
            return Joined(Outcome.DONT_KNOW, found.picks.get(value, value))
    return Joined(Outcome.ANSWERED, _carried(value, found))


def _carried(value: Any, found: _Carried) -> Any:
    """Return an answer with the ids that its options have in the newest version."""
    if found.question.type is QuestionType.MATRIX and isinstance(value, dict):
        return {found.rows.get(row, row): found.picks.get(column, column) for row, column in value.items()}
    if isinstance(value, list):
        return [_carried(pick, found) for pick in value]
    return found.picks.get(value, value) if isinstance(value, str) else value
