"""The search index: Pagefind's, made from exactly the posts that it is given.

It is made aside and handed over as files in memory, so that nothing else that stands in an output can get in.
"""

import hashlib
import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from pagefind.service import get_executable

from plugins.derived_files import write_whole
from plugins.pagefind_files import UnknownShapeError, put_in_order

# Beside the search page, so that whoever sets a policy for the page by its folder has set it for the index.
FOLDER = "search/index"
KEPT_INDEXES = 3


class SearchIndexError(Exception):
    """Pagefind could not make an index, or makes them in another shape than we know."""


@dataclass(frozen=True)
class Record:
    """One post as Pagefind reads it: its path in the site, and a page with title, text and filters."""

    path: str
    html: str


def search_index(records: Sequence[Record], *, language: str, cache: Path | None = None) -> dict[str, bytes]:
    """Return the index as files by name; taken from the cache where one for these posts is there.

    There is none without a post. Raises SearchIndexError.
    """
    if not records:
        return {}
    kept = cache / f"{_key(records, language)}.zip" if cache else None
    if kept and kept.is_file():
        with zipfile.ZipFile(kept) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    with tempfile.TemporaryDirectory(prefix="masthead-search-", ignore_cleanup_errors=True) as folder:
        made = _run_pagefind(records, language, Path(folder))
    try:
        files = put_in_order(made)
    except UnknownShapeError as error:
        msg = f"the search index has a shape that Masthead does not know: {error} (install Pagefind 1.5)"
        raise SearchIndexError(msg) from error
    if kept:
        _keep(files, kept)
    return files


def _key(records: Sequence[Record], language: str) -> str:
    described = [version("pagefind"), language, *((record.path, record.html) for record in records)]
    return hashlib.sha256(json.dumps(described).encode()).hexdigest()


def _keep(files: dict[str, bytes], path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    write_whole(path, buffer.getvalue())
    newest = sorted(path.parent.glob("*.zip"), key=lambda kept: kept.stat().st_mtime, reverse=True)
    for old in newest[KEPT_INDEXES:]:
        old.unlink(missing_ok=True)


def _run_pagefind(records: Sequence[Record], language: str, folder: Path) -> dict[str, bytes]:
    site, output = folder / "site", folder / "index"
    for record in records:
        page = site / record.path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(record.html, encoding="utf-8")
    command = [get_executable() or "pagefind", "--site", site, "--output-path", output, "--silent"]
    command += ["--force-language", language]
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603 - pagefind itself
    except (OSError, subprocess.CalledProcessError) as error:
        reason = getattr(error, "stderr", "") or str(error)
        msg = f"the search index could not be made: {reason.strip()}"
        raise SearchIndexError(msg) from error
    return {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }
