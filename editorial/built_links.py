"""Addresses in built files: what pages, feeds and the sitemap refer to, and the parts that pages have."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_PIECE = re.compile(
    r"""
      <!--.*?-->
    | <(?P<raw>script|style)\b(?P<opening>[^>]*+)>(?P<code>.*?)</(?P=raw)\s*+>
    | <(?P<tag>[a-z][\w:-]*+)(?P<attributes>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([a-zA-Z][\w:.-]*+)\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s"'>]++)""")
_ADDRESSES = {"href", "src", "poster", "action", "formaction", "xlink:href"}
_SETS = {"srcset", "imagesrcset"}
_REFRESH = re.compile(r"^\s*\d+\s*;\s*url=(.*)$", re.IGNORECASE)
_ELEMENT = re.compile(r"<(loc|link|url|uri|icon|logo|comments|docs)(?:\s[^<>]*)?>([^<>]+)</\1>")
_WHOLE = re.compile(r"https?://[^\s\"'<>\\]+")
_CSS = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")
_FEEDS = (".atom", ".rss", ".xml")


@dataclass(frozen=True)
class Reference:
    """An address in a built file, as it is written there without escapes, and its line."""

    target: str
    line: int


@dataclass(frozen=True)
class BuiltFile:
    """What a built file refers to, and the names of its parts."""

    references: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()


def read_built(name: str, text: str) -> BuiltFile:
    """Return what a built file refers to; of kinds that refer to nothing, an empty one."""
    if name.endswith((".html", ".svg")):
        return _page(text)
    if name.endswith(_FEEDS):
        return BuiltFile(tuple(dict.fromkeys(_feed(text))))
    if name.endswith(".json"):
        return BuiltFile(tuple(_data(text)))
    if name.endswith(".css"):
        return BuiltFile(tuple(_found(_CSS, text)))
    if name.endswith(".txt"):
        return BuiltFile(tuple(_found(_WHOLE, text)))
    return BuiltFile()


def _page(text: str) -> BuiltFile:
    references: list[Reference] = []
    anchors: set[str] = set()
    line, place = 1, 0
    for piece in _PIECE.finditer(text):
        attributes = _attributes(piece["attributes"] or piece["opening"] or "")
        tag = (piece["tag"] or piece["raw"] or "").lower()
        targets = list(_targets(tag, attributes))
        if piece["raw"] and "ld+json" in attributes.get("type", ""):
            targets += _WHOLE.findall(piece["code"])
        if targets:
            # Counted on from the last one: a page is passed over once.
            line, place = line + text.count("\n", place, piece.start()), piece.start()
            references += (Reference(target, line) for target in targets)
        anchors.update(attributes[name] for name in ("id", "name") if name in attributes and tag != "meta")
    return BuiltFile(tuple(references), frozenset(anchors))


def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): html.unescape(value[1:-1] if value[:1] in "\"'" else value).strip()
        for name, value in reversed(_ATTRIBUTE.findall(text))
    }


def _targets(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        if name in _ADDRESSES or (name == "data" and tag == "object"):
            yield value
        elif name in _SETS:
            yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())
    if tag == "meta":
        content = attributes.get("content", "")
        if attributes.get("http-equiv", "").lower() == "refresh" and (match := _REFRESH.match(content)):
            yield match[1].strip("'\" ")
        elif _WHOLE.fullmatch(content):
            yield content


def _feed(text: str) -> Iterator[Reference]:
    yield from _page(text).references
    for match in _ELEMENT.finditer(text):
        yield Reference(html.unescape(match[2]).strip(), _line(text, match.start()))
    # The text of an entry is HTML in XML: escaped, or in one piece.
    inner = html.unescape(text.replace("<![CDATA[", "").replace("]]>", ""))
    yield from _page(inner).references


def _data(text: str) -> Iterator[Reference]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return
    seen: set[str] = set()
    for words in _strings(data):
        targets = [words] if _WHOLE.fullmatch(words) else [ref.target for ref in _page(words).references]
        for target in targets:
            if target not in seen:
                seen.add(target)
                yield Reference(target, _line(text, max(0, text.find(target))))


def _strings(data: Any) -> Iterator[str]:
    waiting = [data]
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value


def _found(pattern: re.Pattern[str], text: str) -> Iterator[Reference]:
    for match in pattern.finditer(text):
        yield Reference(match[match.lastindex or 0], _line(text, match.start()))


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
