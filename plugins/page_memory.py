"""What each file of the output was made from, as long as somebody writes: what stands need not be made again.

A file stands when it was made from the same inputs and is on the disk as it was left. `invoke serve` hands
one memory to all its builds, as the setting PAGE_MEMORY.
"""

import os
from pathlib import Path

from plugins.page_inputs import TemplateNames


class PageMemory:
    """Remembers the files that builds have written, and the digest of what each was made from."""

    def __init__(self) -> None:
        self.names = TemplateNames()
        self._made: dict[str, tuple[str, tuple[int, int, int]]] = {}

    def stands(self, path: Path | str, inputs: str) -> bool:
        """Return whether the file at `path` is as it was left, made from these inputs."""
        made = self._made.get(str(path))
        if made is None or made[0] != inputs:
            return False
        try:
            return made[1] == _stamp(path)
        except OSError:
            return False

    def note(self, path: Path | str, inputs: str) -> None:
        """Remember a file that was just made from these inputs."""
        self._made[str(path)] = inputs, _stamp(path)

    def forget_all_but(self, paths: set[str]) -> None:
        """Forget the files that are no longer part of the site."""
        self._made = {path: made for path, made in self._made.items() if path in paths}


def _stamp(path: Path | str) -> tuple[int, int, int]:
    status = os.stat(path)  # noqa: PTH116 - it is asked for every file, and a Path takes twice as long
    return status.st_ino, status.st_size, status.st_mtime_ns
