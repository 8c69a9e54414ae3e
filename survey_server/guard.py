"""The one place that every door asks before a response is stored: whether a flood or a machine sends it.

It never drops anything and never decides in silence. Whoever is held gets their answers back with a sentence
that says what to do, and gets through by doing it.
"""

import math
from dataclasses import dataclass
from datetime import datetime

from flask import Request

from survey_server import messages
from survey_server.config import ServerConfig
from survey_server.cross_origin import Tokens
from survey_server.proof_of_work import WAIT, ProofOfWork
from survey_server.rate_limits import RateLimits

# A field that no human sees; machines fill in all there are.
TRAP_FIELD = "_leave_empty"
PROOF_FIELD = "_proof"
TICKET_FIELD = "_ticket"


@dataclass(frozen=True, kw_only=True)
class Arrival:
    """How a response came in: the address is looked at and forgotten.

    `token` is the form's, empty where a program sends. `trap` is what stands in the field that no human sees.
    """

    address: str
    proof: str = ""
    ticket: str = ""
    token: str = ""
    trap: str = ""

    @classmethod
    def by_form(cls, request: Request, *, token: str) -> "Arrival":
        """Return how a form came in."""
        sent = request.form
        return cls(
            address=request.remote_addr or "",
            proof=sent.get(PROOF_FIELD, ""),
            ticket=sent.get(TICKET_FIELD, ""),
            token=token,
            trap=sent.get(TRAP_FIELD, ""),
        )


@dataclass(frozen=True, kw_only=True)
class Held:
    """Why a response is not taken yet: HTTP's status, a sentence, seconds to wait, a ticket to wait with."""

    status: int
    message: str
    seconds: int = 0
    ticket: str = ""


class Guard:
    """Holds what looks like a flood or a machine; what is switched off in the settings holds nobody."""

    def __init__(self, config: ServerConfig, tokens: Tokens) -> None:
        self.proof = ProofOfWork(config.secret_key, config.proof_of_work)
        self._limits = RateLimits(config.rate_limit, config.rate_limit_url, config.secret_key)
        self._tokens = tokens
        self._minimum_seconds = config.minimum_seconds

    def hold(
        self, arrival: Arrival, survey: str, submission_id: str, *, now: datetime, language: str = ""
    ) -> Held | None:
        """Return why a response is not taken yet, or None; asked once for a response that could be kept."""
        if arrival.trap:
            return Held(status=422, message=messages.said(messages.TRAPPED, language))
        if seconds := self._too_soon(arrival, survey, now):
            return _held(422, messages.TOO_SOON, seconds, language)
        # Whoever has worked or waited is let through: so a whole school behind one address is not shut out.
        if self.proof.is_asked_for:
            return self._unproven(arrival, survey, submission_id, now, language)
        seconds = self._limits.seconds_to_wait(arrival.address)
        return _held(429, messages.TOO_MANY_FROM_THERE, seconds, language) if seconds else None

    def _too_soon(self, arrival: Arrival, survey: str, now: datetime) -> int:
        if not self._minimum_seconds or not arrival.token:
            return 0
        age = self._tokens.age(arrival.token, survey, now=now)
        return 0 if age is None else max(0, math.ceil(self._minimum_seconds - age.total_seconds()))

    def _unproven(
        self, arrival: Arrival, survey: str, submission_id: str, now: datetime, language: str
    ) -> Held | None:
        if arrival.proof and self.proof.is_proven(arrival.proof, survey, submission_id, now=now):
            return None
        whole = int(WAIT.total_seconds())
        seconds, ticket = whole, arrival.ticket
        if ticket:
            seconds = self.proof.seconds_to_wait(ticket, survey, submission_id, now=now)
        if not seconds:
            return None
        if seconds == whole:
            # None was brought, or one that is not ours, or one of long ago: the waiting begins now.
            ticket = self.proof.ticket(survey, submission_id, now=now)
        return _held(422, messages.NOT_PROVEN, seconds, language, ticket=ticket)


def _held(status: int, sentence: str, seconds: int, language: str, *, ticket: str = "") -> Held:
    # Two at least: nobody minds a second more, and the sentence holds for any number above one.
    seconds = max(seconds, 2)
    words = messages.said(sentence, language).format(seconds=seconds)
    return Held(status=status, message=words, seconds=seconds, ticket=ticket)
