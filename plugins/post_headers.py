"""Posts and pages reach Pelican with their typed header: `article.post`, `page.page`.

Templates also get `article.stage`, `.idea`, `.minutes`, `.survey`, `.robots` and `.preview`, ready to show.
"""

import html
import os
import posixpath
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup
from pelican import Pelican, signals
from pelican.contents import Article, Content
from pelican.contents import Page as PelicanPage
from pelican.readers import BaseReader, Readers
from pelican.urlwrappers import Author as PelicanAuthor
from pelican.urlwrappers import Category, Tag, URLWrapper

from editorial.contents import table_of_contents
from editorial.foreign_content import SUFFIXES as FOREIGN_SUFFIXES
from editorial.foreign_links import OldName, Places, parts_in, settle_links
from editorial.heading_levels import levelled
from editorial.markup import to_html
from editorial.page import Page
from editorial.post import Post
from editorial.slug import slugify
from plugins.edition import Edition, edition_of
from plugins.foreign_html import mended
from plugins.rendered_texts import RenderedTexts

WORDS_A_MINUTE = 230  # silent reading of non-fiction: Brysbaert 2019
DEFAULT_TOPIC = "General"
SUFFIXES = [suffix.removeprefix(".") for suffix in FOREIGN_SUFFIXES]
_FIRST_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_DATED_STEM = re.compile(r"^\d{4}[-.]\d{1,2}[-.]\d{1,2}[-_. ]*")
_LINK = re.compile(
    r"""<a\s[^>]*?href=(?P<quote>["'])[{|]filename[|}](?P<path>.*?)(?P=quote)[^>]*>(?P<words>.*?)</a>""",
    re.DOTALL,
)


class HeaderReader(BaseReader):
    """Reads Markdown with the header that `editorial` has already read and checked."""

    enabled = True
    file_extensions = SUFFIXES

    def __init__(self, settings: Mapping[str, Any]) -> None:
        super().__init__(settings)
        self.texts: RenderedTexts = settings["TEXTS"]
        self.places: Places | None = settings["PLACES"]
        self.signatures: dict[str, PelicanAuthor] = {}

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the HTML and the metadata of one file."""
        edition = edition_of(self.settings)
        path = Path(os.path.relpath(source_path, self.settings["PATH"])).as_posix()
        text = edition.text_at(path)
        if text is None:
            msg = f"{path} is neither a post nor a page"
            raise LookupError(msg)
        rendered = self.texts.render(text)
        if self.places:
            content = settle_links(levelled(mended(rendered.html)), partial(self.places.settle, at=path))
        else:
            content = unlink_waiting(rendered.html, path, edition)
        if isinstance(text, Page):
            return content, page_metadata(text)
        metadata = post_metadata(text, content, self.signed_by(text), edition, self.settings)
        metadata["contents"] = table_of_contents(rendered.headings, words=text.words)
        return content, metadata

    def signed_by(self, post: Post) -> list[PelicanAuthor]:
        """Return a post's authors; one object serves all posts of an author."""
        edition = edition_of(self.settings)
        for slug in post.authors:
            if slug not in self.signatures:
                self.signatures[slug] = author_of(slug, edition, self.settings)
        return [self.signatures[slug] for slug in post.authors]


def places_of(edition: Edition, rendered: RenderedTexts) -> Places:
    """Return what the links of foreign texts can lead to."""

    @cache
    def parts_of(path: str) -> frozenset[str]:
        text = edition.text_at(path)
        return parts_in(rendered.render(text).html) if text else frozenset()

    posts = list(edition.live.values())
    addresses = {f"/{folder}/" for folder in ("stages", "topics", "tags", "authors", "archive")}
    for post in filter(lambda post: post.is_listed, posts):
        topic = slugify(post.category or DEFAULT_TOPIC)
        addresses |= {f"/topics/{topic}/", *(f"/tags/{slugify(tag)}/" for tag in post.tags)}
        addresses |= {f"/authors/{author}/" for author in post.authors}
    texts: dict[str, Post | Page] = {**edition.pages, **edition.live}
    return Places(
        texts=texts.keys(),
        files=edition.files,
        addresses=frozenset({"/", *addresses}),
        old_names=old_names(edition),
        texts_by_slug={text.slug: path for path, text in texts.items()},
        parts_of=parts_of,
        previews={
            path: f"/{edition.preview_folder}/{post.slug}/" if edition.preview_folder else None
            for path, post in edition.waiting.items()
        },
    )


def old_names(edition: Edition) -> dict[str, list[OldName]]:
    """Return live posts by the names that other tools make of their titles and files."""
    found: dict[str, list[OldName]] = {}
    for path, post in edition.live.items():
        day = (post.date or edition.as_of).astimezone(edition.content.zone).date()
        stem = _DATED_STEM.sub("", Path(path).stem)
        for name in {post.slug, slugify(post.title), slugify(stem)}:
            found.setdefault(name, []).append(OldName(path, day))
    return found


def page_metadata(page: Page) -> dict[str, Any]:
    """Return what Pelican and the templates need to know of a page."""
    return {"title": page.title, "slug": page.slug, "summary": html.escape(page.summary), "page": page}


def post_metadata(
    post: Post, content: str, authors: list[PelicanAuthor], edition: Edition, settings: Mapping[str, Any]
) -> dict[str, Any]:
    """Return what Pelican and the templates need to know of a post."""
    zone = edition.content.zone
    metadata: dict[str, Any] = {
        "post": post,
        "title": post.title,
        "slug": post.slug,
        "status": "published" if post.is_listed else "hidden",
        "date": (post.date or edition.as_of).astimezone(zone),
        "summary": html.escape(post.summary) or first_paragraph(content),
        "authors": authors,
        "author": authors[0] if authors else named(PelicanAuthor, settings["SITENAME"], settings),
        "category": named(Category, post.category or DEFAULT_TOPIC, settings),
        "tags": [named(Tag, tag, settings) for tag in post.tags],
        "stage": edition.stages.get(post.stage or ""),
        "idea": post.idea,
        "minutes": max(1, round(post.words / WORDS_A_MINUTE)),
        "survey": edition.content.surveys.get(post.survey),
        "series_posts": [],
        "versions": [],
        "series_url": "",
        "contents": (),
        "next_step": None,
        "related": [],
        "share": (),
        "robots": "" if post.is_indexed else "noindex",
        "preview": "",
        "card_url": "",
        "head": None,
    }
    if post.lang:
        metadata["lang"] = post.lang.lower()
    if post.modified:
        metadata["modified"] = post.modified.astimezone(zone)
    return metadata


def author_of(slug: str, edition: Edition, settings: Mapping[str, Any]) -> PelicanAuthor:
    """Return Pelican's author with the typed one as its `profile`, and the `biography` as HTML."""
    author = edition.content.authors[slug]
    signed = named(PelicanAuthor, author.name, settings, slug=slug)
    signed.profile = author
    signed.biography = Markup(to_html(author.biography))  # noqa: S704 - the team's own text
    return signed


def named(kind: type[URLWrapper], name: str, settings: Mapping[str, Any], *, slug: str = "") -> URLWrapper:
    """Return a thing with an address of its own, whose slug follows this project's rule and not Pelican's."""
    thing = kind(name, settings)
    thing.slug = slug or slugify(name)
    return thing


def first_paragraph(content: str) -> str:
    """Return the words of a text's first paragraph, as HTML without tags."""
    match = _FIRST_PARAGRAPH.search(content)
    return html.escape(Markup(match[1]).striptags()) if match else ""  # noqa: S704 - read only for its words


def unlink_waiting(content: str, path: str, edition: Edition) -> str:
    """Return HTML in which links to posts that are not live are words only, or lead to their previews.

    Pelican would leave the link's target in the page, and with it the name of a post that is still to come.
    """

    def replace(match: re.Match[str]) -> str:
        target = unquote(urlsplit(html.unescape(match["path"])).path)
        base = "" if target.startswith("/") else posixpath.dirname(path)
        post = edition.waiting.get(posixpath.normpath(posixpath.join(base, target.lstrip("/"))))
        if post is None:
            return match[0]
        if not edition.preview_folder:
            return match["words"]
        return f'<a href="/{edition.preview_folder}/{post.slug}/">{match["words"]}</a>'

    return _LINK.sub(replace, content)


def prepare_reading(pelican: Pelican) -> None:
    """Make once what every reader needs: Pelican makes a reader for each generator and each kind of file."""
    settings = pelican.settings
    settings["TEXTS"] = RenderedTexts(settings["TEXT_CACHE"])
    settings["PLACES"] = places_of(edition_of(settings), settings["TEXTS"]) if settings["FOREIGN"] else None


def settle_address(content: Content) -> None:
    """Find a text's address once; Pelican would put it together anew whenever somebody asks."""
    if isinstance(content, Article | PelicanPage):
        content.override_url, content.override_save_as = content.url, content.save_as


def add_reader(readers: Readers) -> None:
    """Take over text files from Pelican's own readers."""
    readers.reader_classes |= dict.fromkeys(SUFFIXES, HeaderReader)


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(prepare_reading)
    signals.readers_init.connect(add_reader)
    signals.content_object_init.connect(settle_address)
