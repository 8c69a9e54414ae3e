"""What `invoke survey-check` puts together and prints."""

import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from invoke import Exit

from editorial.content import Content
from editorial.survey_history import AnsweredDefinition
from editorial.survey_paths import walk_survey
from editorial.survey_report import SurveyReport, Traffic, report_lines
from plugins.commands import WRONG_USE
from plugins.survey_checks import check_surveys, unsilenced
from plugins.survey_tasks import named_survey


def report_on_survey(
    content: Content,
    slug: str,
    traffic: Traffic,
    *,
    as_of: datetime,
    answered: Iterable[AnsweredDefinition] = (),
) -> SurveyReport:
    """Return the proof of one survey; ends the command where there is none, or where it has errors."""
    survey = named_survey(content, slug)
    alone = replace(content, surveys={slug: survey})
    read = [problem for problem in unsilenced(content) if problem.path == survey.source.path]
    problems = {*read, *check_surveys(alone, as_of=as_of, answered=answered)}
    return SurveyReport(survey, walk_survey(survey), tuple(sorted(problems)), traffic)


def measured(per_week: float | None, count: Callable[[], tuple[int, float] | None]) -> Traffic:
    """Return the traffic as it was given, or as it is counted: answers so far, and those of a week."""
    counted = count()
    have, pace = counted or (0, None)
    return Traffic(have, pace, is_measured=True) if per_week is None else Traffic(have, per_week)


def print_report(report: SurveyReport, *, as_json: bool) -> None:
    """Print the proof, as lines or as data."""
    if as_json:
        print(json.dumps(report.as_data(), ensure_ascii=False, indent=1))
    else:
        print(*report_lines(report), sep="\n")


def asked_number(option: str, words: str, *, least: float = 0) -> float | None:
    """Return the number given with an option, None without one; ends the command if it is none."""
    if not words:
        return None
    try:
        number = float(words)
    except ValueError:
        number = -1
    if not least <= number < float("inf"):
        raise Exit(f"--{option}: “{words}” is not a number (write one of at least {least:g})", code=WRONG_USE)
    return number
