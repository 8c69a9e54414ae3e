import json
import re

from playwright.sync_api import Page, expect


def test_a_reader_finds_a_post_by_its_stage_and_again_by_its_author(page: Page, desk):
    page.goto(f"{desk.site}/")

    page.get_by_role("link", name="Weighing the options").first.click()
    expect(page).to_have_url(f"{desk.site}/stages/consideration/")
    page.locator(".post-card__title a").first.click()
    title = page.get_by_role("heading", level=1).inner_text()
    page.locator(".author-line a").first.click()

    expect(page.get_by_role("link", name=title)).to_be_visible()


def test_a_reader_answers_a_survey_corrects_a_mistake_and_erases_the_answers(page: Page, desk, request):
    before = len(desk.stored())
    has_script = "with JavaScript" in request.node.callspec.id
    writers = page.get_by_role("textbox", name=re.compile("how many people wrote something"))

    page.goto(f"{desk.site}/surveys/readers-2026/")
    page.get_by_label("Two or three").check()
    page.get_by_label("I run the organisation").check()
    writers.fill("quite many")
    page.get_by_role("button", name="Send my answers").click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    place = f"{desk.site}/surveys/readers-2026/" if has_script else f"{desk.service}/surveys/readers-2026"
    assert page.url == place
    assert len(desk.stored()) == before
    expect(page.get_by_label("Two or three")).to_be_checked()
    expect(writers).to_have_value("quite many")

    summary.get_by_role("link").first.click()
    page.get_by_label("Very useful", exact=True).check()
    writers.fill("7")
    page.get_by_role("button", name="Send my answers").click()
    if has_script:
        page.get_by_role("link", name="Your receipt").click()

    expect(page).to_have_url(re.compile(f"^{desk.service}/receipts/"))
    expect(page.get_by_text("I run the organisation")).to_be_visible()
    (row,) = desk.stored()[before:]
    assert json.loads(row["answers"]) == {"visits": "two-or-three", "part": "own", "useful": 4, "writers": 7}
    assert page.url.endswith(f"/receipts/{row['receipt']}")

    erase(page)
    (row,) = desk.stored()[before:]
    assert row["answers"] is None
    assert row["erased_at"] is not None


def erase(page: Page) -> None:
    """Erase the answers that a receipt shows, and see that they are gone from it."""
    receipt = page.url
    page.get_by_role("button", name=re.compile("Erase")).click()
    expect(page).to_have_url(receipt)
    expect(page.get_by_text("I run the organisation")).to_have_count(0)


def test_no_page_of_the_site_or_the_service_complains_sets_a_cookie_or_asks_another_origin(page: Page, desk):
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))

    for path in (
        "/",
        "/stages/",
        "/archive/",
        "/authors/",
        "/topics/",
        "/tags/",
        "/about/",
        "/surveys/readers-2026/",
    ):
        page.goto(desk.site + path)
    page.goto(f"{desk.service}/surveys/readers-2026")

    origins = {"/".join(url.split("/")[:3]) for url in requests}
    assert origins == {desk.site, desk.service}
    assert page.context.cookies() == []
    assert page.complaints == []


def test_every_page_can_be_reached_and_used_with_the_keyboard_alone(page: Page, desk):
    page.goto(f"{desk.site}/")

    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert skip == "Skip to the content"
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_nothing_is_wider_than_a_phone(page: Page, desk):
    page.set_viewport_size({"width": 360, "height": 800})

    for path in (
        "/",
        "/stages/loyalty/",
        "/archive/",
        "/about/",
        "/surveys/readers-2026/",
        "/surveys/next-topic/",
    ):
        page.goto(desk.site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
