"""A content folder, read and checked as a whole."""

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from editorial.author import Author, read_author
from editorial.crosscheck import check_file_names, check_pages, check_photos, check_posts
from editorial.fields import Context, FieldReader
from editorial.header import read_document, read_yaml
from editorial.page import Page, read_page
from editorial.policy import Policy, read_policy
from editorial.post import Post, read_post
from editorial.problems import ContentError, Problem
from editorial.slug import slugify
from editorial.source import Source
from editorial.stage import Stage
from editorial.survey import Survey, read_survey
from editorial.translations import joined_translations

POLICY_FILE = "editorial.yaml"
SUFFIX = ".md"

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
    """All of a content folder, in the order of its paths; authors and surveys go by slug."""

    folder: Path
    posts: tuple[Post, ...]
    authors: Mapping[str, Author]
    surveys: Mapping[str, Survey]
    pages: tuple[Page, ...]
    policy: Policy
    zone: ZoneInfo
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(problem for problem in self.problems if problem.is_error)

    @property
    def summary(self) -> str:
        """What was read and found, in one line."""
        errors, warnings = len(self.errors), len(self.problems) - len(self.errors)
        read = f"{len(self.posts)} posts, {len(self.authors)} authors, {len(self.surveys)} surveys"
        return f"{read}: {errors} errors, {warnings} warnings"

    def live_posts(self, as_of: datetime) -> tuple[Post, ...]:
        """Return the posts that readers may see at an instant."""
        return tuple(post for post in self.posts if post.is_live(as_of))

    def raise_errors(self) -> None:
        """Raise ContentError with all errors, if there are any."""
        if self.errors:
            raise ContentError(self.errors)


def read_content(folder: Path, settings: ContentSettings) -> Content:
    """Return everything in a content folder with all that is wrong in it; no file's fault hides another's."""
    problems: list[Problem] = []
    policy, zone = read_policy_file(folder, settings, problems)
    files = _Files(folder, Context(zone, settings.stage_keys), problems)
    posts, unread = files.read_all("posts", read_post, extra_fields=settings.extra_fields)
    authors, unread_authors = files.read_all("authors", read_author)
    surveys, unread_surveys = files.read_all("surveys", read_survey)
    pages, _ = files.read_all("pages", read_page)
    posts = joined_translations(posts, language=settings.language)
    author_slugs = {author.slug for author in authors} | unread_authors
    problems += check_posts(
        posts,
        authors=author_slugs,
        surveys={survey.slug for survey in surveys} | unread_surveys,
        policy=policy,
        pages=pages,
        unread_ids=unread,
    )
    problems += check_pages(pages)
    problems += check_file_names(authors)
    problems += check_file_names(surveys)
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
    if path.is_file():
        reader = FieldReader(path.as_posix(), Context(settings.zone, settings.stage_keys))
        try:
            policy = read_policy(read_yaml(read_content_file(path), path.as_posix(), reader.problems), reader)
        except ContentError as error:
            problems += error.problems
        problems += reader.problems
    return policy, policy.timezone or settings.zone


class _Files:
    """Reads the Markdown files below a folder's parts."""

    def __init__(self, folder: Path, context: Context, problems: list[Problem]) -> None:
        self.folder = folder
        self.context = context
        self.problems = problems

    def read_all(
        self, part: str, read: Callable[..., T], *, extra_fields: tuple[str, ...] = ()
    ) -> tuple[list[T], set[str]]:
        """Return the things in a part, and the names of the files that could not be read."""
        things: list[T] = []
        unread: set[str] = set()
        for path in sorted(walk(self.folder / part)):
            if path.suffix != SUFFIX:
                continue
            reader = FieldReader(path.as_posix(), self.context, extra_fields=extra_fields)
            try:
                document = read_document(read_content_file(path), path.as_posix(), reader.problems)
                things.append(read(document, reader, stem=path.stem))
            except ContentError as error:
                self.problems += error.problems
                unread |= {path.stem, slugify(path.stem)}
            self.problems += reader.problems
        return things, unread


def read_content_file(path: Path) -> bytes:
    """Return what stands in a file; raises ContentError."""
    try:
        return path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        problem = Problem(
            path.as_posix(), 1, "unreadable", f"the file cannot be read: {reason}", "check its rights"
        )
        raise ContentError([problem]) from error


def walk(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder in the order of their paths; hidden ones are left out.

    Links to folders are not followed, so that none can lead in a circle.
    """
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(parent) / name for name in sorted(names) if not name.startswith("."))
