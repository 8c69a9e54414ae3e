"""What the address of a survey may bring along: a language, where the reader came from, a first answer."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

from editorial.answer_texts import is_plain, normalised
from editorial.answers import check, from_form
from editorial.question import Question, QuestionType
from editorial.survey import Survey
from editorial.survey_language import languages_of

ANSWER_PREFIX = "q."
LONGEST_CONTEXT = 200
# Words in somebody else's link must not look like the reader's own.
_MAY_BE_FILLED_IN = (
    QuestionType.CHOICE,
    QuestionType.CHOICES,
    QuestionType.YES_NO,
    QuestionType.SCALE,
    QuestionType.NPS,
    QuestionType.STARS,
)


def language_in(word: str, survey: Survey) -> str:
    """Return the language that was asked for if the survey can be read in it, or else the survey's own."""
    return word if word in languages_of(survey) else survey.language


def context_in(values: Mapping[str, str], survey: Survey, *, prefix: str = "") -> dict[str, str]:
    """Return the declared values among those sent; what cannot be kept is left out."""
    sent = {name: normalised(values.get(f"{prefix}{name}", "")) for name in survey.context_names}
    return {name: value for name, value in sent.items() if value and is_context_text(value)}


def is_context_text(text: Any) -> bool:
    """Return whether something can be kept as a value of the context."""
    return isinstance(text, str) and len(text) <= LONGEST_CONTEXT and is_plain(text)


def answers_in(values: MultiDict[str, str], survey: Survey) -> dict[str, Any]:
    """Return the answers that an address picks, `?q.<id>=<option>`; they are shown and nothing more."""
    picked = {
        question.id: _picked(question, values)
        for question in survey.questions
        if question.type in _MAY_BE_FILLED_IN and ANSWER_PREFIX + question.id in values
    }
    return {name: value for name, value in picked.items() if value is not None}


def _picked(question: Question, values: MultiDict[str, str]) -> Any:
    sent = values.getlist(ANSWER_PREFIX + question.id)
    value = from_form(question, lambda name: sent if name == question.id else ())
    return None if check(question, value) else value
