"""A survey whose file is taken away while somebody answers: what was written is shown again."""

import pytest

from survey_server import messages
from tests.builders import ask
from tests.survey_server.conftest import SAME_ORIGIN, Service

QUESTIONS = (ask("text", "why", ask="Why tea?"), ask("text", "name", ask="Your name?"))


@pytest.fixture
def restarted(config):
    """Return a service that has not read any survey yet, on the same database."""
    service = Service(config)
    yield service
    service.services.store.close()


def post(service, slug, fields):
    return service.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)


def test_what_was_written_is_shown_again(service):
    slug = service.publish(*QUESTIONS, title="Tea")
    fields = service.hidden(service.get(f"/surveys/{slug}"))
    service.file(slug).unlink()

    page = post(service, slug, fields | {"why": "It warms.", "_go": "send"})

    assert page.status_code == 410
    assert messages.GONE in page.text
    assert "<h1>Tea</h1>" in page.text
    assert "<dt>Why tea?</dt>" in page.text
    assert "<dd>It warms.</dd>" in page.text
    assert service.get(f"/surveys/{slug}").status_code == 404
    assert service.rows(slug) == []


def test_a_step_brings_back_the_answers_before_it_too(service, restarted):
    slug = service.publish(*QUESTIONS, pages="one")
    first = service.hidden(service.get(f"/surveys/{slug}"))
    second = service.hidden(post(service, slug, first | {"why": "It warms.", "_go": "next"}))
    service.file(slug).unlink()

    page = post(restarted, slug, second | {"name": "Ada", "_go": "next"})

    assert page.status_code == 410
    assert messages.GONE in page.text
    assert "<dd>It warms.</dd>" in page.text
    assert "<dd>Ada</dd>" in page.text


def test_a_link_for_later_gives_its_answers_back(service):
    slug = service.publish(*QUESTIONS)
    fields = service.hidden(service.get(f"/surveys/{slug}"))
    later = post(service, slug, fields | {"why": "It warms.", "_go": "later"})
    link = later.text.partition('id="link"')[2].partition(">")[2].partition("<")[0].replace("&amp;", "&")
    service.file(slug).unlink()

    page = service.get(link)

    assert page.status_code == 410
    assert "<dd>It warms.</dd>" in page.text


def test_what_had_arrived_before_leads_to_its_receipt(service):
    slug = service.publish(*QUESTIONS)
    fields = service.hidden(service.get(f"/surveys/{slug}")) | {"why": "It warms."}
    receipt = post(service, slug, fields).headers["Location"]
    service.file(slug).unlink()

    again = post(service, slug, fields)
    other = post(service, slug, fields | {"why": "It cools."})

    assert (again.status_code, again.headers["Location"]) == (303, receipt)
    assert other.status_code == 409
    assert messages.SENT_BEFORE_SHUT in other.text
    assert "<dd>It cools.</dd>" in other.text


def test_the_readers_language_is_kept_where_the_survey_is_known_by_its_questions_alone(service, restarted):
    slug = service.publish(*QUESTIONS, language="de")
    fields = service.hidden(service.get(f"/surveys/{slug}"))
    post(service, slug, fields)
    service.file(slug).unlink()

    page = post(restarted, slug, fields | {"_submission_id": "another-one-of-mine", "why": "Es wärmt."})

    assert messages.said(messages.GONE, "de") in page.text
    assert "<dd>Es wärmt.</dd>" in page.text


@pytest.mark.parametrize("digest", ["", "0" * 64, "nonsense"])
def test_what_never_was_a_survey_is_not_there(service, digest):
    page = post(service, "never-was-one", {"_definition": digest, "why": "It warms."})

    assert page.status_code == 404
