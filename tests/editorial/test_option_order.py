from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.option_order import in_order_shown, is_seed, orders_shown
from tests.builders import make_question

SEEDS = st.text("0123456789abcdef", min_size=16, max_size=16)
OPTIONS = [
    "Green",
    "Black tea",
    {"label": "In between", "pin": True},
    "White",
    {"label": "None", "pin": True},
]


def ids(question):
    return [option.id for option in question.options]


@given(SEEDS)
def test_pinned_options_stay_and_no_other_is_lost(seed):
    question = make_question("choice", options=OPTIONS, shuffle=True)

    shown = ids(in_order_shown(question, seed))

    assert (shown[2], shown[4]) == ("in-between", "none")
    assert sorted(shown) == sorted(ids(question))


@given(SEEDS)
def test_the_same_seed_gives_the_same_order(seed):
    one = make_question("choice", "one", options=list("abcdefgh"), shuffle=True)

    assert in_order_shown(one, seed) == in_order_shown(one, seed)
    assert orders_shown([one], seed) == {"one": ids(in_order_shown(one, seed))}


def test_each_question_has_its_own_order():
    asked = [make_question("choice", name, options=list("abcdefgh"), shuffle=True) for name in ("one", "two")]

    orders = orders_shown(asked, "0123456789abcdef")

    assert orders["one"] != orders["two"]


def test_without_a_seed_or_without_shuffling_the_order_is_the_written_one():
    shuffled = make_question("choice", options=OPTIONS, shuffle=True)
    plain = make_question("choice", options=OPTIONS)

    assert in_order_shown(shuffled, "") == shuffled
    assert in_order_shown(plain, "0" * 16) == plain
    assert orders_shown([shuffled], "") == orders_shown([plain], "0" * 16) == {}


def test_every_order_is_as_likely_as_any_other():
    question = make_question("choice", options=["Green", "Black tea", "White"], shuffle=True)

    orders = Counter(tuple(ids(in_order_shown(question, f"{number * 7919:016x}"))) for number in range(6000))

    # Five degrees of freedom: a fair draw goes beyond 20.5 once in a thousand times.
    assert len(orders) == 6
    assert sum((count - 1000) ** 2 / 1000 for count in orders.values()) < 20.5


@pytest.mark.parametrize("word", ["", "0" * 15, "0" * 17, "G" * 16, "A" * 16, "0" * 16 + "\n", None, 7])
def test_a_seed_is_sixteen_hexadecimal_digits(word):
    assert is_seed("0123456789abcdef")
    assert not is_seed(word)
