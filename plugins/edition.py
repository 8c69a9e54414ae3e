"""What is being built: the content, the clock, and whether previews belong to it.

Opened once per run, as the setting `EDITION`; other plugins ask here instead of reading files or clocks.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import Pelican, signals

from editorial.content import Content, ContentSettings
from editorial.folder_walk import walk
from editorial.foreign_content import is_export
from editorial.page import Page
from editorial.post import Post
from editorial.stage import Step, steps
from plugins.content_cache import ContentCache

# What is written by authors and shown as a page, or means something to us or to another tool.
TEXT_SUFFIXES = (
    ".md",
    ".markdown",
    ".mkd",
    ".mdown",
    ".rst",
    ".html",
    ".htm",
    ".yaml",
    ".yml",
    ".json",
    ".csv",
)


@dataclass(frozen=True)
class Edition:
    """One run's content at one instant; `preview_folder` is empty in a production build.

    `live` and `waiting` hold posts, `pages` pages, by their paths in the content folder; `files` are the
    paths of what is copied as it is.
    """

    content: Content
    as_of: datetime
    preview_folder: str
    stages: Mapping[str, Step]
    live: Mapping[str, Post]
    waiting: Mapping[str, Post]
    pages: Mapping[str, Page]
    files: frozenset[str]

    def text_at(self, path: str) -> Post | Page | None:
        """Return the post or page in a file, by its path in the content folder."""
        return self.live.get(path) or self.waiting.get(path) or self.pages.get(path)


def edition_of(settings: Mapping[str, Any]) -> Edition:
    """Return the edition that Pelican is building."""
    edition = settings["EDITION"]
    if not isinstance(edition, Edition):
        msg = "the plugin plugins.edition must come first in PLUGINS"
        raise TypeError(msg)
    return edition


def content_settings(settings: Mapping[str, Any]) -> ContentSettings:
    """Return what Pelican's settings say about the content."""
    return ContentSettings(
        stages=tuple(settings["STAGES"]),
        zone=ZoneInfo(settings["TIMEZONE"]),
        extra_fields=tuple(settings.get("EXTRA_FIELDS", ())),
        language=settings["DEFAULT_LANG"],
    )


def kept_content(settings: Mapping[str, Any]) -> ContentCache:
    """Return what keeps the posts that were read: what the setting POST_CACHE is, or keeps under its name."""
    kept = settings["POST_CACHE"]
    if isinstance(kept, ContentCache):
        return kept
    return ContentCache(Path(kept) if kept and not settings["FRESH"] else None)


def read_edition(settings: Mapping[str, Any]) -> Edition:
    """Return the edition that the settings describe; raises ContentError with everything that is wrong."""
    folder = Path(os.path.relpath(settings["PATH"]))
    content = kept_content(settings).read(folder, content_settings(settings), foreign=settings["FOREIGN"])
    if not settings["FOREIGN"]:
        content.raise_errors()
    as_of = (settings.get("AS_OF") or datetime.now(UTC)).astimezone(content.zone)
    live = {_path(post, content): post for post in content.live_posts(as_of)}
    preview_folder = settings.get("PREVIEW_FOLDER", "")
    return Edition(
        content=content,
        as_of=as_of,
        preview_folder=preview_folder,
        stages={step.key: step for step in steps(settings["STAGES"])},
        live=live,
        waiting={path: post for post in content.posts if (path := _path(post, content)) not in live},
        pages={_path(page, content): page for page in content.pages},
        files=_static_files(content, settings),
    )


def open_edition(pelican: Pelican) -> None:
    """Read the content and hand Pelican the files that may be published, one by one; others it never sees."""
    edition = read_edition(pelican.settings)
    pelican.settings["EDITION"] = edition
    pelican.settings["TIMEZONE"] = edition.content.zone.key
    # What the theme offers as ways in: none where no post serves a stage, as in content of other tools.
    is_staged = any(post.stages for post in edition.live.values())
    pelican.settings["STAGES"] = tuple(edition.stages.values()) if is_staged else ()
    pelican.settings["ARTICLE_PATHS"] = list(edition.live)
    pelican.settings["PAGE_PATHS"] = list(edition.pages)
    # One by one, too: Pelican follows links to folders, and a link can lead in a circle.
    pelican.settings["STATIC_PATHS"] = sorted(edition.files)


def _static_files(content: Content, settings: Mapping[str, Any]) -> frozenset[str]:
    parts = [""] if settings["FOREIGN"] else settings["STATIC_PATHS"]
    found = (path for part in parts for path in walk(content.folder, part))
    return (
        frozenset(
            path.relative_to(content.folder).as_posix()
            for path in found
            if path.suffix.lower() not in TEXT_SUFFIXES and not (settings["FOREIGN"] and is_export(path))
        )
        | content.plain_files
    )


def _path(text: Post | Page, content: Content) -> str:
    return Path(text.source.path).relative_to(content.folder).as_posix()


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(open_edition)
