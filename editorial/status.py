"""How far a post has come, and what that makes it at an instant."""

from enum import StrEnum


class Status(StrEnum):
    """A post's way to publication, in order; `hidden` is approved but listed nowhere."""

    IDEA = "idea"
    ASSIGNED = "assigned"
    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    HIDDEN = "hidden"

    @property
    def step(self) -> int:
        """The place on the way, from 0; `hidden` stands where `approved` does."""
        return _STEPS[self]

    def has_reached(self, other: "Status") -> bool:
        """Return whether this status is `other` or comes after it."""
        return self.step >= other.step


_STEPS = {status: min(place, list(Status).index(Status.APPROVED)) for place, status in enumerate(Status)}
# What other tools write for approved.
STATUS_WORDS = {**{str(status): status for status in Status}, "published": Status.APPROVED}


class State(StrEnum):
    """What a post is at an instant."""

    IDEA = "idea"
    ASSIGNED = "assigned"
    DRAFT = "draft"
    REVIEW = "review"
    SCHEDULED = "scheduled"
    LIVE = "live"
    OVERDUE = "overdue"
