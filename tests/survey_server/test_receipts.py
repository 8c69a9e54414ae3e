import json
from datetime import timedelta

import pytest

from survey_server import messages
from tests.builders import ask

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def kept(service, *questions, answers, **header):
    """Keep a response and return its slug and receipt."""
    slug = service.publish(*questions, **header)
    body = {"submission_id": "a-submission-of-tea", "answers": answers, "context": {"from": "post-1"}}
    return slug, service.post(slug, body).json["receipt"]


def test_a_receipt_shows_what_was_stored_in_words_and_how_long_it_is_kept(service):
    _, receipt = kept(
        service,
        ask("choice", "tea", ask="Which tea?"),
        ask("text", "why", ask="Why {tea}?"),
        ask("text", "hidden", ask="Hidden?", when={"tea": "Green"}),
        ask("statement", "bye", ask="Goodbye."),
        answers={"tea": "black-tea"},
        retention_days=10,
        thanks="Thank **you**.",
    )

    page = service.get(f"/receipts/{receipt}")

    assert page.status_code == 200
    assert "<dt>Which tea?</dt>\n      <dd>Black tea</dd>" in page.text
    assert "<dt>Why Black tea?</dt>\n      <dd>No answer</dd>" in page.text
    assert "Hidden?" not in page.text
    assert "Goodbye." not in page.text
    assert "<p>Thank <strong>you</strong>.</p>" in page.text
    assert "22 November 2026, 12:00 GMT" in page.text
    assert "10 days, until 2 December 2026" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_erasure_leaves_nothing_but_the_receipt(service):
    slug, receipt = kept(service, ask("text", "why"), answers={"why": "a secret word"})

    answer = service.client.post(
        f"/receipts/{receipt}", data=service.hidden(service.get(f"/receipts/{receipt}")), headers=SAME_ORIGIN
    )
    page = service.get(f"/receipts/{receipt}")

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/receipts/{receipt}")
    assert page.status_code == 410
    assert "Your answers were erased" in page.text
    assert "a secret word" not in page.text
    [row] = service.rows(slug)
    assert (row["answers"], row["context"]) == (None, None)
    assert row["erased_at"] is not None


def test_erasing_twice_is_no_error(service):
    _, receipt = kept(service, ask("text", "why"), answers={"why": "words"})

    for _ in range(2):
        assert service.client.post(f"/receipts/{receipt}", headers=SAME_ORIGIN).status_code == 303


def test_looking_at_a_receipt_erases_nothing(service):
    slug, receipt = kept(service, ask("text", "why"), answers={"why": "words"})

    service.get(f"/receipts/{receipt}?erase=1")

    assert service.rows(slug)[0]["answers"] is not None


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}, {"Origin": "null"}])
def test_nobody_else_can_make_a_reader_erase(service, headers):
    slug, receipt = kept(service, ask("text", "why"), answers={"why": "words"})

    answer = service.client.post(f"/receipts/{receipt}", headers=headers)

    assert answer.status_code == 403
    assert service.rows(slug)[0]["answers"] is not None


def test_an_old_browser_erases_by_the_token_of_the_page(service):
    slug, receipt = kept(service, ask("text", "why"), answers={"why": "words"})
    hidden = service.hidden(service.get(f"/receipts/{receipt}"))

    answer = service.client.post(f"/receipts/{receipt}", data=hidden)

    assert answer.status_code == 303
    assert service.rows(slug)[0]["answers"] is None


def test_the_token_of_a_survey_erases_nothing(service):
    slug, receipt = kept(service, ask("text", "why"), answers={"why": "words"})

    answer = service.client.post(f"/receipts/{receipt}", data={"_token": service.token(slug)})

    assert answer.status_code == 403


def test_an_expired_token_shows_the_receipt_again(service):
    slug, receipt = kept(service, ask("text", "why"), answers={"why": "words"})
    old = service.token(f"receipt:{receipt}", made=service.services.now() - timedelta(hours=25))

    page = service.client.post(f"/receipts/{receipt}", data={"_token": old})

    assert page.status_code == 422
    assert messages.ERASURE_RENEWED in page.text
    assert service.rows(slug)[0]["answers"] is not None


@pytest.mark.parametrize("code", ["x", "a" * 24, "a" * 24 + "%00", "%F0%9F%98%80" * 24, "a" * 200])
def test_an_unknown_code_is_not_found(service, code):
    assert service.get(f"/receipts/{code}").status_code == 404
    assert service.client.post(f"/receipts/{code}", headers=SAME_ORIGIN).status_code == 404


def test_a_receipt_outlives_changes_to_its_survey_and_the_file_itself(service):
    slug, receipt = kept(service, ask("choice", "tea", ask="Which tea?"), answers={"tea": "green"})

    service.publish(ask("text", "milk"), slug=slug)
    after_change = service.get(f"/receipts/{receipt}")
    service.file(slug).unlink()
    after_removal = service.get(f"/receipts/{receipt}")

    for page in (after_change, after_removal):
        assert page.status_code == 200
        assert "<dt>Which tea?</dt>\n      <dd>Green</dd>" in page.text


def test_a_receipt_shows_what_was_stored_beside_the_answers_and_erasure_takes_it_along(service):
    slug = service.publish(
        ask("choice", "tea", options=["Green", "Black", "White"], shuffle=True), hidden=["campaign"]
    )
    body = {
        "submission_id": "a-submission-of-tea",
        "answers": {"tea": "green"},
        "context": {"campaign": "spring"},
        "paradata": {"seed": "0" * 16, "seconds": {"tea": 12}},
    }
    receipt = service.post(slug, body).json["receipt"]
    order = json.loads(service.rows(slug)[0]["paradata"])["order"]["tea"]

    page = service.get(f"/receipts/{receipt}").text
    service.client.post(f"/receipts/{receipt}", headers={"Sec-Fetch-Site": "same-origin"})

    assert "<dt>Brought by the address as “campaign”</dt>\n      <dd>spring</dd>" in page
    assert f"<dd>{', '.join(word.capitalize() for word in order)}</dd>" in page
    assert "<dd>12 seconds, counted question by question</dd>" in page
    row = service.rows(slug)[0]
    assert (row["answers"], row["context"], row["paradata"]) == (None, None, None)


def test_the_receipt_names_the_question_whose_options_were_shuffled(service):
    teas = ["Green", "Black", "White"]
    slug = service.publish(
        ask("choice", "tea", ask="Which tea?", options=teas, shuffle=True),
        ask("rank", "order", ask="And after {tea}?", options=teas, shuffle=True),
    )
    body = {"submission_id": "two-shuffled-ones", "answers": {"tea": "green"}, "paradata": {"seed": "0" * 16}}
    receipt = service.post(slug, body).json["receipt"]

    page = service.get(f"/receipts/{receipt}").text

    assert "<dt>Order in which you saw the options of “Which tea?”</dt>" in page
    assert "<dt>Order in which you saw the options of “And after Green?”</dt>" in page


@pytest.mark.parametrize(
    ("language", "kept_until", "time"),
    [
        ("en", "1 day, until 23 November 2026", "1 second, counted question by question"),
        ("de", "1 Tag, bis zum 23. November 2026", "1 Sekunde, Frage für Frage gezählt"),
    ],
)
def test_one_is_no_plural(service, language, kept_until, time):
    slug = service.publish(ask("yes_no", "tea"), retention_days=1, language=language)
    body = {
        "submission_id": "a-second-of-tea-1",
        "answers": {"tea": "yes"},
        "paradata": {"seconds": {"tea": 1}},
    }
    receipt = service.post(slug, body).json["receipt"]

    page = service.get(f"/receipts/{receipt}").text

    assert f"<dd>{kept_until}</dd>" in page
    assert f"<dd>{time}</dd>" in page
