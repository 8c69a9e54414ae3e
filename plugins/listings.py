"""Every page that lists posts: home, stages, topics, tags, authors, series, the archive by year and month.

Pelican's own listing pages are switched off: they compare every post with every list, which takes ten
seconds at 10,000 posts, and they know neither stages nor series. Here a list is made in one pass.

Templates get `articles` (and Pelican's pagination of them) and the subject of the page under its name:
`stage`, `author`, `category`, `tag`, `series_name`, `period`. Overviews get `groups`, a list of Group.
All get their `address`, relative to the site, `updated`, when the newest change of a post on the page was
made, and `breadcrumbs`, the way to the page as JSON for search engines. `listed` holds the addresses of
topics, tags and authors that have a page; a hidden post may name others.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.contents import Article
from pelican.generators import ArticlesGenerator, Generator
from pelican.writers import Writer

from editorial.addresses import stage_address, whole
from editorial.instants import month_name
from editorial.metadata import Place, breadcrumb_list, json_for_script
from editorial.site import Site
from editorial.slug import slugify
from editorial.stage import Step
from plugins.edition import edition_of
from plugins.publication_order import publication_order

OVERVIEWS = {
    "stages/": "Stages", "authors/": "Authors", "topics/": "Topics", "tags/": "Tags", "archive/": "Archive",
}  # fmt: skip


@dataclass(frozen=True)
class Group:
    """A subject with its posts, newest first; `url` is relative to the site."""

    subject: Any
    name: str
    url: str
    articles: Sequence[Article]

    @property
    def count(self) -> int:
        """The number of its posts."""
        return len(self.articles)


@dataclass(frozen=True)
class Listing:
    """One page to write; a list with `articles` is cut into pages, at `…/page/<n>/`.

    `trail` leads from the front page to it: names and addresses, relative to the site.
    """

    template: str
    url: str
    context: dict[str, Any]
    articles: Sequence[Article] | None = None
    trail: tuple[tuple[str, str], ...] = ()


def newest_first(articles: Iterable[Article]) -> list[Article]:
    """Return posts by date, the newest first, those of one instant by their slugs."""
    return sorted(articles, key=publication_order)


def group_by(
    articles: Iterable[Article], subjects: Callable[[Article], Iterable[Hashable]]
) -> dict[Any, list[Article]]:
    """Return the posts of each subject, in one pass and in the posts' order."""
    groups: dict[Any, list[Article]] = defaultdict(list)
    for article in articles:
        for subject in subjects(article):
            groups[subject].append(article)
    return groups


def listed_addresses(articles: Iterable[Article]) -> frozenset[str]:
    """Return the addresses of the topics, tags and authors that have a page: those of listed posts."""
    things = (thing for article in articles for thing in (article.category, *article.tags, *article.authors))
    return frozenset(thing.url for thing in things)


class ListingsGenerator(Generator):
    """Writes the listing pages."""

    def generate_context(self) -> None:
        """Group the listed posts, which Pelican has read by now."""
        articles = newest_first(self.context["articles"])
        self.context["articles"] = articles
        self.context["listed"] = listed_addresses(articles)
        self.series = series_of(articles)
        for name, parts in self.series.items():
            for article in parts:
                article.series_posts, article.series_url = parts, series_url(name)

    def generate_output(self, writer: Writer) -> None:
        """Write every listing."""
        for listing in self.listings(self.context["articles"]):
            write_listing(self, writer, listing)

    def listings(self, articles: list[Article]) -> Iterator[Listing]:
        """Yield the pages to write."""
        yield Listing("index", "", {}, articles)
        yield from stage_listings(articles, edition_of(self.settings).stages)
        yield from named_listings("author", "authors", "authors/", articles, lambda article: article.authors)
        yield from named_listings(
            "category", "categories", "topics/", articles, lambda article: [article.category]
        )
        yield from named_listings("tag", "tags", "tags/", articles, lambda article: article.tags)
        for name, parts in self.series.items():
            context = {"series_name": name, "series_posts": parts}
            yield Listing("series", series_url(name), context, trail=((name, series_url(name)),))
        yield from archive_listings(articles)


def stage_listings(articles: list[Article], stages: Mapping[str, Step]) -> Iterator[Listing]:
    """Yield a page for every stage, those without a post too, and their overview."""
    found = group_by(articles, lambda article: article.post.stages)
    groups = [
        Group(step, step.wording, stage_address(key), found.get(key, [])) for key, step in stages.items()
    ]
    yield Listing("stages", "stages/", {"groups": groups})
    yield from (
        Listing("stage", group.url, {"stage": group.subject}, group.articles, trail_to(group))
        for group in groups
    )


def named_listings(
    kind: str, plural: str, url: str, articles: list[Article], subjects: Callable[[Article], Iterable[Any]]
) -> Iterator[Listing]:
    """Yield a page for every thing that has a name and an address of its own, and their overview by name."""
    found = group_by(articles, subjects)
    groups = sorted(
        (Group(thing, thing.name, thing.url, posts) for thing, posts in found.items()),
        key=lambda group: (group.name.casefold(), group.url),
    )
    yield Listing(plural, url, {"groups": groups})
    yield from (
        Listing(kind, group.url, {kind: group.subject}, group.articles, trail_to(group)) for group in groups
    )


def trail_to(group: Group) -> tuple[tuple[str, str], ...]:
    """Return the way to a subject's page: its overview, and itself."""
    overview = f"{group.url.partition('/')[0]}/"
    return (OVERVIEWS[overview], overview), (group.name, group.url)


def series_of(articles: Iterable[Article]) -> dict[str, list[Article]]:
    """Return the series by name, their posts in order: by index, then by date.

    Names that differ in case or signs only have one address, so they are one series, named as its first part
    names it.
    """
    found = group_by(articles, lambda article: [slugify(article.post.series)] if article.post.series else [])
    series = [sorted(posts, key=series_order) for posts in found.values()]
    return {posts[0].post.series: posts for posts in sorted(series, key=lambda posts: posts[0].post.series)}


def series_order(article: Article) -> tuple[bool, int, float]:
    """Return the key that sorts the posts of a series; those without an index come last."""
    index = article.post.series_index
    return index is None, index or 0, article.date.timestamp()


def series_url(name: str) -> str:
    """Return a series' address, relative to the site."""
    return f"series/{slugify(name)}/"


def archive_listings(articles: list[Article]) -> Iterator[Listing]:
    """Yield the archive, and a page for each year and month; a `period` is "2026" or "March 2026".

    A year's page gets its `months`, the newest first, as pairs of a name and an address; a month's gets none.
    """
    yield Listing("archives", "archive/", {"dates": articles})
    months = group_by(articles, lambda article: [(article.date.year, article.date.month)])
    for year, found in group_by(articles, lambda article: [article.date.year]).items():
        own = [(month_name(month), month_url(year, month)) for that, month in months if that == year]
        context = {"period": str(year), "dates": found, "months": own}
        yield Listing("period_archives", year_url(year), context, trail=trail_to_period(year))
    for (year, month), found in months.items():
        context = {"period": f"{month_name(month)} {year}", "dates": found, "months": []}
        trail = (*trail_to_period(year), (month_name(month), month_url(year, month)))
        yield Listing("period_archives", month_url(year, month), context, trail=trail)


def trail_to_period(year: int) -> tuple[tuple[str, str], ...]:
    """Return the way to a year's page: the archive, and itself."""
    return (OVERVIEWS["archive/"], "archive/"), (str(year), year_url(year))


def year_url(year: int) -> str:
    """Return the address of a year's posts, relative to the site."""
    return f"archive/{year:04}/"


def month_url(year: int, month: int) -> str:
    """Return the address of a month's posts, relative to the site."""
    return f"{year_url(year)}{month:02}/"


def write_listing(generator: Generator, writer: Writer, listing: Listing) -> None:
    """Write a listing, in pages where it has many posts."""
    paginated = {"articles": listing.articles} if listing.articles is not None else {}
    # Without a post there is no page to cut, but the list still has an address.
    writer.write_file(
        f"{listing.url}index.html",
        generator.get_template(listing.template),
        generator.context,
        paginated=paginated,
        template_name=listing.template,
        url=listing.url,
        address=listing.url,
        updated=last_change(listing),
        breadcrumbs=breadcrumbs(listing.trail, generator.settings["site"]),
        **{"articles": listing.articles or [], **listing.context},
    )


def breadcrumbs(trail: Iterable[tuple[str, str]], site: Site) -> Markup:
    """Return the way from the front page along a trail as JSON that a page's head can hold."""
    places = [Place(name, whole(site.url, address)) for name, address in ((site.name, ""), *trail)]
    return json_for_script(breadcrumb_list(places))


def last_change(listing: Listing) -> datetime | None:
    """Return when the newest change of a post on a page was made; None where it shows no post."""
    shown = [
        *(listing.articles or ()),
        *listing.context.get("dates", ()),
        *listing.context.get("series_posts", ()),
        *(article for group in listing.context.get("groups", ()) for article in group.articles),
    ]
    return max((article.post.updated for article in shown), default=None)


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return ListingsGenerator


def switch_off_own_lists(generator: ArticlesGenerator) -> None:
    """Leave Pelican nothing to list: it would compare each post with each list."""
    generator.tags, generator.categories, generator.authors = {}, [], []
    # Nor do templates find its lists under names that they give to things of their own.
    generator.context |= {"tags": [], "categories": [], "authors": []}


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
    signals.article_generator_finalized.connect(switch_off_own_lists)
