"""A survey in a page of another site: under a strict policy, without a frame, a cookie or a stored thing."""

import json
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import CHROMIUM_OPTIONS, axe_findings
from tests.journeys.service_process import Service
from tests.journeys.static_site import host_site, surveys_folder

NO_THIRD_PARTIES = "--test-third-party-cookie-phaseout"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("embed")
    running = Service(surveys_folder(folder), f"sqlite:///{folder / 'masthead.db'}")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def host(service: Service) -> Iterator[str]:
    with host_site(service.url) as listed:
        service.origins = (listed,)
        service.start()
        yield listed


@pytest.fixture(scope="module")
def strict(browser: Browser) -> Iterator[Browser]:
    opened = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*CHROMIUM_OPTIONS, NO_THIRD_PARTIES]
    )
    yield opened
    opened.close()


@pytest.fixture
def page(strict: Browser) -> Iterator[Page]:
    context = strict.new_context()
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


def test_a_survey_is_answered_in_a_page_of_another_site_that_allows_nothing_else(
    page: Page, service: Service, host: str
):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{host}/following")
    expect(page.get_by_role("heading", name="Tea")).to_be_visible()
    expect(page.get_by_label("You said")).to_be_hidden()
    page.get_by_label("Yes").check()
    page.get_by_label("You said Yes. Why?").fill("It warms.")
    objections = axe_findings(page)
    assert page.locator("iframe, [style]").count() == 0
    page.get_by_role("button", name="Send my answers").click()

    expect(page.get_by_text("Your answers were received")).to_be_visible()
    expect(page.get_by_text("Thank you very much.")).to_be_visible()
    (row,) = service.stored("following")
    assert json.loads(row["answers"]) == {"tea": "yes", "why": "It warms."}
    link = page.get_by_role("link", name="Your receipt")
    assert link.get_attribute("href") == f"{service.url}/receipts/{row['receipt']}"
    assert objections == []
    assert page.complaints == []
    assert {"/".join(url.split("/")[:3]) for url in asked} == {host, service.url}
    assert page.context.cookies() == []
    assert [state["origin"] for state in page.context.storage_state()["origins"]] == []
    assert page.locator("iframe, [style]").count() == 0


def test_a_press_before_the_scripts_have_come_is_not_lost(page: Page, service: Service, host: str):
    held: list[Route] = []
    page.route("**/survey_send.*", lambda route: held.append(route))
    with page.expect_request("**/survey_send.*"):
        page.goto(f"{host}/poll")
    page.get_by_role("button", name="Send my answer").click()

    held[0].continue_()

    expect(page.get_by_role("alert")).to_be_focused()
    assert page.url == f"{host}/poll"


def test_mistakes_are_shown_in_the_page_of_the_other_site(page: Page, service: Service, host: str):
    before = service.stored("poll")
    page.goto(f"{host}/poll")
    page.get_by_role("button", name="Send my answer").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="Which topic? Please choose one of these.").click()
    expect(page.get_by_label("Green")).to_be_focused()
    group = page.get_by_role("radiogroup", name="Which topic?")
    expect(group).to_have_accessible_description("Error: Please choose one of these.")
    assert service.stored("poll") == before


def test_two_surveys_in_a_page_do_not_meddle_with_each_other(page: Page, service: Service, host: str):
    before = len(service.stored("poll"))
    page.goto(f"{host}/poll/twice")
    first, second = (page.locator("section.masthead-survey").nth(number) for number in range(2))
    second.get_by_text("Black tea").click()
    first.get_by_text("Green").click()
    second.get_by_role("button", name="Send my answer").click()

    expect(second.get_by_text("Your answer was received")).to_be_visible()
    expect(first.get_by_label("Green")).to_be_checked()
    first.get_by_role("button", name="Send my answer").click()
    expect(first.get_by_text("Your answer was received")).to_be_visible()
    answers = [json.loads(row["answers"]) for row in service.stored("poll")[before:]]
    assert answers == [{"topic": "black-tea"}, {"topic": "green"}]
    ids = page.locator("[id]").evaluate_all("elements => elements.map((element) => element.id)")
    assert len(ids) == len(set(ids))


def test_a_site_that_is_not_listed_shows_a_sentence_and_the_way_to_the_survey(
    page: Page, service: Service, host: str
):
    with host_site(service.url) as unlisted:
        page.goto(f"{unlisted}/following")
        expect(page.get_by_text("This survey cannot be answered in this page.")).to_be_visible()
        page.get_by_role("link", name="Open the survey on its own page").click()

        expect(page).to_have_url(f"{service.url}/surveys/following")


def test_without_a_script_the_link_of_the_author_leads_to_the_survey(
    strict: Browser, service: Service, host: str
):
    page = strict.new_context(java_script_enabled=False).new_page()
    page.goto(f"{host}/following")
    page.get_by_role("link", name="The survey").click()

    expect(page.get_by_role("button", name="Send my answers")).to_be_visible()
    page.context.close()


def test_the_style_of_the_service_changes_nothing_outside_of_the_survey(page: Page, host: str):
    looks = {}
    for path in ("following", "following/styled"):
        page.goto(f"{host}/{path}")
        expect(page.get_by_role("heading", name="Tea")).to_be_visible()
        looks[path] = page.evaluate(
            """["h1", "main > p"].map((which) => {
              const style = getComputedStyle(document.querySelector(which));
              return [...style].map((name) => style[name]).join();
            })"""
        )
    button = page.get_by_role("button", name="Send my answers")

    assert looks["following"] == looks["following/styled"]
    assert button.bounding_box()["height"] >= 40
    assert page.complaints == []
