"""Posts that are related to a post, by what they share; a rule that anyone can follow.

A shared tag counts the more the rarer it is (the logarithm of how seldom it is used): as much as the same
topic if a third of the posts have it, twice as much at a seventh. A shared author counts a quarter of that.
An author alone relates nothing: what is asked is what the reader came for. Of equal posts the newest comes
first, then the first by its slug.
"""

import math
from collections.abc import Collection, Iterable
from heapq import nsmallest
from itertools import islice

from editorial.post import Post
from editorial.reading_path import newest_first

# In whole numbers, so that no rounding depends on the order of adding up.
TOPIC = 1_000_000
AUTHOR = TOPIC // 4
MOST = 3
# Of a tag or topic only so many posts are looked at: the time stays in proportion to the number of posts.
NEWEST = 30


class RelatedPosts:
    """The posts that may be named as related ones.

    Inside, a post is its rank among all, the newest first.
    """

    def __init__(self, posts: Iterable[Post]) -> None:
        self.posts = sorted(posts, key=newest_first)
        self._topics = [post.category for post in self.posts]
        self._authors = [frozenset(post.authors) for post in self.posts]
        self._by_tag: dict[str, list[int]] = {}
        self._by_topic: dict[str, list[int]] = {}
        for rank, post in enumerate(self.posts):
            for tag in dict.fromkeys(post.tags):
                self._by_tag.setdefault(tag, []).append(rank)
            if post.category:
                self._by_topic.setdefault(post.category, []).append(rank)

    def related_to(self, post: Post, *, without: Collection[str] = (), most: int = MOST) -> tuple[Post, ...]:
        """Return the posts most related to `post`; `without` are slugs that are named elsewhere."""
        scores = dict.fromkeys(self._by_topic.get(post.category, [])[:NEWEST], 0)
        for tag in post.tags:
            weight = self.weight(tag)
            for rank in self._by_tag.get(tag, [])[:NEWEST]:
                scores[rank] = scores.get(rank, 0) + weight
        topic, authors = post.category or None, frozenset(post.authors)
        ranked = [
            (
                -score
                - (TOPIC if self._topics[rank] == topic else 0)
                - (0 if authors.isdisjoint(self._authors[rank]) else AUTHOR),
                rank,
            )
            for rank, score in scores.items()
        ]
        left_out = {post.slug, *without}
        best = (self.posts[rank] for _, rank in nsmallest(most + len(left_out), ranked))
        return tuple(islice((found for found in best if found.slug not in left_out), most))

    def weight(self, tag: str) -> int:
        """Return what sharing a tag counts: next to nothing for a tag that every post has."""
        found = self._by_tag.get(tag)
        return round(TOPIC * math.log((len(self.posts) + 1) / len(found))) if found else 0
