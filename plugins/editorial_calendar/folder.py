"""The desk's folder: only what changed is written, each file as a whole; what the desk no longer has goes."""

import contextlib
from collections.abc import Mapping
from pathlib import Path

from plugins.derived_files import write_whole

# Names the files that the desk wrote, so that it never deletes what somebody else put there.
LIST = ".desk-files"


class NotOurDeskError(Exception):
    """A folder that holds files and is no desk."""


def refuse_foreign_folder(folder: Path) -> None:
    """Raise NotOurDeskError for a folder in which a desk would lie among, or over, somebody's files."""
    if folder.is_dir() and not (folder / LIST).is_file() and any(folder.iterdir()):
        remedy = "choose an empty or a new folder with --output"
        message = f"{folder} holds files that are not of a desk; {remedy}"
        raise NotOurDeskError(message)


def write_files(folder: Path, files: Mapping[str, bytes]) -> int:
    """Write files by their paths in the folder, delete others of last time; returns how many were written."""
    folder.mkdir(parents=True, exist_ok=True)
    # From here on the folder is a desk, also if this run does not come to its end.
    (folder / LIST).touch()
    written = sum(_write_changed(folder / name, data) for name, data in files.items())
    for name in sorted(_listed(folder) - files.keys()):
        _delete(folder, name)
    _write_changed(folder / LIST, "".join(f"{name}\n" for name in sorted(files)).encode())
    return written


def _write_changed(path: Path, data: bytes) -> bool:
    with contextlib.suppress(OSError):
        if path.read_bytes() == data:
            return False
    write_whole(path, data)
    return True


def _listed(folder: Path) -> set[str]:
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return set((folder / LIST).read_text(encoding="utf-8").splitlines())
    return set()


def _delete(folder: Path, name: str) -> None:
    path = folder / name
    # The list is a file like any other: somebody may have written into it.
    if not path.resolve().is_relative_to(folder.resolve()):
        return
    with contextlib.suppress(OSError):
        path.unlink()
        for parent in path.relative_to(folder).parents[:-1]:
            (folder / parent).rmdir()
