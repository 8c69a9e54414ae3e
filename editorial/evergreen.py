"""What is worth keeping fresh: live posts due for review, and posts made from other posts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from editorial.plan_entry import Entry


@dataclass(frozen=True)
class ReviewTurn:
    """A live post that must be looked at again, and for how many days it is due, 0 where it is not.

    `reads` is how often it was read, 0 where nobody counted; `reused_by` are ids of posts derived from it.
    """

    id: str
    review_day: date
    is_due: bool
    days_due: int
    reads: int
    reused_by: tuple[str, ...]


@dataclass(frozen=True)
class ReuseChain:
    """A post that derives from none, with all that were made from it, directly or by others; all are ids."""

    origin: str
    posts: tuple[str, ...]


@dataclass(frozen=True)
class Evergreen:
    """Live posts with a review day in order of need, chains of reuse, and evergreens that nobody reused."""

    turns: tuple[ReviewTurn, ...]
    chains: tuple[ReuseChain, ...]
    unreused: tuple[str, ...]

    def __iter__(self) -> Iterator[ReviewTurn]:
        return iter(self.turns)


def plan_evergreen(entries: Sequence[Entry], reads: Mapping[str, int], *, today: date) -> Evergreen:
    """Return what is due for review and what was made of it; `reads` go by id, where they are known.

    The need of a post that is due is the days since its review day, from 1, times 1 to 2 by its share of
    the reads of the most-read one: the oldest comes first, a much-read one counts as up to twice as old.
    """
    reused: dict[str, list[str]] = {}
    for entry in entries:
        for origin in entry.post.derived_from:
            reused.setdefault(origin, []).append(entry.id)
    turns = [
        ReviewTurn(
            id=entry.id,
            review_day=entry.review_day,
            is_due=entry.review_due,
            days_due=max(0, (today - entry.review_day).days),
            reads=reads.get(entry.id, 0),
            reused_by=tuple(reused.get(entry.id, ())),
        )
        for entry in entries
        if entry.review_day and not entry.post.translation_of
    ]
    most = max([1, *(turn.reads for turn in turns)])
    evergreens = (
        entry.id for entry in entries if entry.is_live and entry.is_counted and entry.post.evergreen
    )
    return Evergreen(
        turns=tuple(sorted(turns, key=lambda turn: (-_need(turn, most), turn.review_day, turn.id))),
        chains=tuple(_chains(entries, reused)),
        unreused=tuple(post_id for post_id in evergreens if post_id not in reused),
    )


def _need(turn: ReviewTurn, most: int) -> float:
    return (turn.days_due + 1) * (1 + turn.reads / most) if turn.is_due else 0.0


def _chains(entries: Iterable[Entry], reused: Mapping[str, Sequence[str]]) -> Iterator[ReuseChain]:
    derived = {post_id for posts in reused.values() for post_id in posts}
    for entry in entries:
        if entry.id in derived or entry.id not in reused:
            continue
        # A dict keeps the order, and ends what may go in a circle.
        found: dict[str, None] = {}
        ahead = list(reused[entry.id])
        while ahead:
            post_id = ahead.pop(0)
            if post_id not in found:
                found[post_id] = None
                ahead += reused.get(post_id, ())
        yield ReuseChain(entry.id, tuple(found))
