"""A folder takes the place of another in one step: whoever looks sees all of the old one or all of the new.

Linux exchanges two folders at once. Elsewhere there are two renames, and what a crash leaves between them is
put right by the next start. What belongs to it lies beside the folder, under `.NAME.publishing/`.
"""

import contextlib
import ctypes
import errno
import filecmp
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

_AT_WORKING_FOLDER, _EXCHANGE = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
_NOT_HERE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


class BusyError(Exception):
    """Another process is about to replace the same folder."""


@dataclass(frozen=True)
class Workshop:
    """Where the new folder is made, and where the old one stands for a moment."""

    target: Path

    @property
    def folder(self) -> Path:
        """What lies beside the target."""
        return self.target.with_name(f".{self.target.name}.publishing")

    @property
    def new(self) -> Path:
        """What is to take the target's place."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """What stood in the target's place."""
        return self.folder / "old"


@contextlib.contextmanager
def workshop(target: Path) -> Iterator[Workshop]:
    """Give a clean place to make a folder's successor in; raises BusyError while another process does so.

    A swap that was interrupted is finished or taken back before.
    """
    # A link keeps its place: what it leads to is replaced.
    place = Workshop(target.resolve())
    place.folder.mkdir(parents=True, exist_ok=True)
    with (place.folder / "lock").open("w", encoding="utf-8") as lock:
        _take(lock.fileno(), target)
        recover(place)
        try:
            yield place
        finally:
            recover(place)


def recover(place: Workshop) -> None:
    """Put right what an interrupted swap left, and clear the place."""
    if not place.target.exists() and place.old.exists():
        place.old.rename(place.target)
    for folder in (place.new, place.old):
        if folder.exists():
            shutil.rmtree(folder)


def swap(place: Workshop) -> None:
    """Put the new folder in the target's place; raises OSError, and then `recover` restores the target."""
    if hasattr(os, "sync"):
        # After a power failure, too, the new folder's files must be there when its name is.
        os.sync()
    if not place.target.exists():
        place.new.rename(place.target)
    elif not exchange(place.new, place.target):
        # When the second one fails or is never reached, `recover` brings the old folder back.
        place.target.rename(place.old)
        place.new.rename(place.target)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change their places in one step; return False where the system cannot."""
    if sys.platform != "linux":
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    if rename(_AT_WORKING_FOLDER, os.fsencode(one), _AT_WORKING_FOLDER, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NOT_HERE:
        return False
    raise OSError(code, os.strerror(code), str(other))


def keep_equal_files(place: Workshop, names: Iterable[str]) -> None:
    """Let files that did not change be the same files in the new folder, with their old times."""
    for name in names:
        old, new = place.target / name, place.new / name
        if not old.is_symlink() and old.is_file() and filecmp.cmp(old, new, shallow=False):
            kept = new.with_name(f".{new.name}.kept")
            # Some file systems know no second name for a file.
            with contextlib.suppress(OSError):
                kept.hardlink_to(old)
                kept.replace(new)


def take_along(place: Workshop, names: Iterable[str]) -> None:
    """Copy files of the old folder that the new one does not have."""
    for name in names:
        old, new = place.target / name, place.new / name
        if not new.exists():
            new.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old, new, follow_symlinks=False)


def _take(lock: int, target: Path) -> None:
    try:
        import fcntl
    except ImportError:
        # Windows: two at once fail there at the rename.
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        msg = f"another process is publishing into {target}; wait until it is done"
        raise BusyError(msg) from error
