"""Feeds: `feed.atom`, `feed.rss`, `feed.json` of all posts, and `feed.atom` of each stage, author and topic.

Hidden posts are in none. Every address in a feed is whole; while the site has none of its own, FEED_DOMAIN
stands in. FEED_ID_BASE keeps the entries' ids when the site moves to another address.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.addresses import FEED_ATOM, FEED_JSON, FEED_RSS, stage_address, whole
from editorial.feed import Category, Entry, Feed, Person, distinct, entry_id, feed_id, feed_namespace
from editorial.feed_formats import atom, json_feed, rss
from editorial.whole_html import whole_html
from plugins.edition import edition_of


@dataclass(frozen=True)
class FeedList:
    """A list that can be followed: its address, its name ("" for the whole site) and its posts."""

    address: str
    name: str
    articles: list[Article]


class FeedsGenerator(Generator):
    """Writes the feeds."""

    def generate_context(self) -> None:
        """Settle what all feeds have in common."""
        self.site_address: str = self.settings["site"].url or self.settings["FEED_DOMAIN"].rstrip("/")
        self.namespace: UUID = feed_namespace(self.settings["FEED_ID_BASE"] or self.site_address)
        self.entries: dict[str, Entry] = {}

    def generate_output(self, writer: Writer) -> None:
        """Write them all."""
        articles = self.context["articles"]
        everything = FeedList("", "", articles)
        for name, form in ((FEED_RSS, rss), (FEED_JSON, json_feed)):
            self.write(writer, name, everything, form)
        for followed in (everything, *self.lists(articles)):
            self.write(writer, f"{followed.address}{FEED_ATOM}", followed, atom)

    def write(self, writer: Writer, name: str, followed: FeedList, form: Callable[[Feed, str], str]) -> None:
        """Write the feed of a list in one form, unless it stands there already."""
        settings = self.settings
        inputs = (
            (form.__name__, name, followed.address, followed.name, self.site_address, str(self.namespace)),
            (settings["site"], list(edition_of(settings).stages.values())),
            *self.newest(followed),
        )
        url = whole(self.site_address, name)
        writer.write_made(name, inputs, lambda: form(self.feed(followed), url).encode())

    def newest(self, followed: FeedList) -> list[Article]:
        """Return the posts that a feed holds: as many of the newest as FEED_MAX_ITEMS allows."""
        return followed.articles[: self.settings["FEED_MAX_ITEMS"]]

    def lists(self, articles: list[Article]) -> Iterator[FeedList]:
        """Yield the lists that have a feed of their own."""
        found = _grouped(articles, lambda article: article.post.stages)
        for key, step in edition_of(self.settings).stages.items():
            yield FeedList(stage_address(key), step.wording, found.get(key, []))
        for things in (lambda article: article.authors, lambda article: [article.category]):
            for thing, posts in _grouped(articles, things).items():
                yield FeedList(thing.url, thing.name, posts)

    def feed(self, followed: FeedList) -> Feed:
        """Return the feed of a list."""
        site = self.settings["site"]
        return Feed(
            id=feed_id(self.namespace, followed.address),
            title=f"{site.name}: {followed.name}" if followed.name else site.name,
            subtitle=site.tagline,
            home=whole(self.site_address, followed.address),
            publisher=Person(site.name, f"{self.site_address}/"),
            language=site.language,
            entries=tuple(self.entry(article) for article in self.newest(followed)),
        )

    def entry(self, article: Article) -> Entry:
        """Return a post as it stands in every feed."""
        if article.post.id not in self.entries:
            self.entries[article.post.id] = self.new_entry(article)
        return self.entries[article.post.id]

    def new_entry(self, article: Article) -> Entry:
        """Return a post as an entry."""
        post, url = article.post, whole(self.site_address, article.url)
        card = article.card_url
        return Entry(
            id=entry_id(self.namespace, post.id),
            url=url,
            title=post.title,
            summary=post.summary or Markup(article.summary).striptags(),  # noqa: S704 - read for its words
            html=whole_html(article.content, url),
            published=article.date,
            updated=post.updated or article.date,
            authors=tuple(
                Person(author.name, whole(self.site_address, author.url)) for author in article.authors
            ),
            categories=distinct(self.categories(article)),
            tags=tuple(dict.fromkeys([article.category.name, *(tag.name for tag in article.tags)])),
            extension=tuple(_plan_of(article)),
            image=whole(self.site_address, card) if card else "",
        )

    def categories(self, article: Article) -> Iterator[Category]:
        """Yield what a post is filed under; the scheme is the address under which all terms of a kind lie."""
        stages = edition_of(self.settings).stages
        for key in article.post.stages:
            yield Category(whole(self.site_address, "stages/"), key, stages[key].wording)
        yield self.category("topics/", article.category)
        for tag in article.tags:
            yield self.category("tags/", tag)

    def category(self, scheme: str, thing: Any) -> Category:
        """Return a topic or tag as a category."""
        return Category(whole(self.site_address, scheme), thing.name, thing.name)


def _grouped(articles: Iterable[Article], subjects: Callable[[Article], Iterable[Any]]) -> dict[Any, Any]:
    groups: dict[Any, list[Article]] = defaultdict(list)
    for article in articles:
        for subject in subjects(article):
            groups[subject].append(article)
    return groups


def _plan_of(article: Article) -> Iterator[tuple[str, str]]:
    post = article.post
    plan = (("stage", post.stage), ("idea", post.idea), ("format", post.format))
    yield from ((name, str(value)) for name, value in plan if value)


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return FeedsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
