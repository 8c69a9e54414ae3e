"""A reader who has a keyboard and nothing else goes from the menu to the end of a post."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import tab_to


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def test_the_keyboard_leads_from_the_menu_by_search_to_a_post_its_series_and_its_sharing(page, address):
    page.goto(f"{address}/")
    tab_to(page, page.get_by_role("navigation").get_by_role("link", name="Search", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search")

    tab_to(page, page.get_by_label("Words to look for"))
    page.keyboard.type("slots")
    result = page.get_by_role("link", name="Cut the calendar into slots")
    expect(result).to_be_visible()
    tab_to(page, result)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/posts/cut-the-calendar-into-slots/")

    tab_to(page, page.get_by_role("link", name="Planning a quarter").first)
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/series/planning-a-quarter/")
    tab_to(page, page.get_by_role("main").get_by_role("link", name="Rehearse the slips"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{address}/posts/rehearse-the-slips/")

    by_mail = page.get_by_role("list", name="Share").get_by_role("link", name="E-mail")
    tab_to(page, by_mail)
    assert by_mail.get_attribute("href").endswith(
        "127.0.0.1%3A" + page.url.partition("127.0.0.1:")[2].replace("/", "%2F")
    )
    tab_to(page, page.get_by_role("button", name="Copy link"))
    page.keyboard.press("Enter")
    expect(page.locator(".copy-link").get_by_role("status")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_the_keyboard_is_never_caught_and_goes_through_a_whole_post(page, address):
    page.goto(f"{address}/posts/rehearse-the-slips/")
    reachable = page.locator("a[href], button:visible, summary:visible, [tabindex='0']").count()

    for _ in range(reachable + 1):
        page.keyboard.press("Tab")
        page.evaluate("document.activeElement.dataset.reached = ''")

    assert page.locator("footer a[data-reached]").count() == page.locator("footer a[href]").count() > 0
    # Of a group of radio buttons the keyboard reaches one.
    missed = "main :is(a[href], button, summary, [tabindex='0']):not([data-reached])"
    assert page.locator(f"{missed} >> visible=true").all_inner_texts() == []
