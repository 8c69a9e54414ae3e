"""A proof that a browser has worked for a moment before it sends: ALTCHA's challenge, made and checked here.

A challenge is bound to one submission of one survey, so that a proof serves once and nothing need be
remembered: the same submission is never kept twice. Whoever runs no script waits instead, for a ticket that
is bound in the same way to come of age.
"""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import parse_qs

from altcha.v1 import ChallengeOptions, Payload, create_challenge, verify_solution
from itsdangerous import BadSignature, Signer

LASTS = timedelta(hours=24)
WAIT = timedelta(seconds=15)
LONGEST_PROOF = 2_000
ALGORITHM: Final = "SHA-256"


@dataclass(frozen=True)
class Challenge:
    """What a browser must find the number for: SHA-256 of `salt` and that number is `challenge`."""

    algorithm: str
    challenge: str
    salt: str
    signature: str
    maxnumber: int


class ProofOfWork:
    """Makes challenges and tickets and says what they are worth; `work` is the largest number to be tried."""

    def __init__(self, secret_key: str, work: int) -> None:
        self._key = secret_key
        self.work = work

    @property
    def is_asked_for(self) -> bool:
        """True when a response needs a proof or a wait."""
        return self.work > 0

    def challenge(self, survey: str, submission_id: str, *, now: datetime) -> Challenge:
        """Return a challenge for one submission; it lasts a day."""
        made = create_challenge(
            ChallengeOptions(
                max_number=self.work,
                hmac_key=self._hmac_key,
                expires=now + LASTS,
                params={"for": f"{survey}:{submission_id}"},
            )
        )
        return Challenge(made.algorithm, made.challenge, made.salt, made.signature, self.work)

    def is_proven(self, proof: str, survey: str, submission_id: str, *, now: datetime) -> bool:
        """Return whether a proof, in the base64 that ALTCHA writes, holds for this submission now."""
        payload = _payload(proof)
        if payload is None:
            return False
        said = parse_qs(payload.salt.partition("?")[2])
        if said.get("for") != [f"{survey}:{submission_id}"]:
            return False
        # The library asks the machine's clock, ours is an argument.
        is_right, _ = verify_solution(payload, self._hmac_key, check_expires=False)
        expires = said.get("expires", [""])[0]
        return is_right and expires.isdecimal() and int(expires) >= now.timestamp()

    def ticket(self, survey: str, submission_id: str, *, now: datetime) -> str:
        """Return a ticket that will stand for a proof when it is old enough."""
        return self._signer.sign(f"{survey}:{submission_id}:{int(now.timestamp())}").decode()

    def seconds_to_wait(self, ticket: str, survey: str, submission_id: str, *, now: datetime) -> int:
        """Return how long a ticket must still be waited with; the whole time for one that is not ours."""
        whole = int(WAIT.total_seconds())
        try:
            signed = self._signer.unsign(ticket).decode()
        except (BadSignature, UnicodeError):
            return whole
        subject, _, seconds = signed.rpartition(":")
        if subject != f"{survey}:{submission_id}":
            return whole
        age = int(now.timestamp()) - int(seconds)
        return max(0, whole - age) if age < LASTS.total_seconds() else whole

    @property
    def _hmac_key(self) -> str:
        return f"masthead.proof:{self._key}"

    @property
    def _signer(self) -> Signer:
        return Signer(self._key, salt="masthead.ticket")


def _payload(proof: str) -> Payload | None:
    """Return what a proof says, in the shapes that the library takes for granted; None for anything else."""
    if len(proof) > LONGEST_PROOF:
        return None
    try:
        said = json.loads(base64.b64decode(proof, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return None
    texts = ("challenge", "salt", "signature")
    if not isinstance(said, dict) or not all(isinstance(said.get(name), str) for name in texts):
        return None
    if type(said.get("number")) is not int or said.get("algorithm") != ALGORITHM:
        return None
    return Payload(ALGORITHM, said["challenge"], said["number"], said["salt"], said["signature"])
