"""Pictures in HTML: each gets its size, smaller and newer files to choose from, and its turn to load."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

# An `<img>` tag, whose quotes may hold “>”, but which ends before another begins. Comments are passed over;
# in a picture that somebody has written out by hand only the sizes are set.
_TAG = re.compile(
    r"""(?P<other><!--.*?(?:-->|\Z)|</?picture\b[^>]*>?)
    |<img(?=[\s/>])(?P<inside>(?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.DOTALL | re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'=<>`]+)))?"""
)
_WHOLE = re.compile(r"\d+")
_SHOWN_BY_FEW = (".bmp", ".dng", ".heic", ".heif", ".jp2", ".jxl", ".psd", ".tif", ".tiff")
SHOWN_FORMATS = "save it as JPEG, PNG, WebP or SVG"
# How wide pictures stand in the text: see prose.css. Figures are the widest.
COLUMN = 736
_FIRST = {"src": 0, "alt": 1}
_LATER = {"loading": "lazy", "decoding": "async"}


@dataclass(frozen=True)
class Choice:
    """One file to choose from, `width` pixels wide."""

    address: str
    width: int


@dataclass(frozen=True)
class Picture:
    """What a page needs to show an image; `choices` are of the type `kind`, the smallest first.

    `address` is for browsers that cannot show any of them.
    """

    address: str
    width: int
    height: int
    kind: str = ""
    choices: tuple[Choice, ...] = ()

    @property
    def srcset(self) -> str:
        """The choices as HTML's attribute."""
        return ", ".join(f"{choice.address} {choice.width}w" for choice in self.choices)

    def sizes(self, width: int | None = None) -> str:
        """Return how wide it will stand, at most `width` pixels, as HTML's attribute."""
        shown = min(COLUMN, self.width, width or self.width)
        return f"(min-width: {shown}px) {shown}px, 100vw"


def is_shown_by_browsers(name: str) -> bool:
    """Return whether an image's file, by its name, is of a kind that browsers in use show."""
    return not name.casefold().endswith(_SHOWN_BY_FEW)


def with_pictures(text: str, picture_of: Callable[[str], Picture | None]) -> str:
    """Return HTML in which images are ready to show; `picture_of` knows them by their `src`.

    All but the first wait until the reader comes near. What an author has written in the tag stays.
    """
    found = 0
    depth = 0

    def replace(match: re.Match[str]) -> str:
        nonlocal found, depth
        if match["other"]:
            depth += {"<p": 1, "</": -1}.get(match["other"][:2].lower(), 0)
            return match[0]
        attributes = dict(_attributes(match["inside"]))
        found += 1
        picture = picture_of(attributes.get("src", "")) if attributes.get("src") else None
        return _shown(attributes, picture, is_first=found == 1, is_inside_picture=depth > 0)

    return _TAG.sub(replace, text)


def _attributes(inside: str) -> Iterator[tuple[str, str]]:
    seen = set()
    for match in _ATTRIBUTE.finditer(inside):
        name = match["name"].lower()
        # As in a browser, the first of several holds.
        if name not in seen:
            seen.add(name)
            yield name, html.unescape(match["double"] or match["single"] or match["bare"] or "")


def _shown(
    written: dict[str, str], picture: Picture | None, *, is_first: bool, is_inside_picture: bool
) -> str:
    attributes = written if is_first else _LATER | written
    if picture is None:
        return _tag("img", attributes)
    width, height = _whole(written.get("width")), _whole(written.get("height"))
    attributes = _dimensions(picture, width, height) | attributes | {"src": picture.address}
    image = _tag("img", attributes)
    if is_inside_picture or "srcset" in written or not picture.choices:
        return image
    source = {"type": picture.kind, "srcset": picture.srcset, "sizes": picture.sizes(width)}
    return f"<picture>{_tag('source', source)}{image}</picture>"


def _dimensions(picture: Picture, width: int | None, height: int | None) -> dict[str, str]:
    if width:
        height = max(1, round(width * picture.height / picture.width))
    elif height:
        width = max(1, round(height * picture.width / picture.height))
    return {"width": str(width or picture.width), "height": str(height or picture.height)}


def _whole(value: str | None) -> int | None:
    return int(value) if value and _WHOLE.fullmatch(value) else None


def _tag(name: str, attributes: dict[str, str]) -> str:
    first = sorted(attributes, key=lambda key: _FIRST.get(key, len(_FIRST)))
    # `alt` may be empty and must stay; other empty attributes are flags.
    parts = (
        f'{key}="{html.escape(attributes[key])}"' if attributes[key] or key == "alt" else key for key in first
    )
    return f"<{' '.join([name, *parts])}>"
