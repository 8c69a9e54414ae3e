"""Names of topics, tags and series that differ in case or signs only, and so stand at one address."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.slug import slugify

# Each field with its names in a post, and the folder of its pages.
_FIELDS: tuple[tuple[str, str, Callable[[Post], tuple[str, ...]]], ...] = (
    ("category", "topics", lambda post: (post.category,) if post.category else ()),
    ("tags", "tags", lambda post: post.tags),
    ("series", "series", lambda post: (post.series,) if post.series else ()),
)


def check_spellings(posts: Iterable[Post]) -> Iterator[Problem]:
    """Yield the names that most posts spell another way, though both have the same address."""
    posts = sorted(posts, key=lambda post: post.source.path)
    for field, folder, names_of in _FIELDS:
        first: dict[str, Post] = {}
        counts: Counter[str] = Counter()
        for post in posts:
            for name in names_of(post):
                first.setdefault(name, post)
                counts[name] += 1
        usual = _usual(counts)
        for post in posts if usual else ():
            for name in names_of(post):
                if name in usual:
                    yield _problem(post, field, name, usual[name], first[usual[name]], folder)


def _usual(counts: Counter[str]) -> dict[str, str]:
    """The usual spelling of each name that is spelled another way."""
    spellings: dict[str, list[str]] = defaultdict(list)
    # In the order of their first use, which decides between equals.
    for name in counts:
        spellings[slugify(name)].append(name)
    usual: dict[str, str] = {}
    for names in spellings.values():
        best = max(names, key=counts.__getitem__)
        usual |= {name: best for name in names if name != best}
    return usual


def _problem(post: Post, field: str, name: str, usual: str, owner: Post, folder: str) -> Problem:
    message = (
        f"{field}: “{name}” and “{usual}” in {owner.source.path} have one address, /{folder}/{slugify(name)}/"
    )
    return post.source.problem(
        field, "same-address", message, f"write “{usual}”, or give one another name",
        severity=Severity.WARNING,
    )  # fmt: skip
