import re
import urllib.request

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_browser_shows_what_was_saved_what_is_wrong_with_it_and_the_page_again_when_it_is_mended(
    page, desk
):
    post = desk.content / "posts/2026/fresh.md"
    header = (
        "---\ntitle: Fresh from the desk\ndate: 2026-11-01\nauthors: [{author}]\nstatus: {status}\n"
        "stage: interest\nidea: practical\nsummary: Short.\n---\n\nWords.\n"
    )
    author = next((desk.content / "authors").glob("*.md")).stem
    page.goto(f"{desk.site}/")

    post.write_text(header.format(author=author, status="approved"), encoding="utf-8")
    expect(page.get_by_role("link", name="Fresh from the desk")).to_be_visible(timeout=20_000)

    post.write_text(header.format(author=author, status="aproved"), encoding="utf-8")
    expect(page.get_by_text("did you mean approved?")).to_be_visible(timeout=20_000)
    expect(page.get_by_text(re.compile(r"fresh\.md:5: error not-known"))).to_be_visible()

    post.unlink()
    expect(page.get_by_text("did you mean approved?")).to_have_count(0, timeout=20_000)
    expect(page.get_by_role("link", name="Fresh from the desk")).to_have_count(0)


def test_pages_are_served_under_a_policy_that_allows_nothing_but_the_sites_own(desk):
    with urllib.request.urlopen(f"{desk.site}/") as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; ")
    assert "unsafe" not in policy


def test_an_address_that_leads_nowhere_gets_the_sites_own_page(page, desk):
    answer = page.goto(f"{desk.site}/posts/no-such-post/")

    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_be_visible()
