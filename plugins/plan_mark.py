"""What a page of the desk was made from: the instant, and a digest of all files that a ripple may change.

A ripple changes more files than the one whose card was moved. A page carries this mark, and the door looks
whether the files are still the same.
"""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

from editorial.post import Post


def plan_mark(posts: Iterable[Post], as_of: datetime) -> str:
    """Return the mark of a plan at an instant: `2026-03-03T09:00:00+00:00 1f38…`."""
    return _mark(_waiting(posts, as_of), as_of)


def digests_behind(mark: str, posts: Iterable[Post]) -> Mapping[Path, str] | None:
    """Return the digests of the files that a mark is of; None where they are not what they were.

    Raises ValueError for what is no mark. The posts are those that waited at the mark's own instant, so that
    one which has gone live since, with no file changed, makes no difference.
    """
    instant, _, _ = mark.partition(" ")
    as_of = datetime.fromisoformat(instant)
    if as_of.tzinfo is None:
        msg = f"{instant} has no zone"
        raise ValueError(msg)
    waiting = _waiting(posts, as_of)
    if _mark(waiting, as_of) != mark:
        return None
    return {Path(post.source.path): digest for post, digest in waiting}


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex; empty if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _waiting(posts: Iterable[Post], as_of: datetime) -> list[tuple[Post, str]]:
    """Return the posts that were not live at an instant, with their files' digests."""
    return [(post, file_digest(Path(post.source.path))) for post in posts if not post.is_live(as_of)]


def _mark(waiting: Iterable[tuple[Post, str]], as_of: datetime) -> str:
    # By their ids: a build and the door may name a folder in different ways.
    lines = "".join(sorted(f"{post.id} {digest}\n" for post, digest in waiting))
    return f"{as_of.isoformat()} {hashlib.sha256(lines.encode()).hexdigest()}"
