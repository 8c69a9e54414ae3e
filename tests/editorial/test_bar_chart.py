from itertools import pairwise

import pytest

from editorial.bar_chart import COLUMN_HEIGHT, MOST_NAMES, WHOLE, Bar, bar_chart, column_chart


def test_the_longest_bar_takes_all_the_room_and_others_their_part():
    chart = bar_chart("Posts", [Bar("Ada", (("live", 4),), "4"), Bar("Ben", (("live", 1),), "1")])

    assert [drawn.boxes[0].width for drawn in chart.bars] == [WHOLE, WHOLE / 4]


def test_an_aim_beyond_all_bars_makes_the_scale():
    chart = bar_chart("Posts", [Bar("Ada", (("live", 1),), "1 of 2", mark=2)])

    [drawn] = chart.bars
    assert drawn.boxes[0].width == WHOLE / 2
    assert drawn.mark == WHOLE


def test_parts_of_a_column_stand_on_each_other():
    chart = column_chart("Weeks", [Bar("6 July", (("live", 1), ("planned", 3)), "4")])

    live, planned = chart.bars[0].boxes
    assert live.y + live.height == COLUMN_HEIGHT
    assert planned.y + planned.height == live.y
    assert planned.y == 0


@pytest.mark.parametrize("weeks", [1, 2, 22, 52, 104])
def test_columns_share_the_width_and_so_many_have_a_name_as_fit_on_a_narrow_screen(weeks):
    chart = column_chart("Weeks", [Bar(f"week {week}", (("live", 1),), "1") for week in range(weeks)])

    named = [drawn for drawn in chart.bars if drawn.has_name]
    last = chart.bars[-1]
    assert last.x + last.width == pytest.approx(WHOLE, abs=0.5)
    assert 1 <= len(named) <= MOST_NAMES
    assert all(later.x - drawn.x >= WHOLE / MOST_NAMES - last.width for drawn, later in pairwise(named))


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
@pytest.mark.parametrize("bars", [[], [Bar("Ada", (("live", 0),), "0")]])
def test_nothing_to_show_is_a_drawing_without_length(draw, bars):
    chart = draw("Posts", bars)

    assert len(chart.bars) == len(bars)
    assert all(box.width == 0 or box.height == 0 for drawn in chart.bars for box in drawn.boxes)
