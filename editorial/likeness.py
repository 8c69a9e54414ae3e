"""How much two posts are alike for a reader who sees both within a few weeks."""

from collections import defaultdict

from editorial.post import Post

# From here on they should not appear near to each other.
TOO_LIKE = 0.75
TOPIC_PART, STAGE_PART, TAGS_PART = 0.4, 0.2, 0.4


def likeness(post: Post, other: Post) -> float:
    """Return a number from 0 (nothing in common) to 1: topic, stage, and the shared part of their tags.

    That part is Jaccard's: what both have of what either has. A post and what it was derived from are as
    like as can be.
    """
    if post.id in other.derived_from or other.id in post.derived_from:
        return 1.0
    topic = TOPIC_PART if post.category and post.category == other.category else 0.0
    stage = STAGE_PART if post.stage and post.stage == other.stage else 0.0
    mine, theirs = set(post.tags), set(other.tags)
    shared = len(mine & theirs) / len(mine | theirs) if mine | theirs else 0.0
    return round(topic + stage + TAGS_PART * shared, 3)


class Likenesses:
    """How much posts are alike, for who asks for the same ones again and again; `known` is what was asked."""

    def __init__(self) -> None:
        self.known: dict[str, dict[str, float]] = defaultdict(dict)

    def between(self, post: Post, other: Post) -> float:
        """Return the likeness of two posts, which is found once."""
        known = self.known[post.id]
        if other.id not in known:
            known[other.id] = likeness(post, other)
        return known[other.id]
