"""Titles and summaries that several posts share: readers, and search engines, cannot tell them apart."""

from collections.abc import Callable, Iterable, Iterator

from editorial.post import Post
from editorial.problems import Problem, Severity


def doubles(posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield the posts whose title or summary another post has already, in the order of their paths."""
    fields: tuple[tuple[str, Callable[[Post], str]], ...] = (
        ("title", lambda post: post.title),
        ("summary", lambda post: post.summary),
    )
    for name, value in fields:
        first: dict[str, Post] = {}
        for post in sorted(posts, key=lambda post: post.source.path):
            words = " ".join(value(post).casefold().split())
            other = first.setdefault(words, post) if words else post
            # Versions of one text in several languages may share a name.
            if other is not post and other.lang == post.lang:
                message = f"{name}: {other.source.path} has the same {name}"
                yield post.source.problem(
                    name, f"duplicate-{name}", message, f"give each a {name} of its own",
                    severity=Severity.WARNING,
                )  # fmt: skip
