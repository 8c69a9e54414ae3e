"""Bars as places and lengths on a drawing, ready for a template; all measures are the drawing's units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LABEL_WIDTH = 165
BAR_WIDTH = 400
VALUE_WIDTH = 130
ROW_HEIGHT = 26
COLUMN_WIDTH = 26
COLUMN_HEIGHT = 120
FOOT_HEIGHT = 34


@dataclass(frozen=True)
class Bar:
    """A row of a chart: parts by kind in their order, a mark where the aim is, and what to write."""

    label: str
    parts: tuple[tuple[str, float], ...]
    words: str
    mark: float | None = None
    is_over: bool = False


@dataclass(frozen=True)
class Box:
    """A part of a bar on the drawing."""

    kind: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class DrawnBar:
    """A bar on the drawing: its boxes, and where label, words and mark stand."""

    bar: Bar
    boxes: tuple[Box, ...]
    x: float
    y: float
    mark: float | None


@dataclass(frozen=True)
class BarChart:
    """A whole drawing, `width` by `height`."""

    title: str
    width: float
    height: float
    bars: tuple[DrawnBar, ...]


def bar_chart(title: str, bars: Iterable[Bar]) -> BarChart:
    """Return bars that lie below each other, the longest as long as there is room."""
    bars = tuple(bars)
    scale = BAR_WIDTH / _longest(bars)
    drawn = []
    for row, bar in enumerate(bars):
        x, boxes = float(LABEL_WIDTH), []
        for kind, value in bar.parts:
            boxes.append(
                Box(kind, round(x, 1), row * ROW_HEIGHT + 5, round(value * scale, 1), ROW_HEIGHT - 10)
            )
            x += value * scale
        mark = None if bar.mark is None else round(LABEL_WIDTH + bar.mark * scale, 1)
        x = max(x, mark or 0)
        drawn.append(DrawnBar(bar, tuple(boxes), round(x + 8, 1), row * ROW_HEIGHT, mark))
    width = LABEL_WIDTH + BAR_WIDTH + VALUE_WIDTH
    return BarChart(title, width, max(1, len(bars)) * ROW_HEIGHT, tuple(drawn))


def column_chart(title: str, bars: Iterable[Bar]) -> BarChart:
    """Return bars that stand beside each other, the highest as high as there is room."""
    bars = tuple(bars)
    scale = COLUMN_HEIGHT / _longest(bars)
    drawn = []
    for column, bar in enumerate(bars):
        x, y, boxes = column * COLUMN_WIDTH, float(COLUMN_HEIGHT), []
        for kind, value in bar.parts:
            y -= value * scale
            boxes.append(Box(kind, x + 4, round(y, 1), COLUMN_WIDTH - 8, round(value * scale, 1)))
        mark = None if bar.mark is None else round(COLUMN_HEIGHT - bar.mark * scale, 1)
        drawn.append(DrawnBar(bar, tuple(boxes), x, COLUMN_HEIGHT, mark))
    width = max(1, len(bars)) * COLUMN_WIDTH
    return BarChart(title, width, COLUMN_HEIGHT + FOOT_HEIGHT, tuple(drawn))


def _longest(bars: Sequence[Bar]) -> float:
    lengths = [max(sum(value for _, value in bar.parts), bar.mark or 0) for bar in bars]
    return max([*lengths, 1e-9]) or 1
