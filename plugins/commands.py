"""What the commands have in common: folders, the content, the clock, findings."""

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke import Exit

import pelicanconf
import publishconf
from editorial.content import Content, ContentSettings, read_policy_file
from editorial.instants import NotATimeError, parse_instant
from editorial.problems import Problem
from plugins.change_journal import take_back_interrupted
from plugins.content_cache import ContentCache
from plugins.drafts import NotChangedError

FINDINGS, WRONG_USE = 1, 2
LAST_PORT = 65_535
PROJECT = Path(pelicanconf.__file__).resolve().parent
# As they are shown in the help, and right from whatever folder a command is called.
CONTENT = os.path.relpath(PROJECT / pelicanconf.PATH)
STATE = os.path.relpath(PROJECT / "var")
FOREIGN = "the content was written for another tool: posts lie anywhere, what they miss is only warned about"


def content_folder(name: str) -> Path:
    """Return the folder of this name; ends the command if there is none.

    A change that was killed before it came to its end is taken back, so that no command sees half of it.
    """
    folder = Path(name)
    if not folder.is_dir():
        raise Exit(f"there is no folder {name} (name one with --content)", code=WRONG_USE)
    try:
        put_back = take_back_interrupted(folder, Path(STATE))
    except NotChangedError as error:
        raise Exit(f"a change that was interrupted cannot be taken back: {error}", code=FINDINGS) from None
    if put_back:
        names = ", ".join(os.path.relpath(path) for path in put_back)
        print(f"A change that was interrupted has been taken back, in {names}.", file=sys.stderr)
    return folder


def checked_content(folder: Path, *, foreign: bool = False) -> Content:
    """Return a content folder as this site's settings read it; `foreign` when written for another tool."""
    settings = ContentSettings(
        stages=pelicanconf.STAGES,
        zone=ZoneInfo(pelicanconf.TIMEZONE),
        extra_fields=pelicanconf.EXTRA_FIELDS,
        language=pelicanconf.DEFAULT_LANG,
    )
    cache = ContentCache(Path(pelicanconf.POST_CACHE) if pelicanconf.POST_CACHE else None)
    return cache.read(folder, settings, foreign=foreign)


def clock(as_of: str, folder: Path) -> datetime | None:
    """Return the instant that `--as-of` names, in the content's zone; None without one."""
    if not as_of:
        return None
    try:
        return parse_instant(as_of, content_zone(folder))
    except NotATimeError:
        raise Exit(f"“{as_of}” is not an instant (write it like 2026-03-03T09:00Z)", code=WRONG_USE) from None


def content_zone(folder: Path) -> ZoneInfo:
    """Return the zone that holds for a content folder."""
    _, zone = read_policy_file(
        folder, ContentSettings(pelicanconf.STAGES, ZoneInfo(pelicanconf.TIMEZONE)), []
    )
    return zone


def port_number(port: int) -> int:
    """Return the number if there is such a port; ends the command if not."""
    if not 1 <= port <= LAST_PORT:
        raise Exit(f"{port} is not a port (write a number from 1 to {LAST_PORT})", code=WRONG_USE)
    return port


def print_findings(problems: Iterable[Problem], *, as_json: bool) -> None:
    """Print findings line by line, or as data."""
    problems = list(problems)
    if as_json:
        print(json.dumps([problem.as_data() for problem in problems], ensure_ascii=False, indent=1))
    else:
        print(*problems, sep="\n", end="\n" if problems else "")


def show_progress(words: str) -> None:
    """Say how far long work has come, where somebody watches."""
    if sys.stderr.isatty():
        print(f"{words} …", file=sys.stderr, flush=True)


def user_agent() -> str:
    """Return what other sites are told when links are tried: who asks, and where to complain."""
    contact = f" (+{publishconf.SITEURL})" if publishconf.SITEURL else ""
    return f"Masthead link check{contact}"


def today() -> date:
    """Return the day it is, by the site's clock."""
    return datetime.now(UTC).astimezone(ZoneInfo(pelicanconf.TIMEZONE)).date()
