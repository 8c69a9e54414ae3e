"""Responses to several versions of a survey read as one, with the seam between the versions kept in sight.

The newest definition says what is reported. An old answer is carried forward version by version, by ids that
stayed and by `was`. A question that a version did not ask was *not shown* to its respondents; they did not
skip it. What is no longer asked, or was asked in another way, is kept beside it as it was asked last.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import Any

from editorial.conditions import shown_questions
from editorial.option_diff import paired_options
from editorial.option_meanings import is_dont_know
from editorial.question import Option, Question, QuestionType
from editorial.survey_definition import digest_of, questions_from
from editorial.survey_diff import is_comparable, paired


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
class Carried:
    """A question as a version asked it, and the newest ids of its options or columns and of its rows.

    They are kept apart as a row may have the id of a column.
    """

    question: Question
    picks: Mapping[str, str]
    rows: Mapping[str, str]


@dataclass(frozen=True)
class Asked:
    """A question as it was asked last, in `version`, and as each version had it, by digest, the oldest first.

    `key` is its id. Where a later question has that id, the beginning of the version's digest follows.
    """

    key: str
    question: Question
    version: Version
    carried: dict[str, Carried]

    @cached_property
    def picks(self) -> dict[str, str]:
        """The newest words of all options or columns that there have been, by their ids."""
        return {
            one.picks[option.id]: option.label
            for one in self.carried.values()
            for option in _picked(one.question)
        }

    @cached_property
    def rows(self) -> dict[str, str]:
        """The newest words of all rows that there have been, by their ids; those still asked come first."""
        found = {row.id: row.label for row in self.question.rows}
        for one in reversed(self.carried.values()):
            for row in one.question.rows:
                found.setdefault(one.rows[row.id], row.label)
        return found

    @property
    def has_other(self) -> bool:
        """True if there has been a place for the respondents' own words among the options."""
        return any(one.question.other for one in self.carried.values())

    @property
    def is_shuffled(self) -> bool:
        """True if the options have been shown in an order of each respondent's own."""
        return any(one.question.shuffle for one in self.carried.values())

    @property
    def whole(self) -> Question:
        """The question with all that it has offered and the widest bounds that it has had."""
        offered = tuple(Option(name, label) for name, label in self.picks.items())
        is_matrix = self.question.type is QuestionType.MATRIX
        asked = [one.question for one in self.carried.values()]
        return replace(
            self.question,
            options=() if is_matrix else offered,
            none=None,
            columns=offered if is_matrix else (),
            rows=tuple(Option(name, label) for name, label in self.rows.items()),
            other=self.has_other,
            min=None if any(one.min is None for one in asked) else min(one.min or 0 for one in asked),
            max=None if any(one.max is None for one in asked) else max(one.max or 0 for one in asked),
        )


class JoinedVersions:
    """The versions of a survey, the oldest first; the last one says which questions there are.

    `current` are its questions that take an answer, `earlier` those that only versions before it asked, the
    latest first.
    """

    def __init__(self, versions: Sequence[Version]) -> None:
        self.versions = tuple(versions)
        self._by_digest = {version.digest: version for version in versions}
        alive: dict[str, Asked] = {}
        over: list[Asked] = []
        for version in versions:
            following, continued = _one_version_on(alive, version)
            over += [asked for name, asked in reversed(alive.items()) if name not in continued]
            alive = following
        self.current = tuple(alive.values())
        self.earlier = tuple(_keyed(reversed(over), taken=set(alive)))
        self._asked = {asked.key: asked for asked in (*self.current, *self.earlier)}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions of the newest version that take an answer."""
        return tuple(asked.question for asked in self.current)

    def asked_in(self, key: str) -> tuple[str, ...]:
        """Return the digests of the versions that have a question, the oldest first."""
        return tuple(self._asked[key].carried)

    @property
    def no_longer_asked(self) -> tuple[Question, ...]:
        """The questions that only earlier versions asked, in no way at all, each as it was asked last."""
        now = {asked.key for asked in self.current}
        return tuple(asked.question for asked in self.earlier if asked.question.id not in now)

    def asked_otherwise(self, question_id: str) -> bool:
        """Return whether earlier versions asked a question in a way whose answers say something else."""
        return any(asked.question.id == question_id for asked in self.earlier)

    def labels(self, key: str) -> dict[str, str]:
        """Return the newest words of all options, rows and columns that a question has had, by their ids.

        Where a row and a column have one id, the words are the column's.
        """
        return self._asked[key].rows | self._asked[key].picks

    def join(self, digest: str, answers: Mapping[str, Any]) -> dict[str, Joined]:
        """Return what a response says about each question of the newest version; KeyError if unknown."""
        return self._join(digest, answers, self.current)

    def join_all(self, digest: str, answers: Mapping[str, Any]) -> dict[str, Joined]:
        """Return what a response says about each question there has been, by its key; KeyError if unknown."""
        return self._join(digest, answers, self._asked.values())

    def _join(self, digest: str, answers: Mapping[str, Any], asked: Iterable[Asked]) -> dict[str, Joined]:
        shown = {question.id for question in shown_questions(self._by_digest[digest], answers)}
        joined: dict[str, Joined] = {}
        for one in asked:
            found = one.carried.get(digest)
            if found is None or found.question.id not in shown:
                joined[one.key] = Joined(Outcome.NOT_SHOWN)
            else:
                joined[one.key] = _outcome(found, answers.get(found.question.id))
        return joined


def _one_version_on(alive: Mapping[str, Asked], version: Version) -> tuple[dict[str, Asked], set[str]]:
    """Return the questions of a version by id, and the ids of those before it that it goes on with."""
    pairs = paired([asked.question for asked in alive.values()], version.questions)
    following: dict[str, Asked] = {}
    continued: set[str] = set()
    for question in version.questions:
        if not question.takes_answer:
            continue
        carried: dict[str, Carried] = {}
        before = pairs.get(question.id)
        if before is not None and is_comparable(before, question):
            continued.add(before.id)
            carried = {digest: _on(one, before, question) for digest, one in alive[before.id].carried.items()}
        carried[version.digest] = Carried(question, _same_ids(_picked(question)), _same_ids(question.rows))
        following[question.id] = Asked(question.id, question, version, carried)
    return following, continued


def _keyed(asked: Iterable[Asked], *, taken: set[str]) -> Iterator[Asked]:
    for one in asked:
        key = f"{one.key}@{one.version.digest[:8]}" if one.key in taken else one.key
        taken.add(key)
        yield replace(one, key=key)


def _same_ids(options: Sequence[Option]) -> dict[str, str]:
    return {option.id: option.id for option in options}


def _on(found: Carried, before: Question, question: Question) -> Carried:
    picks = _renamed(found.picks, _picked(before), _picked(question))
    return Carried(found.question, picks, _renamed(found.rows, before.rows, question.rows))


def _renamed(ids: Mapping[str, str], old: Sequence[Option], new: Sequence[Option]) -> dict[str, str]:
    now_by_was = {earlier.id: new_id for new_id, earlier in paired_options(old, new).items()}
    return {first: now_by_was.get(last, last) for first, last in ids.items()}


def _picked(question: Question) -> tuple[Option, ...]:
    """Return what is picked in a question: options, or in each row a column."""
    return (*question.choices, *question.columns)


def _outcome(found: Carried, value: Any) -> Joined:
    if value is None:
        return Joined(Outcome.SKIPPED)
    if found.question.type is QuestionType.CHOICE and isinstance(value, str):
        picked = next((option for option in found.question.options if option.id == value), None)
        if picked is not None and is_dont_know(picked):
            return Joined(Outcome.DONT_KNOW, found.picks.get(value, value))
    return Joined(Outcome.ANSWERED, _carried(value, found))


def _carried(value: Any, found: Carried) -> Any:
    """Return an answer with the ids that its options have in the newest version."""
    if found.question.type is QuestionType.MATRIX and isinstance(value, dict):
        return {found.rows.get(row, row): found.picks.get(column, column) for row, column in value.items()}
    if isinstance(value, list):
        return [_carried(pick, found) for pick in value]
    return found.picks.get(value, value) if isinstance(value, str) else value
