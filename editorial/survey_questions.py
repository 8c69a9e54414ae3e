"""Reading the questions of a survey file: each by its type, and each against those before it."""

import re
from collections.abc import Iterator
from typing import Any

from editorial.fields import FieldReader, Invalid
from editorial.header import Entry, Mapping, Node, Scalar, Sequence
from editorial.problems import Severity
from editorial.question import (
    FIELDS_OF_TYPES,
    NPS_POINTS,
    OTHER,
    STARS_POINTS,
    YES_AND_NO,
    Question,
    QuestionType,
)
from editorial.survey_conditions import Known, read_when
from editorial.survey_options import read_none, read_options, read_points

PIPE = re.compile(r"\{(\w+)\}")
# What a type cannot do without, and how many of it.
_LISTS_OF_TYPES: dict[QuestionType, dict[str, int]] = {
    QuestionType.CHOICE: {"options": 2},
    QuestionType.CHOICES: {"options": 2},
    QuestionType.RANK: {"options": 2},
    QuestionType.MATRIX: {"rows": 1, "columns": 2},
}
_BUILT_IN: dict[QuestionType, dict[str, Any]] = {
    QuestionType.YES_NO: {"options": YES_AND_NO},
    QuestionType.NPS: {"points": NPS_POINTS},
    QuestionType.STARS: {"points": STARS_POINTS},
}
_LISTS = ("options", "rows", "columns", "points", "none", "when")


def read_questions(node: Node, reader: FieldReader) -> tuple[Question, ...]:
    """Return the questions that can be read; problems are added to the reader's."""
    if not isinstance(node, Sequence) or not node.items:
        message = "questions: it is not a list of questions"
        reader.report(node.line, "not-a-list", message, "write each question below a line `- id: …`")
        return ()
    ids = [_id_of(item) for item in node.items]
    found: dict[str, Question] = {}
    first_lines: dict[str, int] = {}
    for number, item in enumerate(node.items):
        own_id = ids[number]
        if own_id and own_id in first_lines:
            message = f"id: {own_id} is the id of the question on line {first_lines[own_id]} already"
            reader.report(item.line, "duplicate-question", message, "give this one another id")
        first_lines.setdefault(own_id, item.line)
        later = set(ids[number + 1 :]) - set(ids[: number + 1])
        known = Known(found, set(ids[:number]) - set(found), later)
        question = _question(item, reader, known)
        if question is not None:
            found.setdefault(question.id, question)
    return tuple(found.values())


def _id_of(node: Node) -> str:
    entry = node.get("id") if isinstance(node, Mapping) else None
    return entry.value.text.strip() if entry and isinstance(entry.value, Scalar) else ""


def _question(node: Node, reader: FieldReader, known: Known) -> Question | None:
    if not isinstance(node, Mapping):
        remedy = "write `- id: …` and the question's other fields below it"
        reader.report(node.line, "not-a-question", "questions: here is no question but a value", remedy)
        return None
    values = reader.read(Question, node)
    written = {name: node.get(name) for name in _LISTS if values.pop(name, None) is not None}
    _check_pipes(node, reader, known)
    if "when" in written and (entry := written["when"]):
        values["when"] = read_when(entry, reader, known, _id_of(node))
    kind = values.get("type")
    if kind is None or "id" not in values:
        return None
    for entry in _fields_of_other_types(kind, node, reader):
        values.pop(entry.key, None)
        written.pop(entry.key, None)
    values |= _offered(kind, node, written, reader)
    question = Question(**values)
    _check_other(question, node, reader)
    _check_bounds(question, node, reader)
    if question.type is QuestionType.EMAIL and question.required:
        message = "required: readers without an address to give away cannot answer"
        remedy = "leave it out unless the survey is worth nothing without the address"
        reader.report(_line(node, "required"), "required-email", message, remedy, severity=Severity.WARNING)
    return question


def _fields_of_other_types(kind: QuestionType, node: Mapping, reader: FieldReader) -> Iterator[Entry]:
    for entry in node.entries:
        kinds = FIELDS_OF_TYPES.get(entry.key)
        if kinds is not None and kind not in kinds:
            names = f"to {', '.join(kinds)}" if len(kinds) < len(QuestionType) - 1 else "to questions"
            message = f"{entry.key}: a question of type {kind} has no {entry.key}"
            reader.report(entry.line, "field-of-other-type", message, f"take it out; it belongs {names}")
            yield entry


def _offered(
    kind: QuestionType, node: Mapping, written: dict[str, Entry | None], reader: FieldReader
) -> dict[str, Any]:
    values: dict[str, Any] = dict(_BUILT_IN.get(kind, {}))
    for name, least in _LISTS_OF_TYPES.get(kind, {}).items():
        entry = written.get(name)
        if entry:
            values[name] = read_options(entry, reader, least=least)
        elif node.get(name) is None or isinstance(getattr(node.get(name), "value", None), Scalar):
            message = f"a question of type {kind} has no {name}"
            reader.report(node.line, f"missing-{name}", message, f"add a line `{name}: [One, Two]`")
    if kind is QuestionType.SCALE:
        values["points"] = read_points(written.get("points"), reader)
    if entry := written.get("none"):
        values["none"] = read_none(entry, reader, values.get("options", ()))
    return values


def _check_other(question: Question, node: Mapping, reader: FieldReader) -> None:
    if question.other and any(option.id == OTHER for option in question.choices):
        name = "none" if question.none and question.none.id == OTHER else "options"
        message = f"{name}: the id {OTHER} is taken by the field other"
        remedy = "take the option out, or give it another id: {id: …, label: …}"
        reader.report(_line(node, name), "reserved-option", message, remedy)


def _check_bounds(question: Question, node: Mapping, reader: FieldReader) -> None:
    for name in ("min", "max"):
        bound = getattr(question, name)
        if bound is None or question.type is QuestionType.NUMBER:
            continue
        if bound < 0 or not float(bound).is_integer():
            message = f"{name}: “{bound:g}” is not a number of picks or characters"
            reader.report(_line(node, name), "not-a-count", message, "write a whole number such as 3")
        elif question.type in _LISTS_OF_TYPES and bound > (number := question.most_picks):
            message = f"{name}: {bound:g} cannot be picked, as there are {number} options"
            reader.report(_line(node, name), "more-than-options", message, f"write at most {number}")
    if question.min is not None and question.max is not None and question.min > question.max:
        message = f"max: it is less than min, which is {question.min:g}"
        reader.report(_line(node, "max"), "max-below-min", message, "correct one of the two")


def _check_pipes(node: Mapping, reader: FieldReader, known: Known) -> None:
    for name in ("ask", "help"):
        entry = node.get(name)
        words = entry.value.text if entry and isinstance(entry.value, Scalar) else ""
        for word in PIPE.findall(words):
            try:
                _check_pipe(known.find(word, _id_of(node)))
            except Invalid as error:
                message = f"{name}: {{{word}}}: {error.message}"
                reader.report(_line(node, name), error.code, message, error.remedy)


def _check_pipe(question: Question | None) -> None:
    if question is not None and question.type is QuestionType.MATRIX:
        message = f"{question.id} is a matrix, whose answer is no single text"
        raise Invalid("cannot-be-piped", message, "name another question")


def _line(node: Mapping, name: str) -> int:
    entry = node.get(name)
    return entry.line if entry else node.line
