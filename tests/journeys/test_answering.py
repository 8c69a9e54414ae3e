"""Answering in a browser: by mouse, keyboard and thumb, with and without a script, whatever goes wrong."""

import contextlib
import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from editorial.question import QuestionType
from tests.builders import ask, survey_text
from tests.journeys.conftest import axe_findings, press_twice, small_targets
from tests.journeys.service_process import Service

ALL_TYPES = [ask(kind, f"q_{kind}") for kind in QuestionType]
FOLLOWING = [
    ask("yes_no", "tea", ask="Do you drink tea?"),
    ask("long_text", "why", ask="You said {tea}. Why?", required=True, when={"tea": "yes"}),
    ask("text", "name", ask="Your name?"),
]
STORED = {
    "q_choice": "black-tea",
    "q_choices": ["green", "white"],
    "q_yes_no": "no",
    "q_scale": 4,
    "q_nps": 0,
    "q_stars": 5,
    "q_matrix": {"green": "good", "black-tea": "bad"},
    "q_rank": ["white", "green"],
    "q_text": "Assam",
    "q_long_text": "two\nlines",
    "q_email": "ada@example.org",
    "q_number": 2.5,
    "q_date": "2026-03-31",
    "q_consent": True,
}


@pytest.fixture(scope="module")
def service(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    content = tmp_path_factory.mktemp("answering")
    (content / "surveys").mkdir()
    surveys = {
        "types": survey_text(*ALL_TYPES),
        "types-one": survey_text(*ALL_TYPES, pages="one"),
        "following": survey_text(*FOLLOWING),
        "steps": survey_text(*FOLLOWING, pages="one"),
    }
    for slug, text in surveys.items():
        (content / "surveys" / f"{slug}.md").write_text(text, encoding="utf-8")
    running = Service(content, database_url)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def stored(service: Service):
    """Return what has been stored for a survey since the test began."""
    before = {
        row["receipt"]
        for slug in ("types", "types-one", "following", "steps")
        for row in service.stored(slug)
    }

    def since(slug):
        return [row for row in service.stored(slug) if row["receipt"] not in before]

    return since


def answers_of(rows):
    return [json.loads(row["answers"]) for row in rows]


def send(page: Page) -> None:
    page.get_by_role("button", name="Send my answers").click()


def fill_by_mouse(page: Page, kind: str) -> None:
    """Answer the question of a type as `STORED` has it, by pointing at things."""
    if kind == "matrix":
        page.locator("label[for=f-q_matrix-green-good]").click()
        page.locator("label[for=f-q_matrix-black-tea-bad]").click()
    elif kind == "rank":
        page.locator("#f-q_rank-white").select_option("1")
        page.locator("#f-q_rank-green").select_option("2")
    elif kind == "consent":
        page.locator("#f-q_consent").check()
    elif isinstance(STORED[f"q_{kind}"], list):
        for option in STORED[f"q_{kind}"]:
            page.locator(f"#f-q_{kind}-{option}").check()
    elif page.locator(f"#f-q_{kind}").count():
        page.locator(f"#f-q_{kind}").fill(str(STORED[f"q_{kind}"]))
    else:
        page.locator(f"#f-q_{kind}-{STORED[f'q_{kind}']}").check()


def press_keys(page: Page, kind: str) -> None:
    """Answer the question whose first control has the focus by the keyboard, and go on to the next."""
    keys = {
        "choice": ["Space", "ArrowDown"],
        "choices": ["Space", "Tab", "Tab", "Space"],
        "yes_no": ["Space", "ArrowDown"],
        "scale": ["Space", *["ArrowRight"] * 3],
        "nps": ["Space"],
        "stars": ["Space", *["ArrowRight"] * 4],
        "matrix": ["Space", "Tab", "Space", "ArrowRight"],
        "consent": ["Space"],
        "date": ["0", "3", "3", "1", "2", "0", "2", "6", "Tab"],
    }
    if kind in keys:
        for key in keys[kind]:
            page.keyboard.press(key)
    elif kind == "long_text":
        page.keyboard.type("two\nlines")
    elif kind == "rank":
        rank_by_keys(page)
    else:
        page.keyboard.type(str(STORED[f"q_{kind}"]))
    page.keyboard.press("Tab")


def rank_by_keys(page: Page) -> None:
    has_buttons = page.locator(".option__move").count() > 0
    skip = ["Tab"] * (3 if has_buttons else 1)
    for key in ["2", *skip, *skip, "1", *skip[1:]]:
        page.keyboard.press(key)


def test_every_type_is_answered_by_the_mouse(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/types")
    for kind in QuestionType:
        if kind is not QuestionType.STATEMENT:
            fill_by_mouse(page, kind)
    send(page)

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored("types")) == [STORED]
    assert page.complaints == []


def test_every_type_is_answered_by_the_keyboard(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/types")
    page.locator("#f-q_choice-green").focus()
    for kind in QuestionType:
        if kind is not QuestionType.STATEMENT:
            press_keys(page, kind)
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored("types")) == [STORED]


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_every_type_is_answered_by_a_thumb_on_a_narrow_screen(
    browser: Browser, service: Service, stored, script
):
    context = browser.new_context(
        viewport={"width": 320, "height": 568}, has_touch=True, is_mobile=True, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(f"{service.url}/surveys/types-one")
    small = []
    for kind in QuestionType:
        if kind is QuestionType.STATEMENT:
            continue
        expect(page.locator(f"#q-q_{kind}")).to_be_visible()
        (fill_by_mouse if kind in ("rank", "date") else fill_by_thumb)(page, kind)
        small += small_targets(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.get_by_role("button", name="Next").tap()
    page.get_by_role("button", name="Next").tap()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    page.get_by_role("button", name="Send my answers").tap()

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored("types-one")) == [STORED]
    assert small == []
    context.close()


def fill_by_thumb(page: Page, kind: str) -> None:
    value = STORED[f"q_{kind}"]
    if page.locator(f"#f-q_{kind}").count() and kind != "consent":
        page.locator(f"#f-q_{kind}").tap()
        page.keyboard.type(str(value))
        return
    ids = {"matrix": ["-green-good", "-black-tea-bad"], "consent": [""]}.get(kind)
    for end in ids or [f"-{pick}" for pick in (value if isinstance(value, list) else [value])]:
        # Points have the button over the whole of their square, all others a label beside it.
        has_square = kind in ("scale", "nps", "stars")
        page.locator(f"#f-q_{kind}{end}" if has_square else f"label[for='f-q_{kind}{end}']").tap()


def test_questions_come_and_go_and_take_up_earlier_words(browser: Browser, service: Service, stored):
    page = browser.new_context().new_page()
    page.goto(f"{service.url}/surveys/following")
    why = page.locator("#q-why")
    expect(why).to_be_hidden()
    expect(page.get_by_text("Only if your answer")).to_have_count(0)

    page.locator("#f-tea-yes").check()
    expect(why).to_be_visible()
    expect(why.locator("label")).to_have_text(re.compile("You said Yes. Why?"))
    page.locator("#f-why").fill("left over")
    page.locator("#f-tea-no").check()
    expect(why).to_be_hidden()
    send(page)

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored("following")) == [{"tea": "no"}]
    page.context.close()


def test_seconds_are_counted_where_there_is_a_script(browser: Browser, service: Service, stored):
    page = browser.new_context().new_page()
    page.clock.install()
    page.goto(f"{service.url}/surveys/following")
    page.locator("#f-name").focus()
    page.clock.run_for(7000)
    send(page)

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert json.loads(stored("following")[0]["paradata"]) == {"seconds": {"name": 7}}
    page.context.close()


def test_mistakes_get_the_focus_and_are_announced(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/following")
    page.locator("#f-tea-yes").check()
    send(page)

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text("You said Yes. Why? Please write an answer.")
    summary.get_by_role("link").click()
    expect(page.locator("#f-why")).to_be_focused()
    expect(page.locator("#f-tea-yes")).to_be_checked()
    assert stored("following") == []


def test_options_are_put_in_order_by_buttons_that_say_what_they_did(
    browser: Browser, service: Service, stored
):
    page = browser.new_context().new_page()
    page.goto(f"{service.url}/surveys/types?step=q_rank")
    status = page.locator("#q-q_rank [role=status]")

    page.get_by_role("button", name="Move up: White").click()
    expect(status).to_have_text("White is now in place 1 of 3.")
    page.get_by_role("button", name="Move up: Green").click()
    expect(status).to_have_text("Green is now in place 2 of 3.")
    page.get_by_role("button", name="Move up: Green").click()
    expect(status).to_have_text("Green is now in place 1 of 3.")
    expect(page.locator("#f-q_rank-white")).to_have_value("2")
    page.get_by_role("button", name="Move down: White").click()
    expect(status).to_have_text("White has no place now.")
    expect(page.get_by_role("button", name="Move down: White")).to_be_focused()
    page.context.close()


@pytest.mark.parametrize("slug", ["following", "steps"])
def test_a_double_click_keeps_one_response(page: Page, service: Service, stored, slug):
    page.goto(
        f"{service.url}/surveys/{slug}?step=name" if slug == "steps" else f"{service.url}/surveys/{slug}"
    )
    page.locator("#f-name").fill("Ada")
    if slug == "steps":
        page.get_by_role("button", name="Next").click()
    press_twice(page, page.get_by_role("button", name="Send my answers"))

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored(slug)) == [{"name": "Ada"}]


def test_who_goes_back_after_sending_and_sends_again_has_one_response(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/following")
    page.locator("#f-name").fill("Ada")
    send(page)
    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    receipt = page.url

    page.go_back()
    expect(page.locator("#f-name")).to_have_value("Ada")
    send(page)

    expect(page).to_have_url(receipt)
    assert answers_of(stored("following")) == [{"name": "Ada"}]


def test_the_browsers_own_back_button_leads_through_the_steps(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/steps")
    page.locator("#f-tea-yes").check()
    page.get_by_role("button", name="Next").click()
    page.locator("#f-why").fill("Because.")
    page.get_by_role("button", name="Next").click()
    # The next step is there before the way back begins.
    expect(page.locator("#f-why")).to_have_count(0)
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator("#f-why")).to_have_value("Because.")
    page.locator("#f-why").fill("It warms.")
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    send(page)

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored("steps")) == [{"tea": "yes", "why": "It warms."}]


def test_one_link_in_two_tabs_gives_one_response(page: Page, service: Service, stored):
    page.goto(f"{service.url}/surveys/steps")
    page.locator("#f-tea-no").check()
    page.get_by_role("button", name="Save and go on later").click()
    link = page.get_by_label("Your link").input_value()
    receipts = set()
    for _ in range(2):
        tab = page.context.new_page()
        tab.goto(link)
        tab.get_by_role("button", name="Next").click()
        tab.get_by_role("button", name="Next").click()
        send(tab)
        expect(tab.get_by_role("heading", name="Your answers were received")).to_be_visible()
        receipts.add(tab.url)

    assert len(receipts) == 1
    assert answers_of(stored("steps")) == [{"tea": "no"}]


def send_in_vain_and_go_back(page: Page, service: Service, words: str) -> None:
    page.locator("#f-why").fill(words)
    with service.away():
        page.locator(".survey__send .button").first.click()
        page.wait_for_url(re.compile("^chrome-error:"))
        page.go_back()


@pytest.mark.parametrize("slug", ["following", "steps"])
def test_a_service_that_is_away_and_comes_back_loses_nothing(page: Page, service: Service, stored, slug):
    page.goto(f"{service.url}/surveys/{slug}")
    page.locator("#f-tea-yes").check()
    if slug == "steps":
        page.get_by_role("button", name="Next").click()
        expect(page.locator("#f-why")).to_be_visible()
    # What is written while a page still loads is no part of what the browser brings back.
    page.wait_for_load_state()
    for _ in range(3):
        send_in_vain_and_go_back(page, service, "A long story.")
        # The browser notes in its own time what its back button brings; no reader is as quick as this test.
        with contextlib.suppress(AssertionError):
            expect(page.locator("#f-why")).to_have_value("A long story.", timeout=2000)
            break
    expect(page.locator("#f-why")).to_have_value("A long story.")
    page.locator(".survey__send .button").first.click()
    if slug == "steps":
        page.get_by_role("button", name="Next").click()
        send(page)

    expect(page.get_by_role("heading", name="Your answers were received")).to_be_visible()
    assert answers_of(stored(slug)) == [{"tea": "yes", "why": "A long story."}]


def test_a_page_of_the_site_sends_the_order_in_which_its_options_were_shown(browser: Browser, desk):
    page = browser.new_context().new_page()
    before = len(desk.stored())
    page.goto(f"{desk.site}/surveys/next-topic/")
    # The script has put them into their order.
    expect(page.locator("#survey-form input[name=_seed]")).to_have_count(1)
    page.get_by_label("Planning a quarter with three people").check()
    shown = page.locator(".option input").evaluate_all("all => all.map((one) => one.value)")
    page.get_by_role("button", name="Send my answer").dblclick()
    expect(page.get_by_text("Your answer was received")).to_be_visible()

    (row,) = desk.stored()[before:]
    assert json.loads(row["answers"]) == {"topic": "calendar"}
    assert json.loads(row["paradata"])["order"]["topic"] == shown
    assert shown[-1] == "none-of-these"
    page.context.close()


def test_the_pages_on_the_way_have_nothing_that_axe_objects_to(browser: Browser, service: Service):
    page = browser.new_context(viewport={"width": 320, "height": 568}).new_page()
    objections = []

    def look(name: str) -> None:
        objections.extend(f"{name}: {finding}" for finding in axe_findings(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        objections.extend([f"{name}: {wide} pixels wide"] if wide > 320 else [])

    page.goto(f"{service.url}/surveys/types?step=q_rank")
    look("rank")
    page.goto(f"{service.url}/surveys/steps")
    page.locator("#f-tea-yes").check()
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("alert")).to_be_focused()
    look("a mistake")
    page.locator("#f-why").fill("x" * 200)
    page.get_by_role("button", name="Next").click()
    page.get_by_role("button", name="Next").click()
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    look("all answers")
    page.get_by_role("button", name="Save and go on later").click()
    expect(page.get_by_label("Your link")).to_be_visible()
    look("the link")

    assert objections == []
    page.context.close()
