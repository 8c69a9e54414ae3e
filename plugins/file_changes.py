"""Changes to content files, written all or none, and never over what somebody else has written meanwhile."""

import contextlib
import difflib
import hashlib
import os
import re
import shutil
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ANYBODY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


class NotChangedError(Exception):
    """A change that was not made; no file is different from before."""


@dataclass(frozen=True)
class FileChange:
    """What a file holds and what it shall hold."""

    path: Path
    before: bytes
    after: bytes

    @property
    def digest(self) -> str:
        """The SHA-256, in hex, of what the file holds before."""
        return digest_of(self.before)

    @property
    def diff(self) -> str:
        """The change as a unified diff; bytes that are no UTF-8 are shown as �, line ends not at all."""
        old, new = (_shown_lines(data) for data in (self.before, self.after))
        name = self.path.as_posix().lstrip("/")
        lines = difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=1, lineterm="")
        return "\n".join(lines)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes in hex, by which the writer of a change says what they have seen."""
    return hashlib.sha256(data).hexdigest()


def apply_changes(
    changes: Sequence[FileChange], folder: Path, expected_digests: Mapping[Path, str] | None = None
) -> None:
    """Write all the changes, or none; raises NotChangedError.

    Files must lie in the folder, also when links are followed, and must still be what they were: with the
    digest that is expected of them, or else that of the change's `before`.
    """
    wanted = expected_digests or {}
    targets = [(_target(change.path, folder), change) for change in changes]
    digests = {target: wanted.get(change.path, change.digest) for target, change in targets}
    with contextlib.ExitStack() as drafts:
        ready = [
            (drafts.enter_context(_draft(target, change.after)), target, change) for target, change in targets
        ]
        for target, digest in digests.items():
            _refuse_if_changed(target, digest)
        _put_in_place(ready)


def _target(path: Path, folder: Path) -> Path:
    target = path.resolve()
    if not target.is_relative_to(folder.resolve()) or not target.is_file():
        message = f"{path} is no file of the content folder {folder}; nothing was changed"
        raise NotChangedError(message)
    # A file is replaced by another, which the rights of its folder alone would allow.
    if not target.stat().st_mode & ANYBODY_WRITES:
        message = f"{path} is protected against writing; nothing was changed"
        raise NotChangedError(message)
    return target


def _refuse_if_changed(target: Path, digest: str) -> None:
    try:
        now = digest_of(target.read_bytes())
    except OSError as error:
        message = f"{target} cannot be read: {error.strerror}; nothing was changed"
        raise NotChangedError(message) from error
    if now != digest:
        message = f"{target} has changed meanwhile; nothing was written (look at it, and try again)"
        raise NotChangedError(message)


@contextlib.contextmanager
def _draft(target: Path, data: bytes) -> Iterator[Path]:
    """A file beside another that holds its next content, safe on the disk; gone afterwards."""
    # The dot keeps a build that runs meanwhile from taking it for content.
    draft: Path | None = None
    try:
        try:
            number, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
            draft = Path(name)
            with os.fdopen(number, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            shutil.copymode(target, draft)
        except OSError as error:
            message = f"{target} cannot be written: {error.strerror}; nothing was changed"
            raise NotChangedError(message) from error
        yield draft
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _put_in_place(ready: Iterable[tuple[Path, Path, FileChange]]) -> None:
    done: list[tuple[Path, FileChange]] = []
    try:
        for draft, target, change in ready:
            draft.replace(target)
            done.append((target, change))
        for folder in {target.parent for target, _ in done}:
            _sync_folder(folder)
    except OSError as error:
        for target, change in done:
            with _draft(target, change.before) as former:
                former.replace(target)
        message = f"the files cannot be put in place: {error.strerror}; nothing was changed"
        raise NotChangedError(message) from error


def _sync_folder(folder: Path) -> None:
    # Where a folder cannot be opened, as on Windows, the system writes its entries by itself.
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _shown_lines(data: bytes) -> list[str]:
    return [line.decode(errors="replace") for line in _LINE_ENDS.split(data)]
