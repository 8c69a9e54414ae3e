"""A response on its way in: what both doors, the form and the API, do with answers once they are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from editorial.survey import Survey
from editorial.survey_form import shut_note
from survey_server import messages
from survey_server.addresses import is_context_text
from survey_server.forms import ResponseForm
from survey_server.guard import Arrival
from survey_server.services import Services, new_code
from survey_server.store import (
    NAMELESS,
    ArrivedBeforeError,
    NewResponse,
    Saved,
    StoreAwayError,
    StoredResponse,
    SurveyFullError,
)

_SUBMISSION_ID = re.compile(r"[A-Za-z0-9_-]{16,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_CONTEXT = 10
# How long equal answers from pages without an id may be one reader's second press of the button.
SECOND_PRESS = timedelta(seconds=5)
# After how many seconds a database that was away may be asked again.
AWAY_SECONDS = 5


@dataclass(frozen=True)
class Refusal:
    """Why a response was not kept, in one sentence for the respondent; `status` is of HTTP.

    `seconds` is how long to wait before sending it again, `ticket` what shows afterwards that one did.
    """

    status: int
    message: str
    seconds: int = 0
    ticket: str = ""


@dataclass(frozen=True)
class Submission:
    """A response that somebody wants kept.

    `has_id` is false where the page is the same for everybody and could not say which submission it is.
    """

    survey: Survey
    form: ResponseForm
    submission_id: str
    now: datetime
    arrival: Arrival
    context: Mapping[str, str] = field(default_factory=dict)
    paradata: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""
    has_id: bool = True

    def keep(self, services: Services) -> Saved | StoredResponse | Refusal:
        """Return the receipt when the response is on disk, or why it is not.

        That may be because one was stored under the same id before, which is then returned.
        """
        new = NewResponse(
            survey=self.survey.slug,
            definition=self.survey.digest,
            definition_body=self.survey.definition,
            submission_id=self.submission_id if self.has_id else f"{NAMELESS}{new_code()}",
            receipt=new_code(),
            received_at=self.now,
            answers=self.form.kept,
            context=self.context,
            paradata=self.paradata,
            limit=self.survey.limit,
            doubt=None if self.has_id else SECOND_PRESS,
        )
        held = services.guard.hold(
            self.arrival, self.survey.slug, self.submission_id, now=self.now, language=self.language
        )
        try:
            if held is None:
                saved = services.store.responses.save(new)
                return saved if saved.created else services.store.responses.find(saved.receipt) or saved
            # What was kept before is kept, however often and fast it comes again.
            before = _stored_before(services, self.survey, self.submission_id)
        except SurveyFullError:
            return Refusal(409, messages.said(messages.FULL, self.language))
        except ArrivedBeforeError:
            return Refusal(422, messages.said(messages.ARRIVED_BEFORE, self.language))
        except StoreAwayError:
            return Refusal(503, messages.said(messages.NOT_SAVED, self.language), AWAY_SECONDS)
        return before or Refusal(held.status, held.message, held.seconds, held.ticket)


def why_shut(services: Services, survey: Survey, *, now: datetime, language: str = "") -> str:
    """Return why a survey takes no answers at an instant, in one sentence, or nothing."""
    note = shut_note(survey, now, language)
    if note or survey.limit is None:
        return note
    try:
        is_full = services.store.responses.count(survey.slug) >= survey.limit
    except StoreAwayError:
        # Whether it is full will be seen when the answers are kept.
        return ""
    return messages.said(messages.FULL, language) if is_full else ""


def stored_before(services: Services, survey: Survey, submission_id: str) -> StoredResponse | None:
    """Return what was stored under an id before, or None."""
    try:
        return _stored_before(services, survey, submission_id)
    except StoreAwayError:
        return None


def is_submission_id(sent: Any) -> bool:
    """Return whether something can identify a submission."""
    return isinstance(sent, str) and _SUBMISSION_ID.fullmatch(sent) is not None


def is_digest(sent: Any) -> bool:
    """Return whether something has the form of a definition's digest."""
    return isinstance(sent, str) and _DIGEST.fullmatch(sent) is not None


def is_context(sent: Any) -> bool:
    """Return whether something can be kept as the context of a response."""
    return (
        isinstance(sent, dict)
        and len(sent) <= _MOST_CONTEXT
        and all(is_context_text(name) and is_context_text(value) for name, value in sent.items())
    )


def _stored_before(services: Services, survey: Survey, submission_id: str) -> StoredResponse | None:
    receipt = services.store.responses.receipt_of(survey.slug, submission_id)
    return services.store.responses.find(receipt) if receipt else None
