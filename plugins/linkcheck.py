"""A built site's own links: every address in its pages, feeds and sitemap leads to a file of the site.

An address without a file is an error. A part that a page does not have is a warning: the page opens.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from editorial.built_links import BuiltFile, Reference, read_built
from editorial.problems import Problem, Severity
from plugins.output_folder import LIST

NOWHERE = "http://site.invalid"


@dataclass(frozen=True)
class SiteAddress:
    """Where the site stands: `url` is empty or ends without a slash; `others` are addresses of its own, too.

    `elsewhere` are addresses that begin like the site's and are not of its files, such as the service's.
    """

    url: str = ""
    others: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()

    @property
    def base(self) -> str:
        """The address to resolve others against."""
        return self.url or NOWHERE


def built_files(folder: Path) -> list[str]:
    """Return the files below a folder, by their paths in it, but for the build's own list of them."""
    found: list[str] = []
    for parent, _, names in os.walk(folder):
        inside = Path(parent).relative_to(folder)
        found += ((inside / name).as_posix() for name in names)
    return sorted(name for name in found if name != LIST)


def check_links(folder: Path, site: SiteAddress) -> list[Problem]:
    """Return the addresses in a built site that lead to no file or to no part of a page, sorted."""
    names = built_files(folder)
    check = _Check(site, frozenset(names))
    for name in names:
        check.read(name, (folder / name).read_bytes())
    return sorted(
        Problem((folder / name).as_posix(), line, code, message, remedy, severity)
        for name, line, code, message, remedy, severity in check.findings()
    )


Finding = tuple[str, int, str, str, str, Severity]


@dataclass
class _Check:
    site: SiteAddress
    names: frozenset[str]
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)
    dead: list[tuple[str, Reference]] = field(default_factory=list)
    parts: list[tuple[str, Reference, str, str]] = field(default_factory=list)
    resolved: dict[str, str | None] = field(default_factory=dict)

    def read(self, name: str, data: bytes) -> None:
        built = read_built(name, data.decode(errors="replace")) if _refers(name) else BuiltFile()
        self.anchors[name] = built.anchors
        address = f"{self.site.base}/{name.removesuffix('index.html')}"
        for reference in dict.fromkeys(built.references):
            self.follow(name, address, reference)

    def follow(self, name: str, address: str, reference: Reference) -> None:
        try:
            whole = urljoin(address, reference.target)
        except ValueError:
            self.dead.append((name, reference))
            return
        target, _, part = whole.partition("#")
        if target not in self.resolved:
            self.resolved[target] = self.file_at(target)
        file = self.resolved[target]
        if file is None and _is_path(reference.target):
            # A path beside the folder that the site stands in: whoever wrote it meant the site.
            file = ""
        if file == "":
            self.dead.append((name, reference))
        elif file is not None and (part := part.partition(":~:")[0]):
            # What follows the sign is a text that browsers mark on the page.
            self.parts.append((name, reference, file, unquote(part)))

    def file_at(self, target: str) -> str | None:
        """The file at a whole address, "" where the site has none, and None outside of the site."""
        if target.startswith(self.site.elsewhere):
            return None
        for base in (self.site.base, *self.site.others):
            if target == base or target.startswith((f"{base}/", f"{base}?")):
                return self.file_of(urlsplit(target[len(base) :]).path)
        return None

    def file_of(self, path: str) -> str:
        name = unquote(path).lstrip("/")
        # Every static host leads from a folder's name to its page.
        tries = (name, f"{name.rstrip('/')}/index.html".lstrip("/"))
        return next((found for found in tries if found in self.names), "")

    def findings(self) -> Iterator[Finding]:
        for name, reference in self.dead:
            message = f"{reference.target} leads to no file of the site"
            remedy = "correct the link where it is written"
            yield name, reference.line, "dead-link", message, remedy, Severity.ERROR
        for name, reference, file, part in self.parts:
            if part not in self.anchors[file] and part != "top" and file.endswith(".html"):
                message = f"{reference.target} leads to a part that the page does not have"
                remedy = "correct the part behind the #"
                yield name, reference.line, "dead-anchor", message, remedy, Severity.WARNING


def _is_path(target: str) -> bool:
    url = urlsplit(target)
    return not url.scheme and not url.netloc


def _refers(name: str) -> bool:
    return name.endswith((".html", ".svg", ".atom", ".rss", ".xml", ".json", ".css", ".txt"))
