"""Texts that lie among the content and are not read, because of how their names end or where they lie."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from editorial.problems import Problem, Severity

SUFFIX = ".md"
_RENAME = "name it {name}"
_REWRITE = "write it in Markdown, as {name}, or build with --foreign"
_PARTS = ("posts", "authors", "surveys", "pages")
_TEXTS = (SUFFIX, ".markdown", ".rst")
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


def elsewhere(folder: Path, paths: Iterable[Path]) -> Iterator[Problem]:
    """Yield a warning for a folder without posts if texts lie outside of its parts, as in other tools."""
    texts = [path.relative_to(folder) for path in paths if path.suffix.lower() in _TEXTS]
    found = [path for path in texts if path.parts[0] not in _PARTS]
    if found:
        more = f", and {len(found) - 1} more" if len(found) > 1 else ""
        message = f"there is no post in it; {found[0].as_posix()} lies elsewhere{more}"
        remedy = "move posts there, or add --foreign for content of another tool"
        yield Problem((folder / "posts").as_posix(), 1, "no-posts", message, remedy, Severity.WARNING)
