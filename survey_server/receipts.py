"""Receipts: what was stored under a code, and its erasure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from markupsafe import Markup

from editorial.answers import show
from editorial.conditions import ask_text, shown_questions
from editorial.instants import written_day
from editorial.markup import to_html
from editorial.source import Source
from editorial.survey import Survey
from survey_server import messages
from survey_server.cross_origin import Verdict
from survey_server.errors import refuse_origin
from survey_server.services import TOKEN_FIELD, Services
from survey_server.store import StoredResponse
from survey_server.surveys import to_receipt
from survey_server.surveys_folder import with_questions

_CODE = re.compile(r"[A-Za-z0-9_-]{22,64}")


class ReceiptPage(MethodView):
    """`/receipts/<code>`."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services

    def get(self, code: str) -> ResponseReturnValue:
        """Show what was stored, or that it was erased."""
        stored = self._find(code)
        if stored.answers is None:
            return self._erased(stored), 410
        return self._page(stored, stored.answers, self.services.now())

    def post(self, code: str) -> ResponseReturnValue:
        """Erase what was stored."""
        stored, now = self._find(code), self.services.now()
        verdict = self.services.verdict(request, _subject(code), now=now)
        if verdict in (Verdict.FOREIGN, Verdict.UNPROVEN):
            refuse_origin(verdict)
        if stored.answers is None:
            return to_receipt(code)
        if verdict is Verdict.EXPIRED:
            return self._page(stored, stored.answers, now, notice=messages.ERASURE_RENEWED), 422
        self.services.store.responses.erase(code, at=now)
        return to_receipt(code)

    def _find(self, code: str) -> StoredResponse:
        stored = self.services.store.responses.find(code) if _CODE.fullmatch(code) else None
        if stored is None:
            abort(404)
        return stored

    def _erased(self, stored: StoredResponse) -> str:
        received, erased = self._moment(stored.received_at), self._moment(stored.erased_at)
        return render_template("erased.html", survey=self._survey(stored), received=received, erased=erased)

    def _page(
        self, stored: StoredResponse, answers: Mapping[str, Any], now: datetime, *, notice: str = ""
    ) -> str:
        survey = self._survey(stored)
        last_day = (stored.received_at + timedelta(days=survey.retention_days)).astimezone(self._zone)
        return render_template(
            "receipt.html",
            survey=survey,
            code=stored.receipt,
            action=url_for("receipts.receipt", code=stored.receipt),
            hidden={TOKEN_FIELD: self.services.tokens.sign(_subject(stored.receipt), now=now)},
            received=self._moment(stored.received_at),
            kept_until=written_day(last_day),
            # The thanks are the editors' own Markdown.
            thanks=Markup(to_html(survey.thanks)),  # noqa: S704
            answers=[
                (ask_text(question, survey, answers), show(question, answers.get(question.id)))
                for question in shown_questions(survey, answers)
                if question.takes_answer
            ],
            notice=notice,
        )

    @property
    def _zone(self) -> ZoneInfo:
        return self.services.config.timezone

    def _moment(self, instant: datetime | None) -> str:
        local = instant.astimezone(self._zone) if instant else None
        return f"{written_day(local)}, {local:%H:%M %Z}" if local else ""

    def _survey(self, stored: StoredResponse) -> Survey:
        """Return the survey with the questions that were answered; its file may be gone by now."""
        survey = self.services.surveys.find(stored.survey) or Survey(
            slug=stored.survey, source=Source("", {}), introduction="", title=stored.survey
        )
        body = self.services.store.responses.definition_body(stored.survey, stored.definition)
        return survey if body is None else with_questions(survey, body)


def blueprint(services: Services) -> Blueprint:
    """Return the pages of receipts."""
    pages = Blueprint("receipts", __name__)
    pages.add_url_rule("/receipts/<code>", view_func=ReceiptPage.as_view("receipt", services))
    return pages


def _subject(code: str) -> str:
    return f"receipt:{code}"
