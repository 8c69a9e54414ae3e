"""The next step after a post: where its reader goes from there.

The rule, in this order; the first that finds a post holds:

1. the same topic, the following stage;
2. the same topic, the nearest later stage that has a post;
3. another topic, the following stage, and at least one tag in common;
4. after the last stage: an older post of the same topic and stage, for readers who have begun.

Of several posts the one that shares most tags with this one is taken, then the newest, then the first by its
slug. A reader is never sent to the post itself, nor back to an earlier part of a series that goes on. A step
leads to a later stage, or at the last one to an older post: so no way can go round in a circle.

Only the newest posts of each topic or tag at a stage are looked at, `NEWEST` of them: the time stays in
proportion to the number of posts, and a reader is not sent to the fifty-first newest.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from editorial.post import Post

NEWEST = 50


class Reason(StrEnum):
    """Why a post is the next step."""

    SAME_TOPIC = "same-topic"
    LATER_STAGE = "later-stage"
    SHARED_TAGS = "shared-tags"
    GOING_ON = "going-on"

    @property
    def wording(self) -> str:
        """The readers' words for it, to be filled with the `topic` of the step."""
        return {
            Reason.SAME_TOPIC: "The next step in {topic}",
            Reason.LATER_STAGE: "Further on in {topic}",
            Reason.SHARED_TAGS: "The next step on a related subject, in {topic}",
            Reason.GOING_ON: "More for those who have begun, in {topic}",
        }[self]


@dataclass(frozen=True)
class NextStep:
    """The post to read next, and why that one."""

    post: Post
    reason: Reason


class ReadingPaths:
    """The posts that a reader may be sent to; `stages` holds the stages' keys in their order.

    Inside, a post is its rank among all, the newest first: lists of ranks need no further sorting.
    """

    def __init__(self, posts: Iterable[Post], stages: Sequence[str]) -> None:
        self.posts = sorted(posts, key=newest_first)
        self.place = {key: place for place, key in enumerate(stages)}
        self._keys = [newest_first(post) for post in self.posts]
        self._tags = [frozenset(post.tags) for post in self.posts]
        self._in_topic: dict[tuple[str, int], list[int]] = {}
        self._with_tag: dict[tuple[str, int], list[int]] = {}
        self._last_parts: dict[str, tuple[float, float]] = {}
        for rank, post in enumerate(self.posts):
            self._note(rank, post)

    def next_step(self, post: Post) -> NextStep | None:
        """Return where a reader of `post` goes from there; None where nothing follows."""
        place = self.place.get(post.stage or "")
        if place is None:
            return None
        tags = frozenset(post.tags)
        for reason, ranks in self._rules(post, place):
            candidates = [rank for rank in ranks[:NEWEST] if not self._is_behind(self.posts[rank], post)]
            if candidates:
                best = min(candidates, key=lambda rank: (-len(tags & self._tags[rank]), rank))
                return NextStep(self.posts[best], reason)
        return None

    def next_steps(self) -> dict[str, NextStep]:
        """Return the next step of every post that has one, by the post's slug."""
        steps = ((post.slug, self.next_step(post)) for post in self.posts)
        return {slug: step for slug, step in steps if step}

    def _rules(self, post: Post, place: int) -> Iterator[tuple[Reason, list[int]]]:
        last = len(self.place) - 1
        for later in range(place + 1, last + 1):
            reason = Reason.SAME_TOPIC if later == place + 1 else Reason.LATER_STAGE
            yield reason, self._in_topic.get((post.category, later), [])
        if place < last:
            tagged = (self._with_tag.get((tag, place + 1), [])[:NEWEST] for tag in post.tags)
            yield Reason.SHARED_TAGS, sorted({rank for ranks in tagged for rank in ranks})
        else:
            ranks = self._in_topic.get((post.category, last), [])
            first_older = bisect_right(self._keys, newest_first(post))
            start = bisect_left(ranks, first_older)
            yield Reason.GOING_ON, ranks[start : start + NEWEST]

    def _note(self, rank: int, post: Post) -> None:
        place = self.place.get(post.stage or "")
        if place is not None:
            self._in_topic.setdefault((post.category, place), []).append(rank)
            for tag in self._tags[rank]:
                self._with_tag.setdefault((tag, place), []).append(rank)
        if post.series:
            part = part_order(post)
            self._last_parts[post.series] = max(part, self._last_parts.get(post.series, part))

    def _is_behind(self, other: Post, post: Post) -> bool:
        if other.slug == post.slug:
            return True
        if not post.series or other.series != post.series:
            return False
        part = part_order(post)
        return part_order(other) < part < self._last_parts[post.series]


def newest_first(post: Post) -> tuple[float, str]:
    """Return the key that sorts posts by date, the newest first, those of one instant by their slugs."""
    return -(post.date.timestamp() if post.date else 0.0), post.slug


def part_order(post: Post) -> tuple[float, float]:
    """Return the key that sorts the parts of a series; those without an index come last, by date."""
    index = float("inf") if post.series_index is None else post.series_index
    return index, post.date.timestamp() if post.date else 0.0
