"""Markdown to HTML, the same on the site and in the service."""

from typing import Any

from markdown import Markdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "markdown.extensions.extra": {},
    "markdown.extensions.sane_lists": {},
    "markdown.extensions.smarty": {},
    "markdown.extensions.toc": {},
    "markdown.extensions.codehilite": {"css_class": "highlight", "guess_lang": False},
}


def markdown_reader() -> Markdown:
    """Return a converter with the extensions that posts may use; `reset()` it between texts."""
    return Markdown(extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html")


def to_html(text: str) -> str:
    """Return a short Markdown text (an introduction, a biography) as HTML."""
    return markdown_reader().convert(text)
