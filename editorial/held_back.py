"""Which files wait with the posts that show them."""

import re
from collections.abc import Iterable
from posixpath import basename
from urllib.parse import unquote

_BETWEEN_NAMES = re.compile(r"""[\s"'()<>{}|/\\?#=,]+""")


def held_back(files: Iterable[str], *, waiting: Iterable[str], public: Iterable[str]) -> frozenset[str]:
    """Return the files that texts name which are not live yet, and no text that is.

    Files are known by the last part of their paths, however a text writes the rest.
    """
    by_name: dict[str, set[str]] = {}
    for file in files:
        by_name.setdefault(basename(file), set()).add(file)
    named = _named(waiting, by_name.keys())
    if not named:
        return frozenset()
    only_waiting = named - _named(public, named)
    return frozenset(file for name in only_waiting for file in by_name[name])


def _named(texts: Iterable[str], names: Iterable[str]) -> set[str]:
    # Texts write a name with spaces in several ways; its last word is in all of them.
    wanted: dict[str, set[str]] = {}
    for name in names:
        wanted.setdefault(_last_word(name), set()).add(name)
    found: set[str] = set()
    for text in texts:
        for word in wanted.keys() & set(_BETWEEN_NAMES.split(text.replace("%20", " "))):
            found |= wanted[word]
        if "%" in text:
            for word in wanted.keys() & set(_BETWEEN_NAMES.split(unquote(text))):
                found |= wanted[word]
    return found


def _last_word(name: str) -> str:
    return _BETWEEN_NAMES.split(name)[-1]
