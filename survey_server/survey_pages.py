"""The pages that a reader sees between opening a survey and its receipt, each drawn from a draft."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from urllib.parse import urlencode

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from editorial.answers import show
from editorial.conditions import counted, piped, shown_questions
from editorial.language import language_name
from editorial.page_words import say
from editorial.survey import Survey
from editorial.survey_form import Filled, SurveyForm, step_form, survey_form, words_of
from editorial.survey_language import in_language, languages_of
from editorial.survey_steps import Step
from survey_server.cross_origin import TokenState
from survey_server.drafts import Draft
from survey_server.guard import TICKET_FIELD
from survey_server.sent import (
    CONTEXT_PREFIX,
    DEFINITION_FIELD,
    DRAFT_FIELD,
    ID_FIELD,
    LANGUAGE_FIELD,
    SEED_FIELD,
    STEP_FIELD,
)
from survey_server.services import TOKEN_FIELD, Services
from survey_server.site_texts import at_site
from survey_server.theming import current_site

Errors = Mapping[str, tuple[str, ...]]
# Pages between the steps may be looked at again with the browser's own button, which needs its copy of them.
KEPT_BY_THE_BROWSER = {"Cache-Control": "private, no-cache"}


@dataclass(frozen=True)
class ReviewedAnswer:
    """One question on the page that shows all answers: what was asked, the answer in words, what is wrong."""

    id: str
    ask: str
    answer: str
    errors: tuple[str, ...]


class SurveyPages:
    """Draws the pages of surveys; `now` is the instant of the request."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def whole(self, draft: Draft, now: datetime, *, errors: Errors | None = None, notice: str = "") -> str:
        """Return the page with all questions on it."""
        hidden = {
            ID_FIELD: draft.submission_id,
            TOKEN_FIELD: self._token(draft.survey, now),
            DEFINITION_FIELD: draft.survey.digest,
            SEED_FIELD: draft.seed,
            LANGUAGE_FIELD: draft.language,
            TICKET_FIELD: draft.ticket,
            **{CONTEXT_PREFIX + name: value for name, value in draft.context.items()},
        }
        form = survey_form(
            draft.survey,
            # Not the address that the page was opened at: a post there would take away the browser's copy of
            # the page, and its back button could no longer find the form with the same submission id.
            action=url_for("surveys.survey", slug=draft.survey.slug, step="all"),
            hidden={name: value for name, value in hidden.items() if value},
            answers=draft.answers,
            errors=errors,
            notice=notice,
            seed=draft.seed,
            language=draft.language,
            languages=_languages(draft),
        )
        return self._page(form, draft)

    def step(
        self,
        draft: Draft,
        step: Step,
        now: datetime,
        *,
        carried: Draft | None = None,
        errors: Errors | None = None,
        notice: str = "",
    ) -> str:
        """Return the page of one step; `carried` is what it takes along if that is not the draft."""
        filled = Filled(answers=draft.answers, errors=errors or {}, seed=draft.seed, language=draft.language)
        form = step_form(
            draft.survey,
            step,
            filled,
            action=url_for("surveys.survey", slug=draft.survey.slug, step=step.id),
            hidden=self._hidden(carried or draft, now) | {STEP_FIELD: step.id},
            notice=notice,
            languages=_languages(draft),
        )
        return self._page(form, draft)

    def review(
        self,
        draft: Draft,
        now: datetime,
        *,
        errors: Errors | None = None,
        notice: str = "",
    ) -> str:
        """Return the page that shows all answers before they are sent."""
        survey, said = in_language(draft.survey, draft.language), counted(draft.survey, draft.answers)
        answers = [
            ReviewedAnswer(
                question.id,
                piped(question.ask, survey, said, draft.language),
                show(question, draft.answers.get(question.id), draft.language),
                (errors or {}).get(question.id, ()),
            )
            for question in shown_questions(survey, draft.answers)
            if question.takes_answer
        ]
        form = SurveyForm(
            survey=survey,
            action=url_for("surveys.survey", slug=survey.slug, step="review"),
            hidden=self._hidden(draft, now),
            fields=(),
            notice=notice,
            language=draft.language,
            languages=_languages(draft),
            challenge=self._challenge(draft),
            sent_before=draft.sent_before,
        )
        mistakes = [(f"f-{row.id}", f"{row.ask} {words}") for row in answers for words in row.errors]
        return render_template(
            "review.html",
            survey=survey,
            form=form,
            answers=answers,
            mistakes=mistakes,
        )

    def later(self, draft: Draft, sealed: str, place: str) -> str:
        """Return the page with the link that brings a draft back to a place: a step, `all` or `review`."""
        path = url_for("surveys.survey", slug=draft.survey.slug, step=place, so_far=sealed)
        survey = in_language(draft.survey, draft.language)
        form = SurveyForm(survey=survey, action="", hidden={}, fields=(), language=draft.language)
        link = self._services.address(request, path)
        return render_template("later.html", survey=survey, form=form, link=link)

    def shut_before(self, draft: Draft, note: str) -> str:
        """Return the page that says why nothing is taken, for whoever has not begun."""
        survey = in_language(draft.survey, draft.language)
        said = partial(say, language=draft.language)
        return render_template(
            "survey.html", survey=survey, form=None, survey_note=note, language=draft.language, say=said
        )

    def shut(self, draft: Draft, note: str, *, status: int = 409) -> ResponseReturnValue:
        """Return the page that says why nothing is taken, with what was written."""
        survey = in_language(draft.survey, draft.language)
        written = words_of(draft.survey, draft.answers, draft.language)
        form = SurveyForm(
            survey=survey,
            action="",
            hidden={},
            fields=(),
            language=draft.language,
            sent_before=draft.sent_before,
        )
        return render_template("closed.html", survey=survey, form=form, note=note, written=written), status

    def _hidden(self, draft: Draft, now: datetime) -> dict[str, str]:
        hidden = {
            TOKEN_FIELD: self._token(draft.survey, now),
            DRAFT_FIELD: self._services.drafts.seal(draft),
            LANGUAGE_FIELD: draft.language,
            TICKET_FIELD: draft.ticket,
        }
        return {name: value for name, value in hidden.items() if value}

    def _page(self, form: SurveyForm, draft: Draft) -> str:
        form = form.with_texts(lambda text: at_site(text, draft.survey, current_site().url))
        form = replace(form, challenge=self._challenge(draft), sent_before=draft.sent_before)
        return render_template(
            "survey.html",
            survey=form.survey,
            form=form,
            survey_note="",
            language=form.language,
            say=form.say,
        )

    def _challenge(self, draft: Draft) -> str:
        """Return where the page's script finds the work for this submission, if any is asked for."""
        if not self._services.guard.proof.is_asked_for:
            return ""
        return url_for("api.challenge", slug=draft.survey.slug, submission_id=draft.submission_id)

    def _token(self, survey: Survey, now: datetime) -> str:
        # The token says since when the reader has had the survey before them.
        sent = request.form.get(TOKEN_FIELD, "")
        if sent and self._services.tokens.state(sent, survey.slug, now=now) is TokenState.VALID:
            return sent
        return self._services.tokens.sign(survey.slug, now=now)


def _languages(draft: Draft) -> tuple[tuple[str, str, str], ...]:
    """Return the other languages; by address while nothing can be lost by following a link."""
    is_fresh = request.method == "GET" and "so_far" not in request.args
    given = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"]
    path = url_for("surveys.survey", slug=draft.survey.slug)
    return tuple(
        (code, language_name(code), f"{path}?{urlencode([*given, ('lang', code)])}" if is_fresh else "")
        for code in languages_of(draft.survey)
        if code != draft.language
    )
