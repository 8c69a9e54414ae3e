"""Numbers with their noun."""

import pytest

from editorial.quantities import quantity


@pytest.mark.parametrize(("number", "words"), [(0, "0 posts"), (1, "1 post"), (21, "21 posts")])
def test_one_thing_is_singular_and_any_other_number_plural(number, words):
    assert quantity(number, "post") == words


def test_an_irregular_plural_is_given():
    assert [quantity(number, "person", "people") for number in (1, 3)] == ["1 person", "3 people"]
