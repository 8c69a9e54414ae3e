from datetime import UTC, datetime, timedelta, timezone

import pytest
from lxml import etree

from editorial.sitemap import Location, robots_txt, security_txt, sitemaps

SITE = "https://example.org"
MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def values(text: str, path: str) -> list[str]:
    return etree.fromstring(text.encode()).xpath(path, namespaces=NAMES)


def test_a_sitemap_lists_addresses_in_order_with_their_last_change_where_it_is_known():
    files = sitemaps([Location(f"{SITE}/b/"), Location(f"{SITE}/a/?x=1&y=2", MARCH)], SITE)

    assert list(files) == ["sitemap.xml"]
    assert values(files["sitemap.xml"], "/s:urlset/s:url/s:loc/text()") == [
        f"{SITE}/a/?x=1&y=2",
        f"{SITE}/b/",
    ]
    assert values(files["sitemap.xml"], "//s:lastmod/text()") == ["2026-03-01T12:00:00Z"]


def test_what_one_file_cannot_hold_is_cut_into_parts_that_the_first_file_lists():
    locations = [Location(f"{SITE}/{number}/", MARCH + timedelta(days=number)) for number in range(5)]

    files = sitemaps(locations, SITE, limit=2)

    assert list(files) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert values(files["sitemap.xml"], "/s:sitemapindex/s:sitemap/s:loc/text()") == [
        f"{SITE}/sitemap-{number}.xml" for number in (1, 2, 3)
    ]
    assert values(files["sitemap.xml"], "//s:lastmod/text()")[-1] == "2026-03-05T12:00:00Z"
    assert [len(values(files[f"sitemap-{number}.xml"], "//s:url")) for number in (1, 2, 3)] == [2, 2, 1]


def test_a_site_without_a_page_has_an_empty_sitemap():
    assert values(sitemaps([], SITE)["sitemap.xml"], "//s:url") == []


def test_robots_are_kept_out_of_nothing_and_told_of_the_sitemap_when_the_site_has_an_address():
    assert robots_txt(SITE) == "User-agent: *\nDisallow:\n\nSitemap: https://example.org/sitemap.xml\n"
    assert robots_txt("") == "User-agent: *\nDisallow:\n"


def test_security_txt_names_whom_to_tell_and_where_it_stands():
    text = security_txt(["security@example.org", "https://example.org/tell"], MARCH, site=SITE, language="en")

    assert text.splitlines() == [
        "Contact: mailto:security@example.org",
        "Contact: https://example.org/tell",
        "Expires: 2026-10-01T00:00:00Z",
        "Preferred-Languages: en",
        "Canonical: https://example.org/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    ("as_of", "expires"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), "2026-08-01T00:00:00Z"),
        (datetime(2026, 5, 31, 23, 59, tzinfo=UTC), "2026-12-01T00:00:00Z"),
        (datetime(2026, 6, 1, tzinfo=UTC), "2027-01-01T00:00:00Z"),
        (datetime(2026, 12, 31, tzinfo=UTC), "2027-07-01T00:00:00Z"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=timezone(timedelta(hours=-5))), "2027-08-01T00:00:00Z"),
    ],
)
def test_security_txt_holds_for_half_a_year_and_changes_once_a_month(as_of, expires):
    assert f"Expires: {expires}" in security_txt(["a@example.org"], as_of)


def test_a_contact_cannot_add_a_line_of_its_own():
    assert "\nPolicy:" not in security_txt(["https://example.org\nPolicy: none"], MARCH)


def test_a_page_in_several_languages_names_them_all():
    versions = (("cs", f"{SITE}/tea-cs/"), ("en", f"{SITE}/tea/"))

    text = sitemaps([Location(f"{SITE}/tea/", MARCH, versions), Location(f"{SITE}/milk/")], SITE)[
        "sitemap.xml"
    ]

    links = etree.fromstring(text.encode()).findall(".//{http://www.w3.org/1999/xhtml}link")
    assert [(link.get("rel"), link.get("hreflang"), link.get("href")) for link in links] == [
        ("alternate", "cs", f"{SITE}/tea-cs/"),
        ("alternate", "en", f"{SITE}/tea/"),
    ]
    assert "xhtml" not in sitemaps([Location(f"{SITE}/milk/")], SITE)["sitemap.xml"]
