"""What a page is made from, as a digest: equal inputs make an equal page, so it need not be made again.

A template's inputs are the names that it mentions, and all that it includes. A post or page under a name of
its own is described with everything it has; one inside another value, as in a list, without its text and
what leads on from it. Templates read TEXT_ONLY from nothing but their own subject; a test holds them to it.
A value that cannot be described is never equal to another.
"""

import dataclasses
import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, Template, meta
from pelican.contents import Content
from pelican.paginator import Page as ListPage
from pelican.paginator import Paginator
from pelican.urlwrappers import URLWrapper

from editorial.post import Post

TEXT_ONLY = frozenset(
    {"content", "contents", "head", "next_step", "related", "series_posts", "share"}
    | {"translations", "versions"}
)
POST_TEXT_ONLY = frozenset({"body", "body_line", "digest", "source", "words"})
# They belong to the build, and no template asks for them; the finished text stands for the raw one.
_OF_THE_BUILD = frozenset({"settings", "_context", "metadata", "_content", "_summary"})
_PLAIN = (str, int, float, bytes, type(None))
_SHARED = (Content, URLWrapper, frozenset)


class _Way(Enum):
    PLAIN = "by its own words"
    ONCE = "part by part"
    SHARED = "part by part, for all that show it"


def _way_to_describe(kind: type) -> _Way:
    if issubclass(kind, _PLAIN):
        return _Way.PLAIN
    return _Way.SHARED if issubclass(kind, _SHARED) or dataclasses.is_dataclass(kind) else _Way.ONCE


class Inputs:
    """Describes the inputs of one build's pages; what many pages share is described once."""

    def __init__(self) -> None:
        # Each thing is kept beside its digest, so that no other can take its place in memory.
        self._known: dict[tuple[int, bool], tuple[object, str]] = {}
        self._ways: dict[type, _Way] = {}
        self._build = secrets.token_hex(8)
        self._nameless = 0

    def digest(self, *values: object) -> str:
        """Return a digest that is equal for equal values; posts and pages count with their text."""
        return _digest(self._text(value, whole=True) for value in values)

    def of_page(self, template: Template, names: Iterable[str], context: Mapping[str, Any]) -> str:
        """Return the digest of what a template makes a page from, given the names that it uses."""
        used = [name for name in sorted(names) if name in context]
        return self.digest(template.name, used, *(context[name] for name in used))

    def _text(self, value: Any, *, whole: bool = False) -> str:
        kind = type(value)
        if kind not in self._ways:
            self._ways[kind] = _way_to_describe(kind)
        way = self._ways[kind]
        if way is _Way.PLAIN:
            return f"{kind.__name__} {value!r}"
        if way is _Way.ONCE:
            return self._described(_parts(value), value)
        whole = whole and isinstance(value, Content)
        if (id(value), whole) not in self._known:
            parts = (value, *_text_of(value)) if whole else _parts(value)
            self._known[id(value), whole] = value, self._described(parts, value)
        return self._known[id(value), whole][1]

    def _described(self, parts: Iterable[object] | None, value: object) -> str:
        if parts is None:
            self._nameless += 1
            return f"unknown {self._build} {self._nameless}"
        return _digest([type(value).__name__, *map(self._text, parts)])


def _digest(texts: Iterable[str]) -> str:
    # The quotation marks keep two texts from being taken for one.
    return hashlib.blake2b(repr(list(texts)).encode(), digest_size=16).hexdigest()


def _parts(value: Any) -> Iterable[object] | None:
    if isinstance(value, Content):
        return _listed(value)
    for kind, parts in _PARTS.items():
        if isinstance(value, kind):
            return parts(value)
    return _fields(value) if dataclasses.is_dataclass(value) else None


def _listed(content: Content) -> Iterator[object]:
    """Yield what lists may show of a post or page."""
    names = sorted(vars(content).keys() - _OF_THE_BUILD - TEXT_ONLY)
    yield repr(names)
    for name in names:
        value = getattr(content, name)
        yield from _fields(value, POST_TEXT_ONLY) if isinstance(value, Post) else (value,)
    yield from (content.url, content.summary)


def _text_of(content: Content) -> Iterator[object]:
    """Yield what the page of a post or page shows beyond that."""
    for name in (*sorted(TEXT_ONLY), "post", "page"):
        yield getattr(content, name, None)


def _fields(value: Any, without: frozenset[str] = frozenset()) -> Iterator[object]:
    return (getattr(value, name) for name in value.__dataclass_fields__ if name not in without)


def _instant(value: datetime) -> Iterable[object]:
    return value.isoformat(), value.fold, str(value.tzinfo)


def _named(thing: Any) -> Iterable[object]:
    more = (getattr(thing, name, None) for name in ("profile", "biography", "portrait"))
    return thing.name, thing.slug, thing.url, *more


def _filled_in(call: partial[Any]) -> Iterable[object] | None:
    # A function by its name, unless it is made while others run and remembers what nobody sees.
    name = getattr(call.func, "__qualname__", "<")
    return None if "<" in name else (call.func.__module__, name, call.args, call.keywords)


# In this order: an instant is a date, too.
_PARTS: dict[type, Callable[[Any], Iterable[object] | None]] = {
    datetime: _instant,
    date: lambda day: (day.isoformat(),),
    ZoneInfo: lambda zone: (zone.key,),
    Mapping: lambda mapping: chain.from_iterable(mapping.items()),
    list: iter,
    tuple: iter,
    set: partial(sorted, key=repr),
    frozenset: partial(sorted, key=repr),
    partial: _filled_in,
    URLWrapper: _named,
    ListPage: lambda page: (page.number, page.url, page.object_list),
    Paginator: lambda pages: (pages.url, pages.count, pages.num_pages, pages.per_page),
}


class TemplateNames:
    """Which names each template uses, with all that it includes; kept as long as the theme stays the same."""

    def __init__(self) -> None:
        self.theme = ""
        self._used: dict[str, frozenset[str]] = {}

    def look_at(self, folders: Iterable[str]) -> None:
        """Forget what was known if a template in these folders has changed; sets `theme`, their digest."""
        files = sorted(path for folder in folders for path in Path(folder).rglob("*.html"))
        theme = _digest(chain.from_iterable((str(path), path.read_text("utf-8")) for path in files))
        if theme != self.theme:
            self.theme, self._used = theme, {}

    def used_by(self, template: Template) -> frozenset[str]:
        """Return the names that a template reads from its context."""
        name = str(template.name)
        if name not in self._used:
            self._used[name] = frozenset(_names_used(name, template.environment))
        return self._used[name]


def _names_used(name: str, environment: Environment) -> set[str]:
    names: set[str] = set()
    waiting, seen = [name], {name}
    while waiting:
        source, _, _ = environment.loader.get_source(environment, waiting.pop())  # type: ignore[union-attr]
        tree = environment.parse(source)
        names |= meta.find_undeclared_variables(tree)
        for found in meta.find_referenced_templates(tree):
            # A name that is put together while the page is made can be that of any macro.
            more = [found] if found else [name for name in environment.list_templates() if "macros/" in name]
            waiting += [name for name in more if name not in seen]
            seen.update(more)
    return names
