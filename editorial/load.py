"""How much each author has to do in a month, against what they can do while they are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from editorial.author import Author
from editorial.days_off import DAY, DayRange, DaysOff, month_days, month_of, months_from
from editorial.plan_entry import Entry

# How much of a post more than their share of a month somebody can be given: nobody writes half a post.
TOLERATED = 0.5


@dataclass(frozen=True)
class AuthorLoad:
    """An author's month, which begins on `month`.

    `posts` and `reviews` are ids; a post counts whole for each of its authors. `capacity` is in posts a month
    as the author's file says, None where it says nothing; `available_share` is the part of the month's
    working days, from 0 to 1, on which the author is not away. `away_on` are the ids of posts that go out or
    are due while the author is away.
    """

    author: str
    month: date
    posts: tuple[str, ...]
    reviews: tuple[str, ...]
    capacity: float | None
    available_share: float
    away_on: tuple[str, ...]

    @property
    def available(self) -> float | None:
        """The posts that the author can write in this month; None where no capacity is known."""
        return None if self.capacity is None else self.capacity * self.available_share

    @property
    def is_over(self) -> bool:
        """True when there is more than half a post too much to write; nobody writes parts of one."""
        return self.available is not None and len(self.posts) - self.available > TOLERATED + 1e-9


def plan_load(
    entries: Sequence[Entry],
    authors: Mapping[str, Author],
    days_off: DaysOff,
    *,
    today: date,
    horizon: DayRange,
) -> tuple[AuthorLoad, ...]:
    """Return each author's load in the months of the horizon, by month and slug.

    A post belongs to the month in which it goes out; one without a date to that of its `due`; what should
    be done already, to the current one.
    """
    months = list(months_from(horizon.first, horizon.end - DAY))
    posts: dict[tuple[str, date], list[Entry]] = {}
    reviews: dict[tuple[str, date], list[Entry]] = {}
    for entry in entries:
        month = _month(entry, today)
        if month is None or not months[0] <= month <= months[-1]:
            continue
        for author in dict.fromkeys(entry.post.authors):
            posts.setdefault((author, month), []).append(entry)
        if entry.post.reviewer:
            reviews.setdefault((entry.post.reviewer, month), []).append(entry)
    return tuple(
        _load(authors[slug], month, posts.get((slug, month), ()), reviews.get((slug, month), ()), days_off)
        for month in months
        for slug in sorted(authors)
    )


def _month(entry: Entry, today: date) -> date | None:
    day = entry.day or entry.due
    if day is None:
        return None
    return month_of(day if entry.next_step is None else max(day, today))


def _load(
    author: Author, month: date, posts: Sequence[Entry], reviews: Sequence[Entry], days_off: DaysOff
) -> AuthorLoad:
    workable = days_off.working_days(month_days(month))
    away = DaysOff(author.away)
    present = sum(days_off.is_working_day(day) and away.is_working_day(day) for day in month_days(month))
    return AuthorLoad(
        author=author.slug,
        month=month,
        posts=tuple(entry.id for entry in posts),
        reviews=tuple(entry.id for entry in reviews),
        capacity=author.capacity,
        available_share=present / workable if workable else 1.0,
        away_on=tuple(entry.id for entry in posts if not entry.is_live and _is_away(author, entry)),
    )


def _is_away(author: Author, entry: Entry) -> bool:
    days = [day for day in (entry.day, entry.due) if day]
    return any(absence.first <= day <= absence.last for absence in author.away for day in days)
