"""How large an image is, read from the first bytes of its file; nothing is decoded."""

import re
import struct
from typing import NamedTuple

# The markers that begin a frame: all of C0 to CF but the tables DHT, JPG and DAC.
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
# Markers without a length: TEM, restarts, start and end of the image.
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xDA)})
_SVG_TAG = re.compile(rb"<svg\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*>", re.DOTALL)
_SVG_LENGTH = re.compile(r"\s*(\d+(?:\.\d+)?|\.\d+)\s*(?:px)?\s*")
_ATTRIBUTE = re.compile(r"""(?<![\w:-])(viewBox|width|height)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_SVG_HEAD_BYTES = 65536


class Size(NamedTuple):
    """Width and height in pixels, as the file stores them: an orientation in its metadata is not applied."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        """The number of its pixels."""
        return self.width * self.height


def image_size(data: bytes) -> Size | None:
    """Return the size of a JPEG, PNG, GIF, WebP, AVIF or SVG file; None where there is none to be found."""
    try:
        size = _read(data)
    except (IndexError, struct.error, ValueError):
        return None
    return size if size and size.width > 0 and size.height > 0 else None


def _read(data: bytes) -> Size | None:
    if data.startswith(b"\xff\xd8"):
        return _jpeg(data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Size(*struct.unpack_from(">II", data, 16))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return Size(*struct.unpack_from("<HH", data, 6))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[4:8] == b"ftyp":
        return _avif(data)
    return _svg(data)


def _jpeg(data: bytes) -> Size | None:
    place = 2
    while place < len(data):
        if data[place] != 0xFF:
            return None
        marker = data[place + 1]
        if marker == 0xFF or marker in _JPEG_BARE:
            # Fill bytes may stand before any marker.
            place += 1 if marker == 0xFF else 2
            continue
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack_from(">HH", data, place + 5)
            return Size(width, height)
        (length,) = struct.unpack_from(">H", data, place + 2)
        place += 2 + length
    return None


def _webp(data: bytes) -> Size | None:
    kind = data[12:16]
    if kind == b"VP8X":
        width, height = (int.from_bytes(data[place : place + 3], "little") + 1 for place in (24, 27))
        return Size(width, height)
    if kind == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return Size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", data, 26)
        return Size(width & 0x3FFF, height & 0x3FFF)
    return None


def _avif(data: bytes) -> Size | None:
    # The image's parts have sizes too; the largest is that of the whole.
    found = [
        Size(*struct.unpack_from(">II", data, match.end() + 4))
        for match in re.finditer(rb"ispe", data[:_SVG_HEAD_BYTES])
    ]
    return max(found, key=lambda size: size.pixels, default=None)


def _svg(data: bytes) -> Size | None:
    tag = _SVG_TAG.search(data[:_SVG_HEAD_BYTES])
    if not tag:
        return None
    values = {
        match[1]: match[2] if match[2] is not None else match[3]
        for match in _ATTRIBUTE.finditer(tag[0].decode("utf-8", "replace"))
    }
    lengths = [_SVG_LENGTH.fullmatch(values.get(name, "")) for name in ("width", "height")]
    if lengths[0] and lengths[1]:
        return Size(round(float(lengths[0][1])), round(float(lengths[1][1])))
    box = [float(number) for number in values.get("viewBox", "").replace(",", " ").split()]
    return Size(round(box[2]), round(box[3])) if len(box) == 4 else None
