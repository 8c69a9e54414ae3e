"""The command that shows the plan: `invoke calendar`; what it does stands in `calendar_run`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from invoke import Context, Exit, task

import pelicanconf
from editorial.reads import read_reads
from plugins.commands import CONTENT, FOREIGN, PROJECT, WRONG_USE, clock, content_folder

DESK = os.path.relpath(PROJECT / "desk")
MOST_WEEKS = 104


@task(
    help={
        "content": "folder of the content",
        "as-of": "the instant at which to look, such as 2026-03-03 or 2026-03-03T09:00Z",
        "weeks": "how many weeks to look ahead, instead of the policy's",
        "reads": "file that says how often posts were read: JSON, or CSV with the columns id and reads",
        "output": "folder of the desk, for the team only",
        "diff": "say what the working tree changes in the plan against this git revision",
        "foreign": FOREIGN,
        "json": "print the plan as data",
    }
)
def calendar(
    _: Context,
    content: str = CONTENT,
    as_of: str = "",
    weeks: str = "",
    reads: str = "",
    output: str = DESK,
    foreign: bool = False,
    diff: str = "",
    json: bool = False,
) -> None:
    """Show what goes out, what is late and what is missing, and write the desk's pages."""
    from plugins.calendar_run import CalendarRequest, show_changes, show_plan

    folder = content_folder(content)
    request = CalendarRequest(
        folder,
        desk_folder(output, folder),
        clock(as_of, folder),
        number_of_weeks(weeks),
        foreign,
        json,
        reads_in(reads),
    )
    if diff:
        show_changes(request, since=diff)
    else:
        show_plan(request)


def desk_folder(name: str, content: Path) -> Path:
    """Return the folder that the desk is written to; ends the command where it would be published."""
    folder = Path(name)
    for public in (PROJECT / pelicanconf.OUTPUT_PATH, content):
        if folder.resolve().is_relative_to(public.resolve()):
            message = (
                f"{name} lies in {public.name}, and what lies there is published (name another --output)"
            )
            raise Exit(message, code=WRONG_USE)
    return folder


def reads_in(name: str) -> Mapping[str, int]:
    """Return how often posts were read, as a file says it; ends the command where it does not."""
    if not name:
        return {}
    try:
        return read_reads(Path(name).read_text(encoding="utf-8"))
    except OSError as error:
        raise Exit(
            f"{name} cannot be read: {error.strerror} (name another --reads)", code=WRONG_USE
        ) from None
    except ValueError as error:
        raise Exit(f"{name} does not say how often posts were read ({error})", code=WRONG_USE) from None


def number_of_weeks(words: str) -> int | None:
    """Return the number that `--weeks` names, None without one."""
    if not words:
        return None
    if not re.fullmatch(r"\d{1,3}", words) or not 1 <= int(words) <= MOST_WEEKS:
        raise Exit(f"“{words}” is not a number of weeks (write one from 1 to {MOST_WEEKS})", code=WRONG_USE)
    return int(words)
