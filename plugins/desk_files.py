"""The content's files as the desk shows them: as they are written, to be read only, and none but texts."""

import contextlib
from pathlib import Path, PurePosixPath

# What editors write, in our content and in that of other tools; pictures are seen in previews.
SUFFIXES = (".md", ".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm", ".yaml", ".yml")


class ContentFiles:
    """Gives the texts in a content folder by their paths in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def text(self, name: str) -> bytes | None:
        """Return what a file holds; None for what is no text, is hidden, or lies outside the folder."""
        parts = PurePosixPath(name).parts
        if "\0" in name or not parts or any(part.startswith((".", "/")) for part in parts):
            return None
        # No disk has names of any length, and what was there may be gone.
        with contextlib.suppress(OSError):
            file = (self.folder / name).resolve()
            is_inside = file.is_relative_to(self.folder.resolve())
            if is_inside and file.suffix.lower() in SUFFIXES and file.is_file():
                return file.read_bytes()
        return None
