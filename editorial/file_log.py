"""What a log says of every file: the ones of today through all their names, and the ones that are gone."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from editorial.old_addresses import Change, FileVersion
from editorial.slug import slugify

_HEADER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:---\r?\n(?P<yaml>.*?)^---|(?P<lines>.*?)(?:^\r?$|\Z))", re.MULTILINE | re.DOTALL
)
_ID_LINE = re.compile(
    rb"""^["']?(id|slug)["']?[ \t]*:[ \t]*["']?([\w-]+)["']?[ \t\r]*$""", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True)
class GoneFile:
    """A file that a commit deleted: its last name, when that was, and its versions, the oldest first."""

    path: str
    since: datetime
    versions: tuple[FileVersion, ...]


@dataclass(frozen=True)
class FileLog:
    """The versions of each present file, the oldest first, and the files that are gone, the latest first."""

    present: Mapping[str, tuple[FileVersion, ...]]
    gone: tuple[GoneFile, ...]


def number_of_changes(versions: Sequence[FileVersion], gone: Sequence[GoneFile]) -> int:
    """Return how often a post changed that stood in one file after the other, its deletions included.

    `versions` are those of the file where it stands now. A commit that deletes one file and writes another
    changed the post once.
    """
    changes = [version.since for part in (versions, *(file.versions for file in gone)) for version in part]
    written = set(changes)
    return len(changes) + sum(file.since not in written for file in gone)


def id_in_file(path: str, data: bytes) -> str:
    """Return the id of the post in a file, as far as can be told without reading its whole header."""
    header = _HEADER.match(data)
    lines = (header["yaml"] or header["lines"] or b"") if header else b""
    found = {match[1].lower(): match[2].decode("utf-8", "replace") for match in _ID_LINE.finditer(lines)}
    return found.get(b"id") or found.get(b"slug") or slugify(PurePosixPath(path).stem)


def follow_log(commits: Iterable[tuple[datetime, list[Change]]]) -> FileLog:
    """Return what became of every file; commits come newest first.

    A merge that changed nothing does not count, and two commits of one second count as two.
    """
    versions: dict[int, list[FileVersion]] = {}
    ends: list[tuple[str, datetime | None]] = []
    # Which of the ends a name led to before the commits that have been looked at.
    leads_to: dict[str, int] = {}

    def new_end(path: str, deleted: datetime | None) -> int:
        ends.append((path, deleted))
        return len(ends) - 1

    for instant, changes in commits:
        known: dict[str, int] = {}
        for change in changes:
            if change.kind == "D":
                known[change.path] = new_end(change.path, instant)
            else:
                found = leads_to.get(change.path)
                known[change.path] = new_end(change.path, None) if found is None else found
                version = FileVersion(instant, change.path, change.blob)
                versions.setdefault(known[change.path], []).append(version)
        for change in changes:
            leads_to.pop(change.path, None)
        for change in changes:
            if change.kind in "MTD":
                leads_to[change.path] = known[change.path]
            elif change.kind == "R":
                leads_to[change.before] = known[change.path]
    found_versions = {end: tuple(found[::-1]) for end, found in versions.items()}
    return FileLog(
        present={path: found_versions[end] for end, (path, gone) in enumerate(ends) if gone is None},
        gone=tuple(
            GoneFile(path, gone, found_versions.get(end, ()))
            for end, (path, gone) in enumerate(ends)
            if gone is not None
        ),
    )
