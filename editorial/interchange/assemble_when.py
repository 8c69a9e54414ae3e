"""A condition as `when` says it: codes of the other tool put into the ids of the questions before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from editorial.interchange.logic import (
    Expression,
    Group,
    NeverHoldsError,
    NotSayableError,
    Says,
    Value,
    alternatives,
)
from editorial.interchange.tracked import as_number
from editorial.question import BIGGEST_NUMBER, Operator, QuestionType
from editorial.survey_conditions import OPERATORS_OF_TYPES

_NUMBERED = (QuestionType.SCALE, QuestionType.NPS, QuestionType.STARS)
_SAME = (Operator.IS, Operator.INCLUDES)


@dataclass(frozen=True)
class Built:
    """A question that is in the survey already: what a condition on it may say."""

    id: str
    type: QuestionType
    values: Mapping[str, Value]


def when_data(expression: Expression, built: Mapping[str, Built]) -> Any:
    """Return the value of `when`, None if it always holds; raises NotSayableError, NeverHoldsError."""
    groups = alternatives(expression)
    if not groups:
        raise NeverHoldsError("its condition never holds")
    if groups == ((),):
        return None
    written = [_group(group, built) for group in groups]
    return written[0] if len(written) == 1 else written


def _group(group: Group, built: Mapping[str, Built]) -> dict[str, Any]:
    compared: dict[str, dict[Operator, Any]] = {}
    for said in group:
        question = built.get(said.question)
        if question is None:
            raise NotSayableError(f"{said.question} is no question before it")
        operator, value = _comparison(said, question)
        comparisons = compared.setdefault(question.id, {})
        # Two picks of several can be asked for at once, in two words that mean the same.
        if operator in comparisons and operator in _SAME and question.type is QuestionType.CHOICES:
            operator = next((same for same in _SAME if same not in comparisons), operator)
        if comparisons.get(operator, value) != value:
            raise NotSayableError(f"it compares {said.question} twice in the same way")
        comparisons[operator] = value
    return {name: _written(comparisons) for name, comparisons in compared.items()}


def _written(comparisons: Mapping[Operator, Any]) -> Any:
    if set(comparisons) == {Operator.IS}:
        return comparisons[Operator.IS]
    return {str(operator): value for operator, value in comparisons.items()}


def _comparison(said: Says, question: Built) -> tuple[Operator, Any]:
    if question.type is QuestionType.CONSENT and said.operator is not Operator.ANSWERED:
        return _given(said, question)
    operator = said.operator
    if operator not in OPERATORS_OF_TYPES[question.type]:
        if operator is not Operator.INCLUDES or question.type is not QuestionType.CHOICE:
            raise NotSayableError(
                f"“{operator}” cannot be said of {said.question}, a question of type {question.type}"
            )
        operator = Operator.IS
    if operator is Operator.ANSWERED:
        return operator, bool(said.values[0])
    values = [_value(value, said, question) for value in said.values]
    return operator, values[0] if len(values) == 1 else values


def _given(said: Says, question: Built) -> tuple[Operator, Any]:
    """Return a comparison with a consent, which is given or has no answer."""
    wanted = _value(said.values[0], said, question) is True
    is_wanted = wanted if said.operator in (Operator.IS, Operator.INCLUDES) else not wanted
    return (Operator.IS, True) if is_wanted else (Operator.ANSWERED, False)


def _value(value: Value, said: Says, question: Built) -> Value:
    known = question.values
    for code in _codes(value):
        if code in known:
            return known[code]
    if question.type is QuestionType.NUMBER or (question.type in _NUMBERED and not known):
        return _number(value, said)
    if question.type is QuestionType.DATE and _is_day(value):
        return value
    if question.type is QuestionType.CONSENT and isinstance(value, bool):
        return value
    raise NotSayableError(f"{said.question} cannot be answered with “{_shown(value)}”")


def _codes(value: Value) -> tuple[str, ...]:
    shown = _shown(value)
    return (shown, shown.casefold()) if isinstance(value, bool) else (shown,)


def _shown(value: Value) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: Value, said: Says) -> float:
    number = as_number(value)
    if number is None or abs(number) > BIGGEST_NUMBER:
        raise NotSayableError(f"{said.question} is a number, and “{value}” is none that we know")
    return int(number) if number.is_integer() else number


def _is_day(value: Value) -> bool:
    try:
        return bool(date.fromisoformat(str(value)))
    except ValueError:
        return False
