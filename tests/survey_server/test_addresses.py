"""What an address may bring: declared values, and a first answer that is only shown."""

import html
import json
import re

import pytest

from survey_server import messages
from tests.builders import ask

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


def test_where_it_came_from_and_declared_values_are_kept_and_nothing_else(service):
    slug = service.publish(ask("text", "why"), hidden=["campaign"])
    page = service.get(f"/surveys/{slug}?from=first-flush&campaign=%3Cspring%3E&utm_source=mail&tea=x")

    fields = {name: html.unescape(value) for name, value in service.hidden(page).items()}
    service.client.post(f"/surveys/{slug}", data=fields | {"why": "words"}, headers=SAME_ORIGIN)

    assert json.loads(service.rows(slug)[0]["context"]) == {"from": "first-flush", "campaign": "<spring>"}


def test_context_goes_through_steps_and_links(service):
    slug = service.publish(ask("text", "why"), pages="one")
    page = service.get(f"/surveys/{slug}?from=first-flush")

    for go in ("next", "send"):
        page = service.client.post(
            f"/surveys/{slug}", data=service.hidden(page) | {"why": "x", "_go": go}, headers=SAME_ORIGIN
        )

    assert json.loads(service.rows(slug)[0]["context"]) == {"from": "first-flush"}


@pytest.mark.parametrize("value", ["x" * 201, "a%00b", "%20", ""])
def test_a_value_that_cannot_be_kept_is_left_out(service, value):
    slug = service.publish(ask("text", "why"))

    assert "_context__from" not in service.hidden(service.get(f"/surveys/{slug}?from={value}"))


@pytest.mark.parametrize(
    ("question", "query", "control"),
    [
        (ask("choice", "q"), "q.q=green", 'value="green" checked'),
        (ask("choices", "q"), "q.q=green&q.q=white", 'value="white" checked'),
        (ask("yes_no", "q"), "q.q=no", 'value="no" checked'),
        (ask("scale", "q"), "q.q=4", 'value="4" checked'),
        (ask("nps", "q"), "q.q=0", 'value="0" checked'),
        (ask("stars", "q"), "q.q=5", 'value="5" checked'),
    ],
)
def test_an_address_picks_an_answer_that_is_shown_and_not_stored(service, question, query, control):
    slug = service.publish(question)

    page = service.get(f"/surveys/{slug}?{query}")

    assert control in page.text
    assert service.rows(slug) == []


@pytest.mark.parametrize(
    ("question", "query"),
    [
        (ask("choice", "q"), "q.q=nonsense"),
        (ask("choice", "q"), "q.q=green&q.q=black-tea"),
        (ask("choice", "q", other=True), "q.q=other&q.q__other=Words"),
        (ask("scale", "q"), "q.q=9"),
        (ask("consent", "q"), "q.q=true"),
        (ask("text", "q"), "q.q=Words"),
        (ask("email", "q"), "q.q=a@b.example"),
        (ask("choice", "q"), "q=green"),
    ],
)
def test_words_a_consent_and_nonsense_are_not_filled_in(service, question, query):
    slug = service.publish(question)

    page = service.get(f"/surveys/{slug}?{query}")

    assert not re.search(r" checked|Words|a@b", page.text.partition("<form")[2].partition("</form")[0])


@pytest.mark.parametrize(
    "query",
    [
        "_method=x",
        "_external=1&_scheme=x",
        "slug=x",
        "lang[]=de",
        "_anchor=%00",
        "q.=x",
        "step=%00",
        "endpoint=x",
    ],
)
def test_an_odd_address_breaks_nothing(service, query):
    words = {"de": {"title": "Tee"}}
    slug = service.publish(ask("choice", "q"), language="en", languages=words)

    assert service.get(f"/surveys/{slug}?{query}").status_code == 200


def test_a_program_may_say_only_what_the_survey_declares(service):
    slug = service.publish(ask("text", "why"), hidden=["campaign"])
    body = {"submission_id": "0123456789abcdef", "answers": {}}

    stray = service.post(slug, body | {"context": {"campaign": "x", "age": "40"}})
    declared = service.post(slug, body | {"context": {"campaign": "x", "from": "y"}})

    assert stray.status_code == 422
    assert stray.json == {"errors": {"_context": messages.UNKNOWN_CONTEXT.format(names="age")}}
    assert declared.status_code == 201


def test_a_program_may_say_how_a_response_came_about(service):
    slug = service.publish(
        ask("choice", "q", options=list("abcd"), shuffle=True),
        language="en",
        languages={"de": {"title": "Tee"}},
    )
    body = {"submission_id": "0123456789abcdef", "answers": {"q": "a"}}
    paradata = {"seed": "0123456789abcdef", "seconds": {"q": 4, "x": 1}, "language": "de", "device": "x"}

    wrong = [service.post(slug, body | {"paradata": value}) for value in ([], "x", 1)]
    kept = service.post(slug, body | {"paradata": paradata})

    assert [answer.json for answer in wrong] == [{"errors": {"_paradata": messages.BAD_PARADATA}}] * 3
    assert kept.status_code == 201
    assert json.loads(service.rows(slug)[0]["paradata"]) == {
        "order": {"q": ["d", "a", "b", "c"]},
        "seconds": {"q": 4},
        "language": "de",
    }
