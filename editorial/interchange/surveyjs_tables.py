"""SurveyJS' tables of fields: several questions of ours for one element."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from editorial.interchange.model import Fate, ForeignOption, ForeignQuestion, Words
from editorial.interchange.surveyjs_element import Element, read_options, read_text, unmapped
from editorial.interchange.words import asked_of
from editorial.question import QuestionType

_CELLS = {
    "text": QuestionType.TEXT,
    "comment": QuestionType.LONG_TEXT,
    "boolean": QuestionType.YES_NO,
    "checkbox": QuestionType.CHOICES,
}


def read_matrix(element: Element) -> Iterator[ForeignQuestion]:
    """Yield a matrix, or a question for each row that takes several answers."""
    part = element.part
    each = part.flag("eachRowRequired", "isAllRowRequired")
    rows, columns = read_options(element, "rows"), read_options(element, "columns")
    if part.text("cellType") == "checkbox":
        element.report(Fate.CHANGED, "several answers to a row", "each row became a question of its own")
        _report_required(element, is_each=each)
        for row in rows:
            question = element.question(QuestionType.CHOICES, options=columns, required=each)
            yield of_part(question, row)
        return
    if part.flag("isRequired") and not each:
        element.report(Fate.CHANGED, "an answer in any row is required", "here it is one in every row")
    yield element.question(
        QuestionType.MATRIX, rows=rows, columns=columns, required=each or part.flag("isRequired")
    )


def of_part(question: ForeignQuestion, part: ForeignOption, **fields: Any) -> ForeignQuestion:
    """Return a question about one row or item of another."""
    changed: dict[str, Any] = {
        "code": f"{question.code}.{part.code}",
        "ask": asked_of(question.ask, part.words),
    }
    return replace(question, **(changed | fields))


def read_dropdown_matrix(element: Element) -> Iterator[ForeignQuestion]:
    """Yield a matrix for each column of choices, and for each other cell a question."""
    part = element.part
    rows, choices = read_options(element, "rows"), read_options(element, "choices")
    own_kind = part.text("cellType", "dropdown")
    element.report(Fate.CHANGED, "a table of fields", "its columns became questions of their own")
    _report_required(element)
    for place, column in part.parts("columns"):
        name = column.text("name", f"column{place + 1}")
        heading = ForeignOption(name, column.words("title", element.locale) or Words(name))
        cells = Element(column, name, element.where, element.locale, element.when, element.notes)
        kind = column.text("cellType", own_kind)
        kind = own_kind if kind == "default" else kind
        question = of_part(element.question(QuestionType.MATRIX, required=column.flag("isRequired")), heading)
        if kind in ("dropdown", "radiogroup", "default"):
            columns = read_options(cells, "choices") or choices
            yield replace(question, type=QuestionType.MATRIX, rows=rows, columns=columns)
        else:
            yield from (of_part(_of_cell(question, cells, kind, choices), row) for row in rows)
        element.notes.extend(unmapped(f"{element.where}, column {name}", column))


def _report_required(element: Element, *, is_each: bool = False) -> None:
    if element.part.flag("isRequired") and not is_each:
        what = "an answer in any part is required"
        element.report(Fate.DROPPED, what, "only each question for itself can be")


def _of_cell(
    question: ForeignQuestion, cells: Element, kind: str, choices: tuple[ForeignOption, ...]
) -> ForeignQuestion:
    ours = _CELLS.get(kind, QuestionType.TEXT)
    if kind not in _CELLS:
        cells.report(Fate.CHANGED, f"cells of type {kind}", "they are asked as lines of text")
    values = {"true": "yes", "false": "no"} if ours is QuestionType.YES_NO else {}
    options = read_options(cells, "choices") or choices if ours is QuestionType.CHOICES else ()
    return replace(question, type=ours, values=values, options=options)


def read_multiple_text(element: Element) -> Iterator[ForeignQuestion]:
    """Yield a question for each line."""
    element.report(Fate.CHANGED, "several lines in one question", "each became a question of its own")
    _report_required(element)
    for place, item in element.part.parts("items"):
        name = item.text("name", f"text{place + 1}")
        line = Element(item, name, element.where, element.locale, element.when, element.notes)
        label = ForeignOption(name, line.words("title") or Words(name))
        for question in read_text(line):
            yield of_part(
                element.question(question.type),
                label,
                min=question.min,
                max=question.max,
                required=question.required,
            )
        element.notes.extend(unmapped(f"{element.where}, item {name}", item))
