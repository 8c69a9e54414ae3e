"""Texts that lie among the content and are not read, because of how their names end."""

from collections.abc import Iterator
from pathlib import Path

from editorial.problems import Problem, Severity

SUFFIX = ".md"
_RENAME = "name it {name}"
_REWRITE = "write it in Markdown, as {name}, or build with --foreign"
# Texts by their names' ends, and what to do with them.
_REMEDIES = dict.fromkeys((SUFFIX, ".markdown", ".mkd", ".mkdn", ".mdown"), _RENAME) | dict.fromkeys(
    (".rst", ".html", ".htm"), _REWRITE
)


def unread(path: Path) -> Iterator[Problem]:
    """Yield a warning for a file that is not read and looks like a text."""
    remedy = _REMEDIES.get(path.suffix.lower())
    if remedy:
        message = f"the file is not read: the names of texts end in {SUFFIX}"
        how = remedy.format(name=f"{path.stem}{SUFFIX}")
        yield Problem(path.as_posix(), 1, "not-read", message, how, Severity.WARNING)
