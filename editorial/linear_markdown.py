"""Steps of the Markdown library that take too long for long texts, in time that grows with the text alone.

The library copies the whole text for each block of code, and looks through all blocks for each blank after
one.
"""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.fenced_code import FencedBlockPreprocessor
from markdown.treeprocessors import Treeprocessor
from pygments.formatters.html import HtmlFormatter


class FencesInOnePass(FencedBlockPreprocessor):
    """Hands the library one block at a time, and puts the text together once."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with what stands for each block in its place."""
        text = "\n".join(lines)
        parts: list[str] = []
        end = 0
        for match in self.FENCED_BLOCK_RE.finditer(text):
            parts += text[end : match.start()], "\n".join(super().run(match[0].split("\n")))
            end = match.end()
        return "".join([*parts, text[end:]]).split("\n")


class QuotesBesideBlanks(Treeprocessor):
    """Keeps blanks between elements from the step that sets typographic quotes: it finds none in them."""

    def __init__(self, md: Markdown, smarty: Treeprocessor) -> None:
        super().__init__(md)
        self.smarty = smarty

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        blanks = [
            (element, element.tail) for element in root.iter() if element.tail and element.tail.isspace()
        ]
        for element, _ in blanks:
            element.tail = None
        self.smarty.run(root)
        for element, blank in blanks:
            element.tail = blank


def kept_formatter() -> Callable[..., HtmlFormatter[str]]:
    """Return a maker of formatters that makes each once: making one takes longer than most code blocks.

    Numbers stand in the lines: the library's table of numbers and code cannot be scrolled as code is.
    """
    known: dict[str, HtmlFormatter[str]] = {}

    def formatter(*, lang_str: str, **options: Any) -> HtmlFormatter[str]:  # noqa: ARG001 - the library's name
        if options.get("linenos"):
            options["linenos"] = "inline"
        key = repr(sorted(options.items()))
        if key not in known:
            known[key] = HtmlFormatter(**options)
        return known[key]

    return formatter
