import pytest


def test_a_post_shows_its_authors_stage_idea_topic_and_date(site):
    site.put("authors/bo.md", "---\nname: Bo Reed\n---\n")
    site.post("pair", authors="[ada, bo]", tags="[shared work]")

    site.build()

    page = site.page("posts/pair")
    for words in (
        "Ada Quill",
        "Bo Reed",
        "Looking at ways to solve it",
        "To put to use",
        "Planning",
        "shared work",
    ):
        assert words in page
    assert "1 February 2026" in page


def test_the_first_paragraph_stands_in_for_a_missing_summary(site):
    site.post("bare", "# Not this\n\nThe *first* words & more.\n\nThe second.", summary=None)

    site.build()

    assert "The first words &amp; more." in site.page("topics/planning")
    assert "The second." not in site.page("topics/planning")


def test_what_an_author_writes_in_a_header_is_text_and_never_markup(site):
    site.post("sharp", title='"<b>Bold & co</b>"', summary='"<script>alert(1)</script>"')

    site.build()

    assert "&lt;b&gt;Bold &amp; co&lt;/b&gt;" in site.page("posts/sharp")
    # In JSON a text needs no escape for HTML.
    (site.output / "feed.json").unlink()
    assert "<script>" not in site.everything()


@pytest.mark.parametrize(
    "link",
    [
        "[these words]({filename}/posts/tomorrow.md)",
        "[these words]({filename}tomorrow.md#there)",
        '<a class="x" href="{filename}/posts/tomorrow.md">these words</a>',
        "[these words](|filename|/posts/tomorrow.md)",
    ],
)
def test_a_link_to_a_post_that_is_not_live_is_words_only(site, link):
    site.post("tomorrow", date="2026-03-02")
    site.post("seen", f"Read {link} now.")

    site.build()

    assert "Read these words now." in site.page("posts/seen")
    assert "tomorrow" not in site.everything()


def test_a_link_to_a_live_post_leads_to_its_page(site):
    site.post("other")
    site.post("seen", "Read [these words]({filename}other.md).")

    site.build()

    assert '<a href="/posts/other/">these words</a>' in site.page("posts/seen")


def test_pages_have_their_own_addresses_and_a_place_in_the_menu(site):
    site.put("pages/about.md", "---\ntitle: About us\nmenu_order: 1\n---\n\nWho we *are*.\n")

    site.build()

    assert "Who we <em>are</em>." in site.page("about")
    assert '<a href="/about/">About us</a>' in site.page("")


def test_a_header_in_pelicans_own_lines_is_read_like_yaml(site):
    site.put(
        "posts/lines.md",
        "Title: In lines\nDate: 2026-02-01 08:00\nAuthors: ada\nCategory: Planning\nTags: one, two\n"
        "Summary: Short.\nStage: loyalty\nIdea: aspirational\nStatus: published\n\nThe body.\n",
    )

    site.build()

    assert "The body." in site.page("posts/lines")
    assert "In lines" in site.page("tags/two")
