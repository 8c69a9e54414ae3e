"""The site's addresses for search engines: sitemap, robots.txt and security.txt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

from editorial.feed_formats import xml_document
from editorial.instants import utc_text

LIMIT = 50_000  # addresses in one file, as sitemaps.org has it
SITEMAP = "sitemap.xml"
SECURITY_MONTHS = 7
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


@dataclass(frozen=True, order=True)
class Location:
    """A page that may be found: its whole address, and when it last changed, if that is known.

    `versions` are the languages that it is there in, its own included, each with a whole address.
    """

    url: str
    changed: datetime | None = None
    versions: tuple[tuple[str, str], ...] = ()


def sitemaps(locations: Iterable[Location], site: str, *, limit: int = LIMIT) -> dict[str, str]:
    """Return the files of a sitemap by name: one, or parts and their list where one cannot hold all."""
    ordered = sorted(locations, key=lambda location: location.url)
    if len(ordered) <= limit:
        return {SITEMAP: _document("urlset", "url", ordered)}
    parts = [ordered[start : start + limit] for start in range(0, len(ordered), limit)]
    files = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    index = [Location(f"{site}/{name}", _newest(part)) for name, part in files.items()]
    return {
        SITEMAP: _document("sitemapindex", "sitemap", index),
        **{name: _document("urlset", "url", part) for name, part in files.items()},
    }


def robots_txt(site: str) -> str:
    """Return a robots.txt that keeps nobody out; it names the sitemap where the site has an address."""
    sitemap = f"\nSitemap: {site}/{SITEMAP}\n" if site else ""
    return f"User-agent: *\nDisallow:\n{sitemap}"


def security_txt(contacts: Sequence[str], as_of: datetime, *, site: str = "", language: str = "en") -> str:
    """Return a security.txt (RFC 9116).

    It expires at the beginning of the month seven months on, so it holds for half a year at least and
    changes once a month, however often the site is built.
    """
    lines = [f"Contact: {_contact(contact)}" for contact in contacts]
    lines.append(f"Expires: {utc_text(_expiry(as_of))}")
    lines.append(f"Preferred-Languages: {language}")
    if site:
        lines.append(f"Canonical: {site}/.well-known/security.txt")
    return "\n".join(lines) + "\n"


def _contact(contact: str) -> str:
    contact = " ".join(contact.split())
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


def _expiry(as_of: datetime) -> datetime:
    today = as_of.astimezone(UTC)
    months = today.year * 12 + today.month - 1 + SECURITY_MONTHS
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)


def _document(root_tag: str, tag: str, locations: Sequence[Location]) -> str:
    has_versions = any(location.versions for location in locations)
    root = ET.Element(root_tag, {"xmlns": _NAMESPACE} | ({"xmlns:xhtml": _XHTML} if has_versions else {}))
    for location in locations:
        element = ET.SubElement(root, tag)
        ET.SubElement(element, "loc").text = location.url
        if location.changed:
            ET.SubElement(element, "lastmod").text = utc_text(location.changed)
        for lang, url in location.versions:
            ET.SubElement(element, "xhtml:link", {"rel": "alternate", "hreflang": lang, "href": url})
    return xml_document(root)


def _newest(locations: Iterable[Location]) -> datetime | None:
    return max((location.changed for location in locations if location.changed), default=None)
