"""The month view: a table of weeks and days, each post in its day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain

from editorial.content import Content
from editorial.facets import Facet
from editorial.month_grid import month_title, month_weeks, months_between
from editorial.plan import Plan
from plugins.editorial_calendar.cards import LOOK_BACK_DAYS, Card
from plugins.editorial_calendar.frame import Pages
from plugins.editorial_calendar.narrowing import joined_keys

# More ideas than this in the drawer of one page would hide the month; the board has them all.
MOST_IN_DRAWER = 30
MOST_NAMES = 2
DAY = timedelta(days=1)


@dataclass(frozen=True)
class DayCell:
    """One day of the table: what is published, what is due, and why nobody may be working."""

    day: date
    is_outside: bool
    is_today: bool
    is_quiet: bool
    away: tuple[str, ...]
    cards: tuple[Card, ...]
    due: tuple[tuple[str, Card], ...]

    @property
    def away_words(self) -> str:
        """Who is away, by name as long as they are few."""
        if len(self.away) > MOST_NAMES:
            return f"{len(self.away)} authors are away"
        return f"{' and '.join(self.away)} {'is' if len(self.away) == 1 else 'are'} away"

    @property
    def keys(self) -> str:
        """The keys of what it shows."""
        return joined_keys(self.cards, (card for _, card in self.due))

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to say about it."""
        return not (self.cards or self.due or self.away or self.is_quiet or self.is_today)


@dataclass(frozen=True)
class Week:
    """One row: the number of the week (ISO 8601) and its days."""

    number: int
    days: tuple[DayCell, ...]

    @property
    def keys(self) -> str:
        """The keys of what its days show."""
        return joined_keys(*(chain(day.cards, (card for _, card in day.due)) for day in self.days))


@dataclass(frozen=True)
class MonthView:
    """One month's table."""

    month: date
    weeks: tuple[Week, ...]

    @property
    def address(self) -> str:
        """Its path in the desk's folder."""
        return month_address(self.month)


class Wall:
    """What happens on which day, for all months at once."""

    def __init__(self, plan: Plan, content: Content, cards: Iterable[Card]) -> None:
        self.today = plan.today
        self.published: dict[date, list[Card]] = defaultdict(list)
        self.due: dict[date, list[tuple[str, Card]]] = defaultdict(list)
        for card in cards:
            if card.day:
                self.published[card.day].append(card)
            for words, day in card.due:
                self.due[day].append((words, card))
        for found in self.published.values():
            found.sort(key=lambda card: (card.hour, card.id))
        self.quiet = [(days.first, days.last) for days in content.policy.quiet_days]
        self.away = [
            (author.name, days.first, days.last)
            for author in content.authors.values()
            for days in author.away
        ]

    def month(self, month: date, *, with_neighbours: bool = True) -> MonthView:
        """Return the view of a month; its neighbours' days are empty where they have tables of their own."""

        def cell(day: date) -> DayCell:
            is_outside = (day.year, day.month) != (month.year, month.month)
            return (
                self._blank(day)
                if is_outside and not with_neighbours
                else self._cell(day, is_outside=is_outside)
            )

        weeks = (Week(days[0].isocalendar().week, tuple(map(cell, days))) for days in month_weeks(month))
        return MonthView(month, tuple(weeks))

    def _blank(self, day: date) -> DayCell:
        return DayCell(day, is_outside=True, is_today=False, is_quiet=False, away=(), cards=(), due=())

    def _cell(self, day: date, *, is_outside: bool) -> DayCell:
        return DayCell(
            day=day,
            is_outside=is_outside,
            is_today=day == self.today,
            is_quiet=any(first <= day <= last for first, last in self.quiet),
            away=tuple(name for name, first, last in self.away if first <= day <= last),
            cards=tuple(self.published.get(day, ())),
            due=tuple(self.due.get(day, ())),
        )


def month_address(month: date) -> str:
    """Return the path of a month's page in the desk's folder."""
    return f"month/{month:%Y-%m}.html"


def shown_months(plan: Plan, cards: Iterable[Card]) -> tuple[date, ...]:
    """Return the months from the look-back to the horizon's end, and others in which something is dated."""
    always = months_between(plan.today - timedelta(days=LOOK_BACK_DAYS), plan.horizon.end - DAY)
    dated = (card.day.replace(day=1) for card in cards if card.day)
    return tuple(sorted({*always, *dated}))


def draw_months(
    pages: Pages, plan: Plan, content: Content, cards: Mapping[str, Card], facets: Sequence[Facet]
) -> None:
    """Add a page for each month, and one for each value to filter by with the months that are planned."""
    wall = Wall(plan, content, cards.values())
    months = shown_months(plan, cards.values())
    undated = [card for card in cards.values() if card.day is None]
    for place, month in enumerate(months):
        pages.draw(
            month_address(month),
            "month",
            title=month_title(month),
            views=(wall.month(month),),
            previous=months[place - 1] if place else None,
            following=months[place + 1] if place + 1 < len(months) else None,
            drawer=undated[:MOST_IN_DRAWER],
            undated=len(undated),
            chosen=None,
        )
    planned = tuple(months_between(plan.today, plan.horizon.end - DAY))
    for facet in facets:
        own = [cards[entry.post.id] for entry in facet.entries]
        wall = Wall(plan, content, own)
        without_date = [card for card in own if card.day is None]
        pages.draw(
            f"month/{facet.path}.html",
            "month",
            title=f"{facet.label}, by month",
            views=tuple(wall.month(month, with_neighbours=False) for month in planned),
            previous=None,
            following=None,
            drawer=without_date[:MOST_IN_DRAWER],
            undated=len(without_date),
            chosen=facet,
        )
