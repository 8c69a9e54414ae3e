import re

import pytest


def titles(page: str) -> list[str]:
    return re.findall(r"Title of ([\w-]+)</a>", page)


def test_a_tag_named_page_and_tags_that_end_in_digits_have_addresses_of_their_own(site):
    for number in range(25):
        site.post(f"p{number:02}", tags="[page, t3]")
    site.post("other", tags="[t33]")

    site.build()

    assert {"/tags/page/", "/tags/page/page/2/", "/tags/page/page/3/"} <= site.addresses()
    assert {"/tags/t3/", "/tags/t3/page/3/", "/tags/t33/"} <= site.addresses()
    assert titles(site.page("tags/t33")) == ["other"]
    assert len(titles(site.page("tags/t3/page/3"))) == 5


def test_a_list_shows_the_newest_post_first_and_those_of_one_instant_by_their_slugs(site):
    site.post("b", date="2026-01-05")
    site.post("a", date="2026-01-05")
    site.post("c", date="2026-01-06")

    site.build()

    assert titles(site.page("topics/planning")) == ["c", "a", "b"]


def test_pages_of_a_list_link_to_each_other(site):
    for number in range(11):
        site.post(f"p{number:02}")

    site.build()

    assert 'rel="next" href="/topics/planning/page/2/"' in site.page("topics/planning")
    assert 'rel="prev" href="/topics/planning/"' in site.page("topics/planning/page/2")


def test_a_stage_page_lists_the_posts_that_serve_it_first_or_also(site):
    site.post("first", stage="loyalty")
    site.post("second", stage="interest", also="[loyalty]")
    site.post("elsewhere", stage="epiphany")

    site.build()

    assert titles(site.page("stages/loyalty")) == ["first", "second"]
    assert "Getting better at it" in site.page("stages/loyalty")


def test_every_stage_has_a_page_even_without_a_post(site):
    site.post("only", stage="loyalty")

    site.build()

    assert {
        f"/stages/{key}/" for key in ("epiphany", "awareness", "interest", "consideration", "loyalty")
    } <= (site.addresses())


def test_an_author_page_shows_role_biography_and_posts(site):
    site.post("mine")

    site.build()

    page = site.page("authors/ada")
    assert "Edits <em>everything</em>." in page
    assert "Editor" in page
    assert titles(page) == ["mine"]


def test_a_series_lists_its_parts_in_their_order(site):
    site.post("third", series="How to", series_index=3, date="2026-01-01")
    site.post("first", series="How to", series_index=1, date="2026-01-03")
    site.post("second", series="How to", series_index=2, date="2026-01-02")

    site.build()

    assert titles(site.page("series/how-to")) == ["first", "second", "third"]
    assert 'rel="next" href="/posts/second/"' in site.page("posts/first")


def test_the_archive_has_a_page_for_each_year_and_month_with_posts(site):
    site.post("old", date="2025-12-31 23:30")
    site.post("new", date="2026-01-01 00:30")

    site.build()

    periods = {url for url in site.addresses() if url.startswith("/archive/")}
    assert periods == {
        "/archive/",
        "/archive/2025/",
        "/archive/2025/12/",
        "/archive/2026/",
        "/archive/2026/01/",
    }
    assert titles(site.page("archive/2025/12")) == ["old"]
    assert '<a href="/archive/2025/12/">December</a>' in site.page("archive/2025")


def test_a_site_without_a_post_still_has_its_pages(site):
    site.build()

    assert {"/", "/stages/", "/topics/", "/tags/", "/authors/", "/archive/"} <= site.addresses()


def test_every_address_that_a_page_links_to_exists(site):
    for number in range(12):
        site.post(f"p{number:02}", tags="[one, two]", series="Run", series_index=number + 1)
    site.put("pages/about.md", "---\ntitle: About\nmenu_order: 1\n---\n")

    site.build()

    links = set(re.findall(r'href="(/[^"#?]*/)"', site.everything()))
    assert links <= site.addresses()


def test_a_hidden_post_links_to_no_topic_tag_or_author_page_that_does_not_exist(site):
    site.put("authors/bo.md", "---\nname: Bo Reed\n---\n")
    site.post("seen")
    site.post("whispered", status="hidden", authors="[bo]", tags="[rare]", category="Asides")

    site.build(preview_folder="preview/0123")

    links = set(re.findall(r'href="(/[^"#?]*/)"', site.page("posts/whispered")))
    assert links <= site.addresses()
    assert "Bo Reed" in site.page("posts/whispered")
    assert "rare" in site.page("posts/whispered")


def test_a_series_spelt_in_two_ways_is_one_series(site):
    site.post("first", series="How to", series_index=1)
    site.post("second", series="How-To", series_index=2)

    site.build()

    assert titles(site.page("series/how-to")) == ["first", "second"]
    assert "<h1>How to</h1>" in site.page("series/how-to")


def test_stages_are_offered_as_a_way_in_once_a_post_serves_one(site):
    site.put("pages/about.md", "---\ntitle: About\n---\n\nWords.\n")
    site.put("posts/plain.md", "Title: Plain\nDate: 2016-05-19\n\nWords.\n")
    site.build(foreign=True)
    without = [(site.output / name).read_text(encoding="utf-8") for name in ("index.html", "404.html")]
    site.post("staged")
    site.build(foreign=True)
    with_one = [(site.output / name).read_text(encoding="utf-8") for name in ("index.html", "404.html")]

    assert ["stage-path" in page for page in without] == [False, False]
    assert ["stage-path" in page for page in with_one] == [True, True]


@pytest.mark.parametrize("url", ["", "archive", "topics", "tags", "authors"])
def test_a_list_without_anything_in_it_says_so(site, url):
    site.put("editorial.yaml", "")

    site.build()

    page = site.page(url)
    assert '<p class="notice">Nothing is published yet.</p>' in page
    assert not re.search(r"<(ol|ul|div)[^>]*>\s*</\1>", page.partition("<main")[2])
