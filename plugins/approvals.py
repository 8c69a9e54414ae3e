"""What the approvals in a content folder are worth: former texts are looked for in git where that matters."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from editorial.approval import Approval
from editorial.approval_check import approval_findings, approval_of
from editorial.content import Content
from editorial.fields import Context, FieldReader
from editorial.header import read_document
from editorial.post import Post, read_post
from editorial.problems import ContentError, Problem
from plugins.git_history import current_commit, git_output, read_blobs

# All commits, also those of a branch that was merged: the approved text may have stood only there.
_LOG = (
    "-c", "log.showSignature=false", "log", "--raw", "-z", "-M", "--follow", "--no-abbrev", "--no-color",
    "--no-ext-diff", "-m", "--format=",
)  # fmt: skip
# Its place among the fields of a change in the log: modes, blobs, what was done.
_NEW_BLOB = 3


def approvals_of(content: Content) -> Mapping[str, Approval]:
    """Return what each post's approval is worth, by the post's id."""
    rule = content.policy.approval
    return {
        post.id: approval_of(post, rule, versions=lambda post: former_posts(content, post))
        for post in content.posts
    }


def approval_problems(content: Content) -> Iterator[Problem]:
    """Yield the approvals that lapsed, and those that are missing where the policy requires them."""
    yield from approval_findings(content.posts, approvals_of(content), content.policy.approval)


def former_posts(content: Content, post: Post) -> Iterator[Post]:
    """Yield a post as git remembers it in each of its versions, the latest first; nothing without git."""
    folder, path = content.folder, Path(post.source.path)
    if not current_commit(folder):
        return
    log = git_output(folder, *_LOG, "HEAD", "--", path.relative_to(folder).as_posix())
    fields = (
        part.split() for part in log.decode("ascii", "ignore").split("\0") if part.lstrip().startswith(":")
    )
    blobs = dict.fromkeys(change[_NEW_BLOB] for change in fields)
    for data in read_blobs(folder, blobs):
        # The site's stages of then may be others; for the text they do not matter.
        reader = FieldReader(post.source.path, Context(content.zone))
        try:
            yield read_post(read_document(data, post.source.path, []), reader, stem=path.stem)
        except ContentError:
            continue
