"""What a feed is: who publishes what, under ids that outlive titles and addresses."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

# A list without a post has an address, and a feed must say when it changed.
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_SCHEME = re.compile(r"^[a-z]+://", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """Who wrote an entry; `url` is whole, or empty."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Category:
    """What an entry is filed under: a term of a scheme, and the readers' word for it."""

    scheme: str
    term: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One post in a feed: `html` and all addresses are whole, instants aware, the rest plain text."""

    id: str
    url: str
    title: str
    summary: str
    html: str
    published: datetime
    updated: datetime
    authors: tuple[Person, ...]
    categories: tuple[Category, ...]
    # What the post's extension of JSON Feed says; the keys are the project's own.
    extension: tuple[tuple[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    image: str = ""


@dataclass(frozen=True)
class Feed:
    """A list of entries, newest first; `home` is the whole address of the page that lists the same."""

    id: str
    title: str
    subtitle: str
    home: str
    publisher: Person
    language: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """When the newest change among its entries was made."""
        return max((entry.updated for entry in self.entries), default=NEVER)


def feed_namespace(site: str) -> uuid.UUID:
    """Return what a site's ids begin from: its address, but not the scheme, so that https keeps them."""
    return uuid.uuid5(uuid.NAMESPACE_URL, _SCHEME.sub("", site).rstrip("/").casefold())


def entry_id(namespace: uuid.UUID, post_id: str) -> str:
    """Return the id of a post in all feeds, now and after a change of its title, slug or date."""
    return uuid.uuid5(namespace, f"post:{post_id}").urn


def feed_id(namespace: uuid.UUID, address: str) -> str:
    """Return the id of the feed of the list at an address of the site."""
    return uuid.uuid5(namespace, f"list:{address}").urn


def distinct(categories: Iterable[Category]) -> tuple[Category, ...]:
    """Return categories without doubles, in their order."""
    return tuple(dict.fromkeys(categories))
