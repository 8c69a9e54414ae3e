"""The overview: how things stand, what needs somebody now, and what comes next; and the page of findings."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from itertools import groupby

from editorial.author import Author
from editorial.outlook import Outlook
from editorial.plan import Plan
from editorial.status import State
from plugins.editorial_calendar.cards import Card
from plugins.editorial_calendar.frame import Pages
from plugins.editorial_calendar.numbers import cadence_chart

NEXT_DAYS = 14
# More cards than this under one heading are told by their number; other pages show them.
MOST_CARDS = 12


def draw_overview(
    pages: Pages,
    plan: Plan,
    cards: Mapping[str, Card],
    titles: Mapping[str, str],
    authors: Sequence[Author],
    outlook: Outlook,
) -> None:
    """Add the desk's first page."""
    counts = Counter(entry.state for entry in plan.entries)
    pages.draw(
        "index.html",
        "overview",
        title="Overview",
        counts=[(state.value, counts[state]) for state in State],
        sections=_sections(cards.values(), plan),
        most=MOST_CARDS,
        gaps=plan.cadence.gaps,
        chart=cadence_chart(plan),
        weeks=plan.cadence.weeks,
        has_weeks=any(week.posts or week.wanted for week in plan.cadence.weeks),
        titles=titles,
        review_turns=[turn for turn in plan.evergreen.turns if turn.is_due],
        authors=authors,
        forecast=outlook.late,
    )


def _sections(cards: Collection[Card], plan: Plan) -> list[tuple[str, list[Card], str, str]]:
    """Return what needs somebody and what comes next: heading, cards, where the rest is, also in words."""
    end = plan.today + timedelta(days=NEXT_DAYS)
    overdue = [card for card in cards if card.entry.state is State.OVERDUE]
    changed = [card for card in cards if card.entry.approval_notes]
    soon = [
        card
        for card in cards
        if card.day and plan.today <= card.day < end and card.entry.state is not State.OVERDUE
    ]
    late = [card for card in cards if card.entry.late_step]
    again = ("Approved, but not as they stand", changed, "findings.html", "in the findings")
    return [
        ("Overdue", overdue, "board/state/overdue.html", "on the board"),
        *([again] if changed else []),
        ("A step is late", late, "findings.html", "in the findings"),
        ("The next two weeks", soon, "agenda.html#ahead", "in the agenda"),
    ]


def draw_findings(pages: Pages, plan: Plan) -> None:
    """Add the page of what breaks the policy, by file."""
    groups = groupby(plan.findings, key=lambda problem: problem.path)
    pages.draw(
        "findings.html", "findings", title="Findings", groups=[(path, list(found)) for path, found in groups]
    )
