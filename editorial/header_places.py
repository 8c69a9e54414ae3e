"""Where in a file each header field stands: the characters of its value, of its items, and its lines."""

import re

import yaml

from editorial.header_lines import header_lines
from editorial.header_text import Form, Layout, Place, RawText, Span, Style
from editorial.header_yaml import yaml_layout

_FENCE = re.compile(r"---[ \t]*")
_FENCE_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_LOOSE = re.compile(r"(?P<key>[\w-]+):(?P<value>.*)")
_REST = re.compile(r":(?P<key>[\w .-]+?):[ \t]*(?P<value>.*)")


def find_places(raw: RawText, *, loose: bool = False, rest: bool = False) -> Layout | None:
    """Return where the fields of a file's header stand; None if it has none that can be edited.

    `loose` also takes headers of other tools that are no YAML, `rest` is for reStructuredText.
    """
    if rest:
        return _rest_places(raw)
    lines = raw.lines
    start = next((number for number, line in enumerate(lines) if line.strip()), 0) if loose else 0
    if not _FENCE.fullmatch(lines[start]):
        return _line_places(raw, start)
    end = next(
        (n for n, line in enumerate(lines[start + 1 :], start + 1) if _FENCE_END.fullmatch(line)), None
    )
    if end is None:
        return _line_places(raw, start) if loose else None
    try:
        return yaml_layout(raw, start + 1, end) if not start else _loose_places(raw, start + 1, end)
    except yaml.YAMLError:
        return _loose_places(raw, start + 1, end) if loose else None


def _line_places(raw: RawText, first: int = 0) -> Layout | None:
    found: dict[str, list[tuple[int, Span, bool]]] = {}
    names: dict[str, str] = {}
    for line in header_lines(raw.lines, first)[0]:
        key = line.key.lower()
        names.setdefault(key, line.key)
        found.setdefault(key, []).append((line.number, _stripped(raw, line.number, line.match), line.begins))
    if not found:
        return None
    places = sorted(
        (_place_of_lines(names[key], pieces) for key, pieces in found.items()),
        key=lambda place: place.first_line,
    )
    return Layout(Style.LINES, tuple(places), places[0].first_line)


def _place_of_lines(key: str, pieces: list[tuple[int, Span, bool]]) -> Place:
    numbers = [number for number, _, _ in pieces]
    texts = tuple(span for _, span, _ in pieces if span.end > span.start) or (pieces[0][1],)
    refusal = "" if numbers[-1] - numbers[0] == len(numbers) - 1 else "its lines stand apart"
    is_repeated = sum(begins for _, _, begins in pieces) > 1
    form = Form.ITEMS if is_repeated else Form.CONTINUED if len(texts) > 1 else Form.TEXT
    return Place(key, numbers[0], numbers[-1], form, texts, refusal=refusal)


def _loose_places(raw: RawText, first: int, end: int) -> Layout:
    places = []
    for number in range(first, end):
        if match := _LOOSE.fullmatch(raw.lines[number]):
            span = _stripped(raw, number, match, quotes="\"'")
            places.append(Place(match["key"], number, number, Form.TEXT, (span,)))
    return Layout(Style.LINES, tuple(places), first)


def _rest_places(raw: RawText) -> Layout | None:
    places: list[Place] = []
    for number, line in enumerate(raw.lines):
        if match := _REST.fullmatch(line):
            places.append(Place(match["key"], number, number, Form.TEXT, (_stripped(raw, number, match),)))
        elif places and line[:1].isspace() and line.strip():
            last = places.pop()
            places.append(
                Place(last.key, last.first_line, number, Form.OTHER, (), refusal="it takes several lines")
            )
        elif places and line.strip():
            break
    return Layout(Style.REST, tuple(places), places[0].first_line) if places else None


def _stripped(raw: RawText, number: int, match: re.Match[str], quotes: str = "") -> Span:
    value, start = match["value"], raw.start_of(number) + match.start("value")
    # First the white space goes, then the quotes, as in reading.
    for signs in (None, quotes):
        left = len(value) - len(value.lstrip(signs)) if signs != "" else 0
        value = value.strip(signs) if signs != "" else value
        start += left if value else 0
    return Span(start, start + len(value))
