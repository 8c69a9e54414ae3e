"""Saving and going on later: the link holds the answers, and the service holds nothing."""

import html
import json
import re
import secrets

import pytest

from survey_server import messages
from survey_server.drafts import LONGEST_LINK, sensible_seconds
from tests.builders import ask, make_survey

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
QUESTIONS = (
    ask("yes_no", "tea"),
    ask("long_text", "why", when={"tea": "yes"}),
    ask("choice", "pick", options=list("abcdefgh"), shuffle=True),
)


def link_in(page):
    """Return the path of the link on the page that offers it."""
    return html.unescape(re.search(r"<textarea[^>]*readonly>http://[^/]+([^<]*)</textarea>", page.text)[1])


def saved(service, slug, **fields):
    return service.send(slug, fields | {"_go": "later"})


def test_the_link_brings_the_answers_back_with_the_same_order_and_one_response(service):
    slug = service.publish(*QUESTIONS)
    before = service.get(f"/surveys/{slug}")
    order = re.findall(r'name="pick" value="(\w)"', before.text)
    fields = service.hidden(before) | {"tea": "yes", "why": "half <a> text", "pick": "c"}
    page = service.client.post(f"/surveys/{slug}", data=fields | {"_go": "later"}, headers=SAME_ORIGIN)
    rows_after_saving = service.rows(slug)

    back = service.get(link_in(page))
    receipts = {
        service.client.post(
            f"/surveys/{slug}",
            data=service.hidden(service.get(link_in(page))) | {"tea": "yes", "why": "all of it"},
            headers=SAME_ORIGIN,
        ).headers["Location"]
        for _ in range(2)
    }

    assert page.status_code == 200
    assert rows_after_saving == []
    assert "half &lt;a&gt; text</textarea>" in back.text
    assert re.findall(r'name="pick" value="(\w)"', back.text) == order
    assert 'value="c" autocomplete="off" checked' in back.text
    assert len(receipts) == 1
    assert len(service.rows(slug)) == 1


def test_going_on_leads_to_the_step_where_the_reader_stopped(service):
    slug = service.publish(*QUESTIONS, pages="one")
    first = service.hidden(service.get(f"/surveys/{slug}"))
    page = service.client.post(
        f"/surveys/{slug}", data=first | {"tea": "yes", "_go": "next"}, headers=SAME_ORIGIN
    )

    later = service.client.post(
        f"/surveys/{slug}",
        data=service.hidden(page) | {"why": "half", "_go": "later"},
        headers=SAME_ORIGIN,
    )
    back = service.get(link_in(later))

    assert service.hidden(back)["_step"] == "why"
    assert ">\nhalf</textarea>" in back.text


def test_the_link_still_works_when_the_survey_has_changed_and_the_service_has_been_restarted(service):
    slug = service.publish(*QUESTIONS)
    link = link_in(saved(service, slug, tea="yes", why="old words"))
    service.publish(ask("text", "other_things"), slug=slug)
    service.services.surveys._versions.clear()

    back = service.get(link)
    sent = service.client.post(
        f"/surveys/{slug}",
        data=service.hidden(back) | {"tea": "yes", "why": "old words"},
        headers=SAME_ORIGIN,
    )

    assert "old words" in back.text
    assert sent.status_code == 303
    assert json.loads(service.rows(slug)[0]["answers"]) == {"tea": "yes", "why": "old words"}


def test_without_the_old_version_what_fits_is_shown_with_a_sentence(service):
    slug = service.publish(*QUESTIONS)
    link = link_in(saved(service, slug, tea="yes", why="old words"))
    service.publish(ask("text", "why"), slug=slug)
    service.services.surveys._versions.clear()
    with service.services.store.engine.begin() as connection:
        connection.exec_driver_sql(f"DELETE FROM definition WHERE survey = '{slug}'")

    back = service.get(link)

    assert messages.DEFINITION_CHANGED in back.text
    assert 'value="old words"' in back.text


def test_answers_too_long_for_a_link_stay_in_the_page_with_a_sentence(service):
    slug = service.publish(ask("long_text", "why", max=20_000))
    # Random words cannot be made small.
    long = secrets.token_hex(LONGEST_LINK)

    page = saved(service, slug, why=long)
    shorter = saved(service, slug, why=long[:2000])

    assert page.status_code == 422
    assert messages.TOO_LONG_FOR_A_LINK in page.text
    assert long in page.text
    assert len(link_in(shorter)) < LONGEST_LINK


@pytest.mark.parametrize("sealed", ["x", "x" * 7000, "\0", "%F0%9F%98%80", ".", "eyJ9.abc"])
def test_a_damaged_link_opens_the_survey_with_a_sentence(service, sealed):
    slug = service.publish(*QUESTIONS)

    page = service.get(f"/surveys/{slug}?so_far={sealed}")

    assert page.status_code == 200
    assert messages.DRAFT_DAMAGED in page.text


def test_a_damaged_link_begins_with_the_first_question(service):
    slug = service.publish(ask("text", "why"), ask("text", "name"), pages="one")

    page = service.get(f"/surveys/{slug}?step=name&so_far=x")

    assert messages.DRAFT_DAMAGED in page.text
    assert service.hidden(page)["_step"] == "why"


def test_the_link_of_a_survey_that_has_closed_gives_the_answers_back(service):
    slug = service.publish(*QUESTIONS)
    link = link_in(saved(service, slug, tea="yes", why="old words"))
    service.publish(*QUESTIONS, slug=slug, closes="2026-11-21")

    page = service.get(link)

    assert page.status_code == 409
    assert "<dd>old words</dd>" in page.text


def test_following_a_link_stores_nothing(service):
    slug = service.publish(*QUESTIONS)
    link = link_in(saved(service, slug, tea="yes"))

    for path in (
        link,
        f"/surveys/{slug}?step=",
        f"/surveys/{slug}?q.tea=yes&from=x",
        f"/surveys/{slug}?lang=de",
    ):
        service.get(path)

    assert service.rows(slug) == []


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"tea": 3}, {"tea": 3}),
        ({"tea": 86_400}, {"tea": 86_400}),
        ({"tea": 86_401}, {}),
        ({"tea": 0}, {}),
        ({"tea": -1}, {}),
        ({"tea": 1.5}, {}),
        ({"tea": True}, {}),
        ({"tea": "3"}, {}),
        ({"nobody": 3}, {}),
        ([], {}),
        (None, {}),
        ("tea", {}),
    ],
)
def test_only_whole_seconds_of_at_most_a_day_are_believed(sent, kept):
    assert sensible_seconds(sent, make_survey(ask("text", "tea")).questions) == kept
