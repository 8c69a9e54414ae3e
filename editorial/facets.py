"""What a plan can be filtered by: author, stage, topic, status and state, with the entries of each value."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from editorial.plan import Entry
from editorial.slug import slugify


@dataclass(frozen=True)
class Facet:
    """One value to filter by: kind and slug make its address, `label` its words; entries in their order."""

    kind: str
    slug: str
    label: str
    entries: tuple[Entry, ...]

    @property
    def path(self) -> str:
        """Its part of an address, such as `author/jane`."""
        return f"{self.kind}/{self.slug}"

    @property
    def key(self) -> str:
        """Its name where several stand together, such as `author=jane`."""
        return f"{self.kind}={self.slug}"


@dataclass(frozen=True)
class Narrower:
    """A value of another kind that narrows a facet, and how many of its entries have that too."""

    facet: Facet
    posts: int


@dataclass(frozen=True)
class FacetNames:
    """The words for authors and stages, by slug and key; the stages in their order."""

    authors: Mapping[str, str]
    stages: Mapping[str, str]


def facets(entries: Sequence[Entry], names: FacetNames) -> tuple[Facet, ...]:
    """Return every value that an entry has, by kind; stages and steps in their order, others by label."""
    found: list[Facet] = []
    for kind, values_of in KINDS.items():
        members: dict[tuple[int, str, str], list[Entry]] = {}
        labels: dict[str, tuple[int, str, str]] = {}
        for entry in entries:
            for place, label, slug in values_of(entry, names):
                # Two topics may differ in signs that no address has: they share a page.
                key = labels.setdefault(slug, (place, label, slug))
                members.setdefault(key, []).append(entry)
        found += (
            Facet(kind, slug, label, tuple(members[place, label, slug]))
            for place, label, slug in sorted(members)
        )
    return tuple(found)


def keys_by_post(found: Iterable[Facet]) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of each entry's facets, by the post's id."""
    keys: dict[str, list[str]] = defaultdict(list)
    for facet in found:
        for entry in facet.entries:
            keys[entry.post.id].append(facet.key)
    return {post_id: tuple(own) for post_id, own in keys.items()}


def by_kind(found: Iterable[Facet]) -> Mapping[str, tuple[Facet, ...]]:
    """Return facets by their kinds, in their order."""
    kinds: dict[str, list[Facet]] = {}
    for facet in found:
        kinds.setdefault(facet.kind, []).append(facet)
    return {kind: tuple(group) for kind, group in kinds.items()}


def narrowers(found: Sequence[Facet]) -> Mapping[str, Mapping[str, tuple[Narrower, ...]]]:
    """Return for each facet, by its path, those of each other kind that some of its entries have too."""
    keys, kinds = keys_by_post(found), by_kind(found)

    def of(facet: Facet) -> Iterator[tuple[str, tuple[Narrower, ...]]]:
        posts = Counter(key for entry in facet.entries for key in keys[entry.post.id])
        for kind, others in kinds.items():
            if kind != facet.kind:
                yield kind, tuple(Narrower(one, posts[one.key]) for one in others if posts[one.key])

    return {facet.path: dict(of(facet)) for facet in found}


def _authors(entry: Entry, names: FacetNames) -> Iterator[tuple[int, str, str]]:
    for slug in dict.fromkeys(entry.post.authors):
        yield 0, names.authors.get(slug, slug), slug


def _stage(entry: Entry, names: FacetNames) -> Iterator[tuple[int, str, str]]:
    keys = list(names.stages)
    for key in entry.post.stages:
        yield keys.index(key) if key in keys else len(keys), names.stages.get(key, key), slugify(key)


def _topic(entry: Entry, _: FacetNames) -> Iterator[tuple[int, str, str]]:
    if entry.post.category:
        yield 0, entry.post.category, slugify(entry.post.category)


def _status(entry: Entry, _: FacetNames) -> Iterator[tuple[int, str, str]]:
    status = entry.post.status
    yield list(type(status)).index(status), status.value.capitalize(), status.value


def _state(entry: Entry, _: FacetNames) -> Iterator[tuple[int, str, str]]:
    state = entry.state
    yield list(type(state)).index(state), state.value.capitalize(), state.value


KINDS: Mapping[str, Callable[[Entry, FacetNames], Iterable[tuple[int, str, str]]]] = {
    "author": _authors,
    "stage": _stage,
    "topic": _topic,
    "status": _status,
    "state": _state,
}
