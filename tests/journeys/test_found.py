"""A built site under its policy, as a browser sees what is meant for machines."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    context = browser.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.text} {message.location}"))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page, complaints
    context.close()


def test_structured_data_under_the_strict_policy_is_read_and_draws_no_complaint(address, watched):
    page, complaints = watched

    page.goto(f"{address}/posts/the-measurement-page/")

    texts = page.locator('script[type="application/ld+json"]').all_text_contents()
    assert [json.loads(text)["@type"] for text in texts] == ["BlogPosting", "BreadcrumbList"]
    assert complaints == []


def test_an_old_address_leads_on_by_itself_without_a_complaint(address, watched):
    page, complaints = watched

    page.goto(f"{address}/posts/how-we-measure/")
    page.wait_for_url(f"{address}/posts/the-measurement-page/")

    assert complaints == []


def test_every_address_of_the_sitemap_and_of_the_feeds_answers(address, watched):
    page, _ = watched
    page.goto(f"{address}/about/")

    found = page.evaluate(
        """async () => {
            const read = async (path) => new DOMParser().parseFromString(
                await (await fetch(path)).text(), 'text/xml');
            const sitemap = [...(await read('/sitemap.xml')).querySelectorAll('loc')];
            const feed = [...(await read('/feed.atom')).querySelectorAll('link')];
            const urls = [...sitemap.map((e) => e.textContent), ...feed.map((e) => e.getAttribute('href'))];
            return Promise.all(urls.map(async (url) => [url, (await fetch(url)).status]));
        }"""
    )

    assert len(found) > 50
    assert [url for url, status in found if status != 200] == []
