"""The embargo proof: nothing of a post that is not live stands anywhere in what is published.

Searched for are titles, slugs, ids, old addresses, names of files, and every run of eight words of a waiting
post. Only what no live text explains is a leak: a title that is also a topic, a sentence that a live post has
too, a slug that is also a tag say nothing about the post that waits. The address `posts/<slug>` always does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from editorial.embargo_files import texts_in
from editorial.embargo_names import Names, Paths
from editorial.embargo_phrases import Phrase, Phrases, runs, without_breaks
from editorial.embargo_text import BREAK, folded, unwrapped, words_of
from editorial.html_comments import outside_comments, without_comments
from editorial.markup import to_html
from editorial.post import Post
from editorial.slug import slugify

_SHORTEST_TEXT = 4  # words of a summary or a body that is no longer
_SCRIPTS = (".js", ".mjs", ".css", ".wasm", ".map")
# What readers do not see of Markdown: where links lead, and the signs of emphasis, also within a word.
_MARKUP = re.compile(
    r"\*|(?<=\w)\[(?=\w)|\]\([^)\n]*\)|^[ ]{0,3}\[[^\]\n]+\]:.*$|\[\^[^\]\n]+\]", re.MULTILINE
)
_ANCHOR = re.compile(r"""\bid="([^"]*)\"""")
_SHOWN_ATTRIBUTE = re.compile(r"""\b(?:alt|title|aria-label)="([^"]*)\"""")


class Kind(StrEnum):
    """What of a post was found."""

    TITLE = "title"
    TEXT = "text"
    SLUG = "slug"
    ID = "id"
    FILE = "file name"
    ADDRESS = "address"


@dataclass(frozen=True, order=True)
class Leak:
    """Something of a waiting post in a published file: `path` is the file's, `post` that of the post."""

    path: str
    post: str
    kind: Kind
    found: str


@dataclass(frozen=True)
class _Trait:
    """What a phrase or a name is, and of which post."""

    post: str
    kind: Kind


def leaks(
    waiting: Iterable[Post],
    files: Iterable[tuple[str, bytes | str]],
    *,
    live: Iterable[Post] = (),
    known: Iterable[str] = (),
) -> list[Leak]:
    """Return what published files say of posts that are not live, sorted; a file is a path and its content.

    `live` and `known` explain what they hold, but for comments, which no reader sees: `known` are texts of
    pages, authors, surveys and the theme.
    """
    waiting, live, known = list(waiting), list(live), list(map(without_comments, known))
    if not waiting:
        return []
    phrases = Phrases(_phrases(waiting), lambda: _public_words(live, known))
    names = _names(waiting, live, known)
    aliases = _aliases(waiting, live, known)
    for path, data in files:
        is_script = path.endswith(_SCRIPTS)
        names.search(path, folded(path))
        aliases.search(path, folded(f"/{path}"))
        for text in texts_in(data):
            for stream in filter(None, unwrapped(text)):
                names.search(path, stream, is_script=is_script)
                aliases.search(path, stream)
                phrases.search(path, words_of(stream), is_script=is_script)
    _explain_by_pages(phrases, names, live)
    hits = (*phrases.found(), *aliases.found(), *names.found())
    found = {(path, trait): words for path, trait, words in hits}
    return sorted(
        Leak(path, trait.post, trait.kind, words)
        for (path, trait), words in found.items()
        # An address says already that the slug is in it.
        if trait.kind is not Kind.SLUG or (path, _Trait(trait.post, Kind.ADDRESS)) not in found
    )


def _phrases(posts: Iterable[Post]) -> dict[Phrase, _Trait]:
    found: dict[Phrase, _Trait] = {}
    for post in posts:
        for kind, words, shortest in _texts(post):
            for phrase in runs(words, shortest=shortest):
                found.setdefault(phrase, _Trait(post.source.path, kind))
    return found


def _texts(post: Post) -> Iterator[tuple[Kind, list[str], int]]:
    """The texts of a post by their words, and how many make a phrase where there are less than a run."""
    yield Kind.TITLE, _plain(post.title), 1
    # A build may show the text as it is converted, and other programs as it is written.
    for words in (_plain(post.summary), _plain(post.question), _rendered(post), _plain(post.body)):
        yield Kind.TEXT, words, _SHORTEST_TEXT


def _names(waiting: Sequence[Post], live: Sequence[Post], known: Iterable[str]) -> Names[_Trait]:
    addresses: dict[str, _Trait] = {}
    names: dict[str, _Trait] = {}
    for post in waiting:
        path = post.source.path
        addresses.setdefault(post.slug, _Trait(path, Kind.ADDRESS))
        names.setdefault(post.slug, _Trait(path, Kind.SLUG))
        names.setdefault(post.id, _Trait(path, Kind.ID))
        names.setdefault(Path(path).name, _Trait(path, Kind.FILE))
    wanted = Names(addresses, names)
    for post in live:
        own = (post.slug, post.id, Path(post.source.path).name, *post.aliases, *post.authors, post.survey)
        lists = map(slugify, filter(None, (*post.tags, post.category, post.series)))
        wanted.explain(folded("\n".join((*own, *lists))))
        wanted.explain(unwrapped(_MARKUP.sub("", _public(post)))[0])
    for text in known:
        wanted.explain("\n".join(unwrapped(text)))
    return wanted


def _aliases(waiting: Iterable[Post], live: Iterable[Post], known: Iterable[str]) -> Paths[_Trait]:
    owners = {
        unquote(alias): _Trait(post.source.path, Kind.ADDRESS) for post in waiting for alias in post.aliases
    }
    wanted = Paths(owners)
    own = "\n".join(alias for post in live for alias in post.aliases)
    for text in (own, *known) if owners else ():
        wanted.explain("\n".join(unwrapped(text)))
    return wanted


def _public_words(live: Iterable[Post], known: Iterable[str]) -> Iterator[list[str]]:
    yield from (_plain(_public(post)) for post in live)
    for text in known:
        yield from (without_breaks(words_of(stream)) for stream in unwrapped(text))


def _explain_by_pages(phrases: Phrases[_Trait], names: Names[_Trait], live: Iterable[Post]) -> None:
    """Take back what a live post says once it is converted; that takes long, so it is done on suspicion."""
    rare_words = phrases.suspected()
    name_words = [set(words_of(name)) for name in names.suspected()]
    if not rare_words and not name_words:
        return
    for post in live:
        words = {word for stream in unwrapped(_written(post)) for word in words_of(stream)}
        if not rare_words.isdisjoint(words) or any(wanted <= words for wanted in name_words):
            phrases.explain(phrases.within(_rendered(post)))
            page = _page(post)
            # Where its links lead is said by the post, too.
            phrases.explain(phrases.within(without_breaks(words_of(unwrapped(page)[1]))))
            # A heading's words are its anchor, too.
            names.explain("\n".join((unwrapped(page)[0], *_ANCHOR.findall(page))))


def _written(post: Post) -> str:
    words = (post.title, post.summary, post.question, post.category, post.series, *post.tags, post.body)
    return f"\n{BREAK}\n".join(words)


def _public(post: Post) -> str:
    return outside_comments(_written(post))


def _plain(source: str) -> list[str]:
    shown, _ = unwrapped(_MARKUP.sub("", source))
    return without_breaks(words_of(shown))


def _rendered(post: Post) -> list[str]:
    page = _page(post)
    shown = BREAK.join([page, *_SHOWN_ATTRIBUTE.findall(page)])
    return without_breaks(words_of(unwrapped(shown)[0]))


def _page(post: Post) -> str:
    return to_html(post.body)
