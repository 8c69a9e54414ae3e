"""Which way a post's status may go: one step forward, any number back, and what each step needs."""

from collections.abc import Iterator
from datetime import datetime

from editorial.gate_check import missed_gates
from editorial.policy import Policy
from editorial.post import NEEDED, Post
from editorial.problems import Problem
from editorial.status import Status


def against_status(
    post: Post, new: Status, *, policy: Policy, as_of: datetime, site_url: str = ""
) -> tuple[Problem, ...]:
    """Return all that speaks against a post's new status at an instant, sorted; only errors forbid it."""
    found = [*_against_step(post, new, as_of), *_missing(post, new)]
    if new is Status.APPROVED and not post.is_live(as_of):
        found += missed_gates(post, policy.gates, site_url=site_url)
    return tuple(sorted(found))


def _against_step(post: Post, new: Status, as_of: datetime) -> Iterator[Problem]:
    old = post.status
    if Status.HIDDEN in (old, new):
        if {old, new} - {Status.HIDDEN, Status.APPROVED}:
            message = f"status: it goes to {Status.HIDDEN}, and back, only from {Status.APPROVED}"
            way = Status.APPROVED if old is Status.HIDDEN else _next(old)
            yield _problem(post, "not-a-step", message, way)
    elif new.step > old.step + 1:
        message = f"status: from {old} to {new} is more than one step"
        yield _problem(post, "not-a-step", message, _next(old))
    elif new.step < old.step and post.is_live(as_of):
        message = f"status: a live post does not go back to {new}"
        yield _problem(post, "is-live", message, Status.HIDDEN)


def _missing(post: Post, new: Status) -> Iterator[Problem]:
    for field, since in NEEDED.items():
        if new.has_reached(since) and not getattr(post, field):
            message = f"the post has no {field}, which it needs from the status {since} on"
            place = field if field in post.source.lines else "status"
            yield post.source.problem(place, f"missing-{field}", message, f"write `{field}: …`")


def _problem(post: Post, code: str, message: str, way: Status) -> Problem:
    return post.source.problem("status", code, message, f"invoke status {post.id} {way}")


def _next(status: Status) -> Status:
    return list(Status)[status.step + 1] if status.step < Status.APPROVED.step else Status.HIDDEN
