"""The agenda, day by day, and the board, a column for each status."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from editorial.facets import Facet
from editorial.month_grid import first_of_month
from editorial.plan import Plan
from editorial.status import State, Status
from plugins.editorial_calendar.cards import Card
from plugins.editorial_calendar.frame import Pages

# The board is about what waits; of what is live it shows the latest.
MOST_LIVE = 20


@dataclass(frozen=True)
class AgendaMonth:
    """One month's days that hold something, each with its posts and with what is due."""

    month: date
    days: tuple[tuple[date, tuple[Card, ...], tuple[tuple[str, Card], ...]], ...]

    @property
    def cards(self) -> Iterator[Card]:
        """The posts that go out in it, and those of which something is due."""
        for _, cards, steps in self.days:
            yield from cards
            yield from (card for _, card in steps)


@dataclass(frozen=True)
class Column:
    """One column of the board; `hidden` is how many more cards the agenda shows."""

    status: str
    label: str
    cards: tuple[Card, ...]
    hidden: int = 0


def agenda_months(cards: Iterable[Card]) -> tuple[AgendaMonth, ...]:
    """Return the days on which something happens, by month, in their order."""
    days: dict[date, tuple[list[Card], list[tuple[str, Card]]]] = {}
    for card in cards:
        if card.day:
            days.setdefault(card.day, ([], []))[0].append(card)
        for words, day in card.due:
            days.setdefault(day, ([], []))[1].append((words, card))
    months = groupby(sorted(days), key=first_of_month)
    return tuple(
        AgendaMonth(
            month,
            tuple(
                (day, tuple(sorted(days[day][0], key=lambda card: (card.hour, card.id))), tuple(days[day][1]))
                for day in group
            ),
        )
        for month, group in months
    )


def columns(cards: Iterable[Card]) -> tuple[Column, ...]:
    """Return a column for each status, in their order, and one for what is live."""
    cards = list(cards)
    steps = (
        Column(
            status.value,
            "Scheduled" if status is Status.APPROVED else status.value.capitalize(),
            tuple(card for card in cards if card.status == status.value and not _is_live(card)),
        )
        for status in Status
        if status is not Status.HIDDEN
    )
    hidden = tuple(card for card in cards if card.status == Status.HIDDEN and not _is_live(card))
    live = [card for card in reversed(cards) if _is_live(card)]
    latest = Column(State.LIVE.value, "Live", tuple(live[:MOST_LIVE]), hidden=max(0, len(live) - MOST_LIVE))
    extra = (Column(Status.HIDDEN.value, "Hidden", hidden),) if hidden else ()
    return (*steps, *extra, latest)


def draw_lists(pages: Pages, plan: Plan, cards: Mapping[str, Card], facets: Sequence[Facet]) -> None:
    """Add the agenda and the board, whole and for each value to filter by."""
    _draw(pages, plan, list(cards.values()), None)
    for facet in facets:
        _draw(pages, plan, [cards[entry.post.id] for entry in facet.entries], facet)


def _draw(pages: Pages, plan: Plan, cards: Sequence[Card], chosen: Facet | None) -> None:
    name = f"{{}}/{chosen.path}.html" if chosen else "{}.html"
    of = f", {chosen.label}" if chosen else ""
    undated = [card for card in cards if card.day is None]
    months = agenda_months(cards)
    pages.draw(
        name.format("agenda"),
        "agenda",
        title=f"Agenda{of}",
        months=months,
        ahead=next((day for month in months for day, *_ in month.days if day >= plan.today), None),
        undated=undated,
        chosen=chosen,
    )
    pages.draw(
        name.format("board"),
        "board",
        title=f"Board{of}",
        columns=columns(cards),
        chosen=chosen,
    )


def _is_live(card: Card) -> bool:
    return card.entry.state is State.LIVE
