"""What can be said against surveys before they go out: ways through, wording, changes since."""

from collections.abc import Iterable, Iterator
from datetime import datetime

import pelicanconf
from editorial.content import Content
from editorial.problems import Problem
from editorial.survey import Survey
from editorial.survey_history import AnsweredDefinition, check_history
from editorial.survey_lint import LintSettings, lint_survey, without_silenced
from editorial.survey_paths import walk_survey
from plugins.survey_versions import committed_surveys


def check_surveys(
    content: Content, *, as_of: datetime, answered: Iterable[AnsweredDefinition] = ()
) -> tuple[Problem, ...]:
    """Return the findings on surveys that were read without errors, sorted.

    `answered` are the definitions that the service keeps answers to.
    """
    surveys = dict(usable_surveys(content))
    if not surveys:
        return ()
    committed = committed_surveys(content.folder, surveys, content.zone)
    given = list(answered)
    found: list[Problem] = []
    for slug, survey in surveys.items():
        found += survey_findings(survey, lint_settings(content))
        own = [definition for definition in given if definition.survey == slug]
        found += check_history(survey, committed=committed.get(slug), answered=own, as_of=as_of)
    return tuple(sorted(found))


def survey_findings(survey: Survey, settings: LintSettings) -> tuple[Problem, ...]:
    """Return what a walk through a survey and a look at its words find."""
    return tuple(sorted([*walk_survey(survey).problems, *lint_survey(survey, settings)]))


def unsilenced(content: Content) -> list[Problem]:
    """Return the problems found in reading, without the warnings that a survey silences."""
    surveys = {survey.source.path: survey for survey in content.surveys.values()}
    return [
        problem
        for problem in content.problems
        if problem.path not in surveys or without_silenced([problem], surveys[problem.path])
    ]


def lint_settings(content: Content) -> LintSettings:
    """Return what the wording lint has to know about this site."""
    return LintSettings(pelicanconf.DEFAULT_LANG, content.policy.jargon)


def usable_surveys(content: Content) -> Iterator[tuple[str, Survey]]:
    """Yield the surveys in whose files no error was found, by slug."""
    broken = {problem.path for problem in content.errors}
    for slug, survey in content.surveys.items():
        if survey.source.path not in broken:
            yield slug, survey
