"""The search index while somebody writes: made in a thread of its own, so that no page waits for it.

It begins when nothing has been saved for a while, and gives way to what is built meanwhile.
"""

import contextlib
import os
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from plugins.output_folder import replace_if_changed
from plugins.pagefind_files import ENTRY
from plugins.search_index import Record, SearchIndexError, search_index

QUIET_SECONDS = 1.5
NICENESS = 10  # of 19


class LateIndex:
    """Keeps the index in a folder up with the posts; of several requests in a row the last one counts."""

    def __init__(self, folder: Path, *, quiet_seconds: float = QUIET_SECONDS) -> None:
        self.folder, self.quiet_seconds = folder, quiet_seconds
        self._wanted: tuple[Sequence[Record], str] | None = None
        self._changed = threading.Condition()
        self._is_busy = False
        threading.Thread(target=self._work, daemon=True).start()

    def put(self, records: Sequence[Record], language: str) -> None:
        """Have these posts indexed, soon."""
        with self._changed:
            self._wanted = (records, language)
            self._changed.notify_all()

    def wait(self, *, seconds: float) -> bool:
        """Return whether all that was put is indexed, at the latest after so many seconds."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._is_busy and not self._wanted, timeout=seconds)

    def _is_newer_than(self, wanted: object) -> bool:
        return self._wanted is not wanted

    def _work(self) -> None:
        _give_way()
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._wanted)
                while self._changed.wait_for(partial(self._is_newer_than, self._wanted), self.quiet_seconds):
                    pass
                (records, language), self._wanted, self._is_busy = self._wanted, None, True  # type: ignore[misc]
            try:
                write_index(search_index(records, language=language), self.folder)
            except (SearchIndexError, OSError) as error:
                print(error, file=sys.stderr)
            with self._changed:
                self._is_busy = False
                self._changed.notify_all()


def _give_way() -> None:
    # Linux counts niceness by thread, and Pagefind's process takes it over.
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICENESS)


def write_index(files: dict[str, bytes], folder: Path) -> None:
    """Write an index over another; the file that leads to all others comes last: nobody meets half of it."""
    for name, data in sorted(files.items(), key=lambda file: file[0] == ENTRY):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_if_changed(path, data)
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in files:
            path.unlink()
