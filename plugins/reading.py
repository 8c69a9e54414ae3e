"""What helps a reader on: contents of a long post, the next step, related posts, links to share it by.

Templates get `article.next_step` (article, wording; or None), `.related` and `.share`, ready to show; the
`.contents` come with the text.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator

from editorial.post import Post
from editorial.reading_path import NextStep, ReadingPaths
from editorial.related import RelatedPosts
from editorial.sharing import share_links
from plugins.edition import edition_of


@dataclass(frozen=True)
class Onwards:
    """The next step as a page shows it: the article, and why it is the one."""

    article: Article
    wording: str


class ReadingHelp:
    """Finds what helps the readers of one post on, among the listed posts of its language."""

    def __init__(self, articles: Iterable[Article], settings: Mapping[str, Any]) -> None:
        self.settings = settings
        self.articles = {article.post.slug: article for article in articles}
        self.stages = edition_of(settings).stages
        by_language: dict[str, list[Post]] = {}
        for article in self.articles.values():
            by_language.setdefault(article.lang, []).append(article.post)
        self.paths = {lang: ReadingPaths(posts, tuple(self.stages)) for lang, posts in by_language.items()}
        self.others = {lang: RelatedPosts(posts) for lang, posts in by_language.items()}

    def add_to(self, article: Article) -> None:
        """Give an article, listed or not, its `next_step`, `related` and `share`."""
        # The parts of its series are named beside them.
        named = {article.post.slug, *(part.slug for part in article.series_posts)}
        if article.lang in self.paths:
            step = self.paths[article.lang].next_step(article.post)
            if step:
                article.next_step = self.onwards(step)
                named.add(step.post.slug)
            related = self.others[article.lang].related_to(article.post, without=named)
            article.related = [self.articles[post.slug] for post in related]
        site = self.settings["site"]
        # Only what readers can open is worth passing on.
        if site.url and not article.preview:
            address = f"{site.url}/{article.url}"
            article.share = share_links(self.settings["SHARE_LINKS"], title=article.post.title, url=address)

    def onwards(self, step: NextStep) -> Onwards:
        """Return a next step with its article and the reason in the readers' words."""
        article = self.articles[step.post.slug]
        return Onwards(article, step.reason.wording.format(topic=article.category.name))


def find_ways_on(generators: Sequence[Generator]) -> None:
    """Add to all posts once they are read; to hidden ones and previews too, which nothing leads to."""
    context = generators[0].context
    reading_help = ReadingHelp(context["articles"], context)
    for name in ("articles", "hidden_articles", "previews"):
        for article in context[name]:
            reading_help.add_to(article)


def register() -> None:
    """Connect to Pelican."""
    signals.all_generators_finalized.connect(find_ways_on)
