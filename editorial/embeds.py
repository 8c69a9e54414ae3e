"""Films, maps and the like from other places: cards with a plain link, so that nothing is loaded unasked.

Written as `[What it is](https://…){: .embed }`; a frame that stands in a text as HTML becomes the same.
"""

import html
import re
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement

from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

CLASS = "embed"
REL = "noopener noreferrer"
# What a player shows has a page of its own, which a reader can use.
PLAYERS = (
    (
        re.compile(r"^https://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+).*"),
        r"https://www.youtube.com/watch?v=\1",
    ),
    (re.compile(r"^https://player\.vimeo\.com/video/(\d+).*"), r"https://vimeo.com/\1"),
)
_FRAME = re.compile(
    r"""<iframe\b(?P<attributes>(?:"[^"]*"|'[^']*'|[^'">])*)>[^<]*(?:</iframe\s*>)?""", re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""\b(src|title)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


class EmbedLinks(Treeprocessor):
    """Turns the links that are marked as embeds into cards."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        for link in root.iter("a"):
            where = host(link.get("href", ""))
            if where and CLASS in link.get("class", "").split():
                link.set("rel", REL)
                last = list(link)[-1] if len(link) else None
                if last is None:
                    link.text = f"{link.text or ''} "
                else:
                    last.tail = f"{last.tail or ''} "
                SubElement(link, "span", {"class": "embed__where"}).text = place_words(where)


class FramesToCards(Postprocessor):
    """Turns frames that stand in a text as HTML into cards: a frame would load another site unasked."""

    def run(self, text: str) -> str:
        """Return the HTML without frames."""
        return without_frames(text)


def without_frames(text: str) -> str:
    """Return HTML with cards in the place of frames; one that shows no page of the web goes."""
    return _FRAME.sub(lambda match: card(match["attributes"]), text) if "<iframe" in text.lower() else text


def card(attributes: str) -> str:
    """Return a card as HTML for a frame with these attributes."""
    found = {
        match[1].lower(): html.unescape("".join(match.groups("")[1:]))
        for match in _ATTRIBUTE.finditer(attributes)
    }
    address = page_of_player(found.get("src", "").strip())
    where = host(address)
    if not where:
        return ""
    title = found.get("title", "").strip() or "Shown elsewhere"
    return (
        f'<a class="{CLASS}" href="{html.escape(address)}" rel="{REL}">{html.escape(title)} '
        f'<span class="embed__where">{html.escape(place_words(where))}</span></a>'
    )


def page_of_player(address: str) -> str:
    """Return the address of the page that a player's address belongs to, or the address itself."""
    if address.startswith("//"):
        address = f"https:{address}"
    for pattern, page in PLAYERS:
        address = pattern.sub(page, address)
    return address


def host(address: str) -> str:
    """Return the host of a web address in short, or nothing where it is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    name = (parts.hostname or "") if parts.scheme in ("http", "https") else ""
    return name.removeprefix("www.")


def place_words(name: str) -> str:
    """Return what a card says about the place that it leads to."""
    return f"Opens {name}"
