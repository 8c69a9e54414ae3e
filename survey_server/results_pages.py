"""The numbers that readers may see: as a page, as a part of one, and as JSON."""

import time
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Lock

from flask import Blueprint, Response, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from editorial.joined_versions import joined_versions
from editorial.language import decimal_sign
from editorial.page_words import say
from editorial.survey import Results, Survey
from survey_server import messages
from survey_server.public_numbers import PublicNumbers, public_numbers
from survey_server.results import tally
from survey_server.results_text import SELF_CHOSEN
from survey_server.services import Services, is_code
from survey_server.surveys import find_survey

PUBLIC = {"Cache-Control": "public, max-age=5"}
# Whoever holds a receipt may see them, and no cache on the way may hand them on.
PRIVATE = {"Cache-Control": "private, no-cache"}

# Counting many responses takes a while (a hundred thousand: about two seconds); it gets a tenth of the time.
QUICK_SECONDS = 0.25
RESTS_PER_COUNT = 9


@dataclass(frozen=True)
class _Counted:
    """Numbers, and what they were counted from: `responses`, of what else is in `kept`.

    More responses alone are not counted before `rests_until`, in seconds of the monotonic clock.
    """

    responses: int
    kept: tuple[object, ...]
    numbers: PublicNumbers
    rests_until: float

    def holds(self, responses: int, kept: tuple[object, ...]) -> bool:
        """Return whether the numbers need not be counted again."""
        is_resting = time.monotonic() < self.rests_until
        return self.kept == kept and (self.responses == responses or is_resting)


class PublicResults:
    """Counts the public numbers of surveys, and counts again when there are more responses."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._counted: dict[str, _Counted] = {}
        self._lock = Lock()

    def numbers(self, survey: Survey) -> PublicNumbers:
        """Return the public numbers of a survey as they are now; raises StoreAwayError."""
        number, erased = self._services.store.reading.sizes(survey.slug)
        kept = (erased, survey.digest, survey.min_cell)
        known = self._counted.get(survey.slug)
        if known is None or not known.holds(number, kept):
            # One thread counts, and those that wait for it need not.
            with self._lock:
                known = self._counted.get(survey.slug)
                if known is None or not known.holds(number, kept):
                    known = self._counted[survey.slug] = self._count(survey, number, kept, erased)
        waiting = number - erased - known.numbers.counted
        return PublicNumbers(**{**vars(known.numbers), "waiting": max(waiting, 0)})

    def may_see(self, survey: Survey, receipt: str) -> bool:
        """Return whether whoever holds this receipt, or none, may see a survey's numbers."""
        if survey.results is not Results.AFTER_VOTE:
            return survey.results is Results.PUBLIC
        stored = self._services.store.responses.find(receipt) if is_code(receipt) else None
        return stored is not None and stored.survey == survey.slug and stored.erased_at is None

    def _count(self, survey: Survey, responses: int, kept: tuple[object, ...], erased: int) -> _Counted:
        began = time.monotonic()
        reading = self._services.store.reading
        # The responses before the definitions: so each one's definition is among them.
        counted = list(reading.responses(survey.slug))
        joined = joined_versions(survey, reading.definitions())
        results = tally(joined, ((one.definition, one.answers) for one in counted), erased=erased)
        numbers = public_numbers(survey, results, waiting=0, erased=erased)
        took = time.monotonic() - began
        rest = RESTS_PER_COUNT * took if took > QUICK_SECONDS else 0
        return _Counted(responses, kept, numbers, time.monotonic() + rest)


class ResultsPage(MethodView):
    """`/surveys/<slug>/results`, with `?receipt=` where only those who answered may look."""

    init_every_request = False

    def __init__(self, services: Services, results: PublicResults) -> None:
        self.services = services
        self.results = results

    def get(self, slug: str) -> ResponseReturnValue:
        """Show the numbers, or say who may see them."""
        survey, receipt = find_survey(self.services, slug), request.args.get("receipt", "")
        if not self.results.may_see(survey, receipt):
            said = partial(say, language=survey.language)
            return render_template("no_results.html", survey=survey, remedy=why_not(survey), say=said), 403
        page = render_template(
            "results.html", survey=survey, **figures(self.results, survey, self.services.now())
        )
        return _cacheable(make_response(page), survey)


class NumbersDoor(MethodView):
    """`/api/v1/surveys/<slug>/results`; `?form=html` gives a part of a page."""

    init_every_request = False

    def __init__(self, services: Services, results: PublicResults) -> None:
        self.services = services
        self.results = results

    def get(self, slug: str) -> ResponseReturnValue:
        """Return the numbers, or say who may see them."""
        survey, receipt = find_survey(self.services, slug), request.args.get("receipt", "")
        if not self.results.may_see(survey, receipt):
            return jsonify(errors={"_results": why_not(survey)}), 403
        if request.args.get("form") == "html":
            drawn = figures(self.results, survey, self.services.now())
            part = render_template("includes/survey_figures.html", survey=survey, level=0, **drawn)
            return _cacheable(make_response(part), survey)
        data = {
            "survey": survey.slug,
            "title": survey.title,
            "kind": str(survey.kind),
            "open": survey.is_open(self.services.now()),
            "note": SELF_CHOSEN,
            **self.results.numbers(survey).as_data(),
        }
        return _cacheable(jsonify(data), survey)


def figures(results: PublicResults, survey: Survey, now: datetime, language: str = "") -> dict[str, object]:
    """Return what the template of the figures shows, in the survey's own language if no other is given."""
    language = language or survey.language
    said = partial(say, language=language)
    return {
        "numbers": results.numbers(survey),
        "caveat": said(SELF_CHOSEN),
        "say": said,
        "decimal": decimal_sign(language),
        "is_open": survey.is_open(now),
    }


def why_not(survey: Survey) -> str:
    """Return who may see the numbers of a survey that somebody else asked for."""
    is_private = survey.results is Results.PRIVATE
    words = messages.RESULTS_PRIVATE if is_private else messages.RESULTS_AFTER_VOTE
    return messages.said(words, survey.language)


def blueprint(services: Services, results: PublicResults) -> Blueprint:
    """Return the page and the door."""
    pages = Blueprint("results", __name__)
    page, door = (
        ResultsPage.as_view("page", services, results),
        NumbersDoor.as_view("numbers", services, results),
    )
    pages.add_url_rule("/surveys/<slug>/results", view_func=page)
    pages.add_url_rule("/api/v1/surveys/<slug>/results", view_func=door)
    return pages


def _cacheable(response: Response, survey: Survey) -> Response:
    response.headers.update(PUBLIC if survey.results is Results.PUBLIC else PRIVATE)
    response.add_etag()
    response.make_conditional(request)
    return response
