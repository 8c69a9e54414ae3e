"""The address of a survey: it opens, goes from step to step, waits for later, and is sent."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from flask import Blueprint, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from editorial.survey import Pages, Survey
from editorial.survey_form import SentBefore
from editorial.survey_steps import Step, steps_of
from survey_server import messages
from survey_server.addresses import language_in
from survey_server.cross_origin import Verdict
from survey_server.drafts import LONGEST_IN_FORM, LONGEST_LINK, Draft
from survey_server.embed import EMBED, embedded
from survey_server.errors import refuse_origin
from survey_server.form_text import is_form_readable
from survey_server.guard import Arrival
from survey_server.sent import MOVE_FIELD, Sent, draft_of_address, read_sent, survey_begun
from survey_server.services import TOKEN_FIELD, Services, new_code
from survey_server.store import Saved, StoreAwayError, StoredResponse
from survey_server.submission import Submission, stored_before, why_shut
from survey_server.survey_pages import KEPT_BY_THE_BROWSER, SurveyPages

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
REFUSED = (Verdict.FOREIGN, Verdict.UNPROVEN)
# `?step=` asks for one question at a time; these two are no questions.
ALL, REVIEW = "all", "review"
Move = Callable[[Sent, str, datetime], ResponseReturnValue]


class SurveyPage(MethodView):
    """`/surveys/<slug>`."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services
        self.pages = SurveyPages(services)
        self.moves: dict[str, Move] = {
            "next": self._next,
            "back": self._back,
            "to": self._to,
            "lang": self._in_language,
            "later": self._later,
            "review": self._review,
        }

    def get(self, slug: str) -> ResponseReturnValue:
        """Show the survey, or why it takes no answers."""
        survey, now = self.services.surveys.find(slug), self.services.now()
        if survey is None:
            return self._gone(slug, now, Verdict.ALLOWED)
        draft, notice = draft_of_address(self.services, survey, request.args)
        note = why_shut(self.services, survey, now=now, language=draft.language)
        if EMBED in request.args:
            return embedded(self.services, draft, note)
        if note and draft.answers and "so_far" in request.args:
            return self.pages.shut(draft, note)
        if note:
            return self.pages.shut_before(draft, note)
        asked = request.args.get("step", "")
        if asked == ALL or ("step" not in request.args and survey.pages is Pages.ALL):
            return self.pages.whole(draft, now, notice=notice), 200, KEPT_BY_THE_BROWSER
        if asked == REVIEW and draft.reviewed:
            return self.pages.review(draft, now, notice=notice), 200, KEPT_BY_THE_BROWSER
        place = _place(draft, "" if _is_damaged(notice, draft) else asked)
        return self.pages.step(draft, place, now, notice=notice), 200, KEPT_BY_THE_BROWSER

    def post(self, slug: str) -> ResponseReturnValue:
        """Go where the button says, or keep the answers."""
        survey, now = self.services.surveys.find(slug), self.services.now()
        if request.mimetype not in FORM_TYPES:
            abort(404 if survey is None else 415)
        is_readable = is_form_readable(request)
        verdict = self.services.verdict(request, slug, now=now)
        if survey is None:
            return self._gone(slug, now, verdict)
        if verdict in REFUSED:
            refuse_origin(verdict)
        sent = read_sent(self.services, survey, request, is_readable=is_readable)
        move, _, target = request.form.get(MOVE_FIELD, "").partition(":")
        if move not in self.moves:
            if verdict is Verdict.EXPIRED and not sent.notice:
                sent = replace(sent, notice=messages.said(messages.PAGE_RENEWED, sent.draft.language))
            return self._send(survey, sent, now)
        if shut := why_shut(self.services, survey, now=now, language=sent.draft.language):
            return self.pages.shut(sent.draft, shut)
        if sent.notice:
            return self._again(sent, now, notice=sent.notice)
        if len(self.services.drafts.seal(sent.draft)) > LONGEST_IN_FORM:
            words = messages.said(messages.TOO_LONG_TO_CARRY, sent.draft.language)
            return self._again(sent, now, notice=words)
        return self.moves[move](sent, target, now)

    def _send(self, survey: Survey, sent: Sent, now: datetime) -> ResponseReturnValue:
        draft, form = sent.draft, sent.form
        shut = why_shut(self.services, survey, now=now, language=draft.language)
        if sent.notice or shut or not form.validate():
            if before := stored_before(self.services, survey, draft.submission_id):
                return self._sent_before(sent, before, now, shut=shut)
            if shut:
                return self.pages.shut(draft, shut)
            return self._again(sent, now, notice=sent.notice)
        if sent.in_steps and not sent.has_id:
            # A first step cannot be all of a survey: the reader sees what would be sent.
            return self._at(draft, None, now)
        kept = Submission(
            draft.survey,
            form,
            draft.submission_id,
            now,
            Arrival.by_form(request, token=request.form.get(TOKEN_FIELD, "")),
            draft.context,
            draft.paradata,
            draft.language,
            has_id=sent.has_id,
        ).keep(self.services)
        if isinstance(kept, Saved):
            return to_receipt(kept.receipt)
        if isinstance(kept, StoredResponse):
            return self._sent_before(sent, kept, now)
        if kept.status == 409:
            return self.pages.shut(draft, kept.message)
        again = replace(sent, draft=replace(draft, ticket=kept.ticket or draft.ticket))
        page, _ = self._again(again, now, notice=kept.message)
        return page, kept.status, {"Retry-After": str(kept.seconds)} if kept.seconds else {}

    def _sent_before(
        self, sent: Sent, stored: StoredResponse, now: datetime, *, shut: str = ""
    ) -> ResponseReturnValue:
        """Return the receipt if the same answers are stored, or else the page with those that came now."""
        if stored.answers == sent.form.kept:
            return to_receipt(stored.receipt)
        is_erased = stored.answers is None
        before = SentBefore(url_for("receipts.receipt", code=stored.receipt), is_erased)
        draft = replace(sent.draft, sent_before=before)
        if shut:
            words = "" if is_erased else messages.said(messages.SENT_BEFORE_SHUT, draft.language)
            return self.pages.shut(draft, f"{words} {shut}".strip())
        words = messages.said(messages.SENT_AND_ERASED if is_erased else messages.SENT_BEFORE, draft.language)
        again = replace(sent, draft=draft)
        if is_erased:
            # What was erased stays counted under its id, so these need one of their own.
            again = again.under(new_code())
        page, _ = self._again(again, now, notice=words)
        return page, 409, KEPT_BY_THE_BROWSER

    def _gone(self, slug: str, now: datetime, verdict: Verdict) -> ResponseReturnValue:
        """Return what somebody wrote for a survey that was taken away meanwhile; aborts with 404."""
        is_sent = request.method == "POST"
        survey = survey_begun(self.services, slug, request.form if is_sent else request.args)
        if survey is None:
            abort(404)
        if verdict in REFUSED:
            refuse_origin(verdict)
        if not is_sent:
            draft, _ = draft_of_address(self.services, survey, request.args)
            return self.pages.shut(draft, messages.said(messages.GONE, draft.language), status=410)
        sent = read_sent(self.services, survey, request)
        words = messages.said(messages.GONE, sent.draft.language)
        if before := stored_before(self.services, survey, sent.draft.submission_id):
            return self._sent_before(sent, before, now, shut=words)
        return self.pages.shut(sent.draft, words, status=410)

    def _next(self, sent: Sent, _: str, now: datetime) -> ResponseReturnValue:
        step = sent.step
        if step is None:
            return self._at(sent.draft, _place(sent.draft, ""), now)
        if errors := sent.step_errors():
            return self.pages.step(sent.draft, step, now, errors=errors), 422
        self._remember_definition(sent.draft, now)
        passed = (*(name for name in sent.draft.passed if name != step.id), step.id)
        draft = replace(sent.draft, passed=passed).without_hidden()
        return self._at(draft, _step_after(draft, step.id), now)

    def _back(self, sent: Sent, _: str, now: datetime) -> ResponseReturnValue:
        steps = steps_of(sent.draft.survey, sent.draft.answers)
        places = [step.id for step in steps]
        here = places.index(sent.step_id) if sent.step_id in places else len(steps)
        return self._at(sent.draft, steps[max(here - 1, 0)], now)

    def _to(self, sent: Sent, target: str, now: datetime) -> ResponseReturnValue:
        return self._at(sent.draft, _place(sent.draft, target), now)

    def _in_language(self, sent: Sent, target: str, now: datetime) -> ResponseReturnValue:
        draft = replace(sent.draft, language=language_in(target, sent.draft.survey))
        if not sent.in_steps:
            return self.pages.whole(draft, now), 200, KEPT_BY_THE_BROWSER
        return self._at(draft, sent.step, now)

    def _review(self, sent: Sent, _: str, now: datetime) -> ResponseReturnValue:
        return self._at(sent.draft, None, now)

    def _later(self, sent: Sent, _: str, now: datetime) -> ResponseReturnValue:
        draft = sent.draft
        sealed = self.services.drafts.seal(draft)
        place = (sent.step_id or REVIEW) if sent.in_steps else ALL
        if len(sealed) > LONGEST_LINK:
            words = messages.said(messages.TOO_LONG_FOR_A_LINK, draft.language)
            return self._again(sent, now, notice=words)
        self._remember_definition(draft, now)
        return self.pages.later(draft, sealed, place), 200, KEPT_BY_THE_BROWSER

    def _at(self, draft: Draft, step: Step | None, now: datetime) -> ResponseReturnValue:
        """Return the page of a step, or the one that shows all answers."""
        if step is None:
            page = self.pages.review(replace(draft, reviewed=True), now)
        else:
            page = self.pages.step(draft, step, now)
        return page, 200, KEPT_BY_THE_BROWSER

    def _again(self, sent: Sent, now: datetime, *, notice: str) -> tuple[str, int]:
        """Return the page that was sent, with what is wrong and everything that was written."""
        form, step = sent.form, sent.step
        errors = {} if notice else form.messages
        if not sent.in_steps:
            return self.pages.whole(sent.draft, now, errors=errors, notice=notice), 422
        if step is None and (sent.step_id or not sent.draft.answers):
            step = _place(sent.draft, "")
        if _is_damaged(notice, sent.before):
            # Nothing but this page is left: it is carried to the first one.
            page = self.pages.step(sent.draft, _place(sent.draft, ""), now, notice=notice)
            return page, 422
        if step is None:
            return self.pages.review(sent.draft, now, errors=errors, notice=notice), 422
        page = self.pages.step(
            sent.draft, step, now, carried=sent.before, errors=sent.step_errors(), notice=notice
        )
        return page, 422

    def _remember_definition(self, draft: Draft, now: datetime) -> None:
        survey, responses = draft.survey, self.services.store.responses
        try:
            responses.remember_definition(survey.slug, survey.digest, survey.definition, at=now)
        except StoreAwayError:
            # The answers are in the page all the same; after a change the reader will look them over again.
            return


def blueprint(services: Services) -> Blueprint:
    """Return the pages of surveys."""
    pages = Blueprint("surveys", __name__)
    pages.add_url_rule("/surveys/<slug>", view_func=SurveyPage.as_view("survey", services))
    return pages


def find_survey(services: Services, slug: str) -> Survey:
    """Return the survey with this slug; aborts with 404."""
    survey = services.surveys.find(slug)
    if survey is None:
        abort(404)
    return survey


def to_receipt(receipt: str) -> ResponseReturnValue:
    """Return the redirection that keeps a reload from sending the form again."""
    return redirect(url_for("receipts.receipt", code=receipt), 303)


def _is_damaged(notice: str, draft: Draft) -> bool:
    return notice == messages.said(messages.DRAFT_DAMAGED, draft.language)


def _place(draft: Draft, asked: str) -> Step:
    """Return the step that was asked for if the answers lead there, or the first."""
    steps = steps_of(draft.survey, draft.answers)
    return next((step for step in steps if step.id == asked), steps[0])


def _step_after(draft: Draft, step_id: str) -> Step | None:
    """Return where “Next” leads; somebody who came back from the last page sees only what is new."""
    steps = steps_of(draft.survey, draft.answers)
    here = next((number for number, step in enumerate(steps) if step.id == step_id), -1)
    later = steps[here + 1 :]
    if draft.reviewed:
        later = tuple(step for step in later if step.id not in draft.passed)
    return later[0] if later else None
