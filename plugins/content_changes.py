"""Changing the plan: what a new date, author or status means for the files, and what speaks against it.

Nothing here writes. A proposal holds the changes; `file_changes.apply_changes` makes them.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pelicanconf
import publishconf
from editorial.approval import Approval, written_mark
from editorial.change_notes import absences, date_notes, status_notes
from editorial.content import Content
from editorial.fields import Context, FieldReader
from editorial.foreign_post import STATUSES, read_foreign_post
from editorial.header import read_document
from editorial.header_edit import EditError, remove_field, set_day, set_field, set_list
from editorial.instants import NotATimeError, parse_day
from editorial.post import Post, read_post
from editorial.post_files import read_content_file
from editorial.problems import ContentError, Problem, did_you_mean
from editorial.ripple import Move, RippleError, far, late_dues, ripple
from editorial.ripple_needs import unread_for_ripple
from editorial.slug import slugify
from editorial.status import STATUS_WORDS, Status
from editorial.status_steps import against_status
from plugins.approvals import approvals_of
from plugins.change_refusals import Refusals, RefusedError, against_date, ambiguous, wrong_use
from plugins.file_changes import FileChange


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
        post = self._waiting_post(post_id, against_date(date, self.content.zone))
        refusals = Refusals()
        if with_ripple:
            refusals.add(self._against_ripple(post))
        found = refusals.of(lambda: self._change(post, lambda data, **place: _dated(data, date, **place)))
        change, moved = refusals.unless_any(found)
        new = moved.date
        if new is None:
            raise RefusedError(f"{post_id} would have no date then (give the date with its time)")
        if not with_ripple:
            line = f"{post_id}: {self._day(post.date)} → {self._day(new)}"
            return self._proposal([change], [line, *self._date_notes(post, new)])
        return self._rippled(post, new, change)

    def assign(self, post_id: str, authors: Sequence[str]) -> Proposal:
        """Return what it takes to give a post these authors, by their slugs."""
        unknown = [self._no_author(slug) for slug in authors if slug not in self.content.authors]
        nobody = [] if authors else [wrong_use("no author is named", "write a slug, or several with commas")]
        post = self._post(post_id, [*unknown, *nobody])
        names = [self.content.authors[slug].name if self.foreign else slug for slug in authors]
        change, _ = self._change(post, lambda data, **place: set_list(data, "authors", names, **place))
        lines = [f"{post_id}: {', '.join(post.authors) or 'nobody'} → {', '.join(authors)}"]
        if post.status is Status.IDEA:
            lines.append(f"It is still an idea; to go on: invoke status {post_id} {Status.ASSIGNED}")
        return self._proposal([change], [*lines, *absences(authors, post.date, self.content)])

    def set_status(self, post_id: str, word: str, *, by: str = "") -> Proposal:
        """Return what it takes to give a post a status; `by` is the slug of who approves."""
        unknown = [] if word in STATUS_WORDS else [_no_status(word)]
        post = self._post(post_id, unknown)
        new = STATUS_WORDS[word]
        found = self._against(post, new)
        is_marked = self._is_to_be_marked(post, new)
        self._refuse_status(post, new, by if is_marked else None, found)
        mark = written_mark(post, by=by, at=self.as_of) if is_marked else ""
        change, after = self._change(
            post, lambda data, **place: self._with_status(data, post, new, mark, place)
        )
        if after.status is not new:
            raise RefusedError(
                f"{post_id} would not be {new} then (its header says otherwise in another field)"
            )
        lines = [f"{post_id}: {post.status} → {new}"] if new is not post.status else []
        if after.approved and after.approved != post.approved:
            lines.append(f"{by} approves the text as it is now; a later change lets the approval lapse.")
        return self._proposal([change], [*lines, *status_notes(post, new, as_of=self.as_of)], found=found)

    def _post(self, post_id: str, also: Iterable[RefusedError] = ()) -> Post:
        """Return the post of an id; what else speaks against the change is said together with its lack."""
        refusals = Refusals([*also])
        same = [post for post in self.content.posts if post.id == post_id]
        if len(same) > 1:
            refusals.add([ambiguous(post_id, same)])
        elif not same:
            refusals.add([self._no_post(post_id)])
        refusals.raise_all()
        return same[0]

    def _waiting_post(self, post_id: str, also: Iterable[RefusedError]) -> Post:
        refusals = Refusals([*also])
        post = refusals.of(lambda: self._post(post_id))
        if post and post.is_live(self.as_of):
            message = "date: the post is live, and is not moved"
            remedy = "leave it" if post.status is Status.HIDDEN else f"invoke status {post.id} hidden"
            problem = post.source.problem("date", "is-live", message, remedy)
            refusals.add([RefusedError(f"{post_id} stays where it is", problems=[problem])])
        return refusals.unless_any(post)

    def _no_post(self, post_id: str) -> RefusedError:
        if unread := self._errors_of_unread(post_id):
            return RefusedError("the file cannot be read", problems=unread)
        remedy = did_you_mean(post_id, [post.id for post in self.content.posts])
        remedy = remedy if remedy.startswith("did you mean") else "invoke calendar lists them"
        return wrong_use(f"there is no post “{post_id}”", remedy)

    def _no_author(self, slug: str) -> RefusedError:
        return wrong_use(f"there is no author “{slug}”", did_you_mean(slug, self.content.authors))

    def _against_policy(self) -> Iterator[RefusedError]:
        """Yield why nothing is done by gates and quiet days while the policy does not say what they are."""
        if problems := self._errors_in(self.content.policy.source.path):
            yield RefusedError("mend the policy first, which has a say in this", problems=problems)

    def _against_ripple(self, post: Post) -> Iterator[RefusedError]:
        yield from self._against_policy()
        if unread := unread_for_ripple(self.content, post, self.as_of, foreign=self.foreign):
            message = "mend this first: a ripple must know where posts stand and when their authors are away"
            yield RefusedError(message, problems=unread)

    def _refuse_status(self, post: Post, new: Status, by: str | None, found: Iterable[Problem]) -> None:
        refusals = Refusals()
        errors = [problem for problem in found if problem.is_error]
        if new is Status.APPROVED:
            refusals.add(self._against_policy())
        if new is Status.APPROVED and not self.foreign:
            # A mark that cannot be read is what approving mends.
            errors += [p for p in self._errors_in(post.source.path) if p.code != "not-an-approval"]
        if errors:
            refusals.add([RefusedError(f"{post.id} stays {post.status}", problems=errors)])
        if by is not None and by not in self.content.authors:
            nobody = wrong_use("nobody is known to approve this", "say who approves with --by SLUG")
            refusals.add([self._no_author(by) if by else nobody])
        refusals.raise_all()

    def _is_to_be_marked(self, post: Post, new: Status) -> bool:
        if self.foreign or new is not Status.APPROVED:
            return False
        return approvals_of(self.content).get(post.id) is not Approval.VALID

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
        by_id = {known.id: self._by_our_clock(known) for known in self.content.posts}
        try:
            moves = ripple(
                by_id.values(), by_id[post.id], new, policy=self.content.policy, authors=self.content.authors,
                zone=self.content.zone, as_of=self.as_of,
            )  # fmt: skip
        except RippleError as error:
            raise RefusedError(str(error)) from error
        refusals, lines = Refusals(), []
        shifts = [refusals.of(partial(self._shift, self._post(move.id), move)) for move in moves[1:]]
        refusals.raise_all()
        for move in moves:
            moved = by_id[move.id]
            reason = f" ({far(move.days)}, {move.reason})" if move is not moves[0] else ""
            lines.append(f"{move.id}: {self._day(move.before)} → {self._day(move.after)}{reason}")
            lines += self._date_notes(moved, move.after)
        return self._proposal([change, *filter(None, shifts)], lines, moves)

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
            raise wrong_use(
                f"other tools know no status “{new}”", did_you_mean(new, dict.fromkeys(STATUSES.values()))
            )
        # Other tools know no steps between a draft and what is published, and no gates.
        return tuple(problem for problem in found if problem.code == "is-live")

    def _with_status(self, data: bytes, post: Post, new: Status, mark: str, place: dict[str, Any]) -> bytes:
        if new is not post.status:
            word = "published" if self.foreign and new is Status.APPROVED else str(new)
            data = set_field(data, "status", word, **place)
        if self.foreign or new is Status.HIDDEN:
            return data
        if new is not Status.APPROVED:
            return remove_field(data, "approved", **place)
        return set_field(data, "approved", mark, **place) if mark else data

    def _date_notes(self, post: Post, new: datetime) -> tuple[str, ...]:
        return date_notes(post, new, self.content, as_of=self.as_of)

    def _day(self, moment: datetime | None) -> str:
        return f"{moment:%Y-%m-%d %H:%M}" if moment else "no date"


def _dated(data: bytes, date: str, **place: Any) -> bytes:
    date = date.strip()
    try:
        parse_day(date)
    except NotATimeError:
        return set_field(data, "date", date, **place)
    return set_day(data, "date", date, **place)


def _essence(post: Post) -> tuple[object, ...]:
    return (post.title, post.summary, post.body, post.date, post.status, post.authors, post.approved)


def _no_status(word: str) -> RefusedError:
    return wrong_use(f"there is no status “{word}”", did_you_mean(word, STATUS_WORDS))
