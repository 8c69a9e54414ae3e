"""The API: answers as JSON, from pages of the site and from programs."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, jsonify, request, url_for
from flask.typing import ResponseReturnValue
from flask.views import MethodView

from editorial.answers import from_json
from editorial.survey import Survey
from survey_server import messages
from survey_server.cross_origin import Verdict
from survey_server.errors import refuse_origin
from survey_server.forms import build_form_of_answers
from survey_server.services import Services
from survey_server.store import Saved
from survey_server.submission import (
    Submission,
    earlier_receipt,
    is_context,
    is_digest,
    is_submission_id,
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
        errors, status, kept = self._keep(survey, sent, now)
        if kept is None and (receipt := earlier_receipt(self.services, survey, sent.submission_id)):
            kept = Saved(receipt, created=False)
        if kept is None:
            return refused(status, errors)
        url = self.services.address(request, url_for("receipts.receipt", code=kept.receipt))
        return jsonify(receipt=kept.receipt, url=url), 201 if kept.created else 200

    def _keep(self, survey: Survey, sent: _Sent, now: datetime) -> tuple[dict[str, str], int, Saved | None]:
        shut = why_shut(self.services, survey, now=now)
        if shut:
            return {"_survey": shut}, 409, None
        answered = self.services.version(survey, sent.definition) if sent.definition else survey
        if answered is None:
            return {"_definition": messages.UNKNOWN_DEFINITION}, 409, None
        unknown = [name for name in sent.answers if answered.question(name) is None]
        answers = {q.id: from_json(q, sent.answers.get(q.id)) for q in answered.questions}
        form = build_form_of_answers(answered, answers)
        if not form.validate() or unknown:
            errors = {name: " ".join(found) for name, found in form.messages.items()}
            return errors | dict.fromkeys(unknown, messages.UNKNOWN_QUESTION), 422, None
        kept = Submission(answered, form, sent.submission_id, now, sent.context).keep(self.services)
        if isinstance(kept, Saved):
            return {}, 200, kept
        return (
            {"_survey": kept.message if kept.status == 409 else messages.NOT_SAVED_SHORT},
            kept.status,
            None,
        )


def blueprint(services: Services) -> Blueprint:
    """Return the API."""
    api = Blueprint("api", __name__, url_prefix="/api/v1")
    api.add_url_rule("/surveys/<slug>/responses", view_func=ResponsesDoor.as_view("responses", services))
    return api


def refused(status: int, errors: dict[str, str]) -> ResponseReturnValue:
    """Return why something was not kept, as JSON; names that begin with _ are not questions."""
    return jsonify(errors=errors), status


def _read_body() -> _Sent | dict[str, str]:
    try:
        body = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        # RecursionError: brackets nested thousands deep.
        return {"_request": messages.NOT_JSON}
    if not isinstance(body, dict):
        return {"_request": messages.NOT_AN_OBJECT}
    errors: dict[str, str] = {}
    if not is_submission_id(body.get("submission_id")):
        errors["_submission_id"] = messages.BAD_SUBMISSION_ID
    if not isinstance(body.get("answers"), dict):
        errors["_answers"] = messages.ANSWERS_NOT_AN_OBJECT
    if body.get("definition") is not None and not is_digest(body["definition"]):
        errors["_definition"] = messages.BAD_DEFINITION
    if body.get("context") is not None and not is_context(body["context"]):
        errors["_context"] = messages.BAD_CONTEXT
    if errors:
        return errors
    return _Sent(
        body["submission_id"], body["answers"], body.get("definition") or "", body.get("context") or {}
    )
