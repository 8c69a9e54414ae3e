"""The same survey in pages of the site: answered in place, with the service away, once whatever happens."""

import itertools
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.journeys.conftest import AS_OF, axe_findings, free_port, press_twice
from tests.journeys.service_process import Service
from tests.journeys.static_site import host_site, static_site, surveys_folder

AWAY = "The survey’s service cannot be reached just now."
OFFLINE = "You are offline just now."
KEPT = (
    "Your answers are kept in this browser, also if you reload this page or close it. "
    "They are sent as soon as that is possible, and then deleted here."
)
STAY = (
    "Your answers are still in this page and are sent as soon as that is possible. "
    "Please leave it open until then."
)
SECOND_PRESS = "The same answers arrived from a page like this a moment ago."
TOMORROW = "2026-11-23T13:00:00+00:00"
NO_STORAGE = """
Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
"""
LISTS = (
    "/",
    "/stages/interest/",
    "/authors/mina-adeyemi-ross/",
    "/topics/planning/",
    "/tags/cadence/",
    "/series/planning-a-quarter/",
    "/archive/2026/",
    "/archive/",
)
DOORS = ["service", "service without a script", "site", "site without a script", "embed"]


class Place:
    """The service, and the sites whose pages have surveys of it."""

    def __init__(self, service: Service, site: str, host: str) -> None:
        self.service, self.site, self.host = service, site, host

    def address(self, door: str, slug: str = "following") -> str:
        """Return where a survey is found through a door."""
        if door.startswith("service"):
            return f"{self.service.url}/surveys/{slug}"
        return f"{self.site}/surveys/{slug}/" if door.startswith("site") else f"{self.host}/{slug}"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    # What the two databases do differently is seen by the tests of the service.
    folder = tmp_path_factory.mktemp("anywhere")
    content, site_port = surveys_folder(folder), free_port()
    service = Service(content, f"sqlite:///{folder / 'masthead.db'}")
    with (
        static_site(content, folder / "site", service.url, site_port) as site,
        host_site(service.url) as host,
    ):
        service.origins = (site, host)
        service.start()
        yield Place(service, site, host)
        service.stop()


@pytest.fixture
def stored(place: Place):
    """Return the answers that were stored since the test began."""
    before = {slug: len(place.service.stored(slug)) for slug in ("following", "poll")}

    def since(slug: str = "following") -> list[object]:
        return [json.loads(row["answers"]) for row in place.service.stored(slug)[before[slug] :]]

    return since


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


def name_field(page: Page):
    return page.get_by_label("Your name?")


def send(page: Page) -> None:
    page.get_by_role("button", name="Send my answers").click()


def received(page: Page):
    """The receipt itself, or what stands in the page instead of the form."""
    return page.get_by_text(re.compile("^Your answers? w(ere|as) received$"))


def open_survey(page: Page, address: str, *, has_script: bool = True) -> None:
    page.goto(address)
    expect(name_field(page)).to_be_visible()
    # The script has made the form this reader's own.
    if has_script:
        expect(page.locator("input[name=_submission_id]")).to_have_count(1)


@contextmanager
def sent_while_away(page: Page, place: Place) -> Iterator[None]:
    """Answer in a page of the site and send it while the service is away, until the block is over."""
    open_survey(page, place.address("site"))
    name_field(page).fill("Ada")
    with place.service.away():
        send(page)
        yield


def test_answers_are_sent_from_within_the_page_and_mistakes_are_shown_at_their_fields(
    page: Page, place: Place, stored
):
    open_survey(page, f"{place.address('site')}?from=a-post")
    page.get_by_label("Yes").check()
    send(page)

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text("You said Yes. Why? Please write an answer.")
    why = page.get_by_label("You said Yes. Why?")
    expect(why).to_have_attribute("aria-invalid", "true")
    expect(why).to_have_accessible_description("Error: Please write an answer.")
    summary.get_by_role("link").click()
    expect(why).to_be_focused()
    assert axe_findings(page) == []
    why.fill("It warms.")
    send(page)

    expect(received(page)).to_be_visible()
    expect(page.locator(".survey__outcome")).to_be_focused()
    expect(page.get_by_text("Thank you very much.")).to_be_visible()
    assert axe_findings(page) == []
    assert page.url.startswith(place.address("site"))
    assert stored() == [{"tea": "yes", "why": "It warms."}]
    assert place.service.stored("following")[-1]["context"] == '{"from":"a-post"}'
    page.get_by_role("link", name="Your receipt").click()
    expect(page.get_by_text("It warms.")).to_be_visible()
    page.go_back()
    expect(received(page)).to_be_visible()
    expect(name_field(page)).to_have_count(0)


def test_a_poll_stands_beside_every_list_and_is_answered_there(page: Page, place: Place, stored):
    beside = page.get_by_role("complementary", name="Our poll")
    for path in LISTS:
        page.goto(f"{place.site}{path}")
        expect(beside, path).to_be_visible()
    beside.get_by_label("Green").check()
    beside.get_by_role("button", name="Send my answer").click()

    expect(beside.get_by_text("Your answer was received")).to_be_visible()
    assert stored("poll") == [{"topic": "green"}]
    assert page.complaints == []


def test_a_poll_at_the_end_of_a_post_is_answered_there_and_says_which_post_it_was(page: Page, place: Place):
    before = len(place.service.stored("next-topic"))
    page.goto(f"{place.site}/posts/one-idea-five-doors/")
    expect(page.locator("form[data-survey]")).to_have_count(1)
    page.get_by_label("Getting through review faster").check()
    page.get_by_role("button", name="Send my answer").click()

    expect(received(page)).to_be_visible()
    (row,) = place.service.stored("next-topic")[before:]
    assert json.loads(row["answers"]) == {"topic": "approval"}
    assert row["context"] == '{"from":"one-idea-five-doors"}'


@pytest.mark.parametrize("door", ["site", "embed"])
def test_while_the_service_is_away_answers_are_kept_and_then_sent_once(
    page: Page, place: Place, stored, door
):
    open_survey(page, place.address(door))
    name_field(page).fill("Ada")
    page.get_by_label("No", exact=True).check()
    with place.service.away():
        send(page)
        status = page.locator("[data-status]")
        expect(status).to_have_text(f"{AWAY} {KEPT}")
        expect(status).to_have_attribute("role", "status")
        page.reload()
        expect(name_field(page)).to_have_value("Ada") if door == "site" else None
    if door == "embed":
        # The other site's page could not load the survey either; now it can.
        page.evaluate("dispatchEvent(new Event('online'))")
    expect(received(page)).to_be_visible(timeout=15000)
    assert stored() == [{"tea": "no", "name": "Ada"}]
    assert page.evaluate("Object.keys(localStorage)") == []


def test_a_reader_may_send_again_at_once_or_change_the_answers_first(page: Page, place: Place, stored):
    page.clock.install(time=AS_OF)
    with sent_while_away(page, place):
        expect(name_field(page)).to_be_disabled()
        page.get_by_role("button", name="Change my answers").click()
        expect(name_field(page)).to_be_enabled()
        assert page.evaluate("Object.keys(localStorage)") == []
        # From here on nothing is sent by itself: the page waits for a moment that does not come.
        page.clock.pause_at(TOMORROW)
        name_field(page).fill("Ada L.")
        send(page)
        expect(page.get_by_role("button", name="Send again")).to_be_visible()
    page.get_by_role("button", name="Send again").click()

    expect(received(page)).to_be_visible()
    assert stored() == [{"name": "Ada L."}]


def test_answers_of_who_was_offline_are_sent_at_once_when_the_connection_is_back(
    page: Page, place: Place, stored
):
    page.clock.install(time=AS_OF)
    open_survey(page, place.address("site"))
    name_field(page).fill("Ada")
    page.clock.pause_at(TOMORROW)
    page.context.set_offline(True)
    send(page)
    expect(page.locator("[data-status]")).to_have_text(f"{OFFLINE} {KEPT}")
    page.context.set_offline(False)

    expect(received(page)).to_be_visible()
    assert stored() == [{"name": "Ada"}]


def test_answers_that_differ_from_what_is_stored_already_come_back_and_are_said_not_to_be_added(
    page: Page, place: Place, stored
):
    open_survey(page, place.address("site"))
    double = page.context.new_page()
    open_survey(double, place.address("site"))
    same_id = page.locator("input[name=_submission_id]").input_value()
    double.locator("input[name=_submission_id]").evaluate("(field, id) => (field.value = id)", same_id)
    name_field(page).fill("Ada")
    send(page)
    expect(received(page)).to_be_visible()
    name_field(double).fill("Grace")
    send(double)

    expect(double.get_by_text("what you wrote now was not added")).to_be_visible()
    expect(name_field(double)).to_have_value("Grace")
    assert stored() == [{"name": "Ada"}]


def test_an_answer_that_was_kept_though_the_page_never_heard_of_it_is_not_kept_twice(
    page: Page, place: Place, stored
):
    lost = []

    def lose_the_first_answer(route: Route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)
        route.abort()

    page.route("**/api/v1/**", lose_the_first_answer)
    open_survey(page, place.address("site"))
    name_field(page).fill("Ada")
    send(page)

    expect(received(page)).to_be_visible(timeout=15000)
    assert lost == [201]
    assert stored() == [{"name": "Ada"}]


def test_a_crowded_service_is_waited_for_as_long_as_it_says(page: Page, place: Place, stored):
    asked = []

    def turn_away_once(route: Route) -> None:
        asked.append(page.evaluate("performance.now()"))
        if len(asked) > 1:
            route.continue_()
            return
        headers = {"Retry-After": "3", "Access-Control-Allow-Origin": place.site}
        headers["Access-Control-Expose-Headers"] = "Retry-After"
        route.fulfill(status=429, headers=headers, json={"errors": {"_survey": "Later."}})

    page.route("**/api/v1/**", turn_away_once)
    open_survey(page, place.address("site"))
    name_field(page).fill("Ada")
    send(page)
    expect(page.get_by_text("Very many answers are coming in just now.")).to_be_visible()

    expect(received(page)).to_be_visible(timeout=15000)
    assert asked[1] - asked[0] > 2900
    assert stored() == [{"name": "Ada"}]


def test_where_the_browser_keeps_nothing_the_page_does(browser: Browser, place: Place, stored):
    context = browser.new_context()
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    with sent_while_away(page, place):
        expect(page.locator("[data-status]")).to_have_text(f"{AWAY} {STAY}")

    expect(received(page)).to_be_visible(timeout=15000)
    assert stored() == [{"name": "Ada"}]
    context.close()


def test_answers_that_wait_in_two_tabs_are_one_response(page: Page, place: Place, stored):
    with sent_while_away(page, place):
        expect(page.get_by_text(AWAY)).to_be_visible()
        other = page.context.new_page()
        other.goto(place.address("site"))
        expect(name_field(other)).to_have_value("Ada")
        expect(other.get_by_text(AWAY)).to_be_visible()

    expect(received(page)).to_be_visible(timeout=15000)
    expect(received(other)).to_be_visible(timeout=15000)
    assert stored() == [{"name": "Ada"}]


def test_what_is_written_before_the_script_is_there_is_not_overwritten_by_what_waits(
    page: Page, place: Place, stored
):
    with sent_while_away(page, place):
        expect(page.get_by_text(AWAY)).to_be_visible()
        other = page.context.new_page()

        def write_first(route: Route) -> None:
            name_field(other).fill("Bea")
            route.continue_()

        other.route("**/survey_send.*.js", write_first)
        other.goto(place.address("site"))
        expect(other.locator("input[name=_submission_id]")).to_have_count(1)
        expect(name_field(other)).to_have_value("Bea")

    expect(received(page)).to_be_visible(timeout=15000)
    send(other)
    expect(received(other)).to_be_visible(timeout=15000)
    assert stored() == [{"name": "Ada"}, {"name": "Bea"}]


class Visit:
    """A reader at one of the doors; `is_plain` where the page cannot do anything by itself."""

    numbers = itertools.count(1)

    def __init__(self, browser: Browser, place: Place, door: str) -> None:
        self.place, self.door = place, door
        # The service's clock stands still, so that equal answers would be of the same moment.
        self.name = f"Ada {next(self.numbers)}"
        self.is_plain = door.endswith("without a script")
        self.is_in_place = door in ("site", "embed")
        self.page = browser.new_context(java_script_enabled=not self.is_plain).new_page()

    def begin(self) -> None:
        """Open the survey and answer it, without sending it."""
        open_survey(self.page, self.place.address(self.door), has_script=not self.is_plain)
        name_field(self.page).fill(self.name)

    def has_text(self) -> bool:
        """Return whether what was written is still in the page."""
        return bool(name_field(self.page).count()) and name_field(self.page).input_value() == self.name


@pytest.fixture(params=DOORS)
def visit(request: pytest.FixtureRequest, browser: Browser, place: Place) -> Iterator[Visit]:
    begun = Visit(browser, place, request.param)
    yield begun
    begun.page.context.close()


def come_back_to_the_text(page: Page, text: str) -> None:
    """Press back until the form has its text again.

    The browser notes down what a form holds a moment after it was left; on a busy machine the way back can
    be quicker than that, and then it is written and sent once more.
    """
    for _ in range(3):
        page.go_back()
        expect(name_field(page)).to_be_visible()
        if name_field(page).input_value() == text:
            return
        name_field(page).fill(text)
        send(page)
        page.wait_for_url(re.compile("^chrome-error:"))
    raise AssertionError(f"the form never came back with {text!r}")


def test_a_service_that_stops_in_mid_answer_and_starts_again_keeps_one_response(visit: Visit, stored):
    visit.begin()
    page = visit.page
    with visit.place.service.away():
        send(page)
        if visit.is_in_place:
            expect(page.get_by_text(AWAY)).to_be_visible()
        else:
            page.wait_for_url(re.compile("^chrome-error:"))
            come_back_to_the_text(page, visit.name)
    if not visit.is_in_place:
        send(page)

    expect(received(page)).to_be_visible(timeout=15000)
    assert stored() == [{"name": visit.name}]


def test_a_double_click_is_one_response(visit: Visit, stored):
    visit.begin()
    press_twice(visit.page, visit.page.get_by_role("button", name="Send my answers"))

    told = received(visit.page).or_(visit.page.get_by_text(SECOND_PRESS))
    expect(told).to_be_visible()
    assert stored() == [{"name": visit.name}]
    assert received(visit.page).count() or visit.has_text()


def test_who_goes_back_and_sends_again_has_one_response(visit: Visit, stored):
    visit.begin()
    page = visit.page
    send(page)
    expect(received(page)).to_be_visible()
    if visit.is_in_place:
        # The form gave way to the receipt, and does so again.
        page.goto(f"{visit.place.site}/about/")
        page.go_back()
        expect(received(page)).to_be_visible()
    else:
        page.go_back()
        send(page)
        expect(received(page).or_(page.get_by_text(SECOND_PRESS))).to_be_visible()

    assert stored() == [{"name": visit.name}]
    assert received(page).count() or visit.has_text()


def test_a_page_that_was_open_since_yesterday_is_still_taken(visit: Visit, stored):
    visit.begin()
    visit.place.service.stop()
    visit.place.service.start(TOMORROW)
    try:
        send(visit.page)
        expect(received(visit.page)).to_be_visible(timeout=15000)
    finally:
        visit.place.service.stop()
        visit.place.service.start()

    assert stored() == [{"name": visit.name}]


def test_a_page_and_its_double_in_another_tab_end_with_a_receipt_or_the_text(visit: Visit, stored):
    visit.begin()
    other = visit.page.context.new_page()
    open_survey(other, visit.page.url, has_script=not visit.is_plain)
    name_field(other).fill(visit.name)
    for tab in (visit.page, other):
        send(tab)
        expect(received(tab).or_(tab.get_by_text(SECOND_PRESS))).to_be_visible()

    # Two forms that were opened one by one are two; without ids they could be one, so the reader is asked.
    expected = 1 if visit.door == "site without a script" else 2
    assert stored() == [{"name": visit.name}] * expected
    for tab in (visit.page, other):
        assert received(tab).count() or name_field(tab).input_value() == visit.name
