"""A survey's form as a template draws it, on the site and in the service."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from markupsafe import Markup

from editorial.answers import show
from editorial.conditions import condition_text, counted, piped
from editorial.markup import to_html
from editorial.option_order import in_order_shown
from editorial.page_words import day_in, say, script_words
from editorial.privacy_notice import NoticeItem, privacy_notice
from editorial.question import POINTED, Question, QuestionType
from editorial.survey import Survey, SurveyState
from editorial.survey_language import in_language
from editorial.survey_steps import Progress, Step, progress

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
    language: str = ""

    def say(self, words: str, **values: object) -> str:
        """Return the page's fixed words in this reader's language."""
        return say(words, self.language, **values)


@dataclass(frozen=True)
class SentBefore:
    """Answers that were sent from the same page before: where their receipt is, whether they are erased."""

    receipt: str
    is_erased: bool


@dataclass(frozen=True, kw_only=True)
class SurveyForm:
    """A form with what was filled in; `notice` is one calm sentence above it, or empty.

    `step` is the id of the question that is asked here where there is one at a time, and `progress` how far
    it is. `introduction` is HTML, and so are the `thanks`, which are said when the answers have arrived.
    `languages` are the others it can be read in (code, name, address); the address is empty where answers
    would be lost on the way. `script_data` is what the page's script needs to know, as JSON, and
    `send_to` the address of the API if it is to send the answers from within the page, or empty. `challenge`
    is where a script finds the work that is asked for before the form is sent, or empty. `sent_before` is
    about answers that the `notice` speaks of.
    """

    survey: Survey
    action: str
    hidden: Mapping[str, str]
    fields: tuple[FieldView, ...]
    notice: str = ""
    introduction: Markup = field(default=Markup())
    thanks: Markup = field(default=Markup())
    language: str = ""
    languages: tuple[tuple[str, str, str], ...] = ()
    step: str = ""
    progress: Progress | None = None
    can_go_back: bool = False
    script_data: Markup = field(default=Markup())
    send_to: str = ""
    challenge: str = ""
    sent_before: SentBefore | None = None

    def say(self, words: str, **values: object) -> str:
        """Return the page's fixed words in this reader's language."""
        return say(words, self.language, **values)

    def with_texts(self, finish: Callable[[Markup], Markup]) -> "SurveyForm":
        """Return the form with its introduction and its thanks made ready for where it is shown."""
        return replace(self, introduction=finish(self.introduction), thanks=finish(self.thanks))

    @property
    def privacy(self) -> tuple[NoticeItem, ...]:
        """What the reader is told about the answers before giving them."""
        return privacy_notice(self.survey, self.language)

    @property
    def errors(self) -> tuple[tuple[str, str], ...]:
        """What is wrong, question by question, each with the id of the control to put it right in."""
        return tuple(
            (anchor(view.question), f"{view.ask} {message}")
            for view in self.fields
            for message in view.errors
        )


@dataclass(frozen=True, kw_only=True)
class Filled:
    """What a reader has done with a form so far; `seed` is of the order in which options are shown."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    seed: str = ""
    language: str = ""


def survey_form(
    survey: Survey,
    *,
    action: str,
    hidden: Mapping[str, str] | None = None,
    answers: Mapping[str, Any] | None = None,
    errors: Mapping[str, tuple[str, ...]] | None = None,
    notice: str = "",
    seed: str = "",
    language: str = "",
    languages: tuple[tuple[str, str, str], ...] = (),
    send_to: str = "",
) -> SurveyForm:
    """Return a survey's form on one page, empty or with answers as they were given, and what is wrong.

    The survey is given as it was written; the form reads in `language`.
    """
    filled = Filled(answers=answers or {}, errors=errors or {}, seed=seed, language=language)
    spoken = in_language(survey, language)
    return SurveyForm(
        survey=spoken,
        action=action,
        hidden=hidden or {},
        fields=_views(spoken, spoken.questions, filled),
        notice=notice,
        introduction=_as_html(spoken.introduction),
        thanks=_as_html(spoken.thanks),
        language=language,
        languages=languages,
        script_data=_script_data(spoken, language),
        send_to=send_to,
    )


def step_form(
    survey: Survey,
    step: Step,
    filled: Filled,
    *,
    action: str,
    hidden: Mapping[str, str],
    notice: str = "",
    languages: tuple[tuple[str, str, str], ...] = (),
    is_static: bool = False,
) -> SurveyForm:
    """Return the form of one step of a survey; the first one has the introduction.

    On a static page the script has to make the form this reader's own, for which it needs the questions.
    """
    language = filled.language
    spoken = in_language(survey, language)
    is_first = survey.questions[0] in step.questions
    return SurveyForm(
        survey=spoken,
        action=action,
        hidden=hidden,
        # The step is shown, so when it is asked need not be said.
        fields=tuple(replace(view, condition="") for view in _views(spoken, step.questions, filled)),
        notice=notice,
        introduction=_as_html(spoken.introduction) if is_first else Markup(),
        language=language,
        languages=languages,
        step=step.id,
        progress=progress(survey, filled.answers, step.id) if step.questions[-1].takes_answer else None,
        can_go_back=not is_first,
        script_data=_script_data(replace(spoken, questions=step.questions), language)
        if is_static
        else Markup(),
    )


def words_of(survey: Survey, answers: Mapping[str, Any], language: str = "") -> list[tuple[str, str]]:
    """Return the questions that have an answer, each with it in words; the survey is as it was written."""
    spoken = in_language(survey, language)
    said = counted(survey, answers)
    return [
        (piped(question.ask, spoken, said, language), show(question, answers[question.id], language))
        for question in spoken.questions
        if answers.get(question.id) is not None
    ]


def shut_note(survey: Survey, as_of: datetime, language: str = "") -> str:
    """Return why a survey takes no answers at an instant, in words; empty when it does."""
    state = survey.state(as_of)
    if state is SurveyState.NOT_YET and survey.opens:
        note = f"This {survey.kind} is not open yet. It opens on {{day}}."
        return say(note, language, day=day_in(survey.opens, language))
    if state is SurveyState.CLOSED and survey.closes:
        # The end is not included: a survey that ends at midnight had its last day before it.
        last_day = day_in(survey.closes - timedelta(microseconds=1), language)
        note = f"This {survey.kind} closed on {{day}}. It takes no more answers."
        return say(note, language, day=last_day)
    return ""


def _views(survey: Survey, questions: Iterable[Question], filled: Filled) -> tuple[FieldView, ...]:
    said = counted(survey, filled.answers)
    spoken = {question.id: question for question in survey.questions}
    return tuple(
        FieldView(
            question=_as_shown(spoken[question.id], filled.seed),
            ask=piped(spoken[question.id].ask, survey, said, filled.language),
            help=piped(spoken[question.id].help, survey, said, filled.language),
            condition=condition_text(spoken[question.id], survey, filled.language),
            value=_as_typed(question, filled.answers.get(question.id), filled.language),
            errors=filled.errors.get(question.id, ()),
            language=filled.language,
        )
        for question in questions
    )


def _as_typed(question: Question, value: object | None, language: str) -> object | None:
    # Of the answers that are typed only numbers are kept otherwise than they stood in their field.
    is_number = question.type is QuestionType.NUMBER and value is not None
    return show(question, value, language) if is_number else value


def _as_html(text: str) -> Markup:
    # The editors' own Markdown.
    return Markup(to_html(text))  # noqa: S704


def _script_data(survey: Survey, language: str) -> Markup:
    data = {
        "questions": json.loads(survey.definition),
        "context": survey.context_names,
        "words": script_words(language),
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    # Inside a script element only `<` could end it.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


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


def _as_shown(question: Question, seed: str) -> Question:
    # Without a seed, as on the site, nothing is shuffled yet.
    return in_order_shown(question, seed) if seed else replace(question, shuffle=False)
