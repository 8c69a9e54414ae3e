import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.small_cells import protected, protected_pick


@pytest.mark.parametrize(
    ("counts", "least", "kept_back"),
    [
        ((12, 8), 5, (False, False)),
        ((12, 3), 5, (True, True)),
        ((20, 0), 5, (True, True)),
        ((20, 9, 3), 5, (False, True, True)),
        ((20, 4, 3), 5, (False, True, True)),
        # Together 8: whoever knows that both are below 5 knows both.
        ((20, 9, 4, 4), 5, (False, True, True, True)),
        # Together 3: too few themselves.
        ((20, 9, 2, 1), 5, (False, True, True, True)),
        ((20, 9, 9, 2), 5, (False, True, True, True)),
        ((1, 0, 3), 1, (False, False, False)),
        ((), 5, ()),
    ],
)
def test_what_would_give_a_small_number_away_is_kept_back_too(counts, least, kept_back):
    assert protected(counts, least) == kept_back


@pytest.mark.parametrize(("parts", "most", "least"), [(2, 14, 3), (3, 14, 3), (4, 11, 3), (3, 16, 4)])
def test_nobody_who_knows_the_rule_can_compute_a_number_that_is_kept_back(parts, most, least):
    for whole in range(most + 1):
        tables = [t for t in itertools.product(range(whole + 1), repeat=parts) if sum(t) == whole]
        looks_like = {}
        for table in tables:
            hidden = protected(table, least)
            shown = tuple(None if gone else count for gone, count in zip(hidden, table, strict=True))
            looks_like.setdefault(shown, []).append(table)
        for shown, possible in looks_like.items():
            if all(count is None for count in shown) and whole < least:
                # So few answers that their number itself is not told.
                continue
            for place, count in enumerate(shown):
                assert count is not None or len({table[place] for table in possible}) > 1, (shown, possible)


@given(st.lists(st.integers(0, 30), max_size=8), st.integers(2, 9))
def test_no_number_below_the_least_is_ever_shown(counts, least):
    hidden = protected(counts, least)

    assert all(gone or count >= least for gone, count in zip(hidden, counts, strict=True))


@pytest.mark.parametrize(
    ("count", "of", "least", "is_kept_back"),
    [(5, 10, 5, False), (4, 10, 5, True), (6, 10, 5, True), (10, 10, 5, True), (0, 3, 1, False)],
)
def test_of_several_picks_each_is_kept_back_with_its_complement(count, of, least, is_kept_back):
    assert protected_pick(count, of, least) is is_kept_back
