"""The commands that change the plan: `invoke move`, `invoke assign`, `invoke status`."""

import json as json_format
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from invoke import Context, Exit, task

from plugins.commands import (
    CONTENT,
    FINDINGS,
    FOREIGN,
    STATE,
    WRONG_USE,
    checked_content,
    clock,
    content_folder,
    print_findings,
)

# What a command needs is loaded when it runs, so that listing them all is quick.
if TYPE_CHECKING:
    from editorial.content import Content
    from plugins.content_changes import Desk, Proposal

HELP = {
    "id": "id of the post",
    "dry-run": "show what would change, and change nothing",
    "content": "folder of the content",
    "as-of": "the instant at which to look",
    "foreign": FOREIGN,
    "json": "print what changes as data",
}


@task(
    help=HELP
    | {
        "date": "the new day, such as 2026-03-03, or instant, such as 2026-03-03T09:00Z",
        "ripple": "shift what follows by as many days",
    },
    positional=["id", "date"],
)
def move(
    _: Context,
    id: str,  # noqa: A002 - the word of the command line
    date: str,
    ripple: bool = False,
    dry_run: bool = False,
    content: str = CONTENT,
    as_of: str = "",
    foreign: bool = False,
    json: bool = False,
) -> None:
    """Set a post's date, and nothing else in its file; --ripple shifts what follows."""
    desk = _desk(content, as_of, foreign=foreign)
    _carry_out(desk, lambda: desk.move(id, date, with_ripple=ripple), dry_run=dry_run, as_json=json)


@task(help=HELP | {"authors": "slug of the author; several with commas"}, positional=["id", "authors"])
def assign(
    _: Context,
    id: str,  # noqa: A002 - the word of the command line
    authors: str,
    dry_run: bool = False,
    content: str = CONTENT,
    as_of: str = "",
    foreign: bool = False,
    json: bool = False,
) -> None:
    """Set who writes a post, and nothing else in its file."""
    desk = _desk(content, as_of, foreign=foreign)
    slugs = [slug.strip() for slug in authors.split(",") if slug.strip()]
    _carry_out(desk, lambda: desk.assign(id, slugs), dry_run=dry_run, as_json=json)


@task(
    help=HELP
    | {
        "status": "the new status: one step on, or any number back",
        "by": "slug of who approves; without it, the author with the mail address that git knows",
    },
    positional=["id", "status"],
)
def status(
    _: Context,
    id: str,  # noqa: A002 - the word of the command line
    status: str,
    by: str = "",
    dry_run: bool = False,
    content: str = CONTENT,
    as_of: str = "",
    foreign: bool = False,
    json: bool = False,
) -> None:
    """Set how far a post has come; `approved` is bound to the text as it is now."""
    desk = _desk(content, as_of, foreign=foreign)
    approver = by or _author_at_work(desk.content)
    _carry_out(desk, lambda: desk.set_status(id, status, by=approver), dry_run=dry_run, as_json=json)


def _desk(content: str, as_of: str, *, foreign: bool) -> "Desk":
    from plugins.content_changes import Desk

    folder = content_folder(content)
    instant = clock(as_of, folder)
    read = checked_content(folder, foreign=foreign)
    return Desk(read, instant or datetime.now(UTC).astimezone(read.zone), foreign)


def _author_at_work(content: "Content") -> str:
    """The slug of the author whose mail address git signs commits with; empty if it is nobody's."""
    from plugins.git_history import git_output

    address = git_output(content.folder, "config", "user.email").decode("utf-8", "replace").strip().lower()
    found = (author.slug for author in content.authors.values() if author.email.lower() == address)
    return next(found, "") if address else ""


def _carry_out(desk: "Desk", propose: "Callable[[], Proposal]", *, dry_run: bool, as_json: bool) -> None:
    from plugins.change_refusals import RefusedError
    from plugins.drafts import NotChangedError
    from plugins.file_changes import apply_changes

    try:
        proposal = propose()
        if not dry_run:
            apply_changes(proposal.changes, desk.content.folder, state=Path(STATE))
    except RefusedError as error:
        print_findings(error.problems, as_json=as_json)
        raise Exit(str(error), code=WRONG_USE if error.is_wrong_use else FINDINGS) from None
    except NotChangedError as error:
        raise Exit(str(error), code=FINDINGS) from None
    if as_json:
        print(json_format.dumps(_as_data(proposal, dry_run=dry_run), ensure_ascii=False, indent=1))
        return
    try:
        for change in proposal.changes:
            print(_printable(change.diff))
        print_findings(proposal.findings, as_json=False)
        sys.stdout.flush()
    finally:
        # What was done is said also where its difference cannot be printed.
        print(*(proposal.lines or ["There is nothing to change."]), sep="\n", file=sys.stderr)
        if dry_run and proposal.changes:
            print("Nothing was written.", file=sys.stderr)


def _as_data(proposal: "Proposal", *, dry_run: bool) -> dict[str, object]:
    return {
        "written": not dry_run and bool(proposal.changes),
        "changes": [
            {"path": change.path.as_posix(), "before": change.digest, "diff": change.diff}
            for change in proposal.changes
        ],
        "moves": [
            {
                "id": move.id,
                "from": move.before.isoformat(),
                "to": move.after.isoformat(),
                "days": move.days,
                "reason": move.reason,
            }
            for move in proposal.moves
        ],
        "lines": list(proposal.lines),
        "findings": [problem.as_data() for problem in proposal.findings],
    }


def _printable(text: str) -> str:
    # A file may hold signs that steer a terminal.
    return "".join(sign if sign.isprintable() or sign in "\n\t" else "�" for sign in text)
