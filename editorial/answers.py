"""What an answer to each type of question is: read from a form or from JSON, checked, shown in words.

Values have the shapes of the API: an option's id or `{"other": words}`, lists of these, `{row: column}`,
numbers, ISO days, True, text. None is no answer. What cannot be read stays as it was written, so that a page
can show it again; `check` then has something to say about it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from editorial import answer_picks as picks
from editorial import answer_texts as texts
from editorial.answer_faults import AnswerFault, Fault
from editorial.answer_texts import Parts
from editorial.question import Question, QuestionType

__all__ = ["RULES", "AnswerFault", "AnswerRule", "Fault", "Parts", "check", "from_form", "from_json", "show"]


@dataclass(frozen=True)
class AnswerRule:
    """How answers of one type are read, checked and shown; `check` and `show` get no empty answers."""

    from_form: Callable[[Question, Parts, str], Any]
    from_json: Callable[[Any], Any]
    check: Callable[[Question, Any], tuple[Fault, ...]]
    show: Callable[[Question, Any, str], str]


_POINT = AnswerRule(picks.point_from_form, texts.as_sent, picks.check_point, picks.show_point)

RULES: dict[QuestionType, AnswerRule] = {
    QuestionType.CHOICE: AnswerRule(
        picks.choice_from_form, picks.pick_from_json, picks.check_choice, picks.show_choice
    ),
    QuestionType.CHOICES: AnswerRule(
        picks.choices_from_form, picks.picks_from_json, picks.check_choices, picks.show_choices
    ),
    QuestionType.YES_NO: AnswerRule(
        picks.choice_from_form, texts.as_sent, picks.check_choice, picks.show_choice
    ),
    QuestionType.SCALE: _POINT,
    QuestionType.NPS: _POINT,
    QuestionType.STARS: _POINT,
    QuestionType.MATRIX: AnswerRule(
        picks.matrix_from_form, texts.as_sent, picks.check_matrix, picks.show_matrix
    ),
    QuestionType.RANK: AnswerRule(picks.rank_from_form, texts.as_sent, picks.check_rank, picks.show_rank),
    QuestionType.TEXT: AnswerRule(
        texts.text_from_form, texts.text_from_json, texts.check_text, texts.show_text
    ),
    QuestionType.LONG_TEXT: AnswerRule(
        texts.text_from_form, texts.text_from_json, texts.check_text, texts.show_text
    ),
    QuestionType.EMAIL: AnswerRule(
        texts.text_from_form, texts.text_from_json, texts.check_email, texts.show_text
    ),
    QuestionType.NUMBER: AnswerRule(
        texts.number_from_form, texts.as_sent, texts.check_number, texts.show_number
    ),
    QuestionType.DATE: AnswerRule(
        texts.text_from_form, texts.text_from_json, texts.check_date, texts.show_date
    ),
    QuestionType.CONSENT: AnswerRule(
        texts.consent_from_form, texts.consent_from_json, texts.check_consent, texts.show_consent
    ),
    QuestionType.STATEMENT: AnswerRule(
        texts.nothing_from_form, texts.as_sent, texts.check_statement, texts.show_text
    ),
}


def is_empty(value: Any) -> bool:
    """Return whether a value is no answer at all."""
    return value is None or value == "" or (isinstance(value, list | dict) and not value)


def from_form(question: Question, parts: Parts, language: str = "") -> Any:
    """Return the answer in a form in some language, or None; `parts` gives the values sent under a name."""
    value = RULES[question.type].from_form(question, parts, language)
    return None if is_empty(value) else value


def from_json(question: Question, sent: Any) -> Any:
    """Return the answer sent as JSON, or None; its shape is not yet checked."""
    value = RULES[question.type].from_json(sent)
    return None if is_empty(value) else value


def check(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with an answer to a question that is shown; empty when it can be kept."""
    if value is None:
        return (Fault(AnswerFault.MISSING),) if question.required else ()
    return RULES[question.type].check(question, value)


def show(question: Question, value: Any, language: str = "") -> str:
    """Return an answer in the words of the survey; what could not be read is shown as it was written.

    The question is given as it reads in the language; what stands between its words, days and a yes are
    said in it here.
    """
    return "" if value is None else RULES[question.type].show(question, value, language)
