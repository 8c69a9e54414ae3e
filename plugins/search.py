"""Search in the browser, at `/search/`: the page, and beside it an index of the listed posts' texts.

The template gets `choices`, the filters in order (name, label, everything, options), and `search_index`, the
address of the index, or "" while there is no post.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.instants import written_day
from editorial.stage import Stage
from plugins.build import BuildError
from plugins.edition import edition_of
from plugins.search_index import FOLDER, Record, SearchIndexError, search_index

URL = "search/"
_RECORD = Markup("""<!doctype html>
<html><head><title>{title}</title></head><body>
{filters}{sort}{notes}<main data-pagefind-body><h1>{title}</h1>
<p>{summary}</p>
{text}
</main></body></html>
""")
_FILTER = Markup('<p data-pagefind-filter="{name}">{value}</p>\n')
_SORT = Markup('<p data-pagefind-sort="{name}">{value}</p>\n')
_NOTE = Markup('<p data-pagefind-meta="{name}">{value}</p>\n')


@dataclass(frozen=True)
class Choice:
    """One filter: its name in addresses, its label, what stands for all, and keys with their words."""

    name: str
    label: str
    everything: str
    options: Sequence[tuple[str, str]]


def choices(articles: Iterable[Article], stages: Iterable[Stage]) -> list[Choice]:
    """Return the filters with what the posts offer for them; stages in their order, the rest by name."""
    articles = list(articles)
    used = {article.stage.key for article in articles if article.stage}
    topics = {article.category.slug: article.category.name for article in articles}
    authors = {author.slug: author.name for article in articles for author in article.authors}
    return [
        Choice("stage", "Where you are", "Anywhere", [(s.key, s.wording) for s in stages if s.key in used]),
        Choice("topic", "Topic", "Any topic", by_name(topics)),
        Choice("author", "Author", "Anyone", by_name(authors)),
    ]


def by_name(names: dict[str, str]) -> list[tuple[str, str]]:
    """Return keys with their names, by name."""
    return sorted(names.items(), key=lambda pair: (pair[1].casefold(), pair[0]))


def record(article: Article) -> Record:
    """Return what the index knows of a post: title, summary and text, filters, what a result shows."""
    filters = [("topic", article.category.slug), *(("author", author.slug) for author in article.authors)]
    if article.stage:
        filters.append(("stage", article.stage.key))
    notes = {"date": written_day(article.date), "topic": article.category.name}
    html = _RECORD.format(
        title=article.title,
        filters=Markup().join(_FILTER.format(name=name, value=value) for name, value in filters),
        # No two are equal, so that the order is the same every time.
        sort=_SORT.format(name="date", value=f"{article.date.astimezone(UTC).isoformat()} {article.slug}"),
        notes=Markup().join(_NOTE.format(name=name, value=value) for name, value in notes.items()),
        summary=Markup(article.summary),  # noqa: S704 - it is HTML
        text=Markup(article.content),  # noqa: S704 - it is HTML
    )
    return Record(article.save_as, str(html))


class SearchGenerator(Generator):
    """Writes the page and the index."""

    def generate_output(self, writer: Writer) -> None:
        """Write them; where there is a SEARCH_LATER, it gets the posts, and no index is written."""
        articles = self.context["articles"]
        writer.write_file(
            f"{URL}index.html",
            self.get_template("search"),
            self.context,
            url=URL,
            choices=choices(articles, edition_of(self.settings).stages.values()),
            search_index=f"{self.settings['site'].url}/{FOLDER}/" if articles else "",
        )
        records = [record(article) for article in articles]
        language = self.settings["site"].language
        later: Callable[[Sequence[Record], str], None] | None = self.settings["SEARCH_LATER"]
        if later:
            later(records, language)
            return
        cache = self.settings["SEARCH_CACHE"]
        try:
            files = search_index(records, language=language, cache=Path(cache) if cache else None)
        except SearchIndexError as error:
            raise BuildError(str(error)) from error
        for name, data in files.items():
            writer.write_bytes(f"{FOLDER}/{name}", data)


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return SearchGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
