import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.heading_levels import levelled


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([3, 3, 4], [2, 2, 3]),
        ([1, 2, 3], [2, 3, 4]),
        ([2, 4, 2], [2, 3, 2]),
        ([4, 2, 3], [2, 2, 3]),
        ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
        ([], []),
    ],
)
def test_headings_begin_at_2_and_skip_no_level(before, after):
    text = "".join(f'<h{level} id="x">words</h{level}>' for level in before)

    assert [int(level) for level in re.findall(r"<h(\d) ", levelled(text))] == after
    assert [int(level) for level in re.findall(r"</h(\d)>", levelled(text))] == after


@given(st.lists(st.integers(1, 6)))
def test_no_order_of_headings_leaves_a_gap(levels):
    found = [
        int(level) for level in re.findall(r"<h(\d)>", levelled("".join(f"<h{n}>x</h{n}>" for n in levels)))
    ]

    assert found[:1] in ([], [2])
    assert all(after <= before + 1 for before, after in pairwise(found))
