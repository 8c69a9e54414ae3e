"""LimeSurvey's relevance equations as our logic."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from editorial.interchange.expressions import Dialect, Literal, read_expression
from editorial.interchange.limesurvey_parts import LimeQuestion
from editorial.interchange.logic import Expression, Not, NotSayableError, Says, Value, is_answered
from editorial.interchange.model import Condition, Unsayable
from editorial.question import Operator

_OPERATORS = {
    "==": "=", "eq": "=", "=": "=", "!=": "!=", "ne": "!=", "<>": "!=",
    "<": "<", "lt": "<", ">": ">", "gt": ">", "<=": "<=", "le": "<=", ">=": ">=", "ge": ">=",
}  # fmt: skip
_ORDERED = {"<": Operator.BELOW, ">": Operator.ABOVE, "<=": Operator.AT_MOST, ">=": Operator.AT_LEAST}
_SUFFIXES = (".NAOK", ".code", ".value")
# Of these types each subquestion is ticked or not.
_TICKED = ("M", "P")


@dataclass(frozen=True)
class Names:
    """What a name in an equation means: a question's code, and the option where it is one of several."""

    known: Mapping[str, tuple[str, str]]

    @classmethod
    def of(cls, questions: Iterable[LimeQuestion]) -> "Names":
        """Return the names of questions, by code and by LimeSurvey's numbers."""
        known: dict[str, tuple[str, str]] = {}
        for question in questions:
            for name in (question.code, *question.names):
                joint = "_" if name == question.code else ""
                known.setdefault(name, (question.code, ""))
                for row in question.subquestions if question.type in _TICKED else ():
                    known.setdefault(f"{name}{joint}{row.code}", (question.code, row.code))
                for row in question.subquestions if question.type not in _TICKED else ():
                    asked = question.code if question.is_scale else f"{question.code}_{row.code}"
                    known.setdefault(f"{name}{joint}{row.code}", (asked, ""))
                if question.type in _TICKED and question.other:
                    known.setdefault(f"{name}{joint}other", (question.code, "other"))
        return cls(known)


def read_relevance(written: str, names: Names) -> Condition:
    """Return an equation as our logic, None if it always holds, or what of it cannot be said."""
    written = written.strip()
    if written in ("", "1"):
        return None
    try:
        return read_expression(written.removeprefix("{").removesuffix("}"), _dialect(names))
    except NotSayableError as error:
        return Unsayable(written, str(error))


def _dialect(names: Names) -> Dialect:
    def compare(name: str, operator: str, value: Literal | None) -> Expression:
        if isinstance(value, tuple) or value is None:
            raise NotSayableError("it compares with a list")
        return _compared(*_meaning(name, names), operator, value)

    def call(_: str, argument: str) -> Expression:
        code, option = _meaning(argument, names)
        return _compared(code, option, "=", "")

    return Dialect("name", _OPERATORS, (), ("is_empty",), compare, call)


def _meaning(name: str, names: Names) -> tuple[str, str]:
    for suffix in _SUFFIXES:
        name = name.removesuffix(suffix)
    if "." in name:
        raise NotSayableError(f"{name} asks for more than an answer")
    return names.known.get(name, (name, ""))


def _compared(code: str, option: str, operator: str, value: Value) -> Expression:
    if operator in _ORDERED and not option:
        return Says(code, _ORDERED[operator], (value,))
    if operator in _ORDERED:
        raise NotSayableError(f"{code} is ticked or not, and has no order")
    if option:
        ticked = Says(code, Operator.INCLUDES, (option,))
        is_ticked = value not in ("", "N")
        return ticked if is_ticked is (operator == "=") else Not(ticked)
    said = is_answered(code, answered=False) if value == "" else Says(code, Operator.IS, (value,))
    return said if operator == "=" else Not(said)
