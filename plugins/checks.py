"""Everything that can be said against a content folder: headers, references, bodies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pelicanconf
import publishconf
from editorial.alias_check import alias_problems
from editorial.bodycheck import OutsideLink, SiteFacts, check_bodies
from editorial.content import Content
from editorial.folder_walk import content_files
from editorial.problems import Problem, Severity
from editorial.survey_history import AnsweredDefinition
from plugins.content_plan import plan_problems
from plugins.kept_ids import changed_ids
from plugins.survey_checks import check_surveys, unsilenced

_ANCHOR = re.compile(r'\bid="([\w-]+)"')
# Texts that were written for another site are full of them.
ONCE_A_FILE = ("loads-elsewhere", "not-allowed")
THEME = Path(pelicanconf.__file__).parent / pelicanconf.THEME


@dataclass(frozen=True)
class Checked:
    """A content folder with all that was found in it, sorted, and the links that leave the site."""

    content: Content
    problems: tuple[Problem, ...]
    outside: tuple[OutsideLink, ...] = ()

    @property
    def has_errors(self) -> bool:
        """True when something stops a publication."""
        return any(problem.is_error for problem in self.problems)

    @property
    def summary(self) -> str:
        """What was read and found, in one line."""
        return replace(self.content, problems=self.problems).summary

    def with_more(self, problems: Iterable[Problem]) -> "Checked":
        """Return the same with further findings."""
        return replace(self, problems=tuple(sorted({*self.problems, *problems})))


def check_content(
    content: Content,
    *,
    as_of: datetime | None = None,
    foreign: bool = False,
    answered: Iterable[AnsweredDefinition] = (),
) -> Checked:
    """Return all that is wrong in a content folder at an instant, now where none is given.

    In `foreign` content no body is an error: the build makes words of links that lead nowhere. `answered` are
    definitions of surveys that the service keeps answers to.
    """
    facts = SiteFacts(
        site_url=publishconf.SITEURL,
        stages=tuple(stage.key for stage in pelicanconf.STAGES),
        static_paths=("",) if foreign else tuple(pelicanconf.STATIC_PATHS),
        frame_anchors=frame_anchors(THEME),
        image_limit=pelicanconf.LARGEST_IMAGE,
    )
    as_of = as_of or datetime.now(UTC)
    files = content_files(content.folder)
    bodies = check_bodies(content, facts, as_of, files)
    # An address that is free today may be taken once all posts are live, and would stop that day's build.
    stopping = [*bodies.problems, *alias_problems(content, facts, as_of, files, later=True)]
    found = list(_softened(stopping)) if foreign else stopping
    found += changed_ids(content, as_of)
    found += plan_problems(content, as_of, foreign=foreign)
    found += check_surveys(content, as_of=as_of, answered=answered)
    return Checked(content, tuple(sorted({*unsilenced(content), *found})), bodies.outside)


def _softened(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield warnings; of what the build takes out, or a text loads, one of a kind for each file is enough."""
    seen: set[tuple[str, str]] = set()
    for problem in problems:
        if problem.code in ONCE_A_FILE and (problem.path, problem.code) in seen:
            continue
        seen.add((problem.path, problem.code))
        yield replace(problem, severity=Severity.WARNING)


def frame_anchors(theme: Path) -> frozenset[str]:
    """Return the names that the theme gives to parts of its pages."""
    templates = (theme / "templates").rglob("*.html")
    return frozenset(name for path in templates for name in _ANCHOR.findall(path.read_text(encoding="utf-8")))
