"""`/site.json`: the inventory of live posts, which the service and other tools read.

`site` says what stands at the top of every page, so that the service's pages show the same.
"""

import json
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.site import Site


def inventory(articles: list[Article], site: Site) -> dict[str, Any]:
    """Return the inventory of the listed posts; dates are ISO 8601, words are counted in the text."""
    names = {"name": site.name, "tagline": site.tagline, "language": site.language}
    menu = [[title, address.removeprefix(site.url)] for title, address in site.menu]
    return {
        "site": {**names, "url": site.url, "menu": menu},
        "posts": [entry(article, site.url) for article in articles],
    }


def entry(article: Article, site_url: str) -> dict[str, Any]:
    """Return one post's line of the inventory."""
    post = article.post
    return {
        "id": post.id,
        "url": f"{site_url}/{article.url}",
        "title": post.title,
        "date": article.date.isoformat(),
        "authors": list(post.authors),
        "category": article.category.name,
        "tags": list(post.tags),
        "stage": post.stage,
        "idea": post.idea,
        "format": post.format,
        "words": post.words,
        "digest": post.digest,
    }


class SiteJsonGenerator(Generator):
    """Writes the inventory."""

    def generate_output(self, writer: Writer) -> None:
        """Write it."""
        data = inventory(self.context["articles"], self.settings["site"])
        writer.write_text("site.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return SiteJsonGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
