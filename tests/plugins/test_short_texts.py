"""Biographies, and the introductions and thanks of surveys, as readers get them."""

import io
import re

import pytest
from PIL import Image

from tests.builders import ask, survey_text

SITE = {"SITEURL": "https://example.org"}


@pytest.fixture
def photo(site):
    data = io.BytesIO()
    Image.effect_noise((1600, 900), 60).convert("RGB").save(data, "JPEG")
    file = site.content / "images/desk.jpg"
    file.parent.mkdir(parents=True)
    file.write_bytes(data.getvalue())
    return file


def test_images_in_a_biography_are_there_in_several_sizes(site, photo):
    site.put("authors/ada.md", "---\nname: Ada Quill\n---\n\n![Her desk](/images/desk.jpg)\n")
    site.post("tea")

    site.build(overrides=SITE)

    for page in ("authors/ada", "posts/tea"):
        assert 'width="1600" height="900"' in site.page(page)
        assert '<source type="image/' in site.page(page)
    assert list((site.output / "pictures").glob("desk-*"))


def test_images_in_an_introduction_are_there_in_several_sizes(site, photo):
    text = survey_text(ask("yes_no"), opens="2026-01-01", body="![A desk]({static}/images/desk.jpg)")
    site.put("surveys/tea.md", text)

    site.build(overrides=SITE)

    page = site.page("surveys/tea")
    assert '<source type="image/' in page
    assert re.search('src="https://example.org/(?:pictures/desk-|images/desk.jpg)', page)


def test_links_in_a_biography_follow_the_files_and_betray_nothing_that_waits(site):
    site.put(
        "authors/ada.md",
        "---\nname: Ada Quill\n---\n\nWrote [tea]({filename}/posts/tea.md#part), "
        "[more]({filename}../posts/milk.md) and [a list]({static}/images/list.csv).\n",
    )
    site.post("tea")
    site.post("milk", date="2026-12-01")

    site.build(overrides=SITE)

    page = site.page("authors/ada")
    assert '<a href="https://example.org/posts/tea/#part">tea</a>, more and' in page
    assert 'href="https://example.org/images/list.csv"' in page
    assert "milk" not in site.everything()


@pytest.mark.parametrize("page", ["surveys/tea", "posts/tea"])
def test_the_thanks_of_a_survey_follow_the_files_and_betray_nothing_that_waits(site, photo, page):
    thanks = (
        "Thank you. On with [tea]({filename}/posts/tea.md), [more]({filename}../posts/milk.md), "
        "![A desk]({static}/images/desk.jpg)"
    )
    poll = survey_text(ask("yes_no"), kind="poll", opens="2026-01-01", where=["post-end"], thanks=thanks)
    site.put("surveys/tea.md", poll)
    site.post("tea", survey="tea")
    site.post("milk", date="2026-12-01")

    site.build(overrides=SITE)

    said = site.page(page).partition('data-part="outcome"')[2]
    assert 'On with <a href="https://example.org/posts/tea/">tea</a>, more, <picture>' in said
    assert "{" not in said.partition("</template>")[0]


def test_a_preview_leads_on_to_previews(site):
    site.put("authors/ada.md", "---\nname: Ada Quill\n---\n\nWrote [more]({filename}/posts/milk.md).\n")
    site.post("milk", date="2026-12-01")

    site.build(preview_folder="preview/0123")

    assert '<a href="/preview/0123/milk/">more</a>' in site.page("preview/0123/milk")


def test_a_biography_of_another_tool_has_no_dead_link(site):
    site.put("authors/ada.md", "Title: Ada\n\nSee [this](/gone/) <script>alert(1)</script>\n")
    site.put("tea.md", "Title: Tea\nDate: 2016-05-19\nAuthor: ada\n\nWords.\n")

    site.build(foreign=True)

    assert "See this" in site.page("authors/ada")
    assert "alert(1)" not in site.page("authors/ada")
