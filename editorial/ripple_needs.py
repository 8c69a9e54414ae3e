"""What a ripple must be able to read, and which errors in the content keep it from that.

A post whose date cannot be read would silently be overtaken by those that are shifted, and a day on which
somebody is away would be taken for free. Errors in what a ripple does not look at are none of its business.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from editorial.author import Author
from editorial.content import Content
from editorial.foreign_content import SUFFIXES, is_place_of_posts
from editorial.post import NEEDED, Post
from editorial.problems import Problem
from editorial.source import Source
from editorial.unread_files import SUFFIX

# By these a ripple knows who follows and who is pinned; of authors it asks when they are away.
PLACE = ("date", "status", "timely")
AUTHORS, AWAY = "authors", "away"
# What is not there cannot be misread.
_MISSING = frozenset(f"missing-{field}" for field in (*NEEDED, "title", "summary", "name"))


def unread_for_ripple(
    content: Content, moved: Post, as_of: datetime, *, foreign: bool = False
) -> tuple[Problem, ...]:
    """Return the errors that hide from a ripple where posts stand or when their authors are away, sorted."""
    posts = {post.source.path: post for post in content.posts}
    leading = {post.authors[0] for post in content.posts if post.authors and _follows(post, moved, as_of)}
    away = {author.source.path: author for author in content.authors.values()}
    found: set[Problem] = set()
    for problem in content.errors:
        if post := posts.get(problem.path):
            field = _field_of(problem, post.source, (*PLACE, AUTHORS), before=post.body_line)
            is_needed = bool(field) and _hides(post, field, moved, as_of, content.authors)
        elif author := away.get(problem.path):
            is_needed = author.slug in leading and bool(_field_of(problem, author.source, (AWAY,)))
        else:
            is_needed = _is_unread(Path(problem.path).relative_to(content.folder), leading, foreign=foreign)
        if is_needed:
            found.add(problem)
    waiting = {post.id for post in content.posts if not post.is_live(as_of)}
    return tuple(sorted({*found, *double_ids(post for post in content.posts if post.id in waiting)}))


def double_ids(posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield an error for each post whose id another of them has too, naming the other's file."""
    by_id: dict[str, list[Post]] = {}
    for post in posts:
        by_id.setdefault(post.id, []).append(post)
    for post_id, same in by_id.items():
        for post in same if len(same) > 1 else ():
            others = ", ".join(other.source.path for other in same if other is not post)
            message = f"id: {post_id} belongs to {others} too, and a post is named by its id"
            yield post.source.problem("id", "duplicate-id", message, "give one of them another id")


def _follows(post: Post, moved: Post, as_of: datetime) -> bool:
    if post.date is None or post.timely or post.is_live(as_of):
        return False
    return moved.date is None or post.date.astimezone(UTC) > moved.date.astimezone(UTC)


def _hides(post: Post, field: str, moved: Post, as_of: datetime, authors: Mapping[str, Author]) -> bool:
    """Return whether a ripple would go wrong because it cannot read this field of a post."""
    if field == "date":
        return True
    if post.date is None or (field == "timely" and post.is_live(as_of)):
        return False
    if field == AUTHORS:
        return _follows(post, moved, as_of) and not (post.authors and post.authors[0] in authors)
    # What lies before the moved post, and has passed, neither follows nor stands in the way.
    earliest = min(as_of, moved.date or as_of, key=lambda moment: moment.astimezone(UTC))
    return post.date.astimezone(UTC) > earliest.astimezone(UTC) or post.id == moved.id


def _field_of(problem: Problem, source: Source, fields: Collection[str], *, before: int = 0) -> str:
    """Return the field, one of these, that an error is about; empty if it is about something else."""
    if problem.code in _MISSING or (before > 1 and problem.line >= before):
        return ""
    if problem.code == "unknown-field":
        meant = (field for field in fields if problem.remedy == f"did you mean {field}?")
        return next((field for field in meant if field not in source.lines), "")
    if problem.code == "duplicate-key":
        return next((field for field in fields if problem.message.startswith(f"{field} ")), "")
    # A value may go on over several lines; the key that it belongs to stands last before.
    above = [(line, key) for key, line in source.lines.items() if line <= problem.line]
    key = max(above)[1] if above else ""
    return key if key in fields else ""


def _is_unread(inside: Path, leading: Collection[str], *, foreign: bool) -> bool:
    if inside.parts[0] == "authors":
        return inside.stem in leading
    if foreign:
        return inside.suffix in SUFFIXES and is_place_of_posts(inside)
    return inside.parts[0] == "posts" and inside.suffix == SUFFIX
