"""The register of what surveys keep about people: what for, on what ground, how long.

What Article 30 of the General Data Protection Regulation asks a controller to have on paper, as far as it
follows from the survey files; who the controller is, and who runs the machines, they do not know.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from editorial.lint_whole import personal_data
from editorial.question import QuestionType
from editorial.survey import Survey


@dataclass(frozen=True)
class RegisterEntry:
    """One survey: `personal` are the kinds of answers that are or may be about somebody."""

    survey: Survey
    personal: tuple[str, ...]
    contact_questions: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """Return it as plain values, for JSON."""
        survey = self.survey
        return {
            "survey": survey.slug,
            "title": survey.title,
            "purpose": survey.purpose,
            "basis": str(survey.basis) if survey.basis else None,
            "article": survey.basis.article if survey.basis else None,
            "retention_days": survey.retention_days,
            "personal_data": list(self.personal),
            "contact_questions": list(self.contact_questions),
            "opens": _instant(survey.opens),
            "closes": _instant(survey.closes),
        }


def register(surveys: Iterable[Survey]) -> tuple[RegisterEntry, ...]:
    """Return the entries of all surveys, by slug."""
    return tuple(
        RegisterEntry(survey, personal_data(survey), _contact_questions(survey))
        for survey in sorted(surveys, key=lambda survey: survey.slug)
    )


def as_markdown(entries: Iterable[RegisterEntry]) -> str:
    """Return the register as a Markdown table."""
    lines = [
        "| Survey | Purpose | Basis | Kept for | Personal data | First day | Last day |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in entries:
        survey = entry.survey
        basis = f"{survey.basis} ({survey.basis.article})" if survey.basis else "not said"
        cells = (
            f"{survey.title} (`{survey.slug}`)",
            survey.purpose or "not said",
            basis,
            f"{survey.retention_days} days",
            ", ".join(entry.personal) or "none asked for",
            f"{survey.opens:%Y-%m-%d}" if survey.opens else "at once",
            # The end is not included: a survey that ends at midnight has its last day before it.
            f"{survey.closes - timedelta(microseconds=1):%Y-%m-%d}" if survey.closes else "never",
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def _contact_questions(survey: Survey) -> tuple[str, ...]:
    return tuple(question.id for question in survey.questions if question.type is QuestionType.EMAIL)


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
