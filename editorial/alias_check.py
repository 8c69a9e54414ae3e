"""Aliases that have no room on the site, found before anything is built."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from editorial.bodycheck_addresses import Addresses, SiteFacts
from editorial.content import Content
from editorial.problems import Problem
from editorial.redirects import plan_redirects


def alias_problems(
    content: Content, facts: SiteFacts, as_of: datetime, files: Iterable[str], *, later: bool = False
) -> list[Problem]:
    """Return the aliases of live posts that would hide something of the site, or each other.

    With `later` all posts are live. `files` are the content's.
    """
    posts = content.posts if later else content.live_posts(as_of)
    if not any(post.aliases for post in posts):
        return []
    addresses = Addresses(content, facts, as_of, files)
    _, problems = plan_redirects(posts, {}, _site_files(addresses, later=later))
    return unsaid(problems, content)


def unsaid(problems: Iterable[Problem], content: Content) -> list[Problem]:
    """Return the problems of aliases without those that reading the content has found already."""
    said = {
        (problem.path, problem.line, problem.message.split()[1])
        for problem in content.problems
        if problem.code == "duplicate-alias"
    }
    return [
        problem
        for problem in problems
        if not any((problem.path, problem.line, word) in said for word in problem.message.split())
    ]


def _site_files(addresses: Addresses, *, later: bool) -> Iterator[str]:
    for address in addresses.made(later=later):
        yield f"{address}index.html".lstrip("/") if address.endswith("/") else address.lstrip("/")
    yield from addresses.published_files()
