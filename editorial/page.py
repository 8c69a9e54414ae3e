"""Pages that belong to no date: about, privacy, imprint."""

from dataclasses import dataclass

from editorial import field_readers as read
from editorial.fields import FieldReader, header
from editorial.header import Document
from editorial.slug import slugify
from editorial.source import Source

# The first parts of addresses that the site itself uses.
RESERVED = (
    "404.html", "archive", "authors", "feed.atom", "feed.json", "feed.rss", "images", "index.html", "page",
    "posts", "preview", "robots.txt", "search", "series", "site.json", "sitemap.xml", "stages", "surveys",
    "tags", "theme", "topics",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Page:
    """A page at `/<slug>/`; those with `menu_order` stand in the menu, smallest first."""

    source: Source
    body: str
    body_line: int = 1
    title: str = header(read.text, required=True, default="")
    slug: str = header(read.slug, default="")
    summary: str = header(read.text, default="")
    menu_order: int | None = header(read.whole_number())


def read_page(document: Document, reader: FieldReader, *, stem: str) -> Page:
    """Return the page in a file named `stem`; problems are added to the reader's."""
    values = reader.read(Page, document.header)
    values.setdefault("slug", slugify(stem))
    page = Page(
        source=Source.of(reader.path, document.header),
        body=document.body,
        body_line=document.body_line,
        **values,
    )
    if page.slug in RESERVED:
        message = f"slug: the site itself uses the address /{page.slug}/"
        reader.problems.append(page.source.problem("slug", "reserved-slug", message, "choose another slug"))
    return page
