"""What a post's page tells search engines and those who show a link to it: `article.head`, a PostHead.

It stays None for previews, which nobody is to find. Addresses in it are whole where the site has an
address, and else relative to the site, as the links of its pages are.
"""

from collections.abc import Collection, Iterator
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from editorial.addresses import whole
from editorial.metadata import Byline, Place, PostFacts, post_head
from editorial.site import Site


def add_head(generator: ArticlesGenerator, content: Article) -> None:
    """Give a post its head just before its page is written, when other plugins have added what they add."""
    facts = post_facts(content, generator.settings["site"], generator.context["listed"])
    content.head = post_head(facts)


def post_facts(article: Article, site: Site, listed: Collection[str]) -> PostFacts:
    """Return what is to be said of a post; `listed` holds the addresses of pages that exist."""
    post = article.post
    return PostFacts(
        title=post.title,
        summary=post.summary or Markup(article.summary).striptags(),  # noqa: S704 - read for its words
        url=whole(site.url, article.url),
        published=article.date,
        updated=post.updated or article.date,
        authors=tuple(byline(author, site, listed) for author in article.authors),
        publisher=Place(site.name, f"{site.url}/"),
        trail=tuple(trail(article, site, listed)),
        language=site.language,
        topic=article.category.name,
        tags=tuple(tag.name for tag in article.tags),
        words=post.words,
        image=whole(site.url, article.card_url) if article.card_url else "",
        image_words=f"{post.title}, on {site.name}",
    )


def byline(author: Any, site: Site, listed: Collection[str]) -> Byline:
    """Return an author of a post; who has written hidden posts only has no page."""
    elsewhere = tuple(link for link in author.profile.links.values() if link.startswith("http"))
    url = whole(site.url, author.url) if author.url in listed else ""
    return Byline(author.name, url, author.profile.role, elsewhere)


def trail(article: Article, site: Site, listed: Collection[str]) -> Iterator[Place]:
    """Yield the pages on the way to a post."""
    yield Place(site.name, f"{site.url}/")
    if article.category.url in listed:
        yield Place(article.category.name, whole(site.url, article.category.url))


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_write_article.connect(add_head)
