import pytest

from editorial.bar_chart import BAR_WIDTH, COLUMN_HEIGHT, LABEL_WIDTH, Bar, bar_chart, column_chart


def test_the_longest_bar_takes_all_the_room_and_others_their_part():
    chart = bar_chart("Posts", [Bar("Ada", (("live", 4),), "4"), Bar("Ben", (("live", 1),), "1")])

    assert [drawn.boxes[0].width for drawn in chart.bars] == [BAR_WIDTH, BAR_WIDTH / 4]


def test_an_aim_beyond_all_bars_makes_the_scale():
    chart = bar_chart("Posts", [Bar("Ada", (("live", 1),), "1 of 2", mark=2)])

    [drawn] = chart.bars
    assert drawn.boxes[0].width == BAR_WIDTH / 2
    assert drawn.mark == LABEL_WIDTH + BAR_WIDTH
    assert drawn.x > drawn.mark


def test_parts_of_a_column_stand_on_each_other():
    chart = column_chart("Weeks", [Bar("6 July", (("live", 1), ("planned", 3)), "4")])

    live, planned = chart.bars[0].boxes
    assert live.y + live.height == COLUMN_HEIGHT
    assert planned.y + planned.height == live.y
    assert planned.y == 0


@pytest.mark.parametrize("draw", [bar_chart, column_chart])
@pytest.mark.parametrize("bars", [[], [Bar("Ada", (("live", 0),), "0")]])
def test_nothing_to_show_is_a_drawing_without_length(draw, bars):
    chart = draw("Posts", bars)

    assert chart.width > 0
    assert chart.height > 0
    assert all(box.width == 0 or box.height == 0 for drawn in chart.bars for box in drawn.boxes)
