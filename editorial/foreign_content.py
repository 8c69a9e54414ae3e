"""A content folder that was not written for Masthead: posts lie anywhere, and what they miss is a warning."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from editorial.author import Author
from editorial.content import Content, ContentSettings, read_policy_file
from editorial.crosscheck import check_posts
from editorial.fields import Context, FieldReader
from editorial.folder_walk import links_out, refused, walk
from editorial.foreign_document import (
    HTML_SUFFIXES,
    MARKDOWN_SUFFIXES,
    REST_SUFFIXES,
    ForeignDocument,
    as_warning,
    read_foreign_document,
)
from editorial.foreign_post import read_foreign_post
from editorial.nodes import Mapping, Scalar
from editorial.page import RESERVED, Page
from editorial.post import Post
from editorial.post_files import PostFile, PostFiles, ReadAnew, read_content_file
from editorial.problems import ContentError, Problem, Severity
from editorial.slug import slugify
from editorial.source import Source
from editorial.survey import Survey, read_survey
from editorial.translations import doubled_versions, joined_translations

SUFFIXES = MARKDOWN_SUFFIXES + REST_SUFFIXES + HTML_SUFFIXES
AUTHOR_FOLDERS = ("authors", "_authors")
NAME_KEYS = ("full_name", "name", "title")
_EXPORT_HEAD = 4096  # bytes
_EXPORT_SIGNS = (b"//wordpress.org/export/", b"blogger.com/feeds/", b"tag:blogger.com,")
UNPUBLISHED = ("draft", "skip")


def read_foreign_content(
    folder: Path, settings: ContentSettings, post_files: Callable[[ZoneInfo], PostFiles] | None = None
) -> Content:
    """Return what stands in a folder, as well as it can be read; a file that does not open is a warning, too.

    `post_files` says where posts are read from, given the zone that holds; without it every file is read.
    """
    problems = [as_warning(refused(link)) for link in links_out(folder)]
    policy, zone = read_policy_file(folder, settings, problems)
    kept = post_files(zone) if post_files else ReadAnew()
    files = _ForeignFiles(folder, Context(zone, settings.stage_keys), problems, kept)
    for path in walk(folder):
        if path.suffix in SUFFIXES and path.name.lower() != "readme.md":
            files.read(path)
        elif is_export(path):
            message = "the file is an export of another blog, with its drafts, and is not published"
            remedy = "import it, or take it out of the folder"
            problems.append(Problem(path.as_posix(), 1, "export-file", message, remedy, Severity.WARNING))
    problems += map(as_warning, doubled_versions(files.posts, language=settings.language))
    posts = _with_slugs_of_their_own(joined_translations(files.posts, language=settings.language), problems)
    found = check_posts(posts, authors=files.authors, surveys=files.surveys, policy=policy)
    problems += map(as_warning, found)
    return Content(
        folder=folder,
        posts=tuple(sorted(posts, key=lambda post: post.source.path)),
        authors=files.authors,
        surveys=files.surveys,
        pages=tuple(_pages_with_slugs_of_their_own(files.pages)),
        policy=policy,
        zone=zone,
        problems=tuple(sorted(set(problems))),
        plain_files=frozenset(files.plain),
    )


class _ForeignFiles:
    """Sorts files by where they lie, and reads them one by one; a broken one takes no other with it."""

    def __init__(
        self, folder: Path, context: Context, problems: list[Problem], post_files: PostFiles
    ) -> None:
        self.folder, self.context, self.problems = folder, context, problems
        self.post_files = post_files
        self.posts: list[Post] = []
        self.pages: list[Page] = []
        self.authors: dict[str, Author] = {}
        self.surveys: dict[str, Survey] = {}
        self.plain: set[str] = set()

    def read(self, path: Path) -> None:
        inside = path.relative_to(self.folder)
        # What an HTML file is shows only when it is read.
        if path.suffix not in HTML_SUFFIXES and is_place_of_posts(inside):
            self.add_post(self.post_files.read(path, partial(self.parse_post, path)))
            return
        try:
            data = read_content_file(path)
            if path.suffix in HTML_SUFFIXES and not is_text(data, path):
                self.plain.add(inside.as_posix())
            elif inside.parts[0] in AUTHOR_FOLDERS:
                self.add_author(read_foreign_document(data, path.as_posix()), path)
            elif inside.parts[0] == "surveys":
                self.add_survey(data, path)
            elif "pages" in inside.parts[:-1]:
                self.add_page(read_foreign_document(data, path.as_posix()), path)
            else:
                self.add_post(self.parse_post(path, data))
        except ContentError as error:
            self.problems += map(as_warning, error.problems)

    def parse_post(self, path: Path, data: bytes) -> PostFile:
        inside = path.relative_to(self.folder).as_posix()
        try:
            found = read_foreign_post(data, path.as_posix(), inside=inside, context=self.context)
        except ContentError as error:
            return PostFile(None, error.problems)
        return PostFile(found.post, found.problems, found.author_names)

    def add_post(self, found: PostFile) -> None:
        self.problems += map(as_warning, found.problems)
        if found.post is None:
            return
        self.posts.append(found.post)
        for slug, name in found.author_names.items():
            if slug not in self.authors:
                self.authors[slug] = Author(slug=slug, source=found.post.source, biography="", name=name)

    def add_author(self, found: ForeignDocument, path: Path) -> None:
        header = found.document.header
        entries = (header.get(key) for key in NAME_KEYS)
        names = (entry.value.text for entry in entries if entry and isinstance(entry.value, Scalar))
        name = next(filter(None, names), path.stem)
        slug = slugify(path.stem)
        source = Source.of(path.as_posix(), header)
        self.authors[slug] = Author(
            slug=slug, source=source, biography=found.document.body.strip(), name=name
        )

    def add_survey(self, data: bytes, path: Path) -> None:
        reader = FieldReader(path.as_posix(), self.context)
        found = read_foreign_document(data, path.as_posix())
        survey = read_survey(found.document, reader, stem=path.stem)
        if not any(problem.is_error for problem in reader.problems):
            self.surveys[survey.slug] = survey
        self.problems += map(as_warning, reader.problems)

    def add_page(self, found: ForeignDocument, path: Path) -> None:
        header = found.document.header
        if _text(header, "status").lower() in UNPUBLISHED:
            message = f"the page has the status {_text(header, 'status')} and is not published"
            place = Source.of(path.as_posix(), header)
            self.problems.append(
                as_warning(place.problem("status", "draft-page", message, "take the status out"))
            )
            return
        words = _text(header, "title") or found.title or path.stem
        name = _text(header, "slug") or path.stem
        self.pages.append(
            Page(
                source=Source.of(path.as_posix(), header),
                body=found.document.body,
                body_line=found.document.body_line,
                title=" ".join(words.split()),
                slug=slugify(name),
            )
        )
        self.problems += found.warnings


def is_place_of_posts(inside: Path) -> bool:
    """Return whether a text at this path in its content folder is a post."""
    return inside.parts[0] not in (*AUTHOR_FOLDERS, "surveys") and "pages" not in inside.parts[:-1]


def is_export(path: Path) -> bool:
    """Return whether a file is another blog's export, which holds more than the blog has published."""
    if path.suffix.lower() != ".xml":
        return False
    try:
        with path.open("rb") as file:
            head = file.read(_EXPORT_HEAD)
    except OSError:
        return False
    return any(sign in head for sign in _EXPORT_SIGNS)


def is_text(data: bytes, path: Path) -> bool:
    """Return whether an HTML file is a text with a title; without one it is a file like an image."""
    return bool(_text(read_foreign_document(data, path.as_posix()).document.header, "title"))


def _text(header: Mapping, key: str) -> str:
    entry = header.get(key)
    return entry.value.text.strip() if entry and isinstance(entry.value, Scalar) else ""


def _with_slugs_of_their_own(posts: Iterable[Post], problems: list[Problem]) -> list[Post]:
    # In the order of their dates: the oldest post keeps its address, later ones get a number behind it.
    taken: set[str] = set()
    result: list[Post] = []
    for post in sorted(posts, key=lambda post: (post.date is None, post.date, post.source.path)):
        slug = _free(post.slug, taken)
        if slug != post.slug:
            message = f"slug: {post.slug} is taken; the post stands at {slug}"
            problems.append(
                as_warning(post.source.problem("slug", "duplicate-slug", message, "choose another slug"))
            )
        result.append(replace(post, slug=slug, id=post.id if post.id != post.slug else slug))
    return result


def _pages_with_slugs_of_their_own(pages: Iterable[Page]) -> list[Page]:
    taken = set(RESERVED)
    return [replace(page, slug=_free(page.slug, taken)) for page in pages]


def _free(slug: str, taken: set[str]) -> str:
    number, free = 1, slug
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    taken.add(free)
    return free
