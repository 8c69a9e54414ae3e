"""The register of what surveys keep about people: what for, on what ground, how long.

What Article 30 of the General Data Protection Regulation asks a controller to have on paper, as far as it
follows from the survey files; who the controller is, and who runs the machines, they do not know.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from editorial.joined_versions import joined_versions
from editorial.lint_whole import personal_data
from editorial.question import Question, QuestionType
from editorial.survey import Survey
from editorial.survey_history import AnsweredDefinition


@dataclass(frozen=True)
class RegisterEntry:
    """One survey: `personal` are the kinds of answers that are or may be about somebody.

    `kept_from_earlier` are the questions with such answers that are no longer asked so.
    """

    survey: Survey
    personal: tuple[str, ...]
    contact_questions: tuple[str, ...]
    kept_from_earlier: tuple[str, ...] = ()

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
            "kept_from_earlier": list(self.kept_from_earlier),
            "opens": _instant(survey.opens),
            "closes": _instant(survey.closes),
        }


def register(
    surveys: Iterable[Survey], answered: Sequence[AnsweredDefinition] = ()
) -> tuple[RegisterEntry, ...]:
    """Return the entries of all surveys, by slug; `answered` are the definitions that the service keeps."""
    return tuple(_entry(survey, answered) for survey in sorted(surveys, key=lambda survey: survey.slug))


def unregistered(surveys: Iterable[Survey], answered: Iterable[AnsweredDefinition]) -> dict[str, int]:
    """Return how many responses are kept to surveys that have no file, by slug."""
    known = {survey.slug for survey in surveys}
    kept: Counter[str] = Counter()
    for definition in answered:
        kept[definition.survey] += definition.responses
    return {slug: number for slug, number in sorted(kept.items()) if number and slug not in known}


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
            _personal(entry),
            f"{survey.opens:%Y-%m-%d}" if survey.opens else "at once",
            # The end is not included: a survey that ends at midnight has its last day before it.
            f"{survey.closes - timedelta(microseconds=1):%Y-%m-%d}" if survey.closes else "never",
        )
        lines.append(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |")
    return "\n".join(lines)


def _entry(survey: Survey, answered: Sequence[AnsweredDefinition]) -> RegisterEntry:
    earlier = tuple(_earlier(survey, answered))
    whole = replace(survey, questions=(*survey.questions, *earlier))
    kept = tuple(question.id for question in earlier)
    return RegisterEntry(survey, personal_data(whole), _contact_questions(survey), kept)


def _earlier(survey: Survey, answered: Sequence[AnsweredDefinition]) -> Iterator[Question]:
    """Yield the questions about somebody that only earlier versions asked, or asked so."""
    joined = joined_versions(survey, answered)
    asked_less = [asked for asked in joined.current if asked.has_other and not asked.question.other]
    for asked in (*joined.earlier, *asked_less):
        if personal_data(replace(survey, questions=(asked.whole,))):
            yield asked.whole


def _personal(entry: RegisterEntry) -> str:
    earlier = ", ".join(entry.kept_from_earlier)
    kinds = ", ".join(entry.personal) or "none asked for"
    return f"{kinds} (kept from earlier versions: {earlier})" if earlier else kinds


def _contact_questions(survey: Survey) -> tuple[str, ...]:
    return tuple(question.id for question in survey.questions if question.type is QuestionType.EMAIL)


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
