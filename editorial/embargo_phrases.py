"""Phrases that are looked for in many texts at once, in time that grows with the texts alone.

Runs of eight words are one table, in which every eight words of a text are looked up. Shorter phrases are
known by their rarest words, so that most words of a text are passed over with one look.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from editorial.embargo_text import BREAK

Phrase = tuple[str, ...]
Owner = TypeVar("Owner", bound=Hashable)

RUN = 8  # words in a row that are nobody's by chance
# So few words also come together by chance, from one block of a page to the next.
_SHORT = 3


class Phrases(Generic[Owner]):
    """Phrases by their words, whose each is, and where each was found."""

    def __init__(self, owners: Mapping[Phrase, Owner], public: Callable[[], Iterable[Sequence[str]]]) -> None:
        """Look for the phrases that no public text has; `public` gives the words of each, twice."""
        self.owners = dict(owners)
        self.hits: dict[Phrase, list[str]] = defaultdict(list)
        self._rarest_place = _rarest_words(self.owners, public())
        self._short: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for phrase, offset in self._rarest_place.items():
            if len(phrase) < RUN:
                self._short[phrase[offset]].add((offset, len(phrase)))
        self.explain(phrase for words in public() for phrase in self.within(words))

    def explain(self, phrases: Iterable[Phrase]) -> None:
        """Look for some phrases no more, and forget where they were found."""
        for phrase in set(phrases):
            self.owners.pop(phrase, None)
            self.hits.pop(phrase, None)

    def within(self, words: Sequence[str]) -> Iterator[Phrase]:
        """Yield the phrases in a text without breaks."""
        if not self.owners.keys().isdisjoint(_eights(words)):
            yield from self.owners.keys() & set(_eights(words))
        if not self._short.keys().isdisjoint(words):
            yield from self._short_within(words)

    def search(self, path: str, blocks: list[str], *, is_script: bool = False) -> None:
        """Note what a text in the file at `path` holds; a script holds short phrases by chance."""
        for phrase in set(self.within(without_breaks(blocks))):
            if len(phrase) > _SHORT or (not is_script and _stands_in_one_block(phrase, blocks)):
                self.hits[phrase].append(path)

    def suspected(self) -> set[str]:
        """Return the rarest words of the phrases that were found."""
        return {phrase[self._rarest_place[phrase]] for phrase in self.hits}

    def found(self) -> Iterator[tuple[str, Owner, str]]:
        """Yield paths with whose phrase was found there, and one such phrase for each."""
        seen: dict[tuple[str, Owner], Phrase] = {}
        for phrase, owner in self.owners.items():
            for path in self.hits.get(phrase, ()):
                seen.setdefault((path, owner), phrase)
        yield from ((path, owner, " ".join(phrase)) for (path, owner), phrase in seen.items())

    def _short_within(self, words: Sequence[str]) -> Iterator[Phrase]:
        for place, word in enumerate(words):
            if word in self._short:
                for offset, length in self._short[word]:
                    phrase = tuple(words[place - offset : place - offset + length]) if place >= offset else ()
                    if phrase in self.owners:
                        yield phrase


def runs(words: Sequence[str], *, shortest: int = RUN) -> Iterator[Phrase]:
    """Yield every eight words in a row; a text that has fewer is one phrase, if it has `shortest`."""
    if shortest <= len(words) < RUN:
        yield tuple(words)
    yield from _eights(words)


def without_breaks(blocks: list[str]) -> list[str]:
    """Return the words of a text, as if it were one block."""
    return [word for word in blocks if word != BREAK] if BREAK in blocks else blocks


def _eights(words: Sequence[str]) -> Iterator[Phrase]:
    return zip(*(words[start:] for start in range(RUN)), strict=False)


def _rarest_words(phrases: Iterable[Phrase], public: Iterable[Sequence[str]]) -> dict[Phrase, int]:
    """The place of each phrase's rarest word."""
    counts: Counter[str] = Counter()
    for words in public:
        counts.update(words)
    return {phrase: min((counts[word], place) for place, word in enumerate(phrase))[1] for phrase in phrases}


def _stands_in_one_block(phrase: Phrase, blocks: Sequence[str]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(blocks)} "
