"""Pages at old addresses that lead to where a post is now."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from editorial.addresses import post_address
from editorial.post import Post
from editorial.problems import Problem

_FILE = re.compile(r"\.html?$", re.IGNORECASE)
# What the site makes under names that are known only when it is made.
_MADE = re.compile(
    r"theme/|search/index/|sitemap-\d+\.xml|pictures/[^/]+-[0-9a-f]{10}-\d+\.\w+"
    r"|(?:(?:authors|stages|tags|topics)/[^/]+/)?page/\d+/index\.html$"
)
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f\\]")


@dataclass(frozen=True)
class Redirect:
    """A page to write: its file in the output folder, and the post that it leads to."""

    file: str
    post: Post


def plan_redirects(
    posts: Iterable[Post], old: Mapping[str, tuple[str, ...]], files: Iterable[str]
) -> tuple[list[Redirect], list[Problem]]:
    """Return the pages for the old addresses of live posts, and the aliases that cannot have one.

    `old` holds earlier slugs by the post's id, `files` what the site has without them. An alias that is in
    the way of a file is a problem. An earlier slug gives way: to a file, and to an alias.
    """
    outputs = _Outputs(files)
    posts = list(posts)
    redirects: list[Redirect] = []
    problems: list[Problem] = []
    for post in posts:
        for alias in post.aliases:
            file = redirect_file(alias)
            if file and outputs.has_room_for(file):
                outputs.add(file)
                redirects.append(Redirect(file, post))
            else:
                problems.append(_alias_problem(post, alias, file))
    for post in posts:
        for slug in old.get(post.id, ()):
            file = redirect_file(post_address(slug))
            if file and outputs.has_room_for(file):
                outputs.add(file)
                redirects.append(Redirect(file, post))
    return redirects, problems


def redirect_file(address: str) -> str:
    """Return the file in the output folder that answers at an address; empty if none can."""
    parts = [part for part in unquote(address).split("/") if part]
    if not parts or any(part in (".", "..") or _UNUSABLE.search(part) for part in parts):
        return ""
    path = "/".join(parts)
    return path if _FILE.search(path) and not address.endswith("/") else f"{path}/index.html"


def _alias_problem(post: Post, alias: str, file: str) -> Problem:
    message = f"aliases: the site has something else at {alias}"
    remedy = "take it out, or write another address"
    if not file:
        message = f"aliases: no file can stand at {alias}"
    return post.source.problem("aliases", "alias-taken", message, remedy)


class _Outputs:
    """The files of a site, and the folders that they lie in."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files: set[str] = set()
        self.folders: set[str] = set()
        for file in files:
            self.add(file)

    def add(self, file: str) -> None:
        self.files.add(file)
        while (file := file.rpartition("/")[0]) and file not in self.folders:
            self.folders.add(file)

    def has_room_for(self, file: str) -> bool:
        if _MADE.match(file):
            return False
        # A file cannot lie in a file, nor take the name of a folder.
        parts = file.split("/")
        folders = {"/".join(parts[:depth]) for depth in range(1, len(parts))}
        return file not in self.files and file not in self.folders and not folders & self.files
