"""Files that are made from others, kept outside the output so that what did not change is not made again."""

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable
from pathlib import Path


class DerivedFiles:
    """A folder of made files, each under the digest of everything that it was made from."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, recipe: str, suffix: str, make: Callable[[], bytes]) -> bytes:
        """Return the file that `recipe` describes wholly; it is made where it is not there yet."""
        path = self.path(recipe, suffix)
        with contextlib.suppress(FileNotFoundError):
            return path.read_bytes()
        data = make()
        write_whole(path, data)
        return data

    def path(self, recipe: str, suffix: str) -> Path:
        """Return where a file stands, or would stand."""
        digest = hashlib.sha256(recipe.encode()).hexdigest()
        return self.folder / digest[:2] / f"{digest[2:40]}{suffix}"


def write_whole(path: Path, data: bytes) -> None:
    """Write a file as a whole or not at all, also while another build writes the same one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
