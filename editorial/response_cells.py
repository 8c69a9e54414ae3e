"""What stands in the columns of the table of responses.

Answers are option ids, which stay the same when words change. Text that somebody wrote is kept from being
taken for a formula.
"""

from collections.abc import Callable, Mapping
from typing import Any

from editorial.question import OTHER, QuestionType
from editorial.response_columns import (
    LANGUAGE,
    NUMBER,
    RECEIVED,
    VERSION,
    Columns,
    Response,
    answer_column,
    other_column,
    outcome_column,
    paradata_columns,
    part_columns,
)
from editorial.survey_versions import Asked, Joined

# A spreadsheet takes what begins so for a formula, and may run it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_TEXTS = (QuestionType.TEXT, QuestionType.LONG_TEXT, QuestionType.EMAIL)

Cells = dict[str, str | int | float]


def cells_of(columns: Columns, response: Response) -> Cells:
    """Return a response's cells by the names of their columns; what is not known is missing."""
    joined = columns.joined.join_all(response.definition, response.answers)
    cells: Cells = {
        NUMBER: response.number,
        RECEIVED: response.received_at.isoformat(timespec="seconds"),
        VERSION: response.definition,
    }
    for asked in columns.asked:
        cells |= _answered(asked, joined[asked.key]) | _noted(asked, response)
    for name, column in columns.context_columns.items():
        if name in response.context:
            cells[column] = neutral(response.context[name])
    if "language" in response.paradata:
        cells[LANGUAGE] = str(response.paradata["language"])
    return cells


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: an apostrophe is put in front of one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _answered(asked: Asked, answer: Joined) -> Cells:
    cells: Cells = {outcome_column(asked): str(answer.outcome)}
    if answer.value is not None:
        cells |= _SPREAD.get(asked.question.type, _one)(asked, answer.value)
    return cells


def _one(asked: Asked, value: Any) -> Cells:
    column = answer_column(asked)
    if isinstance(value, dict):
        return {column: OTHER, other_column(asked): neutral(str(value[OTHER]))}
    if asked.question.type in _TEXTS:
        return {column: neutral(str(value))}
    return {column: int(value) if isinstance(value, bool) else value}


def _picks(asked: Asked, value: Any) -> Cells:
    columns = part_columns(asked)
    cells: Cells = {columns[option.id]: 0 for option in asked.question.choices}
    for pick in value:
        if isinstance(pick, dict):
            cells[other_column(asked)] = neutral(str(pick[OTHER]))
        elif pick in columns:
            cells[columns[pick]] = 1
    return cells


def _places(asked: Asked, value: Any) -> Cells:
    columns = part_columns(asked)
    return {columns[option]: place for place, option in enumerate(value, 1) if option in columns}


def _rows(asked: Asked, value: Any) -> Cells:
    columns = part_columns(asked)
    return {columns[row]: column for row, column in value.items() if row in columns}


def _noted(asked: Asked, response: Response) -> Cells:
    """Return how an answer came about; the order of options is given in their newest ids."""
    found = asked.carried.get(response.definition)
    if found is None:
        return {}
    columns, own_id = paradata_columns(asked), found.question.id
    seconds: Mapping[str, int] = response.paradata.get("seconds", {})
    order: Mapping[str, list[str]] = response.paradata.get("order", {})
    cells: Cells = {columns["seconds"]: seconds[own_id]} if own_id in seconds else {}
    if own_id in order and "order" in columns:
        cells[columns["order"]] = " ".join(found.picks.get(option, option) for option in order[own_id])
    return cells


_SPREAD: dict[QuestionType, Callable[[Asked, Any], Cells]] = {
    QuestionType.CHOICES: _picks,
    QuestionType.RANK: _places,
    QuestionType.MATRIX: _rows,
}
