"""What git remembers of content files, read in two calls; nothing where there is no git or no history."""

import functools
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from editorial.old_addresses import FileVersion, by_present_path, follow_files, may_have_moved, read_log

# The history of the branch itself: a merge counts when it was merged. Settings of the machine are kept out.
LOG = (
    "-c", "log.showSignature=false", "log", "--raw", "-z", "-M", "--no-abbrev", "--no-color", "--no-ext-diff",
    "--first-parent", "-m", "--relative", "--format=%x01%ct",
)  # fmt: skip

Versions = dict[str, tuple[tuple[FileVersion, bytes], ...]]


def current_commit(folder: Path) -> str:
    """Return the commit that a folder is at; empty if it is in no repository."""
    return git_output(folder, "rev-parse", "--verify", "--quiet", "HEAD").decode("ascii", "replace").strip()


def is_cut_short(folder: Path) -> bool:
    """Return whether the repository has only its last commits, as a shallow clone has."""
    return git_output(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"


# What is checked and what is built name the folder in two ways.
@functools.lru_cache(maxsize=2)
def moved_files(folder: Path, commit: str, wanted: frozenset[str]) -> Versions:
    """Return all versions of the files whose slug may have changed up to a commit, by their present paths.

    `wanted` are the paths that matter. A commit never changes, so the next build need not ask again.
    """
    if not commit:
        return {}
    log = git_output(folder, *LOG, commit, "--", ".").decode("utf-8", "surrogateescape")
    files = by_present_path(follow_files(read_log(log)), wanted)
    contents = read_blobs(folder, (version.blob for versions in files.values() for version in versions))
    found: Versions = {}
    for path, versions in files.items():
        dated = tuple((version, next(contents)) for version in versions)
        if may_have_moved((version.path, data) for version, data in dated):
            found[path] = dated
    return found


def read_blobs(folder: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """Yield what is in each blob, in their order; empty bytes for one that git cannot give."""
    names = "\n".join(blobs)
    output = memoryview(git_output(folder, "cat-file", "--batch", "--buffer", given=names.encode()))
    start = 0
    while start < len(output):
        line_end = start + bytes(output[start : start + 200]).index(b"\n")
        size = bytes(output[start:line_end]).rpartition(b" ")[2]
        start = line_end + 1
        # A partial clone lacks blobs, and says so in place of a size.
        length = int(size) if size.isdigit() else -1
        yield bytes(output[start : start + length]) if length >= 0 else b""
        start += length + 1


def git_output(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git says in a folder; nothing where it fails or is not there."""
    # Inside a hook git's own variables point to the repository of the hook.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    try:
        return subprocess.run(  # noqa: S603 - only our own words, and git's names for what is in it
            ["git", *arguments],  # noqa: S607 - git is where the machine has it
            cwd=folder,
            env=environment | {"LC_ALL": "C"},
            input=given,
            capture_output=True,
            check=True,
        ).stdout
    except (OSError, subprocess.CalledProcessError):
        return b""
