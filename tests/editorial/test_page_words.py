import re
from datetime import date
from pathlib import Path

import pytest

from editorial.page_words import MONTHS, TRANSLATIONS, day_in, say

PROJECT = Path(__file__).parents[2]
SAID = re.compile(r'say\((?:words, )?"((?:[^"\\]|\\.)+)"')


def words_in_templates():
    folders = (PROJECT / "theme" / "templates", PROJECT / "survey_server" / "templates")
    texts = [file.read_text(encoding="utf-8") for folder in folders for file in folder.rglob("*.html")]
    return {words for text in texts for words in SAID.findall(text)}


@pytest.mark.parametrize("language", list(TRANSLATIONS))
def test_what_templates_say_exists_in_every_language(language):
    assert len(words_in_templates()) > 30
    assert sorted(words_in_templates() - set(TRANSLATIONS[language])) == []


@pytest.mark.parametrize(
    ("language", "said"),
    [("de", "Weiter"), ("de-at", "Weiter"), ("DE", "Weiter"), ("fr", "Next"), ("", "Next")],
)
def test_words_are_said_in_a_language_or_else_in_english(language, said):
    assert say("Next", language) == said


def test_every_language_names_the_months():
    assert sorted(MONTHS) == sorted(TRANSLATIONS)
    assert [len(months) for months in MONTHS.values()] == [12] * len(MONTHS)


@pytest.mark.parametrize(
    ("language", "said"), [("", "3 March 2026"), ("fr", "3 March 2026"), ("de-ch", "3. März 2026")]
)
def test_a_day_is_written_as_the_language_has_it(language, said):
    assert day_in(date(2026, 3, 3), language) == said


def test_values_are_put_in_and_may_hold_braces():
    assert say("Change", "de") == "Ändern"
    assert say("you answered {asked}", "de", asked="“{tea}”") == "Sie “{tea}” beantwortet haben"
