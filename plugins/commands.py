"""What the commands have in common: the content folder, the clock, and new files."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from invoke import Exit

import pelicanconf
from editorial.content import Content, ContentSettings, read_content
from editorial.instants import NotATimeError, parse_day, parse_instant
from editorial.starter import Start

FINDINGS, WRONG_USE = 1, 2


def content_folder(name: str) -> Path:
    """Return the folder of this name; ends the command if there is none."""
    folder = Path(name)
    if not folder.is_dir():
        raise Exit(f"there is no folder {name} (name one with --content)", code=WRONG_USE)
    return folder


def checked_content(folder: Path) -> Content:
    """Return a content folder as this site's settings read it."""
    settings = ContentSettings(
        stages=pelicanconf.STAGES,
        zone=ZoneInfo(pelicanconf.TIMEZONE),
        extra_fields=pelicanconf.EXTRA_FIELDS,
    )
    return read_content(folder, settings)


def clock(as_of: str, folder: Path) -> datetime | None:
    """Return the instant that `--as-of` names, in the content's zone; None without one."""
    if not as_of:
        return None
    try:
        return parse_instant(as_of, checked_content(folder).zone)
    except NotATimeError:
        raise Exit(f"“{as_of}” is not an instant (write it like 2026-03-03T09:00Z)", code=WRONG_USE) from None


def a_day(text: str) -> date:
    """Return the day that a text names; ends the command if it names none."""
    try:
        return parse_day(text)
    except NotATimeError:
        raise Exit(f"“{text}” is not a day (write it like 2026-03-03)", code=WRONG_USE) from None


def today() -> date:
    """Return the day it is, by the site's clock."""
    return datetime.now(UTC).astimezone(ZoneInfo(pelicanconf.TIMEZONE)).date()


def new_file(folder: Path, start: Start) -> Path:
    """Write a new content file and return its path; ends the command rather than overwrite another."""
    path = folder / start.path
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(start.text)
    except FileExistsError:
        raise Exit(f"{path} is there already (choose another title)", code=FINDINGS) from None
    return path
