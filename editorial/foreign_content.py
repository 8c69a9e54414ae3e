"""A content folder that was not written for Masthead: posts lie anywhere, and what they miss is a warning."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from editorial.author import Author
from editorial.content import Content, ContentSettings, read_content_file, read_policy_file, walk
from editorial.crosscheck import check_posts
from editorial.fields import Context, FieldReader
from editorial.foreign_document import (
    MARKDOWN_SUFFIXES,
    REST_SUFFIXES,
    ForeignDocument,
    as_warning,
    read_foreign_document,
)
from editorial.foreign_post import ForeignPost, read_foreign_post
from editorial.nodes import Scalar
from editorial.page import RESERVED, Page
from editorial.post import Post
from editorial.problems import ContentError, Problem
from editorial.slug import slugify
from editorial.source import Source
from editorial.survey import Survey, read_survey
from editorial.translations import joined_translations

SUFFIXES = MARKDOWN_SUFFIXES + REST_SUFFIXES
AUTHOR_FOLDERS = ("authors", "_authors")
NAME_KEYS = ("full_name", "name", "title")


def read_foreign_content(folder: Path, settings: ContentSettings) -> Content:
    """Return what stands in a folder, as well as it can be read; only files that do not open are errors."""
    problems: list[Problem] = []
    policy, zone = read_policy_file(folder, settings, problems)
    files = _ForeignFiles(folder, Context(zone, settings.stage_keys), problems)
    for path in walk(folder):
        if path.suffix in SUFFIXES and path.name.lower() != "readme.md":
            files.read(path)
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
    )


class _ForeignFiles:
    """Sorts files by where they lie, and reads them one by one; a broken one takes no other with it."""

    def __init__(self, folder: Path, context: Context, problems: list[Problem]) -> None:
        self.folder, self.context, self.problems = folder, context, problems
        self.posts: list[Post] = []
        self.pages: list[Page] = []
        self.authors: dict[str, Author] = {}
        self.surveys: dict[str, Survey] = {}

    def read(self, path: Path) -> None:
        inside = path.relative_to(self.folder)
        try:
            data = read_content_file(path)
            if inside.parts[0] in AUTHOR_FOLDERS:
                self.add_author(read_foreign_document(data, path.as_posix()), path)
            elif inside.parts[0] == "surveys":
                self.add_survey(data, path)
            elif "pages" in inside.parts[:-1]:
                self.add_page(read_foreign_document(data, path.as_posix()), path)
            else:
                post = read_foreign_post(
                    data, path.as_posix(), inside=inside.as_posix(), context=self.context
                )
                self.add_post(post)
        except ContentError as error:
            self.problems += error.problems

    def add_post(self, found: ForeignPost) -> None:
        self.posts.append(found.post)
        self.problems += found.problems
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
        title, slug = (header.get(key) for key in ("title", "slug"))
        words = title.value.text if title and isinstance(title.value, Scalar) else found.title or path.stem
        name = slug.value.text if slug and isinstance(slug.value, Scalar) and slug.value.text else path.stem
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
