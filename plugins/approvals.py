"""What the approvals in a content folder are worth: former texts are looked for in git where that matters."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from editorial.approval import Approval
from editorial.approval_check import approval_findings, approval_of
from editorial.content import Content
from editorial.fields import Context, FieldReader
from editorial.header import read_document
from editorial.post import Post, read_post
from editorial.problems import ContentError, Problem, Severity
from plugins.git_history import current_commit, git_output, read_blobs

# All commits, also those of a branch that was merged: the approved text may have stood only there.
_LOG = (
    "-c", "log.showSignature=false", "log", "--raw", "-z", "-M", "--follow", "--no-abbrev", "--no-color",
    "--no-ext-diff", "-m", "--format=",
)  # fmt: skip
# Their places among the fields of a change in the log: modes, blobs, what was done.
_NEW_BLOB, _DONE = 3, 4
# What git has and the folder has not: a file that got another name is among them until that is committed.
_GONE = (
    "-c", "diff.autoRefreshIndex=false", "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff",
    "--diff-filter=D", "--relative",
)  # fmt: skip


def approvals_of(
    content: Content, *, repository: Path | None = None, revision: str = "HEAD"
) -> Mapping[str, Approval]:
    """Return what each post's approval is worth, by the post's id.

    `repository` is where git knows the folder, for a copy of it as it was at a revision.
    """
    rule, folder = content.policy.approval, repository or content.folder
    return {
        post.id: approval_of(post, rule, versions=lambda post: former_posts(content, post, folder, revision))
        for post in content.posts
    }


def lapsed_problems(content: Content, posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield a warning for each of some posts whose text is not the one that was approved."""
    found = approval_findings(posts, approvals_of(content), content.policy.approval)
    yield from (replace(problem, severity=Severity.WARNING) for problem in found)


def former_posts(content: Content, post: Post, folder: Path, revision: str) -> Iterator[Post]:
    """Yield a post as git remembers it in each of its versions, the latest first; nothing without git."""
    path = Path(post.source.path)
    if not current_commit(folder):
        return
    place = path.relative_to(content.folder).as_posix()
    for data in _former_texts(folder, place, revision):
        # The site's stages of then may be others; for the text they do not matter.
        reader = FieldReader(post.source.path, Context(content.zone))
        try:
            yield read_post(read_document(data, post.source.path, []), reader, stem=path.stem)
        except ContentError:
            continue


def _former_texts(folder: Path, place: str, revision: str) -> Iterator[bytes]:
    changes = _changes(folder, place, revision)
    yield from read_blobs(folder, dict.fromkeys(change[_NEW_BLOB] for change in changes))
    if changes and changes[0][_DONE] != "D":
        return
    # Which of them it was need not be known: an approval is of one text only.
    gone = git_output(folder, *_GONE, "--end-of-options", revision, "--", ".")
    for former in filter(None, os.fsdecode(gone).split("\0")):
        changes = _changes(folder, former, revision)
        yield from read_blobs(folder, dict.fromkeys(change[_NEW_BLOB] for change in changes))


def _changes(folder: Path, place: str, revision: str) -> list[list[str]]:
    """Return the changes of a file, and of the one whose name it took over, the latest first."""
    log = git_output(folder, *_LOG, "--end-of-options", revision, "--", place).decode("ascii", "ignore")
    return [part.split() for part in log.split("\0") if part.lstrip().startswith(":")]
