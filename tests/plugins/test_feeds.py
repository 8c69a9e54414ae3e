import json
import re
from pathlib import Path

import pytest

from tests.feed_rules import ATOM_NAMES, RSS_NAMES, read_atom, read_json_feed, read_rss

SITE = {"SITEURL": "https://example.org/blog"}


def read(site, name: str) -> str:
    return (site.output / name).read_text(encoding="utf-8")


def titles(site, name: str) -> list[str]:
    return read_atom(read(site, name)).xpath("//a:entry/a:title/text()", namespaces=ATOM_NAMES)


def ids(site) -> dict[str, str]:
    entries = read_atom(read(site, "feed.atom")).findall("a:entry", ATOM_NAMES)
    return {
        entry.findtext("a:title", None, ATOM_NAMES): entry.findtext("a:id", None, ATOM_NAMES)
        for entry in entries
    }


def test_every_list_that_can_be_followed_has_a_feed_of_its_posts(site):
    site.post("one", stage="loyalty", category="Tea", date="2026-01-01")
    site.post("two", stage="interest", also="[loyalty]", category="Milk", date="2026-01-02")
    site.post("murmur", status="hidden", category="Tea")

    site.build(overrides=SITE)

    assert titles(site, "feed.atom") == ["Title of two", "Title of one"]
    assert titles(site, "stages/loyalty/feed.atom") == ["Title of two", "Title of one"]
    assert titles(site, "stages/interest/feed.atom") == ["Title of two"]
    assert titles(site, "stages/epiphany/feed.atom") == []
    assert titles(site, "topics/tea/feed.atom") == ["Title of one"]
    assert titles(site, "authors/ada/feed.atom") == ["Title of two", "Title of one"]


def test_the_three_formats_tell_the_same(site):
    site.put("authors/bo.md", "---\nname: Bo Reed\n---\n")
    site.post("tea", "Some *words*.", authors="[ada, bo]", tags="[green, Planning]", modified="2026-02-10")

    site.build(overrides=SITE)

    home = SITE["SITEURL"]
    entry = read_atom(read(site, "feed.atom")).find("a:entry", ATOM_NAMES)
    item = read_rss(read(site, "feed.rss")).find("item")
    (piece,) = read_json_feed(read(site, "feed.json"))["items"]
    assert entry.findtext("a:content", None, ATOM_NAMES) == "<p>Some <em>words</em>.</p>"
    assert (
        item.findtext("content:encoded", None, RSS_NAMES)
        == piece["content_html"]
        == "<p>Some <em>words</em>.</p>"
    )
    assert entry.findtext("a:summary", None, ATOM_NAMES) == piece["summary"] == "Summary of tea."
    assert entry.findtext("a:id", None, ATOM_NAMES) == item.findtext("guid") == piece["id"]
    assert piece["authors"] == [
        {"name": "Ada Quill", "url": f"{home}/authors/ada/"},
        {"name": "Bo Reed", "url": f"{home}/authors/bo/"},
    ]
    assert [
        (category.get("scheme"), category.get("term")) for category in entry.findall("a:category", ATOM_NAMES)
    ] == [
        (f"{home}/stages/", "interest"),
        (f"{home}/topics/", "Planning"),
        (f"{home}/tags/", "green"),
        (f"{home}/tags/", "Planning"),
    ]
    assert piece["tags"] == ["Planning", "green"]
    assert piece["_masthead"] == {"stage": "interest", "idea": "practical", "format": "essay"}
    assert (piece["date_published"], piece["date_modified"]) == (
        "2026-02-01T09:00:00Z",
        "2026-02-10T09:00:00Z",
    )


@pytest.mark.parametrize(
    ("settings", "address"),
    [(SITE, "https://example.org/blog"), ({"FEED_DOMAIN": "http://127.0.0.1:9999"}, "http://127.0.0.1:9999")],
)
def test_every_address_in_a_feed_is_whole_also_while_the_site_has_none(site, settings, address):
    site.put("images/a.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    site.post("other")
    site.post(
        "tea", "![An image]({static}/images/a.svg) [on]({filename}/posts/other.md)[^1]\n\n[^1]: A note."
    )

    site.build(overrides=settings)

    text = read_json_feed(read(site, "feed.json"))
    content = next(item["content_html"] for item in text["items"] if item["title"] == "Title of tea")
    assert f'{address}/images/a.svg"' in content
    assert f'<a href="{address}/posts/other/">on</a>' in content
    assert f'href="{address}/posts/tea/#fn:1"' in content
    read_atom(read(site, "feed.atom"))


def test_an_entry_keeps_its_id_when_title_slug_and_date_change_and_no_other_gets_it(site):
    site.post("tea", id="tea")
    site.post("milk")
    site.build(overrides=SITE)
    before = ids(site)

    site.post("tea", id="tea", title="Another title", slug="green-tea", date="2026-02-05")
    site.build(overrides=SITE)

    assert ids(site)["Another title"] == before["Title of tea"]
    assert len(set(ids(site).values())) == 2


def test_a_site_that_moves_can_keep_the_ids_of_its_old_address(site):
    site.post("tea")
    site.build(overrides=SITE)
    before = ids(site)

    site.build(overrides={"SITEURL": "https://example.com", "FEED_ID_BASE": SITE["SITEURL"]})

    assert ids(site) == before


def test_a_feed_holds_as_many_of_the_newest_posts_as_the_setting_allows(site):
    for day in range(1, 6):
        site.post(f"p{day}", date=f"2026-01-0{day}")

    site.build(overrides=SITE | {"FEED_MAX_ITEMS": 2})

    assert titles(site, "feed.atom") == ["Title of p5", "Title of p4"]
    assert titles(site, "topics/planning/feed.atom") == ["Title of p5", "Title of p4"]
    assert len(json.loads(read(site, "feed.json"))["items"]) == 2


def test_a_title_in_other_scripts_with_signs_of_xml_can_be_read(site):
    site.post("tea", "A ]]> and 🍵 &amp; <b>bold</b>.", title='"Чай & <茶> ]]> 🍵"', slug="чай")

    site.build(overrides=SITE)

    assert titles(site, "feed.atom") == ["Чай & <茶> ]]> 🍵"]
    (item,) = read_json_feed(read(site, "feed.json"))["items"]
    assert item["url"] == "https://example.org/blog/posts/%D1%87%D0%B0%D0%B9/"


def test_what_waits_is_in_no_feed_not_even_beside_its_preview(site):
    site.post("seen")
    site.post("tomorrow", date="2026-03-02", stage="loyalty")

    site.build(overrides=SITE, preview_folder="preview/0123456789abcdef")

    for file in site.output.rglob("feed.*"):
        assert "tomorrow" not in file.read_text(encoding="utf-8")


def test_pages_name_the_feeds_that_follow_them(site):
    site.post("tea")

    site.build(overrides=SITE)

    def feeds(url: str) -> list[str]:
        found = re.findall(
            r'<link rel="alternate" type="([^"]*)" title="[^"]*" href="https://example.org/blog/([^"]*)"',
            site.page(url),
        )
        kinds = {
            ".atom": "application/atom+xml",
            ".rss": "application/rss+xml",
            ".json": "application/feed+json",
        }
        assert [kind for kind, _ in found] == [kinds[Path(path).suffix] for _, path in found]
        return [path for _, path in found]

    assert feeds("") == ["feed.atom", "feed.rss", "feed.json"]
    assert feeds("posts/tea") == ["feed.atom"]
    assert feeds("stages/interest") == ["feed.atom", "stages/interest/feed.atom"]
    assert feeds("authors/ada") == ["feed.atom", "authors/ada/feed.atom"]
    assert feeds("topics/planning") == ["feed.atom", "topics/planning/feed.atom"]
