"""A reader looks for something, with the keyboard, and passes a post on."""

import re
import shutil
import time

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PROJECT, run_desk, tab_to, wait_for_index

STAGES = ("epiphany", "awareness", "interest", "consideration", "loyalty")


def put_post(content, slug, author, **fields):
    header = {
        "title": f"Notes on zinnias {slug}",
        "date": "2026-03-01",
        "authors": f"[{author}]",
        "category": "Gardens",
        "summary": "Short.",
        "stage": "interest",
        "idea": "practical",
        "status": "approved",
        **fields,
    }
    lines = "\n".join(f"{key}: {value}" for key, value in header.items())
    body = "Zinnias grow <b>well</b> where `a < b` & the sun is. " + "\n\n".join(
        f"## Part {n}\n\nWords." for n in range(5)
    )
    (content / f"posts/2026/{slug}.md").write_text(f"---\n{lines}\n---\n\n{body}\n", encoding="utf-8")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    content = tmp_path_factory.mktemp("search") / "content"
    shutil.copytree(PROJECT / "content", content)
    for number in range(12):
        put_post(content, f"z{number:02}", "mina-adeyemi-ross", stage=STAGES[number % 5])
    put_post(content, "other-hand", "hugh-pascoe", stage="loyalty", category="Sheds")
    put_post(content, "still-secret", "hugh-pascoe", date="2027-03-01")
    state = tmp_path_factory.mktemp("search-state")
    with run_desk(content, state, f"sqlite:///{state / 'masthead.db'}") as running:
        wait_for_index(running)
        yield running


@pytest.fixture
def page(browser):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    # The browser asks for it of its own accord.
    context.route("**/favicon.ico", lambda route: route.fulfill(status=204))
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    context.close()


def test_a_reader_finds_a_post_with_the_keyboard_alone_and_narrows_the_search(page, desk):
    status = page.locator(".search__status")
    page.goto(f"{desk.site}/")
    tab_to(page, page.get_by_role("link", name="Search", exact=True))
    page.keyboard.press("Enter")

    tab_to(page, page.get_by_label("Words to look for"))
    page.keyboard.type("zinnias")
    expect(status).to_have_text("13 posts with “zinnias”.")
    expect(page.get_by_label("Words to look for")).to_be_focused()

    tab_to(page, page.get_by_role("combobox", name="Where you are"))
    page.keyboard.type("Getting")
    expect(status).to_have_text("3 posts with “zinnias”, for: Getting better at it.")
    tab_to(page, page.get_by_role("combobox", name="Topic"))
    page.keyboard.type("Sheds")
    expect(status).to_have_text("1 post with “zinnias”, for: Getting better at it, Sheds.")
    tab_to(page, page.get_by_role("combobox", name="Author"))
    page.keyboard.type("Hugh")
    expect(status).to_have_text("1 post with “zinnias”, for: Getting better at it, Sheds, Hugh Pascoe.")
    assert page.url == f"{desk.site}/search/?q=zinnias&stage=loyalty&topic=sheds&author=hugh-pascoe"

    tab_to(page, page.get_by_role("link", name="Notes on zinnias other-hand"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{desk.site}/posts/other-hand/")
    page.go_back()
    expect(status).to_have_text("1 post with “zinnias”, for: Getting better at it, Sheds, Hugh Pascoe.")
    expect(page.get_by_label("Words to look for")).to_have_value("zinnias")
    assert page.complaints == []


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("zinnzzq", re.compile(r"^No post has “zinnzzq”; \d+ posts? ha(s|ve) words that begin alike\.$")),
        ("zinnzzq sun", "No posts with “zinnzzq sun”."),
        ("zinn", "13 posts with “zinn”."),
        ("Zinnia growing", "13 posts with “Zinnia growing”."),
        ("hand, zinnias", "1 post with “hand, zinnias”."),
    ],
)
def test_what_no_post_has_is_not_claimed_to_be_found(page, desk, query, words):
    page.goto(f"{desk.site}/search/?q={query}")

    expect(page.locator(".search__status")).to_have_text(words)
    assert page.complaints == []


def test_more_results_come_on_demand_and_the_focus_goes_to_the_first_of_them(page, desk):
    results = page.locator(".search__results a")
    page.goto(f"{desk.site}/search/?q=zinnias")
    expect(results).to_have_count(10)

    page.get_by_role("button", name="Show more").press("Enter")

    expect(results).to_have_count(13)
    expect(results.nth(10)).to_be_focused()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_filter_alone_lists_its_posts_the_newest_first(page, desk):
    page.goto(f"{desk.site}/search/?author=hugh-pascoe")

    expect(page.locator(".search__status")).to_have_text(re.compile(r"^\d+ posts, for: Hugh Pascoe\.$"))
    days = page.locator(".search__when span:first-child").all_inner_texts()
    order = [time.strptime(day, "%d %B %Y") for day in days]
    assert len(order) > 1
    assert order == sorted(order, reverse=True)


def test_an_excerpt_is_words_and_marks_the_ones_that_were_looked_for(page, desk):
    page.goto(f"{desk.site}/search/?q=zinnias&topic=sheds")

    excerpt = page.locator(".search__excerpt")
    expect(excerpt).to_contain_text("grow well where a < b & the sun is")
    assert {mark.casefold() for mark in excerpt.locator("mark").all_inner_texts()} == {"zinnias"}


def test_what_is_not_live_is_not_found_and_a_search_without_a_result_says_so(page, desk):
    page.goto(f"{desk.site}/search/?q=still-secret")
    expect(page.locator(".search__status")).to_have_text(re.compile("^No post has “still-secret”; "))

    assert page.get_by_role("link", name="Notes on zinnias still-secret").count() == 0

    page.goto(f"{desk.site}/search/?q=xylophonists&stage=nonsense")
    expect(page.locator(".search__status")).to_have_text("No posts with “xylophonists”.")


def test_searching_asks_no_other_origin_and_sends_nothing_that_was_typed(page, desk):
    requests = []
    page.goto(f"{desk.site}/search/")
    page.on("request", lambda request: requests.append(request.url))

    page.get_by_label("Words to look for").fill("zinnias")
    expect(page.locator(".search__results a")).to_have_count(10)

    assert any(url.startswith(f"{desk.site}/search/index/") for url in requests)
    assert all(url.startswith(f"{desk.site}/") for url in requests)
    assert not any("zinnias" in url for url in requests)
    assert page.complaints == []


def test_an_index_that_cannot_be_loaded_is_said_in_words_and_tried_again(page, desk):
    page.route("**/pagefind.js", lambda route: route.abort())
    page.goto(f"{desk.site}/search/?q=zinnias")
    message = "The search could not be loaded. Please try again, or look around below."
    expect(page.locator(".search__status")).to_have_text(message)

    page.unroute("**/pagefind.js")
    page.reload()

    expect(page.locator(".search__status")).to_have_text("13 posts with “zinnias”.")


def test_without_javascript_the_page_explains_itself_and_leads_on(browser, desk):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.site}/search/")

    expect(page.get_by_text("Searching here needs JavaScript")).to_be_visible()
    expect(page.get_by_label("Words to look for")).to_be_hidden()
    # What a form sends works without a script.
    expect(page.locator("button:visible:not(form button)")).to_have_count(0)
    for name in ("All topics", "All authors", "Every post by date", "Weighing the options"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    context.close()


def test_a_link_is_copied_by_the_keyboard_and_the_reader_is_told(page, desk):
    page.goto(f"{desk.site}/posts/z00/#part-1")
    button = page.get_by_role("button", name="Copy link")

    tab_to(page, button)
    page.keyboard.press("Enter")

    expect(page.locator(".copy-link").get_by_role("status")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{desk.site}/posts/z00/"
    assert page.complaints == []


def test_without_javascript_there_is_no_button_that_does_nothing(browser, desk):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{desk.site}/posts/z00/")

    # What a form sends works without a script.
    expect(page.locator("button:visible:not(form button)")).to_have_count(0)
    context.close()


def test_a_table_of_contents_leads_to_its_headings(page, desk):
    page.goto(f"{desk.site}/posts/z00/")

    page.get_by_role("navigation", name="In this post").get_by_role("link", name="Part 3").click()

    expect(page).to_have_url(f"{desk.site}/posts/z00/#part-3")
    expect(page.get_by_role("heading", name="Part 3")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["/search/?q=zinnias", "/posts/z00/", "/no-such-page/", "/surveys/"])
def test_nothing_of_it_is_wider_than_a_phone(page, desk, path):
    page.set_viewport_size({"width": 360, "height": 800})

    page.goto(desk.site + path)
    if "q=" in path:
        page.wait_for_selector(".search__result")

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
