"""Bars as places and lengths on a drawing of any width, ready for a template.

What lies across is in percent of the drawing's width, so that nobody scrolls; what lies up and down is in
pixels.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

WHOLE = 100.0
BAR_HEIGHT = 16
COLUMN_HEIGHT = 120
# A column's part of the room that it has; the rest is between it and its neighbours.
COLUMN_PART = 0.7
# More names than this do not stand beside each other on a narrow screen.
MOST_NAMES = 5


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
    """A bar on the drawing: its boxes, its room from `x` on, and where its mark stands.

    The mark is a place across in a row, and one down in a column; `has_name` says whether there is room to
    write its label below it.
    """

    bar: Bar
    boxes: tuple[Box, ...]
    mark: float | None
    x: float = 0.0
    width: float = WHOLE
    has_name: bool = True


@dataclass(frozen=True)
class BarChart:
    """A whole drawing."""

    title: str
    bars: tuple[DrawnBar, ...]


def bar_chart(title: str, bars: Iterable[Bar]) -> BarChart:
    """Return bars that lie below each other, each a drawing of its own, which the longest one fills."""
    bars = tuple(bars)
    scale = WHOLE / _longest(bars)
    drawn = (
        DrawnBar(
            bar,
            tuple(Box(kind, x, 0, width, BAR_HEIGHT) for kind, x, width in _laid(bar, scale)),
            mark=None if bar.mark is None else round(bar.mark * scale, 2),
        )
        for bar in bars
    )
    return BarChart(title, tuple(drawn))


def column_chart(title: str, bars: Iterable[Bar]) -> BarChart:
    """Return bars that stand beside each other on one drawing, the highest as high as there is room."""
    bars = tuple(bars)
    scale, room = COLUMN_HEIGHT / _longest(bars), WHOLE / max(1, len(bars))
    step = max(3, math.ceil(len(bars) / MOST_NAMES))
    drawn = []
    for number, bar in enumerate(bars):
        x = number * room
        left, width = round(x + room * (1 - COLUMN_PART) / 2, 2), round(room * COLUMN_PART, 2)
        boxes = (
            Box(kind, left, round(COLUMN_HEIGHT - foot - height, 2), width, height)
            for kind, foot, height in _laid(bar, scale)
        )
        mark = None if bar.mark is None else round(COLUMN_HEIGHT - bar.mark * scale, 2)
        # A name at the end would stand out of the drawing.
        has_name = number == 0 or (number % step == 0 and number + step / 2 < len(bars))
        drawn.append(DrawnBar(bar, tuple(boxes), mark, round(x, 2), round(room, 2), has_name))
    return BarChart(title, tuple(drawn))


def _laid(bar: Bar, scale: float) -> Iterator[tuple[str, float, float]]:
    """Yield the kind, the beginning and the length of each part of a bar."""
    start = 0.0
    for kind, value in bar.parts:
        yield kind, round(start, 2), round(value * scale, 2)
        start += value * scale


def _longest(bars: Sequence[Bar]) -> float:
    lengths = [max(sum(value for _, value in bar.parts), bar.mark or 0) for bar in bars]
    return max([*lengths, 1e-9]) or 1
