"""`when` as SurveyJS writes conditions, with the same meaning where an answer is missing."""

from editorial.answer_texts import decimal
from editorial.interchange.texts import option_id
from editorial.question import Condition, Operator, Question, QuestionType
from editorial.survey import Survey

NONE = "none"
_SIGNS = {Operator.BELOW: "<", Operator.ABOVE: ">", Operator.AT_LEAST: ">=", Operator.AT_MOST: "<="}
_NUMBERS = (QuestionType.SCALE, QuestionType.NPS, QuestionType.STARS, QuestionType.NUMBER)


def value_of(question: Question, option: str) -> str:
    """Return what SurveyJS calls an option of a question: there the one that excludes the rest is “none”."""
    if question.none is None:
        return option
    if option == question.none.id:
        return NONE
    taken = {NONE, *(other.id for other in question.options)}
    return option_id(NONE, "", taken) if option == NONE else option


def visible_if(question: Question, survey: Survey) -> str:
    """Return the condition of a question as an expression; empty when it is always asked."""
    groups = [_group(group, survey) for group in question.when]
    return groups[0] if len(groups) == 1 else " or ".join(f"({group})" for group in groups)


def _group(group: tuple[Condition, ...], survey: Survey) -> str:
    return " and ".join(_comparison(condition, survey) for condition in group)


def _comparison(condition: Condition, survey: Survey) -> str:
    question = survey.question(condition.question)
    is_several = question is not None and question.type is QuestionType.CHOICES
    known = [value_of(question, v) if question and isinstance(v, str) else v for v in condition.values]
    name, values = f"{{{condition.question}}}", [_literal(value) for value in known]
    if condition.operator is Operator.ANSWERED:
        return f"{name} {'notempty' if condition.values[0] else 'empty'}"
    if condition.operator in _SIGNS:
        return f"{name} {_SIGNS[condition.operator]} {values[0]}"
    if condition.operator is Operator.INCLUDES and len(values) == 1:
        return f"{name} contains {values[0]}"
    listed = f"{name} anyof [{', '.join(values)}]"
    said = listed if is_several or len(values) > 1 else f"{name} = {values[0]}"
    # Here an answer that is not given is not “another one” either.
    return f"({name} notempty and !({said}))" if condition.operator is Operator.IS_NOT else said


def _literal(value: str | float | bool) -> str:  # noqa: FBT001 - it is a value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return decimal(value)
