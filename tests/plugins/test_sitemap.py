from urllib.parse import unquote

from lxml import etree

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
SITE = {"SITEURL": "https://example.org"}


def entries(site) -> dict[str, str | None]:
    root = etree.fromstring((site.output / "sitemap.xml").read_bytes())
    return {
        url.findtext("s:loc", None, NAMES): url.findtext("s:lastmod", None, NAMES)
        for url in root.findall("s:url", NAMES)
    }


def test_the_sitemap_holds_every_page_that_may_be_found_and_no_other(site):
    for number in range(11):
        site.post(f"p{number:02}", tags="[tea]", series="Parts")
    site.post("murmur", status="hidden", aliases="[/old/]")
    site.post("чай")
    site.post("tomorrow", date="2026-03-02")
    site.put("pages/about.md", "---\ntitle: About\n---\n")

    site.build(overrides=SITE, preview_folder="preview/0123")

    found = {unquote(url.removeprefix("https://example.org")) for url in entries(site)}
    kept_out = {"/posts/murmur/", "/old/", "/preview/0123/", "/preview/0123/tomorrow/"}
    assert found == site.addresses() - kept_out
    assert kept_out <= site.addresses()


def test_a_page_is_as_new_as_the_newest_change_on_it(site):
    site.post("old", date="2026-01-01", modified="2026-02-10", stage="loyalty", series="Parts")
    site.post("new", date="2026-02-01", category="Milk")
    site.put("pages/about.md", "---\ntitle: About\n---\n")

    site.build(overrides=SITE)

    changed = {
        url.removeprefix("https://example.org"): day and day[:10] for url, day in entries(site).items()
    }
    assert changed["/posts/old/"] == "2026-02-10"
    assert changed["/posts/new/"] == "2026-02-01"
    assert changed["/"] == changed["/archive/"] == changed["/archive/2026/01/"] == "2026-02-10"
    assert changed["/authors/"] == changed["/series/parts/"] == changed["/stages/loyalty/"] == "2026-02-10"
    assert changed["/topics/milk/"] == "2026-02-01"
    assert changed["/stages/epiphany/"] is None
    assert changed["/about/"] is None


def test_robots_learn_of_the_sitemap_when_the_site_has_an_address(site):
    site.build(overrides={"SITEURL": ""})
    without = (site.output / "robots.txt").read_text(encoding="utf-8")

    site.build(overrides=SITE)

    assert "Sitemap" not in without
    assert "Sitemap: https://example.org/sitemap.xml" in (site.output / "robots.txt").read_text(
        encoding="utf-8"
    )


def test_security_txt_is_there_when_somebody_is_to_be_told(site):
    file = site.output / ".well-known/security.txt"
    site.build(overrides=SITE | {"SECURITY_CONTACT": ("security@example.org", "https://example.org/tell")})
    text = file.read_text(encoding="utf-8")

    site.build(overrides=SITE | {"SECURITY_CONTACT": ""})

    assert text.startswith(
        "Contact: mailto:security@example.org\nContact: https://example.org/tell\nExpires: 2026-10-01"
    )
    assert not file.exists()


def test_a_post_in_several_languages_has_them_all_in_the_sitemap(site):
    site.post("tea", lang="en", translation_id="tea")
    site.post("caj", lang="cs", translation_id="tea")

    site.build(overrides=SITE)

    root = etree.fromstring((site.output / "sitemap.xml").read_bytes())
    links = {
        url.findtext("s:loc", None, NAMES): [
            (link.get("hreflang"), link.get("href"))
            for link in url.findall("{http://www.w3.org/1999/xhtml}link")
        ]
        for url in root.findall("s:url", NAMES)
    }
    both = [("cs", "https://example.org/posts/caj/"), ("en", "https://example.org/posts/tea/")]
    assert links["https://example.org/posts/tea/"] == links["https://example.org/posts/caj/"] == both
    assert links["https://example.org/"] == []
