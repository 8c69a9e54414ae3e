"""What changes from one plan to another: the text for a pull request.

Both plans are made for the same instant, so that what differs is what somebody changed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from editorial.cadence import goes_out
from editorial.days_off import DayRange, month_days, quarter_name, quarter_of
from editorial.instants import month_name
from editorial.plan import Plan
from editorial.plan_entry import Entry
from editorial.policy import Policy
from editorial.post import Post
from editorial.problems import Problem

# An underscore between letters is one; elsewhere it begins or ends what is emphasized.
_MARKDOWN = re.compile(r"[\\`*<\[\]|&~#]|(?<![^\W_])_|_(?![^\W_])")


@dataclass(frozen=True)
class PostChange:
    """A post that came, went or changed; `fields` has what was and what is for each field that differs."""

    id: str
    title: str
    kind: str
    fields: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class CountChange:
    """A number of posts that changed; `of` is how many the policy wants there, None where it does not say."""

    what: str
    when: str
    before: int
    after: int
    of: float | None = None

    def __str__(self) -> str:
        of = "" if self.of is None else f" of {self.of:.3g}"
        return f"{self.what}: {self.before} → {self.after}{of} planned in {self.when}"


@dataclass(frozen=True)
class PlanDiff:
    """Everything that differs between two plans; the findings are those that came and those that went."""

    posts: tuple[PostChange, ...]
    coverage: tuple[CountChange, ...]
    load: tuple[CountChange, ...]
    new_findings: tuple[Problem, ...]
    gone_findings: tuple[Problem, ...]

    @property
    def is_empty(self) -> bool:
        """True when the plans say the same."""
        return not any((self.posts, self.coverage, self.load, self.new_findings, self.gone_findings))


def compare_plans(before: Plan, after: Plan, policy: Policy) -> PlanDiff:
    """Return what `after` changes; `policy` is the one that holds after it."""
    return PlanDiff(
        posts=tuple(_post_changes(_by_id(before), _by_id(after), after.as_of.tzinfo)),
        coverage=tuple(_coverage_changes(before, after, policy)),
        load=tuple(_load_changes(before, after)),
        new_findings=tuple(_only_in(after.findings, before.findings)),
        gone_findings=tuple(_only_in(before.findings, after.findings)),
    )


def _by_id(plan: Plan) -> dict[str, Entry]:
    return {entry.id: entry for entry in plan.entries}


def _post_changes(
    before: Mapping[str, Entry], after: Mapping[str, Entry], zone: tzinfo | None
) -> Iterator[PostChange]:
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None and new is not None:
            fields = {field: ("", value) for field, value in _fields(new, zone).items() if value}
            yield PostChange(name, new.post.title, "added", fields)
        elif new is None and old is not None:
            yield PostChange(name, old.post.title, "removed", {})
        elif old is not None and new is not None:
            was, now = _fields(old, zone), _fields(new, zone)
            fields = {field: (was[field], now[field]) for field in now if was[field] != now[field]}
            if fields:
                yield PostChange(name, new.post.title, "changed", fields)


def _fields(entry: Entry, zone: tzinfo | None) -> dict[str, str]:
    """Return what the plan goes by, and how it is said; instants by the clock of a zone."""
    post = entry.post
    return {
        "date": f"{post.date.astimezone(zone):%Y-%m-%d %H:%M}" if post.date else "",
        "due": str(post.due or ""),
        "status": str(post.status),
        "authors": ", ".join(post.authors),
        "reviewer": post.reviewer,
        "stage": post.stage or "",
        "idea": str(post.idea or ""),
        "topic": post.category,
        "persona": post.persona,
        "timely": "yes" if post.timely else "",
        "review": str(entry.review_day or ""),
        "title": post.title,
    }


def _coverage_changes(before: Plan, after: Plan, policy: Policy) -> Iterator[CountChange]:
    old, new = (_cells(plan, lambda post: post.idea) for plan in (before, after))
    for quarter, stage, idea in sorted(old.keys() | new.keys()):
        cell = (quarter, stage, idea)
        if old[cell] != new[cell]:
            what = f"{stage or 'no stage'} × {idea or 'no idea type'}"
            of = _wanted(quarter, stage, idea, policy)
            yield CountChange(what, quarter_name(quarter), old[cell], new[cell], of)
    old, new = (_cells(plan, lambda post: post.category) for plan in (before, after))
    for quarter, stage, topic in sorted(old.keys() | new.keys()):
        cell = (quarter, stage, topic)
        if old[cell] != new[cell]:
            what = f"{stage or 'no stage'} × {topic or 'no topic'}"
            yield CountChange(what, quarter_name(quarter), old[cell], new[cell])


def _cells(plan: Plan, column: Callable[[Post], str | None]) -> Counter[tuple[date, str, str]]:
    return Counter(
        (quarter_of(entry.day), entry.post.stage or "", str(column(entry.post) or ""))
        for entry in plan.entries
        if entry.day and goes_out(entry)
    )


def _wanted(quarter: date, stage: str, idea: str, policy: Policy) -> float | None:
    """Return how many posts of a stage and idea type the policy's shares and cadence make in a quarter."""
    per_week = policy.cadence.posts_per_week
    stages, ideas = policy.stages.targets, policy.ideas.targets
    if not per_week or not stages or not ideas:
        return None
    following = quarter
    for _ in range(3):
        following = month_days(following).end
    weeks = DayRange(quarter, following).days / 7
    return float(round(per_week * weeks * stages.get(stage, 0) * ideas.get(idea, 0)))


def _load_changes(before: Plan, after: Plan) -> Iterator[CountChange]:
    old, new = ({(load.month, load.author): load for load in plan.load} for plan in (before, after))
    # What only one of the horizons reaches did not change: nobody looked at it.
    months = {month for month, _ in old} & {month for month, _ in new}
    for month, author in sorted(old.keys() | new.keys()):
        was, now = old.get((month, author)), new.get((month, author))
        posts = [len(load.posts) if load else 0 for load in (was, now)]
        if month in months and posts[0] != posts[1]:
            when = f"{month_name(month.month)} {month.year}"
            yield CountChange(author, when, posts[0], posts[1], now.available if now else None)


def _only_in(findings: Iterable[Problem], others: Iterable[Problem]) -> Iterator[Problem]:
    # A line moves when something is inserted above it; the finding is the same.
    known = Counter((problem.path, problem.code, problem.message) for problem in others)
    for problem in findings:
        key = (problem.path, problem.code, problem.message)
        if known[key]:
            known[key] -= 1
        else:
            yield problem


def diff_lines(diff: PlanDiff) -> Iterator[str]:
    """Yield a comparison as Markdown."""
    if diff.is_empty:
        yield "The plan does not change."
        return
    parts: tuple[tuple[str, Iterable[object]], ...] = (
        ("Posts", map(_post_line, diff.posts)),
        ("Coverage", diff.coverage),
        ("Load", diff.load),
        ("New findings", diff.new_findings),
        ("Findings that are gone", diff.gone_findings),
    )
    for heading, lines in parts:
        found = list(lines)
        if found:
            yield f"### {heading}"
            yield ""
            yield from (f"- {_as_written(str(line))}" for line in found)
            yield ""


def _as_written(words: str) -> str:
    """Return Markdown that shows words as they are written, in one line, and steers no terminal."""
    printable = "".join(sign if sign.isprintable() else "�" for sign in " ".join(words.split()))
    return _MARKDOWN.sub(r"\\\g<0>", printable)


def _post_line(change: PostChange) -> str:
    if change.kind != "changed":
        said = "; ".join(
            f"{field} {after}" for field, (_, after) in change.fields.items() if field != "title"
        )
        return f"{change.kind}: {change.id} “{change.title}”{f' ({said})' if said else ''}"
    said = "; ".join(
        f"{field} {before or 'none'} → {after or 'none'}" for field, (before, after) in change.fields.items()
    )
    return f"{change.id}: {said}"


def diff_data(diff: PlanDiff) -> dict[str, object]:
    """Return a comparison as plain values."""

    def counts(changes: Iterable[CountChange]) -> list[dict[str, object]]:
        return [
            {
                "what": change.what,
                "when": change.when,
                "before": change.before,
                "after": change.after,
                "of": change.of,
            }
            for change in changes
        ]

    return {
        "posts": [
            {
                "id": change.id,
                "title": change.title,
                "kind": change.kind,
                "fields": {field: list(pair) for field, pair in change.fields.items()},
            }
            for change in diff.posts
        ],
        "coverage": counts(diff.coverage),
        "load": counts(diff.load),
        "new_findings": [problem.as_data() for problem in diff.new_findings],
        "gone_findings": [problem.as_data() for problem in diff.gone_findings],
    }
