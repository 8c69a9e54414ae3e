"""Building the site: one call for commands, tests and the server that reloads."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import TemplateError, TemplateSyntaxError
from pelican import Pelican
from pelican.contents import Content
from pelican.log import console
from pelican.settings import Settings, read_settings

from editorial.problems import Problem
from plugins.approvals import lapsed_problems
from plugins.output_folder import note_unfinished

PROJECT = Path(__file__).resolve().parent.parent


class BuildError(Exception):
    """Pelican reported errors, which it would otherwise only log; carries them all."""


@dataclass(frozen=True)
class BuildRequest:
    """What to build; `as_of` is now where it is None, `preview_folder` empty for a production build.

    A `fresh` build writes every file anew, also where an equal one stands already; `foreign` content was
    written for another tool.
    """

    content: Path
    output: Path
    as_of: datetime | None = None
    preview_folder: str = ""
    settings_file: str = "pelicanconf.py"
    fresh: bool = False
    foreign: bool = False
    overrides: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class BuildReport:
    """What was built: the numbers of live and of waiting posts, and what was doubtful in the content.

    `found_late` is what only building brings to light, such as an image that breaks off; `lapsed` are live
    posts whose text is not the one that was approved.
    """

    live: int
    waiting: int
    problems: tuple[Problem, ...] = ()
    found_late: tuple[Problem, ...] = ()
    lapsed: tuple[Problem, ...] = ()


def build_site(request: BuildRequest) -> BuildReport:
    """Build the site into its output folder; raises ContentError, NotOurFolderError or BuildError."""
    settings = read_settings(
        str(PROJECT / request.settings_file),
        override={
            "PATH": str(request.content.resolve()),
            "OUTPUT_PATH": str(request.output.resolve()),
            "AS_OF": request.as_of,
            "PREVIEW_FOLDER": request.preview_folder,
            "FRESH": request.fresh,
            "FOREIGN": request.foreign,
            **(request.overrides or {}),
        },
    )
    with _gathered_errors() as errors:
        try:
            _run(settings)
        except TemplateError as error:
            place = f"{error.filename}:{error.lineno}" if isinstance(error, TemplateSyntaxError) else "theme"
            raise BuildError(f"{place}: error template {error}") from error
        except OSError as error:
            # A full disk, missing rights: what stands in the folder stays, and the next build goes on.
            reason = error.strerror or str(error)
            raise BuildError(f"{error.filename or request.output}: cannot be written: {reason}") from error
        finally:
            # On a full disk the list of what was there before must do.
            with suppress(OSError):
                note_unfinished(settings)
            # Pelican keeps every text that it has ever finished.
            for finished in (Content.get_content, Content.get_summary):
                finished.cache.clear()
    if errors:
        raise BuildError("\n".join(errors))
    edition = settings["EDITION"]
    return BuildReport(
        live=len(edition.live),
        waiting=len(edition.waiting),
        problems=edition.content.problems,
        found_late=tuple(sorted(settings["FOUND_LATE"])),
        lapsed=tuple(sorted(lapsed_problems(edition.content, edition.live.values()))),
    )


def _run(settings: Settings) -> None:
    # Pelican sums up what it did, which is for whoever watches.
    console.quiet = not console.is_terminal
    Pelican(settings).run()


@contextmanager
def _gathered_errors() -> Iterator[list[str]]:
    """Collect what Pelican logs as an error: by itself it drops the file and goes on."""
    errors: list[str] = []

    class Gatherer(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            errors.append(record.getMessage())

    gatherer = Gatherer(logging.ERROR)
    logger = logging.getLogger("pelican")
    logger.addHandler(gatherer)
    try:
        yield errors
    finally:
        logger.removeHandler(gatherer)
