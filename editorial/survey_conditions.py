"""Reading `when`: which earlier answers a question depends on, checked against those questions."""

import math
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass

from editorial.field_readers import FALSE, TRUE
from editorial.fields import FieldReader, Invalid
from editorial.header import Entry, Node, Scalar, Sequence
from editorial.header import Mapping as MappingNode
from editorial.instants import NotATimeError, parse_day
from editorial.problems import did_you_mean
from editorial.question import OTHER, Condition, Operator, Option, Question, QuestionType

Value = str | float | bool
_PICKED = (Operator.IS, Operator.IS_NOT, Operator.ANSWERED)
_ORDERED = (*_PICKED, Operator.BELOW, Operator.ABOVE, Operator.AT_LEAST, Operator.AT_MOST)
OPERATORS_OF_TYPES: dict[QuestionType, tuple[Operator, ...]] = {
    QuestionType.CHOICE: _PICKED,
    QuestionType.CHOICES: (*_PICKED, Operator.INCLUDES),
    QuestionType.YES_NO: _PICKED,
    QuestionType.SCALE: _ORDERED,
    QuestionType.NPS: _ORDERED,
    QuestionType.STARS: _ORDERED,
    QuestionType.NUMBER: _ORDERED,
    QuestionType.DATE: _ORDERED,
    QuestionType.CONSENT: (Operator.IS, Operator.ANSWERED),
    QuestionType.MATRIX: (Operator.ANSWERED,),
    QuestionType.RANK: (Operator.ANSWERED,),
    QuestionType.TEXT: (Operator.ANSWERED,),
    QuestionType.LONG_TEXT: (Operator.ANSWERED,),
    QuestionType.EMAIL: (Operator.ANSWERED,),
    QuestionType.STATEMENT: (),
}
_SEVERAL = (Operator.IS, Operator.IS_NOT, Operator.INCLUDES)


@dataclass(frozen=True)
class Known:
    """What a question may refer to: earlier questions, those of them that cannot be read, later ones."""

    earlier: Mapping[str, Question]
    unreadable: Container[str]
    later: Container[str]

    def find(self, word: str, own_id: str) -> Question | None:
        """Return the earlier question that a word names, None if it cannot be read; raises Invalid."""
        if word == own_id:
            raise Invalid("refers-to-itself", f"{word} is this question itself", "name an earlier question")
        if word in self.later:
            message = f"{word} is asked only after this question"
            raise Invalid("refers-to-later", message, f"move {word} in front of this question")
        question = self.earlier.get(word)
        if question is None and word not in self.unreadable:
            names = [name for name, other in self.earlier.items() if other.takes_answer]
            raise Invalid("unknown-question", f"there is no question {word}", did_you_mean(word, names))
        if question is not None and not question.takes_answer:
            message = f"{word} is a statement, which has no answer"
            raise Invalid("refers-to-statement", message, "name a question")
        return question


def read_when(
    entry: Entry, reader: FieldReader, known: Known, own_id: str
) -> tuple[tuple[Condition, ...], ...]:
    """Return groups of conditions of which one must hold; problems are added to the reader's."""
    nodes = entry.value.items if isinstance(entry.value, Sequence) else (entry.value,)
    groups: list[tuple[Condition, ...]] = []
    for node in nodes:
        if isinstance(node, MappingNode) and node.entries:
            found = (_conditions(inner, reader, known, own_id) for inner in node.entries)
            groups.append(tuple(condition for conditions in found for condition in conditions))
        else:
            remedy = "write when: {earlier_id: value}"
            reader.report(node.line, "not-a-condition", "when: a condition names no question", remedy)
    if not nodes:
        reader.report(entry.line, "not-a-condition", "when: the list is empty", "take it out")
    return tuple(group for group in groups if group)


def _conditions(entry: Entry, reader: FieldReader, known: Known, own_id: str) -> list[Condition]:
    try:
        question = known.find(entry.key, own_id)
    except Invalid as error:
        reader.report(entry.line, error.code, f"when: {error.message}", error.remedy)
        return []
    if question is None:
        return []
    if not isinstance(entry.value, MappingNode):
        comparisons: list[tuple[Operator, Node]] = [(Operator.IS, entry.value)]
    else:
        comparisons = list(_operators(entry.value, reader))
    conditions = []
    for operator, node in comparisons:
        try:
            conditions.append(Condition(question.id, operator, _values(question, operator, node)))
        except Invalid as error:
            reader.report(error.line or node.line, error.code, f"when: {error.message}", error.remedy)
    return conditions


def _operators(node: MappingNode, reader: FieldReader) -> Iterable[tuple[Operator, Node]]:
    for entry in node.entries:
        if entry.key in list(Operator):
            yield Operator(entry.key), entry.value
        else:
            message = f"when: the comparison {entry.key} is not known"
            reader.report(entry.line, "unknown-operator", message, did_you_mean(entry.key, Operator))


def _values(question: Question, operator: Operator, node: Node) -> tuple[Value, ...]:
    fitting = OPERATORS_OF_TYPES[question.type]
    if operator not in fitting:
        message = f"{operator} does not fit {question.id}, whose type is {question.type}"
        raise Invalid("operator-of-other-type", message, f"use one of: {', '.join(fitting)}")
    items = node.items if isinstance(node, Sequence) and operator in _SEVERAL else (node,)
    if not items:
        raise Invalid("no-value", f"{operator} has no value", "write one")
    read_value = _flag if operator is Operator.ANSWERED else _VALUE_READERS[question.type]
    return tuple(_value(read_value, question, item) for item in items)


def _value(read_value: Callable[[Question, str], Value], question: Question, node: Node) -> Value:
    if not isinstance(node, Scalar) or not node.text.strip():
        raise Invalid(
            "no-value", f"a value to compare {question.id} with is missing", "write one", line=node.line
        )
    try:
        return read_value(question, " ".join(node.text.split()))
    except Invalid as error:
        raise Invalid(error.code, error.message, error.remedy, line=node.line) from None


def _flag(question: Question, word: str) -> bool:
    if word.lower() not in TRUE + FALSE:
        message = f"“{word}” is neither yes nor no"
        raise Invalid("not-a-flag", message, f"write {question.id}: {{answered: yes}}")
    return word.lower() in TRUE


def _picked(question: Question, word: str) -> str:
    offered = [*question.choices, *([Option(OTHER, "Other")] if question.other else [])]
    # The label of one option may be the id of another, and an id says which one is meant.
    names = (
        {option.label.casefold(): option.id for option in offered}
        | {option.label: option.id for option in offered}
        | {option.id: option.id for option in offered}
    )
    for wanted in (word, word.casefold()):
        if wanted in names:
            return names[wanted]
    message = f"“{word}” is no option of {question.id}"
    raise Invalid("unknown-option", message, did_you_mean(word, [option.label for option in offered]))


def _point(question: Question, word: str) -> float:
    names = {point.label: point.id for point in question.points} | {p.id: p.id for p in question.points}
    if word in names:
        return int(names[word])
    first, last = question.points[0].id, question.points[-1].id
    message = f"“{word}” is no point of {question.id}"
    raise Invalid("unknown-point", message, f"write a number from {first} to {last}")


def _number(question: Question, word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        message = f"“{word}” is not a number, and {question.id} asks for one"
        raise Invalid("not-a-number", message, "write a number such as 10")
    return int(value) if value.is_integer() else value


def _day(question: Question, word: str) -> str:
    try:
        return parse_day(word).isoformat()
    except NotATimeError:
        message = f"“{word}” is not a day, and {question.id} asks for one"
        raise Invalid("not-a-day", message, "write it as YYYY-MM-DD") from None


def _given(question: Question, word: str) -> bool:
    if word.lower() not in TRUE:
        message = f"a consent is given or not asked about; “{word}” is neither"
        raise Invalid("not-a-flag", message, f"write {question.id}: {{answered: no}}")
    return True


_VALUE_READERS: dict[QuestionType, Callable[[Question, str], Value]] = {
    QuestionType.CHOICE: _picked,
    QuestionType.CHOICES: _picked,
    QuestionType.YES_NO: _picked,
    QuestionType.SCALE: _point,
    QuestionType.NPS: _point,
    QuestionType.STARS: _point,
    QuestionType.NUMBER: _number,
    QuestionType.DATE: _day,
    QuestionType.CONSENT: _given,
}
