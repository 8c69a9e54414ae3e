"""A feed as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1; `address` is where the file itself will stand."""

import json
import re
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any
from xml.etree import ElementTree as ET

from editorial.feed import Entry, Feed, Person
from editorial.instants import utc_text

ATOM = "application/atom+xml"
RSS = "application/rss+xml"
JSON_FEED = "application/feed+json"
EXTENSION = "_masthead"
_ATOM_NAMESPACE = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def atom(feed: Feed, address: str) -> str:
    """Return a feed as Atom."""
    root = ET.Element("feed", {"xmlns": _ATOM_NAMESPACE, "xml:lang": feed.language})
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    if feed.subtitle:
        _add(root, "subtitle", feed.subtitle)
    _add(root, "updated", utc_text(feed.updated))
    _add(root, "link", rel="self", type=ATOM, href=address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    _add_atom_author(root, feed.publisher)
    for entry in feed.entries:
        _add_atom_entry(root, entry)
    return xml_document(root)


def rss(feed: Feed, address: str) -> str:
    """Return a feed as RSS 2.0; authors are Dublin Core's creators, since RSS wants mail addresses."""
    root = ET.Element(
        "rss",
        {
            "version": "2.0",
            "xmlns:atom": _ATOM_NAMESPACE,
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        },
    )
    channel = _add(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "description", feed.subtitle or feed.title)
    _add(channel, "language", feed.language)
    _add(channel, "lastBuildDate", _mail_date(feed.updated))
    _add(channel, "atom:link", rel="self", type=RSS, href=address)
    for entry in feed.entries:
        _add_rss_item(channel, entry)
    return xml_document(root)


def json_feed(feed: Feed, address: str) -> str:
    """Return a feed as JSON Feed 1.1."""
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": address,
        **({"description": feed.subtitle} if feed.subtitle else {}),
        "language": feed.language,
        "authors": [_json_author(feed.publisher)],
        "items": [_json_item(entry) for entry in feed.entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def xml_document(root: ET.Element) -> str:
    """Return an element as a document of its own."""
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def xml_text(text: str) -> str:
    """Return a text without the signs that no XML document can hold, not even escaped."""
    return _NOT_XML.sub("", text)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, {name: xml_text(value) for name, value in attributes.items()})
    element.text = xml_text(text) or None
    return element


def _add_atom_author(parent: ET.Element, person: Person) -> None:
    author = _add(parent, "author")
    _add(author, "name", person.name)
    if person.url:
        _add(author, "uri", person.url)


def _add_atom_entry(parent: ET.Element, entry: Entry) -> None:
    element = _add(parent, "entry")
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "link", rel="alternate", type="text/html", href=entry.url)
    _add(element, "published", utc_text(entry.published))
    _add(element, "updated", utc_text(entry.updated))
    for person in entry.authors:
        _add_atom_author(element, person)
    for category in entry.categories:
        _add(element, "category", scheme=category.scheme, term=category.term, label=category.label)
    if entry.summary:
        _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def _add_rss_item(parent: ET.Element, entry: Entry) -> None:
    item = _add(parent, "item")
    _add(item, "title", entry.title)
    _add(item, "link", entry.url)
    _add(item, "guid", entry.id, isPermaLink="false")
    _add(item, "pubDate", _mail_date(entry.published))
    for person in entry.authors:
        _add(item, "dc:creator", person.name)
    for category in entry.categories:
        _add(item, "category", category.term, domain=category.scheme)
    _add(item, "description", entry.summary)
    _add(item, "content:encoded", entry.html)


def _json_item(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        **({"summary": entry.summary} if entry.summary else {}),
        "content_html": entry.html,
        **({"image": entry.image} if entry.image else {}),
        "date_published": utc_text(entry.published),
        "date_modified": utc_text(entry.updated),
        **({"authors": [_json_author(person) for person in entry.authors]} if entry.authors else {}),
        **({"tags": list(entry.tags)} if entry.tags else {}),
        **({EXTENSION: dict(entry.extension)} if entry.extension else {}),
    }


def _json_author(person: Person) -> dict[str, str]:
    return {"name": person.name, **({"url": person.url} if person.url else {})}


def _mail_date(instant: datetime) -> str:
    return format_datetime(instant.astimezone(UTC))
