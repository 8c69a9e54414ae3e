"""Moving a post together with what follows it.

What follows are the posts that are not live, not pinned to their day (`timely: true`) and dated after the
moved one. Each goes as many days as the moved post, by the hands of its own clock, and further where that
would put it on a quiet day, on a day on which its first author is away, or on the day of a pinned post
(unless the cadence has more than a post a day). What follows goes that much further too: so the order stays
and no distance between two of them shrinks. When a post is moved to an earlier day what follows is pulled
forward, never before the clock nor past a post that stays; from the first that cannot be, everything stays.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from zoneinfo import ZoneInfo

from editorial.author import Absence, Author
from editorial.instants import written_day
from editorial.policy import Policy
from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.quantities import quantity

DAYS_A_WEEK = 7
# Who is away for longer does not write the post.
FARTHEST = 730


class RippleError(Exception):
    """There is no day to which a post could be shifted."""


@dataclass(frozen=True)
class Move:
    """A post's way to another instant; `days` is negative towards earlier, `reason` says why so far."""

    id: str
    before: datetime
    after: datetime
    days: int
    reason: str


def ripple(
    posts: Iterable[Post],
    moved: Post,
    new: datetime,
    *,
    policy: Policy,
    authors: Mapping[str, Author],
    zone: ZoneInfo,
    as_of: datetime,
) -> tuple[Move, ...]:
    """Return the move of a dated post, and those of what follows it, in the order of their dates.

    `zone` is the one whose days count. Raises RippleError where somebody is away for two years.
    """
    others = [post for post in posts if post.date and post.id != moved.id]
    table = _Table(others, policy, authors, zone, as_of)
    first = _moved(moved, new, zone)
    following = table.following(first.before)
    if first.days > 0:
        return (first, *_pushed(following, first, table))
    return (first, *_pulled(following, first, table)) if first.days < 0 else (first,)


def late_dues(posts: Iterable[Post], moves: Sequence[Move], zone: ZoneInfo) -> Iterator[Problem]:
    """Yield the moved posts whose own `due` now lies after their date; what is computed moves by itself."""
    after = {move.id: move.after for move in moves}
    for post in posts:
        if post.due and post.id in after and post.due > (day := after[post.id].astimezone(zone).date()):
            message = f"due: {written_day(post.due)} lies after the post's new date, {written_day(day)}"
            yield post.source.problem(
                "due", "due-after-date", message, "give the step an earlier day", severity=Severity.WARNING
            )


def shifted(moment: datetime, days: int) -> datetime:
    """Return an instant some days away at the same hands of the same clock."""
    return datetime.combine(moment.date() + timedelta(days=days), moment.timetz())


def _moved(post: Post, new: datetime, zone: ZoneInfo) -> Move:
    if post.date is None:
        message = f"{post.id} has no date yet, so nothing follows it (move it alone)"
        raise RippleError(message)
    days = (new.astimezone(zone).date() - post.date.astimezone(zone).date()).days
    return Move(post.id, post.date, new, days, "asked for")


def _pushed(following: Iterable[Post], first: Move, table: "_Table") -> Iterator[Move]:
    previous = first
    for post in following:
        found = table.move(post, previous, first, before=previous.days + FARTHEST)
        if found is None:
            message = (
                f"{post.id} cannot be shifted: in two years no day is free (look at absences and quiet days)"
            )
            raise RippleError(message)
        yield found
        previous = found


def _pulled(following: Iterable[Post], first: Move, table: "_Table") -> Iterator[Move]:
    previous = table.behind_what_stays(first)
    for post in following:
        found = table.move(post, previous, first, before=0)
        # It stays, and whoever comes behind stays too, or distances would shrink.
        if found is None:
            return
        yield found
        previous = found


class _Table:
    """The days that are taken, and the post that may go onto the others."""

    def __init__(
        self,
        posts: Sequence[Post],
        policy: Policy,
        authors: Mapping[str, Author],
        zone: ZoneInfo,
        as_of: datetime,
    ) -> None:
        self.posts, self.quiet_days, self.authors = posts, policy.quiet_days, authors
        self.zone, self.as_of = zone, as_of
        has_several_a_day = (policy.cadence.posts_per_week or 0) > DAYS_A_WEEK
        pinned = [] if has_several_a_day else [post for post in posts if post.timely]
        self.pins = {self.day(post.date): post.id for post in pinned if post.date}

    def day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def following(self, old: datetime) -> list[Post]:
        dated = [
            (_utc(post.date), post.id, post)
            for post in self.posts
            if post.date and not post.timely and not post.is_live(self.as_of)
        ]
        return [post for date, _, post in sorted(dated, key=itemgetter(0, 1)) if date > _utc(old)]

    def behind_what_stays(self, first: Move) -> Move:
        """Return what the following begin behind: the moved post's place, or that of one it has passed."""
        staying = [
            post.date
            for post in self.posts
            if post.date and not post.timely and _utc(post.date) <= _utc(first.before)
        ]
        latest = max((first.after, *staying), key=_utc)
        return Move(first.id, first.before, latest, first.days, first.reason)

    def move(self, post: Post, previous: Move, first: Move, *, before: int) -> Move | None:
        """Return where a post goes: as far as the one before it, or further, but less than `before` days."""
        assert post.date is not None  # noqa: S101 - only dated posts follow
        reason = f"as {first.id}" if previous.days == first.days else "to keep its distance"
        for days in range(previous.days, before):
            after = shifted(post.date, days)
            obstacle = self.in_the_way(post, after, previous)
            if not obstacle:
                return Move(post.id, post.date, after, days, reason)
            if days == previous.days:
                reason = f"since {obstacle}"
        return None

    def in_the_way(self, post: Post, after: datetime, previous: Move) -> str:
        day = self.day(after)
        if _utc(after) <= _utc(self.as_of):
            return f"{written_day(day)} has passed"
        is_together = post.date == previous.before
        if _utc(after) < _utc(previous.after) or (after == previous.after and not is_together):
            return f"it stays behind {previous.id}"
        if _holds(self.quiet_days, day):
            return f"{written_day(day)} is a quiet day"
        author = self.authors.get(post.authors[0]) if post.authors else None
        if author and _holds(author.away, day):
            return f"{author.slug} is away on {written_day(day)}"
        return f"{self.pins[day]} is pinned to {written_day(day)}" if day in self.pins else ""


def _utc(moment: datetime) -> datetime:
    # Two times of one zone are compared by their hands, and the hands of a clock go back once a year.
    return moment.astimezone(UTC)


def _holds(ranges: Iterable[Absence], day: date) -> bool:
    return any(found.first <= day <= found.last for found in ranges)


def far(days: int) -> str:
    """Return a number of days in words: 3 days later."""
    return f"{quantity(abs(days), 'day')} {'earlier' if days < 0 else 'later'}"
