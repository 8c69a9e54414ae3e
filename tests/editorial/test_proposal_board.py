"""What is planned so far, counted for the proposals."""

from datetime import date

import pytest

from editorial.proposal_board import ProposalBoard
from tests.builders import make_post

JUNE = date(2026, 6, 10)
TEA = make_post("posts/tea.md", category="Tea", stage="interest", idea="practical")
CUPS = make_post("posts/cups.md", category="Cups", stage="loyalty", idea="practical")
NEW = make_post("posts/new.md", category="Tea", stage="interest")


def test_the_slot_counts_as_one_more_post_of_its_quarter():
    board = ProposalBoard([(JUNE, TEA), (JUNE, CUPS), (date(2026, 7, 1), NEW)])

    # Half of three are 1.5, of which one is there.
    assert board.lacking("interest", JUNE, 0.5) == 0.5
    assert board.lacking("practical", JUNE, 0.5) == -0.5


def test_a_post_that_would_move_is_not_counted_where_it_is():
    board = ProposalBoard([(JUNE, TEA), (JUNE, CUPS)])

    assert board.in_quarter(JUNE) == {"tea", "cups"}
    assert board.lacking("interest", JUNE, 0.5, is_counted=True) == 1
    assert board.in_quarter(date(2026, 7, 1)) == set()
    assert board.lacking("interest", date(2026, 7, 1), 0.5) == 0.5


def test_what_is_taken_stands_on_its_new_day_only():
    board = ProposalBoard([(JUNE, TEA)])

    board.take(date(2026, 8, 3), TEA, "ada")

    assert board.last_of_topic("Tea", date(2026, 7, 31)) is None
    assert board.last_of_topic("Tea", date(2026, 8, 3)) == date(2026, 8, 3)
    assert list(board.near(JUNE, within=10)) == []
    assert board.lacking("interest", JUNE, 1) == 1
    assert (board.in_quarter(JUNE), board.in_quarter(date(2026, 8, 31))) == (set(), {"tea"})
    assert (board.given("ada", date(2026, 8, 31)), board.given("ada", JUNE)) == ({"tea"}, set())


def test_a_topic_is_last_seen_before_the_slot_and_not_after_it():
    board = ProposalBoard([(JUNE, TEA), (date(2026, 6, 30), NEW)])

    assert board.last_of_topic("Tea", date(2026, 6, 29)) == JUNE


@pytest.mark.parametrize(("within", "days"), [(5, [0]), (6, [0, 5]), (21, [0, 5, 20])])
def test_near_are_those_within_less_than_so_many_days(within, days):
    board = ProposalBoard([(JUNE, TEA), (date(2026, 6, 5), CUPS), (date(2026, 6, 30), NEW)])

    assert sorted(distance for distance, _ in board.near(JUNE, within=within)) == days
