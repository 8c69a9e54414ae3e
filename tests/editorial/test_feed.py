from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.feed import Category, Entry, Feed, Person, entry_id, feed_id, feed_namespace
from editorial.feed_formats import atom, json_feed, rss
from tests.feed_rules import ATOM_NAMES, RSS_NAMES, read_atom, read_json_feed, read_rss

HOME = "https://example.org/blog"
MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)
ENTRY = Entry(
    id="urn:uuid:00000000-0000-5000-8000-000000000001",
    url=f"{HOME}/posts/tea/",
    title="Tea & <biscuits>",
    summary="Why tea.",
    html='<p>Tea &amp; <a href="https://example.org/milk/">milk</a></p>',
    published=MARCH,
    updated=MARCH + timedelta(days=1),
    authors=(Person("Ada Quill", f"{HOME}/authors/ada/"), Person("Bo Reed")),
    categories=(Category(f"{HOME}/stages/", "interest", "Looking"), Category(f"{HOME}/tags/", "tea", "tea")),
    tags=("Drinks", "tea"),
    extension=(("stage", "interest"),),
    image=f"{HOME}/cards/tea.png",
)
FEED = Feed(
    id="urn:uuid:00000000-0000-5000-8000-000000000000",
    title="Leaves",
    subtitle="On tea",
    home=f"{HOME}/",
    publisher=Person("Leaves", f"{HOME}/"),
    language="en",
    entries=(ENTRY,),
)
NAMESPACE = feed_namespace(HOME)


def with_entry(**changes) -> Feed:
    return replace(FEED, entries=(replace(ENTRY, **changes),))


def test_atom_names_all_authors_with_their_pages_and_the_stage_under_its_own_scheme():
    root = read_atom(atom(FEED, f"{HOME}/feed.atom"))

    entry = root.find("a:entry", ATOM_NAMES)
    assert entry.findtext("a:title", namespaces=ATOM_NAMES) == "Tea & <biscuits>"
    assert entry.xpath("a:author/a:name/text()", namespaces=ATOM_NAMES) == ["Ada Quill", "Bo Reed"]
    assert entry.xpath("a:author/a:uri/text()", namespaces=ATOM_NAMES) == [f"{HOME}/authors/ada/"]
    assert dict(entry.find("a:category", ATOM_NAMES).attrib) == {
        "scheme": f"{HOME}/stages/",
        "term": "interest",
        "label": "Looking",
    }
    assert entry.findtext("a:content", namespaces=ATOM_NAMES) == ENTRY.html
    assert root.xpath("a:link[@rel='self']/@href", namespaces=ATOM_NAMES) == [f"{HOME}/feed.atom"]


def test_rss_says_the_same_with_the_full_text_beside_the_summary():
    channel = read_rss(rss(FEED, f"{HOME}/feed.rss"))

    item = channel.find("item")
    assert item.findtext("title") == "Tea & <biscuits>"
    assert item.findtext("guid") == ENTRY.id
    assert item.findtext("pubDate") == "Sun, 01 Mar 2026 09:00:00 +0000"
    assert item.xpath("dc:creator/text()", namespaces=RSS_NAMES) == ["Ada Quill", "Bo Reed"]
    assert item.find("category").get("domain") == f"{HOME}/stages/"
    assert item.findtext("description") == "Why tea."
    assert item.findtext("content:encoded", namespaces=RSS_NAMES) == ENTRY.html
    assert channel.findtext("lastBuildDate") == "Mon, 02 Mar 2026 09:00:00 +0000"


def test_json_feed_carries_the_stage_in_an_extension_of_its_own():
    feed = read_json_feed(json_feed(FEED, f"{HOME}/feed.json"))

    (item,) = feed["items"]
    assert feed["feed_url"] == f"{HOME}/feed.json"
    assert item["authors"] == [{"name": "Ada Quill", "url": f"{HOME}/authors/ada/"}, {"name": "Bo Reed"}]
    assert item["tags"] == ["Drinks", "tea"]
    assert item["_masthead"] == {"stage": "interest"}
    assert (item["date_published"], item["date_modified"]) == ("2026-03-01T09:00:00Z", "2026-03-02T09:00:00Z")


@pytest.mark.parametrize(
    "text",
    [
        "null \x00, bell \x07, escape \x1b",
        "end ]]> of data",
        "🍵 tea",
        "\ufffe\uffff",
        "a\u2028b",
        "<![CDATA[x]]>",
    ],
)
def test_no_sign_of_a_text_breaks_a_feed(text):
    feed = with_entry(title=text, summary=text, html=f"<p>{text}</p>", tags=(text,), authors=(Person(text),))

    entry = read_atom(atom(feed, f"{HOME}/feed.atom")).find("a:entry", ATOM_NAMES)
    item = read_rss(rss(feed, f"{HOME}/feed.rss")).find("item")

    readable = "".join(c for c in text if c not in "\x00\x07\x1b\ufffe\uffff")
    assert (entry.findtext("a:title", namespaces=ATOM_NAMES) or "") == readable
    assert (item.findtext("title") or "") == readable
    assert read_json_feed(json_feed(feed, ""))["items"][0]["title"] == text


@given(st.text())
def test_any_text_makes_a_feed_that_can_be_read(text):
    feed = with_entry(
        title=text, summary=text, html=text, categories=(Category(f"{HOME}/tags/", text, text),)
    )

    assert read_atom(atom(feed, f"{HOME}/feed.atom")) is not None
    assert read_rss(rss(feed, f"{HOME}/feed.rss")) is not None


def test_a_feed_is_as_new_as_its_newest_change():
    old = replace(
        ENTRY, id="urn:x:old", published=MARCH - timedelta(days=9), updated=MARCH + timedelta(days=3)
    )

    assert replace(FEED, entries=(ENTRY, old)).updated == MARCH + timedelta(days=3)


def test_a_feed_without_an_entry_is_valid_and_the_same_at_any_time():
    empty = replace(FEED, entries=())

    assert read_atom(atom(empty, f"{HOME}/feed.atom")).findtext("a:updated", namespaces=ATOM_NAMES) == (
        "1970-01-01T00:00:00Z"
    )
    read_rss(rss(empty, f"{HOME}/feed.rss"))


def test_an_instant_of_a_zone_with_odd_seconds_is_written_in_a_form_that_all_can_read():
    amsterdam_1920 = timezone(timedelta(minutes=19, seconds=32))
    feed = with_entry(published=datetime(1920, 1, 1, 9, tzinfo=amsterdam_1920))

    entry = read_atom(atom(feed, f"{HOME}/feed.atom")).find("a:entry", ATOM_NAMES)

    assert entry.findtext("a:published", namespaces=ATOM_NAMES) == "1920-01-01T08:40:28Z"


def test_an_id_depends_on_nothing_but_the_posts_key_and_the_sites_address():
    assert entry_id(NAMESPACE, "tea") == "urn:uuid:b8e12830-de21-521c-bdd8-a0cba0d235ba"
    assert entry_id(NAMESPACE, "tea") != entry_id(NAMESPACE, "milk")
    assert entry_id(NAMESPACE, "tea") != feed_id(NAMESPACE, "tea")


@pytest.mark.parametrize(
    "site", ["http://example.org/blog", "https://example.org/blog/", "https://EXAMPLE.org/blog"]
)
def test_ids_stay_when_a_site_moves_to_https(site):
    assert feed_namespace(site) == NAMESPACE


def test_two_sites_on_one_host_have_different_ids():
    assert feed_namespace("https://example.org/news") != NAMESPACE
