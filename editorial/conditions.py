"""Which questions of a survey are shown to someone who answered so far, and how that is said in words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from editorial.answers import check, show
from editorial.question import OTHER, Condition, Operator, Option, Question, QuestionType
from editorial.survey import Survey
from editorial.survey_questions import PIPE

NOT_ANSWERED = "[your answer]"
Values = tuple[str | float | bool, ...]


def shown_questions(survey: Survey, answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions whose conditions hold; the answer to one that is not shown counts as none."""
    shown: dict[str, Question] = {}
    for question in survey.questions:
        if not question.when or any(_all_hold(group, shown, answers) for group in question.when):
            shown[question.id] = question
    return tuple(shown.values())


def condition_text(question: Question, survey: Survey) -> str:
    """Return when a question is asked, as a sentence that begins with "Only if"; empty when it always is."""
    if not question.when:
        return ""
    groups = (" and ".join(_words(condition, survey) for condition in group) for group in question.when)
    return f"Only if {', or if '.join(groups)}."


def ask_text(question: Question, survey: Survey, answers: Mapping[str, Any]) -> str:
    """Return the question's words, with earlier answers put in."""
    return piped(question.ask, survey, answers)


def piped(words: str, survey: Survey, answers: Mapping[str, Any]) -> str:
    """Return words with `{id}` replaced by that answer in words."""

    def answer_of(match: Any) -> str:
        earlier = survey.question(match[1])
        if earlier is None:
            return str(match[0])
        return show(earlier, answers.get(earlier.id)) or NOT_ANSWERED

    return PIPE.sub(answer_of, words)


def _all_hold(group: Iterable[Condition], shown: Mapping[str, Question], answers: Mapping[str, Any]) -> bool:
    return all(_holds(condition, shown.get(condition.question), answers) for condition in group)


def _holds(condition: Condition, question: Question | None, answers: Mapping[str, Any]) -> bool:
    value = answers.get(condition.question) if question else None
    # What cannot be kept is no answer either: nothing may hang on it.
    is_answered = question is not None and value is not None and not check(question, value)
    if condition.operator is Operator.ANSWERED:
        return is_answered in condition.values
    # Every other comparison says something about an answer, so without one it does not hold.
    return is_answered and _COMPARISONS[condition.operator](value, condition.values)


def _includes(value: Any, wanted: Values) -> bool:
    picks = value if isinstance(value, list) else [value]
    return any((OTHER if isinstance(pick, dict) else pick) in wanted for pick in picks)


_COMPARISONS: dict[Operator, Callable[[Any, Any], bool]] = {
    Operator.IS: _includes,
    Operator.INCLUDES: _includes,
    Operator.IS_NOT: lambda value, wanted: not _includes(value, wanted),
    Operator.BELOW: lambda value, wanted: value < wanted[0],
    Operator.ABOVE: lambda value, wanted: value > wanted[0],
    Operator.AT_LEAST: lambda value, wanted: value >= wanted[0],
    Operator.AT_MOST: lambda value, wanted: value <= wanted[0],
}

_PHRASES: dict[Operator, str] = {
    Operator.IS: "is",
    Operator.IS_NOT: "is not",
    Operator.BELOW: "is below",
    Operator.ABOVE: "is above",
    Operator.AT_LEAST: "is at least",
    Operator.AT_MOST: "is at most",
    Operator.INCLUDES: "includes",
}


def _words(condition: Condition, survey: Survey) -> str:
    question = survey.question(condition.question)
    if question is None:
        return ""
    asked = f"“{piped(question.ask, survey, {})}”"
    if condition.operator is Operator.ANSWERED:
        return f"you {'answered' if condition.values[0] else 'did not answer'} {asked}"
    several = question.type is QuestionType.CHOICES and condition.operator is Operator.IS
    phrase = "includes" if several else _PHRASES[condition.operator]
    values = [_value_words(question, value) for value in condition.values]
    *first, last = values
    return (
        f"your answer to {asked} {phrase} {', '.join(first)} or {last}"
        if first
        else (f"your answer to {asked} {phrase} {last}")
    )


def _value_words(question: Question, value: str | float | bool) -> str:  # noqa: FBT001 - it is a value
    if question.type in (QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.YES_NO):
        offered = (*question.choices, Option(OTHER, "Other"))
        return next((f"“{option.label}”" for option in offered if option.id == value), str(value))
    words = show(question, value)
    return words if words.isascii() and words.replace(".", "").isdecimal() else f"“{words}”"
