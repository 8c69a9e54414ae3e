"""Pagefind's files in an order of ours, so that the same posts give the same bytes.

Pagefind 1.5 writes the filters, and the values of each, in an order that changes from run to run; what else
it writes is the same every time. The two kinds of files that this concerns hold arrays, texts and numbers in
CBOR (RFC 8949), behind a signature and compressed.
"""

import gzip
import hashlib
import json
from typing import Any

# What our page needs: it searches without a worker, and the interfaces are not for it.
SCRIPT = "pagefind.js"
SIGNATURE = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
FILTERS = 3  # their place in a `pf_meta` file; each is a name and the name of its file
_NUMBER, _TEXT, _ARRAY = 0, 3, 4


class UnknownShapeError(ValueError):
    """Files that another version of Pagefind wrote; the message says what was not understood."""


def put_in_order(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return what the site needs of Pagefind's files, by name; raises UnknownShapeError."""
    kept = {
        name: data
        for name, data in files.items()
        if name == SCRIPT or name.startswith(("fragment/", "index/"))
    }
    try:
        entry = json.loads(files[ENTRY])
        for language in entry["languages"].values():
            kept |= _of_language(language, files)
    except (KeyError, IndexError, TypeError) as error:
        msg = f"{type(error).__name__} {error}"
        raise UnknownShapeError(msg) from error
    entry["languages"] = dict(sorted(entry["languages"].items()))
    kept[ENTRY] = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
    return dict(sorted(kept.items()))


def _of_language(language: dict[str, str], files: dict[str, bytes]) -> dict[str, bytes]:
    wasm = f"wasm.{language['wasm'] or 'unknown'}.pagefind"
    kept = {wasm: files[wasm]}
    prefix = language["hash"].partition("_")[0]
    meta = unpack(files[f"pagefind.{language['hash']}.pf_meta"])
    meta[FILTERS].sort()
    for row in meta[FILTERS]:
        name, values = unpack(files[f"filter/{row[1]}.pf_filter"])
        data = pack([name, sorted(values)])
        row[1] = f"{prefix}_{_digest(data)}"
        kept[f"filter/{row[1]}.pf_filter"] = data
    data = pack(meta)
    language["hash"] = f"{prefix}_{_digest(data)}"
    kept[f"pagefind.{language['hash']}.pf_meta"] = data
    return kept


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def unpack(data: bytes) -> Any:
    """Return the value in a file; raises UnknownShapeError."""
    try:
        raw = gzip.decompress(data)
        value, end = _read(raw, len(SIGNATURE))
    except (OSError, EOFError, IndexError, UnicodeDecodeError) as error:
        raise UnknownShapeError(str(error)) from error
    if not raw.startswith(SIGNATURE) or end != len(raw):
        msg = "a file is not one value behind a signature"
        raise UnknownShapeError(msg)
    return value


def pack(value: Any) -> bytes:
    """Return a file that holds a value; the same bytes for the same value."""
    return gzip.compress(SIGNATURE + _written(value), mtime=0)


def _read(raw: bytes, at: int) -> tuple[Any, int]:
    kind, size = raw[at] >> 5, raw[at] & 0b11111
    at += 1
    if size >= 24:
        width = {24: 1, 25: 2, 26: 4, 27: 8}.get(size, 0)
        if not width:
            msg = f"a length of kind {size}"
            raise UnknownShapeError(msg)
        size, at = int.from_bytes(raw[at : at + width], "big"), at + width
    if kind == _NUMBER:
        return size, at
    if kind == _TEXT:
        return raw[at : at + size].decode(), at + size
    if kind != _ARRAY:
        msg = f"a value of kind {kind}"
        raise UnknownShapeError(msg)
    values = []
    for _ in range(size):
        value, at = _read(raw, at)
        values.append(value)
    return values, at


def _written(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(_NUMBER, value)
    if isinstance(value, str):
        text = value.encode()
        return _head(_TEXT, len(text)) + text
    return _head(_ARRAY, len(value)) + b"".join(map(_written, value))


def _head(kind: int, size: int) -> bytes:
    if size < 24:
        return bytes([kind << 5 | size])
    code, width = next(
        (code, width) for code, width in ((24, 1), (25, 2), (26, 4), (27, 8)) if size < 256**width
    )
    return bytes([kind << 5 | code]) + size.to_bytes(width, "big")
