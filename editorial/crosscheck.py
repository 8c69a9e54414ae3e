"""What only shows when all files are seen together: doubles, references to nothing, circles."""

from collections.abc import Iterable, Iterator
from typing import Protocol

from editorial.author import Author
from editorial.page import RESERVED, Page
from editorial.pictures import SHOWN_FORMATS, is_shown_by_browsers
from editorial.policy import Policy
from editorial.post import Post
from editorial.problems import Problem, Severity, did_you_mean, is_near
from editorial.source import Source
from editorial.spellings import check_spellings
from editorial.survey import Survey


class Sourced(Protocol):
    """Anything that was read from a file."""

    @property
    def source(self) -> Source:
        """Where it was read from."""


def check_posts(
    posts: Iterable[Post],
    *,
    authors: Iterable[str],
    surveys: Iterable[str],
    policy: Policy,
    pages: Iterable[Page] = (),
    unread_ids: Iterable[str] = (),
) -> Iterator[Problem]:
    """Yield what is wrong between posts; `unread_ids` are of files that could not be read, yet exist.

    `pages` have addresses that no post may claim with an alias.
    """
    posts = sorted(posts, key=lambda post: post.source.path)
    yield from _doubles("slug", ((post.slug, post) for post in posts))
    yield from _double_ids(posts)
    yield from _aliases(posts, pages)
    yield from _series(posts)
    yield from _references(posts, set(authors), set(surveys), {post.id for post in posts} | set(unread_ids))
    yield from _circles(posts)
    yield from _policy_names(posts, policy)
    yield from check_spellings(posts)


def check_pages(pages: Iterable[Page]) -> Iterator[Problem]:
    """Yield the pages that claim the same address."""
    yield from _doubles(
        "slug", ((page.slug, page) for page in sorted(pages, key=lambda page: page.source.path))
    )


def check_file_names(named: Iterable[Author | Survey]) -> Iterator[Problem]:
    """Yield the files of one name in different folders: their slugs are their names."""
    first: dict[str, str] = {}
    for thing in sorted(named, key=lambda thing: thing.source.path):
        if thing.slug in first:
            message = f"the slug {thing.slug} belongs to {first[thing.slug]} already"
            yield Problem(thing.source.path, 1, "duplicate-slug", message, "give the file another name")
        first.setdefault(thing.slug, thing.source.path)


def check_photos(authors: Iterable[Author], files: Iterable[str]) -> Iterator[Problem]:
    """Yield the photos that are not among the content's files, or that few browsers show."""
    known = set(files)
    for author in authors:
        if author.photo and author.photo not in known:
            message = f"photo: there is no file {author.photo}"
            remedy = "put it into the content folder, or correct the path, which begins there"
            yield author.source.problem("photo", "missing-photo", message, remedy)
        elif author.photo and not is_shown_by_browsers(author.photo):
            message = f"photo: not every browser shows {author.photo}"
            yield author.source.problem(
                "photo", "image-format", message, SHOWN_FORMATS, severity=Severity.WARNING
            )


def _doubles(field: str, named: Iterable[tuple[str, Sourced]]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name, thing in named:
        if name in first:
            message = f"{field}: {name} belongs to {first[name]} already"
            yield thing.source.problem(field, f"duplicate-{field}", message, f"choose another {field}")
        first.setdefault(name, thing.source.path)


def _double_ids(posts: list[Post]) -> Iterator[Problem]:
    # An id that is only the slug is not reported: when two are the same, so are the slugs.
    given = {post.id: post for post in reversed(posts) if "id" not in post.source.lines}
    written = [post for post in posts if "id" in post.source.lines]
    first = [given[post_id] for post_id in dict.fromkeys(post.id for post in written) if post_id in given]
    yield from _doubles("id", ((post.id, post) for post in [*first, *written]))


def _aliases(posts: list[Post], pages: Iterable[Page]) -> Iterator[Problem]:
    taken = {f"/{name}/": "the site's own pages" for name in RESERVED}
    taken |= {f"/{page.slug}/": page.source.path for page in pages}
    taken |= {f"/posts/{post.slug}/": post.source.path for post in posts}
    for post in posts:
        for alias in post.aliases:
            # `/old` and `/old/` are one page on every static host.
            address = alias.rstrip("/") + "/"
            if address in taken:
                owner = "this post" if taken[address] == post.source.path else taken[address]
                message = f"aliases: {alias} leads to {owner} already"
                yield post.source.problem("aliases", "duplicate-alias", message, "take it out")
            taken.setdefault(address, post.source.path)


def _series(posts: list[Post]) -> Iterator[Problem]:
    first: dict[tuple[str, int], str] = {}
    for post in posts:
        if not post.series or post.series_index is None:
            continue
        place = (post.series, post.series_index)
        if place in first:
            message = f"series_index: {first[place]} is number {post.series_index} of “{post.series}” already"
            yield post.source.problem(
                "series_index", "duplicate-series-index", message, "choose another number"
            )
        first.setdefault(place, post.source.path)


def _references(posts: list[Post], authors: set[str], surveys: set[str], ids: set[str]) -> Iterator[Problem]:
    for post in posts:
        for author in post.authors:
            if author not in authors:
                yield _unknown(post, "authors", "author", author, authors, "content/authors")
        if post.reviewer and post.reviewer not in authors:
            yield _unknown(post, "reviewer", "author", post.reviewer, authors, "content/authors")
        if post.approved and post.approved.by not in authors:
            yield _unknown(post, "approved", "author", post.approved.by, authors, "content/authors")
        if post.survey and post.survey not in surveys:
            yield _unknown(post, "survey", "survey", post.survey, surveys, "content/surveys")
        for origin in post.derived_from:
            if origin not in ids:
                yield _unknown(post, "derived_from", "post", origin, ids, "")


def _unknown(post: Post, field: str, kind: str, name: str, known: set[str], folder: str) -> Problem:
    remedy = did_you_mean(name, sorted(known))
    if folder and not remedy.startswith("did you mean"):
        remedy = f"add the file {folder}/{name}.md, or correct the name"
    elif not folder and not remedy.startswith("did you mean"):
        remedy = "write the id of another post"
    return post.source.problem(field, f"unknown-{kind}", f"{field}: there is no {kind} {name}", remedy)


def _circles(posts: list[Post]) -> Iterator[Problem]:
    origins = {post.id: post.derived_from for post in posts}
    by_id = {post.id: post for post in posts}
    done: set[str] = set()
    for start in sorted(by_id):
        # An explicit stack: a chain of reuse may be longer than Python's recursion. A dict keeps its order.
        path: dict[str, Iterator[str]] = {start: iter(origins[start])} if start not in done else {}
        while path:
            node = next(reversed(path))
            origin = next(path[node], None)
            if origin is None:
                done.add(node)
                del path[node]
            elif origin in path:
                chain = list(path)
                yield _circle(by_id, chain[chain.index(origin) :])
            elif origin in by_id and origin not in done:
                path[origin] = iter(origins[origin])


def _circle(by_id: dict[str, Post], ids: list[str]) -> Problem:
    post = min((by_id[post_id] for post_id in ids), key=lambda post: post.source.path)
    turn = ids.index(post.id)
    chain = " → ".join([*ids[turn:], *ids[:turn], post.id])
    message = f"derived_from: the posts are made from each other, {chain}"
    return post.source.problem("derived_from", "derived-in-a-circle", message, "take one of them out")


def _policy_names(posts: list[Post], policy: Policy) -> Iterator[Problem]:
    topics = [topic.name for topic in policy.categories]
    slips = {name for name in {post.category for post in posts} - set(topics) if is_near(name, topics)}
    for post in posts:
        if policy.personas and post.persona and post.persona not in policy.personas:
            message = f"persona: “{post.persona}” is not in the policy"
            yield post.source.problem(
                "persona", "unknown-persona", message, did_you_mean(post.persona, policy.personas)
            )
        # A topic outside the rotation is fine; one that is nearly a topic of the rotation is a slip.
        if post.category in slips:
            message = f"category: “{post.category}” is not in the policy's rotation"
            remedy = did_you_mean(post.category, topics)
            yield post.source.problem(
                "category", "unknown-category", message, remedy, severity=Severity.WARNING
            )
