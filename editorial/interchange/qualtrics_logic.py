"""Qualtrics' display, branch and skip logic as our logic."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from editorial.interchange.logic import All, AnyOf, Expression, Not, NotSayableError, Says, is_answered
from editorial.interchange.model import Condition, Unsayable
from editorial.interchange.tracked import Tracked
from editorial.question import Operator

_CHOICE = re.compile(r"q://(?P<qid>QID\d+)/SelectableChoice/(?P<choice>\d+)")
_QUESTION = re.compile(
    r"q://(?P<qid>QID\d+)/(?:QuestionText|Choice(?:Text|Numeric)EntryValue(?P<part>/\d+)?)"
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
    """Return logic as ours, or what of it cannot be said; `codes` gives a question's code by its number.

    The field of one of a question's parts has a code under both numbers, as QID3/2.
    """
    if not isinstance(logic, Mapping):
        return Unsayable("", "it is empty")
    try:
        return _joined(
            (_KINDS.get(str(group.get("Type")), ""), _group(group, codes)) for group in _numbered(logic)
        )
    except NotSayableError as error:
        return Unsayable(_described(logic), str(error))


def read_skip(skip: Tracked, qid: str, code: str) -> Condition:
    """Return when a reader skips, for a skip that depends on a choice of its own question."""
    try:
        locator = skip.text("ChoiceLocator") or skip.text("Locator")
        return _compared(locator, skip.text("Condition"), "", {qid: code})
    except NotSayableError as error:
        return Unsayable(skip.text("Description"), str(error))


def _group(group: Mapping[str, Any], codes: Mapping[str, str]) -> Expression:
    found: list[tuple[str, Expression]] = []
    for part in _numbered(group):
        if part.get("LogicType") != "Question":
            raise NotSayableError(f"it asks for a {part.get('LogicType', 'thing')} and not for an answer")
        locator = str(part.get("LeftOperand") or part.get("ChoiceLocator") or "")
        said = _compared(locator, str(part.get("Operator")), str(part.get("RightOperand", "")), codes)
        # The word is misspelt in the files of the tool.
        word = str(part.get("Conjuction") or part.get("Conjunction") or "And").title()
        found.append((word, said))
    return _joined(found)


def _joined(parts: Iterable[tuple[str, Expression]]) -> Expression:
    """Return parts as one, each with the word that joins it to the one before.

    As Qualtrics reads them, “and” connects and “or” separates.
    """
    alternatives: list[list[Expression]] = []
    for word, said in parts:
        if not alternatives or word == "Or":
            alternatives.append([said])
        elif word == "And":
            alternatives[-1].append(said)
        else:
            raise NotSayableError(f"its parts are joined by “{word}”")
    if not alternatives:
        raise NotSayableError("it is empty")
    groups = [group[0] if len(group) == 1 else All(tuple(group)) for group in alternatives]
    return groups[0] if len(groups) == 1 else AnyOf(tuple(groups))


def _compared(locator: str, operator: str, right: str, codes: Mapping[str, str]) -> Expression:
    if match := _CHOICE.fullmatch(locator):
        said = Says(_code(match["qid"], codes), Operator.IS, (match["choice"],))
        if operator in ("Selected", "NotSelected"):
            return said if operator == "Selected" else Not(said)
    elif match := _QUESTION.fullmatch(locator):
        code = _code(match["qid"] + (match["part"] or ""), codes)
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
