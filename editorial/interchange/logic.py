"""Conditions of other tools as one small logic, and their rewriting into what `when` can say."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from editorial.question import Operator

Value = str | float | bool
_OPPOSITES = {
    Operator.IS: Operator.IS_NOT,
    Operator.IS_NOT: Operator.IS,
    Operator.INCLUDES: Operator.IS_NOT,
    Operator.BELOW: Operator.AT_LEAST,
    Operator.AT_LEAST: Operator.BELOW,
    Operator.ABOVE: Operator.AT_MOST,
    Operator.AT_MOST: Operator.ABOVE,
}
# A condition with more alternatives is not one that an author could read.
_MOST_GROUPS = 24


class NotSayableError(Exception):
    """What `when` has no words for; the message says what that is."""


class NeverHoldsError(NotSayableError):
    """A condition that contradicts itself or says never, so that nobody is asked."""


@dataclass(frozen=True)
class Says:
    """A comparison of one answer; without an answer it does not hold, except for `answered: no`."""

    question: str
    operator: Operator
    values: tuple[Value, ...]


@dataclass(frozen=True)
class All:
    """Holds if all parts do, and so without any."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class AnyOf:
    """Holds if at least one part does."""

    parts: tuple["Expression", ...]


@dataclass(frozen=True)
class Not:
    """Holds if the part does not."""

    part: "Expression"


Expression = Says | All | AnyOf | Not
Group = tuple[Says, ...]
ALWAYS = All(())
NEVER = AnyOf(())


def is_answered(question: str, *, answered: bool = True) -> Says:
    """Return the condition that a question has an answer, or has none."""
    return Says(question, Operator.ANSWERED, (answered,))


def both(first: Expression | None, second: Expression | None) -> Expression | None:
    """Return the condition that two hold, either of which may be missing."""
    if first is None or second is None:
        return first or second
    return All((first, second))


def alternatives(expression: Expression) -> tuple[Group, ...]:
    """Return groups of comparisons, any one of which is to hold as a whole; an empty group always holds.

    None at all means that it never holds. Raises NotSayableError where there are too many.
    """
    groups = [tidy for group in _groups(_pushed(expression)) if (tidy := _tidied(group)) is not None]
    if any(not group for group in groups):
        return ((),)
    return tuple(dict.fromkeys(groups))


def _pushed(expression: Expression, *, negated: bool = False) -> Expression:
    """Return the same without Not: negation moves into the comparisons."""
    if isinstance(expression, Not):
        return _pushed(expression.part, negated=not negated)
    if isinstance(expression, Says):
        return _opposite(expression) if negated else expression
    kind = AnyOf if isinstance(expression, All) is negated else All
    return kind(tuple(_pushed(part, negated=negated) for part in expression.parts))


def _opposite(said: Says) -> Expression:
    if said.operator is Operator.ANSWERED:
        return is_answered(said.question, answered=not said.values[0])
    # Without an answer the comparison does not hold, so its opposite does.
    compared = Says(said.question, _OPPOSITES[said.operator], said.values)
    return AnyOf((compared, is_answered(said.question, answered=False)))


def _groups(expression: Expression) -> list[Group]:
    if isinstance(expression, Says):
        return [(expression,)]
    if isinstance(expression, Not):
        return _groups(_pushed(expression))
    if isinstance(expression, AnyOf):
        found = [group for part in expression.parts for group in _groups(part)]
        groups = _joined(found)
    else:
        groups = [()]
        for part in expression.parts:
            groups = [(*left, *right) for left, right in product(groups, _groups(part))]
            groups = [group for group in groups if _tidied(group) is not None]
    if len(groups) > _MOST_GROUPS:
        raise NotSayableError("it has too many alternatives")
    return groups


def _joined(groups: Iterable[Group]) -> list[Group]:
    """Return alternatives that name the same question as one with several values."""
    joined: dict[object, Group] = {}
    for group in groups:
        is_plain = len(group) == 1 and group[0].operator in (Operator.IS, Operator.INCLUDES)
        key = (group[0].question, group[0].operator) if is_plain else group
        if is_plain and key in joined:
            values = dict.fromkeys((*joined[key][0].values, *group[0].values))
            joined[key] = (Says(group[0].question, group[0].operator, tuple(values)),)
        else:
            joined.setdefault(key, group)
    return list(joined.values())


def _tidied(group: Group) -> Group | None:
    """Return a group without what another of its comparisons implies; None if it contradicts itself."""
    compared = {said.question for said in group if said.operator is not Operator.ANSWERED}
    answered = {said.question for said in group if said.operator is Operator.ANSWERED and said.values[0]}
    missing = {said.question for said in group if said.operator is Operator.ANSWERED and not said.values[0]}
    if missing & (compared | answered):
        return None
    kept: dict[tuple[str, Operator], Says] = {}
    rest: list[Says] = []
    for said in dict.fromkeys(group):
        if said.operator is Operator.ANSWERED and said.values[0] and said.question in compared:
            continue
        key = (said.question, said.operator)
        if said.operator is Operator.IS_NOT and key in kept:
            values = dict.fromkeys((*kept[key].values, *said.values))
            rest[rest.index(kept[key])] = kept[key] = Says(*key, tuple(values))
            continue
        kept.setdefault(key, said)
        rest.append(said)
    return tuple(rest)
