"""The files of posts, each read once: what reading gave, and where it may be kept for the next time."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from editorial.post import Post
from editorial.problems import ContentError, Problem


@dataclass(frozen=True)
class PostFile:
    """What a file gave: its post, or None where it could not be read, and all that is wrong in it.

    `author_names` are the names of authors that foreign content writes instead of slugs, by their slugs.
    """

    post: Post | None
    problems: tuple[Problem, ...] = ()
    author_names: Mapping[str, str] = field(default_factory=dict)


class PostFiles(Protocol):
    """Where posts are read from; an implementation may keep what was read of a file that did not change."""

    def read(self, path: Path, parse: Callable[[bytes], PostFile]) -> PostFile:
        """Return what `parse` makes of the file's bytes, now or earlier; one that does not open has no post.

        For one folder and one set of settings `parse` must always do the same.
        """


class ReadAnew:
    """Reads every file whenever it is asked for."""

    def read(self, path: Path, parse: Callable[[bytes], PostFile]) -> PostFile:
        """Return what the file gives now."""
        try:
            return parse(read_content_file(path))
        except ContentError as error:
            return PostFile(None, error.problems)


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
