"""The days a post still has before it: each step to come, with the day by which it must be there."""

from collections.abc import Iterator
from datetime import date

from editorial.plan import Entry
from editorial.status import Status

# What is due on the day, in the words that follow a title.
DUE_WORDS = {
    Status.ASSIGNED: "to be assigned",
    Status.DRAFT: "draft due",
    Status.REVIEW: "due for review",
    Status.APPROVED: "approval due",
    Status.HIDDEN: "approval due",
}


def due_days(entry: Entry) -> Iterator[tuple[Status, date]]:
    """Yield the steps still to come; the next one on the day that the post itself names, if it does."""
    if entry.next_step is None:
        return
    own = entry.post.due
    if own is not None:
        yield entry.next_step, own
    for step, day in entry.deadlines.items():
        is_replaced = own is not None and step is entry.next_step
        if not is_replaced and not entry.post.status.has_reached(step):
            yield step, day
