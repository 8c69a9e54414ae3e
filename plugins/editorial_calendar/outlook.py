"""The page of what lies ahead: the team's pace, dates that will be missed, and what could fill the gaps."""

from collections.abc import Mapping

from editorial.outlook import Outlook
from editorial.outlook_text import pace_words
from plugins.editorial_calendar.cards import Card
from plugins.editorial_calendar.frame import Pages


def draw_outlook(
    pages: Pages,
    outlook: Outlook,
    cards: Mapping[str, Card],
    titles: Mapping[str, str],
    names: Mapping[str, str],
    *,
    is_cut_short: bool,
) -> None:
    """Add the page of the outlook; `titles` are by the posts' ids, `names` by the authors' slugs.

    It is cut short where git has the last commits only.
    """
    pages.draw(
        "outlook.html",
        "outlook",
        title="Outlook",
        paces=[pace_words(pace) for pace in outlook.paces],
        forecasts=outlook.forecasts,
        late=len(outlook.late),
        proposals=outlook.proposals,
        cards=cards,
        titles=titles,
        names=names,
        is_cut_short=is_cut_short,
    )
