"""HTML that is read away from its page, as in a feed: every address whole, nothing that runs or restyles."""

import html
import re
from urllib.parse import urljoin

_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+"""
_PIECE = re.compile(
    rf"""
      <!--.*?(?:-->|\Z)
    | <(?P<raw>script|style)\b[^>]*+>.*?(?:</(?P=raw)\s*+>|\Z)
    | <(?P<tag>[a-z][^\s/>]*+)(?P<attributes>(?:[\s/]++|{_ATTRIBUTE})*+)>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_NAME_AND_VALUE = re.compile(
    r"""(?P<space>\s*+)(?P<name>[^\s/>][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>"'][^\s>]*+)))?+"""
)
_CANDIDATE = re.compile(r"\s*+(?P<address>\S*[^\s,])(?P<size>\s[^,]*+)?,?")
_ADDRESSES = frozenset({
    "action", "background", "cite", "formaction", "href", "longdesc", "poster", "src", "xlink:href",
})  # fmt: skip


def whole_html(text: str, page: str) -> str:
    """Return HTML in which every address is whole, as a browser would read it on `page`.

    Comments, scripts and styles are left out: a reader of feeds shows none of them.
    """

    def rewrite(piece: re.Match[str]) -> str:
        if not piece["tag"]:
            return ""
        attributes = _NAME_AND_VALUE.sub(
            lambda match: _attribute(match, piece["tag"].lower(), page), piece["attributes"]
        )
        return f"<{piece['tag']}{attributes}>"

    return _PIECE.sub(rewrite, text)


def whole_address(address: str, page: str) -> str:
    """Return an address as a browser would read it on `page`; one that cannot be read stays as it is."""
    try:
        return urljoin(page, address.strip())
    except ValueError:
        return address


def _attribute(match: re.Match[str], tag: str, page: str) -> str:
    name = match["name"].lower()
    written = next((match[kind] for kind in ("double", "single", "bare") if match[kind] is not None), None)
    if name == "style":
        return ""
    if written is None:
        return match[0]
    value = html.unescape(written)
    if name in _ADDRESSES or (tag == "object" and name == "data"):
        whole = whole_address(value, page)
    elif name in ("srcset", "imagesrcset"):
        whole = ", ".join(
            whole_address(candidate["address"], page) + (candidate["size"] or "").rstrip()
            for candidate in _CANDIDATE.finditer(value)
        )
    else:
        return match[0]
    return f'{match["space"]}{match["name"]}="{html.escape(whole)}"'
