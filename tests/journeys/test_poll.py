"""A poll in a browser: the chart after the vote, once per browser, and work that is asked for first."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.builders import ask, survey_text
from tests.journeys.conftest import axe_findings, free_port
from tests.journeys.service_process import Service
from tests.journeys.static_site import host_site, static_site, surveys_folder

TOPIC = ask("choice", "topic", ask="Which topic?", options=["Tea", "Cake"], required=True)
POLL = {"title": "Our poll", "kind": "poll", "where": ["page"], "min_cell": 1}
SURVEYS = {
    "shown": survey_text(TOPIC, **POLL, results="after-vote"),
    "private": survey_text(TOPIC, **POLL, results="private", thanks="Thank you."),
    "once": survey_text(TOPIC, **POLL, results="after-vote", once=True),
    "once-steps": survey_text(TOPIC, ask("text", "why"), pages="one", once=True, where=["page"]),
    "work": survey_text(TOPIC, **POLL, results="after-vote"),
}
ALREADY = "You have answered this already, in this browser."
DOORS = ["service", "site", "embed"]


@dataclass(frozen=True)
class Place:
    """The service, one that asks for work, and the sites whose pages have their surveys."""

    service: Service
    working: Service
    site: str
    host: str
    working_host: str

    def address(self, door: str, slug: str) -> str:
        """Return where a survey is found through a door."""
        addresses = {
            "service": f"{self.service.url}/surveys/{slug}",
            "site": f"{self.site}/surveys/{slug}/",
            "embed": f"{self.host}/{slug}/styled",
        }
        return addresses[door]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("poll")
    content = surveys_folder(folder)
    for slug, text in SURVEYS.items():
        (content / "surveys" / f"{slug}.md").write_text(text, encoding="utf-8")
    service, working = (Service(content, f"sqlite:///{folder / 'masthead.db'}") for _ in range(2))
    with (
        static_site(content, folder / "site", service.url, free_port()) as site,
        host_site(service.url) as host,
        host_site(working.url) as working_host,
        pytest.MonkeyPatch.context() as environ,
    ):
        service.origins = (site, host)
        service.start()
        working.origins = (working_host,)
        environ.setenv("MASTHEAD_PROOF_OF_WORK", "3000")
        # A clock that stands still would never let anybody have waited.
        working.start(as_of="")
        yield Place(service, working, site, host, working_host)
        service.stop()
        working.stop()


def open_page(browser: Browser, *, has_script: bool = True) -> Page:
    opened = browser.new_context(java_script_enabled=has_script).new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    return opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = open_page(browser)
    yield opened
    opened.context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    opened = open_page(browser, has_script=False)
    yield opened
    opened.context.close()


def vote(page: Page, address: str, topic: str = "Tea", *, has_script: bool = True) -> None:
    page.goto(address)
    if has_script:
        # The script has made the form this reader's own.
        expect(page.locator("input[name=_submission_id]")).to_have_count(1)
    page.get_by_label(topic).check()
    page.get_by_role("button", name="Send my answer").click()


def chart_row(page: Page, topic: str):
    return page.get_by_role("row", name=re.compile(f"^{topic}"))


@pytest.mark.parametrize("door", DOORS)
def test_the_chart_comes_in_place_after_the_vote(page: Page, place: Place, door: str):
    address = place.address(door, "shown")
    page.goto(address)
    expect(page.get_by_label("Tea")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)

    vote(page, address)

    expect(chart_row(page, "Tea")).to_be_visible()
    expect(page.get_by_text("Readers chose themselves to answer")).to_be_visible()
    share = int(chart_row(page, "Tea").get_by_role("cell").first.inner_text())
    assert share == len(place.service.stored("shown"))
    if door != "service":
        assert page.url.split("?")[0] == address
    assert page.complaints == []
    assert axe_findings(page) == []


@pytest.mark.parametrize("door", ["service", "site"])
def test_without_a_script_the_chart_is_on_the_receipt(plain_page: Page, place: Place, door: str):
    vote(plain_page, place.address(door, "shown"), "Cake", has_script=False)

    expect(plain_page.get_by_role("heading", name="What readers answer")).to_be_visible()
    expect(chart_row(plain_page, "Cake")).to_be_visible()


@pytest.mark.parametrize("door", DOORS)
def test_a_private_poll_thanks_only(page: Page, place: Place, door: str):
    with page.expect_response(lambda answer: answer.request.method == "POST") as answered:
        vote(page, place.address(door, "private"))

    expect(page.get_by_text("Thank you.")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)
    if door != "service":
        # A chart would come a moment later, from an address that stands here.
        assert sorted(answered.value.json()) == ["receipt", "url"]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_the_numbers_fits_its_screen_and_axe_finds_nothing(
    browser: Browser, place: Place, width: int, scheme: str
):
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    vote(page, place.address("service", "shown"))
    code = page.url.rpartition("/")[2]

    page.goto(f"{place.service.url}/surveys/shown/results?receipt={code}")

    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert axe_findings(page) == []
    context.close()


@pytest.mark.parametrize("door", DOORS)
def test_a_browser_that_has_answered_is_led_to_its_receipt(page: Page, place: Place, door: str):
    before, address = len(place.service.stored("once")), place.address(door, "once")
    vote(page, address)
    expect(chart_row(page, "Tea")).to_be_visible()

    # A new visit: what the tab's history remembers of the last one is not there.
    second = page.context.new_page()
    second.goto(address)

    expect(second.get_by_text(ALREADY)).to_be_visible()
    expect(second.get_by_label("Tea")).not_to_be_visible()
    second.get_by_role("link", name="Your receipt").click()
    expect(second.get_by_text("Your answer was received")).to_be_visible()
    assert len(place.service.stored("once")) == before + 1


def test_somebody_else_can_answer_on_the_same_device(page: Page, place: Place):
    before, address = len(place.service.stored("once")), place.address("site", "once")
    vote(page, address)
    expect(chart_row(page, "Tea")).to_be_visible()
    second = page.context.new_page()
    second.goto(address)

    second.get_by_role("button", name="Answer for somebody else on this device").click()
    second.get_by_label("Cake").check()
    second.get_by_role("button", name="Send my answer").click()

    expect(chart_row(second, "Cake")).to_be_visible()
    assert len(place.service.stored("once")) == before + 2


def test_two_tabs_of_one_browser_give_one_answer(page: Page, place: Place):
    before = len(place.service.stored("once"))
    tabs = [page, page.context.new_page()]
    for tab in tabs:
        tab.goto(place.address("service", "once"))
        tab.get_by_label("Tea").check()
    for tab in tabs:
        tab.get_by_role("button", name="Send my answer").click()
        expect(tab.get_by_text("Your answer was received")).to_be_visible()

    assert tabs[0].url == tabs[1].url
    assert len(place.service.stored("once")) == before + 1


def test_step_by_step_it_is_one_answer_too(page: Page, place: Place):
    before, address = len(place.service.stored("once-steps")), place.address("service", "once-steps")

    def answer(tab: Page) -> None:
        tab.get_by_label("Tea").check()
        tab.get_by_role("button", name="Next").click()
        tab.get_by_role("button", name="Next").click()

    other = page.context.new_page()
    for tab in (page, other):
        tab.goto(address)
        answer(tab)
    for tab in (page, other):
        tab.get_by_role("button", name="Send my answers").click()
        expect(tab.get_by_text("Your answers were received")).to_be_visible()
    page.goto(address)

    assert len(place.service.stored("once-steps")) == before + 1
    expect(page.get_by_text(ALREADY)).to_be_visible()


def test_an_erased_answer_may_be_given_anew(page: Page, place: Place):
    address = place.address("service", "once")
    vote(page, address)
    page.get_by_role("button", name=re.compile("[Ee]rase")).click()
    expect(page.get_by_text("Your answers were erased")).to_be_visible()

    vote(page, address, "Cake")

    expect(page.get_by_text("Your answer was received")).to_be_visible()
    assert json.loads(place.service.stored("once")[-1]["answers"]) == {"topic": "cake"}


def test_work_is_done_by_the_page_of_the_service_before_it_sends(page: Page, place: Place):
    before = len(place.working.stored("work"))

    vote(page, f"{place.working.url}/surveys/work")

    expect(page.get_by_text("Your answer was received")).to_be_visible()
    assert len(place.working.stored("work")) == before + 1
    assert page.complaints == []


def test_work_is_done_in_another_sites_page_when_the_service_asks_for_it(page: Page, place: Place):
    before = len(place.working.stored("work"))

    vote(page, f"{place.working_host}/work")

    expect(page.get_by_text("Your answer was received")).to_be_visible()
    assert len(place.working.stored("work")) == before + 1
    # The browser reports the first answer, which asks for the work.
    assert [words for words in page.complaints if "422" not in words] == []


def test_without_a_script_the_form_says_how_long_to_wait(plain_page: Page, place: Place):
    vote(plain_page, f"{place.working.url}/surveys/work", "Cake", has_script=False)

    expect(plain_page.get_by_text("please send it again in 15 seconds.")).to_be_visible()
    expect(plain_page.get_by_label("Cake")).to_be_checked()
