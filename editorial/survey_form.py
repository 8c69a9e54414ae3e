"""A survey's form as a template draws it, on the site and in the service."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from editorial.conditions import condition_text, piped
from editorial.instants import written_day
from editorial.markup import to_html
from editorial.question import POINTED, Question, QuestionType
from editorial.survey import Survey, SurveyState

_OF_OPTIONS = (QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.YES_NO, QuestionType.RANK)


@dataclass(frozen=True)
class FieldView:
    """One question as this reader sees it; `condition` is empty when it is always asked."""

    question: Question
    ask: str
    help: str
    condition: str
    value: object | None
    errors: tuple[str, ...]


@dataclass(frozen=True)
class SurveyForm:
    """A form with what was filled in; `notice` is one calm sentence above it, or empty."""

    survey: Survey
    action: str
    hidden: Mapping[str, str]
    fields: tuple[FieldView, ...]
    notice: str = ""
    introduction: Markup = field(default=Markup())

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, question by question, each with the id of the control to put it right in."""
        return tuple(
            (anchor(view.question), f"{view.ask} {message}")
            for view in self.fields
            for message in view.errors
        )


def survey_form(
    survey: Survey,
    *,
    action: str,
    hidden: Mapping[str, str] | None = None,
    answers: Mapping[str, Any] | None = None,
    errors: Mapping[str, tuple[str, ...]] | None = None,
    notice: str = "",
) -> SurveyForm:
    """Return a survey's form, empty or with answers as they were given and what is wrong with them."""
    given = answers or {}
    views = tuple(
        FieldView(
            question=question,
            ask=piped(question.ask, survey, given),
            help=piped(question.help, survey, given),
            condition=condition_text(question, survey),
            value=given.get(question.id),
            errors=(errors or {}).get(question.id, ()),
        )
        for question in survey.questions
    )
    # The introduction is the editors' own Markdown.
    introduction = Markup(to_html(survey.introduction))  # noqa: S704
    return SurveyForm(survey, action, hidden or {}, views, notice, introduction)


def shut_note(survey: Survey, as_of: datetime) -> str:
    """Return why a survey takes no answers at an instant, in words; empty when it does."""
    state = survey.state(as_of)
    if state is SurveyState.NOT_YET and survey.opens:
        return f"This {survey.kind} is not open yet. It opens on {written_day(survey.opens)}."
    if state is SurveyState.CLOSED and survey.closes:
        # The end is not included: a survey that ends at midnight had its last day before it.
        last_day = written_day(survey.closes - timedelta(microseconds=1))
        return f"This {survey.kind} closed on {last_day}. It takes no more answers."
    return ""


def anchor(question: Question) -> str:
    """Return the id of a question's first control, which a link to the question leads to."""
    base = f"f-{question.id}"
    if question.type in _OF_OPTIONS:
        return f"{base}-{question.choices[0].id}"
    if question.type in POINTED:
        return f"{base}-{question.points[0].id}"
    if question.type is QuestionType.MATRIX:
        return f"{base}-{question.rows[0].id}-{question.columns[0].id}"
    return base
