"""What a feed reader relies on, as short rules of our own after RFC 4287, RSS 2.0 and JSON Feed 1.1."""

import json
import re
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from lxml import etree

ATOM_NAMES = {"a": "http://www.w3.org/2005/Atom"}
RSS_NAMES = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "atom": "http://www.w3.org/2005/Atom",
}
_INSTANT = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
_ATOM = f"""
<element name="feed" ns="http://www.w3.org/2005/Atom" xmlns="http://relaxng.org/ns/structure/1.0"
         datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <attribute name="xml:lang"><data type="language"/></attribute>
  <interleave>
    <element name="id"><data type="anyURI"><param name="minLength">5</param></data></element>
    <element name="title"><text/></element>
    <optional><element name="subtitle"><text/></element></optional>
    <element name="updated"><data type="string"><param name="pattern">{_INSTANT}</param></data></element>
    <oneOrMore><ref name="link"/></oneOrMore>
    <ref name="author"/>
    <zeroOrMore><element name="entry"><interleave>
      <element name="id"><data type="anyURI"><param name="minLength">5</param></data></element>
      <element name="title"><text/></element>
      <element name="published"><data type="string"><param name="pattern">{_INSTANT}</param></data></element>
      <element name="updated"><data type="string"><param name="pattern">{_INSTANT}</param></data></element>
      <ref name="link"/>
      <zeroOrMore><ref name="author"/></zeroOrMore>
      <zeroOrMore><element name="category">
        <attribute name="scheme"><data type="anyURI"/></attribute>
        <attribute name="term"/><attribute name="label"/>
      </element></zeroOrMore>
      <optional><element name="summary"><text/></element></optional>
      <element name="content"><attribute name="type"><value>html</value></attribute><text/></element>
    </interleave></element></zeroOrMore>
  </interleave>
</element>
"""
_PARTS = """
  <define name="link"><element name="link">
    <attribute name="rel"/><attribute name="type"/><attribute name="href"><data type="anyURI"/></attribute>
  </element></define>
  <define name="author"><element name="author">
    <element name="name"><text/></element>
    <optional><element name="uri"><data type="anyURI"/></element></optional>
  </element></define>
"""
_GRAMMAR = (
    '<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"'
    ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
    f"<start>{_ATOM}</start>{_PARTS}</grammar>"
)


def read_atom(text: str) -> Any:
    """Return an Atom feed's root; fails where it breaks a rule."""
    root = etree.fromstring(text.encode())
    grammar = etree.RelaxNG(etree.fromstring(_GRAMMAR))
    assert grammar.validate(root), str(grammar.error_log.last_error)
    ids = root.xpath("//a:entry/a:id/text()", namespaces=ATOM_NAMES)
    assert len(ids) == len(set(ids))
    for entry in root.xpath("a:entry", namespaces=ATOM_NAMES):
        assert_whole(entry.findtext("a:content", namespaces=ATOM_NAMES))
    return root


def read_rss(text: str) -> Any:
    """Return an RSS feed's channel; fails where it breaks a rule."""
    root = etree.fromstring(text.encode())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    channel = root.find("channel")
    assert all(channel.findtext(name) for name in ("title", "link", "description"))
    for item in channel.iterfind("item"):
        assert item.find("guid").get("isPermaLink") == "false"
        assert parsedate_to_datetime(item.findtext("pubDate")).tzinfo
        assert item.find("author") is None
        assert_whole(item.findtext("content:encoded", namespaces=RSS_NAMES))
    return channel


def read_json_feed(text: str) -> dict[str, Any]:
    """Return a JSON Feed; fails where it breaks a rule."""
    feed: dict[str, Any] = json.loads(text)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"]
    known = {
        "id", "url", "title", "summary", "content_html", "image", "date_published", "date_modified",
        "authors", "tags",
    }  # fmt: skip
    for item in feed["items"]:
        assert isinstance(item["id"], str)
        assert all(name in known or name.startswith("_") for name in item)
        assert datetime.fromisoformat(item["date_published"]).tzinfo
        assert all(author.get("name") or author.get("url") for author in item.get("authors", []))
        assert_whole(item["content_html"])
    return feed


def assert_whole(html: str) -> None:
    """Fail where an address depends on the page that it stands on."""
    addresses = re.findall(r'<[^<>]*?\s(?:href|src|srcset|poster|cite|action)="([^"]*)"', html)
    for address in addresses:
        assert re.match(r"[a-z]+:", address), address
