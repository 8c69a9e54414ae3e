"""The desk's pages, as files in a folder."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from editorial.content import read_content
from plugins.content_plan import outlook_of, plan_of
from plugins.editorial_calendar import PLAN_FILE, PLAN_MARK, TOKEN_MARK, DeskFrame, write_desk
from plugins.editorial_calendar.folder import write_files
from plugins.editorial_calendar.parts import Parts
from plugins.file_history import read_history
from plugins.plan_mark import plan_mark
from tests.builders import SETTINGS, STAGES, header_text, post_text, write_content

THEME = Path(__file__).parents[2] / "theme"
AS_OF = datetime(2026, 3, 3, 12, tzinfo=UTC)
POLICY = """
horizon_weeks: 6
cadence: {posts_per_week: 1, longest_gap_days: 14}
stages: {epiphany: 0.5, interest: 0.5}
lead_days: {draft: 10, review: 5}
timely: 1
categories: [{name: Tea, every_weeks: 2}]
quiet_days: [2026-03-19]
"""
FILES = {
    "editorial.yaml": POLICY,
    "authors/ada.md": header_text(
        {"name": "Ada Quill", "capacity": 1, "away": [{"from": "2026-03-17", "to": "2026-03-18"}]}
    ),
    "posts/live.md": post_text(title="Out & about", date="2026-03-02", category="Tea"),
    "posts/draft.md": post_text(title="A draft", date="2026-03-31 14:30", status="draft", category="Tea"),
    "posts/late.md": post_text(title="Too late", date="2026-03-01", status="review", stage="epiphany"),
    "posts/idea.md": post_text(title="<b>An idea</b>", date=None, status="idea", authors=[]),
}  # fmt: skip


class Links(HTMLParser):
    """The addresses that a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name in ("href", "src") and value}


class DeskFolder:
    """A content folder and the desk that is written of it."""

    def __init__(self, folder: Path) -> None:
        self.content = write_content(folder / "content", FILES)
        self.folder = folder / "desk"

    def write(self, as_of: datetime = AS_OF, **frame: object) -> int:
        content = read_content(self.content, SETTINGS)
        plan = plan_of(content, as_of)
        history = read_history(self.content)
        return write_desk(
            plan,
            content,
            self.folder,
            DeskFrame("Tea Times", THEME, STAGES, **frame),
            outlook=outlook_of(content, plan, history),
            history=history,
        )

    def page(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def names(self) -> set[str]:
        return {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}


@pytest.fixture
def desk(tmp_path) -> DeskFolder:
    return DeskFolder(tmp_path)


def cell(page: str, day: str) -> str:
    return re.search(rf'<td[^>]*data-date="{day}".*?</td>', page, re.DOTALL)[0]


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_all_pages_are_written_and_every_link_between_them_leads_somewhere(desk):
    desk.write()

    pages = {name for name in desk.names() if name.endswith(".html")}
    dead = {
        f"{name} → {link}"
        for name in pages
        for link in _links(desk.page(name))
        if not (desk.folder / name).parent.joinpath(link.partition("#")[0]).resolve().exists()
    }
    assert dead == set()
    assert {"index.html", "agenda.html", "board.html", "coverage.html", "load.html", "findings.html"} <= pages
    assert {f"month/2026-{month:02}.html" for month in (1, 2, 3, 4)} <= pages
    assert {
        "board/author/ada.html",
        "agenda/stage/epiphany.html",
        "month/topic/tea.html",
        "board/state/overdue.html",
        "board/status/review.html",
    } <= pages


def _links(page: str) -> set[str]:
    links = Links()
    links.feed(page)
    return {link for link in links.found if not link.startswith(("#", "mailto:"))}


def test_no_page_is_to_be_found_nor_names_another_site(desk):
    desk.write()

    for name in desk.names():
        if name.endswith(".html"):
            assert '<meta name="robots" content="noindex, nofollow">' in desk.page(name)
            assert "http" not in "".join(_links(desk.page(name)))
            assert not re.search(r"\sstyle=|\son\w+=", desk.page(name))


def test_a_month_is_a_table_with_each_post_and_due_day_in_its_day(desk):
    desk.write()

    page = desk.page("month/2026-03.html")
    assert "<caption>March 2026</caption>" in page
    assert words(page).count("Monday") == 1
    assert "A draft Draft 14:30 Ada Quill · Interest · Tea" in words(cell(page, "2026-03-31"))
    assert words(cell(page, "2026-03-24")) == "Tue 24 Due for review A draft"
    assert words(cell(page, "2026-03-19")) == "Thu 19 Quiet day"
    assert words(cell(page, "2026-03-18")) == "Wed 18 Ada Quill is away"
    assert "Tue 3 Today" in words(cell(page, "2026-03-03"))
    assert "Out &amp; about" in cell(page, "2026-03-02")


def test_the_agenda_has_a_way_past_what_is_over(desk):
    write_content(desk.content, {"posts/far.md": post_text(title="Far", date="2026-04-20", status="draft")})

    desk.write()

    page = desk.page("agenda.html")
    past, ahead = page.split('<span id="ahead"></span>')
    assert '<a href="#ahead">From today</a>' in page
    assert 'datetime="2026-03-02"' in past
    assert not re.search(r'datetime="2026-03-0[12]"', ahead)


def test_a_chart_has_no_width_of_its_own_and_names_are_whole(desk):
    write_content(desk.content, {"authors/zoe.md": header_text({"name": "Zoë Müller-Lüdenscheidt"})})

    desk.write()

    rows = re.findall(r'<div class="desk-chart__row">.*?</div>', desk.page("load.html"), re.DOTALL)
    assert "Zoë Müller-Lüdenscheidt 0" in [words(row) for row in rows]
    for name in ("load.html", "index.html", "coverage.html"):
        assert not re.search(r'<svg[^>]*(viewBox|width)|<rect[^>]* (x|width)="[\d.]+"', desk.page(name))


def test_months_lead_to_their_neighbours(desk):
    desk.write()

    assert 'rel="prev" href="../month/2026-02.html"' in desk.page("month/2026-03.html")
    assert 'rel="next" href="../month/2026-04.html"' in desk.page("month/2026-03.html")
    assert 'rel="prev"' not in desk.page("month/2025-12.html")
    assert 'rel="next"' not in desk.page("month/2026-04.html")


def test_a_gap_is_told_by_its_days_without_a_post(desk):
    write_content(desk.content, {"posts/soon.md": post_text(title="Soon", date="2026-04-10")})

    desk.write()

    assert "28 days without a post, 3 March 2026 to 30 March 2026" in words(desk.page("index.html"))


def test_what_is_late_is_said_in_words(desk):
    desk.write()

    assert "Too late Overdue 1 March 2026 09:00 To go out: 2 days late" in words(desk.page("index.html"))


def test_what_is_not_as_it_was_approved_is_told_on_its_card_on_the_first_page_and_in_the_findings(desk):
    write_content(
        desk.content,
        {
            "posts/live.md": post_text(
                title="Long ago", date="2025-03-02", approved="ada 2025-03-01T09:00:00Z 0123456789abcdef"
            ),
            "posts/waits.md": post_text(title="Bare", date="2026-03-20"),
            "editorial.yaml": f"{POLICY}gates: [{{needs: [source, survey]}}]\n",
        },
    )

    desk.write()

    told = "Long ago Live 2 March 2025 09:00 Approval lapsed"
    assert told in words(desk.page("board.html"))
    assert "Bare Scheduled 20 March 2026 09:00 Lacks source, survey" in words(desk.page("board.html"))
    first = words(desk.page("index.html"))
    assert f"Approved, but not as they stand {told}" in first
    assert "approval-lapsed" in words(desk.page("findings.html"))


def test_a_filters_page_holds_its_posts_alone(desk):
    desk.write()

    for view in ("month", "agenda", "board"):
        page = words(desk.page(f"{view}/topic/tea.html"))
        assert "Only topic Tea . Show all" in page
        assert "A draft" in page
        assert "Too late" not in page


def test_a_filters_page_is_narrowed_by_links_to_places_that_it_has_rules_for(desk):
    desk.write()

    rules = desk.page("theme/filters.css")
    for view in ("month", "agenda", "board"):
        page = desk.page(f"{view}/topic/tea.html")
        links = re.findall(r'<a href="#([^"]*)" data-desk-narrow>', page)
        places = re.findall(r'<p class="desk-chosen desk-only" id="([^"]*)"', page)
        assert links == [
            "author=ada", "stage=interest", "status=draft", "status=approved", "state=draft", "state=live",
        ]  # fmt: skip
        assert set(links) <= set(places)
        assert {key.partition("=")[0] for key in places} == {"author", "stage", "status", "state"}
        assert "Show all statuses" in words(page)
        assert all(f'[id="{key}"]:target ~' in rules for key in places)
        assert {"draft", "live"} == set(re.findall(r'data-keys="[^"]*state=(\w+)', page))
        assert all(
            f'href="../../{other}/topic/tea.html"' in page for other in {"month", "agenda", "board"} - {view}
        )


def test_the_overview_tells_the_number_of_what_it_has_no_room_for(desk):
    late = {
        f"posts/late-{number}.md": post_text(
            title=f"Late {number}", date=f"2026-03-{4 + number % 3:02}", status="draft"
        )
        for number in range(13)
    }
    write_content(desk.content, late)

    desk.write()

    page = desk.page("index.html")
    assert '<a href="findings.html">1 more in the findings</a>' in page
    assert words(page.partition("A step is late")[2].partition("</section>")[0]).count("Late ") == 12


def test_a_desk_without_posts_draws_nothing(desk):
    for path in desk.content.glob("posts/*.md"):
        path.unlink()
    (desk.content / "editorial.yaml").write_text("timezone: UTC\n")

    desk.write()

    page = desk.page("index.html")
    assert "<svg" not in page
    assert "Nothing goes out, and the policy wants nothing." in page
    assert "<details>" not in desk.page("board.html")


def test_only_a_filters_page_is_narrowed(desk):
    desk.write()

    for name in desk.names():
        if name.endswith(".html"):
            assert ("desk_narrow.js" in desk.page(name)) == (name.count("/") == 2), name


def test_an_idea_without_a_date_waits_in_the_drawer_and_its_title_is_no_html(desk):
    desk.write()

    for name in ("month/2026-03.html", "agenda.html", "board.html"):
        assert "&lt;b&gt;An idea&lt;/b&gt;" in desk.page(name)


def test_posts_lead_to_where_they_can_be_read_and_say_which_file_they_are(desk):
    desk.write(posts="/posts/", previews="/preview/key/")

    page = desk.page("board.html")
    assert 'href="/posts/live/"' in page
    assert 'href="/preview/key/draft/"' in page
    assert "posts/draft.md:3</a>" in page


def test_on_the_server_that_changes_them_posts_lead_to_their_files_there(desk):
    write_content(desk.content, {"posts/green tea/cup.md": post_text(title="Two words", status="draft")})

    desk.write(is_editable=True)

    assert 'href="files/posts/green%20tea/cup.md"' in desk.page("board.html")
    assert 'href="../../files/posts/draft.md"' in desk.page("board/author/ada.html")
    assert "<code>" not in desk.page("board.html")


def test_nothing_can_be_changed_from_pages_that_no_server_sends(desk):
    desk.write()

    assert not any(TOKEN_MARK in desk.page(name) or "<form" in desk.page(name) for name in desk.names())


def test_editable_pages_carry_forms_for_what_is_not_live_and_the_place_of_the_token(desk):
    desk.write(is_editable=True)

    page = desk.page("month/2026-03.html")
    assert page.count('action="/desk/move"') == 3
    assert f'name="desk-token" content="{TOKEN_MARK}"' in page
    assert 'data-post="draft"' in page
    assert 'data-post="live"' not in page


def test_a_second_run_writes_nothing_and_a_change_only_what_shows_it(desk):
    first = desk.write()
    again = desk.write()
    write_content(
        desk.content, {"posts/idea.md": post_text(title="Another idea", date=None, status="idea", authors=[])}
    )
    changed = desk.write()

    assert first == len(desk.names()) - 1
    assert again == 0
    assert 0 < changed < first / 2


def test_pages_that_can_change_the_plan_say_what_they_were_made_from_without_being_made_anew(desk):
    desk.write(is_editable=True)
    before = desk.page(PLAN_FILE)
    path = desk.content / "posts/late.md"
    path.write_text(path.read_text() + "<!-- A note that no page shows. -->\n")

    changed = desk.write(is_editable=True)

    assert desk.page(PLAN_FILE) == plan_mark(read_content(desk.content, SETTINGS).posts, AS_OF) != before
    assert f'name="plan" value="{PLAN_MARK}"' in desk.page("agenda.html")
    assert f'<meta name="desk-plan" content="{PLAN_MARK}">' in desk.page("month/2026-03.html")
    assert changed < len(desk.names()) / 2


def test_pages_that_are_not_wanted_any_more_go_and_other_peoples_files_stay(desk):
    desk.write()
    (desk.folder / "plan.json").write_text("{}")
    (desk.content / "posts/late.md").unlink()

    desk.write()

    assert "board/stage/epiphany.html" not in desk.names()
    assert not (desk.folder / "month/state/overdue.html").exists()
    assert desk.page("plan.json") == "{}"


def test_a_list_that_names_files_elsewhere_deletes_none_of_them(tmp_path):
    for name in ("mine.txt", "yours.txt"):
        (tmp_path / name).write_text("Mine.")
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk/.desk-files").write_text(f"../mine.txt\n{tmp_path}/yours.txt\n")

    write_files(tmp_path / "desk", {"index.html": b"Hello"})

    assert (tmp_path / "mine.txt").exists()
    assert (tmp_path / "yours.txt").exists()
    assert (tmp_path / "desk/index.html").read_bytes() == b"Hello"


def test_the_matrices_and_shares_are_in_tables_behind_their_drawings(desk):
    desk.write()

    page = desk.page("coverage.html")
    assert page.count('<div class="desk-chart" role="img"') == page.count('role="img"') == 1
    assert page.count("<svg") == 2
    assert "Epiphany 0 1 1 planned" in words(page)
    assert "Q1 2026: stages, 2 posts" in words(page)
    assert "Interest 2 100 % 50 % +1.0" in words(page)


def test_the_coverage_tells_what_was_made_of_which_post_and_what_nobody_has_reused(desk):
    write_content(
        desk.content,
        {
            "posts/live.md": post_text(title="Out & about", date="2026-03-02", evergreen="true"),
            "posts/talk.md": post_text(
                title="A talk", date="2026-04-02", derived_from=["live"], status="draft"
            ),
            "posts/alone.md": post_text(title="All alone", date="2026-02-02", evergreen="true"),
        },
    )

    desk.write()

    page = words(desk.page("coverage.html"))
    assert "Posts that others were made from Post Made from it Out &amp; about A talk" in page
    assert "Evergreens that nobody has reused All alone" in page


def test_the_load_says_who_has_how_much_to_do(desk):
    desk.write()

    page = words(desk.page("load.html"))
    assert "Ada Quill 3 of 0.9, too many" in page
    assert "Ada Quill too many: 3 Too late; Out &amp; about; A draft 0.9 90 % 0 none" in page


def test_the_outlook_says_what_could_fill_a_slot_and_why(desk):
    write_content(desk.content, {"authors/bea.md": header_text({"name": "Bea Leaf"})})

    desk.write()

    page = words(desk.page("outlook.html"))
    assert "Monday 9 March 2026 The week of 9 March 2026 would have 0 of 1 post." in page
    assert "Proposed: &lt;b&gt;An idea&lt;/b&gt; Bea Leaf," in page
    assert "Review: 5 (as the policy&#39;s lead_days say)." in page


def test_a_post_that_will_miss_its_date_is_on_the_overview(desk):
    write_content(
        desk.content, {"posts/soon.md": post_text(title="Soon", date="2026-03-04", status="draft", tags=[])}
    )

    desk.write()

    assert "Will miss their date" in words(desk.page("index.html"))
    assert "Soon: planned for 4 March 2026, ready on 9 March 2026" in words(desk.page("index.html"))


@pytest.mark.parametrize("files", [{}, {"posts/idea.md": FILES["posts/idea.md"]}])
def test_a_desk_of_nearly_nothing_can_be_read_too(tmp_path, files):
    desk = DeskFolder(tmp_path)
    for path in desk.content.rglob("*.*"):
        path.unlink()
    write_content(desk.content, files)

    desk.write()

    assert "Nothing has a date." in words(desk.page("agenda.html"))
    assert "There are no authors yet." in words(desk.page("load.html"))


def test_a_build_writes_the_desk_beside_the_site_and_nothing_of_it_inside(site, tmp_path):
    site.post("waits", date="2026-06-01", status="draft")

    site.build(overrides={"DESK_FOLDER": str(tmp_path / "desk"), "DESK_HISTORY": ""})

    assert "Title of waits" in (tmp_path / "desk/board.html").read_text()
    assert "desk" not in site.everything().replace("help desk", "")
    assert "Title of waits" not in site.everything()


@pytest.mark.parametrize("is_editable", [False, True])
def test_a_part_that_is_drawn_once_is_the_same_as_one_that_is_drawn_each_time(desk, monkeypatch, is_editable):
    def draw_each_time(parts: Parts, key: tuple[str, ...], *values: object, **options: object) -> object:
        return getattr(parts._templates.get_template("desk/parts.html").module, key[0])(*values, **options)

    # On one day, different filters show different posts, and have different steps due.
    both = {"date": "2026-03-27", "status": "assigned"}
    more = {
        "authors/bo.md": header_text({"name": "Bo", "away": [{"from": "2026-03-10", "to": "2026-03-12"}]}),
        "posts/one.md": post_text(title="One", authors=["ada"], stage="epiphany", **both),
        "posts/two.md": post_text(title="Two", authors=["bo"], category="Milk", **both),
    }
    write_content(desk.content, more)
    desk.write(is_editable=is_editable)
    once = {name: desk.page(name) for name in desk.names() if name.endswith(".html")}
    monkeypatch.setattr(Parts, "_once", draw_each_time)

    changed = desk.write(is_editable=is_editable)

    assert [name for name, text in once.items() if desk.page(name) != text] == []
    assert changed == 0
