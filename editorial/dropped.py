"""Publications that were planned once and are not any more: deleted posts, and dates that were taken away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from editorial.post import Post


@dataclass(frozen=True)
class Former:
    """A post as it stood before; `changes` and `changed`: how often and when last its file changed by now."""

    post: Post
    changes: int
    changed: datetime


@dataclass(frozen=True)
class Dropped:
    """A publication that will not be: the post's id, title and people, and the instant that was planned."""

    id: str
    title: str
    people: tuple[str, ...]
    date: datetime
    changes: int
    changed: datetime


def dropped_publications(
    former: Iterable[Former], posts: Iterable[Post], *, since: datetime
) -> tuple[Dropped, ...]:
    """Return what was planned for `since` or later and has no date now, by id; the latest word counts.

    `former` holds the versions of one file with the newest first.
    """
    dated = {post.id for post in posts if post.date is not None}
    found: dict[str, Dropped] = {}
    for before in former:
        post = before.post
        if post.id in dated or post.date is None or post.translation_of:
            continue
        drop = Dropped(
            post.id,
            post.title,
            (*post.authors, *filter(None, [post.reviewer])),
            post.date,
            before.changes,
            before.changed,
        )
        known = found.get(post.id)
        if known is None or known.changed < drop.changed:
            found[post.id] = drop
    return tuple(found[name] for name in sorted(found) if found[name].date >= since)
