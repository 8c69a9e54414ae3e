"""Answers that are picked: options, points, cells of a matrix, an order."""

from collections.abc import Iterable
from typing import Any

from editorial.answer_faults import AnswerFault, Fault
from editorial.answer_texts import LONGEST_OTHER, Parts, check_length, normalised
from editorial.page_words import listed
from editorial.question import OTHER, PART, Option, Question

_UNREADABLE = (Fault(AnswerFault.UNREADABLE),)
_UNKNOWN = (Fault(AnswerFault.UNKNOWN_OPTION),)


def choice_from_form(question: Question, parts: Parts, _language: str) -> Any:
    """Return the option picked, or the reader's own words where no option was picked beside them."""
    sent = _sent(question, parts)
    words = _other_words(question, parts)
    if question.other and (sent == [OTHER] or (not sent and words)):
        return {OTHER: words}
    # More than one can only be sent by hand; it is kept for `check` to refuse.
    return sent[0] if len(sent) == 1 else sent


def choices_from_form(question: Question, parts: Parts, _language: str) -> list[Any]:
    """Return the options picked; words written beside "other" count as having picked it."""
    sent: list[Any] = _sent(question, parts)
    words = _other_words(question, parts)
    if question.other and (OTHER in sent or words):
        return [*(pick for pick in sent if pick != OTHER), {OTHER: words}]
    return sent


def point_from_form(question: Question, parts: Parts, _language: str) -> Any:
    """Return the number of the point picked, or what was sent instead."""
    sent = _sent(question, parts)
    if len(sent) != 1:
        return sent
    return int(sent[0]) if sent[0] in {point.id for point in question.points} else sent[0]


def matrix_from_form(question: Question, parts: Parts, _language: str) -> dict[str, str]:
    """Return the column picked in each row."""
    sent = {row.id: "".join(parts(question.id + PART + row.id)[:1]) for row in question.rows}
    return {row: column for row, column in sent.items() if column}


def rank_from_form(question: Question, parts: Parts, _language: str) -> Any:
    """Return the options in the order of their places, or `{option: place}` where that is no order."""
    sent = {o.id: normalised("".join(parts(question.id + PART + o.id)[:1])) for o in question.options}
    places = {option: place for option, place in sent.items() if place}
    known = {str(number): number for number in range(1, len(question.options) + 1)}
    is_order = all(place in known for place in places.values()) and len(set(places.values())) == len(places)
    return sorted(places, key=lambda option: known[places[option]]) if is_order else places


def pick_from_json(sent: Any) -> Any:
    """Return the pick, with the reader's own words tidied."""
    words = _words_of(sent)
    return sent if words is None else {OTHER: normalised(words)}


def picks_from_json(sent: Any) -> Any:
    """Return the picks, with the reader's own words tidied."""
    return [pick_from_json(pick) for pick in sent] if isinstance(sent, list) else sent


def check_choice(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with one pick."""
    words = _words_of(value)
    if words is not None:
        return _check_words(question, words)
    if not isinstance(value, str):
        return _UNREADABLE
    return () if value in _ids(question.options) else _UNKNOWN


def check_choices(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with several picks."""
    if not isinstance(value, list):
        return _UNREADABLE
    for pick in value:
        faults = () if question.none and pick == question.none.id else check_choice(question, pick)
        if faults:
            return faults
    if _has_duplicates(OTHER if isinstance(pick, dict) else pick for pick in value):
        return (Fault(AnswerFault.PICKED_TWICE),)
    if question.none and question.none.id in value:
        more = (Fault(AnswerFault.NONE_AND_MORE, {"none": question.none.label}),)
        return more if len(value) > 1 else ()
    return _check_count(question, len(value))


def check_point(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with a point."""
    # In Python True is a number; in an answer it is not.
    if isinstance(value, bool) or not isinstance(value, int):
        return _UNREADABLE
    return () if value in [int(point.id) for point in question.points] else _UNKNOWN


def check_matrix(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with the columns picked; where an answer is required, every row needs one."""
    if not isinstance(value, dict) or not all(isinstance(column, str) for column in value.values()):
        return _UNREADABLE
    if not (set(value) <= _ids(question.rows) and set(value.values()) <= _ids(question.columns)):
        return _UNKNOWN
    missing = [row.label for row in question.rows if row.id not in value]
    return (Fault(AnswerFault.ROW_MISSING, {"row": missing[0]}),) if question.required and missing else ()


def check_rank(question: Question, value: Any) -> tuple[Fault, ...]:
    """Return what is wrong with an order; it may leave options out, and `min` says how many it needs."""
    if isinstance(value, dict):
        is_tie = _has_duplicates(place for place in value.values() if isinstance(place, str))
        return (Fault(AnswerFault.SAME_PLACE),) if is_tie else _UNREADABLE
    if not isinstance(value, list) or not all(isinstance(pick, str) for pick in value):
        return _UNREADABLE
    if not set(value) <= _ids(question.options):
        return _UNKNOWN
    if _has_duplicates(value):
        return (Fault(AnswerFault.PICKED_TWICE),)
    return _check_count(question, len(value))


def show_choice(question: Question, value: Any, _language: str) -> str:
    """Return the label of a pick, or the reader's own words."""
    return _pick_in_words(question, value)


def show_choices(question: Question, value: Any, language: str) -> str:
    """Return the labels of picks in their order, as `A, B and C`."""
    if not isinstance(value, list):
        return str(value)
    return listed([_pick_in_words(question, pick) for pick in value], language)


def show_rank(question: Question, value: Any, language: str) -> str:
    """Return the labels in their order; where they are in none, each with its place."""
    if not isinstance(value, dict):
        return show_choices(question, value, language)
    return "; ".join(f"{_label(question.options, option)}: {place}" for option, place in value.items())


def show_point(question: Question, value: Any, _language: str) -> str:
    """Return a point's label, or its number."""
    return _label(question.points, str(value)) or str(value)


def show_matrix(question: Question, value: Any, _language: str) -> str:
    """Return rows with their columns, as `Row: Column; Row: Column`."""
    if not isinstance(value, dict):
        return str(value)
    cells = (
        f"{row.label}: {_label(question.columns, value[row.id])}" for row in question.rows if row.id in value
    )
    return "; ".join(cells)


def _pick_in_words(question: Question, pick: Any) -> str:
    words = _words_of(pick)
    return words if words is not None else _label(question.choices, pick)


def _sent(question: Question, parts: Parts) -> list[str]:
    return [value for value in parts(question.id) if value]


def _other_words(question: Question, parts: Parts) -> str:
    return normalised("".join(parts(question.id + PART + OTHER)[:1])) if question.other else ""


def _words_of(pick: Any) -> str | None:
    """Return the words in `{"other": words}`, or None if it is anything else."""
    words = pick.get(OTHER) if isinstance(pick, dict) and len(pick) == 1 else None
    return words if isinstance(words, str) else None


def _check_words(question: Question, words: str) -> tuple[Fault, ...]:
    if not question.other:
        return _UNKNOWN
    if not words:
        return (Fault(AnswerFault.OTHER_WITHOUT_WORDS),)
    return check_length(words, least=None, most=LONGEST_OTHER)


def _check_count(question: Question, count: int) -> tuple[Fault, ...]:
    if question.min is not None and count < question.min:
        return (Fault(AnswerFault.TOO_FEW, {"min": question.min, "count": count}),)
    if question.max is not None and count > question.max:
        return (Fault(AnswerFault.TOO_MANY, {"max": question.max, "count": count}),)
    return ()


def _ids(options: Iterable[Option]) -> set[str]:
    return {option.id for option in options}


def _label(options: Iterable[Option], value: Any) -> str:
    return next((option.label for option in options if option.id == value), str(value))


def _has_duplicates(values: Iterable[Any]) -> bool:
    values = list(values)
    return len(set(values)) < len(values)
