"""Conditions rewritten into groups mean what they meant."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.interchange.logic import All, AnyOf, Not, NotSayableError, Says, alternatives, is_answered
from editorial.interchange.surveyjs_conditions import read_visible_if
from editorial.question import Operator

NAMES, VALUES = ("a", "b"), ("x", "y")
WORLDS = [dict(zip(NAMES, answers, strict=True)) for answers in product((None, *VALUES), repeat=len(NAMES))]
COMPARISONS = st.builds(
    lambda name, operator, value: Says(name, operator, (value,)),
    st.sampled_from(NAMES),
    st.sampled_from([Operator.IS, Operator.IS_NOT]),
    st.sampled_from(VALUES),
) | st.builds(
    lambda name, answered: is_answered(name, answered=answered), st.sampled_from(NAMES), st.booleans()
)
EXPRESSIONS = st.recursive(
    COMPARISONS | st.lists(COMPARISONS, min_size=2, max_size=3).map(lambda parts: All(tuple(parts))),
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, max_size=3).map(lambda parts: All(tuple(parts)))
        | st.lists(inner, max_size=3).map(lambda parts: AnyOf(tuple(parts)))
    ),
    max_leaves=6,
)


def holds(expression, world):
    match expression:
        case Says(name, Operator.ANSWERED, values):
            return (world[name] is not None) is values[0]
        case Says(name, Operator.IS, values):
            return world[name] in values
        case Says(name, Operator.IS_NOT, values):
            return world[name] is not None and world[name] not in values
        case All(parts):
            return all(holds(part, world) for part in parts)
        case AnyOf(parts):
            return any(holds(part, world) for part in parts)
        case Not(part):
            return not holds(part, world)


@settings(max_examples=500)
@given(EXPRESSIONS)
def test_groups_hold_for_the_same_answers(expression):
    try:
        groups = alternatives(expression)
    except NotSayableError:
        return

    for world in WORLDS:
        assert any(all(holds(said, world) for said in group) for group in groups) is holds(expression, world)


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("{a} + 1 > 2", "“+ 1 > 2” is not understood"),
        ("{a} = {b}", "“{b}” is not a value"),
        ("age({a}) > 3", "it calls the function age"),
        ("{a} =", "it breaks off"),
        ("({a} = 1", "“the end” stands where “)” belongs"),
        ("(" * 50 + "{a} = 1" + ")" * 50, "it is nested too deeply"),
        ("{a} = 1" + " or {a} = 1" * 500, "it is too long to be read"),
        ("'a' = {a}", "“'a'” names no question"),
        ("{a} = 1 {b} = 2", "“{b}” is not understood"),
    ],
)
def test_what_cannot_be_said_is_named(written, why):
    assert read_visible_if(written).why == why
