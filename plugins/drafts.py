"""A file's next content is written beside it first, so that the file is replaced as a whole."""

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

# As the line below names them: `.tea.md.x7_k2m9q.part`.
_NAME = re.compile(r"\.(?P<of>.+)\.[a-z0-9_]{8}\.part")


class NotChangedError(Exception):
    """A change that was not made; no file is different from before."""


@contextlib.contextmanager
def draft(target: Path, data: bytes) -> Iterator[Path]:
    """A file beside another that holds its next content, safe on the disk; gone afterwards."""
    # The dot keeps a build that runs meanwhile from taking it for content.
    path: Path | None = None
    try:
        try:
            number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
            path = Path(name)
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(target, path)
        except OSError as error:
            message = f"{target} cannot be written: {error.strerror}; nothing was changed"
            raise NotChangedError(message) from error
        yield path
    finally:
        if path is not None:
            path.unlink(missing_ok=True)


def remove_stale_drafts(folder: Path) -> None:
    """Delete the drafts below a folder that a killed run has left; nobody may be writing there now."""
    for place, folders, names in os.walk(folder):
        # What is hidden, such as git's own folder, is nobody's content.
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            found = _NAME.fullmatch(name)
            # Something of somebody else may be named like that, but hardly beside such a file.
            if found and found["of"] in names:
                Path(place, name).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Let what was renamed in a folder last through a power failure."""
    # Where a folder cannot be opened, as on Windows, the system writes its entries by itself.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
