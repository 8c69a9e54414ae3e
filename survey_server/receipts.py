"""Receipts: what was stored under a code, and its erasure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from markupsafe import Markup

from editorial.answers import show
from editorial.conditions import piped, shown_questions
from editorial.language import language_name
from editorial.markup import to_html
from editorial.page_words import day_in, say
from editorial.survey import Kind, Results, Survey
from editorial.survey_language import in_language
from survey_server import messages
from survey_server.cross_origin import Verdict
from survey_server.errors import refuse_origin
from survey_server.results_pages import PublicResults, figures
from survey_server.services import TOKEN_FIELD, Services, is_code
from survey_server.site_texts import at_site
from survey_server.store import StoredResponse
from survey_server.surveys import to_receipt
from survey_server.surveys_folder import known_by_name, with_questions
from survey_server.theming import current_site


class ReceiptPage(MethodView):
    """`/receipts/<code>`."""

    init_every_request = False

    def __init__(self, services: Services, results: PublicResults) -> None:
        self.services = services
        self.results = results

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
            language = self._language(stored, self._survey(stored))
            words = messages.said(messages.ERASURE_RENEWED, language)
            return self._page(stored, stored.answers, now, notice=words), 422
        self.services.store.responses.erase(code, at=now)
        return to_receipt(code)

    def _find(self, code: str) -> StoredResponse:
        stored = self.services.store.responses.find(code) if is_code(code) else None
        if stored is None:
            abort(404)
        return stored

    def _erased(self, stored: StoredResponse) -> str:
        survey = self._survey(stored)
        language = survey.language
        return render_template(
            "erased.html",
            survey=survey,
            received=self._moment(stored.received_at, language),
            erased=self._moment(stored.erased_at, language),
            language=language,
            say=partial(say, language=language),
        )

    def _page(
        self, stored: StoredResponse, answers: Mapping[str, Any], now: datetime, *, notice: str = ""
    ) -> str:
        asked = self._survey(stored)
        language = self._language(stored, asked)
        survey = in_language(asked, language)
        last_day = (stored.received_at + timedelta(days=survey.retention_days)).astimezone(self._zone)
        return render_template(
            "receipt.html",
            survey=survey,
            code=stored.receipt,
            action=url_for("receipts.receipt", code=stored.receipt),
            hidden={TOKEN_FIELD: self.services.tokens.sign(_subject(stored.receipt), now=now)},
            received=self._moment(stored.received_at, language),
            kept_until=day_in(last_day, language),
            # The thanks are the editors' own Markdown.
            thanks=at_site(Markup(to_html(survey.thanks)), survey, current_site().url),  # noqa: S704
            answers=[
                (
                    piped(question.ask, survey, answers, language),
                    show(question, answers.get(question.id), language),
                )
                for question in shown_questions(survey, answers)
                if question.takes_answer
            ],
            language=language,
            also=_also_stored(stored, survey, answers, language),
            notice=notice,
            **{"say": partial(say, language=language)} | self._figures(survey, now, language),
        )

    def _figures(self, survey: Survey, now: datetime, language: str) -> dict[str, object]:
        """Return the numbers that the template shows to whoever has answered; a poll's stand on it."""
        may_see = survey.results is not Results.PRIVATE
        if not may_see or survey.kind is not Kind.POLL:
            return {"numbers": None, "has_results": may_see}
        current = self.services.surveys.find(survey.slug) or survey
        return {"has_results": True, **figures(self.results, current, now, language)}

    @property
    def _zone(self) -> ZoneInfo:
        return self.services.config.timezone

    def _moment(self, instant: datetime | None, language: str) -> str:
        local = instant.astimezone(self._zone) if instant else None
        return f"{day_in(local, language)}, {local:%H:%M %Z}" if local else ""

    def _language(self, stored: StoredResponse, asked: Survey) -> str:
        return str(stored.paradata.get("language") or asked.language)

    def _survey(self, stored: StoredResponse) -> Survey:
        """Return the survey with the questions that were answered; its file may be gone by now."""
        survey = self.services.surveys.find(stored.survey) or known_by_name(stored.survey)
        body = self.services.store.responses.definition_body(stored.survey, stored.definition)
        return survey if body is None else with_questions(survey, body)


def blueprint(services: Services, results: PublicResults) -> Blueprint:
    """Return the pages of receipts."""
    pages = Blueprint("receipts", __name__)
    pages.add_url_rule("/receipts/<code>", view_func=ReceiptPage.as_view("receipt", services, results))
    return pages


def _also_stored(
    stored: StoredResponse, survey: Survey, answers: Mapping[str, Any], language: str
) -> list[tuple[str, str]]:
    """Return what was stored beside the answers, as pairs of a name and a value in words."""
    said = partial(say, language=language)
    noted = stored.paradata
    also = [
        (said("Brought by the address as “{name}”", name=name), value)
        for name, value in stored.context.items()
    ]
    if noted.get("language"):
        also.append((said("Language"), language_name(noted["language"])))
    if noted.get("seconds"):
        seconds = sum(noted["seconds"].values())
        words = "{seconds} seconds, counted question by question"
        if seconds == 1:
            words = "1 second, counted question by question"
        also.append((said("Time"), said(words, seconds=seconds)))
    for name, ids in noted.get("order", {}).items():
        question = survey.question(name)
        labels = {option.id: option.label for option in question.options} if question else {}
        words = ", ".join(labels.get(option, option) for option in ids)
        asked = piped(question.ask, survey, answers, language) if question else name
        also.append((said("Order in which you saw the options of “{ask}”", ask=asked), words))
    return also


def _subject(code: str) -> str:
    return f"receipt:{code}"
