"""A note of what a change of several files is about to do, so that a killed run leaves none of it behind.

Under the state folder lies a lock that writers take in turn, and while files are being replaced a journal for
their content folder, with what they held before. Whoever finds a journal puts the files back.
"""

import base64
import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.drafts import NotChangedError, draft, remove_stale_drafts, sync_folder

FOLDER = "changes"
KEY_SIGNS = 16


@dataclass(frozen=True)
class Replaced:
    """A file that is about to be replaced, what it holds, and the SHA-256, in hex, of what it shall hold."""

    path: Path
    before: bytes
    digest_after: str


@dataclass(frozen=True)
class ChangeJournal:
    """The journal of a content folder, in the hands of the one who has the lock."""

    path: Path
    content: Path

    def begin(self, files: Sequence[Replaced]) -> None:
        """Note what is to be replaced; raises NotChangedError where that cannot be kept."""
        noted = [
            {
                "path": str(file.path),
                "before": base64.b64encode(file.before).decode(),
                "after": file.digest_after,
            }
            for file in files
        ]
        try:
            number, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
            with os.fdopen(number, "w", encoding="utf-8") as draft_of_journal:
                json.dump(noted, draft_of_journal)
                draft_of_journal.flush()
                os.fsync(draft_of_journal.fileno())
            Path(name).replace(self.path)
        except OSError as error:
            message = f"{self.path} cannot be written: {error.strerror}; nothing was changed"
            raise NotChangedError(message) from error
        sync_folder(self.path.parent)

    def end(self) -> None:
        """Forget the change: all of it is done, or none."""
        self.path.unlink(missing_ok=True)

    def take_back(self) -> tuple[Path, ...]:
        """Put back what a killed run has replaced, unless it came to the last file; returns the files.

        Drafts that it left go, too. A file that somebody has changed since stays as it is. Raises
        NotChangedError where one cannot be written; the journal is kept then.
        """
        noted = self._noted()
        replaced = [file for file in noted if _digest(file.path) == file.digest_after]
        is_halfway = any(_digest(file.path) == hashlib.sha256(file.before).hexdigest() for file in noted)
        halfway = replaced if is_halfway else []
        for file in halfway:
            with draft(file.path, file.before) as former:
                former.replace(file.path)
        for folder in {file.path.parent for file in halfway}:
            sync_folder(folder)
        remove_stale_drafts(self.content)
        self.end()
        return tuple(file.path for file in halfway)

    def _noted(self) -> list[Replaced]:
        # It is written as a whole; what cannot be read is not ours.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            noted = json.loads(self.path.read_text(encoding="utf-8"))
            return [
                Replaced(Path(file["path"]), base64.b64decode(file["before"]), file["after"])
                for file in noted
            ]
        return []


@contextlib.contextmanager
def journal_of(content: Path, state: Path, *, waits: bool = True) -> Iterator[ChangeJournal | None]:
    """Give the journal of a content folder once the lock is free; None if it is not and nobody `waits`."""
    path = _path(content, state)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = path.with_name("lock").open("w", encoding="utf-8")
    except OSError as error:
        message = f"{path.parent} cannot be written: {error.strerror}; nothing was changed"
        raise NotChangedError(message) from error
    with lock:
        yield ChangeJournal(path, content.resolve()) if _take(lock.fileno(), waits=waits) else None


def take_back_interrupted(content: Path, state: Path) -> tuple[Path, ...]:
    """Put right what a killed run has left in a content folder, unless a change is just being made.

    Returns the files that were put back; raises NotChangedError where one cannot be.
    """
    if not _path(content, state).exists():
        return ()
    with journal_of(content, state, waits=False) as journal:
        return journal.take_back() if journal else ()


def _path(content: Path, state: Path) -> Path:
    key = hashlib.sha256(str(content.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:KEY_SIGNS]
    return state / FOLDER / f"{key}.json"


def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _take(lock: int, *, waits: bool) -> bool:
    try:
        import fcntl
    except ImportError:
        # Windows: there it is the digests that keep two at once from harm.
        return True
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
    except OSError:
        return False
    return True
