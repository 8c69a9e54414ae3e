"""A content folder as it was at a git revision."""

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from plugins.git_history import git_output


class RevisionError(Exception):
    """A revision that git does not know, or that has no such folder."""


@contextmanager
def content_at(folder: Path, revision: str) -> Iterator[Path]:
    """Give a copy of a content folder as it was at a revision, for as long as it is used.

    Raises RevisionError. The copy has the folder's own name.
    """
    commit = git_output(
        folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if not commit:
        msg = f"git knows no revision “{revision}” in {folder} (name a branch, a tag or a commit)"
        raise RevisionError(msg)
    # The folder's tree alone, so that its paths begin in it.
    prefix = git_output(folder, "rev-parse", "--show-prefix").decode().removesuffix("\n")
    tree = f"{commit.decode().strip()}:{prefix}"
    # From the top: in a folder git looks for that folder inside the tree.
    top = Path(git_output(folder, "rev-parse", "--show-toplevel").decode().removesuffix("\n"))
    archive = git_output(top, "archive", "--format=tar", tree)
    if not archive:
        msg = f"{folder} was not there yet at {revision} (name a later revision)"
        raise RevisionError(msg)
    with TemporaryDirectory() as parent:
        copy = Path(parent) / folder.resolve().name
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(copy, filter="data")
        yield copy
