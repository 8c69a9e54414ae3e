"""HTML of texts that were written for another site, mended: whole tags, no scripts, no styles of its own.

A strict Content-Security-Policy would not let scripts and styles through; browsers guess at broken tags.
"""

import re

import nh3

_TAGS = (nh3.ALLOWED_TAGS - {"time"}) | {
    "audio", "button", "figcaption", "figure", "iframe", "input", "main", "picture", "section", "source",
    "track", "video",
}  # fmt: skip
_HEADING = re.compile(r"<h[1-6]\b.*?</h[1-6]", re.DOTALL | re.IGNORECASE)
_PARAGRAPH = re.compile(r"</?p\b[^>]*>", re.IGNORECASE)
# Elements that HTML has given up, and those that say the same.
_TODAY = {"acronym": "abbr", "strike": "s", "tt": "code"}
_GIVEN_UP = re.compile(rf"<(?P<slash>/?)(?P<tag>{'|'.join(_TODAY)})\b", re.IGNORECASE)
# Scripts that would load a picture later are gone; what stood in for it without them is the picture.
_NOSCRIPT = re.compile(
    r"(?P<before><img\b[^<>]*\sdata-[^<>]*>\s*)?<noscript\b[^<>]*>(?P<inside>.*?)(?:</noscript\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_SHOWN = re.compile(r"<(?:audio|iframe|img|picture|video)\b", re.IGNORECASE)
_UNSEEN = re.compile(r"display\s*:\s*none|\b(?:width|height)\s*=\s*[\"']?[01](?:px)?\b(?!\d)", re.IGNORECASE)
_LATE_IMAGE = re.compile(
    r"(?P<before><img\b(?![^<>]*\ssrc\s*=)[^<>]*\s)data-(?:lazy-)?src(?P<after>\s*=)", re.IGNORECASE
)
_EVERYWHERE = {"class", "id", "lang", "title", "dir", "role", "tabindex"}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": _EVERYWHERE,
    "a": {"href", "hreflang", "name", "rel", "target"},
    "audio": {"controls", "loop", "muted", "preload", "src"},
    "iframe": {"src", "height", "width", "allowfullscreen"},
    "img": {"alt", "height", "loading", "sizes", "src", "srcset", "width", "decoding"},
    "input": {"checked", "disabled", "type"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {"controls", "height", "loop", "muted", "poster", "preload", "src", "width"},
}


def mended(text: str) -> str:
    """Return HTML that is whole and does nothing by itself."""
    text = _HEADING.sub(lambda match: _PARAGRAPH.sub("", match[0]), text)
    text = _GIVEN_UP.sub(lambda match: f"<{match['slash']}{_TODAY[match['tag'].lower()]}", text)
    text = _LATE_IMAGE.sub(r"\g<before>src\g<after>", _NOSCRIPT.sub(_without_script, text))
    return nh3.clean(
        text,
        # A caption belongs to a figure, and elsewhere it is words.
        tags=_TAGS if "<figure" in text else _TAGS - {"figcaption"},
        attributes=_ATTRIBUTES,
        generic_attribute_prefixes={"aria-", "data-"},
        link_rel=None,
        strip_comments=True,
    )


def _without_script(match: re.Match[str]) -> str:
    if not _SHOWN.search(match["inside"]) or _UNSEEN.search(match["inside"]):
        # Words about scripts, and pictures that only count readers.
        return match["before"] or ""
    return match["inside"]
