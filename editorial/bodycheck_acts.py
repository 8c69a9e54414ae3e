"""What HTML in a text would do beside showing words: run a script, lead away, load from another site."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_SCRIPT_ADDRESS = re.compile(r"(?:java|vb)script:", re.IGNORECASE)
_IGNORED_IN_ADDRESS = re.compile(r"[\x00-\x20\x7f]+")
_HANDLER = re.compile(r"on[a-z]{3,}")
# A script of these types is data, which no browser runs.
_DATA = ("application/ld+json", "application/json")
_LED_BY = ("href", "xlink:href", "src", "action", "formaction", "data")
_LOADED = ("src", "poster", "background")
_LOADED_BY_TAG = {
    "object": ("data",), "image": ("href", "xlink:href"), "feimage": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}  # fmt: skip
_LOADING_LINKS = frozenset({
    "dns-prefetch", "icon", "manifest", "modulepreload", "preconnect", "prefetch", "preload", "stylesheet",
})  # fmt: skip
_CANDIDATES = ("srcset", "imagesrcset")
_CANDIDATE = re.compile(r"\s*+(\S*[^\s,])(?:\s[^,]*+)?,?")
_IN_STYLE = re.compile(r"""(?:url\(\s*["']?|@import\s+["'])([^"')\s]+)""", re.IGNORECASE)


@dataclass(frozen=True)
class Act:
    """Something that acts, in words: `what` is not allowed, or else an address that is loaded."""

    what: str
    line: int
    address: str = ""


def acts_of(tag: str, values: Mapping[str, str], line: int) -> Iterator[Act]:
    """Yield what an element does by its name and attributes."""
    is_script = tag == "script" and values.get("type", "").strip().casefold() not in _DATA
    if is_script or tag in ("base", "style") or (tag == "meta" and "http-equiv" in values):
        yield Act(f"a <{tag}>", line)
    for name, value in values.items():
        if _HANDLER.fullmatch(name):
            yield Act(f"{name} in <{tag}>", line)
        elif name in _LED_BY and _SCRIPT_ADDRESS.match(_IGNORED_IN_ADDRESS.sub("", value)):
            yield Act(f"the address {_IGNORED_IN_ADDRESS.sub('', value)}", line)
        # A script is not allowed, from wherever it is loaded.
        for address in _loaded(tag, name, value, values) if tag != "script" else ():
            yield Act("", line, address)


def loaded_by_style(text: str) -> Iterator[str]:
    """Yield the addresses that a style loads."""
    return (match[1] for match in _IN_STYLE.finditer(text))


def _loaded(tag: str, name: str, value: str, values: Mapping[str, str]) -> Iterator[str]:
    is_loading_link = tag == "link" and not _LOADING_LINKS.isdisjoint(values.get("rel", "").lower().split())
    if name in _LOADED or name in _LOADED_BY_TAG.get(tag, ()) or (name == "href" and is_loading_link):
        yield value
    elif name in _CANDIDATES:
        yield from (match[1] for match in _CANDIDATE.finditer(value))
    elif name == "style":
        yield from loaded_by_style(value)
