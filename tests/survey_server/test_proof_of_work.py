import base64
import json
from datetime import UTC, datetime, timedelta

import pytest
from altcha import solve_challenge_v1

from survey_server.proof_of_work import LASTS, WAIT, ProofOfWork

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PROOFS = ProofOfWork("s" * 32, 500)


def solved(proofs=PROOFS, *, survey="tea", submission_id="i" * 16, now=NOW, **changed):
    challenge = proofs.challenge(survey, submission_id, now=now)
    solution = solve_challenge_v1(
        challenge.challenge, challenge.salt, challenge.algorithm, challenge.maxnumber
    )
    said = {
        "algorithm": challenge.algorithm,
        "challenge": challenge.challenge,
        "salt": challenge.salt,
        "signature": challenge.signature,
        "number": solution.number,
    }
    return encoded(said | changed)


def encoded(said):
    return base64.b64encode(json.dumps(said).encode()).decode()


def is_proven(proof, *, survey="tea", submission_id="i" * 16, now=NOW):
    return PROOFS.is_proven(proof, survey, submission_id, now=now)


def test_whoever_found_the_number_has_proven_it():
    assert is_proven(solved())


@pytest.mark.parametrize(
    "elsewhere",
    [{"survey": "coffee"}, {"submission_id": "j" * 16}, {"now": NOW + LASTS + timedelta(seconds=1)}],
)
def test_a_proof_serves_one_submission_for_a_day(elsewhere):
    assert not is_proven(solved(), **elsewhere)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": 501},
        {"number": "7"},
        {"number": True},
        {"salt": "x?expires=99999999999&for=tea:" + "i" * 16},
        {"signature": "0" * 64},
        {"algorithm": "SHA-1"},
        {"algorithm": None},
    ],
)
def test_what_was_changed_proves_nothing(changed):
    assert not is_proven(solved(**changed))


def test_a_proof_of_another_service_proves_nothing():
    assert not is_proven(solved(ProofOfWork("t" * 32, 500)))


@pytest.mark.parametrize("proof", ["", "%%%", "bm9uZQ==", encoded([]), encoded({}), "A" * 5000, "é"])
def test_what_is_no_proof_is_refused(proof):
    assert not is_proven(proof)


def test_a_ticket_stands_for_a_proof_when_it_is_old_enough():
    ticket = PROOFS.ticket("tea", "i" * 16, now=NOW)

    def wait(after, subject="i" * 16):
        return PROOFS.seconds_to_wait(ticket, "tea", subject, now=NOW + after)

    assert wait(timedelta(0)) == 15
    assert wait(timedelta(seconds=5)) == 10
    assert wait(WAIT) == 0
    assert wait(WAIT, subject="j" * 16) == 15
    assert wait(LASTS + timedelta(seconds=1)) == 15


@pytest.mark.parametrize("ticket", ["", "tea:x:0", "é", "tea.sig"])
def test_a_ticket_that_is_not_ours_begins_anew(ticket):
    assert PROOFS.seconds_to_wait(ticket, "tea", "i" * 16, now=NOW) == 15


def test_no_work_asks_for_no_proof():
    assert not ProofOfWork("s" * 32, 0).is_asked_for
    assert PROOFS.is_asked_for
