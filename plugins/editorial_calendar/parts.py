"""The parts that many of the desk's pages show, each drawn once by its macro in `desk/parts.html`."""

from typing import Any

from jinja2 import Environment, pass_context
from jinja2.runtime import Context
from markupsafe import Markup


class Parts:
    """Draws parts, and keeps them by what they show: posts' ids stand for their cards.

    `root` says how deep the page lies, on which links to files depend.
    """

    def __init__(self, templates: Environment) -> None:
        self._templates = templates
        self._drawn: dict[tuple[object, ...], Markup] = {}

    @pass_context
    def post(
        self, context: Context, card: Any, *, level: int = 3, with_day: bool = True, can_drag: bool = False
    ) -> Markup:
        """Return a card for the page that it is drawn on."""
        return self._card(card, context["root"], level=level, with_day=with_day, can_drag=can_drag)

    def card_in_day(self, card: Any, root: str) -> Markup:
        """Return a card in a month's table."""
        return self._card(card, root, level=2, with_day=False, can_drag=True)

    def card_in_agenda(self, card: Any, root: str) -> Markup:
        """Return a card under its day."""
        return self._card(card, root, level=4, with_day=False, can_drag=False)

    def day_head(self, cell: Any) -> Markup:
        """Return the date of a day in a month's table."""
        return self._once(("day_head", cell.day, cell.is_outside, cell.is_today), cell)

    def day(self, cell: Any, root: str) -> Markup:
        """Return a day in a month's table."""
        return self._once(("day", *_day_key(cell, root)), cell, root)

    def row(self, week: Any, root: str) -> Markup:
        """Return a week of a month's table; most weeks of most filters are empty, and so alike."""
        return self._once(("row", *(_day_key(cell, root) for cell in week.days)), week, root)

    def agenda_day(self, day: Any, cards: Any, steps: Any, root: str) -> Markup:
        """Return a day in the agenda."""
        ids = tuple(card.id for card in cards)
        key = ("agenda_day", day, ids, _due_key(steps), root if ids else "")
        return self._once(key, day, cards, steps, root)

    def due(self, steps: Any) -> Markup:
        """Return what is due on a day."""
        return self._once(("due", *_due_key(steps)), steps)

    def filters(self, kind: str, facets: Any, root: str, view: str) -> Markup:
        """Return the links to a view's pages for the values of one kind."""
        return self._once(("filters", kind, root, view), kind, facets, root, view)

    def narrowers(self, chosen: Any, kind: str, found: Any) -> Markup:
        """Return the links that narrow a filtered page by the values of another kind."""
        return self._once(("narrowers", chosen.path, kind), kind, found)

    def narrowed(self, kind: str, facets: Any) -> Markup:
        """Return what says by which value of a kind a filtered page is narrowed."""
        return self._once(("narrowed", kind), kind, facets)

    def _card(self, card: Any, root: str, *, level: int, with_day: bool, can_drag: bool) -> Markup:
        key = ("card", card.id, root if card.file_link else "", level, with_day, can_drag)
        return self._once(key, card, root, level=level, with_day=with_day, can_drag=can_drag)

    def _once(self, key: tuple[object, ...], *values: object, **options: object) -> Markup:
        drawn = self._drawn.get(key)
        if drawn is None:
            macros: Any = self._templates.get_template("desk/parts.html").module
            drawn = self._drawn[key] = getattr(macros, str(key[0]))(*values, **options)
        return drawn


def _day_key(cell: Any, root: str) -> tuple[object, ...]:
    ids = tuple(card.id for card in cell.cards) if cell.cards else ()
    kind = cell.is_outside, cell.is_today, cell.is_quiet, cell.away
    return cell.day, kind, ids, _due_key(cell.due), root if ids else ""


def _due_key(steps: Any) -> tuple[tuple[str, str], ...]:
    return tuple((words, card.id) for words, card in steps) if steps else ()
