"""The addresses that a site will have, worked out from its content: what a link in a text may lead to."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from editorial.content import Content
from editorial.page import Page
from editorial.post import Post
from editorial.slug import slugify
from editorial.source import Source
from editorial.survey_texts import markdown_texts

_LATER_PAGE = re.compile(r"page/\d+/$")
# What the theme, the cards and the image sizes are called is known when they are made.
_MADE_LATER = ("/theme/", "/cards/")
_SITE_PAGES = ("/", "/stages/", "/topics/", "/tags/", "/authors/", "/archive/", "/search/", "/surveys/")
_SITE_FILES = (
    "/404.html", "/feed.atom", "/feed.rss", "/feed.json", "/sitemap.xml", "/robots.txt", "/site.json",
    "/.well-known/security.txt",
)  # fmt: skip
_WITH_FEED = ("/stages/", "/authors/", "/topics/")


@dataclass(frozen=True)
class ShortText:
    """Words of an author or a survey that are no page of their own; they are shown at `address`."""

    source: Source
    body: str
    body_line: int
    address: str


def short_texts(content: Content) -> dict[str, ShortText]:
    """Return the biographies, and what is Markdown in surveys, by names of their own.

    A name is the path of the file in the content folder; of a survey's text it goes on with `#` and
    which of its texts it is.
    """
    found: dict[str, ShortText] = {}
    for author in content.authors.values():
        if author.biography:
            address = f"/authors/{author.slug}/"
            text = ShortText(author.source, author.biography, author.body_line, address)
            found[_inside(author.source, content)] = text
    for survey in content.surveys.values():
        for part in markdown_texts(survey):
            text = ShortText(survey.source, part.words, part.line, f"/surveys/{survey.slug}/")
            found[f"{_inside(survey.source, content)}#{part.name}"] = text
    return found


@dataclass(frozen=True)
class SiteFacts:
    """What the settings say that a link may depend on; `site_url` is empty or ends without a slash.

    `static_paths` are folders of the content that are published as they are, `frame_anchors` the names that
    the theme gives to parts of its pages; an image of more than `image_limit` bytes is pointed out.
    """

    site_url: str = ""
    stages: tuple[str, ...] = ()
    static_paths: tuple[str, ...] = ("images",)
    frame_anchors: frozenset[str] = frozenset({"main"})
    image_limit: int = 1_000_000
    default_topic: str = "General"


class Addresses:
    """The addresses of a site: those it has at an instant, and those it has once everything is live.

    `sources` maps the paths of posts and pages in the content folder to them, `owners` their addresses;
    `texts` are the paths of all that is read, authors and surveys too; `inside` gives those paths by the
    paths that messages use.
    """

    def __init__(self, content: Content, facts: SiteFacts, as_of: datetime, files: Iterable[str]) -> None:
        self.facts = facts
        self.files = frozenset(files)
        self.texts = content.sources
        texts: tuple[Post | Page, ...] = (*content.posts, *content.pages)
        self.sources: dict[str, Post | Page] = {
            Path(text.source.path).relative_to(content.folder).as_posix(): text for text in texts
        }
        self.inside = {text.source.path: path for path, text in self.sources.items()}
        self.owners: dict[str, Post | Page] = {address_of(text): text for text in self.sources.values()}
        fixed = {*_SITE_PAGES, *_SITE_FILES, *(f"/stages/{stage}/" for stage in facts.stages)}
        fixed |= {f"/surveys/{slug}/" for slug in content.surveys}
        fixed |= {address_of(page) for page in content.pages}
        live = content.live_posts(as_of)
        self._made = frozenset(fixed | _made_by(live, content, facts))
        self._made_later = frozenset(fixed | _made_by(content.posts, content, facts))
        self.now = self._made | _aliases(live)
        self.later = self._made_later | _aliases(content.posts)
        self.by_name = _by_name(self.sources)

    def owner(self, path: str) -> Post | Page | None:
        """Return the post or page that stands at an address."""
        return self.owners.get(_whole(path))

    def has(self, path: str, *, later: bool = False) -> bool:
        """Return whether the site has an address; `later` counts posts that are not live yet."""
        path = unquote(path)
        if path.startswith(_MADE_LATER):
            return True
        known = self.later if later else self.now
        if path in known or _whole(path) in known or _LATER_PAGE.sub("", _whole(path)) in known:
            return True
        if path.endswith("/feed.atom") and path.startswith(_WITH_FEED):
            return path.removesuffix("feed.atom") in known
        return self.published_file(path) is not None

    def made(self, *, later: bool = False) -> Iterator[str]:
        """Yield the addresses of pages, feeds and cards, without those of aliases."""
        for address in self._made_later if later else self._made:
            yield address
            if address.endswith("/") and address.startswith(_WITH_FEED):
                yield f"{address}feed.atom"
            elif address.startswith("/posts/"):
                yield f"/cards/{address.split('/')[2]}.png"

    def published_files(self) -> Iterator[str]:
        """Yield the content's files that are published as they are."""
        folders = tuple(self._folders())
        return (name for name in self.files if name.startswith(folders) and name not in self.texts)

    def published_file(self, path: str) -> str | None:
        """Return the content's file that is published at an address, by its path in the content folder."""
        name = unquote(path).removeprefix("/")
        return name if name in self.files and name.startswith(tuple(self._folders())) else None

    def same_name(self, path: str) -> str:
        """Return the one post or page whose file has the same name, or nothing."""
        found = self.by_name.get(path.rpartition("/")[2], [])
        return found[0] if len(found) == 1 else ""

    def _folders(self) -> Iterable[str]:
        return (f"{folder.strip('/')}/".lstrip("/") for folder in self.facts.static_paths)


def address_of(text: Post | Page | ShortText) -> str:
    """Return where a post or page stands, or a short text is shown, from the site's root on."""
    if isinstance(text, ShortText):
        return text.address
    return f"/posts/{text.slug}/" if isinstance(text, Post) else f"/{text.slug}/"


def _inside(source: Source, content: Content) -> str:
    return Path(source.path).relative_to(content.folder).as_posix()


def _whole(path: str) -> str:
    return unquote(path).removesuffix("index.html").rstrip("/") + "/"


def _made_by(posts: Iterable[Post], content: Content, facts: SiteFacts) -> set[str]:
    """The addresses of posts and of the lists that they stand in; a hidden post is in no list."""
    made: set[str] = set()
    for post in posts:
        made.add(address_of(post))
        if not post.is_listed:
            continue
        made.add(f"/topics/{slugify(post.category or facts.default_topic)}/")
        made |= {f"/tags/{slugify(tag)}/" for tag in post.tags}
        made |= {f"/authors/{author}/" for author in post.authors}
        if post.series:
            made.add(f"/series/{slugify(post.series)}/")
        if post.date:
            day = post.date.astimezone(content.zone)
            made |= {f"/archive/{day.year:04}/", f"/archive/{day.year:04}/{day.month:02}/"}
    return made


def _aliases(posts: Iterable[Post]) -> set[str]:
    written = {alias for post in posts for alias in post.aliases}
    return written | {alias.rstrip("/") + "/" for alias in written}


def _by_name(sources: Mapping[str, Post | Page]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for path in sources:
        found.setdefault(path.rpartition("/")[2], []).append(path)
    return found
