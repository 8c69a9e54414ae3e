"""Texts as HTML, kept between builds: converting takes most of a build, and few texts change in between.

A text is found again by the digest of its words, of the converters' versions and of our own extensions.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from editorial import callouts, embeds, html_comments, linear_markdown, markup, work_meter
from editorial.embeds import without_frames
from editorial.foreign_document import HTML_SUFFIXES, REST_SUFFIXES
from editorial.page import Page
from editorial.post import Post
from plugins import rest_text
from plugins.derived_files import DerivedFiles

_OWN_CODE = (
    __file__, callouts.__file__, embeds.__file__, html_comments.__file__, linear_markdown.__file__,
    markup.__file__, rest_text.__file__, work_meter.__file__,
)  # fmt: skip
_LIBRARIES = ("markdown", "docutils", "pelican", "pygments")


@dataclass(frozen=True)
class Rendered:
    """A text's HTML, and its headings as Markdown's `toc` names them."""

    html: str
    headings: list[Mapping[str, Any]]


class RenderedTexts:
    """Converts texts, or finds them converted; without a folder nothing is kept."""

    def __init__(self, folder: str) -> None:
        self.cache = DerivedFiles(Path(folder)) if folder else None
        self.engine = _engine()
        self.markdown = markup.markdown_reader()

    def render(self, text: Post | Page) -> Rendered:
        """Return a text as HTML."""
        if self.cache is None:
            return self._convert(text)
        suffix = Path(text.source.path).suffix
        data = self.cache.get(
            f"{self.engine}\n{suffix}\n{text.body}", ".json", lambda: _data(self._convert(text))
        )
        return Rendered(**json.loads(data))

    def _convert(self, text: Post | Page) -> Rendered:
        if text.source.path.endswith(REST_SUFFIXES):
            return Rendered(without_frames(rest_text.rest_to_html(text.body, text.source.path)), [])
        if text.source.path.endswith(HTML_SUFFIXES):
            return Rendered(without_frames(text.body), [])
        # Every text leaves its own headings and footnotes in the converter.
        try:
            html = self.markdown.reset().convert(text.body)
        except markup.UNCONVERTED:
            # `check` calls it an error. What was begun and not ended must not get into the next text.
            self.markdown = markup.markdown_reader()
            return Rendered(markup.as_written(text.body), [])
        return Rendered(html, self.markdown.toc_tokens)  # type: ignore[attr-defined]


def _data(rendered: Rendered) -> bytes:
    return json.dumps({"html": rendered.html, "headings": rendered.headings}, ensure_ascii=False).encode()


def _engine() -> str:
    own = hashlib.sha256(b"".join(Path(file).read_bytes() for file in _OWN_CODE)).hexdigest()
    return " ".join([*(version(name) for name in _LIBRARIES), own])
