"""Qualtrics' display, branch and skip logic as our logic."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from editorial.interchange.logic import All, AnyOf, Expression, Not, NotSayableError, Says, is_answered
from editorial.interchange.model import Condition, Unsayable
from editorial.interchange.tracked import Tracked
from editorial.question import Operator

_CHOICE = re.compile(r"q://(?P<qid>QID\d+)/SelectableChoice/(?P<choice>\d+)")
_QUESTION = re.compile(
    r"q://(?P<qid>QID\d+)/(?:ChoiceTextEntryValue|ChoiceNumericEntryValue/1|QuestionText|SelectedChoicesCount)(?:/\d+)?"
)
_ORDERED = {
    "GreaterThan": Operator.ABOVE,
    "LessThan": Operator.BELOW,
    "GreaterThanOrEqual": Operator.AT_LEAST,
    "LessThanOrEqual": Operator.AT_MOST,
}
_MARKUP = re.compile(r"<[^>]*>")
_KINDS = {"AndIf": "And", "OrIf": "Or", "ElseIf": "Or", "If": "And"}


def read_logic(logic: Any, codes: Mapping[str, str]) -> Condition:
    """Return logic as ours, or what of it cannot be said; `codes` gives a question's code by its number."""
    if not isinstance(logic, Mapping):
        return None
    try:
        joined: Expression | None = None
        for group in _numbered(logic):
            inner = _group(group, codes)
            joined = (
                inner if joined is None else _joined(joined, inner, _KINDS.get(str(group.get("Type")), ""))
            )
    except NotSayableError as error:
        return Unsayable(_described(logic), str(error))
    return Unsayable("", "it is empty") if joined is None else joined


def read_skip(skip: Tracked, qid: str, code: str) -> Condition:
    """Return when a reader skips, for a skip that depends on a choice of its own question."""
    try:
        locator = skip.text("ChoiceLocator") or skip.text("Locator")
        return _compared(locator, skip.text("Condition"), "", {qid: code})
    except NotSayableError as error:
        return Unsayable(skip.text("Description"), str(error))


def _group(group: Mapping[str, Any], codes: Mapping[str, str]) -> Expression:
    found: Expression | None = None
    for part in _numbered(group):
        if part.get("LogicType") != "Question":
            raise NotSayableError(f"it asks for a {part.get('LogicType', 'thing')} and not for an answer")
        locator = str(part.get("LeftOperand") or part.get("ChoiceLocator") or "")
        said = _compared(locator, str(part.get("Operator")), str(part.get("RightOperand", "")), codes)
        # The word is misspelt in the files of the tool.
        word = str(part.get("Conjuction") or part.get("Conjunction") or "And").title()
        found = said if found is None else _joined(found, said, word)
    if found is None:
        raise NotSayableError("it is empty")
    return found


def _joined(first: Expression, second: Expression, word: str) -> Expression:
    if word not in ("And", "Or"):
        raise NotSayableError(f"its parts are joined by “{word}”")
    return All((first, second)) if word == "And" else AnyOf((first, second))


def _compared(locator: str, operator: str, right: str, codes: Mapping[str, str]) -> Expression:
    if match := _CHOICE.fullmatch(locator):
        said = Says(_code(match["qid"], codes), Operator.IS, (match["choice"],))
        if operator in ("Selected", "NotSelected"):
            return said if operator == "Selected" else Not(said)
    elif match := _QUESTION.fullmatch(locator):
        code = _code(match["qid"], codes)
        if operator in ("Empty", "NotEmpty"):
            return is_answered(code, answered=operator == "NotEmpty")
        if operator in _ORDERED:
            return Says(code, _ORDERED[operator], (right,))
        if operator in ("EqualTo", "NotEqualTo"):
            equal = Says(code, Operator.IS, (right,))
            return equal if operator == "EqualTo" else Not(equal)
    raise NotSayableError(f"“{operator}” of {locator.removeprefix('q://')} has no counterpart here")


def _code(qid: str, codes: Mapping[str, str]) -> str:
    return codes.get(qid, qid)


def _numbered(mapping: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Yield the parts that stand under numbers, in their order."""
    numbers = sorted((key for key in mapping if str(key).isdecimal()), key=int)
    yield from (part for key in numbers if isinstance(part := mapping[key], Mapping))


def _described(logic: Mapping[str, Any]) -> str:
    """Return logic in the words that Qualtrics wrote beside it."""
    words = [str(part.get("Description", "")) for group in _numbered(logic) for part in _numbered(group)]
    return " ".join(_MARKUP.sub(" ", " ".join(words)).split())
