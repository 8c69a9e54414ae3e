"""Biographies of authors, and what is Markdown in surveys: links and images work there as in posts."""

import html
import os
import posixpath
import re
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from markupsafe import Markup
from pelican import signals
from pelican.contents import Content
from pelican.urlwrappers import Author

from editorial.addresses import file_address
from editorial.bodycheck_addresses import address_of
from editorial.foreign_links import settle_links
from editorial.heading_levels import levelled
from editorial.pictures import Picture, with_pictures
from plugins.edition import edition_of
from plugins.foreign_html import mended
from plugins.images import Blame, Images, images_of, path_in_content
from plugins.post_headers import unlink_waiting

_INDICATED = re.compile(
    r"""(?P<before>\b(?:href|src|poster)=)(?P<quote>["'])[{|](?P<kind>filename|static|attach)[|}]"""
    r"""(?P<path>.*?)(?P=quote)""",
    re.DOTALL,
)


def finished(text: str, source: str, settings: dict[str, Any], *, shelf: str = "") -> Markup:
    """Return the HTML of a short text in the file at `source` with whole links, and images ready to show."""
    path = Path(os.path.relpath(source, settings["PATH"])).as_posix()
    if settings["PLACES"]:
        text = settle_links(levelled(mended(text)), partial(settings["PLACES"].settle, at=path))
    else:
        text = unlink_waiting(text, path, edition_of(settings))
    if "<img" in text:
        images = images_of(settings)
        text = with_pictures(text, lambda written: _picture(written, path, images, Path(source), shelf))
    # The team's own text.
    return Markup(_INDICATED.sub(lambda match: _led(match, path, settings), text))  # noqa: S704


def _picture(written: str, path: str, images: Images, source: Path, shelf: str) -> Picture | None:
    found = path_in_content(written, posixpath.dirname(path), images)
    if found is None:
        return None
    original = f"{images.site_url}/{file_address(found)}"
    return images.picture(found, original, shelf=shelf, blame=Blame(source, written))


def _led(match: re.Match[str], path: str, settings: dict[str, Any]) -> str:
    url = urlsplit(html.unescape(match["path"]))
    base = "" if url.path.startswith("/") else posixpath.dirname(path)
    place = posixpath.normpath(posixpath.join(base, unquote(url.path).lstrip("/")))
    target = edition_of(settings).text_at(place)
    address = address_of(target) if target else f"/{file_address(place)}"
    part = f"#{url.fragment}" if url.fragment else ""
    led = html.escape(f"{settings['site'].url}{address}{part}")
    return f"{match['before']}{match['quote']}{led}{match['quote']}"


def finish_biographies(content: Content) -> None:
    """Finish the biographies of a post's authors, each once."""
    for author in getattr(content, "authors", []):
        if hasattr(author, "profile") and not hasattr(author, "has_finished_biography"):
            finish_biography(author, content)


def finish_biography(author: Author, content: Content) -> None:
    """Finish an author's biography, which a first post shows."""
    edition = edition_of(content.settings)
    waits = content.source_path and content.get_relative_source_path() in edition.waiting
    shelf = f"{edition.preview_folder}/" if waits else ""
    author.biography = finished(author.biography, author.profile.source.path, content.settings, shelf=shelf)
    author.has_finished_biography = True


def register() -> None:
    """Connect to Pelican."""
    signals.content_object_init.connect(finish_biographies)
