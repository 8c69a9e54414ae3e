"""Changes to content files, written all or none, and never over what somebody else has written meanwhile."""

import contextlib
import difflib
import hashlib
import re
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.change_journal import ChangeJournal, Replaced, journal_of
from plugins.drafts import NotChangedError, draft, sync_folder

ANYBODY_WRITES = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_LINE_ENDS = re.compile(rb"\r\n|\r|\n")


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
    changes: Sequence[FileChange],
    folder: Path,
    expected_digests: Mapping[Path, str] | None = None,
    *,
    state: Path | None = None,
) -> None:
    """Write all the changes, or none; raises NotChangedError.

    Files must lie in the folder, also when links are followed, and must still be what they were: with the
    digest that is expected of them, or else that of the change's `before`. With a `state` folder a run that
    is killed on the way leaves a journal there, by which the next one puts the files back.
    """
    if not changes:
        return
    with contextlib.ExitStack() as open_journal:
        journal = open_journal.enter_context(journal_of(folder, state)) if state else None
        if journal:
            journal.take_back()
        _write(changes, folder, expected_digests or {}, journal)


def _write(
    changes: Sequence[FileChange], folder: Path, wanted: Mapping[Path, str], journal: ChangeJournal | None
) -> None:
    targets = [(_target(change.path, folder), change) for change in changes]
    digests = {target: wanted.get(change.path, change.digest) for target, change in targets}
    with contextlib.ExitStack() as drafts:
        ready = [
            (drafts.enter_context(draft(target, change.after)), target, change) for target, change in targets
        ]
        for target, digest in digests.items():
            _refuse_if_changed(target, digest)
        _put_in_place(ready, journal)


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


def _put_in_place(ready: Sequence[tuple[Path, Path, FileChange]], journal: ChangeJournal | None) -> None:
    # One file is replaced at once; only what lies between two can be interrupted.
    noted = journal if len(ready) > 1 else None
    if noted:
        noted.begin([Replaced(path, change.before, digest_of(change.after)) for _, path, change in ready])
    done: list[tuple[Path, FileChange]] = []
    try:
        for path, target, change in ready:
            path.replace(target)
            done.append((target, change))
        for folder in {target.parent for target, _ in done}:
            sync_folder(folder)
    except BaseException as error:
        for target, change in done:
            with draft(target, change.before) as former:
                former.replace(target)
        if noted:
            noted.end()
        if not isinstance(error, OSError):
            raise
        message = f"the files cannot be put in place: {error.strerror}; nothing was changed"
        raise NotChangedError(message) from error
    if noted:
        noted.end()


def _shown_lines(data: bytes) -> list[str]:
    return [line.decode(errors="replace") for line in _LINE_ENDS.split(data)]
