"""What a PDF says: its streams unpacked, and the words in them put together as they are drawn."""

import re
import zlib
from collections.abc import Iterator
from itertools import pairwise

BEGIN = b"%PDF-"
_LARGEST = 64 * 1024 * 1024  # of what all streams of a file may become
_STREAM = re.compile(rb"\bstream\r?\n")
# Words stand in brackets, or in hexadecimal digits; a list of them, between which signs are moved, is one.
_STRING = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\)|<[0-9A-Fa-f\s]++>"
_DRAWN = re.compile(rb"\[(?:" + _STRING + rb"|[^\[\]()<>]++)*+\]|" + _STRING, re.DOTALL)
_PART = re.compile(_STRING, re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r?\n|(.))", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b""}
# What moves words so far that they stand apart, in thousandths of their size.
_GAP = re.compile(rb"[-+]?\d+(?:\.\d+)?")
_APART = 150


def pdf_texts(data: bytes) -> Iterator[str]:
    """Yield the words in each part of a PDF; fonts that number their signs anew cannot be read."""
    yield _words(_STREAM.split(data)[0])
    room = _LARGEST
    starts = [match.end() for match in _STREAM.finditer(data)]
    for start, following in pairwise([*starts, len(data)]):
        part = _unpacked(data[start:following], room)
        room -= len(part)
        yield _words(part)
        yield _words(data[data.find(b"endstream", start) : following])
        if room <= 0:
            break


def _unpacked(data: bytes, room: int) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, room)
    except zlib.error:
        return data.partition(b"endstream")[0]


def _words(data: bytes) -> str:
    return "\n".join(_text(match[0]) for match in _DRAWN.finditer(data))


def _text(drawn: bytes) -> str:
    parts: list[str] = []
    end = 0
    for match in _PART.finditer(drawn):
        moved = [abs(float(number)) for number in _GAP.findall(drawn[end : match.start()])]
        parts += " " if parts and max(moved, default=0) > _APART else "", _string(match[0])
        end = match.end()
    return "".join(parts)


def _string(written: bytes) -> str:
    if written.startswith(b"<"):
        digits = b"".join(written[1:-1].split())
        plain = bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
    else:
        plain = _ESCAPE.sub(_sign, written[1:-1])
    if plain.startswith(b"\xfe\xff"):
        return plain[2:].decode("utf-16-be", "replace")
    return plain.decode("cp1252", "replace")


def _sign(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return _SIGNS.get(match[2], match[2]) if match[2] else b""
