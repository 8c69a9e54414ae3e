"""A content folder, read and checked as a whole."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from editorial.author import Author, read_author
from editorial.crosscheck import check_file_names, check_pages, check_photos, check_posts
from editorial.fields import Context, FieldReader
from editorial.folder_walk import leads_out, links_out, refused, walk
from editorial.header import read_document, read_yaml
from editorial.page import Page, read_page
from editorial.policy import Policy, read_policy
from editorial.post import Post, read_post
from editorial.post_files import PostFile, PostFiles, ReadAnew, read_content_file
from editorial.problems import ContentError, Problem
from editorial.quantities import quantity
from editorial.slug import slugify
from editorial.source import Source
from editorial.stage import Stage
from editorial.survey import Survey, read_survey
from editorial.translations import doubled_versions, joined_translations, with_versions_to_list
from editorial.unread_files import SUFFIX, elsewhere, unread

POLICY_FILE = "editorial.yaml"

T = TypeVar("T")


@dataclass(frozen=True)
class ContentSettings:
    """What the site's settings say about its content; `zone` holds where the policy names none."""

    stages: tuple[Stage, ...]
    zone: ZoneInfo
    extra_fields: tuple[str, ...] = ()
    language: str = "en"

    @property
    def stage_keys(self) -> tuple[str, ...]:
        """The keys that headers use, in order."""
        return tuple(stage.key for stage in self.stages)


@dataclass(frozen=True)
class Content:
    """All of a content folder, in the order of its paths; authors and surveys go by slug.

    `plain_files` are paths in it that look like texts and are none: they are published as they are.
    """

    folder: Path
    posts: tuple[Post, ...]
    authors: Mapping[str, Author]
    surveys: Mapping[str, Survey]
    pages: tuple[Page, ...]
    policy: Policy
    zone: ZoneInfo
    problems: tuple[Problem, ...]
    plain_files: frozenset[str] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def summary(self) -> str:
        """What was read and found, in one line."""
        errors, warnings = len(self.errors), len(self.problems) - len(self.errors)
        counted = (("post", self.posts), ("author", self.authors), ("survey", self.surveys))
        read = ", ".join(quantity(len(things), thing) for thing, things in counted)
        return f"{read}: {quantity(errors, 'error')}, {quantity(warnings, 'warning')}"

    @property
    def sources(self) -> frozenset[str]:
        """The paths in the folder of the files that are read; none of them is published as it is."""
        sources = (
            *(post.source for post in self.posts),
            *(page.source for page in self.pages),
            *(author.source for author in self.authors.values()),
            *(survey.source for survey in self.surveys.values()),
        )
        paths = (Path(source.path).relative_to(self.folder).as_posix() for source in sources)
        return frozenset({*paths, POLICY_FILE})

    def live_posts(self, as_of: datetime) -> tuple[Post, ...]:
        """Return the posts that readers may see at an instant."""
        return with_versions_to_list(post for post in self.posts if post.is_live(as_of))

    def raise_errors(self) -> None:
        """Raise ContentError with all errors, if there are any."""
        if self.errors:
            raise ContentError(self.errors)


def read_content(
    folder: Path, settings: ContentSettings, post_files: Callable[[ZoneInfo], PostFiles] | None = None
) -> Content:
    """Return everything in a content folder with all that is wrong in it; no file's fault hides another's.

    `post_files` says where posts are read from, given the zone that holds; without it every file is read.
    """
    links = list(links_out(folder))
    problems = list(map(refused, links))
    policy, zone = read_policy_file(folder, settings, problems)
    files = _Files(folder, Context(zone, settings.stage_keys), problems, links)
    posts, unread = files.read_posts(
        post_files(zone) if post_files else ReadAnew(), extra_fields=settings.extra_fields
    )
    authors, unread_authors = files.read_all("authors", read_author)
    surveys, unread_surveys = files.read_all("surveys", read_survey)
    pages, _ = files.read_all("pages", read_page)
    problems += doubled_versions(posts, language=settings.language)
    posts = joined_translations(posts, language=settings.language)
    author_slugs = {author.slug for author in authors} | unread_authors
    survey_slugs = {survey.slug for survey in surveys} | unread_surveys
    problems += [
        *check_posts(
            posts, authors=author_slugs, surveys=survey_slugs, policy=policy, pages=pages, unread_ids=unread
        ),
        *check_pages(pages),
        *check_file_names(authors),
        *check_file_names(surveys),
    ]
    if any(author.photo for author in authors):
        problems += check_photos(authors, (path.relative_to(folder).as_posix() for path in walk(folder)))
    return Content(
        folder=folder,
        posts=tuple(posts),
        authors={author.slug: author for author in authors},
        surveys={survey.slug: survey for survey in surveys},
        pages=tuple(pages),
        policy=policy,
        zone=zone,
        problems=tuple(sorted(problems)),
    )


def read_policy_file(
    folder: Path, settings: ContentSettings, problems: list[Problem]
) -> tuple[Policy, ZoneInfo]:
    """Return the policy and the zone that holds for a folder; problems are added."""
    path = folder / POLICY_FILE
    policy = Policy(source=Source(path.as_posix(), {}))
    if path.is_file() and not leads_out(path, folder):
        reader = FieldReader(path.as_posix(), Context(settings.zone, settings.stage_keys))
        try:
            policy = read_policy(read_yaml(read_content_file(path), path.as_posix(), reader.problems), reader)
        except ContentError as error:
            problems += error.problems
        problems += reader.problems
    return policy, policy.timezone or settings.zone


class _Files:
    """Reads the Markdown files below a folder's parts."""

    def __init__(self, folder: Path, context: Context, problems: list[Problem], refused: list[Path]) -> None:
        self.folder = folder
        self.refused = refused
        self.context = context
        self.problems = problems

    def paths(self, part: str) -> list[Path]:
        """Return the Markdown files in a part; other texts in it are pointed out."""
        found: list[Path] = []
        for path in sorted(walk(self.folder, part)):
            if path.suffix == SUFFIX:
                found.append(path)
            else:
                self.problems += unread(path)
        return found

    def refused_names(self, part: str) -> set[str]:
        """Return the names of the things in a part that lie elsewhere; that they are missing is no news."""
        links = (link for link in self.refused if (self.folder / part) in link.parents)
        return {name for link in links for name in (link.stem, slugify(link.stem))}

    def read_posts(
        self, post_files: PostFiles, *, extra_fields: tuple[str, ...]
    ) -> tuple[list[Post], set[str]]:
        """Return the posts, and the names of the files that could not be read."""
        posts: list[Post] = []
        unread = self.refused_names("posts")
        for path in self.paths("posts"):
            found = post_files.read(path, partial(self.parse_post, path, extra_fields))
            if found.post is None:
                unread |= {path.stem, slugify(path.stem)}
            else:
                posts.append(found.post)
            self.problems += found.problems
        if not posts and not unread:
            self.problems += elsewhere(self.folder, walk(self.folder))
        return posts, unread

    def parse_post(self, path: Path, extra_fields: tuple[str, ...], data: bytes) -> PostFile:
        """Return what the bytes of a post's file hold."""
        reader = FieldReader(path.as_posix(), self.context, extra_fields=extra_fields)
        post = None
        try:
            document = read_document(data, path.as_posix(), reader.problems)
            post = read_post(document, reader, stem=path.stem)
        except ContentError as error:
            reader.problems += error.problems
        return PostFile(post, tuple(reader.problems))

    def read_all(self, part: str, read: Callable[..., T]) -> tuple[list[T], set[str]]:
        """Return the things in a part, and the names of the files that could not be read."""
        things: list[T] = []
        unread = self.refused_names(part)
        for path in self.paths(part):
            reader = FieldReader(path.as_posix(), self.context)
            try:
                document = read_document(read_content_file(path), path.as_posix(), reader.problems)
                things.append(read(document, reader, stem=path.stem))
            except ContentError as error:
                self.problems += error.problems
                unread |= {path.stem, slugify(path.stem)}
            self.problems += reader.problems
        return things, unread
