"""Who sees the numbers of a survey, and which."""

import re

import pytest

from survey_server import openapi
from survey_server.public_numbers import CLOSED_QUESTIONS
from tests.builders import ask

SITE = "https://site.example"
POLL = {"kind": "poll", "min_cell": 5}
SELF_CHOSEN = "Readers chose themselves to answer"


def answer(service, slug, word, *, times, start=0):
    """Send so many answers and return the receipts."""
    return [
        service.post(slug, {"submission_id": f"results-test-{start + n:08}", "answers": {"tea": word}}).json[
            "receipt"
        ]
        for n in range(times)
    ]


def numbers(service, slug, receipt=""):
    return service.get(f"/api/v1/surveys/{slug}/results" + (f"?receipt={receipt}" if receipt else ""))


def counts(response):
    return {share["id"]: share["count"] for share in response.json["figures"][0]["groups"][0]["shares"]}


def test_public_numbers_are_there_for_everybody(service):
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    answer(service, slug, "yes", times=6)
    answer(service, slug, "no", times=9, start=6)

    shown = numbers(service, slug)

    assert shown.status_code == 200
    assert counts(shown) == {"yes": 6, "no": 9}
    share = shown.json["figures"][0]["groups"][0]["shares"][1]
    assert (share["percent"], share["low"], share["high"]) == (60.0, 35.7, 80.2)
    assert (shown.json["counted"], shown.json["waiting"], shown.json["erased"]) == (15, 0, 0)
    assert shown.json["open"] is True
    assert SELF_CHOSEN in shown.json["note"]


def test_the_page_draws_each_bar_and_says_who_chose(service):
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    answer(service, slug, "yes", times=6)
    answer(service, slug, "no", times=9, start=6)

    page = service.get(f"/surveys/{slug}/results")

    assert page.status_code == 200
    row = page.text.partition('<th scope="row">Yes')[2].partition("</tr>")[0]
    assert 'width="40.0"' in row
    assert re.findall(r"<td>([^<]*)</td>", row) == ["6", "40", "20–64"]
    assert SELF_CHOSEN in page.text
    assert "<script" not in page.text.partition("<main")[2]
    assert "style=" not in page.text


def test_a_browser_and_a_cache_may_keep_public_numbers_and_ask_whether_they_changed(service):
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    answer(service, slug, "yes", times=5)
    first = numbers(service, slug)

    same = service.get(f"/api/v1/surveys/{slug}/results", **{"If-None-Match": first.headers["ETag"]})
    answer(service, slug, "no", times=5, start=5)
    other = service.get(f"/api/v1/surveys/{slug}/results", **{"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=5"
    assert same.status_code == 304
    assert other.status_code == 200
    assert counts(other) == {"yes": 5, "no": 5}


@pytest.mark.parametrize(
    ("results", "sentence"),
    [
        ("private", "The numbers of this survey are for those who ask it."),
        (
            "after-vote",
            (
                "The numbers of this survey are shown to those who have answered it: "
                "please open them from your receipt."
            ),
        ),
    ],
)
def test_whoever_may_not_see_them_is_told_so(service, results, sentence):
    slug = service.publish(ask("yes_no"), results=results, **POLL)
    receipt = answer(service, slug, "yes", times=5)[0]

    asked, page = numbers(service, slug), service.get(f"/surveys/{slug}/results")

    assert (asked.status_code, asked.json) == (403, {"errors": {"_results": sentence}})
    assert page.status_code == 403
    assert sentence in page.text
    assert numbers(service, slug, receipt).status_code == (200 if results == "after-vote" else 403)


def test_a_receipt_opens_the_numbers_of_its_own_survey_until_it_is_erased(service):
    mine = service.publish(ask("yes_no"), results="after-vote", **POLL)
    other = service.publish(ask("yes_no"), results="after-vote", **POLL)
    receipt, foreign = answer(service, mine, "yes", times=1)[0], answer(service, other, "yes", times=1)[0]

    shown = numbers(service, mine, receipt)

    assert shown.status_code == 200
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert numbers(service, mine, foreign).status_code == 403
    assert numbers(service, mine, "x" * 24).status_code == 403
    service.services.store.responses.erase(receipt, at=service.services.now())
    assert numbers(service, mine, receipt).status_code == 403


@pytest.mark.parametrize("code", ["%00", "a" * 24 + "%00", "%F0%9F%98%80" * 24, "a" * 5000])
def test_what_is_no_receipt_opens_nothing(service, code):
    slug = service.publish(ask("yes_no"), results="after-vote")

    assert numbers(service, slug, code).status_code == 403
    assert service.get(f"/surveys/{slug}/results?receipt={code}").status_code == 403


def test_no_such_survey_has_no_numbers(service):
    assert numbers(service, "no-such-survey").status_code == 404
    assert service.get("/surveys/no-such-survey/results").status_code == 404


def test_every_answer_counts_at_once_and_an_erased_one_no_longer(service):
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    receipts = answer(service, slug, "yes", times=7) + answer(service, slug, "no", times=6, start=7)
    before = numbers(service, slug)

    service.services.store.responses.erase(receipts[7], at=service.services.now())
    after_erasure = numbers(service, slug)

    assert counts(before) == {"yes": 7, "no": 6}
    assert (before.json["counted"], before.json["waiting"]) == (13, 0)
    assert counts(after_erasure) == {"yes": 7, "no": 5}
    assert (after_erasure.json["counted"], after_erasure.json["erased"]) == (12, 1)
    assert "1 was erased and is not counted." in service.get(f"/surveys/{slug}/results").text


@pytest.mark.parametrize(
    ("language", "times", "words"),
    [
        ("en", 1, "The figures are of 1 answer."),
        ("en", 2, "The figures are of 2 answers."),
        ("de", 1, "Gezählt ist 1 Antwort."),
        ("de", 2, "Gezählt sind 2 Antworten."),
    ],
)
def test_one_answer_is_no_plural(service, language, times, words):
    slug = service.publish(ask("yes_no"), results="public", **POLL | {"min_cell": 1}, language=language)
    receipts = answer(service, slug, "yes", times=times)
    pages = (
        f"/surveys/{slug}/results",
        f"/api/v1/surveys/{slug}/results?form=html",
        f"/receipts/{receipts[0]}",
    )

    texts = [service.get(page).text for page in pages]

    assert [words in text for text in texts] == [True, True, True]


@pytest.mark.parametrize(
    ("waiting", "words"),
    [(1, " 1 more came in and is not in them."), (2, " 2 more came in and are not in them.")],
)
def test_what_came_in_since_is_told_apart(service, monkeypatch, waiting, words):
    monkeypatch.setattr("survey_server.results_pages.QUICK_SECONDS", 0)
    monkeypatch.setattr("survey_server.results_pages.RESTS_PER_COUNT", 1e9)
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    answer(service, slug, "yes", times=6)
    service.get(f"/surveys/{slug}/results")
    answer(service, slug, "no", times=waiting, start=6)

    page = service.get(f"/surveys/{slug}/results").text

    assert f"The figures are of 6 answers.{words}" in page


def test_before_the_first_group_there_is_a_sentence(service):
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    answer(service, slug, "yes", times=4)

    page = service.get(f"/surveys/{slug}/results").text

    assert "There are too few answers yet to show any: the first figures appear with 5." in page
    assert "<table" not in page


@pytest.mark.parametrize("results", ["after-vote", "public"])
def test_the_receipt_of_a_poll_shows_the_chart(service, results):
    slug = service.publish(ask("yes_no"), results=results, **POLL)
    answer(service, slug, "yes", times=5)
    answer(service, slug, "no", times=4, start=5)

    sent = service.send(slug, {"tea": "no"})
    receipt = service.get(sent.headers["Location"])

    assert "<h2>What readers answer</h2>" in receipt.text
    assert re.findall(r"<td>([^<]*)</td>", receipt.text.partition('<th scope="row">No')[2])[:2] == [
        "5",
        "50",
    ]


def test_the_receipt_of_a_private_poll_thanks_only(service):
    slug = service.publish(ask("yes_no"), results="private", thanks="Thank you.", **POLL)

    receipt = service.get(service.send(slug, {"tea": "no"}).headers["Location"])

    assert "Thank you." in receipt.text
    assert "What readers answer" not in receipt.text
    assert "results" not in service.post(slug, {"submission_id": "i" * 16, "answers": {}}).json


def test_the_receipt_of_a_survey_leads_to_the_numbers(service):
    slug = service.publish(ask("yes_no"), ask("text", "why"), results="after-vote", min_cell=1)

    receipt = service.get(service.send(slug, {"tea": "no", "why": "Secret words"}).headers["Location"])
    link = re.search(r'href="([^"]*/results[^"]*)"', receipt.text)[1]
    page = service.get(link)

    assert page.status_code == 200
    assert "What about tea?" in page.text
    assert "Secret words" not in page.text
    assert "What about why?" not in page.text


def test_a_page_of_the_site_gets_the_chart_as_a_part(service):
    slug = service.publish(ask("yes_no"), results="after-vote", min_cell=1, kind="poll")
    kept = service.post(slug, {"submission_id": "i" * 16, "answers": {"tea": "yes"}}, {"Origin": SITE})

    part = service.get(kept.json["results"], Origin=SITE)

    assert part.status_code == 200
    assert part.headers["Access-Control-Allow-Origin"] == SITE
    assert part.text.startswith('<div class="survey-figures" data-survey-figures>')
    assert "<html" not in part.text


def test_versions_are_joined_and_the_seam_is_shown(service):
    slug = service.publish(ask("yes_no"), results="public", min_cell=2)
    answer(service, slug, "yes", times=4)
    service.publish(ask("yes_no"), ask("yes_no", "cake"), slug=slug, results="public", min_cell=2)
    for number in range(4):
        word = ("yes", "no")[number % 2]
        service.post(
            slug, {"submission_id": f"second-version-{number}", "answers": {"tea": "no", "cake": word}}
        )

    shown, page = numbers(service, slug), service.get(f"/surveys/{slug}/results").text

    assert counts(shown) == {"yes": 4, "no": 4}
    assert [version["counted"] for version in shown.json["versions"]] == [4, 4]
    assert shown.json["figures"][1]["unanswered"] == {"skipped": None, "not-shown": None}
    assert "Only 1 of the 2 versions of this survey asked it." in page
    assert "The questions were changed on the way: version 1 has 4; version 2 has 4." in page


def test_a_question_that_is_no_longer_asked_is_named(service):
    asked = {"results": "public", "min_cell": 2}
    slug = service.publish(ask("yes_no"), ask("text", "why", ask="Why {tea}?"), **asked)
    answer(service, slug, "yes", times=3)
    service.publish(ask("yes_no"), slug=slug, retired=["why"], **asked)

    shown, page = numbers(service, slug), service.get(f"/surveys/{slug}/results").text

    assert shown.json["no_longer_asked"] == ["Why [your answer]?"]
    assert "No longer asked: “Why [your answer]?”" in page


def test_a_scale_with_other_points_has_figures_of_the_newest_version_alone_and_says_so(service):
    asked = {"results": "public", "min_cell": 1}
    slug = service.publish(ask("scale", points=5), **asked)
    answer(service, slug, 5, times=3)
    service.publish(ask("scale", points=7), slug=slug, **asked)
    answer(service, slug, 7, times=2, start=3)

    shown, page = numbers(service, slug), service.get(f"/surveys/{slug}/results").text

    (figure,) = shown.json["figures"]
    assert (figure["answered"], figure["unanswered"]["not-shown"], figure["asked_otherwise"]) == (2, 3, True)
    assert counts(shown)["5"] == 0
    assert "Earlier versions asked it in another way; what was answered then is not in these figures." in page


def test_a_version_that_few_answered_hides_its_number_and_the_others(service):
    slug = service.publish(ask("yes_no"), results="public", min_cell=5)
    answer(service, slug, "yes", times=6)
    service.publish(ask("yes_no"), ask("yes_no", "cake"), slug=slug, results="public", min_cell=5)
    answer(service, slug, "yes", times=2, start=6)

    shown = numbers(service, slug)

    assert [version["counted"] for version in shown.json["versions"]] == [None, None]


def test_a_version_that_was_begun_and_never_sent_is_no_version_of_the_results(service):
    slug = service.publish(ask("yes_no"), ask("yes_no", "cake"), results="public", min_cell=1)
    service.send(slug, {"tea": "yes", "_go": "later"})
    service.publish(ask("yes_no"), slug=slug, results="public", min_cell=1)
    answer(service, slug, "yes", times=2)

    shown = numbers(service, slug)

    assert [version["counted"] for version in shown.json["versions"]] == [2]


def test_every_address_of_the_api_is_described_and_no_other(service):
    described = service.get("/api/v1/openapi.json")
    routes = {
        (re.sub(r"<(\w+)>", r"{\1}", rule.rule.removeprefix("/api/v1")), method.lower())
        for rule in service.app.url_map.iter_rules()
        if rule.rule.startswith("/api/v1/")
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert described.status_code == 200
    assert described.json["openapi"] == "3.1.0"
    assert {
        (path, method)
        for path, item in described.json["paths"].items()
        for method in item
        if method != "parameters"
    } == routes


def test_every_name_in_the_description_is_there():
    text = str(openapi.DESCRIPTION)
    names = set(re.findall(r"#/components/schemas/(\w+)", text))

    assert names <= set(openapi.DESCRIPTION["components"]["schemas"])
    assert set(CLOSED_QUESTIONS) <= set(openapi.ANSWERS)


def test_what_the_api_answers_has_the_parts_that_the_description_requires(service):
    slug = service.publish(ask("yes_no"), results="public", **POLL)
    answer(service, slug, "yes", times=5)
    schemas = openapi.DESCRIPTION["components"]["schemas"]

    shown = numbers(service, slug).json

    assert set(shown) == set(schemas["Numbers"]["required"])
    assert set(shown["figures"][0]) == set(schemas["Figure"]["required"])
    assert set(shown["figures"][0]["groups"][0]["shares"][0]) == set(schemas["Share"]["required"])
