"""Posts that are not live yet, as readers will see them, under `/preview/<unguessable>/` and never indexed.

Templates get the post as `article`, with a note `preview` that says why it is not live; the overview gets
them all as `previews`.
"""

from datetime import datetime
from typing import Any

from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.instants import written_day
from editorial.post import Post
from editorial.status import State
from plugins.edition import edition_of


class PreviewsGenerator(Generator):
    """Writes a page for every post that waits; in a production build there is none."""

    def generate_context(self) -> None:
        """Read the waiting posts, which Pelican's own generators never see."""
        edition = edition_of(self.settings)
        waiting = edition.waiting if edition.preview_folder else {}
        self.previews = [self.read(path, post) for path, post in waiting.items()]
        self.context["previews"] = self.previews

    def read(self, path: str, post: Post) -> Article:
        """Return a waiting post as an article with its preview's address."""
        edition = edition_of(self.settings)
        article = self.readers.read_file(
            base_path=self.path, path=path, content_class=Article, context=self.context
        )
        article.override_url = f"{edition.preview_folder}/{post.slug}/"
        article.override_save_as = f"{article.override_url}index.html"
        article.preview = preview_note(post, edition.as_of)
        article.robots = "noindex"
        self.add_static_links(article)
        return article

    def generate_output(self, writer: Writer) -> None:
        """Write the previews and their overview."""
        folder = edition_of(self.settings).preview_folder
        if not folder:
            return
        template = self.get_template("article")
        for article in self.previews:
            writer.write_file(article.save_as, template, self.context, article=article, url=article.url)
        overview: dict[str, Any] = {"previews": self.previews, "url": f"{folder}/"}
        writer.write_file(
            f"{folder}/index.html", self.get_template("preview_index"), self.context, **overview
        )


def preview_note(post: Post, as_of: datetime) -> str:
    """Return why a post is not live, in words."""
    state = post.state(as_of)
    on = f" for {written_day(post.date)}" if post.date else ", without a date"
    if state is State.SCHEDULED:
        return f"Approved and scheduled{on}." if post.date else "Approved, without a date."
    late = " It is overdue." if state is State.OVERDUE else ""
    return f"Status: {post.status}{', planned' if post.date else ''}{on}.{late}"


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return PreviewsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
