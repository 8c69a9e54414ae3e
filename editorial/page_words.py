"""The fixed words around a survey's own, in English and in the languages that they exist in."""

from datetime import date
from typing import Any

from editorial.instants import written_day
from editorial.page_words_de import GERMAN, GERMAN_MONTHS


def say(words: str, language: str = "", **values: Any) -> str:
    """Return words in a language, or in English where they have no translation; values replace `{names}`."""
    # A region speaks its language: `de-at` reads what `de` does.
    said = TRANSLATIONS.get(language.partition("-")[0].lower(), {}).get(words, words)
    return said.format(**values) if values else said


def day_in(moment: date, language: str = "") -> str:
    """Return a day as running text has it in a language: 3 March 2026, or 3. März 2026."""
    months = _MONTHS.get(language.partition("-")[0].lower())
    return f"{moment.day}. {months[moment.month - 1]} {moment.year}" if months else written_day(moment)


# Only what stands in a survey's page itself: the site's own frame is in the site's language.
TRANSLATIONS: dict[str, dict[str, str]] = {"de": GERMAN}
_MONTHS = {"de": GERMAN_MONTHS}
