"""Markdown to HTML, the same on the site and in the service, and fit for a strict Content-Security-Policy."""

import html
import re
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from editorial.callouts import Callouts
from editorial.embeds import EmbedLinks, FramesToCards
from editorial.html_comments import CommentsGo
from editorial.linear_markdown import FencesInOnePass, QuotesBesideBlanks, kept_formatter
from editorial.work_meter import TangledTextError, WorkMeter

EXTENSIONS: dict[str, dict[str, Any]] = {
    "markdown.extensions.extra": {},
    "markdown.extensions.sane_lists": {},
    "markdown.extensions.smarty": {},
    "markdown.extensions.toc": {},
    "markdown.extensions.admonition": {},
    "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
}
# What converting raises: for a text that is nested too deep, and for one that would take minutes.
UNCONVERTED = (RecursionError, TangledTextError)
_ALIGNMENT = re.compile(r"text-align:\s*(left|center|right)")


def markdown_reader() -> Markdown:
    """Return a converter with the extensions that posts may use; `reset()` it between texts."""
    code = "markdown.extensions.codehilite"
    configs = EXTENSIONS | {code: EXTENSIONS[code] | {"pygments_formatter": kept_formatter()}}
    return Markdown(
        extensions=[*EXTENSIONS, ReadableExtension()], extension_configs=configs, output_format="html"
    )


# Biographies and introductions are wanted again by every build under `serve` and by every reader.
@lru_cache(maxsize=256)
def to_html(text: str) -> str:
    """Return a Markdown text as HTML; one that the library cannot convert as it is written."""
    try:
        return markdown_reader().convert(text)
    except UNCONVERTED:
        return as_written(text)


def as_written(text: str) -> str:
    """Return HTML that shows a text as it is written."""
    return f"<pre>{html.escape(text)}</pre>"


class ReadableExtension(Extension):
    """Tables and code that scroll by keyboard, alignment by class, callouts, no frames and no comments."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        """Register after the library's own processors."""
        # Under the names, and so in the places, of the library's own.
        fences = FencesInOnePass(md, {"lang_prefix": "language-"})
        md.preprocessors.register(fences, "fenced_code_block", 25)
        quotes = QuotesBesideBlanks(md, md.treeprocessors["smarty"])
        md.treeprocessors.register(quotes, "smarty", 6)
        md.treeprocessors.register(TablesScroll(md), "tables_scroll", 0)
        md.treeprocessors.register(Callouts(md), "callouts", 0)
        md.treeprocessors.register(EmbedLinks(md), "embed_links", 0)
        md.treeprocessors.register(AddressesWithoutBlanks(md), "addresses_without_blanks", 0)
        md.postprocessors.register(CodeScrolls(md), "code_scrolls", 0)
        md.postprocessors.register(FramesToCards(md), "frames_to_cards", 0)
        md.postprocessors.register(CommentsGo(md), "comments_go", 0)
        # Last, so that it meters all that is there.
        WorkMeter(md)


class TablesScroll(Treeprocessor):
    """Puts every table into a region of its own, which a keyboard can reach and scroll."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for cell in (cell for tag in ("th", "td") for cell in root.iter(tag)):
            if match := _ALIGNMENT.search(cell.attrib.pop("style", "")):
                cell.set("class", f"align-{match[1]}")
        places = [
            (parent, place, child)
            for parent in root.iter()
            for place, child in enumerate(parent)
            if child.tag == "table"
        ]
        for number, (parent, place, table) in enumerate(places, 1):
            label = f"Table {number}" if len(places) > 1 else "Table"
            region = Element(
                "div", {"class": "table-scroll", "role": "region", "aria-label": label, "tabindex": "0"}
            )
            region.tail, table.tail = table.tail, None
            parent[place] = region
            region.append(table)


class AddressesWithoutBlanks(Treeprocessor):
    """Escapes blanks in addresses, which Markdown allows between angle brackets and HTML does not."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for tag, name in (("a", "href"), ("img", "src")):
            for element in root.iter(tag):
                if " " in element.get(name, ""):
                    element.set(name, element.get(name, "").strip().replace(" ", "%20"))


class CodeScrolls(Postprocessor):
    """Lets a keyboard scroll code that is wider than the page."""

    def run(self, text: str) -> str:
        """Return the HTML with code blocks that take the focus."""
        return text.replace('<div class="highlight"><pre>', '<div class="highlight"><pre tabindex="0">')
