"""Which questions of a survey are shown to someone who answered so far, and how that is said in words."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from editorial.answers import check, show
from editorial.language import decimal_sign
from editorial.page_words import NOT_ANSWERED, say
from editorial.question import OTHER, Condition, Operator, Option, Question, QuestionType
from editorial.survey import Survey
from editorial.survey_questions import PIPE

Values = tuple[str | float | bool, ...]


class Asking(Protocol):
    """Anything that asks questions: a survey, or one version of it."""

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in their order."""


def shown_questions(survey: Asking, answers: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions whose conditions hold; the answer to one that is not shown counts as none."""
    shown: dict[str, Question] = {}
    for question in survey.questions:
        if not question.when or any(_all_hold(group, shown, answers) for group in question.when):
            shown[question.id] = question
    return tuple(shown.values())


def counted(survey: Survey, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that count so far: given, fit to be kept, and to questions that are shown."""
    return {
        question.id: answers[question.id]
        for question in shown_questions(survey, answers)
        if answers.get(question.id) is not None and not check(question, answers[question.id])
    }


def condition_text(question: Question, survey: Survey, language: str = "") -> str:
    """Return when a question is asked, as a sentence that begins with "Only if"; empty when it always is."""
    if not question.when:
        return ""
    also = say(" and ", language)
    groups = (
        also.join(_words(condition, survey, language) for condition in group) for group in question.when
    )
    return say("Only if {conditions}.", language, conditions=say(", or if ", language).join(groups))


def piped(words: str, survey: Survey, answers: Mapping[str, Any], language: str = "") -> str:
    """Return words with `{id}` replaced by that answer in words."""

    def answer_of(match: Any) -> str:
        earlier = survey.question(match[1])
        if earlier is None:
            return str(match[0])
        return show(earlier, answers.get(earlier.id), language) or say(NOT_ANSWERED, language)

    return PIPE.sub(answer_of, words)


def without_answers(words: str, language: str = "") -> str:
    """Return words as they are about nobody's answers, with `[your answer]` in the place of each `{id}`."""
    return PIPE.sub(lambda _: say(NOT_ANSWERED, language), words)


def _all_hold(group: Iterable[Condition], shown: Mapping[str, Question], answers: Mapping[str, Any]) -> bool:
    return all(holds(condition, shown.get(condition.question), answers) for condition in group)


def holds(condition: Condition, question: Question | None, answers: Mapping[str, Any]) -> bool:
    """Return whether a condition holds; `question` is the one it is about, None while that is not shown."""
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
    Operator.IS: "your answer to {asked} is {values}",
    Operator.IS_NOT: "your answer to {asked} is not {values}",
    Operator.BELOW: "your answer to {asked} is below {values}",
    Operator.ABOVE: "your answer to {asked} is above {values}",
    Operator.AT_LEAST: "your answer to {asked} is at least {values}",
    Operator.AT_MOST: "your answer to {asked} is at most {values}",
    Operator.INCLUDES: "your answer to {asked} includes {values}",
}
_ANSWERED = {True: "you answered {asked}", False: "you did not answer {asked}"}


def _words(condition: Condition, survey: Survey, language: str) -> str:
    question = survey.question(condition.question)
    if question is None:
        return ""
    asked = _quoted(without_answers(question.ask, language), language)
    if condition.operator is Operator.ANSWERED:
        return say(_ANSWERED[bool(condition.values[0])], language, asked=asked)
    several = question.type is QuestionType.CHOICES and condition.operator is Operator.IS
    phrase = _PHRASES[Operator.INCLUDES if several else condition.operator]
    *first, last = [_value_words(question, value, language) for value in condition.values]
    values = f"{', '.join(first)}{say(' or ', language)}{last}" if first else last
    return say(phrase, language, asked=asked, values=values)


def _value_words(question: Question, value: str | float | bool, language: str) -> str:  # noqa: FBT001 - a value
    if question.type in (QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.YES_NO):
        offered = (*question.choices, Option(OTHER, say("Other", language)))
        labels = (_quoted(option.label, language) for option in offered if option.id == value)
        return next(labels, str(value))
    words = show(question, value, language)
    digits = words.replace(decimal_sign(language), "")
    return words if digits.isascii() and digits.isdecimal() else _quoted(words, language)


def _quoted(words: str, language: str) -> str:
    return say("“{quoted}”", language, quoted=words)
