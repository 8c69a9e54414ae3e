"""Share links that are plain links: no script, and nothing is loaded before a reader follows one."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True)
class ShareLink:
    """A way to pass a post on: its label and the address that it leads to."""

    label: str
    url: str


def share_links(patterns: Iterable[tuple[str, str]], *, title: str, url: str) -> tuple[ShareLink, ...]:
    """Return the links for a post; `{title}` and `{url}` in a pattern are filled in, escaped."""
    filling = {"title": quote(title, safe=""), "url": quote(url, safe="")}
    return tuple(ShareLink(label, pattern.format(**filling)) for label, pattern in patterns)
