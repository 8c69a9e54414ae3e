"""The files of a content folder: what links lead to outside of it is neither read nor published."""

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

from editorial.problems import Problem


def walk(folder: Path, part: str = "") -> Iterator[Path]:
    """Yield the files in a part of a content folder in the order of their paths; hidden ones are left out.

    Links to folders are not followed, so that none can lead in a circle; links out of the content folder are
    left out, too: `links_out` names them.
    """
    home = os.path.realpath(folder)
    if not _is_within(folder / part, home):
        return
    for entry in _entries(folder / part):
        if not entry.is_symlink() or (not entry.is_dir() and _is_within(entry.path, home)):
            yield Path(entry.path)


def leads_out(path: Path, folder: Path) -> bool:
    """Return whether a path ends outside of a folder, by links or by the way it is written."""
    return not _is_within(path, os.path.realpath(folder))


def links_out(folder: Path) -> Iterator[Path]:
    """Yield the links that lead out of a content folder."""
    home = os.path.realpath(folder)
    links = (entry.path for entry in _entries(folder) if entry.is_symlink())
    yield from (Path(link) for link in links if not _is_within(link, home))


def refused(link: Path) -> Problem:
    """Return the error that a link out of the content folder is."""
    message = "the link leads out of the content folder, so what it leads to is neither read nor published"
    return Problem(link.as_posix(), 1, "leads-out", message, "put the file itself in its place")


def content_files(folder: Path) -> dict[str, int]:
    """Return the sizes in bytes of a content folder's files, by their paths in it."""
    found = (path for path in walk(folder) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in found}


def _entries(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yield what is in a folder and is no folder itself, by name, and then what is in those; nothing hidden.

    An entry knows what it is, so that ten thousand files cost no more than their folders.
    """
    try:
        with os.scandir(folder) as found:
            entries = sorted((one for one in found if not one.name.startswith(".")), key=attrgetter("name"))
    except OSError:
        return  # nobody may read it, or it is gone: what is missing from it is named by who needs it
    folders = [one for one in entries if one.is_dir(follow_symlinks=False)]
    yield from (one for one in entries if not one.is_dir(follow_symlinks=False))
    for one in folders:
        yield from _entries(one.path)


def _is_within(path: Path | str, home: str) -> bool:
    # Not Path.resolve(): it raises where links lead in a circle.
    return Path(os.path.realpath(path)).is_relative_to(home)
