"""A content folder as it was at a git revision."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.git_history import git_output, read_blobs

# How git's trees mark what is no folder; a repository inside the folder has a third mark, and is left out.
_FILES, _LINK = ("100644", "100755"), "120000"


class RevisionError(Exception):
    """A revision that git does not know, or that has no such folder."""


@contextmanager
def content_at(folder: Path, revision: str) -> Iterator[Path]:
    """Give a copy of a content folder as it was at a revision, for as long as it is used.

    Raises RevisionError. The copy has the folder's own name.
    """
    if not git_output(folder, "rev-parse", "--git-dir"):
        raise RevisionError(f"{folder} is in no git repository, so there is nothing to compare with")
    commit = git_output(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not commit:
        msg = f"git knows no revision “{revision}” in {folder} (name a branch, a tag or a commit)"
        raise RevisionError(msg)
    # The folder's tree alone, so that its paths begin in it.
    prefix = os.fsdecode(git_output(folder, "rev-parse", "--show-prefix")).removesuffix("\n")
    tree = f"{commit.decode().strip()}:{prefix}"
    # From the top: in a folder git looks for that folder inside the tree.
    top = Path(os.fsdecode(git_output(folder, "rev-parse", "--show-toplevel")).removesuffix("\n"))
    listed = git_output(top, "ls-tree", "-r", "-z", tree)
    if not listed:
        msg = f"{folder} was not there yet at {revision} (name a later revision)"
        raise RevisionError(msg)
    with TemporaryDirectory() as parent:
        copy = Path(parent) / folder.resolve().name
        _write(copy, listed.decode("utf-8", "surrogateescape"), top, folder.resolve())
        yield copy


def _write(copy: Path, listed: str, top: Path, folder: Path) -> None:
    """Write what a tree lists; `git archive` would leave out what attributes tell it to."""
    # By their marks: links come last, so that nothing is written through one.
    entries = sorted(_entries(listed))
    blobs = read_blobs(top, (blob for _, blob, _ in entries))
    for (mark, _, path), data in zip(entries, blobs, strict=False):
        place = copy / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if mark in _FILES:
            place.write_bytes(data)
        elif mark == _LINK:
            # What lies outside has no revision here: it is what it is now.
            target = Path(os.path.normpath(folder / Path(path).parent / os.fsdecode(data)))
            inside = target.is_relative_to(folder)
            place.symlink_to(copy / target.relative_to(folder) if inside else target)


def _entries(listed: str) -> Iterator[tuple[str, str, str]]:
    """Yield mark, blob and path of each entry that `git ls-tree -z` lists."""
    for entry in listed.split("\0"):
        words, _, path = entry.partition("\t")
        if path and ".." not in Path(path).parts:
            mark, _, blob = words.split()
            yield mark, blob, path
