"""With JavaScript off everything can be reached and read; search says what it needs."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

# What a page of each kind shows besides its heading.
KINDS = {
    r"/": ".post-card",
    r"/page/\d+/": ".post-card",
    r"/posts/[^/]+/": ".article .prose p",
    r"/stages/": "main li a",
    r"/stages/[^/]+/": ".post-card",
    r"/authors/": ".author-box a",
    r"/authors/[^/]+/": ".post-card",
    r"/topics/": "main li a",
    r"/topics/[^/]+/": ".post-card",
    r"/tags/": "main li a",
    r"/tags/[^/]+/": ".post-card",
    r"/series/[^/]+/": ".post-card",
    r"/archive/": "main time",
    r"/archive/\d{4}/": "main time",
    r"/archive/\d{4}/\d{2}/": "main time",
    r"/surveys/": "main li a",
    r"/surveys/[^/]+/": "form fieldset",
    r"/search/": ".search__without",
    r"/(?:about|privacy)/": ".prose p",
}


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_every_page_is_reached_by_links_and_shows_its_content(page, address):
    waiting, seen, kinds = ["/"], {"/"}, set()
    while waiting:
        path = waiting.pop()
        answer = page.goto(address + path)

        assert answer.status == 200, path
        expect(page.get_by_role("heading", level=1), path).to_have_count(1)
        kind = kind_of(path)
        expect(page.locator(KINDS[kind]).first, path).to_be_visible()
        kinds.add(kind)
        found = set(pages_linked_from(page, address)) - seen
        seen |= found
        waiting += sorted(found)

    assert kinds == set(KINDS)
    assert len(seen) > 100


def kind_of(path: str) -> str:
    found = [pattern for pattern in KINDS if re.fullmatch(pattern, re.sub(r"(?<=\w)/page/\d+/$", "/", path))]
    assert found, f"there is no such kind of page: {path}"
    return found[-1]


def pages_linked_from(page: Page, address: str) -> Iterator[str]:
    for link in page.locator("a[href]").all():
        href = link.get_attribute("href").partition("#")[0]
        path = href.removeprefix(address)
        if path.startswith("/") and path.endswith("/"):
            yield path


def test_no_control_is_shown_that_needs_a_script(page, address):
    for path in ("/posts/rehearse-the-slips/", "/search/", "/"):
        page.goto(address + path)

        # The button of a form that leads to the service needs none.
        shown = page.locator("button:visible:not(form[action] button[type=submit])")
        expect(shown, path).to_have_count(0)


def test_search_says_what_it_needs_and_where_else_to_look(page, address):
    page.goto(f"{address}/search/")

    expect(page.get_by_text("Searching here needs JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="Every post by date")).to_be_visible()


def test_an_old_address_leads_on(page, address):
    page.goto(f"{address}/posts/how-we-measure/")

    page.wait_for_url(f"{address}/posts/the-measurement-page/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
