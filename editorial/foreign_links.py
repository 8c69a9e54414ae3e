"""Links in texts of another site: those that lead somewhere here are kept, the others become words."""

import html
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote, unquote, urlsplit

from editorial.link_target import is_broken
from editorial.slug import slugify

_LINK = re.compile(r"<a\b(?P<attributes>[^>]*)>(?P<words>.*?)</a>", re.DOTALL | re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b(?P<attributes>[^>]*)>.*?</script\s*>", re.DOTALL | re.IGNORECASE)
_MEDIA = re.compile(
    r"<(?P<tag>audio|embed|iframe|link|source|track|video)\b(?P<attributes>[^>]*)>", re.IGNORECASE
)
_PLAYERS = ("audio", "iframe", "video")
_IMAGE = re.compile(r"<img\b(?P<attributes>[^>]*)>", re.IGNORECASE)
_ADDRESS = re.compile(r"""(?<![\w-])(?:href|src)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL)
_POSTER = re.compile(r"""\s*\bposter\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL)
# Ours are made from the image itself; those of another site name files by its rules.
_SRCSET = re.compile(r"""\s*\b(?:srcset|sizes)\s*=\s*(?P<quote>["']).*?(?P=quote)""", re.DOTALL)
_PART = re.compile(
    r"""<[a-z][^<>]*?\s(?:id|name)\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL | re.IGNORECASE
)
_ALT = re.compile(r"""\balt\s*=\s*(?P<quote>["'])(?P<value>.*?)(?P=quote)""", re.DOTALL)
_INDICATOR = re.compile(
    r"[{|](?P<what>filename|static|attach|tag|category|author|index)[|}](?P<path>.*)", re.DOTALL
)
# Attributes that are no links here, and name a file as one all the same.
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)
_NAMED = re.compile(
    r"""\s(?!(?:href|src|poster)\b)[\w-]+\s*=\s*(?P<quote>["'])\s*"""
    r"""[{|](?:filename|static|attach)[|}].*?(?P=quote)""",
    re.DOTALL | re.IGNORECASE,
)
# What no address may hold, and browsers mend in silence.
_UNFIT = re.compile(r"[\s<>\"\\^`{}|]")
_TOPIC_FOLDERS = {"tag": "tags", "category": "topics", "author": "authors"}
_PAGE_NAMES = ("index.html", "index.htm", "index.php")


# A name, with the day or month of publication before it.
_OLD_ADDRESS = re.compile(
    r"(?:.*?/)??(?:(?P<year>[12]\d{3})[/-](?P<month>\d{1,2})(?:[/-](?P<day>\d{1,2}))?[/-])?(?P<name>[^/]+)"
)


@dataclass(frozen=True)
class OldName:
    """A post that may have had a name on another site, and the day of its publication."""

    path: str
    day: date


@dataclass(frozen=True)
class Places:
    """What a link can lead to: texts and files by their paths in the content, pages by their addresses.

    `texts_by_slug` finds a text by the last part of an address that it had on another site, `old_names` finds
    posts by other names that this part may have had there, with their days; `parts_of` gives the names of a
    text's parts, which a link may end with. `previews` are the addresses of texts that are not live yet, None
    where they have none.
    """

    texts: Collection[str]
    files: Collection[str]
    addresses: Collection[str]
    texts_by_slug: Mapping[str, str] = field(default_factory=dict)
    old_names: Mapping[str, Collection[OldName]] = field(default_factory=dict)
    parts_of: Callable[[str], Collection[str]] = lambda _: ()
    previews: Mapping[str, str | None] = field(default_factory=dict)

    def settle(self, address: str, *, at: str) -> str | None:
        """Return an address on this site for a link in the text at `at`, or None where there is none.

        Addresses elsewhere, of mail and within the page are returned, with unfit characters escaped.
        """
        if is_broken(address):
            return None
        if address.startswith("#"):
            return _unfit_escaped(address) if self._has_part(at, address[1:]) else None
        if not address or address.startswith("//") or re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
            return _unfit_escaped(address)
        if match := _INDICATOR.fullmatch(address):
            return self._indicated(match["what"], match["path"], at)
        return self._plain(address, at)

    def _indicated(self, what: str, path: str, at: str) -> str | None:
        if what == "index":
            return "/"
        if what in _TOPIC_FOLDERS:
            found = f"/{_TOPIC_FOLDERS[what]}/{slugify(unquote(path))}/"
            return found if found in self.addresses else None
        place, rest = _inside(path, at)
        if place in self.previews:
            return self.previews[place]
        # A text is no file: {static} means its page, too.
        if place in self.texts:
            return self._text(place, rest)
        return f"{{static}}/{place}{rest}" if place in self.files else None

    def _plain(self, address: str, at: str) -> str | None:
        place, rest = _inside(address, at)
        if place in self.previews:
            return self.previews[place]
        if place in self.files:
            return f"{{static}}/{place}{rest}"
        if place in self.texts:
            return self._text(place, rest)
        parts = [part for part in place.split("/") if part and part not in _PAGE_NAMES]
        if text := self._at_old_address("/".join(parts)):
            return self._text(text, rest)
        absolute = f"/{place}/" if place else "/"
        # The parts of another site's lists are not on ours.
        return absolute + rest.partition("#")[0] if absolute in self.addresses else None

    def _at_old_address(self, place: str) -> str:
        """The text that stood at an address on another site; nothing where it is not one only."""
        match = _OLD_ADDRESS.fullmatch(place)
        if match is None:
            return ""
        whole, name = (
            slugify(posixpath.splitext(part)[0]) for part in (place.rpartition("/")[2], match["name"])
        )
        if whole != name and whole in self.texts_by_slug:
            return self.texts_by_slug[whole]
        found = {known.path: known.day for known in self.old_names.get(name, ())}
        if match["year"]:
            written = [int(match[part] or 0) for part in ("year", "month", "day")]
            dated = [path for path, day in found.items() if _is_of(day, written)]
            if len(dated) == 1:
                return dated[0]
            found = {}
        return self.texts_by_slug.get(name, "") or (next(iter(found)) if len(found) == 1 else "")

    def _text(self, path: str, rest: str) -> str:
        query, _, part = rest.partition("#")
        return f"{{filename}}/{path}{query}" + (f"#{part}" if part and self._has_part(path, part) else "")

    def _has_part(self, path: str, part: str) -> bool:
        name = unquote(part.partition(":~:")[0])
        return name in ("", "top") or name in self.parts_of(path)


def parts_in(text: str) -> frozenset[str]:
    """Return the names of the parts of an HTML text."""
    return frozenset(html.unescape(match["value"]) for match in _PART.finditer(text))


def _is_of(day: date, written: list[int]) -> bool:
    year, month, number = written
    return (day.year, day.month) == (year, month) and number in (0, day.day)


def _unfit_escaped(address: str) -> str:
    return _UNFIT.sub(lambda match: quote(match[0]), address)


def settle_links(text: str, settle: Callable[[str], str | None]) -> str:
    """Return HTML whose links, images and media lead where `settle` says; where it says None, words stay."""

    def link(match: re.Match[str]) -> str:
        attributes = _settled(match["attributes"], settle)
        return match["words"] if attributes is None else f"<a{attributes}>{match['words']}</a>"

    def image(match: re.Match[str]) -> str:
        attributes = _settled(match["attributes"], settle)
        if attributes is not None and _ADDRESS.search(attributes):
            return f"<img{attributes}>"
        alternative = _ALT.search(match["attributes"])
        return alternative["value"] if alternative else ""

    def script(match: re.Match[str]) -> str:
        return "" if _settled(match["attributes"], settle) is None else match[0]

    def media(match: re.Match[str]) -> str:
        attributes = _settled(match["attributes"], settle)
        if attributes is not None:
            return f"<{match['tag']}{attributes}>"
        # A player may still have other sources inside; the rest is nothing without its file.
        bare = re.sub(r"\s+", " ", _ADDRESS.sub("", match["attributes"])).rstrip()
        return f"<{match['tag']}{bare}>" if match["tag"].lower() in _PLAYERS else ""

    text = _TAG.sub(lambda match: _NAMED.sub("", match[0]), text)
    text = _MEDIA.sub(media, _SCRIPT.sub(script, text))
    return _LINK.sub(link, _IMAGE.sub(image, text))


def _settled(attributes: str, settle: Callable[[str], str | None]) -> str | None:
    attributes = _SRCSET.sub("", _with_poster(attributes, settle))
    match = _ADDRESS.search(attributes)
    if match is None:
        return attributes
    address = settle(html.unescape(match["value"]).strip())
    if address is None:
        return None
    start, end = match.span("value")
    return attributes[:start] + html.escape(address) + attributes[end:]


def _with_poster(attributes: str, settle: Callable[[str], str | None]) -> str:
    """The attributes of a film whose still picture leads somewhere, or which has none."""
    match = _POSTER.search(attributes)
    if match is None:
        return attributes
    address = settle(html.unescape(match["value"]).strip())
    start, end = match.span() if address is None else match.span("value")
    return attributes[:start] + html.escape(address or "") + attributes[end:]


def _inside(address: str, at: str) -> tuple[str, str]:
    """The place in the content folder that an address names, and its query and fragment."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    path = unquote(parts.path)
    folder = "" if path.startswith("/") else posixpath.dirname(at)
    place = posixpath.normpath(posixpath.join(folder, path.lstrip("/")))
    rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return ("" if place == "." else place.lstrip("/")), rest
