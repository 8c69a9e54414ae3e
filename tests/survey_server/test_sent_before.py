"""What becomes of answers that come under an id that answers were stored under before."""

import html
import json

import pytest

from survey_server import messages
from survey_server.store import StoreAwayError
from tests.builders import ask
from tests.survey_server.conftest import SAME_ORIGIN


@pytest.fixture
def begun(service):
    """Return a survey whose form was sent once, with the fields of that form and the receipt's address."""
    slug = service.publish(ask("text", "why", ask="Why tea?"), ask("text", "name"))
    fields = service.hidden(service.get(f"/surveys/{slug}")) | {"why": "first words", "name": "Ada"}
    first = post(service, slug, fields)
    return slug, fields, first.headers["Location"]


def post(service, slug, fields):
    return service.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)


def erase(service, receipt):
    service.client.post(receipt, data=service.hidden(service.get(receipt)), headers=SAME_ORIGIN)


def stored(service, slug):
    return [json.loads(row["answers"] or "null") for row in service.rows(slug)]


def test_the_same_answers_again_lead_to_the_receipt(service, begun):
    slug, fields, receipt = begun

    again = post(service, slug, fields)

    assert (again.status_code, again.headers["Location"]) == (303, receipt)


def test_other_answers_under_the_same_id_are_given_back_and_the_receipt_is_named(service, begun):
    slug, fields, receipt = begun

    page = post(service, slug, fields | {"why": "corrected words"})

    assert page.status_code == 409
    assert messages.SENT_BEFORE in page.text
    assert f'href="{receipt}"' in page.text
    assert 'value="corrected words"' in page.text
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert stored(service, slug) == [{"why": "first words", "name": "Ada"}]


def test_however_often_other_answers_are_sent_one_response_is_stored(service, begun):
    slug, fields, _ = begun

    page = post(service, slug, fields | {"why": "corrected words"})
    again = post(service, slug, service.hidden(page) | {"why": "corrected words"})

    assert again.status_code == 409
    assert len(stored(service, slug)) == 1


def test_what_was_given_back_replaces_the_stored_answers_once_those_are_erased(service, begun):
    slug, fields, receipt = begun
    page = post(service, slug, fields | {"why": "corrected words"})

    erase(service, receipt)
    asked = post(service, slug, service.hidden(page) | {"why": "corrected words"})
    sent = post(service, slug, service.hidden(asked) | {"why": "corrected words"})

    assert asked.status_code == 409
    assert messages.SENT_AND_ERASED in asked.text
    assert 'value="corrected words"' in asked.text
    assert sent.status_code == 303
    assert stored(service, slug) == [None, {"why": "corrected words"}]


def test_answers_with_a_mistake_say_that_others_are_stored(service):
    slug = service.publish(ask("number", "cups", max=5))
    fields = service.hidden(service.get(f"/surveys/{slug}"))
    post(service, slug, fields | {"cups": "3"})

    page = post(service, slug, fields | {"cups": "many"})

    assert page.status_code == 409
    assert messages.SENT_BEFORE in page.text
    assert 'value="many"' in page.text


def test_after_the_end_other_answers_are_given_back_to_be_read(service, begun):
    slug, fields, receipt = begun
    service.publish(ask("text", "why", ask="Why tea?"), ask("text", "name"), slug=slug, closes="2026-11-21")

    page = post(service, slug, fields | {"why": "corrected words"})

    assert page.status_code == 409
    assert messages.SENT_BEFORE_SHUT in page.text
    assert "It takes no more answers." in page.text
    assert f'href="{receipt}"' in page.text
    assert "<dd>corrected words</dd>" in page.text


def test_the_page_with_all_answers_says_it_too(service):
    slug = service.publish(ask("text", "why", ask="Why tea?"), pages="one")
    first = service.hidden(service.get(f"/surveys/{slug}"))
    review = post(service, slug, first | {"why": "first words", "_go": "next"})
    receipt = post(service, slug, service.hidden(review) | {"_go": "send"}).headers["Location"]
    corrected = post(service, slug, first | {"why": "corrected words", "_go": "next"})

    page = post(service, slug, service.hidden(corrected) | {"_go": "send"})
    erase(service, receipt)
    asked = post(service, slug, service.hidden(page) | {"_go": "send"})
    sent = post(service, slug, service.hidden(asked) | {"_go": "send"})

    assert page.status_code == 409
    assert messages.SENT_BEFORE in page.text
    assert f'href="{receipt}"' in page.text
    assert "corrected words" in page.text
    assert messages.SENT_AND_ERASED in asked.text
    assert sent.status_code == 303
    assert stored(service, slug) == [None, {"why": "corrected words"}]


def test_it_is_said_in_the_language_of_the_survey(service):
    slug = service.publish(ask("text", "why"), language="de")
    fields = service.hidden(service.get(f"/surveys/{slug}"))
    post(service, slug, fields | {"why": "erst"})

    page = post(service, slug, fields | {"why": "dann"})

    assert html.escape(messages.said(messages.SENT_BEFORE, "de")) in page.text
    assert messages.said(messages.SENT_BEFORE, "de") != messages.SENT_BEFORE
    assert "Ihre Quittung: ansehen, was gespeichert ist, oder es löschen" in page.text


def test_a_database_that_goes_away_in_between_loses_nothing(service, begun, monkeypatch):
    slug, fields, _ = begun

    def away(_):
        raise StoreAwayError

    monkeypatch.setattr(service.services.store.responses, "find", away)
    page = post(service, slug, fields | {"why": "corrected words"})

    assert page.status_code == 503
    assert messages.NOT_SAVED in page.text
    assert 'value="corrected words"' in page.text
