"""What the posts cover: stage by idea type, topic and persona; shares by quarter against targets."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from editorial.days_off import DayRange, quarter_name, quarter_of
from editorial.plan_entry import Entry
from editorial.policy import Policy
from editorial.post import Post
from editorial.stage import IdeaType


@dataclass(frozen=True)
class Cell:
    """How many posts are live, are planned in any status, and are live but due for review."""

    live: int = 0
    planned: int = 0
    review_due: int = 0


@dataclass(frozen=True)
class Matrix:
    """Stage by another field; the last row or column is "" where posts have none of it.

    Every post that counts is in exactly one cell, by its own stage, not by those that it serves `also`.
    """

    name: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)

    def cell(self, row: str, column: str) -> Cell:
        """Return a cell; it may be empty."""
        return self.cells.get((row, column), Cell())


@dataclass(frozen=True)
class Share:
    """A name's part of a quarter's posts: `target` and `actual` from 0 to 1, `drift` in posts.

    A negative drift says how many posts are lacking, a positive one how many are too many.
    """

    name: str
    target: float
    actual: float
    posts: int
    drift: float


@dataclass(frozen=True)
class QuarterShares:
    """What goes out in the quarter that begins on `first`, of which `posts` have a stage or idea type."""

    first: date
    kind: str
    posts: int
    shares: tuple[Share, ...]

    @property
    def name(self) -> str:
        """The quarter's name, such as Q3 2026."""
        return quarter_name(self.first)


@dataclass(frozen=True)
class Coverage:
    """The three matrices, and the shares of stages and ideas by quarter, in order."""

    ideas: Matrix
    topics: Matrix
    personas: Matrix
    shares: tuple[QuarterShares, ...]

    @property
    def matrices(self) -> tuple[Matrix, Matrix, Matrix]:
        """All three."""
        return (self.ideas, self.topics, self.personas)


def plan_coverage(
    entries: Sequence[Entry],
    out: Sequence[Entry],
    policy: Policy,
    stages: Sequence[str],
    *,
    looked_at: DayRange,
) -> Coverage:
    """Return what the posts cover, and the shares of those that go `out` in the quarters looked at."""
    counted = [entry for entry in entries if entry.is_counted]
    topics = [topic.name for topic in policy.categories]

    def matrix(name: str, known: Iterable[str], value: Callable[[Post], str | None]) -> Matrix:
        return _matrix(name, counted, stages, known, value)

    return Coverage(
        ideas=matrix("idea", IdeaType, lambda post: post.idea),
        topics=matrix("topic", topics, lambda post: post.category),
        personas=matrix("persona", policy.personas, lambda post: post.persona),
        shares=tuple(_shares(out, policy, looked_at)),
    )


def _matrix(
    name: str,
    entries: Iterable[Entry],
    stages: Iterable[str],
    known: Iterable[str],
    value: Callable[[Post], str | None],
) -> Matrix:
    alike = Counter(
        (entry.post.stage, value(entry.post), entry.is_live, entry.review_due) for entry in entries
    )
    counts: dict[tuple[str, str], list[int]] = {}
    for (stage, name_of_column, is_live, review_due), posts in alike.items():
        layers = counts.setdefault((stage or "", str(name_of_column or "")), [0, 0, 0])
        layers[0 if is_live else 1] += posts
        layers[2] += posts if review_due else 0
    return Matrix(
        name,
        rows=_names(stages, (row for row, _ in counts)),
        columns=_names(map(str, known), (column for _, column in counts)),
        cells={place: Cell(*counts[place]) for place in sorted(counts)},
    )


def _names(known: Iterable[str], found: Iterable[str]) -> tuple[str, ...]:
    """Return the known names in their order, the others by the alphabet, and none at the end."""
    others = set(found)
    names = dict.fromkeys([*known, *sorted(others - {""})])
    return (*names, *([""] if "" in others else []))


def _shares(out: Sequence[Entry], policy: Policy, looked_at: DayRange) -> Iterator[QuarterShares]:
    quarters = sorted({quarter_of(day) for day in looked_at})
    known = set(quarters)
    kinds: dict[str, tuple[Mapping[str, float], Callable[[Post], str | None]]] = {
        "stage": (policy.stages.targets, lambda post: post.stage),
        "idea": (policy.ideas.targets, lambda post: post.idea),
    }
    counts: Counter[tuple[date, str, str]] = Counter()
    for entry in out:
        quarter = quarter_of(entry.day) if entry.day else None
        if quarter in known:
            for kind, (_, value) in kinds.items():
                counts[quarter, kind, str(value(entry.post) or "")] += 1
    totals: Counter[tuple[date, str]] = Counter()
    for (quarter, kind, name), count in counts.items():
        totals[quarter, kind] += count if name else 0
    for quarter in quarters:
        for kind, (targets, _) in kinds.items():
            if targets:
                total = totals[quarter, kind]
                shares = (
                    _share(name, target, counts[quarter, kind, name], total)
                    for name, target in targets.items()
                )
                yield QuarterShares(quarter, kind, total, tuple(shares))


def _share(name: str, target: float, posts: int, total: int) -> Share:
    return Share(name, target, posts / total if total else 0.0, posts, posts - target * total)
