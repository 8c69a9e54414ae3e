"""Where a text stands, and what the targets of its links and images mean from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote, urljoin, urlsplit

from editorial.bodycheck_addresses import Addresses, ShortText, SiteFacts, address_of
from editorial.link_target import indicated, is_broken, split_address
from editorial.page import Page
from editorial.post import Post
from editorial.texts_as_files import FILE_KINDS, named_file

_WEB = ("http", "https", "")
Text = Post | Page | ShortText


@dataclass(frozen=True)
class Place:
    """A text and the site around it at an instant.

    `path` is its file's in the content folder, or the name of one of a survey's texts; `files` are the
    content's, by their paths in its folder, with their bytes.
    """

    path: str
    text: Text
    addresses: Addresses
    files: Mapping[str, int]
    as_of: datetime

    @property
    def facts(self) -> SiteFacts:
        """What the settings say of the site."""
        return self.addresses.facts

    @property
    def is_live(self) -> bool:
        """Whether readers see the text at the instant."""
        return not isinstance(self.text, Post) or self.text.is_live(self.as_of)

    def has_page(self, path: str) -> bool:
        """Return whether the site has an address; a text that waits may name one that comes later."""
        return self.addresses.has(path, later=not self.is_live)

    def is_there(self, linked: Post | Page) -> bool:
        """Return whether a linked text is live whenever this one is."""
        if not isinstance(linked, Post) or linked.is_live(self.as_of):
            return True
        here = self.text
        if self.is_live or not isinstance(here, Post):
            return False
        # What waits too is judged at its own date; a post without one promises nothing yet.
        return here.date is None or linked.is_live(here.date)

    def file_of(self, target: str) -> str | None:
        """Return the content's file that a target names, there or not; None for any other target."""
        kind, path = indicated(target)
        if kind in FILE_KINDS:
            return self.in_content(path)
        if kind or is_broken(target):
            return None
        address = self.own_path(target)
        if address is None:
            return None
        published = self.addresses.published_file(address)
        folders = tuple(f"/{folder.strip('/')}/" for folder in self.facts.static_paths)
        return published or (unquote(address).removeprefix("/") if address.startswith(folders) else None)

    def in_content(self, target: str) -> str:
        """Return the path in the content folder that `{filename}` and its like mean."""
        return named_file(target, self.path, self.files)

    def is_elsewhere(self, target: str) -> bool:
        """Return whether a file is asked of another host."""
        if is_broken(target) or indicated(target)[0]:
            return False
        url = split_address(target)
        return bool(url.netloc) and self.own_path(target) is None and url.scheme.casefold() in _WEB

    def own_path(self, target: str) -> str | None:
        """Return the path on this site that an address leads to; None if it leads elsewhere."""
        url = split_address(target)
        own = urlsplit(self.facts.site_url)
        if url.netloc and (not own.netloc or url.netloc.casefold() != own.netloc.casefold()):
            return None
        if url.scheme and url.scheme.casefold() not in ("http", "https"):
            return None
        path = urljoin(address_of(self.text), url.path)
        if not url.netloc and not url.path.startswith("/"):
            return path
        # A whole address, or one from the first slash on, names the folder that the site stands in, too.
        return path.removeprefix(own.path) or "/" if f"{path}/".startswith(f"{own.path}/") else None
