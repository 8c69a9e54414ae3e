"""The fixed words around a survey's own, in English and in the languages that they exist in."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from editorial.instants import month_name
from editorial.language import decimal_sign
from editorial.page_words_de import GERMAN, GERMAN_MONTHS

# What stands in for an answer that is not there yet.
NOT_ANSWERED = "[your answer]"
AND, YES, DAY = " and ", "Yes", "{day} {month} {year}"


def say(words: str, language: str = "", **values: Any) -> str:
    """Return words in a language, or in English where they have no translation; values replace `{names}`."""
    # A region speaks its language: `de-at` reads what `de` does.
    said = TRANSLATIONS.get(language.partition("-")[0].lower(), {}).get(words, words)
    return said.format(**values) if values else said


def day_in(moment: date, language: str = "") -> str:
    """Return a day as running text has it in a language: 3 March 2026, or 3. März 2026."""
    month = _months(language)[moment.month - 1]
    return say(DAY, language, day=moment.day, month=month, year=moment.year)


def listed(words: Sequence[str], language: str = "") -> str:
    """Return words as running text lists them in a language: A, B and C; empty where there are none."""
    *first, last = words or [""]
    return f"{', '.join(first)}{say(AND, language)}{last}" if first else last


def script_words(language: str = "") -> dict[str, Any]:
    """Return what the page's script needs to read and show an answer as `answers` does in a language."""
    said = {words: say(words, language) for words in (NOT_ANSWERED, AND, YES, DAY)}
    return {**said, "months": _months(language), "decimal": decimal_sign(language)}


def _months(language: str) -> Sequence[str]:
    english = [month_name(number) for number in range(1, 13)]
    return MONTHS.get(language.partition("-")[0].lower(), english)


# Only what stands in a survey's page itself: the site's own frame is in the site's language.
TRANSLATIONS: dict[str, dict[str, str]] = {"de": GERMAN}
MONTHS: dict[str, Sequence[str]] = {"de": GERMAN_MONTHS}
