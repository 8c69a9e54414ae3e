"""Texts that a link would publish as files: with `{static}` and `{attach}` Pelican copies what they name.

Nor is a text an image: `{filename}` stays in the page then, with the name of a post that may still wait.
"""

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote

from editorial.bodycheck_addresses import ShortText
from editorial.bodycheck_parts import read_body
from editorial.link_target import indicated, split_address
from editorial.markup import UNCONVERTED, markdown_reader
from editorial.page import Page
from editorial.post import Post
from editorial.problems import Problem

FILE_KINDS = ("static", "attach")
_SHOWN_ELSEWHERE = ("authors", "surveys", "editorial.yaml")
# Seen in passing, and in code, too; only a text that has it is converted to look closer.
_LIKELY = re.compile(rf"[{{|]\s*(?:{'|'.join(FILE_KINDS)})\s*[|}}][^\n]*?\.(?:md|ya?ml)\b", re.IGNORECASE)
_LIKELY_IMAGE = re.compile(
    r"""(?:!\[[^\n]*?\]\(|\b(?:src|srcset|poster|data)\s*=)\s*["'<]?[{|]\s*filename\s*[|}]""", re.IGNORECASE
)


def texts_as_files(
    texts: Mapping[str, Post | Page | ShortText], sources: Collection[str]
) -> Iterator[Problem]:
    """Yield an error for each link in texts, by their paths in the content, that would publish a source."""
    reader = markdown_reader()
    for path, text in texts.items():
        written = unquote(html.unescape(text.body))
        if not _LIKELY.search(written) and not _LIKELY_IMAGE.search(written):
            continue
        try:
            body = read_body(text.body, first_line=text.body_line, reader=reader)
        except UNCONVERTED:
            reader = markdown_reader()
            continue
        for target, line in body.targets:
            kind, name = _named(target, path, sources)
            if kind in FILE_KINDS and name in sources:
                yield text_as_file(name, text.source.path, line)
        for image in body.images:
            kind, name = _named(image.source, path, sources)
            if kind == "filename" and name in sources:
                yield text_as_image(name, text.source.path, image.line)


def _named(target: str, at: str, sources: Collection[str]) -> tuple[str, str]:
    kind, written = indicated(target)
    return kind, named_file(written, at, sources) if kind else ""


def text_as_file(name: str, path: str, line: int) -> Problem:
    """Return the error of a link to the text `name` that would publish its source."""
    message = f"{name} is a text that the site is made from, and is not published as a file"
    has_page_of_its_own = name.partition("/")[0] not in _SHOWN_ELSEWHERE
    remedy = f"write it as {{filename}}/{name}" if has_page_of_its_own else "link to the page that shows it"
    return Problem(path, line, "text-as-file", message, remedy)


def text_as_image(name: str, path: str, line: int) -> Problem:
    """Return the error of an image that is the text `name`."""
    message = f"{name} is a text, which nothing shows as an image"
    return Problem(path, line, "text-as-file", message, f"link to it: [words]({{filename}}/{name})")


def named_file(written: str, at: str, known: Collection[str]) -> str:
    """Return the path in the content folder that an address in the text at `at` means, decoded or not."""
    path = split_address(written).path
    base = "" if path.startswith("/") else posixpath.dirname(at)
    raw, decoded = (
        posixpath.normpath(posixpath.join(base, name.lstrip("/"))) for name in (path, unquote(path))
    )
    return raw if raw in known else decoded
