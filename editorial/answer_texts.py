"""Answers that are written: text, addresses, numbers, days, a consent."""

import math
import re
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from editorial.answer_faults import AnswerFault, Fault
from editorial.language import decimal_sign
from editorial.page_words import YES, day_in, say
from editorial.question import BIGGEST_NUMBER, Question, QuestionType

Parts = Callable[[str], Sequence[str]]

LONGEST = {QuestionType.TEXT: 500, QuestionType.LONG_TEXT: 5000, QuestionType.EMAIL: 254}
LONGEST_OTHER = 500
GIVEN = "true"
# Unicode's spaces, tab and line end; not the control characters that str.strip() takes for white space.
_EDGES = (
    " \t\n\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_EMAIL = re.compile(r"[^@\s\"(),:;<>\[\\\]]+@[^@\s\"(),:;<>\[\\\].]+(?:\.[^@\s\"(),:;<>\[\\\].]+)+")
_NUMBER = re.compile(r"[+-]?[0-9]{1,16}(?:\.[0-9]{1,16})?")
# One thousand, where the decimals have a comma; everywhere else a number with three of them.
_GROUPED = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9]{3}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNREADABLE = (Fault(AnswerFault.UNREADABLE),)


def normalised(text: str) -> str:
    """Return text with Unix line ends and nothing blank at its ends."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip(_EDGES)


def is_plain(text: str) -> bool:
    """Return whether text can be shown: it has no control characters and no half of a surrogate pair."""
    # Asking for the category of each character of a long text is slow; nearly all texts are printable lines.
    unusual = {c for c in text.replace("\n", "").replace("\t", "") if not c.isprintable()}
    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in unusual)


def check_length(text: str, *, least: float | None, most: float) -> tuple[Fault, ...]:
    """Return what is wrong with a text's characters and their number; both bounds are included."""
    if not is_plain(text):
        return (Fault(AnswerFault.NOT_PLAIN_TEXT),)
    if len(text) > most:
        return (Fault(AnswerFault.TOO_LONG, {"max": most, "count": len(text)}),)
    if least is not None and len(text) < least:
        return (Fault(AnswerFault.TOO_SHORT, {"min": least, "count": len(text)}),)
    return ()


def as_sent(sent: Any) -> Any:
    """Return what was sent."""
    return sent


def nothing_from_form(question: Question, parts: Parts, _language: str) -> None:
    """Return no answer, as a statement takes none."""


def text_from_form(question: Question, parts: Parts, _language: str) -> str:
    """Return the text in a form."""
    return normalised("".join(parts(question.id)[:1]))


def text_from_json(sent: Any) -> Any:
    """Return the text that was sent."""
    return normalised(sent) if isinstance(sent, str) else sent


def number_from_form(question: Question, parts: Parts, language: str) -> Any:
    """Return the number in a form, or what was typed instead of one.

    A point is taken for a comma too, but not where it could stand between thousands.
    """
    typed = text_from_form(question, parts, language)
    has_comma = decimal_sign(language) == ","
    if has_comma and _GROUPED.fullmatch(typed):
        return typed
    plain = typed.replace(",", ".") if has_comma else typed
    if not _NUMBER.fullmatch(plain):
        return typed
    return float(plain) if "." in plain else int(plain)


def consent_from_form(question: Question, parts: Parts, language: str) -> Any:
    """Return True where the box was ticked."""
    sent = text_from_form(question, parts, language)
    return True if sent == GIVEN else sent


def consent_from_json(sent: Any) -> Any:
    """Return True where consent was given; false is no answer, as nobody has to consent."""
    return None if sent is False else sent


def check_text(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with a text."""
    if not isinstance(value, str):
        return _UNREADABLE
    most = LONGEST[question.type] if question.max is None else question.max
    return check_length(value, least=question.min, most=most)


def check_email(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with a mail address: only its form is looked at."""
    faults = check_text(question, value)
    return faults or (() if _EMAIL.fullmatch(value) else _UNREADABLE)


def check_number(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with a number."""
    # In Python True is a number; in an answer it is not.
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _UNREADABLE
    if not (abs(value) <= BIGGEST_NUMBER and math.isfinite(value)):
        return _UNREADABLE
    if question.min is not None and value < question.min:
        return (Fault(AnswerFault.TOO_SMALL, {"min": question.min}),)
    if question.max is not None and value > question.max:
        return (Fault(AnswerFault.TOO_LARGE, {"max": question.max}),)
    return ()


def check_date(_: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with a day."""
    return () if isinstance(value, str) and _day(value) else _UNREADABLE


def check_consent(_: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with a consent."""
    return () if value is True else _UNREADABLE


def check_statement(_: Question, _value: Any) -> tuple[Fault, ...]:
    """Return the fault of answering what asks nothing."""
    return _UNREADABLE


def show_text(_: Question, value: Any, _language: str) -> str:
    """Return a text as it was written."""
    return str(value)


def show_number(_: Question, value: Any, language: str) -> str:
    """Return a number without needless decimals, and written out where Python would use an exponent."""
    return number_in(value, language) if isinstance(value, float) and math.isfinite(value) else str(value)


def number_in(value: float, language: str = "") -> str:
    """Return a finite number as it is typed in a language: 12.5, or 12,5."""
    return decimal(value).replace(".", decimal_sign(language))


def decimal(value: float) -> str:
    """Return a finite number in the fewest digits that give it again, and never with an exponent."""
    return str(int(value)) if float(value).is_integer() else f"{Decimal(repr(value)):f}"


def show_date(_: Question, value: Any, language: str) -> str:
    """Return a day as a language has it: 3 March 2026."""
    day = _day(value) if isinstance(value, str) else None
    return day_in(day, language) if day else str(value)


def show_consent(_: Question, value: Any, language: str) -> str:
    """Return that consent was given."""
    return say(YES, language) if value is True else str(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
