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
from tests.survey_server.every_page import ANSWERS, SAID, TAG, TEE, every_page

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
# What only programs see: our own script never sends what they are about.
NOT_FOR_RESPONDENTS = {
    "UNKNOWN_QUESTION", "NOT_AN_OBJECT", "NOT_JSON", "ANSWERS_NOT_AN_OBJECT", "BAD_SUBMISSION_ID",
    "BAD_CONTEXT", "BAD_DEFINITION", "BAD_PARADATA", "UNKNOWN_CONTEXT", "NO_CHALLENGE", "BAD_PROOF",
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
    pages = {words for page in messages.ERROR_PAGES.values() for words in page}

    assert sorted(single | tables | pages) == sorted(GERMAN)


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
    assert "Nur wenn Ihre Antwort auf „Welcher Tee?“ „Grüner“ ist." in page.text


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


def test_what_was_answered_is_shown_again_in_the_surveys_language(service):
    slug = service.publish(TEE, TAG, SAID, ask("consent", "ja", ask="Einverstanden?"), language="de")
    page = service.get(f"/surveys/{slug}?step=all")
    fields = service.hidden(page) | ANSWERS | {"ja": "true"}

    review = service.client.post(f"/surveys/{slug}", data=fields | {"_go": "review"}, headers=SAME_ORIGIN)
    sent = service.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)
    receipt = service.get(sent.headers["Location"])

    for shown in (review, receipt):
        said = html.unescape(shown.text)
        assert "Grün und Weiß" in said
        assert "1. März 2026" in said
        assert "Sie sagten Grün und Weiß am 1. März 2026. Warum?" in said
        assert re.search(r"Einverstanden\?</dt>\s*<dd>(?:\s*<p[^>]*>)?Ja<", said)


def german_body(page):
    """Return the words of a page's main part, without the site's own frame around it."""
    part = page.text.partition("<main")[2].partition("</main>")[0]
    assert 'lang="de"' in part
    words = re.sub(r"<(style|script)\b.*?</\1>|<[^>]*>", " ", part, flags=re.DOTALL)
    # The site has an English name.
    return " ".join(html.unescape(words).replace("The Tea Review", "").split())


ENGLISH = re.compile(
    r"\b(?:the|this|your|you|and|please|answers?|not|from|were|will|there|what|sorry|page|receipt)\b",
    re.IGNORECASE,
)


def test_no_page_of_a_german_survey_has_english_in_it(service):
    pages = every_page(service, "de")

    found = {name: ENGLISH.findall(german_body(page)) for name, page in pages.items()}
    assert {name: words for name, words in found.items() if words} == {}
    mistakes = ("shut", "foreign", "wrong method", "wrong type", "too large")
    assert [pages[name].status_code for name in mistakes] == [409, 403, 405, 415, 413]


def test_every_page_of_a_survey_runs_in_the_direction_of_its_language(service):
    pages = every_page(service, "ar")

    for name, page in pages.items():
        part = page.text.partition("<main")[2]
        assert part.count('lang="ar"') == part.count('lang="ar" dir="rtl"') > 0, name
    assert 'dir="rtl"' not in "".join(page.text for page in every_page(service, "de").values())


def test_the_part_for_other_sites_and_the_api_speak_the_surveys_language(service):
    slug = service.publish(TEE, language="de", title="Der Tee", purpose="Wissen.", body="Hallo.")
    origin = {"Origin": "https://x.example"}
    arabic = service.publish(TEE, language="ar")

    refused = service.get(f"/surveys/{slug}?embed=1", **origin)
    api = service.client.post(f"/api/v1/surveys/{slug}/responses", json={}, headers=origin)
    old = {"submission_id": "0123456789abcdef", "answers": {}, "definition": "0" * 64}
    changed = service.client.post(f"/api/v1/surveys/{slug}/responses", json=old, headers=SAME_ORIGIN)

    assert 'lang="de" dir="ltr"' in refused.text
    assert 'lang="ar" dir="rtl"' in service.get(f"/surveys/{arabic}?embed=1", **origin).text
    assert "Diese Umfrage kann in dieser Seite nicht beantwortet werden." in refused.text
    assert api.json["errors"]["_request"].startswith("Diese Antwort kam von einer Seite")
    assert changed.json["errors"]["_definition"].startswith("Die Fragen wurden geändert")


def test_a_language_that_is_asked_for_is_that_of_a_mistake_too(service, slug):
    page = service.client.put(f"/surveys/{slug}?lang=de")
    other = service.client.put(f"/surveys/{slug}")

    assert "So kann diese Adresse nicht benutzt werden" in page.text
    assert "This address cannot be used that way" in other.text


def test_labels_in_results_stay_as_they_are_written(service):
    """A magazine called “Time” is not the time, though that is a word of our pages."""
    magazines = ask("choice", "blatt", ask="Welches?", options=["Time", "Receipt"], other=True)
    rows = ask("matrix", "wie", ask="Wie?", rows=["Time", "Language"], columns=["Next", "Back"])
    slug = service.publish(
        magazines, rows, ask("yes_no", "ja", ask="Ja?"), language="de", results="public", min_cell=1
    )
    service.send(slug, {"blatt": "time", "wie__time": "next", "wie__language": "back", "ja": "yes"})

    page = service.get(f"/surveys/{slug}/results").text

    cells = re.findall(r"<(?:th scope=\"row\"|caption[^>]*)>([^<]+)", page)
    labels = [cell.strip() for cell in cells]
    assert {"Time", "Receipt", "Language", "Next", "Back", "Anderes", "Ja", "Nein"} <= set(labels)
    assert not {"Zeit", "Quittung", "Sprache", "Weiter", "Zurück", "Yes", "Other"} & set(labels)


def test_a_decimal_comma_is_read_and_shown_where_the_language_writes_one(service, errors):
    cups = ask("number", "cups", ask="Wie viele?", max=20.5)
    why = ask("text", "why", ask="Warum {cups}?", when={"cups": {"above": 12.25}})
    slug = service.publish(cups, why, language="de")

    form = service.get(f"/surveys/{slug}")
    wrong = service.send(slug, {"cups": "20,75", "why": "Durst"})
    grouped = service.send(slug, {"cups": "1.000"})
    sent = service.send(slug, {"cups": "12,5", "why": "Durst"})
    receipt = service.get(sent.headers["Location"])

    assert "Nur wenn Ihre Antwort auf „Wie viele?“ über 12,25 liegt." in form.text
    assert errors(wrong) == [("f-cups", "Wie viele? Bitte schreiben Sie eine Zahl von höchstens 20,5.")]
    assert 'value="20,75"' in wrong.text
    assert errors(grouped) == [
        ("f-cups", "Wie viele? Bitte schreiben Sie eine Zahl in Ziffern und ohne Punkte, wie 12 oder 12,5.")
    ]
    assert 'value="1.000"' in grouped.text
    assert json.loads(service.rows(slug)[0]["answers"]) == {"cups": 12.5, "why": "Durst"}
    assert "<dd>12,5</dd>" in receipt.text
    assert "<dt>Warum 12,5?</dt>" in receipt.text


def test_a_comma_in_an_english_number_is_refused_with_a_sentence(service, errors):
    slug = service.publish(ask("number", "cups"), language="en")

    page = service.send(slug, {"cups": "1,000"})

    assert errors(page) == [("f-cups", "What about cups? Please write a number in digits, like 12 or 12.5.")]


@pytest.mark.parametrize(("language", "margin"), [("en", "± 81.3"), ("de", "± 81,3")])
def test_the_margin_of_a_score_has_the_decimal_sign_of_its_language(service, language, margin):
    slug = service.publish(ask("nps", "send"), results="public", min_cell=1, language=language)
    for number, points in enumerate((10, 9, 8, 0)):
        service.post(slug, {"submission_id": f"a-score-of-tea-{number}", "answers": {"send": points}})

    page = service.get(f"/surveys/{slug}/results")

    assert margin in page.text
