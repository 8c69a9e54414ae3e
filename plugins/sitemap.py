"""`sitemap.xml` with every page that may be found, `robots.txt`, and `/.well-known/security.txt`.

A post in several languages has them all in the sitemap. It lists the pages that were written before it, so it
comes after the plugins that write pages. A page that says `noindex` is left out, whoever wrote it.
SECURITY_CONTACT is an address or a list of them; without one there is no security.txt.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.contents import Article
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.addresses import whole
from editorial.sitemap import Location, robots_txt, security_txt, sitemaps
from plugins.edition import edition_of

PAGE = "index.html"
_NOINDEX = re.compile(r'<meta name="robots" content="[^"]*noindex')
_HEAD_BYTES = 2048  # base.html says `noindex` at the very top


class SitemapGenerator(Generator):
    """Writes the files for search engines."""

    def generate_output(self, writer: Writer) -> None:
        """Write them."""
        settings, site = self.settings, self.settings["site"]
        address = site.url or settings["FEED_DOMAIN"].rstrip("/")
        versions = versions_in((*self.context["articles"], *self.context["hidden_articles"]), address)
        locations = (
            Location(whole(address, url), day, versions.get(url, ()))
            for url, day in settings["INDEXABLE_PAGES"].items()
        )
        for name, text in sitemaps(locations, address).items():
            writer.write_text(name, text)
        writer.write_text("robots.txt", robots_txt(site.url))
        if contacts := contacts_in(settings["SECURITY_CONTACT"]):
            as_of = edition_of(settings).as_of
            text = security_txt(contacts, as_of, site=site.url, language=site.language)
            writer.write_text(".well-known/security.txt", text)


def versions_in(articles: Iterable[Article], address: str) -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the languages of each post that is there in several, with whole addresses, by its own."""
    return {
        article.url: tuple((version.lang, whole(address, version.url)) for version in article.versions)
        for article in articles
        if article.versions
    }


def contacts_in(setting: str | tuple[str, ...] | list[str]) -> list[str]:
    """Return the contacts that the setting names."""
    return [contact for contact in ([setting] if isinstance(setting, str) else setting) if contact.strip()]


def begin_list(pelican: Pelican) -> None:
    """Start with no page; the list is shared by all that Pelican hands its settings to."""
    pelican.settings["INDEXABLE_PAGES"] = {}


def note_page(path: str, context: dict[str, Any]) -> None:
    """Remember a page that was written, unless it says that it is not to be found."""
    folder, _, name = context["output_file"].rpartition("/")
    if name == PAGE and not says_noindex(Path(path)):
        context["INDEXABLE_PAGES"][f"{folder}/" if folder else ""] = last_change(context)


def says_noindex(page: Path) -> bool:
    """Return whether a written page keeps search engines away."""
    with page.open("rb") as file:
        return bool(_NOINDEX.search(file.read(_HEAD_BYTES).decode("utf-8", "replace")))


def last_change(context: dict[str, Any]) -> datetime | None:
    """Return when the post on a page changed, or the list on it (its `updated`); None where nobody knows."""
    if "article" in context:
        updated: datetime | None = context["article"].post.updated
        return updated
    return context.get("updated")


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return SitemapGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(begin_list)
    signals.content_written.connect(note_page)
    signals.get_generators.connect(add_generator)
