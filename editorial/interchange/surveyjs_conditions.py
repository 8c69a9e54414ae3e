"""The conditions of SurveyJS: `visibleIf` as our logic."""

from editorial.interchange.expressions import Dialect, Literal, read_expression
from editorial.interchange.logic import (
    All,
    AnyOf,
    Expression,
    Not,
    NotSayableError,
    Says,
    Value,
    is_answered,
)
from editorial.interchange.model import Condition, Unsayable
from editorial.question import Operator

_OPERATORS = {
    **dict.fromkeys(("=", "==", "equal", "is"), "="),
    **dict.fromkeys(("<>", "!=", "notequal"), "!="),
    **dict.fromkeys(("<", "less"), "<"),
    **dict.fromkeys((">", "greater"), ">"),
    **dict.fromkeys(("<=", "lessorequal"), "<="),
    **dict.fromkeys((">=", "greaterorequal"), ">="),
    "contains": "contains",
    "contain": "contains",
    "notcontains": "notcontains",
    "notcontain": "notcontains",
    "anyof": "anyof",
    "allof": "allof",
    "noneof": "noneof",
    "empty": "empty",
    "notempty": "notempty",
}
_ORDERED = {
    "<": Operator.BELOW,
    ">": Operator.ABOVE,
    "<=": Operator.AT_MOST,
    ">=": Operator.AT_LEAST,
}


def read_visible_if(written: str) -> Condition:
    """Return a `visibleIf` as our logic, or what of it cannot be said."""
    try:
        return read_expression(written, _DIALECT)
    except NotSayableError as error:
        return Unsayable(written, str(error))


def _compare(name: str, operator: str, value: Literal | None) -> Expression:
    if operator in ("empty", "notempty"):
        return is_answered(name, answered=operator == "notempty")
    values: tuple[Value, ...] = value if isinstance(value, tuple) else (value,) if value is not None else ()
    if operator in _ORDERED:
        return Says(name, _ORDERED[operator], values)
    if operator in ("=", "anyof"):
        return Says(name, Operator.IS, values)
    if operator in ("!=", "noneof"):
        return Not(Says(name, Operator.IS, values))
    includes: tuple[Expression, ...] = tuple(Says(name, Operator.INCLUDES, (one,)) for one in values)
    if operator == "notcontains":
        return Not(AnyOf(includes))
    return includes[0] if len(includes) == 1 else All(includes)


def _call(name: str, _: str) -> Expression:
    raise NotSayableError(f"it calls the function {name}")


_DIALECT = Dialect("braced", _OPERATORS, ("empty", "notempty"), (), _compare, _call)
