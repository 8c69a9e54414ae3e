"""What the ways through the site look like as a whole: dead ends, loops, topics that lead nowhere."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.reading_path import ReadingPaths


@dataclass(frozen=True)
class Gap:
    """A topic without a way from the first stage to the last; `missing` are the stages without a post."""

    topic: str
    missing: tuple[str, ...]


@dataclass(frozen=True)
class PathReport:
    """What is wrong with the ways through the site.

    `dead_ends` are posts that nothing follows, before the last stage or without one. `loops` are rings of
    slugs, each from its first by the alphabet on.
    """

    posts: int
    steps: int
    dead_ends: tuple[Post, ...]
    loops: tuple[tuple[str, ...], ...]
    gaps: tuple[Gap, ...]


def report_on(posts: Iterable[Post], stages: Sequence[str]) -> PathReport:
    """Return the report on posts that readers may see."""
    paths = ReadingPaths(posts, stages)
    steps = paths.next_steps()
    following = {slug: step.post.slug for slug, step in steps.items()}
    dead_ends = [post for post in paths.posts if post.slug not in steps and post.stage not in stages[-1:]]
    return PathReport(
        posts=len(paths.posts),
        steps=len(steps),
        dead_ends=tuple(sorted(dead_ends, key=lambda post: post.source.path)),
        loops=tuple(sorted(loops(following))),
        gaps=tuple(gaps(paths.posts, following, stages)),
    )


def loops(following: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the rings in a mapping from each post to the one that follows it."""
    rings: list[tuple[str, ...]] = []
    seen: set[str] = set()
    for start in following:
        way: dict[str, None] = {}
        slug: str | None = start
        while slug is not None and slug not in seen:
            seen.add(slug)
            way[slug] = None
            slug = following.get(slug)
        if slug in way:
            ring = list(way)[list(way).index(slug) :]
            first = ring.index(min(ring))
            rings.append((*ring[first:], *ring[:first]))
    return rings


def gaps(posts: Iterable[Post], following: Mapping[str, str], stages: Sequence[str]) -> list[Gap]:
    """Return the topics in which no post of the first stage leads, step by step, to a post of the last."""
    if not stages:
        return []
    topics: dict[str, list[Post]] = {}
    arriving: dict[str, list[str]] = {}
    for post in posts:
        topics.setdefault(post.category, []).append(post)
        if post.slug in following:
            arriving.setdefault(following[post.slug], []).append(post.slug)
    # Backwards from the last stage, so that every step is walked once.
    reached = [post.slug for found in topics.values() for post in found if post.stage == stages[-1]]
    arrives = set(reached)
    while reached:
        before = [slug for slug in arriving.get(reached.pop(), []) if slug not in arrives]
        arrives.update(before)
        reached += before
    return [
        Gap(topic, tuple(stage for stage in stages if stage not in {post.stage for post in found}))
        for topic, found in sorted(topics.items())
        if not any(post.stage == stages[0] and post.slug in arrives for post in found)
    ]


def findings(report: PathReport, *, policy: str) -> list[Problem]:
    """Return the report as warnings; topics are named at the path of the `policy`, where they are planned."""
    found = [dead_end(post) for post in report.dead_ends]
    for ring in report.loops:
        message = f"readers go round in a circle: {', '.join((*ring, ring[0]))}"
        found.append(Problem(policy, 1, "loop", message, "change a stage or a topic", Severity.WARNING))
    for gap in report.gaps:
        message = f"{gap.topic or 'posts without a topic'}: no way leads from the first stage to the last"
        remedy = f"plan posts for {', '.join(gap.missing)}" if gap.missing else "see the dead ends"
        found.append(Problem(policy, 1, "no-way-through", message, remedy, Severity.WARNING))
    return sorted(found)


def dead_end(post: Post) -> Problem:
    """Return the warning that a reader of a post is sent nowhere."""
    if post.stage is None:
        message, remedy = "the post has no stage, so no step leads on from it", "add a line `stage: …`"
    else:
        message = (
            f"nothing follows: no later post about {post.category or 'its topic'} or with one of its tags"
        )
        remedy = "plan a post for a later stage, or give one of them a tag of this post"
    return post.source.problem("stage", "dead-end", message, remedy, severity=Severity.WARNING)


def as_data(report: PathReport) -> dict[str, object]:
    """Return the report as plain values, for JSON."""
    return {
        "posts": report.posts,
        "steps": report.steps,
        "dead_ends": [
            {"path": post.source.path, "slug": post.slug, "topic": post.category, "stage": post.stage}
            for post in report.dead_ends
        ],
        "loops": [list(ring) for ring in report.loops],
        "topics_without_a_way": [{"topic": gap.topic, "missing": list(gap.missing)} for gap in report.gaps],
    }
