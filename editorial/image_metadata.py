"""Image files without what they tell beside the picture: place, camera, author, comments, thumbnails.

The picture itself is copied byte for byte. Colour profiles stay, and so does what an animation needs.
"""

import re
import struct
import zlib
from collections.abc import Iterator

_PNG_START = b"\x89PNG\r\n\x1a\n"
# Chunks that are not critical, but without which the picture looks or moves otherwise.
_PNG_KEPT = {
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
}  # fmt: skip
_WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}  # codespell:ignore
_WEBP_FLAGS_OF_METADATA = 0x08 | 0x04
_GIF_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}
# In a scan FF stands for itself only before 00; the others are restarts and fill bytes.
_JPEG_MARKER = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")
_JPEG_START, _JPEG_END, _JPEG_SCAN, _JPEG_COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
_JPEG_APPLICATIONS = range(0xE0, 0xF0)


def without_metadata(data: bytes) -> bytes:
    """Return a JPEG, PNG, WebP or GIF file without its metadata; other files as they are.

    What follows a file's end goes, too. Of a file that breaks off, what is there of the picture is kept.
    """
    if data.startswith(b"\xff\xd8"):
        return b"".join(_jpeg(data))
    if data.startswith(_PNG_START):
        return b"".join(_png(data))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return b"".join(_gif(data))
    return data


def _jpeg(data: bytes) -> Iterator[bytes]:
    yield data[:2]
    place = 2
    while match := _JPEG_MARKER.search(data, place):
        marker, start = data[match.end() - 1], match.end() - 2
        if marker == _JPEG_END:
            yield data[start : start + 2]
            return
        if start + 4 > len(data):
            return
        end = start + 2 + int(struct.unpack_from(">H", data, start + 2)[0])
        if marker == _JPEG_SCAN:
            following = _JPEG_MARKER.search(data, end)
            end = following.start() if following else len(data)
        segment = data[start:end]
        if _jpeg_stays(marker, segment[4:]):
            yield segment
        place = end


def _jpeg_stays(marker: int, payload: bytes) -> bool:
    if marker in _JPEG_APPLICATIONS:
        # JFIF, colour profiles, and Adobe's note on how colours are stored.
        return payload.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))
    return marker != _JPEG_COMMENT


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG_START
    place = len(_PNG_START)
    while place + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, place)
        kind = data[place + 4 : place + 8]
        end = place + 12 + length
        # The names of critical chunks begin with a capital.
        if kind[:1].isupper() or kind in _PNG_KEPT:
            yield _unnamed_profile(data[place:end]) if kind == b"iCCP" else data[place:end]
        if kind == b"IEND":
            return
        place = end


def _unnamed_profile(chunk: bytes) -> bytes:
    # A profile's name is free text, which a program may have taken from the file's name.
    name, _, rest = chunk[8:-4].partition(b"\0")
    if not name or not rest:
        return chunk
    body = b"iCCPicc\0" + rest
    return struct.pack(">I", len(body) - 4) + body + struct.pack(">I", zlib.crc32(body))


def _webp(data: bytes) -> bytes:
    chunks: list[bytes] = []
    place = 12
    end_of_file = min(len(data), 8 + int(struct.unpack_from("<I", data, 4)[0]))
    while place + 8 <= end_of_file:
        kind, length = struct.unpack_from("<4sI", data, place)
        end = place + 8 + length + length % 2
        chunk = data[place:end]
        if kind == b"VP8X" and len(chunk) > 8:
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_FLAGS_OF_METADATA]) + chunk[9:]
        if kind in _WEBP_KEPT:
            chunks.append(chunk)
        place = end
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _gif(data: bytes) -> Iterator[bytes]:
    place = 13 + _gif_colours(data, 10)
    yield data[:place]
    while place < len(data):
        kind = data[place]
        if kind == 0x2C:
            start = place + 11 + _gif_colours(data, place + 9)
            stays = True
        elif kind == 0x21:
            start = place + 2
            stays = data[place + 1 : place + 2] == b"\xf9" or data[place + 3 : place + 14] in _GIF_LOOPS
        else:
            yield b";"
            return
        end = _gif_blocks_end(data, start)
        if stays:
            yield data[place:end]
        place = end


def _gif_colours(data: bytes, flags_at: int) -> int:
    flags = data[flags_at] if flags_at < len(data) else 0
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _gif_blocks_end(data: bytes, place: int) -> int:
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1
