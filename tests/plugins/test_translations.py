import re


def bilingual(site, **french):
    site.post("tea", lang="en")
    site.put(
        "posts/the.md",
        "---\ntitle: Thé\nslug: tea\nlang: fr\ndate: 2026-02-02\nauthors: [ada]\ncategory: Planning\n"
        "summary: Court.\nstage: interest\nidea: practical\n"
        f"status: {french.get('status', 'approved')}\n---\n\nMots.\n",
    )


def test_both_versions_have_a_page_a_switch_and_hreflang(site):
    bilingual(site)

    site.build(overrides={"SITEURL": "https://example.org"})

    for url in ("posts/tea", "posts/tea-fr"):
        page = site.page(url)
        assert '<link rel="alternate" hreflang="en" href="https://example.org/posts/tea/">' in page
        assert '<link rel="alternate" hreflang="fr" href="https://example.org/posts/tea-fr/">' in page
    assert '<html lang="fr">' in site.page("posts/tea-fr")
    assert re.search(r'href="https://example.org/posts/tea-fr/"[^>]*>français</a>', site.page("posts/tea"))


def test_lists_show_one_version_and_search_engines_may_find_both(site):
    bilingual(site)

    site.build()

    assert "tea-fr" not in site.page("topics/planning")
    assert "noindex" not in site.page("posts/tea-fr")
    assert "/posts/tea-fr/" in (site.output / "sitemap.xml").read_text()


def test_a_version_that_is_not_live_is_not_mentioned(site):
    bilingual(site, status="review")

    site.build()

    assert "hreflang" not in site.page("posts/tea")
    assert "tea-fr" not in site.everything()


def test_a_version_is_listed_as_long_as_the_one_that_lists_would_show_waits(site):
    site.post("tea", status="review")
    site.post("tee", slug="tea", lang="de", title="Tee")
    site.post("the", slug="tea", lang="fr", title="Thé")
    site.build()
    before = site.page(""), site.page("posts/tea-fr")

    site.post("tea")
    site.build()

    assert '<a href="/posts/tea-de/">Tee</a>' in before[0]
    assert "Thé" not in before[0]
    assert 'hreflang="de"' in before[1]
    assert '<a href="/posts/tea/">Title of tea</a>' in site.page("")
    assert "Tee" not in site.page("")


def test_a_text_that_is_read_from_right_to_left_says_so_and_what_stands_around_it_does_not(site):
    site.post("tea", "## Leaf\n\n" * 5, lang="en")
    site.post("shay", "## Leaf\n\n" * 5, lang="ar")

    site.build()

    page = site.page("posts/shay")
    assert '<html lang="ar">' in page
    for start in ('<h1 class="article__title"', '<p class="standfirst"', '<div class="prose prose--opening"'):
        assert f'{start} dir="rtl">' in page
    assert '<ol class="contents__list" dir="rtl">' in page
    assert " dir=" not in site.page("posts/tea") + site.page("")


def test_on_a_site_in_such_a_language_it_is_the_other_way_round(site):
    site.post("shay")
    site.post("tea", lang="en")

    site.build(overrides={"DEFAULT_LANG": "he"})

    assert '<html lang="he" dir="rtl">' in site.page("archive")
    assert site.page("posts/shay").count(" dir=") == 1
    assert '<html lang="en" dir="rtl">' in site.page("posts/tea")
    assert '<div class="prose prose--opening" dir="ltr">' in site.page("posts/tea")
