"""Words of other tools: HTML made plain or into Markdown, and names made fit for our ids."""

import re
import unicodedata
from collections.abc import Container

from lxml import html
from lxml.etree import ParserError

from editorial.blank import is_blank
from editorial.question import is_question_id
from editorial.slug import is_slug, slugify

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<!--|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]\w*);")
_BLOCKS = ("br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "hr")
_UNSEEN = ("script", "style", "head", "title")
_LONGEST_ID = 60


def printable(text: str) -> str:
    """Return text without what no page can show: control characters and halves of surrogate pairs."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))


def folded(text: str) -> str:
    """Return text on one line, and nothing of one that shows nothing."""
    return "" if is_blank(text) else " ".join(printable(text).split())


def plain(markup: str) -> str:
    """Return HTML as one line of plain text; what has no tags stays as it is."""
    markup = printable(markup)
    if not _TAG.search(markup):
        return folded(markup)
    try:
        root = html.fragment_fromstring(markup, create_parent="div")
    except (ParserError, ValueError):
        return folded(_TAG.sub(" ", markup))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            element.text = None
            continue
        if element.tag in _BLOCKS:
            element.text = f" {element.text or ''}"
            element.tail = f" {element.tail or ''}"
    return folded("".join(t for t in root.itertext() if isinstance(t, str)))


def loses_markup(markup: str) -> bool:
    """Return whether HTML holds more than words and lines: links, images, emphasis, tables."""
    return (
        re.search(r"<(?:a|img|video|audio|iframe|table|ul|ol|b|strong|i|em|u|sup|sub|h[1-6])\b", markup)
        is not None
    )


def markdown(markup: str) -> str:
    """Return HTML as Markdown; what has no tags stays as it is."""
    markup = printable(markup)
    if not _TAG.search(markup):
        return markup.strip()
    # It takes longer to load than most commands take to run.
    from markdownify import markdownify

    text = markdownify(markup, strip=["script", "style"], heading_style="ATX", bullets="-")
    lines = (line.rstrip() for line in str(text).replace("\xa0", " ").strip().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def joined_words(whole: str, part: str) -> str:
    """Return the words of a question about one part of another."""
    whole = plain(whole).rstrip(" :")
    if not whole or not part.strip():
        return whole or part
    return f"{whole} {part}" if whole[-1] in ".?!" else f"{whole}: {part}"


def question_id(code: str, taken: Container[str], *, fallback: str = "question") -> str:
    """Return an id for a question that is like its code and is not taken yet."""
    if is_question_id(code) and code not in taken:
        return code
    # favoriteColor is two words to a reader, and so is Q1a to nobody.
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", code)
    words = re.findall(r"[a-z0-9]+", slugify(spaced))
    base = "_".join(words)[:_LONGEST_ID].strip("_") or fallback
    if not base[0].isalpha():
        base = f"q{base}"
    return _untaken(base, taken, "_")


def option_id(code: str, label: str, taken: Container[str]) -> str:
    """Return an id for an option that is like its code and is not taken yet."""
    if is_slug(code) and code not in taken:
        return code
    return _untaken(slugify(code.strip() or label)[:_LONGEST_ID].rstrip("-_."), taken, "-")


def _untaken(base: str, taken: Container[str], joint: str) -> str:
    number, word = 2, base
    while word in taken:
        word = f"{base}{joint}{number}"
        number += 1
    return word
