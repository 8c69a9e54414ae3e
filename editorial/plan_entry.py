"""One post in the plan: its state at the clock, its deadlines, and how late it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from editorial.approval import Approval
from editorial.author import Author
from editorial.days_off import DaysOff
from editorial.instants import local_day
from editorial.policy import STEPS, Policy
from editorial.post import Post
from editorial.problems import Problem
from editorial.status import State, Status

# An evergreen that names no day is looked at again a year after it last changed.
EVERGREEN_REVIEW = timedelta(days=365)


@dataclass(frozen=True)
class Entry:
    """A post as the plan sees it; days are those of the policy's zone.

    `missed_date` holds where its date has passed and it is not approved. `deadlines` has, for a post with a
    date that is not approved yet, each step that the policy gives lead days to, with the day by which the
    post must be there. `due` is the post's own `due`, or the deadline of the
    first step it has not reached. `days_overdue` and `days_late` are calendar days and 0 where neither
    holds; a post whose hour has passed today is overdue by 0 days, which its state tells. `late_step` is the
    step whose deadline passed. `review_day` is the day on which a live post must be looked at again.
    `missed_gates` is what the policy asks for and an approved post that waits does not have.
    """

    post: Post
    state: State
    day: date | None
    missed_date: bool
    deadlines: Mapping[Status, date]
    next_step: Status | None
    due: date | None
    days_overdue: int
    overdue_step: Status | None
    days_late: int
    late_step: Status | None
    review_day: date | None
    review_due: bool
    approval: Approval
    missed_gates: tuple[Problem, ...] = ()

    @property
    def id(self) -> str:
        """The post's id."""
        return self.post.id

    @property
    def is_live(self) -> bool:
        """True when readers can see it."""
        return self.state is State.LIVE

    @property
    def approval_notes(self) -> tuple[str, ...]:
        """What to say of an approval beside the post: that it lapsed, and what the policy's gates miss."""
        lacks = ", ".join(problem.code.removeprefix("gate-") for problem in self.missed_gates)
        lapsed = "approval lapsed" if self.approval is Approval.LAPSED else ""
        return tuple(filter(None, [lapsed, f"lacks {lacks}" if lacks else ""]))

    @property
    def is_counted(self) -> bool:
        """True when it counts as a post: what is hidden, or another's translation, does not."""
        return self.post.is_listed


class Desk:
    """What a team's posts are judged by at one instant, told by the hands of the policy's clock."""

    def __init__(
        self,
        authors: Mapping[str, Author],
        policy: Policy,
        *,
        as_of: datetime,
        zone: ZoneInfo,
        approvals: Mapping[str, Approval],
        missed_gates: Mapping[str, tuple[Problem, ...]] | None = None,
    ) -> None:
        # Two times of one zone are compared by their hands, which go back once a year; so in UTC.
        self.as_of_utc = as_of.astimezone(UTC)
        self.as_of = self.as_of_utc.astimezone(zone)
        self.today = self.as_of.date()
        self.zone, self.policy = zone, policy
        self.approvals, self.missed_gates = approvals, missed_gates or {}
        self.days_off = DaysOff(policy.quiet_days)
        self._of_author = {slug: DaysOff(policy.quiet_days, author.away) for slug, author in authors.items()}

    def entry(self, post: Post) -> Entry:
        """Return a post with its place in the plan."""
        state = post.state(self.as_of)
        day = local_day(post.date, self.zone) if post.date else None
        is_done = post.status.has_reached(Status.APPROVED)
        deadlines = self.deadlines(post, day) if day and not is_done else {}
        ahead = [step for step in deadlines if not post.status.has_reached(step)]
        missed = next((step for step in ahead if deadlines[step] < self.today), None)
        review_day = self._review_day(post) if state is State.LIVE else None
        is_overdue = state is State.OVERDUE
        next_step = None if is_done else list(Status)[post.status.step + 1]
        return Entry(
            post=post,
            state=state,
            day=day,
            missed_date=not is_done and post.date is not None and post.date <= self.as_of_utc,
            deadlines=deadlines,
            next_step=next_step,
            due=None if is_done else post.due or next((deadlines[step] for step in ahead), None),
            days_overdue=self._days_since(post.due, day) if is_overdue else 0,
            overdue_step=next_step if is_overdue else None,
            days_late=self._days_since(deadlines[missed]) if missed and not is_overdue else 0,
            late_step=missed if not is_overdue else None,
            review_day=review_day,
            review_due=review_day is not None and review_day <= self.today,
            approval=self.approvals.get(post.id, Approval.NONE),
            missed_gates=self.missed_gates.get(post.id, ()),
        )

    def deadlines(self, post: Post, day: date) -> Mapping[Status, date]:
        """Return by which working day a post that goes out on a day must have reached each step.

        It is the first author's absences that move a deadline: others cannot work on the post alone.
        """
        days_off = self._of_author.get(post.authors[0], self.days_off) if post.authors else self.days_off
        lead = self.policy.lead_days.days
        return {step: days_off.working_days_before(day, lead[step]) for step in STEPS if step in lead}

    def _review_day(self, post: Post) -> date | None:
        if post.review_by or not post.evergreen or post.updated is None:
            return post.review_by
        return local_day(post.updated, self.zone) + EVERGREEN_REVIEW

    def _days_since(self, *days: date | None) -> int:
        return max([0, *((self.today - day).days for day in days if day)])


def sorted_entries(posts: Iterable[Post], desk: Desk) -> tuple[Entry, ...]:
    """Return the posts by day, those without one last, and then by id and path."""
    entries = map(desk.entry, posts)
    return tuple(sorted(entries, key=lambda entry: (entry.day or date.max, entry.id, entry.post.source.path)))
