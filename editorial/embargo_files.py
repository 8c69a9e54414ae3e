"""What a published file says: its text, and what is packed into it or written beside a picture.

Compressed files are opened, and of images everything but the picture is read: comments, Exif, XMP, and what
follows the image's end. Nothing here stops at a file that is broken; it says what can be read of it.
"""

import binascii
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote_to_bytes

from editorial.embargo_pdf import BEGIN, pdf_texts

_LARGEST = 64 * 1024 * 1024  # of what a compressed file may become
_DEPTH = 3  # an archive in an archive in an archive
# A file within a text, such as a picture in a drawing; its lines may be broken, and its slashes escaped.
_FILE_IN_TEXT = re.compile(r";base64,(?P<file>[A-Za-z0-9+/=\s%\\]{8,})", re.IGNORECASE)
_NOT_OF_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
# What opening an archive and unpacking its parts was seen to raise where bytes of it were changed.
_BROKEN_ARCHIVE = (
    zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError, lzma.LZMAError, zlib.error,
)  # fmt: skip
_PNG, _GZIP, _ZIP = b"\x89PNG\r\n\x1a\n", b"\x1f\x8b", b"PK\x03\x04"
_PNG_PICTURE = {b"IHDR", b"PLTE", b"IDAT", b"fdAT", b"iCCP"}
_WEBP_PICTURE = {b"VP8 ", b"VP8L", b"ALPH", b"ANMF"}
# In a JPEG's picture FF is never followed by these: application segments and comments.
_JPEG_SEGMENT = re.compile(rb"\xff[\xe0-\xef\xfe]")
_JPEG_END = b"\xff\xd9"
_GIF_EXTENSION = re.compile(rb"!(?:\xfe|\x01\x0c.{12}|\xff\x0b.{11})", re.DOTALL)
_RUN = re.compile(rb"[\t\n\r\x20-\x7e\x80-\xff]{6,}")
# The letters of western languages and typographic signs, in two bytes each.
_WIDE_RUN = re.compile(rb"(?:[\t\n\r\x20-\xff]\x00|[\x10-\x2f]\x20){6,}")
_WIDE_RUN_SWAPPED = re.compile(rb"(?:\x00[\t\n\r\x20-\xff]|\x20[\x10-\x2f]){6,}")


def texts_in(data: bytes | str, *, depth: int = _DEPTH) -> Iterator[str]:
    """Yield the texts of a file and of those within it; one that is no text gives what can be read in it."""
    for text in _own_texts(data, depth):
        yield text
        if depth and ";base64," in text:
            for match in _FILE_IN_TEXT.finditer(text):
                yield from texts_in(_decoded_file(match["file"]), depth=depth - 1)


def _decoded_file(written: str) -> bytes:
    signs = _NOT_OF_BASE64.sub(b"", unquote_to_bytes(written))
    # What is cut off gives as much as is there.
    return binascii.a2b_base64(signs[: len(signs) - (len(signs) % 4 == 1)] + b"=" * (-len(signs) % 4))


def _own_texts(data: bytes | str, depth: int) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif data.startswith(_GZIP) and depth:
        yield from texts_in(_inflated(data, zlib.MAX_WBITS | 16), depth=depth - 1)
    elif data.startswith(_ZIP) and depth:
        yield from _archived(data, depth)
    elif data.startswith(BEGIN):
        yield from _readable(data)
        yield from pdf_texts(data)
    elif parts := _beside_the_picture(data):
        for part in parts:
            yield from _readable(part)
    else:
        yield from _whole_or_readable(data)


def _beside_the_picture(data: bytes) -> list[bytes]:
    if data.startswith(_PNG):
        return [b"", *_png(data)]
    if data.startswith(b"\xff\xd8\xff"):
        return [b"", *_jpeg(data)]
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return [b"", *_webp(data)]
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return [b"", *_gif(data)]
    return []


def _png(data: bytes) -> Iterator[bytes]:
    place = len(_PNG)
    while place + 8 <= len(data):
        length, kind = struct.unpack_from(">I4s", data, place)
        body = data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind == b"zTXt":
            keyword, _, packed = body.partition(b"\0")
            yield keyword + b"\0" + _inflated(packed[1:])
        elif kind == b"iTXt":
            yield _png_international(body)
        elif kind not in _PNG_PICTURE:
            yield body
        if kind == b"IEND":
            break
    yield data[place:]


def _png_international(body: bytes) -> bytes:
    keyword, _, rest = body.partition(b"\0")
    language, _, names_and_text = rest[2:].partition(b"\0")
    name, _, text = names_and_text.partition(b"\0")
    return b"\0".join((keyword, language, name, _inflated(text) if rest[:1] == b"\1" else text))


def _jpeg(data: bytes) -> Iterator[bytes]:
    place = 2
    while match := _JPEG_SEGMENT.search(data, place):
        start = match.end()
        length = int.from_bytes(data[start : start + 2], "big")
        yield data[start + 2 : start + length]
        place = start + max(length, 2)
    end = data.rfind(_JPEG_END)
    yield data[end + 2 :] if end >= place else b""


def _webp(data: bytes) -> Iterator[bytes]:
    place = 12
    while place + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, place)
        if kind not in _WEBP_PICTURE:
            yield data[place + 8 : place + 8 + length]
        place += 8 + length + length % 2


def _gif(data: bytes) -> Iterator[bytes]:
    place = 0
    while match := _GIF_EXTENSION.search(data, place):
        place, blocks = match.end(), []
        while place < len(data) and data[place]:
            blocks.append(data[place + 1 : place + 1 + data[place]])
            place += 1 + data[place]
        yield b"".join(blocks)
    yield data[data.rfind(b";") + 1 :]


def _inflated(data: bytes, window: int = zlib.MAX_WBITS) -> bytes:
    parts: list[bytes] = []
    size = 0
    while data and size < _LARGEST:
        unpacking = zlib.decompressobj(window)
        try:
            parts.append(unpacking.decompress(data, _LARGEST - size))
        except zlib.error:
            break
        size += len(parts[-1])
        # A gzip file may have several members, one after the other.
        data = unpacking.unused_data
    return b"".join(parts)


def _archived(data: bytes, depth: int) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                yield member.filename
                if member.file_size <= _LARGEST and not member.flag_bits & 1:
                    yield from texts_in(archive.read(member), depth=depth - 1)
    except _BROKEN_ARCHIVE:
        yield from _readable(data)


def _whole_or_readable(data: bytes) -> Iterator[str]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield data.decode("utf-16", "replace")
        return
    try:
        yield data.decode()
    except UnicodeDecodeError:
        yield from _readable(data)
        if b"\0" not in data:
            yield data.decode("latin-1")


def _readable(data: bytes) -> Iterator[str]:
    yield "\n".join(map(_decoded, _RUN.findall(data)))
    if b"\0" in data:
        yield "\n".join(run.decode("utf-16-le", "replace") for run in _WIDE_RUN.findall(data))
        yield "\n".join(run.decode("utf-16-be", "replace") for run in _WIDE_RUN_SWAPPED.findall(data))


def _decoded(run: bytes) -> str:
    try:
        return run.decode()
    except UnicodeDecodeError:
        return run.decode("latin-1")
