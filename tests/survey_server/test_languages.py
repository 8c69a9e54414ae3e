"""One survey in several languages: one set of results, and sentences that a respondent can read."""

import html
import inspect
import json
import re
import string

import pytest

from editorial.page_words import TRANSLATIONS
from survey_server import messages
from survey_server.messages_de import GERMAN
from tests.builders import ask

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
GERMAN_WORDS = {
    "de": {
        "title": "Der Tee",
        "purpose": "Um den rechten Tee zu kaufen.",
        "introduction": "Ein paar *Fragen*.",
        "thanks": "Danke!",
        "questions": {
            "tea": {"ask": "Welcher Tee?", "options": {"green": "Grüner", "black-tea": "Schwarzer"}},
            "why": {"ask": "Sie sagten {tea}. Warum?"},
            "milk": {"ask": "Mit Milch?"},
        },
    }
}
QUESTIONS = (
    ask("choice", "tea", ask="Which tea?"),
    ask("text", "why", ask="You said {tea}. Why?", required=True, when={"tea": "green"}),
    ask("yes_no", "milk", ask="With milk?"),
)
# What only programs and passers-by see: no respondent who has begun reads these.
NOT_FOR_RESPONDENTS = {
    "UNKNOWN_QUESTION", "ERASURE_RENEWED", "NOT_AN_OBJECT", "NOT_JSON", "ANSWERS_NOT_AN_OBJECT",
    "BAD_SUBMISSION_ID", "BAD_CONTEXT", "BAD_DEFINITION", "BAD_PARADATA", "UNKNOWN_CONTEXT",
    "UNKNOWN_DEFINITION",
    "NOT_PROVEN_SHORT", "NO_CHALLENGE", "BAD_PROOF", "RESULTS_PRIVATE", "RESULTS_AFTER_VOTE",
    "NOT_SAVED_SHORT", "FOREIGN", "UNPROVEN",
}  # fmt: skip


@pytest.fixture
def slug(service):
    return service.publish(*QUESTIONS, title="Tea", language="en", languages=GERMAN_WORDS, thanks="Thanks!")


def fields_of(template):
    return sorted(name for _, name, _, _ in string.Formatter().parse(template) if name)


def test_no_sentence_for_respondents_lacks_its_german():
    single = {
        value
        for name, value in inspect.getmembers(messages, lambda value: isinstance(value, str))
        if name.isupper() and name not in NOT_FOR_RESPONDENTS
    }
    tables = {*messages.MISSING.values(), *messages.UNREADABLE.values(), *messages.FAULTS.values()}

    assert sorted(single | tables) == sorted(GERMAN)


@pytest.mark.parametrize("table", [GERMAN, *TRANSLATIONS.values()])
def test_a_translation_takes_the_values_of_its_sentence(table):
    assert [words for words, other in table.items() if fields_of(words) != fields_of(other)] == []


def test_a_survey_is_read_in_the_language_of_the_address(service, slug):
    page = service.get(f"/surveys/{slug}?lang=de")

    assert "<h1>Der Tee</h1>" in page.text
    assert 'lang="de"' in page.text
    assert "Ein paar <em>Fragen</em>." in page.text
    assert "Welcher Tee?" in page.text
    assert re.search(r">Schwarzer<", page.text)
    assert re.search(r">Nein<", page.text)
    assert "Antworten absenden" in page.text
    assert "Nur wenn Ihre Antwort auf “Welcher Tee?” “Grüner” ist." in page.text


@pytest.mark.parametrize("asked", ["", "?lang=fr", "?lang=%00", "?lang=DE"])
def test_without_a_language_that_there_is_it_is_the_surveys_own(service, slug, asked):
    page = service.get(f"/surveys/{slug}{asked}")

    assert "<h1>Tea</h1>" in page.text
    assert f'href="/surveys/{slug}?' in page.text
    assert ">Deutsch</a>" in page.text


def test_answers_in_two_languages_are_the_same_answers(service, slug):
    for language in ("en", "de"):
        page = service.get(f"/surveys/{slug}?lang={language}")
        fields = service.hidden(page) | {"tea": "green", "why": "x", "milk": "no"}
        service.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)

    english, german = service.rows(slug)
    assert english["answers"] == german["answers"]
    assert english["definition"] == german["definition"]
    assert [json.loads(row["paradata"])["language"] for row in (english, german)] == ["en", "de"]


def test_mistakes_and_the_receipt_are_in_the_respondents_language(service, slug, errors):
    page = service.get(f"/surveys/{slug}?lang=de")
    wrong = service.client.post(
        f"/surveys/{slug}", data=service.hidden(page) | {"tea": "green"}, headers=SAME_ORIGIN
    )
    right = service.client.post(
        f"/surveys/{slug}", data=service.hidden(wrong) | {"tea": "green", "why": "x"}, headers=SAME_ORIGIN
    )
    receipt = service.get(right.headers["Location"])

    assert errors(wrong) == [("f-why", "Sie sagten Grüner. Warum? Bitte schreiben Sie eine Antwort.")]
    assert "<dd>Grüner</dd>" in receipt.text
    assert "<p>Danke!</p>" in receipt.text


def test_the_receipt_speaks_the_respondents_language_and_so_does_what_is_left_of_it(service):
    slug = service.publish(ask("text", "tee", ask="Tee?"), language="de", retention_days=10)
    sent = service.send(slug, {"tee": "grün"})

    receipt = service.get(sent.headers["Location"])
    service.client.post(sent.headers["Location"], headers=SAME_ORIGIN)
    erased = service.get(sent.headers["Location"])

    assert "<h1>Ihre Antworten sind angekommen</h1>" in receipt.text
    assert "<dd>22. November 2026, 12:00 GMT</dd>" in receipt.text
    assert "<dd>10 Tage, bis zum 2. Dezember 2026</dd>" in receipt.text
    assert "Meine Antworten löschen</button>" in receipt.text
    assert "<h1>Ihre Antworten sind gelöscht</h1>" in erased.text
    assert 'lang="de"' in erased.text


def test_the_numbers_speak_the_surveys_own_language(service):
    slug = service.publish(ask("nps", "tee", ask="Tee?"), language="de", results="public", min_cell=1)
    service.send(slug, {"tee": "9"})

    page = service.get(f"/surveys/{slug}/results").text

    assert "Ergebnisse</p>" in page
    assert "Antworten: 1. Wer antwortet, hat sich selbst dazu entschieden" in page
    assert '<th scope="row">9 oder 10' in page
    assert "The " not in page.partition("<main")[2].partition("</main>")[0]


def test_a_survey_that_is_over_says_so_in_its_language(service):
    slug = service.publish(ask("text", "tee", ask="Tee?"), language="de", closes="2026-03-04")

    page = service.get(f"/surveys/{slug}").text

    assert "Leserumfrage</p>" in page
    assert "Diese Umfrage endete am 4. März 2026." in page
    assert "Zur Startseite von" in page


def test_changing_the_language_on_the_way_keeps_what_was_answered(service, slug):
    page = service.get(f"/surveys/{slug}")
    fields = service.hidden(page) | {"tea": "green", "why": "halb", "_go": "lang:de"}

    german = service.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)

    assert german.status_code == 200
    assert 'value="green" checked' in german.text
    assert 'value="halb"' in german.text
    assert "Sie sagten Grüner. Warum?" in html.unescape(german.text)
    assert 'value="lang:en" lang="en">English</button>' in german.text
    assert service.hidden(german)["_submission_id"] == service.hidden(page)["_submission_id"]


def test_a_survey_in_another_language_alone_speaks_it(service):
    slug = service.publish(ask("yes_no", "tee", ask="Tee?", required=True), language="de")

    page = service.get(f"/surveys/{slug}")

    assert ">Ja<" in page.text
    assert "(erforderlich)" in page.text
    assert "survey__languages" not in page.text
