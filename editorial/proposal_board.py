"""What is planned so far, counted so that no question about a slot needs a look at every post."""

from bisect import bisect_left, bisect_right, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from editorial.days_off import DAY, month_of, quarter_of
from editorial.post import Post


@dataclass(frozen=True)
class Targets:
    """What the policy wants: the shares of stages and idea types, and the weeks between posts of a topic."""

    stages: Mapping[str, float] = field(default_factory=dict)
    ideas: Mapping[str, float] = field(default_factory=dict)
    intervals: Mapping[str, int] = field(default_factory=dict)


class ProposalBoard:
    """The posts that have a day, live or planned or proposed, and the authors' months that proposals fill."""

    def __init__(self, dated: Iterable[tuple[date, Post]]) -> None:
        self._counts: dict[date, Counter[str]] = defaultdict(Counter)
        self._quarters: dict[date, set[str]] = defaultdict(set)
        self._topics: dict[str, list[date]] = defaultdict(list)
        self._days: list[tuple[date, str]] = []
        self._posts: dict[str, tuple[date, Post]] = {}
        self._given: dict[tuple[str, date], set[str]] = defaultdict(set)
        for day, post in sorted(dated, key=lambda pair: (pair[0], pair[1].id)):
            self._add(day, post)

    def take(self, day: date, post: Post, author: str) -> None:
        """Put a post on a day, for an author to work on; a live one moves there from where it was."""
        self._remove(post)
        self._add(day, post)
        for one in {author, *post.authors}:
            self._given[one, month_of(day)].add(post.id)

    def given(self, author: str, day: date) -> Set[str]:
        """Return the ids of the posts that an author has been given in the month of a day."""
        return self._given[author, month_of(day)]

    def in_quarter(self, day: date) -> Set[str]:
        """Return the ids of the posts that have a day in the quarter of one."""
        return self._quarters[quarter_of(day)]

    def lacking(self, key: str, day: date, share: float, *, is_counted: bool = False) -> float:
        """Return how many posts a stage or idea type lacks of its share in a day's quarter.

        The slot that is to be filled counts as one more post of the quarter; what is too many is negative.
        With `is_counted` it is filled by a post of this stage or type that the quarter has already.
        """
        counts = self._counts[quarter_of(day)]
        total, present = counts[""] - is_counted, counts[key] - is_counted
        return share * (total + 1) - present

    def last_of_topic(self, topic: str, day: date) -> date | None:
        """Return the day on which a topic last appears up to a day; None if it does not."""
        days = self._topics[topic]
        place = bisect_right(days, day)
        return days[place - 1] if place else None

    def near(self, day: date, *, within: int) -> Iterator[tuple[int, Post]]:
        """Yield the posts that lie less than so many days from a day, with their distance in days."""
        first = bisect_left(self._days, (day - (within - 1) * DAY, ""))
        for when, name in self._days[first:]:
            if (when - day).days >= within:
                break
            yield abs((when - day).days), self._posts[name][1]

    def _add(self, day: date, post: Post) -> None:
        self._posts[post.id] = day, post
        self._quarters[quarter_of(day)].add(post.id)
        insort(self._days, (day, post.id))
        insort(self._topics[post.category], day)
        # Stages and idea types have different words, so one counter holds them both; "" is all of them.
        self._counts[quarter_of(day)].update(["", *filter(None, (post.stage, post.idea))])

    def _remove(self, post: Post) -> None:
        if post.id not in self._posts:
            return
        day, known = self._posts.pop(post.id)
        self._quarters[quarter_of(day)].remove(post.id)
        self._days.remove((day, post.id))
        self._topics[known.category].remove(day)
        self._counts[quarter_of(day)].subtract(["", *filter(None, (known.stage, known.idea))])
