"""The desk as an editor uses it while `invoke serve` runs: by mouse, by keyboard, and without a script."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from plugins.file_changes import digest_of
from tests.git_folder import GitFolder
from tests.journeys.conftest import PROJECT, Running, axe_findings, run_desk

POST, TITLE = "support-desk-diary", "A week at the support desk"
FILE = f"posts/2026/{POST}.md"
MONTH = "/desk/month/2026-12.html"
# What the server has to write, or to build anew, waits for its turn on a machine that does much else.
SAVED = 60_000
PAGES = (
    "",
    "month/2026-11.html",
    "month/2026-12.html",
    "month/author/dele-winterbourne.html",
    "agenda.html",
    "agenda/stage/epiphany.html",
    "agenda/stage/epiphany.html#author=dele-winterbourne&state=overdue",
    "board.html",
    "board/state/overdue.html",
    "board/status/draft.html",
    "coverage.html",
    "load.html",
    "outlook.html",
    "findings.html",
)

FILTERS = (
    ("Author", "Dele Winterbourne"),
    ("Stage", "Epiphany"),
    ("Topic", "Readers"),
    ("Status", "Assigned"),
    ("State", "Overdue"),
)


@dataclass(frozen=True)
class Desk:
    """A running desk over the content of a project that is under git."""

    running: Running
    project: GitFolder

    def address(self, path: str) -> str:
        return f"{self.running.site}{path}"

    def changed_lines(self) -> list[str]:
        """The lines of the content that are not as they are committed, with their sign."""
        diff = self.project.git("diff", "--unified=0").splitlines()
        return [line for line in diff if re.match(r"[-+](?![-+]{2} )", line)]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    # As in a project: git's own files lie beside the content, where nothing watches them.
    folder = GitFolder(tmp_path_factory.mktemp("plan"))
    content = folder.folder / "content"
    shutil.copytree(PROJECT / "content", content)
    folder.commit("2026-11-20T09:00:00+00:00")
    state = tmp_path_factory.mktemp("state")
    with run_desk(content, state, f"sqlite:///{state / 'masthead.db'}") as running:
        yield Desk(running, folder)


@pytest.fixture
def desk(plan: Desk) -> Desk:
    plan.project.git("checkout", "--quiet", ".")
    return plan


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    # High enough for a whole month: nobody scrolls while they drag.
    context = browser.new_context(viewport={"width": 1280, "height": 3000})
    opened = context.new_page()
    opened.complaints = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    yield opened
    assert opened.complaints == []
    context.close()


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def still_page(page: Page) -> Page:
    """A page that does not load itself again when the site is built anew."""
    page.route("**/_masthead/reload.js", lambda route: route.fulfill(content_type="text/javascript", body=""))
    return page


def open_month(page: Page, desk: Desk) -> None:
    page.goto(desk.address(MONTH))
    expect(in_day(page, "2026-12-22")).to_have_count(1, timeout=SAVED)


def drag(page: Page, card: Locator, day: str) -> None:
    """Take a card with the mouse and let it go on a day."""
    card.drag_to(page.locator(f'[data-date="{day}"]'))


def wait_until_built(page: Page, desk: Desk, day: str) -> None:
    """Wait until the page, as the server has it, was made from the post's file as it is, with this day."""
    digest = digest_of((desk.project.folder / "content" / FILE).read_bytes())
    card = f'[data-date="{day}"] [data-post="{POST}"][data-digest="{digest}"]'
    # A promise would count as true at once, so what it finds is looked at the next time.
    script = """(card) => {
      window.seen ??= new Set();
      const read = (text) => new DOMParser().parseFromString(text, "text/html");
      const look = (text) => read(text).querySelector(card) && seen.add(card);
      fetch(location.href).then((answer) => answer.text()).then(look);
      return seen.has(card);
    }"""
    page.wait_for_function(script, arg=card, polling=500, timeout=SAVED)


def undo(page: Page, desk: Desk) -> None:
    """Take the change back, and wait until the page shows it."""
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone", timeout=SAVED)
    expect(in_day(page, "2026-12-22")).to_be_visible(timeout=SAVED)
    assert desk.changed_lines() == []


def in_day(page: Page, day: str):
    return page.locator(f'[data-date="{day}"] [data-post="{POST}"]')


def test_a_post_is_dragged_to_another_day_and_one_line_of_its_file_differs_until_undo(page, desk):
    open_month(page, desk)

    drag(page, in_day(page, "2026-12-22"), "2026-12-16")

    expect(page.get_by_role("status")).to_contain_text(
        f"Moved: “{TITLE}”: 2026-12-22 09:00 → 2026-12-16 09:00.", timeout=SAVED
    )
    expect(in_day(page, "2026-12-16")).to_be_visible(timeout=SAVED)
    assert desk.changed_lines() == ["-date: 2026-12-22", "+date: 2026-12-16"]
    # Whatever is saved next makes the page anew once more.
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Moved")
    undo(page, desk)


def test_by_keyboard_a_post_is_picked_up_carried_and_dropped(page, desk):
    open_month(page, desk)
    grip = page.get_by_role("button", name=f"Move {TITLE}")
    status = page.get_by_role("status")

    grip.focus()
    page.keyboard.press("Space")
    expect(status).to_contain_text(f"{TITLE} is picked up: Tuesday 22 December 2026")
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("Tuesday 29 December 2026, Quiet day")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowLeft")
    expect(status).to_contain_text("Monday 21 December 2026")
    page.keyboard.press("Enter")

    expect(in_day(page, "2026-12-21")).to_be_visible(timeout=SAVED)
    assert desk.changed_lines() == ["-date: 2026-12-22", "+date: 2026-12-21"]
    expect(grip).to_be_focused()
    # While a post is in hand nothing else can be undone by mistake.
    page.keyboard.press("Space")
    expect(status).to_contain_text("is picked up")
    expect(page.get_by_role("button", name="Undo")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(status).to_have_text(f"{TITLE} stays where it was.")
    undo(page, desk)


def test_escape_leaves_a_post_where_it_was(still_page, desk):
    open_month(still_page, desk)

    still_page.get_by_role("button", name=f"Move {TITLE}").press("Enter")
    still_page.keyboard.press("ArrowDown")
    still_page.keyboard.press("Escape")

    expect(still_page.get_by_role("status")).to_have_text(f"{TITLE} stays where it was.")
    assert desk.changed_lines() == []


def test_a_file_that_changed_meanwhile_is_not_written_and_the_page_says_so(still_page, desk):
    open_month(still_page, desk)
    # As if the page had been made from another text, and had not come to know of it.
    in_day(still_page, "2026-12-22").evaluate("card => { card.dataset.digest = '0'.repeat(64) }")

    drag(still_page, in_day(still_page, "2026-12-22"), "2026-12-16")

    status = still_page.get_by_role("status")
    expect(status).to_contain_text("The file has changed since this page was made", timeout=SAVED)
    assert desk.changed_lines() == []
    assert [line for line in still_page.complaints if "409" not in line] == []
    still_page.complaints.clear()


def test_what_follows_moves_along_unless_one_of_its_files_changed_meanwhile(still_page, desk):
    open_month(still_page, desk)
    still_page.get_by_label("Move what follows too").first.check()
    follower = desk.project.folder / "content/posts/2026/tech-week-for-a-white-paper.md"
    text = follower.read_text()
    follower.write_text(f"{text}One more line.\n")

    drag(still_page, in_day(still_page, "2026-12-22"), "2026-12-21")
    status = still_page.get_by_role("status")
    expect(status).to_contain_text("A post has changed since this page was made", timeout=SAVED)
    refused = desk.changed_lines()
    follower.write_text(text)
    drag(still_page, in_day(still_page, "2026-12-22"), "2026-12-21")

    expect(status).to_contain_text("1 day earlier", timeout=SAVED)
    assert refused == ["+One more line."]
    assert len(desk.changed_lines()) == 2 * 3
    wait_until_built(still_page, desk, "2026-12-21")
    undo(still_page, desk)
    wait_until_built(still_page, desk, "2026-12-22")
    assert [line for line in still_page.complaints if "409" not in line] == []
    still_page.complaints.clear()


def test_a_post_leads_to_its_preview_and_to_its_file(plain_page, desk):
    open_month(plain_page, desk)
    card = in_day(plain_page, "2026-12-22")

    card.get_by_role("link", name=f"{POST}.md:3").click()

    assert plain_page.url == desk.address(f"/desk/files/{FILE}")
    expect(plain_page.locator("body")).to_contain_text("status: assigned")
    plain_page.go_back()
    card.get_by_role("link", name=TITLE).click()
    expect(plain_page.get_by_role("heading", name=TITLE, level=1)).to_be_visible()


def test_filters_are_links_and_work_without_a_script(plain_page, desk):
    plain_page.goto(desk.address("/desk/board.html"))
    idea = plain_page.get_by_role("heading", name="A glossary that two departments sign")
    expect(idea).to_be_visible()

    for kind, value in FILTERS:
        plain_page.get_by_text(kind, exact=True).click()
        plain_page.get_by_role("link", name=value, exact=True).click()
        expect(plain_page.get_by_text(f"Only {kind.lower()} {value}.")).to_be_visible()
        expect(plain_page.get_by_role("heading", name=TITLE)).to_be_visible()
        expect(idea).to_have_count(0)
        plain_page.get_by_role("link", name="Show all", exact=True).click()


@pytest.mark.parametrize("view", ["board", "agenda", "month"])
def test_without_a_script_a_link_narrows_a_filtered_page_by_one_value_more(plain_page, desk, view):
    other = "One idea, five doors"
    plain_page.goto(desk.address(f"/desk/{view}/stage/epiphany.html"))
    posts = plain_page.get_by_role("main").get_by_role("article")
    all_of_stage = posts.count()

    plain_page.get_by_text("Author", exact=True).click()
    plain_page.get_by_role("link", name="Dele Winterbourne").click()

    assert plain_page.url.endswith(f"/desk/{view}/stage/epiphany.html#author=dele-winterbourne")
    expect(plain_page.get_by_text("And only author Dele Winterbourne.")).to_be_focused()
    expect(posts).to_have_count(1)
    expect(posts.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(plain_page.get_by_role("heading", name=other)).to_have_count(0)
    if view == "agenda":
        # Days that hold nothing any more are gone with their posts.
        days = plain_page.locator(".desk-agenda__day:visible")
        expect(days.filter(has_not_text=TITLE)).to_have_count(0)
    plain_page.get_by_role("link", name="Show all authors").click()
    expect(posts).to_have_count(all_of_stage)


def test_with_a_script_all_filters_combine_and_the_address_holds_them(still_page, desk):
    page = still_page
    page.goto(desk.address("/desk/board/stage/epiphany.html"))
    posts = page.get_by_role("main").get_by_role("article")
    all_of_stage = posts.count()

    for kind, value in (FILTERS[0], *FILTERS[2:]):
        page.get_by_text(kind, exact=True).focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name=value, exact=True).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"And only {kind.lower()} {value}.")).to_be_visible()
    chosen = "#author=dele-winterbourne&topic=readers&status=assigned&state=overdue"
    assert page.url.endswith(f"/desk/board/stage/epiphany.html{chosen}")
    expect(page.locator("[data-desk-found]")).to_have_text("1 post on this page.")
    expect(posts).to_have_count(1)

    page.get_by_role("link", name="As agenda").click()
    assert page.url.endswith(f"/desk/agenda/stage/epiphany.html{chosen}")
    expect(posts).to_have_count(1)
    expect(page.locator(".desk-agenda__day:visible").filter(has_not_text=TITLE)).to_have_count(0)
    page.get_by_role("link", name="Show all topics").click()
    page.get_by_role("link", name="Show all statuses").click()
    page.get_by_role("link", name="Show all states").click()
    assert page.url.endswith("#author=dele-winterbourne")
    page.reload()
    expect(page.locator("[data-desk-found]")).to_have_text("1 post on this page.")
    page.go_back()
    expect(page.get_by_text("And only state Overdue.")).to_be_visible()

    page.goto(desk.address("/desk/board/stage/epiphany.html#author=dele-winterbourne&state=live&colour=red"))
    expect(page.locator("[data-desk-found]")).to_have_text("0 posts on this page.")
    expect(posts).to_have_count(0)
    page.get_by_role("link", name="Show all authors").click()
    page.get_by_role("link", name="Show all states").click()
    expect(posts).to_have_count(all_of_stage)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_on_any_page_and_none_is_too_wide(still_page, desk, scheme, width):
    still_page.emulate_media(color_scheme=scheme)
    still_page.set_viewport_size({"width": width, "height": 900})
    found = []

    for name in PAGES:
        still_page.goto(desk.address(f"/desk/{name}"))
        still_page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
        found += [f"{name}: {finding}" for finding in axe_findings(still_page)]
        if still_page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: too wide")

    assert found == []


# The last one: the site is still being built anew when it is over.
def test_without_a_script_a_form_moves_a_post_and_undoes_it(plain_page, desk):
    open_month(plain_page, desk)
    card = in_day(plain_page, "2026-12-22")

    card.get_by_text("Change").click()
    card.get_by_label("Day").fill("2026-12-18")
    card.get_by_role("button", name="Move").click()

    expect(plain_page.get_by_text(f"Moved: “{TITLE}”")).to_be_visible(timeout=SAVED)
    assert desk.changed_lines() == ["-date: 2026-12-22", "+date: 2026-12-18"]
    plain_page.get_by_role("button", name="Undo").click()
    expect(plain_page.get_by_text("Undone:")).to_be_visible(timeout=SAVED)
    assert desk.changed_lines() == []
    plain_page.get_by_role("link", name="Back to the desk").click()
    expect(plain_page.get_by_role("navigation", name="Desk")).to_be_visible()
