"""A post in several languages: `article.versions`, each with `lang`, `name`, `url` and `is_here`."""

from dataclasses import dataclass

from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator

from editorial.language import language_name
from editorial.translations import versions_of
from plugins.edition import edition_of


@dataclass(frozen=True)
class Version:
    """A post in one language; `url` is relative to the site, `name` the language's own."""

    lang: str
    name: str
    url: str
    is_here: bool


def attach_versions(generator: ArticlesGenerator) -> None:
    """Give every live post that has live versions in other languages all of them, its own included."""
    edition = edition_of(generator.settings)
    groups = versions_of(edition.live.values())
    articles: dict[str, Article] = {
        article.post.slug: article for article in (*generator.articles, *generator.hidden_articles)
    }
    for posts in groups.values():
        found = [articles[post.slug] for post in posts]
        for article in found:
            article.versions = [
                Version(other.lang, language_name(other.lang), other.url, other is article) for other in found
            ]


def register() -> None:
    """Connect to Pelican."""
    signals.article_generator_finalized.connect(attach_versions)
