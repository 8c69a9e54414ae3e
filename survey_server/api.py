"""The API: answers as JSON, from pages of the site and from programs."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from editorial.answers import from_json
from editorial.survey import Results, Survey
from survey_server import messages
from survey_server.addresses import language_in
from survey_server.cross_origin import Verdict
from survey_server.drafts import Draft, seed_in, sensible_seconds
from survey_server.errors import refuse_origin
from survey_server.forms import build_form_of_answers
from survey_server.guard import Arrival
from survey_server.openapi import OpenApi
from survey_server.services import Services
from survey_server.store import Saved, StoredResponse
from survey_server.submission import (
    Refusal,
    Submission,
    is_context,
    is_digest,
    is_submission_id,
    stored_before,
    why_shut,
)
from survey_server.surveys import find_survey


@dataclass(frozen=True)
class _Sent:
    """A response as a program sends it, its parts in the right shapes."""

    submission_id: str
    answers: dict[str, Any]
    definition: str
    context: dict[str, str]
    paradata: dict[str, Any]
    proof: str


@dataclass(frozen=True)
class _Refused:
    """Why a response was not kept: what is wrong, seconds to wait, the address of work to be done."""

    errors: dict[str, str]
    status: int
    seconds: int = 0
    challenge: str = ""


class ResponsesDoor(MethodView):
    """`/api/v1/surveys/<slug>/responses`."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services

    def options(self, slug: str) -> ResponseReturnValue:  # noqa: ARG002 - the address has it
        """Answer a browser that asks first; `headers.py` adds what the origin may do."""
        return "", 204

    def post(self, slug: str) -> ResponseReturnValue:
        """Keep the answers and return the receipt, or say what is wrong with them."""
        survey, now = find_survey(self.services, slug), self.services.now()
        # A browser sends this type across origins only after asking, which is half of the protection.
        if request.mimetype != "application/json":
            abort(415)
        verdict = self.services.verdict(request, survey.slug, now=now)
        if verdict is not Verdict.ALLOWED:
            refuse_origin(verdict)
        sent = _read_body()
        if not isinstance(sent, _Sent):
            return refused(422, sent)
        kept = self._keep(survey, sent, now)
        if isinstance(kept, _Refused):
            before = stored_before(self.services, survey, sent.submission_id)
            if before is None:
                return refused(kept.status, kept.errors, seconds=kept.seconds, challenge=kept.challenge)
            kept = before
        url = self.services.address(request, url_for("receipts.receipt", code=kept.receipt))
        outcome: dict[str, str | bool] = {"receipt": kept.receipt, "url": url}
        if survey.results is not Results.PRIVATE:
            # Where a page finds the numbers, to show them in its own place.
            path = url_for("results.numbers", slug=survey.slug, receipt=kept.receipt, form="html")
            outcome["results"] = self.services.address(request, path)
        if isinstance(kept, StoredResponse) and self._is_other(survey, sent, kept):
            outcome["differs"] = True
        return jsonify(outcome), 201 if isinstance(kept, Saved) else 200

    def _is_other(self, survey: Survey, sent: _Sent, stored: StoredResponse) -> bool:
        """Return whether other answers were stored under this id than those that came now."""
        answered = self.services.version(survey, sent.definition) or survey
        answers = {q.id: from_json(q, sent.answers.get(q.id)) for q in answered.questions}
        return stored.answers != build_form_of_answers(answered, answers).kept

    def _keep(self, survey: Survey, sent: _Sent, now: datetime) -> "Saved | StoredResponse | _Refused":
        language = language_in(str(sent.paradata.get("language", "")), survey)
        shut = why_shut(self.services, survey, now=now, language=language)
        if shut:
            return _Refused({"_survey": shut}, 409)
        answered = self.services.version(survey, sent.definition) if sent.definition else survey
        if answered is None:
            words = messages.said(messages.UNKNOWN_DEFINITION, language)
            return _Refused({"_definition": words}, 409)
        stray = [name for name in sent.context if name not in answered.context_names]
        if stray:
            return _Refused({"_context": messages.UNKNOWN_CONTEXT.format(names=", ".join(stray))}, 422)
        unknown = [name for name in sent.answers if answered.question(name) is None]
        answers = {q.id: from_json(q, sent.answers.get(q.id)) for q in answered.questions}
        form = build_form_of_answers(answered, answers, language)
        if not form.validate() or unknown:
            errors = {name: " ".join(found) for name, found in form.messages.items()}
            return _Refused(errors | dict.fromkeys(unknown, messages.UNKNOWN_QUESTION), 422)
        draft = Draft(
            survey=answered,
            submission_id=sent.submission_id,
            seed=seed_in(sent.paradata.get("seed")),
            language=language,
            answers=form.kept,
            seconds=sensible_seconds(sent.paradata.get("seconds"), answered.questions),
        )
        kept = Submission(
            answered,
            form,
            sent.submission_id,
            now,
            Arrival(address=request.remote_addr or "", proof=sent.proof),
            sent.context,
            draft.paradata,
            language,
        ).keep(self.services)
        if isinstance(kept, Refusal):
            return self._refused(kept, survey, sent.submission_id, language)
        return kept

    def _refused(self, kept: Refusal, survey: Survey, submission_id: str, language: str) -> "_Refused":
        if kept.ticket:
            # A program cannot be shown a page to wait on: it is told where to begin the work.
            path = url_for("api.challenge", slug=survey.slug, submission_id=submission_id)
            address = self.services.address(request, path)
            words = messages.said(messages.NOT_PROVEN_SHORT, language)
            return _Refused({"_proof": words}, kept.status, challenge=address)
        is_away = kept.status == 503
        words = messages.said(messages.NOT_SAVED_SHORT, language) if is_away else kept.message
        return _Refused({"_survey": words}, kept.status, kept.seconds)


class ChallengeDoor(MethodView):
    """`/api/v1/surveys/<slug>/challenge?submission_id=…`."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services

    def get(self, slug: str) -> ResponseReturnValue:
        """Return the work for one submission; nothing is remembered of it."""
        survey, now = find_survey(self.services, slug), self.services.now()
        submission_id = request.args.get("submission_id", "")
        if not is_submission_id(submission_id):
            return refused(422, {"_submission_id": messages.BAD_SUBMISSION_ID})
        proof = self.services.guard.proof
        if not proof.is_asked_for:
            return refused(404, {"_proof": messages.NO_CHALLENGE})
        return jsonify(asdict(proof.challenge(survey.slug, submission_id, now=now)))


def blueprint(services: Services) -> Blueprint:
    """Return the API."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")
    api.add_url_rule("/surveys/<slug>/responses", view_func=ResponsesDoor.as_view("responses", services))
    api.add_url_rule("/surveys/<slug>/challenge", view_func=ChallengeDoor.as_view("challenge", services))
    api.add_url_rule("/openapi.json", view_func=OpenApi.as_view("openapi"))
    return api


def refused(
    status: int, errors: dict[str, str], *, seconds: int = 0, challenge: str = ""
) -> ResponseReturnValue:
    """Return why something was not kept, as JSON; names that begin with _ are not questions."""
    body = {"errors": errors} | ({"challenge": challenge} if challenge else {})
    return jsonify(body), status, {"Retry-After": str(seconds)} if seconds else {}


def _read_body() -> _Sent | dict[str, str]:
    try:
        body = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        # RecursionError: brackets nested thousands deep.
        return {"_request": messages.NOT_JSON}
    if not isinstance(body, dict):
        return {"_request": messages.NOT_AN_OBJECT}
    is_right = {
        ("_submission_id", messages.BAD_SUBMISSION_ID): is_submission_id(body.get("submission_id")),
        ("_answers", messages.ANSWERS_NOT_AN_OBJECT): isinstance(body.get("answers"), dict),
        ("_definition", messages.BAD_DEFINITION): _is_none_or(is_digest, body.get("definition")),
        ("_context", messages.BAD_CONTEXT): _is_none_or(is_context, body.get("context")),
        ("_paradata", messages.BAD_PARADATA): isinstance(body.get("paradata"), dict | None),
        ("_proof", messages.BAD_PROOF): isinstance(body.get("proof") or "", str),
    }
    errors = dict(fault for fault, is_fine in is_right.items() if not is_fine)
    if errors:
        return errors
    return _Sent(
        body["submission_id"],
        body["answers"],
        body.get("definition") or "",
        body.get("context") or {},
        body.get("paradata") or {},
        body.get("proof") or "",
    )


def _is_none_or(is_fine: Callable[[Any], bool], value: Any) -> bool:
    return value is None or is_fine(value)
