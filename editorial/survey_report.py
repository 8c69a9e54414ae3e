"""The proof of a survey in words: ways, minutes, findings, and how many answers are needed until when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from editorial.intervals import answers_needed, days_until
from editorial.problems import Problem
from editorial.quantities import quantity
from editorial.reading_age import reading_age
from editorial.survey import Survey
from editorial.survey_paths import PathReport, Span

POINTS = (10, 5)


@dataclass(frozen=True)
class Traffic:
    """How many answers a survey has, and how many come in a week; `is_measured` if they were counted."""

    have: int = 0
    per_week: float | None = None
    is_measured: bool = False


@dataclass(frozen=True)
class SurveyReport:
    """A survey with what was found out about it before it goes out."""

    survey: Survey
    paths: PathReport
    problems: tuple[Problem, ...]
    traffic: Traffic

    @property
    def has_errors(self) -> bool:
        """True when something has to be put right before it goes out."""
        return any(problem.is_error for problem in self.problems)

    @property
    def needed(self) -> dict[int, int]:
        """How many answers a precision in points takes."""
        return {points: answers_needed(points) for points in POINTS}

    @property
    def days(self) -> dict[int, int | None]:
        """In how many days a precision in points is reached; None at no answers a week."""
        per_week = self.traffic.per_week or 0
        return {
            points: days_until(number, have=self.traffic.have, per_week=per_week)
            for points, number in self.needed.items()
        }

    @property
    def reading_age(self) -> int:
        """The age at which its questions are read with ease, by the Flesch-Kincaid grade."""
        return reading_age(" ".join(_as_sentence(question.ask) for question in self.survey.questions))

    def as_data(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        return {
            "survey": self.survey.slug,
            "digest": self.survey.digest,
            "ways": self.paths.ways,
            "is_exact": self.paths.is_exact,
            "unproven": list(self.paths.unproven),
            "questions": _span_data(self.paths.questions),
            "minutes": _span_data(self.paths.minutes),
            "reading_age": self.reading_age,
            "answers_needed": {str(points): number for points, number in self.needed.items()},
            "answers": self.traffic.have,
            "per_week": self.traffic.per_week,
            "days": {str(points): days for points, days in self.days.items()},
            "findings": [problem.as_data() for problem in self.problems],
        }


def report_lines(report: SurveyReport) -> Iterator[str]:
    """Yield the report as lines."""
    paths = report.paths
    yield f"{report.survey.title} [{report.survey.slug}]"
    yield f"  {_ways(paths)}"
    yield f"  {_span('questions', paths.questions)}; {_span('minutes', paths.minutes, digits=1)} (estimated)"
    yield f"  reading age {report.reading_age}"
    if paths.unproven:
        yield f"  not proven, as it would take too long: {', '.join(paths.unproven)}"
    yield from (f"  {line}" for line in _precision(report))
    yield from map(str, report.problems)


def _ways(paths: PathReport) -> str:
    if not paths.is_exact:
        return f"at least {paths.ways:,} ways through; too many to count, so the numbers below are bounds"
    return "one way through" if paths.ways == 1 else f"{paths.ways:,} ways through"


def _precision(report: SurveyReport) -> Iterable[str]:
    traffic = report.traffic
    for points, number in report.needed.items():
        days = report.days[points]
        when = ""
        if traffic.per_week is not None:
            pace = f"at {traffic.per_week:g} a week{' as of late' if traffic.is_measured else ''}"
            reached = "never" if days is None else f"in {quantity(days, 'day')}" if days else "reached"
            when = f": {reached}, {pace}"
        yield f"±{points} points take {number} answers{when}"
    if traffic.per_week is None:
        yield "how long that takes is known with --per-week N, or from a database"


def _as_sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _span(what: str, span: Span, *, digits: int = 0) -> str:
    if span.least == span.most:
        words = what.removesuffix("s") if span.median == 1 else what
        return f"{span.median:.{digits}f} {words}"
    return f"{span.least:.{digits}f} to {span.most:.{digits}f} {what}, in the middle {span.median:.{digits}f}"


def _span_data(span: Span) -> dict[str, float]:
    return {name: round(getattr(span, name), 2) for name in ("least", "median", "most")}
