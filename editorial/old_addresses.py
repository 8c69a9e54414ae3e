"""Addresses that a post once had, from what git remembers of its file.

A version of a file holds from its commit to the next one, or to the build's clock. Its address counts if the
post was live under it at any time while it held: only then can a reader have it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from editorial.content import ContentSettings
from editorial.fields import Context, FieldReader
from editorial.header import read_document
from editorial.post import Post, read_post
from editorial.problems import ContentError

# One change of `git log --raw`: modes, blobs and what was done; a rename has two paths.
_CHANGE = re.compile(r":\d+ \d+ [0-9a-f]+ (?P<blob>[0-9a-f]+) (?P<kind>[A-Z])\d*")
_COMMIT = "\x01"
_ID_LINE = re.compile(rb"""^["']?id["']?[ \t]*:[ \t]*(.*?)[ \t\r]*$""", re.MULTILINE | re.IGNORECASE)
_SLUG_LINE = re.compile(rb"""^["']?slug["']?[ \t]*:[ \t]*(.*?)[ \t\r]*$""", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Change:
    """What a commit did to a file; `path` is its name since then, `before` the one until then."""

    path: str
    before: str
    kind: str
    blob: str


@dataclass(frozen=True)
class FileVersion:
    """A file as a commit left it: when that was, its name then, and git's name for what is in it."""

    since: datetime
    path: str
    blob: str


@dataclass(frozen=True)
class PostVersion:
    """A post as a commit left it; None where its header could not be read."""

    since: datetime
    post: Post | None


def old_slugs(versions: Sequence[PostVersion], current: str, *, as_of: datetime) -> tuple[str, ...]:
    """Return the slugs under which a post has been live and is no longer, the latest first.

    `versions` are in their order, the oldest first; `current` is the slug of now.
    """
    held = [post.slug for post in _held_live(versions, as_of)]
    return tuple(slug for slug in dict.fromkeys(reversed(held)) if slug != current)


def id_before(versions: Sequence[PostVersion], current: str, *, as_of: datetime) -> str:
    """Return the id under which a post was live last before it had its present one.

    It is empty where there is none, and for a post that has the id again with which it began.
    """
    held = [post.id for post in _held_live(versions, as_of)]
    others = [post_id for post_id in held if post_id != current]
    return others[-1] if others and held[0] != current else ""


def _held_live(versions: Sequence[PostVersion], as_of: datetime) -> Iterator[Post]:
    ends = [*(version.since for version in versions), as_of][1:]
    for version, end in zip(versions, ends, strict=True):
        # Two commits of one second were never published apart.
        if version.post and version.since < end and version.post.is_live(end):
            yield version.post


def read_log(log: str) -> Iterator[tuple[datetime, list[Change]]]:
    """Yield the commits of a log with their changes, the newest first.

    The log is that of `git log --raw -z -M --no-abbrev --format=%x01%ct`.
    """
    for commit in log.split(_COMMIT)[1:]:
        seconds, _, changes = commit.partition("\0")
        yield datetime.fromtimestamp(int(seconds), UTC), list(_changes(changes.split("\0")))


def follow_files(commits: Iterable[tuple[datetime, list[Change]]]) -> dict[str, list[FileVersion]]:
    """Return the versions of each file that is there today, by its present path, through all its names.

    Commits come newest first; the versions are in their order, the oldest first.
    """
    versions: dict[str, list[FileVersion]] = {}
    # The present path of what had a name before the commits that have been looked at; None if it is gone.
    present: dict[str, str | None] = {}
    for instant, changes in commits:
        known = {change.path: present.get(change.path, change.path) for change in changes}
        for change in changes:
            today = known[change.path]
            if today is not None and change.kind != "D":
                versions.setdefault(today, []).append(FileVersion(instant, change.path, change.blob))
        # What had the name of a file before it was deleted is gone, whoever has the name today.
        present |= {change.path: None for change in changes if change.kind == "D"}
        present |= {change.before: known[change.path] for change in changes if change.kind == "R"}
    return {path: found[::-1] for path, found in versions.items()}


def by_present_path(
    versions: Mapping[str, Sequence[FileVersion]], wanted: Iterable[str]
) -> dict[str, Sequence[FileVersion]]:
    """Return the versions of the wanted files that have more than one."""
    return {path: versions[path] for path in wanted if len(versions.get(path, ())) > 1}


def may_have_moved(named: Iterable[tuple[str, bytes]]) -> bool:
    """Return whether versions of a file, each by its path and bytes, may have had different slugs or ids."""
    return len({(_rough_slug(path, data), *_ID_LINE.findall(data)) for path, data in named}) > 1


def read_version(version: FileVersion, data: bytes, settings: ContentSettings) -> PostVersion:
    """Return the post in a version of a file; what is wrong with it does not matter any more."""
    reader = FieldReader(version.path, Context(settings.zone, settings.stage_keys))
    try:
        document = read_document(data, version.path)
    except ContentError:
        return PostVersion(version.since, None)
    post = read_post(document, reader, stem=PurePosixPath(version.path).stem)
    # A slug that was wrong never became an address: the build refused it.
    wrong_lines = {problem.line for problem in reader.problems if problem.is_error}
    return PostVersion(version.since, None if post.source.lines.get("slug") in wrong_lines else post)


def _changes(fields: Sequence[str]) -> Iterator[Change]:
    words = iter(fields)
    for word in words:
        if match := _CHANGE.fullmatch(word.lstrip("\n")):
            before = next(words)
            path = next(words) if match["kind"] in "RC" else before
            yield Change(path, before, match["kind"], match["blob"])


def _rough_slug(path: str, data: bytes) -> bytes:
    match = _SLUG_LINE.search(data)
    return match[1].strip(b"\"'") if match else PurePosixPath(path).stem.encode("utf-8", "surrogateescape")
