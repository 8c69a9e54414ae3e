"""Responses as a table for other programs, with a codebook that says what its columns hold.

Answers are option ids, which stay the same when words change. Beside the columns of each question stands one
that says what became of it: answered, dont-know, skipped or not-shown. Erased responses are left out, and
counted in the codebook.
"""

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from editorial.question import OTHER, PART, Question, QuestionType
from editorial.survey import Survey
from editorial.survey_versions import Joined, JoinedVersions
from survey_server.store import Answered

# No option's column can be called that: their names have two underscores.
OUTCOME = ".outcome"
# A spreadsheet takes what begins so for a formula, and may run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXTS = (QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.EMAIL)

Cells = dict[str, str | int | float]


def as_csv(joined: JoinedVersions, responses: Iterable[Answered]) -> str:
    """Return the responses as comma-separated values, one a line, with a line of names first."""
    columns = [
        "response",
        "received_at",
        "version",
        *(name for q in joined.questions for name in _columns(joined, q)),
    ]
    table = io.StringIO()
    writer = csv.DictWriter(table, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    for response in responses:
        row: Cells = {
            "response": response.number,
            "received_at": response.received_at.isoformat(timespec="seconds"),
            "version": response.definition,
        }
        for name, answer in joined.join(response.definition, response.answers).items():
            row |= _cells(next(q for q in joined.questions if q.id == name), answer)
        writer.writerow(row)
    return table.getvalue()


def codebook(
    survey: Survey, joined: JoinedVersions, *, responses: Mapping[str, int], erased: int
) -> dict[str, Any]:
    """Return what the columns hold: questions with their types, words and codes, and the versions."""
    return {
        "survey": survey.slug,
        "title": survey.title,
        "purpose": survey.purpose,
        "respondents": "readers who chose themselves to answer; no random sample",
        "erased": erased,
        "versions": [
            {"digest": version.digest, "responses": responses.get(version.digest, 0)}
            for version in joined.versions
        ],
        "outcomes": ["answered", "dont-know", "skipped", "not-shown"],
        "questions": [_described(joined, question) for question in joined.questions],
    }


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe is put in front of one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _described(joined: JoinedVersions, question: Question) -> dict[str, Any]:
    return {
        "id": question.id,
        "ask": question.ask,
        "type": str(question.type),
        "columns": _columns(joined, question),
        "codes": joined.labels(question.id) or {p.id: p.label for p in question.points},
        "asked_in": list(joined.asked_in(question.id)),
    }


def _columns(joined: JoinedVersions, question: Question) -> list[str]:
    names = [f"{question.id}{PART}{part}" for part in _parts(joined, question)]
    return [*(names or [question.id]), *_other(question), f"{question.id}{OUTCOME}"]


def _parts(joined: JoinedVersions, question: Question) -> list[str]:
    """Return the options that have a column each, those of older versions too."""
    if question.type is QuestionType.MATRIX:
        return [row.id for row in question.rows]
    return (
        list(joined.labels(question.id)) if question.type in (QuestionType.CHOICES, QuestionType.RANK) else []
    )


def _other(question: Question) -> list[str]:
    return [f"{question.id}{PART}{OTHER}"] if question.other else []


def _cells(question: Question, answer: Joined) -> Cells:
    cells: Cells = {f"{question.id}{OUTCOME}": str(answer.outcome)}
    if answer.value is not None:
        cells |= _SPREAD.get(question.type, _one)(question, answer.value)
    return cells


def _one(question: Question, value: Any) -> Cells:
    if isinstance(value, dict):
        return {question.id: OTHER, f"{question.id}{PART}{OTHER}": neutral(str(value[OTHER]))}
    if question.type in _TEXTS:
        return {question.id: neutral(str(value))}
    return {question.id: int(value) if isinstance(value, bool) else value}


def _picks(question: Question, value: Any) -> Cells:
    cells: Cells = {f"{question.id}{PART}{option.id}": 0 for option in question.choices}
    for pick in value:
        if isinstance(pick, dict):
            cells[f"{question.id}{PART}{OTHER}"] = neutral(str(pick[OTHER]))
        else:
            cells[f"{question.id}{PART}{pick}"] = 1
    return cells


def _places(question: Question, value: Any) -> Cells:
    return {f"{question.id}{PART}{option}": place for place, option in enumerate(value, 1)}


def _rows(question: Question, value: Any) -> Cells:
    known = {row.id for row in question.rows}
    return {f"{question.id}{PART}{row}": column for row, column in value.items() if row in known}


_SPREAD: dict[QuestionType, Callable[[Question, Any], Cells]] = {
    QuestionType.CHOICES: _picks,
    QuestionType.RANK: _places,
    QuestionType.MATRIX: _rows,
}
