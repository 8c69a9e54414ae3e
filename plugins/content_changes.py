"""Changing the plan: what a new date, author or status means for the files, and what speaks against it.

Nothing here writes. A proposal holds the changes; `file_changes.apply_changes` makes them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pelicanconf
import publishconf
from editorial.approval import Approval, written_mark
from editorial.content import Content
from editorial.fields import Context, FieldReader
from editorial.foreign_post import STATUSES, read_foreign_post
from editorial.header import read_document
from editorial.header_edit import EditError, remove_field, set_day, set_field, set_list
from editorial.instants import NotATimeError, clock_note, parse_day, parse_instant, written_day
from editorial.post import Post, read_post
from editorial.post_files import read_content_file
from editorial.problems import ContentError, Problem, did_you_mean
from editorial.ripple import Move, RippleError, far, late_dues, ripple
from editorial.slug import slugify
from editorial.status import STATUS_WORDS, Status
from editorial.status_steps import against_status
from plugins.approvals import approvals_of
from plugins.file_changes import FileChange


class RefusedError(Exception):
    """A change that is not made: because of `problems` in files, or of what was asked (`is_wrong_use`)."""

    def __init__(self, message: str, *, problems: Sequence[Problem] = (), is_wrong_use: bool = False) -> None:
        super().__init__(message)
        self.problems, self.is_wrong_use = tuple(problems), is_wrong_use


@dataclass(frozen=True)
class Proposal:
    """Changes of files, what each means in one line, and findings that do not stand in their way."""

    changes: tuple[FileChange, ...]
    lines: tuple[str, ...]
    findings: tuple[Problem, ...] = ()
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True)
class Desk:
    """A content folder in the hands of an editor; `foreign` when it was written for another tool."""

    content: Content
    as_of: datetime
    foreign: bool = False

    def move(self, post_id: str, date: str, *, with_ripple: bool = False) -> Proposal:
        """Return what it takes to move a post to a date, and with a ripple what follows it.

        A bare day keeps the hour and the zone that the file names; an instant replaces both. Raises
        RefusedError, as all of these do.
        """
        post = self._waiting_post(post_id)
        change, moved = self._change(post, lambda data, **place: _dated(data, date, self.content, **place))
        new = moved.date
        if new is None:
            raise RefusedError(f"{post_id} would have no date then (give the date with its time)")
        if not with_ripple:
            line = f"{post_id}: {self._day(post.date)} → {self._day(new)}"
            return self._proposal([change], [line, *self._date_notes(post, new)])
        return self._rippled(post, new, change)

    def assign(self, post_id: str, authors: Sequence[str]) -> Proposal:
        """Return what it takes to give a post these authors, by their slugs."""
        post = self._post(post_id)
        for slug in authors:
            if slug not in self.content.authors:
                raise _wrong_use(f"there is no author “{slug}”", did_you_mean(slug, self.content.authors))
        if not authors:
            raise _wrong_use("no author is named", "write a slug, or several with commas")
        names = [self.content.authors[slug].name if self.foreign else slug for slug in authors]
        change, _ = self._change(post, lambda data, **place: set_list(data, "authors", names, **place))
        lines = [f"{post_id}: {', '.join(post.authors) or 'nobody'} → {', '.join(authors)}"]
        if post.status is Status.IDEA:
            lines.append(f"It is still an idea; to go on: invoke status {post_id} {Status.ASSIGNED}")
        return self._proposal([change], [*lines, *self._absences(authors, post.date)])

    def set_status(self, post_id: str, word: str, *, by: str = "") -> Proposal:
        """Return what it takes to give a post a status; `by` is the slug of who approves."""
        post = self._post(post_id)
        if word not in STATUS_WORDS:
            raise _wrong_use(f"there is no status “{word}”", did_you_mean(word, STATUS_WORDS))
        new = STATUS_WORDS[word]
        if new is Status.APPROVED:
            self._ask_policy()
        found = self._against(post, new)
        errors = [problem for problem in found if problem.is_error]
        if new is Status.APPROVED and not self.foreign:
            # A mark that cannot be read is what approving mends.
            errors += [p for p in self._errors_in(post.source.path) if p.code != "not-an-approval"]
        if errors:
            raise RefusedError(f"{post_id} stays {post.status}", problems=sorted(set(errors)))
        change, after = self._change(
            post, lambda data, **place: self._with_status(data, post, new, by, place)
        )
        if after.status is not new:
            raise RefusedError(
                f"{post_id} would not be {new} then (its header says otherwise in another field)"
            )
        lines = [f"{post_id}: {post.status} → {new}"] if new is not post.status else []
        if after.approved and after.approved != post.approved:
            lines.append(f"{by} approves the text as it is now; a later change lets the approval lapse.")
        return self._proposal([change], lines, found=found)

    def _post(self, post_id: str) -> Post:
        found = next((post for post in self.content.posts if post.id == post_id), None)
        if found is None:
            if unread := self._errors_of_unread(post_id):
                raise RefusedError("the file cannot be read", problems=unread)
            remedy = did_you_mean(post_id, [post.id for post in self.content.posts])
            remedy = remedy if remedy.startswith("did you mean") else "invoke calendar lists them"
            raise _wrong_use(f"there is no post “{post_id}”", remedy)
        return found

    def _waiting_post(self, post_id: str) -> Post:
        post = self._post(post_id)
        if post.is_live(self.as_of):
            message = "date: the post is live, and is not moved"
            remedy = "leave it" if post.status is Status.HIDDEN else f"invoke status {post.id} hidden"
            problem = post.source.problem("date", "is-live", message, remedy)
            raise RefusedError(f"{post_id} stays where it is", problems=[problem])
        return post

    def _ask_policy(self) -> None:
        """Refuse what gates and quiet days decide, while the policy does not say clearly what they are."""
        if problems := self._errors_in(self.content.policy.source.path):
            raise RefusedError("mend the policy first, which has a say in this", problems=problems)

    def _errors_of_unread(self, post_id: str) -> list[Problem]:
        read = {post.source.path for post in self.content.posts}
        unread = (problem for problem in self.content.errors if problem.path not in read)
        return [problem for problem in unread if slugify(Path(problem.path).stem) == slugify(post_id)]

    def _errors_in(self, path: str) -> list[Problem]:
        return [problem for problem in self.content.errors if problem.path == path]

    def _change(self, post: Post, edit: Callable[..., bytes]) -> tuple[FileChange, Post]:
        """Return what an edit does to a post's file, and the post that stands there then."""
        path = Path(post.source.path)
        try:
            before = read_content_file(path)
            after = edit(before, path=post.source.path, foreign=self.foreign)
            (old, known), (new, found) = self._read(path, before), self._read(path, after)
        except EditError as error:
            raise RefusedError("the file cannot be changed in place", problems=[error.problem]) from error
        except ContentError as error:
            raise RefusedError("the file cannot be read", problems=error.problems) from error
        # What was planned for one text must not be done to another.
        if _essence(old) != _essence(post):
            raise RefusedError(f"{path} has changed since it was read (try again)")
        faults = {(problem.code, problem.message) for problem in known}
        errors = [p for p in found if p.is_error and (p.code, p.message) not in faults]
        if errors:
            raise RefusedError("the header would be wrong then", problems=errors)
        return FileChange(path, before, after), new

    def _read(self, path: Path, data: bytes) -> tuple[Post, tuple[Problem, ...]]:
        stages = tuple(stage.key for stage in pelicanconf.STAGES)
        context = Context(self.content.zone, stages)
        if self.foreign:
            inside = path.relative_to(self.content.folder).as_posix()
            found = read_foreign_post(data, path.as_posix(), inside=inside, context=context)
            return found.post, found.problems
        reader = FieldReader(path.as_posix(), context, extra_fields=pelicanconf.EXTRA_FIELDS)
        post = read_post(read_document(data, path.as_posix(), reader.problems), reader, stem=path.stem)
        return post, tuple(reader.problems)

    def _rippled(self, post: Post, new: datetime, change: FileChange) -> Proposal:
        self._ask_policy()
        by_id = {known.id: self._by_our_clock(known) for known in self.content.posts}
        try:
            moves = ripple(
                by_id.values(), by_id[post.id], new, policy=self.content.policy, authors=self.content.authors,
                zone=self.content.zone, as_of=self.as_of,
            )  # fmt: skip
        except RippleError as error:
            raise RefusedError(str(error)) from error
        changes, lines = [change], []
        for move in moves:
            moved = by_id[move.id]
            if move is not moves[0]:
                changes.append(self._shift(self._post(move.id), move))
            reason = f" ({far(move.days)}, {move.reason})" if move is not moves[0] else ""
            lines.append(f"{move.id}: {self._day(move.before)} → {self._day(move.after)}{reason}")
            lines += self._date_notes(moved, move.after)
        return self._proposal(changes, lines, moves)

    def _shift(self, post: Post, move: Move) -> FileChange:
        day = move.after.date().isoformat()
        change, shifted = self._change(post, lambda data, **place: set_day(data, "date", day, **place))
        if shifted.date is None or shifted.date.astimezone(UTC) != move.after.astimezone(UTC):
            raise RefusedError(f"{post.id} cannot be shifted by its day alone (move it by hand)")
        return change

    def _by_our_clock(self, post: Post) -> Post:
        # What other tools write without a zone is read with the offset of that day; another day has its own.
        local = post.date.astimezone(self.content.zone) if post.date and self.foreign else None
        has_our_offset = local and post.date and local.utcoffset() == post.date.utcoffset()
        return replace(post, date=local) if has_our_offset else post

    def _proposal(
        self,
        changes: Sequence[FileChange],
        lines: Sequence[str],
        moves: tuple[Move, ...] = (),
        found: Sequence[Problem] = (),
    ) -> Proposal:
        dues = late_dues(self.content.posts, moves, self.content.zone)
        real = tuple(change for change in changes if change.before != change.after)
        return Proposal(real, tuple(lines) if real else (), tuple(sorted([*found, *dues])), moves)

    def _against(self, post: Post, new: Status) -> tuple[Problem, ...]:
        policy = self.content.policy
        found = against_status(post, new, policy=policy, as_of=self.as_of, site_url=publishconf.SITEURL)
        if not self.foreign:
            return found
        if new not in (STATUS_WORDS.get(word) for word in STATUSES.values()):
            raise _wrong_use(
                f"other tools know no status “{new}”", did_you_mean(new, dict.fromkeys(STATUSES.values()))
            )
        # Other tools know no steps between a draft and what is published, and no gates.
        return tuple(problem for problem in found if problem.code == "is-live")

    def _with_status(self, data: bytes, post: Post, new: Status, by: str, place: dict[str, Any]) -> bytes:
        if new is not post.status:
            word = "published" if self.foreign and new is Status.APPROVED else str(new)
            data = set_field(data, "status", word, **place)
        if self.foreign or new is Status.HIDDEN:
            return data
        if new is not Status.APPROVED:
            return remove_field(data, "approved", **place)
        if approvals_of(self.content).get(post.id) is Approval.VALID:
            return data
        if by not in self.content.authors:
            remedy = did_you_mean(by, self.content.authors) if by else "say who approves with --by SLUG"
            raise _wrong_use(
                f"there is no author “{by}”" if by else "nobody is known to approve this", remedy
            )
        return set_field(data, "approved", written_mark(post, by=by, at=self.as_of), **place)

    def _date_notes(self, post: Post, new: datetime) -> list[str]:
        notes = [note for note in [clock_note(new)] if note]
        local, was = (moment.astimezone(self.content.zone) for moment in (new, post.date or new))
        if post.date and post.date.time() == new.time() and local.time() != was.time():
            written = new.isoformat(timespec="minutes")[11:]
            notes.append(f"The file says {written}; in {local.tzinfo} that is {local:%H:%M} on the new day.")
        if post.status.has_reached(Status.APPROVED) and new <= self.as_of:
            notes.append(f"{post.id} is approved, and live at once with this date.")
        day = local.date()
        if any(quiet.first <= day <= quiet.last for quiet in self.content.policy.quiet_days):
            notes.append(f"{written_day(day)} is a quiet day.")
        return [*notes, *self._absences(post.authors, new)]

    def _absences(self, authors: Sequence[str], date: datetime | None) -> list[str]:
        day = date.astimezone(self.content.zone).date() if date else None
        return [
            f"{slug} is away on {written_day(day)}."
            for slug in authors
            for away in (self.content.authors[slug].away if slug in self.content.authors else ())
            if day and away.first <= day <= away.last
        ]

    def _day(self, moment: datetime | None) -> str:
        return f"{moment:%Y-%m-%d %H:%M}" if moment else "no date"


def _dated(data: bytes, date: str, content: Content, **place: Any) -> bytes:
    date = date.strip()
    try:
        parse_day(date)
    except NotATimeError:
        pass
    else:
        return set_day(data, "date", date, **place)
    try:
        parse_instant(date, content.zone)
    except NotATimeError:
        raise _wrong_use(
            f"“{date}” is not a date", "write it as 2026-03-03, 2026-03-03 09:00 or 2026-03-03T09:00+01:00"
        ) from None
    return set_field(data, "date", date, **place)


def _essence(post: Post) -> tuple[object, ...]:
    return (post.title, post.summary, post.body, post.date, post.status, post.authors, post.approved)


def _wrong_use(message: str, remedy: str) -> RefusedError:
    return RefusedError(f"{message} ({remedy})", is_wrong_use=True)
