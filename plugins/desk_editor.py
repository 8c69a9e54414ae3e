"""What the desk's pages can ask for: another day, other authors or another step for a post; and undo."""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from editorial.content import Content
from editorial.post import Post
from editorial.status import Status
from plugins.change_refusals import RefusedError, ambiguous
from plugins.content_changes import Desk, Proposal
from plugins.desk_door import Change, Done, digest_in, needed
from plugins.desk_door import RefusedError as DoorRefusedError
from plugins.drafts import NotChangedError
from plugins.file_changes import FileChange, apply_changes
from plugins.plan_mark import digests_behind, file_digest

# So many changes can be undone, the latest first.
KEPT = 20
OTHERS_CHANGED_MEANWHILE = (
    "A post has changed since this page was made, and would move too; load the page and repeat the change."
)
CHANGED_MEANWHILE = "The file has changed since this page was made; load the page and repeat the change."


@dataclass(frozen=True)
class Undo:
    """What takes a change back, and what it was."""

    what: str
    changes: tuple[FileChange, ...]


class DeskEditor:
    """Makes changes to a content folder; `read` reads it, `as_of` is the clock, now where it is None.

    In `state` is noted what must be put back where a change is killed on the way.
    """

    def __init__(
        self,
        folder: Path,
        read: Callable[[], Content],
        *,
        as_of: datetime | None,
        foreign: bool,
        state: Path | None = None,
    ) -> None:
        self.folder = folder
        self.read = read
        self.as_of = as_of
        self.foreign = foreign
        self.state = state
        self._undos: OrderedDict[str, Undo] = OrderedDict()

    def changes(self) -> Mapping[str, Change]:
        """Return what can be asked for, by its name in the address."""
        return {"move": self.move, "assign": self.assign, "status": self.set_status, "undo": self.undo}

    def move(self, fields: Mapping[str, str]) -> Done:
        """Move a post to the day in `date`, and with `ripple` what follows it."""
        date = needed(fields, "date", "a day")
        with_ripple = _is_ripple(fields)
        return self._change(
            "Moved", fields, lambda desk, post: desk.move(post.id, date, with_ripple=with_ripple)
        )

    def assign(self, fields: Mapping[str, str]) -> Done:
        """Give a post the authors in `authors`, with commas."""
        names = needed(fields, "authors", "an author").split(",")
        slugs = [slug.strip() for slug in names if slug.strip()]
        return self._change("Assigned", fields, lambda desk, post: desk.assign(post.id, slugs))

    def set_status(self, fields: Mapping[str, str]) -> Done:
        """Give a post the status in `status`; `by` says who approves."""
        word = needed(fields, "status", "a status")
        by = needed(fields, "by", "who approves the text") if word == Status.APPROVED else ""
        return self._change("Changed", fields, lambda desk, post: desk.set_status(post.id, word, by=by))

    def undo(self, fields: Mapping[str, str]) -> Done:
        """Take back the change that `undo` names, byte for byte; not when a file has changed since."""
        key = needed(fields, "undo", "what to undo")
        undo = self._undos.get(key)
        if undo is None:
            message = "This cannot be undone any more; git has the former text."
            raise DoorRefusedError(HTTPStatus.GONE, message)
        self._apply(undo.changes, {})
        # Only now: what was refused may be possible once a later change has been taken back.
        del self._undos[key]
        return Done(f"Undone: {undo.what}")

    def _change(
        self, verb: str, fields: Mapping[str, str], propose: Callable[[Desk, Post], Proposal]
    ) -> Done:
        content = self.read()
        post = _post(content, needed(fields, "id", "the post's id"))
        path, digest = Path(post.source.path), digest_in(fields)
        if file_digest(path) != digest:
            raise DoorRefusedError(HTTPStatus.CONFLICT, CHANGED_MEANWHILE)
        digests = _digests_of_ripple(fields, content) if _is_ripple(fields) else {}
        try:
            as_of = self.as_of or datetime.now(UTC).astimezone(content.zone)
            proposal = propose(Desk(content, as_of, self.foreign), post)
        except RefusedError as error:
            raise DoorRefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, _sentence(error)) from error
        if not proposal.changes:
            return Done(f"“{post.title}” is like that already; nothing was changed.")
        self._apply(proposal.changes, {**digests, path: digest})
        what = _told(post, proposal)
        return Done(f"{verb}: {what}", undo=self._remember(what, proposal.changes))

    def _apply(self, changes: Sequence[FileChange], digests: Mapping[Path, str]) -> None:
        try:
            apply_changes(changes, self.folder, digests, state=self.state)
        except NotChangedError as error:
            raise DoorRefusedError(HTTPStatus.CONFLICT, f"{error}.") from error

    def _remember(self, what: str, changes: Sequence[FileChange]) -> str:
        key = secrets.token_urlsafe(9)
        back = tuple(FileChange(change.path, change.after, change.before) for change in changes)
        self._undos[key] = Undo(what, back)
        while len(self._undos) > KEPT:
            self._undos.popitem(last=False)
        return key


def _post(content: Content, post_id: str) -> Post:
    found = [post for post in content.posts if post.id == post_id]
    if not found:
        message = f"There is no post “{post_id}” in the content; nothing was changed."
        raise DoorRefusedError(HTTPStatus.NOT_FOUND, message)
    if len(found) > 1:
        message = _sentence(ambiguous(post_id, found))
        raise DoorRefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, message)
    return found[0]


def _is_ripple(fields: Mapping[str, str]) -> bool:
    return fields.get("ripple") == "yes"


def _digests_of_ripple(fields: Mapping[str, str], content: Content) -> Mapping[Path, str]:
    """Return the digests of all that a ripple may change, as the page knew them."""
    try:
        digests = digests_behind(fields.get("plan", ""), content.posts)
    except ValueError:
        message = "The page does not say which plan it was made from; load it again."
        raise DoorRefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, message) from None
    if digests is None:
        raise DoorRefusedError(HTTPStatus.CONFLICT, OTHERS_CHANGED_MEANWHILE)
    return digests


def _told(post: Post, proposal: Proposal) -> str:
    lines = [line.removeprefix(f"{post.id}: ") for line in proposal.lines]
    findings = [f"{finding.message} ({finding.remedy})" for finding in proposal.findings]
    return f"“{post.title}”: {'; '.join(line.rstrip('.') for line in [*lines, *findings])}."


def _sentence(error: RefusedError) -> str:
    reasons = [f"{problem.message} ({problem.remedy})" for problem in error.problems]
    return f"Not changed: {'; '.join([*error.reasons, *reasons])}."
