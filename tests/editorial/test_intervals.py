import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.intervals import answers_needed, days_until, net_promoter_score, wilson


@pytest.mark.parametrize(
    ("hits", "number", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),
        (0, 10, 0, 0.2775),
        (10, 10, 0.7225, 1),
        (45, 60, 0.6277, 0.8422),
        (1, 1, 0.2065, 1),
        (0, 0, 0, 1),
    ],
)
def test_wilson_intervals_are_those_of_the_tables(hits, number, low, high):
    interval = wilson(hits, number)

    assert (interval.low, interval.high) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 5000).flatmap(lambda number: st.tuples(st.integers(0, number), st.just(number))))
def test_the_share_lies_in_its_interval_and_the_interval_between_0_and_1(pair):
    hits, number = pair

    interval = wilson(hits, number)

    assert 0 <= interval.low <= hits / number <= interval.high <= 1


@pytest.mark.parametrize(
    ("promoters", "detractors", "number", "score", "margin"),
    [(50, 20, 100, 30, 15.3), (25, 10, 50, 30, 21.6)],
)
def test_the_margin_of_a_net_promoter_score(promoters, detractors, number, score, margin):
    found = net_promoter_score(promoters, detractors, number)

    assert found.score == pytest.approx(score)
    assert round(found.margin, 1) == margin


def test_there_is_no_score_without_answers():
    assert net_promoter_score(0, 0, 0) is None


@pytest.mark.parametrize(("points", "number"), [(10, 97), (5, 385), (3, 1068)])
def test_so_many_answers_are_needed(points, number):
    assert answers_needed(points) == number


@pytest.mark.parametrize(
    ("have", "per_week", "days"), [(0, 97, 7), (0, 20, 34), (97, 0, 0), (100, 5, 0), (0, 0, None)]
)
def test_days_until_enough(have, per_week, days):
    assert days_until(97, have=have, per_week=per_week) == days
