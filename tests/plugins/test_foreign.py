import re

import pytest


def build(site) -> None:
    site.build(foreign=True)


def dead_links(site) -> set[str]:
    links = set(re.findall(r'(?:href|src)="(/[^"#?]*)', site.everything()))
    return {link for link in links if not (site.output / link.strip("/")).exists()}


def test_a_blog_of_another_tool_is_built_and_every_link_in_it_leads_somewhere(site):
    site.put(
        "2016-05-19-tea.md",
        "Title: Tea\nAuthor: Jane Doe\nTags: Green tea, C++\n\n[m]({filename}milk.rst) [x](/gone/).\n",
    )
    site.put(
        "milk.rst",
        "Milk\n####\n\n:date: 2016-05-20\n\nSee `tea <{filename}2016-05-19-tea.md>`_ and\n\n"
        ".. image:: /images/no.png\n   :alt: no picture\n",
    )
    site.put("pages/about.md", "Title: About\n\nRead [tea](/2016/05/19/tea/).\n")
    site.put("images/pot.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>')

    build(site)

    assert '<a href="/posts/milk/">m</a> x.' in site.page("posts/tea")
    assert 'href="/posts/tea/">tea</a>' in site.page("posts/milk")
    assert "no picture" in site.page("posts/milk")
    assert 'href="/posts/tea/">tea</a>' in site.page("about")
    assert "Jane Doe" in site.page("authors/jane-doe")
    assert dead_links(site) == set()


def test_undated_and_unreadable_files_stop_nothing_and_are_said(site):
    site.put("tea.md", "Title: Tea\nDate: 2016-05-19\n\nWords.\n")
    site.put("undated.md", "Title: Undated\n\nWords.\n")
    (site.content / "latin.md").write_bytes("Title: Thé\nDate: 2016-05-19\n\nWörter.\n".encode("latin-1"))
    site.put("empty.md", "")

    build(site)

    assert (site.report.live, site.report.waiting) == (2, 2)
    assert "Wörter." in site.page("posts/latin")
    assert {"missing-date", "not-utf8"} <= {problem.code for problem in site.report.problems}


def test_a_link_to_a_folder_that_leads_in_a_circle_is_not_followed(site):
    site.put("posts/tea.md", "Title: Tea\nDate: 2016-05-19\n\nWords.\n")
    site.put("images/pot.svg", "<svg/>")
    (site.content / "images" / "loop").symlink_to(site.content, target_is_directory=True)

    build(site)

    assert [path.name for path in (site.output / "images").iterdir()] == ["pot.svg"]


def test_a_post_with_three_hundred_tags_and_signs_in_them_has_a_page_for_each(site):
    tags = [f"tag {number}" for number in range(297)] + ["日本語", "???", "C++"]
    site.put("tea.md", f"Title: Tea\nDate: 2016-05-19\nTags: {', '.join(tags)}\n\nWords.\n")

    build(site)

    pages = {url for url in site.addresses() if re.fullmatch(r"/tags/[^/]+/", url)}
    assert len(pages) == 300
    assert {"/tags/日本語/", "/tags/c-plus-plus/", "/tags/tag-0/"} <= pages


def test_a_post_of_five_megabytes_is_built(site):
    paragraph = "Some words in a long paragraph of their own. " * 110
    site.put("long.md", "Title: Long\nDate: 2016-05-19\n\n" + f"{paragraph}\n\n" * 1000)

    build(site)

    assert site.page("posts/long").count("<p>Some words") == 1000


def test_a_text_that_would_take_minutes_is_shown_as_it_is_written_and_the_others_as_ever(site):
    site.put("open.md", "Title: Open\nDate: 2016-05-19\n\n" + "<a " * 10_000)
    site.put("tea.md", "Title: Tea\nDate: 2016-05-20\n\n*Words*.\n")

    build(site)

    assert f"<pre>{'&lt;a ' * 10_000}" in site.page("posts/open")
    assert "<em>Words</em>" in site.page("posts/tea")


def test_two_posts_of_one_name_both_have_a_page(site):
    site.put("a/tea.md", "Title: First\nDate: 2016-05-19\n\nWords.\n")
    site.put("b/tea.md", "Title: Second\nDate: 2016-05-20\n\nWords.\n")

    build(site)

    assert "First" in site.page("posts/tea")
    assert "Second" in site.page("posts/tea-2")


def test_html_files_become_posts_and_pages_and_those_without_a_title_stay_as_they_are(site):
    site.put(
        "tea.html",
        '<html><head><title>Tea</title><meta name="date" content="2016-05-19">'
        '<meta name="tags" content="leaf"></head><body><p>See <a href="milk.md">milk</a>.</p>'
        "<script>alert(1)</script>"
        '<iframe src="https://www.youtube.com/embed/abc"></iframe></body></html>',
    )
    site.put(
        "milk.md", "Title: Milk\nDate: 2016-05-20\n\nSee [tea](/tea.html) and [that](extra/verify.html).\n"
    )
    site.put("waiting.html", "<title>Waiting</title><body>Secret words.</body>")
    site.put("extra/verify.html", "verify: 123")
    site.put("old.xml", "<rss xmlns:wp='http://wordpress.org/export/1.2/'>Secret words.</rss>")

    build(site)

    page = site.page("posts/tea")
    assert '<p>See <a href="/posts/milk/">milk</a>.</p>' in page
    assert "alert(1)" not in page
    assert 'href="https://www.youtube.com/watch?v=abc"' in page
    assert '<a href="/posts/tea/">tea</a>' in site.page("posts/milk")
    assert "Tea" in site.page("tags/leaf")
    assert (site.output / "extra/verify.html").read_text() == "verify: 123"
    assert "Secret words" not in site.everything()
    assert dead_links(site) == set()


@pytest.mark.parametrize("indicator", ["{filename}", "{static}", "{attach}"])
@pytest.mark.parametrize("name", ["draft.md", "future.md", "undated.html"])
def test_no_page_and_no_feed_names_the_file_of_a_post_that_waits(site, indicator, name):
    site.put("draft.md", "Title: Draft\nDate: 2016-05-19\nStatus: draft\n\nSecret words.\n")
    site.put("future.md", "Title: Future\nDate: 2099-05-19\n\nSecret words.\n")
    site.put("undated.html", "<title>Undated</title><body>Secret words.</body>")
    link = f"{indicator}/{name}"
    site.put(
        "tea.md",
        f"Title: Tea\nDate: 2016-05-19\n\n[md]({link}) ![image]({link})\n\n"
        f'<p><a href="{link}">raw</a> <q cite="{link}">cited</q> <b data-src="{link}">bold</b></p>\n',
    )
    site.put("milk.md", f"Title: Milk\nDate: 2016-05-20\n\n[tea]({indicator}/tea.md)\n")

    build(site)

    assert name.partition(".")[0] not in site.everything().replace("draft-", "")
    assert "<p>md image</p>" in site.page("posts/tea")
    assert "<q>cited</q>" in site.page("posts/tea")
    assert '<a href="/posts/tea/">tea</a>' in site.page("posts/milk")
    assert "Secret words" not in site.everything()


def test_in_a_preview_a_link_to_a_post_that_waits_leads_to_its_preview(site):
    site.put("draft.md", "Title: Draft\nDate: 2016-05-19\nStatus: draft\n\n[tea](tea.md)\n")
    site.put("tea.md", "Title: Tea\nDate: 2016-05-19\n\n[a]({static}draft.md) [b](/draft/)\n")

    site.build(foreign=True, preview_folder="preview/0123")

    assert '<a href="/preview/0123/draft/">a</a> b' in site.page("posts/tea")


def test_a_picture_that_a_script_would_have_loaded_is_shown(site):
    site.put("images/pot.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>')
    site.put(
        "tea.md",
        'Title: Tea\nDate: 2016-05-19\n\n<p><img class="lazy" data-src="{static}/images/pot.svg"><noscript>'
        '<img src="{static}/images/pot.svg" alt="A pot"></noscript></p>\n',
    )

    build(site)

    page = site.page("posts/tea")
    assert len(re.findall(r'<img[^>]* src="/images/pot.svg"', page)) == 1
    assert "&lt;img" not in page


def test_an_old_address_made_from_a_title_leads_to_the_post(site):
    site.put("views.md", "Title: Memoryview Benchmarks\nDate: 2012-08-08\n\nWords.\n")
    site.put("tea.md", "Title: Tea\nDate: 2016-05-19\n\n[m](/blog/2012/08/08/memoryview-benchmarks/)\n")

    build(site)

    assert '<a href="/posts/views/">m</a>' in site.page("posts/tea")


def test_a_link_to_a_part_that_is_not_there_leads_to_the_page_or_becomes_words(site):
    site.put("tea.md", "Title: Tea\nDate: 2016-05-19\n\n[up](#milk) [no](#gone)\n\n## Milk\n\nWords.\n")
    site.put("milk.md", "Title: Milk\nDate: 2016-05-20\n\n[a](/tea/#milk) [b](/tea/#gone)\n")

    build(site)

    assert '<a href="#milk">up</a> no' in site.page("posts/tea")
    assert '<a href="/posts/tea/#milk">a</a> <a href="/posts/tea/">b</a>' in site.page("posts/milk")


def test_names_that_are_too_long_for_a_file_are_cut_and_stop_nothing(site):
    words = "words of a list that nobody has divided " * 10
    site.put(
        "tea.md", f"Title: Tea\nDate: 2016-05-19\nTags: {words}\nAuthor: {words}\nSlug: {words}\n\nWords.\n"
    )
    site.put("milk.md", f"Title: Milk\nDate: 2016-05-20\nCategory: {words}\nSeries: {words}\n\nWords.\n")

    build(site)

    assert site.report.live == 2
    assert dead_links(site) == set()


def test_a_text_that_is_nested_too_deep_is_shown_as_it_is_written(site):
    deep = "\n".join(f"{' ' * 4 * level}- level {level} & more" for level in range(300))
    site.put("deep.md", f"Title: Deep\nDate: 2016-05-19\n\n{deep}\n")
    site.put("tea.md", "Title: Tea\nDate: 2016-05-20\n\n- [deep]({filename}deep.md#level)\n")

    build(site)

    assert "- level 299 &amp; more\n" in site.page("posts/deep")
    assert '<li><a href="/posts/deep/">deep</a></li>' in site.page("posts/tea")


def test_a_language_is_written_in_many_ways(site):
    site.put("tea.md", "Title: Tea\nDate: 2016-05-19\nLocale: en_US\n\nWords.\n")
    site.put("milk.md", "Title: Milk\nDate: 2016-05-20\nLang: ../../milk\ntranslation_id: tea\n\nWords.\n")

    build(site)

    assert '<html lang="en-us">' in site.page("posts/tea")
    assert '<html lang="en">' in site.page("posts/milk")
    assert "not-a-language" in {problem.code for problem in site.report.problems}
