"""The pages of a survey: its form, and what becomes of the form when it is sent."""

from datetime import datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from editorial.answers import show
from editorial.conditions import ask_text
from editorial.survey import Survey
from editorial.survey_form import survey_form
from survey_server import messages
from survey_server.cross_origin import Verdict
from survey_server.errors import refuse_origin
from survey_server.forms import ResponseForm, build_form
from survey_server.services import TOKEN_FIELD, Services, new_code
from survey_server.store import Saved
from survey_server.submission import (
    Submission,
    earlier_receipt,
    is_digest,
    is_submission_id,
    why_shut,
)

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
_ID_FIELD = "_submission_id"
_DEFINITION_FIELD = "_definition"


class SurveyPage(MethodView):
    """`/surveys/<slug>`."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services

    def get(self, slug: str) -> ResponseReturnValue:
        """Show the survey, or why it takes no answers."""
        survey, now = find_survey(self.services, slug), self.services.now()
        note = why_shut(self.services, survey, now=now)
        if note:
            return render_template("survey.html", survey=survey, form=None, survey_note=note)
        return self._page(survey, new_code(), now)

    def post(self, slug: str) -> ResponseReturnValue:
        """Keep the answers, or show them again with what to do about them."""
        survey, now = find_survey(self.services, slug), self.services.now()
        if request.mimetype not in FORM_TYPES:
            abort(415)
        verdict = self.services.verdict(request, survey.slug, now=now)
        if verdict in (Verdict.FOREIGN, Verdict.UNPROVEN):
            refuse_origin(verdict)
        sent_id = request.form.get(_ID_FIELD, "")
        # A page of the static site cannot make one up, so it is made here.
        submission_id = sent_id if is_submission_id(sent_id) else new_code()
        answered = self._answered_version(survey)
        form = build_form(answered or survey, request.form)
        notice = self._reason_to_look_again(verdict, sent_id, is_known=answered is not None)
        shut = why_shut(self.services, survey, now=now)
        if notice or shut or not form.validate():
            if receipt := earlier_receipt(self.services, survey, submission_id):
                return to_receipt(receipt)
            if shut:
                return self._shut(form, shut)
            return self._page(form.survey, submission_id, now, form=form, notice=notice), 422
        kept = Submission(form.survey, form, submission_id, now).keep(self.services)
        if isinstance(kept, Saved):
            return to_receipt(kept.receipt)
        if kept.status == 409:
            return self._shut(form, kept.message)
        page = self._page(form.survey, submission_id, now, form=form, notice=kept.message)
        return page, kept.status, {"Retry-After": "5"}

    def _answered_version(self, survey: Survey) -> Survey | None:
        sent = request.form.get(_DEFINITION_FIELD, "")
        if not sent:
            return survey
        return self.services.version(survey, sent) if is_digest(sent) else None

    def _reason_to_look_again(self, verdict: Verdict, sent_id: str, *, is_known: bool) -> str:
        if verdict is Verdict.EXPIRED:
            return messages.PAGE_RENEWED
        if not is_known:
            return messages.DEFINITION_CHANGED
        return messages.SUBMISSION_ID_RENEWED if sent_id and not is_submission_id(sent_id) else ""

    def _page(
        self,
        survey: Survey,
        submission_id: str,
        now: datetime,
        *,
        form: ResponseForm | None = None,
        notice: str = "",
    ) -> str:
        hidden = {
            _ID_FIELD: submission_id,
            TOKEN_FIELD: self.services.tokens.sign(survey.slug, now=now),
            _DEFINITION_FIELD: survey.digest,
        }
        view = survey_form(
            survey,
            action=url_for("surveys.survey", slug=survey.slug),
            hidden=hidden,
            answers=form.data if form else {},
            errors=form.messages if form else {},
            notice=notice,
        )
        return render_template("survey.html", survey=survey, form=view, survey_note="")

    def _shut(self, form: ResponseForm, note: str) -> ResponseReturnValue:
        written = words_of(form.survey, form.data)
        return render_template("closed.html", survey=form.survey, note=note, written=written), 409


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


def words_of(survey: Survey, answers: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the questions that have an answer, each with it in words."""
    return [
        (ask_text(question, survey, answers), show(question, answers[question.id]))
        for question in survey.questions
        if answers.get(question.id) is not None
    ]
