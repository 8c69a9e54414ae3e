import json

import pytest

from survey_server import messages
from tests.builders import ask

FROM_SITE = {"Origin": "https://site.example", "Sec-Fetch-Site": "cross-site"}
ID = "0123456789abcdef"


def test_a_response_is_kept_and_gets_a_receipt(service):
    slug = service.publish(ask("choice", "tea"), ask("scale", "good"), ask("choices", "more", other=True))
    answers = {"tea": "green", "good": 4, "more": ["white", {"other": "Mate"}]}

    answer = service.post(
        slug, {"submission_id": ID, "answers": answers, "context": {"from": "post-1"}}, FROM_SITE
    )

    assert answer.status_code == 201
    receipt = answer.json["receipt"]
    assert answer.json == {"receipt": receipt, "url": f"http://localhost/receipts/{receipt}"}
    [row] = service.rows(slug)
    assert json.loads(row["answers"]) == answers
    assert json.loads(row["context"]) == {"from": "post-1"}
    assert (row["submission_id"], row["receipt"]) == (ID, receipt)


def test_the_same_submission_again_gives_the_first_receipt(service):
    slug = service.publish(ask("text", "why"))
    first = service.post(slug, {"submission_id": ID, "answers": {"why": "a"}})

    second = service.post(slug, {"submission_id": ID, "answers": {"why": "b"}})

    assert (first.status_code, second.status_code) == (201, 200)
    assert second.json["receipt"] == first.json["receipt"]
    assert len(service.rows(slug)) == 1


def test_the_same_submission_id_in_another_survey_is_another_response(service):
    one, two = service.publish(ask("text", "why")), service.publish(ask("text", "why"))

    first = service.post(one, {"submission_id": ID, "answers": {}})
    second = service.post(two, {"submission_id": ID, "answers": {}})

    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json["receipt"] != second.json["receipt"]


def test_a_repeat_after_erasure_gives_the_first_receipt_and_brings_nothing_back(service):
    slug = service.publish(ask("text", "why"))
    body = {"submission_id": ID, "answers": {"why": "words"}}
    receipt = service.post(slug, body).json["receipt"]
    service.client.post(f"/receipts/{receipt}", headers={"Sec-Fetch-Site": "same-origin"})

    again = service.post(slug, body)

    assert (again.status_code, again.json["receipt"]) == (200, receipt)
    assert service.rows(slug)[0]["answers"] is None


def test_errors_name_the_question(service):
    slug = service.publish(
        ask("choice", "tea", required=True), ask("number", "cups"), ask("statement", "hello")
    )

    answer = service.post(slug, {"submission_id": ID, "answers": {"cups": "3", "milk": 1, "hello": "hi"}})

    assert answer.status_code == 422
    assert answer.json == {
        "errors": {
            "tea": "Please choose one of these.",
            "cups": "Please write a number in digits, like 12 or 12.5.",
            "hello": "This is not a question, so it takes no answer.",
            "milk": "There is no such question.",
        }
    }
    assert service.rows(slug) == []


def test_answers_to_questions_that_are_not_shown_are_dropped(service):
    slug = service.publish(ask("yes_no", "tea"), ask("text", "why", required=True, when={"tea": "yes"}))

    answer = service.post(slug, {"submission_id": ID, "answers": {"tea": "no", "why": 17}})

    assert answer.status_code == 201
    assert json.loads(service.rows(slug)[0]["answers"]) == {"tea": "no"}


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ([], {"_request": messages.NOT_AN_OBJECT}),
        ("text", {"_request": messages.NOT_AN_OBJECT}),
        (None, {"_request": messages.NOT_AN_OBJECT}),
        ({}, {"_submission_id": messages.BAD_SUBMISSION_ID, "_answers": messages.ANSWERS_NOT_AN_OBJECT}),
        ({"submission_id": "short", "answers": {}}, {"_submission_id": messages.BAD_SUBMISSION_ID}),
        ({"submission_id": "x" * 65, "answers": {}}, {"_submission_id": messages.BAD_SUBMISSION_ID}),
        ({"submission_id": "with space", "answers": {}}, {"_submission_id": messages.BAD_SUBMISSION_ID}),
        ({"submission_id": 12345678, "answers": {}}, {"_submission_id": messages.BAD_SUBMISSION_ID}),
        ({"submission_id": ID, "answers": []}, {"_answers": messages.ANSWERS_NOT_AN_OBJECT}),
        ({"submission_id": ID, "answers": {}, "definition": 7}, {"_definition": messages.BAD_DEFINITION}),
        ({"submission_id": ID, "answers": {}, "context": []}, {"_context": messages.BAD_CONTEXT}),
        ({"submission_id": ID, "answers": {}, "context": {"a": 1}}, {"_context": messages.BAD_CONTEXT}),
        (
            {"submission_id": ID, "answers": {}, "context": {"a": "x" * 201}},
            {"_context": messages.BAD_CONTEXT},
        ),
        ({"submission_id": ID, "answers": {}, "context": {"a": "\0"}}, {"_context": messages.BAD_CONTEXT}),
        (
            {"submission_id": ID, "answers": {}, "context": {str(n): "" for n in range(11)}},
            {"_context": messages.BAD_CONTEXT},
        ),
    ],
)
def test_json_of_the_wrong_shape_is_refused_with_a_sentence(service, body, errors):
    slug = service.publish(ask("text", "why"))

    answer = service.post(slug, body)

    assert answer.status_code == 422
    assert answer.json == {"errors": errors}


@pytest.mark.parametrize(
    "body", [b"", b"{", b"\xff\xfe\xfd", b"[" * 100_000, b'{"submission_id": "\xc3"}', b"1" * 5000]
)
def test_what_is_not_json_is_refused_with_a_sentence(service, body):
    slug = service.publish(ask("text", "why"))

    answer = service.client.post(
        f"/api/v1/surveys/{slug}/responses",
        data=body,
        content_type="application/json",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 422
    assert answer.json == {"errors": {"_request": messages.NOT_JSON}}


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ('"a\\u0000b"', "There is a character here that cannot be shown. Please type the text anew."),
        ('"\\ud800"', "There is a character here that cannot be shown. Please type the text anew."),
        ('{"a": [1]}', "Please answer with text."),
        ("NaN", "Please answer with text."),
    ],
)
def test_naughty_values_are_refused_with_a_sentence(service, value, message):
    slug = service.publish(ask("text", "why"))

    answer = service.client.post(
        f"/api/v1/surveys/{slug}/responses",
        data=f'{{"submission_id": "{ID}", "answers": {{"why": {value}}}}}',
        content_type="application/json",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 422
    assert answer.json == {"errors": {"why": message}}


def test_naughty_question_names_are_refused_with_a_sentence(service):
    slug = service.publish(ask("text", "why"))

    answer = service.client.post(
        f"/api/v1/surveys/{slug}/responses",
        data=f'{{"submission_id": "{ID}", "answers": {{"\\ud800": 1}}}}',
        content_type="application/json",
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 422
    assert answer.json["errors"] == {"\ud800": "There is no such question."}


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]
)
def test_only_json_is_taken(service, kind):
    slug = service.publish(ask("text", "why"))

    answer = service.client.post(
        f"/api/v1/surveys/{slug}/responses",
        data=json.dumps({"submission_id": ID, "answers": {}}),
        content_type=kind,
        headers={"Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 415
    assert "_request" in answer.json["errors"]


def test_more_than_a_megabyte_is_refused_with_a_sentence(service):
    slug = service.publish(ask("long_text", "why", max=10_000_000))

    answer = service.post(slug, {"submission_id": ID, "answers": {"why": "x" * 1_100_000}})

    assert answer.status_code == 413
    assert answer.json["errors"]["_request"].startswith("That is more than can be taken at once.")


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"Origin": "https://evil.example"}, messages.FOREIGN),
        ({"Origin": "https://evil.example", "X-Masthead-Token": "TOKEN"}, messages.FOREIGN),
        ({}, messages.UNPROVEN),
        ({"Origin": "null"}, messages.UNPROVEN),
        ({"X-Masthead-Token": "forged.AAAAAA.abc"}, messages.UNPROVEN),
    ],
)
def test_an_origin_that_may_not_post_is_refused(service, headers, message):
    slug = service.publish(ask("text", "why"))
    headers = {name: value.replace("TOKEN", service.token(slug)) for name, value in headers.items()}

    answer = service.post(slug, {"submission_id": ID, "answers": {}}, headers)

    assert answer.status_code == 403
    assert answer.json == {"errors": {"_request": message}}
    assert service.rows(slug) == []


def test_a_program_without_origin_proves_itself_by_a_token(service):
    slug = service.publish(ask("text", "why"))

    answer = service.post(
        slug, {"submission_id": ID, "answers": {}}, {"X-Masthead-Token": service.token(slug)}
    )

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("header", "message"),
    [
        ({"opens": "2026-12-01"}, "This survey is not open yet. It opens on 1 December 2026."),
        ({"closes": "2026-11-21"}, "This survey closed on 21 November 2026. It takes no more answers."),
    ],
)
def test_a_survey_that_is_not_open_says_so(service, header, message):
    slug = service.publish(ask("text", "why"), **header)

    answer = service.post(slug, {"submission_id": ID, "answers": {}})

    assert answer.status_code == 409
    assert answer.json == {"errors": {"_survey": message}}


def test_a_full_survey_says_so_but_repeats_its_receipts(service):
    slug = service.publish(ask("text", "why"), limit=1)
    first = service.post(slug, {"submission_id": ID, "answers": {}})

    second = service.post(slug, {"submission_id": "another-submission", "answers": {}})
    repeat = service.post(slug, {"submission_id": ID, "answers": {}})

    assert (second.status_code, second.json) == (409, {"errors": {"_survey": messages.FULL}})
    assert (repeat.status_code, repeat.json) == (200, first.json)


def test_a_known_definition_is_answered_as_it_was(service):
    slug = service.publish(ask("choice", "tea", options=["Green", "Black"]))
    old = service.hidden(service.get(f"/surveys/{slug}"))["_definition"]
    service.publish(ask("choice", "tea", options=["White", "Oolong"]), slug=slug)

    answer = service.post(slug, {"submission_id": ID, "answers": {"tea": "green"}, "definition": old})

    assert answer.status_code == 201
    assert service.rows(slug)[0]["definition"] == old


def test_an_unknown_definition_is_refused(service):
    slug = service.publish(ask("text", "why"))

    answer = service.post(slug, {"submission_id": ID, "answers": {}, "definition": "0" * 64})

    assert answer.status_code == 409
    assert answer.json == {"errors": {"_definition": messages.UNKNOWN_DEFINITION}}


def test_a_browser_that_asks_first_is_told_what_its_site_may_do(service):
    answer = service.client.options(
        "/api/v1/surveys/any/responses", headers={"Origin": "https://site.example"}
    )

    assert answer.status_code == 204
    assert answer.headers["Access-Control-Allow-Origin"] == "https://site.example"
    assert answer.headers["Access-Control-Allow-Methods"] == "POST"
    assert answer.headers["Access-Control-Allow-Headers"] == "Content-Type, X-Masthead-Token"
    assert "Origin" in answer.headers["Vary"]
    assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example", "https://site.example.evil.example", "null", "*"])
def test_other_sites_are_told_nothing(service, origin):
    answer = service.client.options("/api/v1/surveys/any/responses", headers={"Origin": origin})

    assert "Access-Control-Allow-Origin" not in answer.headers
    assert "Origin" in answer.headers["Vary"]


def test_a_site_may_read_its_errors_too(service):
    answer = service.post("nothing-here", {}, FROM_SITE)

    assert answer.status_code == 404
    assert answer.headers["Access-Control-Allow-Origin"] == "https://site.example"
    assert answer.json["errors"]["_request"].startswith("There is nothing at this address.")


def test_other_answers_under_the_same_id_are_not_added_and_the_program_is_told(service):
    slug = service.publish(ask("text", "why"))
    first = {"submission_id": "0123456789abcdef", "answers": {"why": "a"}}

    service.post(slug, first)
    same = service.post(slug, first)
    other = service.post(slug, {**first, "answers": {"why": "b"}})

    assert "differs" not in same.json
    assert (other.status_code, other.json["differs"]) == (200, True)
    assert other.json["receipt"] == same.json["receipt"]


def test_answers_that_were_not_counted_make_the_same_response_no_other(service):
    slug = service.publish(ask("yes_no", "tea"), ask("text", "why", when={"tea": "yes"}))
    response = {"submission_id": "0123456789abcdef", "answers": {"tea": "no", "why": "not asked"}}

    service.post(slug, response)
    again = service.post(slug, response)

    assert again.status_code == 200
    assert "differs" not in again.json


def test_a_program_hears_in_the_respondents_language_that_a_survey_is_over(service):
    slug = service.publish(ask("text", "why"), language="de", closes="2026-11-01")
    paradata = {"language": "de"}

    answer = service.post(slug, {"submission_id": "i" * 16, "answers": {}, "paradata": paradata})

    assert answer.status_code == 409
    assert answer.json["errors"]["_survey"].startswith("Diese")


@pytest.mark.parametrize("seed", ["zz", "", 7, None, "0123456789ABCDEF", "0" * 17])
def test_what_is_no_seed_is_not_stored_as_an_order(service, seed):
    slug = service.publish(ask("choice", "tea", shuffle=True))
    sent = {"submission_id": "i" * 16, "answers": {"tea": "green"}, "paradata": {"seed": seed}}

    answer = service.post(slug, sent)

    assert answer.status_code == 201
    assert service.rows(slug)[0]["paradata"] is None
