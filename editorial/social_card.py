"""What stands on a post's social card, and how its title is set: sizes, lines, what a font can show.

All lengths are in pixels of a card of 1200 × 630. Drawing is somebody else's business.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
TEXT_WIDTH = WIDTH - 2 * MARGIN
TITLE_HEIGHT = 336
LEADING = 1.16
# The largest that fits is taken.
TITLE_SIZES = (96, 88, 80, 72, 64, 56, 48)
LONGEST_TITLE = 300
_COLOUR = re.compile(r"--([\w-]+):\s*#([0-9a-f]{3}|[0-9a-f]{6})\s*;", re.IGNORECASE)

Measure = Callable[[str], float]


@dataclass(frozen=True)
class CardText:
    """The words on a card; `progress` is the stage's place on the way, None without a stage."""

    site: str
    title: str
    authors: tuple[str, ...] = ()
    stage: str = ""
    progress: int | None = None


@dataclass(frozen=True)
class Setting:
    """A title as it is set: the size of its letters and its lines."""

    size: int
    lines: tuple[str, ...]


def showable(text: str, covers: Callable[[str], bool]) -> str:
    """Return a text as a font can show it, without signs that it lacks; nothing where it lacks a letter.

    A title without its rocket is the same title; one with boxes in place of letters is none.
    """
    shown = []
    for character in unicodedata.normalize("NFC", " ".join(text.split())):
        kind = unicodedata.category(character)
        if kind == "Cf" or "\ufe00" <= character <= "\ufe0f":
            continue
        if character == " " or (kind[0] != "M" and covers(character)):
            shown.append(character)
        elif kind[0] in "LMN":
            return ""
    return " ".join("".join(shown).split())


def set_title(title: str, measure: Measure) -> Setting:
    """Return a title in the largest size that fits, its lines as even as can be.

    `measure` gives the width of a text in letters of the size 1. What does not fit even in the smallest size
    is cut off, and so marked.
    """
    words = title[:LONGEST_TITLE].split()
    if len(title) > LONGEST_TITLE:
        words[-1] += "…"
    widths = {word: measure(word) for word in {*words, " "}}
    for size in TITLE_SIZES:
        room = TEXT_WIDTH / size
        if max(map(widths.__getitem__, words), default=0) > room:
            continue
        lines = _wrapped(words, widths, room)
        if len(lines) <= _most_lines(size):
            return Setting(size, _balanced(words, widths, room, len(lines)))
    return _cut(words, measure)


def signature(names: Sequence[str], measure: Measure, room: float) -> str:
    """Return the authors as they sign, no wider than `room`: all, or the first and how many others."""
    if not names:
        return ""
    *others, last = names
    everyone = f"{', '.join(others)} and {last}" if others else last
    if measure(everyone) <= room:
        return everyone
    few = f"{names[0]} and {len(others)} {'other' if len(others) == 1 else 'others'}" if others else names[0]
    return few if measure(few) <= room else shortened(few, measure, room)


def shortened(text: str, measure: Measure, room: float) -> str:
    """Return a text, cut off where it is wider than `room`; it then ends with “…”."""
    if measure(text) <= room:
        return text
    least, most = 0, len(text)
    while least < most:
        middle = (least + most + 1) // 2
        if measure(text[:middle].rstrip() + "…") <= room:
            least = middle
        else:
            most = middle - 1
    return text[:least].rstrip() + "…"


def colours(css: str) -> Mapping[str, str]:
    """Return the colours that a style sheet defines first, for light pages, as `#rrggbb` by their names."""
    found: dict[str, str] = {}
    for name, digits in _COLOUR.findall(css):
        doubled = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
        found.setdefault(name, f"#{doubled.lower()}")
    return found


def _most_lines(size: int) -> int:
    return int(TITLE_HEIGHT / (size * LEADING))


def _wrapped(words: Sequence[str], widths: Mapping[str, float], room: float) -> list[list[str]]:
    lines: list[list[str]] = []
    used = 0.0
    for word in words:
        if lines and used + widths[" "] + widths[word] <= room:
            used += widths[" "] + widths[word]
            lines[-1].append(word)
        else:
            used = widths[word]
            lines.append([word])
    return lines


def _balanced(words: Sequence[str], widths: Mapping[str, float], room: float, count: int) -> tuple[str, ...]:
    # The narrowest room that needs no more lines makes them even.
    least, most = 0.0, room
    while most - least > 0.01:
        middle = (least + most) / 2
        is_wide_enough = all(widths[word] <= middle for word in words)
        if is_wide_enough and len(_wrapped(words, widths, middle)) <= count:
            most = middle
        else:
            least = middle
    return tuple(" ".join(line) for line in _wrapped(words, widths, most))


def _cut(words: Sequence[str], measure: Measure) -> Setting:
    size = TITLE_SIZES[-1]
    room = TEXT_WIDTH / size
    pieces = [piece for word in words for piece in _pieces(word, measure, room)]
    widths = {piece: measure(piece) for piece in {*pieces, " "}}
    lines = [" ".join(line) for line in _wrapped(pieces, widths, room)]
    shown = lines[: _most_lines(size)]
    if len(lines) > len(shown):
        shown[-1] = shortened(shown[-1] + "…", measure, room)
    return Setting(size, tuple(shown))


def _pieces(word: str, measure: Measure, room: float) -> Iterator[str]:
    fits = partial(_fits, measure=measure, room=room)
    piece = ""
    for character in word:
        if piece and not fits(piece + character):
            yield piece
            piece = ""
        piece += character
    yield piece


def _fits(text: str, *, measure: Measure, room: float) -> bool:
    return measure(text) <= room
