"""A response on its way in: what both doors, the form and the API, do with answers once they are read."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from editorial.answer_texts import is_plain
from editorial.survey import Survey
from editorial.survey_form import shut_note
from survey_server import messages
from survey_server.forms import ResponseForm
from survey_server.services import Services, new_code
from survey_server.store import NewResponse, Saved, StoreAwayError, SurveyFullError

_SUBMISSION_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MOST_CONTEXT = 10
_LONGEST_CONTEXT = 200


@dataclass(frozen=True)
class Refusal:
    """Why a response was not kept, in one sentence for the respondent; `status` is of HTTP."""

    status: int
    message: str


@dataclass(frozen=True)
class Submission:
    """A response that somebody wants kept."""

    survey: Survey
    form: ResponseForm
    submission_id: str
    now: datetime
    context: Mapping[str, str] = field(default_factory=dict)

    def keep(self, services: Services) -> Saved | Refusal:
        """Return the receipt when the response is on disk, or why it is not."""
        new = NewResponse(
            survey=self.survey.slug,
            definition=self.survey.digest,
            definition_body=self.survey.definition,
            submission_id=self.submission_id,
            receipt=new_code(),
            received_at=self.now,
            answers=self.form.kept,
            context=self.context,
            limit=self.survey.limit,
        )
        try:
            return services.store.responses.save(new)
        except SurveyFullError:
            return Refusal(409, messages.FULL)
        except StoreAwayError:
            return Refusal(503, messages.NOT_SAVED)


def why_shut(services: Services, survey: Survey, *, now: datetime) -> str:
    """Return why a survey takes no answers at an instant, in one sentence, or nothing."""
    note = shut_note(survey, now)
    if note or survey.limit is None:
        return note
    try:
        is_full = services.store.responses.count(survey.slug) >= survey.limit
    except StoreAwayError:
        # Whether it is full will be seen when the answers are kept.
        return ""
    return messages.FULL if is_full else ""


def earlier_receipt(services: Services, survey: Survey, submission_id: str) -> str | None:
    """Return the receipt of a submission that was kept before, or None."""
    try:
        return services.store.responses.receipt_of(survey.slug, submission_id)
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
        and all(_is_short(name) and _is_short(value) for name, value in sent.items())
    )


def _is_short(text: Any) -> bool:
    return isinstance(text, str) and len(text) <= _LONGEST_CONTEXT and is_plain(text)
