"""Which posts fit a slot, and how well: the points of `editorial/proposals.py`, where the rule is told."""

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from heapq import heapify, heappop
from math import inf
from typing import NamedTuple

from editorial.days_off import month_of, quarter_name, quarter_of
from editorial.instants import written_day
from editorial.likeness import TOO_LIKE, Likenesses
from editorial.post import Post
from editorial.proposal_board import ProposalBoard, Targets
from editorial.proposal_team import Availability, Team
from editorial.status import Status

STAGE_POINTS, IDEA_POINTS, TOPIC_POINTS, STEP_POINTS = 3.0, 2.0, 2.0, 0.5
EVERGREEN_POINTS, ROOM_POINTS, LIKENESS_POINTS = 1.0, 1.0, -2.0
MOST_LACKING = 2.0  # in posts: one share must not drown all other reasons
MOST_WAITING = 2.0  # in intervals of the topic
NEAR_DAYS, FAR_DAYS = 14, 60
ROUNDED_BY = 0.1  # no reason's points are off by more


@dataclass(frozen=True)
class Reason:
    """A reason for or against a candidate, in points and in words."""

    points: float
    words: str


@dataclass(frozen=True)
class Candidate:
    """A post that could fill a slot; `is_evergreen` if it is live and would be brought up to date.

    `author` is who would work on it: an idea that nobody has yet goes to whoever has most room.
    """

    id: str
    title: str
    author: str
    is_evergreen: bool
    points: float
    reasons: tuple[Reason, ...]

    @property
    def strongest_first(self) -> tuple[Reason, ...]:
        """The reasons in the order of their weight, for or against."""
        return tuple(sorted(self.reasons, key=lambda reason: (-abs(reason.points), reason.words)))


class _Prospect(NamedTuple):
    """A post that can be done by the day, the best first; what the posts near to it take away comes later."""

    lost_points: float  # the fewer the better: what it gains is negative
    id: str
    post: Post
    author: str
    reasons: tuple[Reason, ...]


class Judge:
    """Says which posts fit a day and how well, as the board stands."""

    def __init__(
        self, day: date, board: ProposalBoard, team: Team, targets: Targets, likenesses: Likenesses
    ) -> None:
        self.day, self.board, self.team, self.targets = day, board, team, targets
        self.likenesses = likenesses
        self._near = sorted(board.near(day, within=FAR_DAYS), key=lambda pair: pair[0])
        self._counted = board.in_quarter(day)
        # Thousands of evergreens ask the same of a few authors, stages and topics.
        self._available = cache(self._find_available)
        self._most_room = cache(self._find_most_room)
        self._mix = cache(self._find_mix)
        self._room = cache(self._find_room)

    def best(self, posts: Iterable[Post]) -> Sequence[Candidate]:
        """Return the best candidate and the next one, as far as there are any."""
        prospects = list(self._prospects(posts))
        heapify(prospects)
        found: list[Candidate] = []
        while prospects:
            prospect = heappop(prospects)
            # To look at the posts near the day is the dearest part, and only takes points away: who comes
            # behind these two without it never comes before them.
            if len(found) > 1 and prospect[:2] > _rank(found[1]):
                break
            candidate = self._beside_others(prospect, found[1].points if len(found) > 1 else -inf)
            if candidate:
                insort(found, candidate, key=_rank)
        return found[:2]

    def _prospects(self, posts: Iterable[Post]) -> Iterator[_Prospect]:
        for post in posts:
            if post.status is Status.APPROVED and not self.team.is_review_due(post, self.day):
                continue
            author = self._author(post)
            if author is None:
                continue
            mix = self._mix(
                post.status, post.stage, post.idea, post.category, is_counted=post.id in self._counted
            )
            room = self._room(author, is_counted=post.id in self._available(author).posts)
            reasons = (*mix, room) if room else mix
            yield _Prospect(-_points(reasons), post.id, post, author, reasons)

    def _beside_others(self, prospect: _Prospect, needed: float) -> Candidate | None:
        """Return the candidate with what the post near the day takes away that disturbs most.

        None if one is so much like it that it must not be near, or if less is left than the points needed.
        """
        post, reasons = prospect.post, prospect.reasons
        hopeless = (-prospect.lost_points - needed + ROUNDED_BY) / -LIKENESS_POINTS
        disturbance, disturbing = 0.0, None
        for days, other in self._near:
            nearness = 1 - days / FAR_DAYS
            if disturbance >= nearness:  # none that is farther away can disturb more
                break
            if other.id == post.id:
                continue
            alike = self.likenesses.between(post, other)
            if alike >= TOO_LIKE and days < NEAR_DAYS:
                return None
            if alike * nearness > disturbance:
                disturbance, disturbing = alike * nearness, days
                if disturbance > hopeless:
                    return None
        points = round(LIKENESS_POINTS * disturbance, 1)
        if points:
            reasons = (*reasons, Reason(points, f"a post that is like it lies {disturbing} days away"))
        is_evergreen = post.status is Status.APPROVED
        return Candidate(post.id, post.title, prospect.author, is_evergreen, _points(reasons), reasons)

    def _author(self, post: Post) -> str | None:
        """Return who would work on it: its first author, or whoever can and has most room; None if nobody."""
        needed = self.team.days_needed(post)
        if not post.authors:
            return self._most_room(needed)
        available = [self._available(author) for author in post.authors]
        # It counts for each of them, though the first alone says when it can be done.
        is_possible = available[0].has_time(needed) and all(
            one.has_room(is_counted=post.id in one.posts) for one in available
        )
        return post.authors[0] if is_possible else None

    def _find_most_room(self, days_needed: int) -> str | None:
        available = {name: self._available(name) for name in sorted(self.team.authors)}
        able = [name for name, one in available.items() if one.has_time(days_needed) and one.has_room()]
        # Who named a limit has said how much they want to write; the others come after them.
        return max(able, key=lambda name: available[name].free() or 0, default=None)

    def _find_available(self, author: str) -> Availability:
        month = month_of(self.day)
        is_there = self.team.works_on(author)(self.day)
        return Availability(
            days_left=self.team.days_left(author, self.day) if is_there else None,
            capacity=self.team.capacity(author, month),
            posts=self.team.planned(author, month) | self.board.given(author, self.day),
        )

    def _find_mix(
        self, status: Status, stage: str | None, idea: str | None, topic: str, *, is_counted: bool
    ) -> tuple[Reason, ...]:
        """Return what speaks for and against a post of this kind; `is_counted` if the quarter has it."""
        reasons = (
            self._share(stage, self.targets.stages, STAGE_POINTS, is_counted=is_counted),
            self._share(idea, self.targets.ideas, IDEA_POINTS, is_counted=is_counted),
            self._topic(topic),
            Reason(EVERGREEN_POINTS, "it is live and due for review")
            if status is Status.APPROVED
            else Reason(STEP_POINTS * status.step, f"its status is {status}"),
        )
        return tuple(reason for reason in reasons if reason and reason.points)

    def _share(
        self, key: str | None, shares: Mapping[str, float], weight: float, *, is_counted: bool
    ) -> Reason | None:
        if not shares or key is None:
            return None
        lacking = self.board.lacking(key, self.day, shares.get(key, 0), is_counted=is_counted)
        lacking = max(-MOST_LACKING, min(MOST_LACKING, lacking))
        quarter = quarter_name(quarter_of(self.day))
        if lacking >= 0:
            words = f"{key} lacks {lacking:.1f} posts of its share in {quarter}"
        else:
            words = f"{key} has {-lacking:.1f} posts more than its share in {quarter}"
        return Reason(round(weight * lacking, 1), words)

    def _topic(self, topic: str) -> Reason | None:
        every_weeks = self.targets.intervals.get(topic)
        if not every_weeks:
            return None
        last = self.board.last_of_topic(topic, self.day)
        if last is None:
            return Reason(TOPIC_POINTS * MOST_WAITING, f"{topic} has never appeared")
        waited = min(MOST_WAITING, (self.day - last).days / (7 * every_weeks))
        words = f"{topic} was last seen on {written_day(last)} and is wanted every {every_weeks} weeks"
        return Reason(round(TOPIC_POINTS * waited, 1), words)

    def _find_room(self, author: str, *, is_counted: bool) -> Reason | None:
        """Return what speaks for an author's room in the month; `is_counted` if the post takes part of it."""
        available = self._available(author)
        free, capacity = available.free(is_counted=is_counted), available.capacity
        if free is None or not capacity:
            return None
        points = round(ROOM_POINTS * max(0.0, min(1.0, free / capacity)), 1)
        if not points:
            return None
        return Reason(points, f"{author} has room for {free:.3g} of {capacity:.3g} posts that month")


def _points(reasons: Iterable[Reason]) -> float:
    return round(sum(reason.points for reason in reasons), 1)


def _rank(candidate: Candidate) -> tuple[float, str]:
    return -candidate.points, candidate.id
