from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.content import Content, ContentSettings
from editorial.foreign_content import read_foreign_content
from editorial.stage import Stage
from editorial.status import Status

LONDON = ZoneInfo("Europe/London")
SETTINGS = ContentSettings((Stage("interest", "Interest", "Looking around", "What others do."),), LONDON)


def read(folder: Path, files: dict[str, str | bytes]) -> Content:
    """Write a folder as another tool would have it, and read it."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_foreign_content(folder, SETTINGS)


def only_post(folder: Path, text: str | bytes, name: str = "2016-05-19-tea.md"):
    (post,) = read(folder, {name: text}).posts
    return post


def test_a_post_of_another_tool_needs_no_more_than_a_title_and_a_date(tmp_path):
    content = read(
        tmp_path, {"anywhere/tea.md": "Title: Tea\nDate: 2016-05-19\nAuthor: Jane Doe\n\nWords.\n"}
    )

    (post,) = content.posts
    assert (post.title, post.slug, post.authors, post.status) == (
        "Tea",
        "tea",
        ("jane-doe",),
        Status.APPROVED,
    )
    assert post.date == datetime(2016, 5, 19, 9, tzinfo=LONDON)
    assert content.authors["jane-doe"].name == "Jane Doe"
    assert content.errors == ()
    assert {problem.code for problem in content.problems} == {
        "missing-stage",
        "missing-idea",
        "missing-summary",
    }


def test_the_title_may_be_the_first_heading_and_the_date_in_the_name(tmp_path):
    post = only_post(tmp_path, "# How to brew\n\nWords.\n")

    assert (post.title, post.slug, post.body.strip()) == ("How to brew", "tea", "Words.")
    assert post.date.date().isoformat() == "2016-05-19"


def test_a_post_without_any_date_is_not_published(tmp_path):
    content = read(tmp_path, {"tea.md": "Title: Tea\n\nWords.\n"})

    assert content.live_posts(datetime(2100, 1, 1, tzinfo=LONDON)) == ()
    assert "missing-date" in {problem.code for problem in content.problems}


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("2016-05-19", "2016-05-19T09:00:00+01:00"),
        ("2016/05/19", "2016-05-19T09:00:00+01:00"),
        ("2016-05-19 10:30", "2016-05-19T10:30:00+01:00"),
        ("2016-05-19T10:30:00Z", "2016-05-19T10:30:00+00:00"),
        ("2016-05-19 10:30:00 -0500", "2016-05-19T10:30:00-05:00"),
        ("Thu, 19 May 2016", "2016-05-19T09:00:00+01:00"),
        ("19 May 2016 22:00", "2016-05-19T22:00:00+01:00"),
    ],
)
def test_dates_are_read_with_and_without_a_zone(tmp_path, date, instant):
    post = only_post(tmp_path, f"Title: Tea\nDate: {date}\n\nWords.\n", "tea.md")

    assert post.date == datetime.fromisoformat(instant)


@pytest.mark.parametrize(
    ("lines", "status"),
    [
        ("", Status.APPROVED),
        ("Status: published", Status.APPROVED),
        ("Status: Draft", Status.DRAFT),
        ("status: hidden", Status.HIDDEN),
        ("published: false", Status.DRAFT),
        ("draft: true", Status.DRAFT),
        ("Status: skip", Status.DRAFT),
        ("status: approved", Status.APPROVED),
        ("status: review", Status.REVIEW),
        ("Status: someday", Status.DRAFT),
    ],
)
def test_the_status_of_other_tools_is_understood_and_an_unknown_one_does_not_publish(tmp_path, lines, status):
    post = only_post(tmp_path, f"Title: Tea\nDate: 2016-05-19\n{lines}\n\nWords.\n".replace("\n\n\n", "\n\n"))

    assert post.status is status


@pytest.mark.parametrize(
    "header",
    [
        "Title: Tea\nSummary: one\n\ttwo\nStatus: draft",
        "Title: Tea\nSummary: one\n  \ttwo\nStatus: draft",
        "--- # a post\nTitle: Tea\nStatus: draft\n----",
        "---\nTitle: Tea\nStatus: draft\n----",
        "---\nTitle: Tea\nStatus: draft",
        "\n\nTitle: Tea\nStatus: draft",
    ],
)
def test_a_draft_stays_one_however_its_header_is_indented_and_fenced(tmp_path, header):
    post = only_post(tmp_path, f"{header}\n\nWords.\n")

    assert (post.title, post.status, post.body.strip()) == ("Tea", Status.DRAFT, "Words.")


def test_what_lies_among_the_drafts_is_a_draft(tmp_path):
    assert only_post(tmp_path, "Words.\n", "_drafts/2016-05-19-tea.md").status is Status.DRAFT


def test_other_keys_for_the_same_things_are_understood(tmp_path):
    post = only_post(
        tmp_path,
        "---\ntitle: Tea\nauthors:\n  - jane\n  - Émile Zola\n"
        "categories: [Leaves, Water]\ntags: [Green tea, green tea]\n"
        "excerpt: Short.\nredirect_from: /old/\nlanguage: fr\nlayout: post\ncomments: true\n---\nWords.\n",
    )

    assert post.authors == ("jane", "emile-zola")
    assert (post.category, post.tags) == ("Leaves", ("Green tea", "Water"))
    assert (post.summary, post.aliases, post.lang) == ("Short.", ("/old/",), "fr")


def test_a_folder_stands_in_for_a_missing_topic(tmp_path):
    assert only_post(tmp_path, "Words.\n", "recipes/Desserts/2016-05-19-tea.md").category == "Desserts"


def test_authors_have_their_profiles_where_there_are_any(tmp_path):
    content = read(
        tmp_path,
        {
            "authors/jane.md": "---\nname: jane\nfull_name: Jane Doe\n---\nWrites.\n",
            "posts/2016-05-19-tea.md": "---\ntitle: Tea\nauthors: [jane, gone]\n---\nWords.\n",
        },
    )

    assert (content.authors["jane"].name, content.authors["jane"].biography) == ("Jane Doe", "Writes.")
    assert content.authors["gone"].name == "gone"


def test_restructured_text_has_its_title_over_a_rule_and_its_fields_below(tmp_path):
    post = only_post(
        tmp_path,
        "Tea in the\n##########\n\n:date: 2016-05-19 10:00\n:tags: one,\n  two\n"
        ":authors: Jane Doe; Roe, Richard\n\nWords.\n",
        "tea.rst",
    )

    assert (post.title, post.tags) == ("Tea in the", ("one", "two"))
    assert post.authors == ("jane-doe", "roe-richard")
    assert post.body.strip() == "Words."


def test_of_several_posts_with_one_slug_the_oldest_keeps_it(tmp_path):
    content = read(
        tmp_path,
        {
            "a/tea.md": "Title: Newer\nDate: 2017-01-01\n\nWords.\n",
            "b/tea.md": "Title: Older\nDate: 2016-01-01\n\nWords.\n",
        },
    )

    assert {post.title: post.slug for post in content.posts} == {"Older": "tea", "Newer": "tea-2"}
    (double,) = (problem for problem in content.problems if problem.code == "duplicate-slug")
    assert str(double) == (
        f"{tmp_path.as_posix()}/a/tea.md:1: warning duplicate-slug slug: tea is taken; "
        "the post stands at tea-2 (choose another slug)"
    )


@pytest.mark.parametrize(
    "broken",
    [
        b"",
        b"\xef\xbb\xbf",
        "---\ntitle: Caf\xe9\n---\nW\xf6rter.\n".encode("latin-1"),
        b"---\ntitle: a: b: c\n\ttab: x\n---\nWords.\n",
        b"---\nnever closed\n\nWords.\n",
        b"\0\0\0",
        b"---\n- a list\n---\n",
        b"Title: Tea\nDate: the day before yesterday\n\nWords.\n",
    ],
)
def test_a_broken_file_takes_no_other_with_it(tmp_path, broken):
    good = "Title: Tea\nDate: 2016-05-19\n\nWords.\n"

    content = read(tmp_path, {"a.md": broken, "tea.md": good})

    assert "Tea" in {post.title for post in content.posts if post.slug == "tea"}
    assert content.errors == ()


def test_latin_1_is_read_and_said(tmp_path):
    content = read(tmp_path, {"2016-05-19-tea.md": "Title: Thé\n\nWörter.\n".encode("latin-1")})

    assert content.posts[0].title == "Thé"
    assert "the byte 0xE9 is not UTF-8; the file was read as Windows-1252" in str(content.problems)


def test_pages_readmes_and_links_to_folders_are_no_posts(tmp_path):
    (tmp_path / "loop").mkdir()
    (tmp_path / "loop" / "again").symlink_to(tmp_path, target_is_directory=True)

    content = read(
        tmp_path,
        {
            "README.md": "# Read me\n",
            "pages/about.md": "Title: About\n\nUs.\n",
            "pages/tags.md": "Title: Tags\n\nOurs.\n",
            "loop/2016-05-19-tea.md": "Words.\n",
        },
    )

    assert [post.slug for post in content.posts] == ["tea"]
    assert {page.slug for page in content.pages} == {"about", "tags-2"}


def test_template_code_that_means_something_is_put_into_markdown(tmp_path):
    post = only_post(
        tmp_path,
        '---\ntitle: Tea\n---\n[on]({{ "/2016/milk/" | url }}) {% image "assets/pot.png" "A pot" %} '
        "{% raw %}x{% endraw %}\n",
    )

    assert post.body.strip() == '[on](/2016/milk/) <img src="/assets/pot.png" alt="A pot"> x'


def test_a_day_that_there_is_not_is_said_so(tmp_path):
    content = read(
        tmp_path,
        {
            "a.md": "Title: A\nDate: 2023-02-29\n\nWords.\n",
            "b.md": "Title: B\nDate: 0001-01-02\n\nWords.\n",
            "c.md": "Title: C\nDate: someday\n\nWords.\n",
        },
    )

    dates = [problem for problem in content.problems if "date" in problem.code]
    assert [str(problem) for problem in dates] == [
        f"{tmp_path}/{name}.md:2: warning not-a-date date: “{date}” is no day from 1900 to 2199; the post is "
        "not published (write it as YYYY-MM-DD)"
        for name, date in (("a", "2023-02-29"), ("b", "0001-01-02"), ("c", "someday"))
    ]
    assert {post.status for post in content.posts} == {Status.DRAFT}


@pytest.mark.parametrize("name", ["gone.md", "pages/gone.md", "gone.html"])
def test_a_file_that_cannot_be_opened_is_a_warning(tmp_path, name):
    (tmp_path / "pages").mkdir()
    (tmp_path / name).symlink_to(tmp_path / "nowhere.md")

    content = read(tmp_path, {"tea.md": "Title: Tea\nDate: 2016-05-19\n\nWords.\n"})

    assert content.errors == ()
    assert "unreadable" in {problem.code for problem in content.problems}


def test_versions_in_several_languages_stand_side_by_side(tmp_path):
    content = read(
        tmp_path,
        {
            "tea.md": "Title: Tea\nDate: 2016-05-19\nSlug: tea\nLang: en\n\nWords.\n",
            "the.md": "Title: Thé\nDate: 2016-05-20\nSlug: tea\nLang: fr\n\nMots.\n",
        },
    )

    english, french = content.posts
    assert (english.slug, english.translation_id, english.is_listed) == ("tea", "tea", True)
    assert (french.slug, french.translation_id, french.is_listed, french.is_indexed) == (
        "tea-fr",
        "tea",
        False,
        True,
    )
    assert "duplicate-slug" not in {problem.code for problem in content.problems}


@given(
    st.binary(max_size=400), st.sampled_from(["a.md", "a.rst", "pages/a.md", "authors/a.md", "surveys/a.md"])
)
def test_any_bytes_can_be_read(tmp_path_factory, data, name):
    content = read(tmp_path_factory.mktemp("any"), {name: data})

    assert content.errors == ()


@given(
    st.text(max_size=300),
    st.sampled_from(["---\n{}\n---\nx", "Title: x\nDate: {}\n\nx", "{}", ":date: {}\n"]),
)
def test_any_text_in_a_header_can_be_read(tmp_path_factory, text, frame):
    data = frame.replace("{}", text).encode(errors="replace")

    content = read(tmp_path_factory.mktemp("any"), {"a.md": data, "b.rst": data})

    assert content.errors == ()


def test_an_html_file_with_a_title_is_a_post_a_page_or_without_one_a_plain_file(tmp_path):
    html = '<html><head><title>{}</title><meta name="date" content="2016-05-19"></head><body>{}</body></html>'
    content = read(
        tmp_path,
        {
            "tea.html": html.format("Tea", "<p>Words.</p>"),
            "pages/about.htm": "<title>About</title><body>Us.</body>",
            "extra/google123.html": "google-site-verification: google123.html",
        },
    )

    (post,), (page,) = content.posts, content.pages
    assert (post.title, post.slug, post.body, post.status) == ("Tea", "tea", "<p>Words.</p>", Status.APPROVED)
    assert (page.title, page.slug, page.body) == ("About", "about", "Us.")
    assert content.plain_files == {"extra/google123.html"}


def test_a_page_that_is_a_draft_is_not_published_and_is_said(tmp_path):
    content = read(tmp_path, {"pages/about.md": "Title: About\nStatus: draft\n\nUs.\n"})

    assert content.pages == ()
    (problem,) = content.problems
    assert str(problem) == (
        f"{tmp_path}/pages/about.md:2: warning draft-page "
        "the page has the status draft and is not published (take the status out)"
    )


def test_an_export_of_another_blog_is_pointed_out(tmp_path):
    content = read(tmp_path, {"old.xml": "<rss xmlns:wp='http://wordpress.org/export/1.2/'></rss>"})

    assert [problem.code for problem in content.problems] == ["export-file"]
