"""Addresses: of pages and feeds on the site, and as other programs want them."""

from urllib.parse import quote

FEED_ATOM, FEED_RSS, FEED_JSON = "feed.atom", "feed.rss", "feed.json"
# What may stand in an address as it is (RFC 3986); a percent sign begins what has been escaped already.
_SAFE = "/:?#[]@!$&'()*+,;=%~"


def post_address(slug: str) -> str:
    """Return a post's address, relative to the site."""
    return f"posts/{slug}/"


def stage_address(key: str) -> str:
    """Return the address of a stage's page, relative to the site."""
    return f"stages/{key}/"


def file_address(path: str) -> str:
    """Return the address of the file at a path, relative to the site."""
    return quote(path, safe="/")


def whole(site: str, address: str) -> str:
    """Return an address with the site's before it, escaped so that any program can read it."""
    return quote(f"{site}/{address}", safe=_SAFE)
