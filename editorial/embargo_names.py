"""Slugs, ids and names of files that are looked for in many texts at once."""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from editorial.embargo_text import BREAK, folded

Owner = TypeVar("Owner", bound=Hashable)

_ADDRESS = re.compile(r"\b(?:posts|cards)/(\w[\w.\-]*)")
_PATH = re.compile(r"/[\w.\-~+@:/]+")
_WORD = re.compile(r"\w+")
_JOINED = re.compile(r"\b\w++[.\-][\w.\-]*")
# Where a name of one word is more than a word: a part of a path, or a whole value.
_PLACED = re.compile(rf"""[/"'={BREAK}](\w+)(?=[/.?#"'\s<&,}}\]){BREAK}]|[-_]\d|$)""")
_SIZE = re.compile(r"[-_]\d+(?:x\d+)?w?$")


class Names(Generic[Owner]):
    """Slugs in addresses of posts, and names wherever they stand; whose each is, and where it was found."""

    def __init__(self, addresses: Mapping[str, Owner], names: Mapping[str, Owner]) -> None:
        self.addresses = {folded(name): owner for name, owner in addresses.items()}
        self.names = {folded(name): owner for name, owner in names.items()}
        self.hits: dict[tuple[str, Owner], str] = {}
        self._has_single_words = any(_is_one_word(name) for name in self.names)
        # What stands on every page is taken apart once.
        self._means_nothing: set[str] = set()

    def explain(self, text: str) -> None:
        """Look no more for the names in a public text, which is folded; addresses are looked for ever on."""
        written = {name.rstrip(".-") for name in _JOINED.findall(text)}
        if self._has_single_words:
            written.update(_WORD.findall(text))
        for name in self.names.keys() & written:
            del self.names[name]
        self.hits = {place: name for place, name in self.hits.items() if self._is_wanted(place[1], name)}

    def search(self, path: str, text: str, *, is_script: bool = False) -> None:
        """Note what a folded text in the file at `path` holds."""
        for name in _ADDRESS.findall(text):
            # An address may go on, and a file have an ending.
            self._note(path, (name, name.partition(".")[0]), self.addresses)
        joined = set(_JOINED.findall(text)) - self._means_nothing
        self._note(path, joined, self.names)
        self._means_nothing |= {name for name in joined if self.names.keys().isdisjoint(_meanings(name))}
        if self._has_single_words and not is_script:
            self._note(path, _PLACED.findall(text), self.names)

    def found(self) -> Iterator[tuple[str, Owner, str]]:
        """Yield paths with whose name was found there, and the name."""
        yield from ((path, owner, name) for (path, owner), name in self.hits.items())

    def suspected(self) -> set[str]:
        """Return the names that were found."""
        return set(self.hits.values())

    def _note(self, path: str, written: Iterable[str], wanted: Mapping[str, Owner]) -> None:
        for name in set(written):
            for meant in _meanings(name):
                if meant in wanted:
                    self.hits.setdefault((path, wanted[meant]), meant)

    def _is_wanted(self, owner: Owner, name: str) -> bool:
        return self.names.get(name) == owner or self.addresses.get(name) == owner


class Paths(Generic[Owner]):
    """Paths of addresses, whose each is, and where it was found."""

    def __init__(self, owners: Mapping[str, Owner]) -> None:
        self.owners = {path: owner for name, owner in owners.items() if (path := _plain_path(folded(name)))}
        self.hits: dict[tuple[str, Owner], str] = {}

    def explain(self, text: str) -> None:
        """Look no more for the paths in a public text, which is folded."""
        for path in self._within(text):
            del self.owners[path]

    def search(self, path: str, text: str) -> None:
        """Note what a folded text in the file at `path` holds."""
        for name in self._within(text):
            self.hits.setdefault((path, self.owners[name]), name)

    def found(self) -> Iterator[tuple[str, Owner, str]]:
        """Yield paths of files with whose path was found there, and the path."""
        yield from ((path, owner, name) for (path, owner), name in self.hits.items())

    def _within(self, text: str) -> set[str]:
        if not self.owners:
            return set()
        return {path for written in set(_PATH.findall(text)) for path in _paths(written)} & self.owners.keys()


def _paths(written: str) -> Iterator[str]:
    """The paths that one in a text may stand for: without a host, and without the folder of a site."""
    whole = _plain_path(written)
    if whole.startswith("//"):
        whole = f"/{whole[2:].partition('/')[2]}"
    yield whole
    for match in re.finditer("/", whole):
        # One name alone says nothing where it ends any address.
        if match.start() and whole.count("/", match.start()) > 1:
            yield whole[match.start() :]


def _plain_path(written: str) -> str:
    return written.removesuffix("index.html").rstrip("/.")


def _is_one_word(name: str) -> bool:
    return bool(_WORD.fullmatch(name))


def _meanings(written: str) -> Iterator[str]:
    """The names that a word in a text may stand for: as it is, without an ending, without a size."""
    stem = written.rstrip(".-")
    yield stem
    while True:
        without_size = _SIZE.sub("", stem)
        # A name of one word is not every word that a number follows.
        if without_size != stem and not _is_one_word(without_size):
            yield without_size
        if "." not in stem:
            break
        stem = stem.rpartition(".")[0]
        if not _is_one_word(stem):
            yield stem
