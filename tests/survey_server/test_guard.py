"""Every door holds what looks like a flood or a machine, and nobody loses a word by it."""

import ast
import base64
import hashlib
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from survey_server.rate_limits import read_limit
from tests.builders import ask
from tests.survey_server.conftest import NOW, SAME_ORIGIN, Service

WORDS = "Smoke & mirrors"


@pytest.fixture
def guarded(config):
    """Return a maker of services with settings of their own."""
    made = []

    def make(**settings):
        made.append(Service(replace(config, **settings)))
        return made[-1]

    yield make
    for service in made:
        service.services.store.close()


@pytest.fixture
def limited(guarded):
    return guarded(rate_limit=read_limit("2/minute"))


@pytest.fixture
def working(guarded):
    return guarded(proof_of_work=300, rate_limit=read_limit("1/minute"))


def body(number, **more):
    return {"submission_id": f"guard-test-number-{number}", "answers": {"why": WORDS}, **more}


def solved(challenge):
    """Return the proof that a browser would find."""
    number = next(
        number
        for number in range(challenge["maxnumber"] + 1)
        if hashlib.sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]
    )
    proof = {name: challenge[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**proof, "number": number}).encode()).decode()


def challenge_of(service, slug, submission_id):
    return service.get(f"/api/v1/surveys/{slug}/challenge?submission_id={submission_id}")


def test_a_form_over_the_limit_comes_back_with_everything_in_it_and_says_when(limited):
    slug = limited.publish(ask("text", "why"))

    kept = [limited.send(slug, {"why": "first"}).status_code for _ in range(2)]
    held = limited.send(slug, {"why": WORDS})

    assert kept == [303, 303]
    assert held.status_code == 429
    seconds = int(held.headers["Retry-After"])
    assert 2 <= seconds <= 60
    assert 'value="Smoke &amp; mirrors"' in held.text
    assert (
        "Very many answers came from your network in a short time. Yours are all still here: please send "
        "them "
        f"again in {seconds} seconds."
    ) in held.text
    assert len(limited.rows(slug)) == 2


def test_the_api_says_when_to_come_again(limited):
    slug = limited.publish(ask("text", "why"))

    answers = [limited.post(slug, body(number)) for number in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert int(answers[2].headers["Retry-After"]) >= 2
    assert list(answers[2].json["errors"]) == ["_survey"]


def test_what_was_kept_is_not_refused_when_it_comes_again(limited):
    slug = limited.publish(ask("text", "why"))
    receipts = {limited.post(slug, body(1)).json["receipt"]}

    again = [limited.post(slug, body(1)) for _ in range(4)]

    assert [answer.status_code for answer in again] == [200] * 4
    assert {answer.json["receipt"] for answer in again} == receipts


def test_mistakes_and_pages_do_not_count(limited):
    slug = limited.publish(ask("text", "why", required=True))

    wrong = [limited.post(slug, body(number) | {"answers": {}}).status_code for number in range(5)]

    assert wrong == [422] * 5
    assert limited.post(slug, body(9)).status_code == 201


def test_behind_a_proxy_readers_are_told_apart_and_without_one_nobody_can_pretend(guarded):
    def statuses(service):
        slug = service.publish(ask("text", "why"))
        return [
            service.post(
                slug, body(number), {**SAME_ORIGIN, "X-Forwarded-For": f"203.0.113.{number}"}
            ).status_code
            for number in range(3)
        ]

    assert statuses(guarded(rate_limit=read_limit("1/minute"), proxies=1)) == [201, 201, 201]
    assert statuses(guarded(rate_limit=read_limit("1/minute"))) == [201, 429, 429]


def test_a_filled_trap_comes_back_empty_with_the_rest_and_a_sentence(service):
    slug = service.publish(ask("text", "why"))

    held = service.send(slug, {"why": WORDS, "_leave_empty": "http://spam.example"})

    assert held.status_code == 422
    assert (
        "A field that is to stay empty was filled in, perhaps by a program that fills in forms." in held.text
    )
    assert "spam.example" not in held.text
    assert 'value="Smoke &amp; mirrors"' in held.text
    again = service.client.post(
        f"/surveys/{slug}",
        data={**service.hidden(held), "why": WORDS, "_leave_empty": ""},
        headers=SAME_ORIGIN,
    )
    assert again.status_code == 303
    assert len(service.rows(slug)) == 1


def test_a_form_that_was_kept_before_gets_its_receipt_even_from_the_trap(service):
    slug = service.publish(ask("text", "why"))
    fields = service.hidden(service.get(f"/surveys/{slug}")) | {"why": WORDS}

    answers = [
        service.client.post(f"/surveys/{slug}", data={**fields, "_leave_empty": trap}, headers=SAME_ORIGIN)
        for trap in ("", "filled")
    ]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_no_person_meets_the_trap(service):
    page = service.get(f"/surveys/{service.publish(ask('text', 'why'))}").text

    trap = page.partition('<div class="visually-hidden" aria-hidden="true">')[2].partition("</div>")[0]
    assert "Leave this empty" in trap
    assert 'tabindex="-1" autocomplete="off"' in trap


def test_a_form_that_comes_back_too_soon_is_shown_again_and_the_time_goes_on(guarded):
    first = guarded(minimum_seconds=10)
    slug = first.publish(ask("text", "why"))
    held = first.send(slug, {"why": WORDS})
    page, answers = held, []
    for seconds in (6, 10):
        then = guarded(minimum_seconds=10, as_of=NOW + timedelta(seconds=seconds))
        fields = {**then.hidden(page), "why": WORDS}
        page = then.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)
        answers.append(page)

    assert held.status_code == 422
    assert "please look it over and send it again in 10 seconds." in held.text
    assert 'value="Smoke &amp; mirrors"' in held.text
    assert "again in 4 seconds." in answers[0].text
    assert answers[1].status_code == 303


def test_a_program_that_has_worked_is_taken(working):
    slug = working.publish(ask("text", "why"))

    bare = working.post(slug, body(1))
    challenge = working.client.get(bare.json["challenge"]).json
    proven = [
        working.post(
            slug, body(number, proof=solved(challenge_of(working, slug, f"guard-test-number-{number}").json))
        )
        for number in range(2, 5)
    ]

    assert bare.status_code == 422
    assert list(bare.json["errors"]) == ["_proof"]
    assert challenge["maxnumber"] == 300
    # More than the limit of one a minute: a whole school behind one address gets in.
    assert [answer.status_code for answer in proven] == [201, 201, 201]


@pytest.mark.parametrize("proof", ["", "nonsense", 7, ["x"]])
def test_what_is_no_proof_is_refused(working, proof):
    slug = working.publish(ask("text", "why"))

    assert working.post(slug, body(1, proof=proof)).status_code == 422
    assert working.rows(slug) == []


def test_a_proof_serves_for_one_response_only(working):
    slug = working.publish(ask("text", "why"))
    proof = solved(challenge_of(working, slug, "guard-test-number-1").json)

    statuses = [working.post(slug, body(number, proof=proof)).status_code for number in (1, 2, 1)]

    assert statuses == [201, 422, 200]


def test_without_a_script_the_form_waits_with_a_ticket_and_is_taken(config, guarded):
    slug = guarded().publish(ask("text", "why"))
    first = guarded(proof_of_work=300)
    held = first.send(slug, {"why": WORDS})
    fields = {**first.hidden(held), "why": WORDS}
    early = guarded(proof_of_work=300, as_of=NOW + timedelta(seconds=5))
    late = guarded(proof_of_work=300, as_of=NOW + timedelta(seconds=15))

    too_early = early.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)
    taken = late.client.post(
        f"/surveys/{slug}", data={**early.hidden(too_early), "why": WORDS}, headers=SAME_ORIGIN
    )

    assert (held.status_code, held.headers["Retry-After"]) == (422, "15")
    assert "and yours did not. Everything you wrote is here: please send it again in 15 seconds." in held.text
    assert too_early.headers["Retry-After"] == "10"
    assert taken.status_code == 303


def test_a_ticket_that_is_not_ours_is_exchanged_for_one_that_can_be_waited_with(config, guarded):
    working = guarded(proof_of_work=300)
    slug = working.publish(ask("text", "why"))

    held = working.send(slug, {"why": WORDS, "_ticket": "not-ours"})
    late = guarded(proof_of_work=300, as_of=NOW + timedelta(seconds=15))
    fields = {**working.hidden(held), "why": WORDS}
    taken = late.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)

    assert (held.status_code, taken.status_code) == (422, 303)


def test_the_steps_of_a_survey_carry_the_ticket_along(guarded):
    slug = guarded().publish(ask("text", "why"), pages="one")
    first = guarded(proof_of_work=300)
    begun = first.client.post(
        f"/surveys/{slug}",
        data={**first.hidden(first.get(f"/surveys/{slug}")), "why": WORDS, "_go": "next"},
        headers=SAME_ORIGIN,
    )
    held = first.client.post(
        f"/surveys/{slug}", data={**first.hidden(begun), "_go": "send"}, headers=SAME_ORIGIN
    )
    late = guarded(proof_of_work=300, as_of=NOW + timedelta(seconds=15))

    taken = late.client.post(
        f"/surveys/{slug}", data={**late.hidden(held), "_go": "send"}, headers=SAME_ORIGIN
    )

    assert held.status_code == 422
    assert "data-challenge=" in begun.text
    assert taken.status_code == 303


def test_a_challenge_is_for_a_submission_and_only_where_work_is_asked_for(working, service):
    slug = working.publish(ask("text", "why"))

    assert challenge_of(working, slug, "short").status_code == 422
    assert challenge_of(service, slug, "i" * 16).status_code == 404
    assert challenge_of(working, "no-such-survey", "i" * 16).status_code == 404


def test_nothing_stores_a_response_past_the_guard():
    folder = Path(__file__).parents[2] / "survey_server"
    callers = {
        path.name
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "save"
    }

    # A trial run has a database of its own, and no reader.
    assert callers == {"submission.py", "simulate.py"}
