"""The surveys of a content folder, read again when their files change."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from editorial.fields import Context, FieldReader
from editorial.folder_walk import leads_out, refused
from editorial.header import read_document
from editorial.problems import ContentError
from editorial.slug import is_slug
from editorial.source import Source
from editorial.survey import Survey, read_survey
from editorial.survey_definition import questions_from

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Reading:
    """What was read when a file last changed: the survey as it was when it last could be used."""

    stamp: tuple[int, int]
    survey: Survey | None


class SurveysFolder:
    """The surveys that are served. A broken file harms no other, and not its own last good version either."""

    def __init__(self, content: Path, zone: ZoneInfo) -> None:
        self._content = content
        self._folder = content / "surveys"
        self._context = Context(zone)
        self._readings: dict[str, _Reading] = {}
        self._versions: dict[tuple[str, str], Survey] = {}

    def find(self, slug: str) -> Survey | None:
        """Return the survey with this slug as its file says now, or None."""
        if not is_slug(slug):
            return None
        path = self._folder / f"{slug}.md"
        try:
            status = path.stat()
        except (OSError, ValueError):
            return None
        stamp = (status.st_mtime_ns, status.st_size)
        reading = self._readings.get(slug)
        if reading is None or reading.stamp != stamp:
            survey = self._read(path)
            reading = _Reading(stamp, survey or (reading.survey if reading else None))
            self._readings[slug] = reading
            if survey is not None:
                self._versions[slug, survey.digest] = survey
        return reading.survey

    def all(self) -> list[Survey]:
        """Return every survey that can be used, by slug."""
        found = (self.find(path.stem) for path in sorted(self._folder.glob("*.md")))
        return [survey for survey in found if survey is not None]

    def version(self, slug: str, digest: str) -> Survey | None:
        """Return the survey with the questions it had, if this process has read them."""
        return self._versions.get((slug, digest))

    def problem(self) -> str:
        """Return why no survey can be read, in one sentence, or nothing."""
        try:
            next(self._folder.iterdir(), None)
        except OSError:
            return f"The folder {self._folder} cannot be read."
        return ""

    def _read(self, path: Path) -> Survey | None:
        reader = FieldReader(path.as_posix(), self._context)
        if leads_out(path, self._content):
            _log.error("%s", refused(path))
            return None
        try:
            survey = read_survey(read_document(path.read_bytes(), path.as_posix()), reader, stem=path.stem)
        except ContentError as error:
            reader.problems += error.problems
        except OSError as error:
            _log.error("%s: cannot be read: %s", path, error.strerror)
            return None
        errors = [problem for problem in sorted(reader.problems) if problem.is_error]
        for problem in errors:
            _log.error("%s", problem)
        return None if errors else survey


def known_by_name(slug: str) -> Survey:
    """Return a survey of which nothing is known but its name, as its file is gone."""
    return Survey(slug=slug, source=Source("", {}), introduction="", title=slug)


def with_questions(survey: Survey, definition: str) -> Survey:
    """Return the survey with the questions of an earlier definition."""
    return replace(survey, questions=questions_from(definition))
