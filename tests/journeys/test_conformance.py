"""What docs/accessibility.md says of all fifteen types of question, seen on a page of the site."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import axe_findings, free_port, small_targets
from tests.journeys.static_site import static_site, surveys_folder

NOBODY = "http://127.0.0.1:9"
# WCAG 1.4.12: what a reader's own style may set without anything being lost.
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
CONTROLS = ":is(input:not([type=hidden]), select, textarea, button)"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("conformance")
    content = surveys_folder(folder)
    with static_site(content, folder / "site", NOBODY, free_port()) as site:
        yield f"{site}/surveys/types/"


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=request.param)
    opened = context.new_page()
    opened.goto(address)
    yield opened
    context.close()


def width_needed(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


def test_every_control_is_a_target_of_24_pixels_and_nothing_is_wider_than_320(page: Page):
    assert small_targets(page) == []
    assert width_needed(page) <= 320


def test_every_control_has_a_name_and_every_group_its_question(page: Page):
    controls = page.locator(f"main form {CONTROLS}:visible:not([aria-hidden] *)").all()
    assert len(controls) > 40

    for control in controls:
        expect(control).to_have_accessible_name(re.compile(r"\w"))
    for group in page.locator("main form fieldset").all():
        expect(group).to_have_accessible_name(re.compile("What about q_"))


def test_a_readers_own_text_spacing_loses_nothing(browser: Browser, address: str):
    # A style of the reader's own does not ask the page's policy.
    context = browser.new_context(viewport={"width": 320, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    page.add_style_tag(content=TEXT_SPACING)

    assert width_needed(page) <= 320
    cut = page.locator("main :is(label, legend, p, button):visible").evaluate_all(
        """elements => elements.filter((element) => {
          const style = getComputedStyle(element);
          const isCut = element.scrollWidth > element.clientWidth + 1
            || element.scrollHeight > element.clientHeight + 1;
          return isCut && style.overflow !== "visible" && !element.closest(".visually-hidden, .matrix__cell");
        }).map((element) => element.outerHTML)"""
    )
    assert cut == []
    context.close()


def test_in_forced_colours_what_is_picked_can_be_told_from_what_is_not(page: Page):
    page.emulate_media(forced_colors="active")
    for kind, pick in (("scale", "4"), ("nps", "7"), ("stars", "3")):
        picked, other = page.locator(f"#f-q_{kind}-{pick}"), page.locator(f"#f-q_{kind}-1")
        picked.check(force=True)

        assert outline(picked) != outline(other), kind
    page.locator("#f-q_choice-green").check()
    # The browser draws these itself, in the reader's colours.
    assert page.locator("#f-q_choice-green").evaluate("e => getComputedStyle(e).appearance") == "auto"


def outline(locator) -> list[str]:
    return locator.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]")


def test_what_a_page_says_while_it_cannot_send_is_named_reachable_and_without_objection(
    browser: Browser, address: str
):
    page = browser.new_context(viewport={"width": 320, "height": 800}, color_scheme="dark").new_page()
    page.goto(address)
    page.locator("#f-q_consent").check()
    page.get_by_role("button", name="Send my answers").focus()
    page.keyboard.press("Enter")
    again = page.get_by_role("button", name="Send again")
    expect(again).to_be_visible()
    page.keyboard.press("Tab")

    expect(again).to_be_focused()
    assert small_targets(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert axe_findings(page) == []
    page.context.close()
