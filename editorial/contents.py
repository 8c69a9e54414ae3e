"""The table of contents of a long text, from the headings that Markdown found."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

LEVELS = (2, 3)
# From so many headings or words on, a text is one that readers want to jump in.
MANY_HEADINGS = 4
MANY_WORDS = 1500


@dataclass(frozen=True)
class Heading:
    """One heading: its anchor, its words (HTML without tags), and the headings under it."""

    anchor: str
    words: Markup
    parts: tuple["Heading", ...] = ()


def table_of_contents(tokens: Iterable[Mapping[str, Any]], *, words: int) -> tuple[Heading, ...]:
    """Return the headings of levels 2 and 3, nested; nothing for a short text."""
    headings = _headings(tokens)
    number = sum(1 + len(heading.parts) for heading in headings)
    is_long = number >= MANY_HEADINGS or (words >= MANY_WORDS and number > 1)
    return headings if is_long else ()


def _headings(tokens: Iterable[Mapping[str, Any]]) -> tuple[Heading, ...]:
    found: list[Heading] = []
    for token in tokens:
        parts = _headings(token["children"])
        if token["level"] in LEVELS:
            # Markdown has escaped the name already.
            found.append(Heading(token["id"], Markup(token["name"]), parts))  # noqa: S704
        else:
            found += parts
    return tuple(found)
