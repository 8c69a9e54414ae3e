"""Who could do the work that a proposal asks for, and what they could do for one slot."""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from datetime import date

from editorial.load import TOLERATED
from editorial.pace import WorksOn
from editorial.post import Post


@dataclass(frozen=True)
class Team:
    """Who can do what by when.

    `works_on` says on which days an author works, `days_left` on how many from today to a day (not counted).
    `capacity` is how many posts they can write in a month, None without a limit; `planned` has the ids of
    those that count in it. `days_needed` are the working days that a post needs yet; `is_review_due`
    says whether an evergreen must be looked at again by a day.
    """

    authors: Sequence[str]
    works_on: Callable[[str], WorksOn]
    days_left: Callable[[str, date], int]
    capacity: Callable[[str, date], float | None]
    planned: Callable[[str, date], Set[str]]
    days_needed: Callable[[Post], int]
    is_review_due: Callable[[Post, date], bool]


@dataclass(frozen=True)
class Availability:
    """What an author can do for a slot.

    `days_left` are the working days before its day, None if they are away on it; `capacity` and `posts` are
    those of its month.
    """

    days_left: int | None
    capacity: float | None
    posts: Set[str]

    def free(self, *, is_counted: bool = False) -> float | None:
        """Return how many posts the author can still write in the month; None without a limit.

        `is_counted` if it is asked for one that is in `posts` already.
        """
        return None if self.capacity is None else self.capacity - len(self.posts) + is_counted

    def has_room(self, *, is_counted: bool = False) -> bool:
        """Return whether one more post fits into the month."""
        free = self.free(is_counted=is_counted)
        return free is None or free >= 1 - TOLERATED

    def has_time(self, days_needed: int) -> bool:
        """Return whether the author is there on the day and can do so many working days of work before."""
        return self.days_left is not None and self.days_left >= days_needed
