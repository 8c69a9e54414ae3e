"""Back, correct, send again: what was sent first stays, and what was written then is not lost."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import ask, survey_text
from tests.journeys.conftest import axe_findings
from tests.journeys.service_process import Service

QUESTIONS = [ask("text", "name", ask="Your name?"), ask("number", "cups", ask="How many cups?")]
SURVEYS = {
    "whole": survey_text(*QUESTIONS),
    "steps": survey_text(*QUESTIONS, pages="one"),
    "once": survey_text(*QUESTIONS, once=True),
    "german": survey_text(
        *QUESTIONS, ask("text", "why", ask="Warum {cups}?", when={"cups": {"above": 12.25}}), language="de"
    ),
}


@pytest.fixture(scope="module")
def service(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    content = tmp_path_factory.mktemp("sent-before")
    (content / "surveys").mkdir()
    for slug, text in SURVEYS.items():
        (content / "surveys" / f"{slug}.md").write_text(text, encoding="utf-8")
    running = Service(content, database_url)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def stored(service: Service):
    """Return the answers that have been stored for a survey since the test began; None for erased ones."""
    before = {row["receipt"] for slug in SURVEYS for row in service.stored(slug)}

    def since(slug):
        rows = [row for row in service.stored(slug) if row["receipt"] not in before]
        return [json.loads(row["answers"] or "null") for row in rows]

    return since


def send(page: Page) -> None:
    page.get_by_role("button", name="Send my answers").click()


def received(page: Page) -> None:
    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()


def test_a_correction_after_sending_is_given_back_and_can_replace_what_was_stored(
    page: Page, service: Service, stored
):
    page.goto(f"{service.url}/surveys/whole")
    page.locator("#f-name").fill("first words")
    send(page)
    received(page)

    page.go_back()
    page.locator("#f-name").fill("corrected words")
    send(page)
    expect(page.get_by_text("what you wrote now was not added")).to_be_visible()
    expect(page.locator("#f-name")).to_have_value("corrected words")
    assert stored("whole") == [{"name": "first words"}]

    page.get_by_role("link", name="Your receipt").click()
    page.get_by_role("button", name="Erase my answers").click()
    expect(page.get_by_role("heading", name="Your answers were erased")).to_be_visible()
    # Past the receipt as it was before.
    page.go_back()
    if "/receipts/" in page.url:
        page.go_back()
    expect(page.locator("#f-name")).to_have_value("corrected words")
    send(page)
    expect(page.get_by_text("what you wrote now is not stored")).to_be_visible()
    expect(page.locator("#f-name")).to_have_value("corrected words")
    send(page)

    received(page)
    assert stored("whole") == [None, {"name": "corrected words"}]


def test_in_steps_a_correction_after_sending_is_given_back_too(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/steps")
    page.locator("#f-name").fill("first words")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    send(page)
    received(page)

    page.go_back()
    page.get_by_role("button", name="Change").first.click()
    page.locator("#f-name").fill("corrected words")
    page.get_by_role("button", name="Next").click()
    send(page)

    expect(page.get_by_text("what you wrote now was not added")).to_be_visible()
    expect(page.get_by_text("corrected words")).to_be_visible()
    expect(page.get_by_role("link", name="Your receipt")).to_be_visible()
    assert stored("steps") == [{"name": "first words"}]


def test_where_one_answer_per_browser_is_asked_the_words_of_the_other_tab_stay_in_sight(
    browser: Browser, service: Service, stored
):
    context = browser.new_context()
    page, other = context.new_page(), context.new_page()
    for tab, words in ((page, "first words"), (other, "other words")):
        tab.goto(f"{service.url}/surveys/once")
        tab.wait_for_load_state()
        tab.locator("#f-name").fill(words)
    send(page)
    received(page)

    send(other)

    expect(other.get_by_text("what you wrote now was not added")).to_be_visible()
    expect(other.locator("#f-name")).to_be_visible()
    expect(other.locator("#f-name")).to_have_value("other words")
    assert axe_findings(other) == []
    assert stored("once") == [{"name": "first words"}]
    context.close()


def test_a_decimal_comma_is_a_number_in_the_page_and_in_the_service(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/german")
    page.locator("#f-cups").fill("12,5")
    page.locator("#f-why").fill("Durst")
    expect(page.locator("#f-why")).to_be_visible()
    page.get_by_role("button", name="Antworten absenden").click()

    expect(page.get_by_role("heading", name="Ihre Antworten sind angekommen")).to_be_visible()
    expect(page.get_by_text("Warum 12,5?")).to_be_visible()
    assert stored("german") == [{"cups": 12.5, "why": "Durst"}]
