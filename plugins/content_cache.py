"""What was read from the files of posts, kept between runs: parsing headers takes most of a check.

A file with the stamp of the last time (inode, size, both times) is not opened, unless it was so young when
it was read that its clock may not have moved on since. One with another stamp is read, and parsed only if its
bytes are others, too. What is kept holds for one folder, one set of settings and this very code. It lies in
shards under the state folder, JSON with the texts behind it, readable for its owner only. A shard that is
damaged, or that other code has written, is as good as none.
"""

import hashlib
import json
import os
import re
import shutil
import sys
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import editorial
from editorial.content import Content, ContentSettings, read_content
from editorial.plain_values import codec
from editorial.post import Post
from editorial.post_files import PostFile, read_content_file
from editorial.problems import ContentError, Problem
from plugins.uncollected import no_collection

SHARDS = 32
KEPT_FOLDERS = 4
# The coarsest clock of a file system that is in use, with as much again for clocks that differ.
GRAIN_NS = 4_000_000_000
MAGIC = b"masthead posts 1"
KEY_SIGNS = 40
_KEPT = re.compile(rf"[0-9a-f]{{{KEY_SIGNS}}}")
_POST, _PROBLEM = codec(Post), codec(Problem)

Stamp = tuple[int, ...]


@dataclass(frozen=True)
class Entry:
    """What is kept of one file; `is_settled` says that whoever changes it now changes its stamp, too."""

    stamp: Stamp
    is_settled: bool
    digest: str
    found: PostFile


class ContentCache:
    """Keeps what was read of posts, under a folder, or without one only as long as it lives itself."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._kept: tuple[str, KeptPosts] | None = None

    def read(self, folder: Path, settings: ContentSettings, *, foreign: bool) -> Content:
        """Return a content folder as it is now, and keep what was read of it."""

        def kept_posts(zone: ZoneInfo) -> KeptPosts:
            key = _fingerprint(folder, settings, zone, foreign=foreign)
            if self._kept is None or self._kept[0] != key:
                self._kept = key, KeptPosts(self.folder / key[:KEY_SIGNS] if self.folder else None, key)
            return self._kept[1]

        with no_collection():
            content = _reader(foreign=foreign)(folder, settings, kept_posts)
        # Without room or rights the next run reads the files again.
        with suppress(OSError):
            if self._kept:
                self._kept[1].save()
            if self.folder:
                _remove_oldest(self.folder)
        return content


class KeptPosts:
    """The posts of one folder as one set of settings reads them; without a `folder` it saves nothing."""

    def __init__(self, folder: Path | None, fingerprint: str) -> None:
        self.folder, self.fingerprint = folder, fingerprint
        self._entries: dict[str, Entry] = {}
        self._seen: set[str] = set()
        self._changed: set[int] = set()
        for number in range(SHARDS) if folder else ():
            self._entries |= self._load(number)

    def read(self, path: Path, parse: Callable[[bytes], PostFile]) -> PostFile:
        """Return what `parse` makes of a file, now or when it last changed."""
        name, now = str(path), time.time_ns()
        known = self._entries.get(name)
        # It is taken first, so that it is older than what is read, never newer.
        stamp = _stamp(name)
        if known and known.is_settled and known.stamp == stamp:
            self._seen.add(name)
            return known.found
        try:
            data = read_content_file(path)
        except ContentError as error:
            return PostFile(None, error.problems)
        digest = hashlib.blake2b(data, digest_size=16).hexdigest()
        found = known.found if known and known.digest == digest else parse(data)
        entry = Entry(stamp, bool(stamp) and max(stamp[-2:]) + GRAIN_NS < now, digest, found)
        if known is None or replace(known, found=found) != entry:
            self._changed.add(_shard(name))
        self._entries[name] = entry
        self._seen.add(name)
        return found

    def save(self) -> None:
        """Keep what was read since the last time, and forget what nobody asked for; raises OSError."""
        gone = self._entries.keys() - self._seen
        changed = self._changed | {_shard(name) for name in gone}
        for name in gone:
            del self._entries[name]
        self._seen, self._changed = set(), set()
        if not self.folder or not changed:
            return
        shards: dict[int, list[tuple[str, Entry]]] = {number: [] for number in changed}
        for name, entry in self._entries.items():
            if (number := _shard(name)) in changed:
                shards[number].append((name, entry))
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for number, entries in shards.items():
            _write_private(self.folder / f"{number:02}", self._packed(entries))

    def _packed(self, entries: Iterable[tuple[str, Entry]]) -> bytes:
        index, texts = [], []
        for name, entry in entries:
            with suppress(TypeError):  # what has no plain form is read anew
                plain = _plain(entry)
                text = (plain["post"] or {}).pop("body", "").encode()
                index.append([name, len(text), plain])
                texts.append(text)
        rest = b"\n".join([json.dumps(index).encode(), b"".join(texts)])
        return b"%s %s %08x\n" % (MAGIC, self.fingerprint.encode(), zlib.crc32(rest)) + rest

    def _load(self, number: int) -> dict[str, Entry]:
        try:
            head, _, rest = (self.folder or Path()).joinpath(f"{number:02}").read_bytes().partition(b"\n")
            if head != b"%s %s %08x" % (MAGIC, self.fingerprint.encode(), zlib.crc32(rest)):
                return {}
            index, _, texts = rest.partition(b"\n")
            entries, start = {}, 0
            for name, length, plain in json.loads(index):
                if plain["post"]:
                    plain["post"]["body"] = texts[start : start + length].decode()
                start += length
                entries[name] = _entry(plain)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}
        return entries


def _reader(*, foreign: bool) -> Callable[..., Content]:
    if not foreign:
        return read_content
    # What parses dates of all kinds takes as long to load as a small folder takes to read.
    from editorial.foreign_content import read_foreign_content

    return read_foreign_content


def _plain(entry: Entry) -> dict[str, Any]:
    found = entry.found
    return {
        "stamp": entry.stamp,
        "settled": entry.is_settled,
        "digest": entry.digest,
        "post": _POST.plain(found.post) if found.post else None,
        "problems": [_PROBLEM.plain(problem) for problem in found.problems],
        "names": dict(found.author_names),
    }


def _entry(plain: dict[str, Any]) -> Entry:
    post = _POST.typed(plain["post"]) if plain["post"] else None
    problems = tuple(map(_PROBLEM.typed, plain["problems"]))
    found = PostFile(post, problems, plain["names"])
    return Entry(tuple(plain["stamp"]), plain["settled"], plain["digest"], found)


def _stamp(path: str) -> Stamp:
    try:
        status = os.stat(path)  # noqa: PTH116 - it is asked for every file, and a Path takes twice as long
    except OSError:
        return ()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _shard(name: str) -> int:
    return zlib.crc32(name.encode(errors="surrogateescape")) % SHARDS


def _write_private(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        with open(temporary, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _remove_oldest(folder: Path) -> None:
    # Whoever named the folder may have other things in it.
    kept = [path for path in folder.iterdir() if _KEPT.fullmatch(path.name)]
    newest = sorted(kept, key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for old in newest[KEPT_FOLDERS:]:
        shutil.rmtree(old, ignore_errors=True)


def _fingerprint(folder: Path, settings: ContentSettings, zone: ZoneInfo, *, foreign: bool) -> str:
    # Messages name files as they are seen from here.
    parts = (_reading_code(), str(folder.resolve()), str(folder), repr(settings), zone.key, foreign)
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@cache
def _reading_code() -> str:
    digest = hashlib.sha256(f"{sys.version} {version('pyyaml')} {version('python-dateutil')}".encode())
    for file in sorted(Path(editorial.__file__).parent.rglob("*.py")):
        digest.update(file.read_bytes())
    return digest.hexdigest()
