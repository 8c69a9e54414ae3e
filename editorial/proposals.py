"""What could fill the plan's empty slots: ideas and evergreens, ranked by a rule that gives its reasons.

What is never proposed: a post whose work cannot be done by the day at the team's pace, or whose first author
is away on the day; one of whose authors has no capacity left in the month; a post within two weeks of one
that is much like it; an evergreen that need not be looked at yet; and anything at all for a slot that is kept
free for news. What is left is ranked by points:

- 3 for each post that its stage lacks of its share in the quarter (so, negative, for each it has too many), 2
  for each that its idea type lacks, both within ±2 posts;
- 2 times the part of its topic's interval that has passed when the slot comes, up to 4;
- 0.5 for each step that it has come already, 1 for an evergreen;
- up to 1 for the part of the author's capacity that is free;
- up to -2 for likeness to a post that is near in time.

Slots are filled in their order, and what is proposed for one counts for the next. Of equal candidates the
first by id is taken.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from editorial.days_off import month_of, quarter_name, quarter_of
from editorial.instants import written_day
from editorial.likeness import TOO_LIKE, likeness
from editorial.load import TOLERATED
from editorial.pace import WorksOn
from editorial.post import Post
from editorial.proposal_board import ProposalBoard, Targets
from editorial.slots import Slot
from editorial.status import Status

STAGE_POINTS, IDEA_POINTS, TOPIC_POINTS, STEP_POINTS = 3.0, 2.0, 2.0, 0.5
EVERGREEN_POINTS, ROOM_POINTS, LIKENESS_POINTS = 1.0, 1.0, -2.0
MOST_LACKING = 2.0  # in posts: one share must not drown all other reasons
MOST_WAITING = 2.0  # in intervals of the topic
NEAR_DAYS, FAR_DAYS = 14, 60


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


@dataclass(frozen=True)
class Proposal:
    """What could fill a slot, and what else; both None where nothing fits, which `because` explains."""

    slot: Slot
    choice: Candidate | None
    runner_up: Candidate | None
    because: str = ""


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


def propose(
    slots: Iterable[Slot], candidates: Iterable[Post], *, board: ProposalBoard, team: Team, targets: Targets
) -> tuple[Proposal, ...]:
    """Return a proposal for each slot, in their order; the board is filled with them."""
    left = {post.id: post for post in sorted(candidates, key=lambda post: post.id)}
    proposals = []
    for slot in sorted(slots):
        proposal = _proposal(slot, left.values(), _Judge(board, team, targets))
        if proposal.choice:
            board.take(slot.day, left.pop(proposal.choice.id), proposal.choice.author)
        proposals.append(proposal)
    return tuple(proposals)


def _proposal(slot: Slot, left: Iterable[Post], judge: "_Judge") -> Proposal:
    if slot.is_for_news:
        return Proposal(slot, None, None, "kept free for news")
    candidates = filter(None, (judge.candidate(post, slot.day) for post in left))
    ranked = sorted(candidates, key=lambda candidate: (-candidate.points, candidate.id))[:2]
    if not ranked:
        return Proposal(slot, None, None, "no idea or evergreen can be ready by then and keep every rule")
    return Proposal(slot, ranked[0], ranked[1] if len(ranked) > 1 else None)


@dataclass(frozen=True)
class _Judge:
    """Says whether and how well a post fits a day."""

    board: ProposalBoard
    team: Team
    targets: Targets

    def candidate(self, post: Post, day: date) -> Candidate | None:
        """Return the post with its points for a day; None where a rule forbids it."""
        is_evergreen = post.status is Status.APPROVED
        if is_evergreen and not self.team.is_review_due(post, day):
            return None
        author = self._author(post, day)
        if author is None:
            return None
        near = [(likeness(post, other), days) for days, other in self.board.near(day, post, within=FAR_DAYS)]
        if any(alike >= TOO_LIKE and days < NEAR_DAYS for alike, days in near):
            return None
        reasons = (
            self._share(post.stage, post, day, self.targets.stages, STAGE_POINTS),
            self._share(post.idea, post, day, self.targets.ideas, IDEA_POINTS),
            self._topic(post, day),
            Reason(EVERGREEN_POINTS, "it is live and due for review")
            if is_evergreen
            else Reason(STEP_POINTS * post.status.step, f"its status is {post.status}"),
            self._room(author, post, day),
            max(starmap(_likeness, near), key=lambda reason: -reason.points, default=None),
        )
        kept = tuple(reason for reason in reasons if reason and reason.points)
        points = round(sum(reason.points for reason in kept), 1)
        return Candidate(post.id, post.title, author, is_evergreen, points, kept)

    def _author(self, post: Post, day: date) -> str | None:
        """Return who would work on it: its first author, or whoever can and has most room; None if nobody."""
        needed = self.team.days_needed(post)

        def can(author: str) -> bool:
            is_there = self.team.works_on(author)(day)
            return (
                is_there and self.team.days_left(author, day) >= needed and self._has_room(author, post, day)
            )

        if post.authors:
            # It counts for each of them, though the first alone says when it can be done.
            have_room = all(self._has_room(author, post, day) for author in post.authors[1:])
            return post.authors[0] if have_room and can(post.authors[0]) else None
        able = [author for author in sorted(self.team.authors) if can(author)]
        # Who named a limit has said how much they want to write; the others come after them.
        return max(able, key=lambda author: self._free(author, post, day) or 0, default=None)

    def _has_room(self, author: str, post: Post, day: date) -> bool:
        free = self._free(author, post, day)
        return free is None or free >= 1 - TOLERATED

    def _free(self, author: str, post: Post, day: date) -> float | None:
        """Return how much an author can write in a day's month without `post`; None without a limit."""
        month = month_of(day)
        capacity = self.team.capacity(author, month)
        if capacity is None:
            return None
        posts = self.team.planned(author, month) | self.board.given(author, day)
        return capacity - len(posts) + (post.id in posts)

    def _share(
        self, key: str | None, post: Post, day: date, shares: Mapping[str, float], weight: float
    ) -> Reason | None:
        if not shares or key is None:
            return None
        lacking = self.board.lacking(key, day, post, shares.get(key, 0))
        lacking = max(-MOST_LACKING, min(MOST_LACKING, lacking))
        quarter = quarter_name(quarter_of(day))
        if lacking >= 0:
            words = f"{key} lacks {lacking:.1f} posts of its share in {quarter}"
        else:
            words = f"{key} has {-lacking:.1f} posts more than its share in {quarter}"
        return Reason(round(weight * lacking, 1), words)

    def _topic(self, post: Post, day: date) -> Reason | None:
        every_weeks = self.targets.intervals.get(post.category)
        if not every_weeks:
            return None
        last = self.board.last_of_topic(post.category, day)
        if last is None:
            return Reason(TOPIC_POINTS * MOST_WAITING, f"{post.category} has never appeared")
        waited = min(MOST_WAITING, (day - last).days / (7 * every_weeks))
        words = (
            f"{post.category} was last seen on {written_day(last)} and is wanted every {every_weeks} weeks"
        )
        return Reason(round(TOPIC_POINTS * waited, 1), words)

    def _room(self, author: str, post: Post, day: date) -> Reason | None:
        free, capacity = self._free(author, post, day), self.team.capacity(author, month_of(day))
        if free is None or not capacity:
            return None
        points = round(ROOM_POINTS * max(0.0, min(1.0, free / capacity)), 1)
        return Reason(points, f"{author} has room for {free:.3g} of {capacity:.3g} posts that month")


def _likeness(alike: float, days: int) -> Reason:
    points = round(LIKENESS_POINTS * alike * (1 - days / FAR_DAYS), 1)
    return Reason(points, f"a post that is like it lies {days} days away")
