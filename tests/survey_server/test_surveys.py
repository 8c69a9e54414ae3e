import html
import json
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from editorial.question import QuestionType
from survey_server import messages
from survey_server.services import new_code
from survey_server.store import NAMELESS, NewResponse
from tests.builders import ask
from tests.survey_server.conftest import NOW

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
NAUGHTY = "<script>alert('x')</script> \"; DROP TABLE response; -- =1+1 \u202e\u200b 👩‍👧 {q}"

# For each type: what a browser sends, and what is stored.
EVERY_TYPE = {
    QuestionType.CHOICE: ({"q_choice": "black-tea"}, "black-tea"),
    QuestionType.CHOICES: ({"q_choices": ["green", "white"]}, ["green", "white"]),
    QuestionType.YES_NO: ({"q_yes_no": "no"}, "no"),
    QuestionType.SCALE: ({"q_scale": "4"}, 4),
    QuestionType.NPS: ({"q_nps": "0"}, 0),
    QuestionType.STARS: ({"q_stars": "5"}, 5),
    QuestionType.MATRIX: ({"q_matrix__green": "good"}, {"green": "good"}),
    QuestionType.RANK: ({"q_rank__white": "1", "q_rank__green": "2"}, ["white", "green"]),
    QuestionType.TEXT: ({"q_text": "Assam"}, "Assam"),
    QuestionType.LONG_TEXT: ({"q_long_text": "two\r\nlines"}, "two\nlines"),
    QuestionType.EMAIL: ({"q_email": "ada@example.org"}, "ada@example.org"),
    QuestionType.NUMBER: ({"q_number": "2.5"}, 2.5),
    QuestionType.DATE: ({"q_date": "2026-03-31"}, "2026-03-31"),
    QuestionType.CONSENT: ({"q_consent": "true"}, True),
    QuestionType.STATEMENT: ({}, None),
}


def test_every_type_is_shown_sent_and_stored(service):
    slug = service.publish(*(ask(kind, f"q_{kind}") for kind in QuestionType))
    fields = {name: value for sent, _ in EVERY_TYPE.values() for name, value in sent.items()}

    page = service.get(f"/surveys/{slug}")
    answer = service.send(slug, fields)

    assert page.status_code == 200
    assert all(f'id="q-q_{kind}"' in page.text for kind in QuestionType)
    assert answer.status_code == 303
    stored = {f"q_{kind}": value for kind, (_, value) in EVERY_TYPE.items() if value is not None}
    assert [json.loads(row["answers"]) for row in service.rows(slug)] == [stored]


def test_a_kept_response_leads_to_its_receipt(service):
    slug = service.publish(ask("text", "why"))

    answer = service.send(slug, {"why": NAUGHTY})

    address = answer.headers["Location"]
    receipt = service.get(address)
    assert urlsplit(address).path == f"/receipts/{service.rows(slug)[0]['receipt']}"
    assert receipt.status_code == 200
    assert (
        html.escape(NAUGHTY, quote=True).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in receipt.text
    )


def test_errors_come_back_linked_with_everything_kept(service, errors):
    slug = service.publish(
        ask("choice", "tea", required=True),
        ask("choices", "more", other=True, max=1),
        ask("text", "why", max=5),
        ask("number", "cups"),
        ask("matrix", "good", required=True),
        ask("rank", "order"),
    )
    fields = {
        "more": ["green", "other"],
        "more__other": "Mate",
        "why": "too long",
        "cups": "many",
        "good__green": "bad",
        "order__green": "1",
        "order__white": "1",
    }

    page = service.send(slug, fields)

    assert page.status_code == 422
    assert errors(page) == [
        ("f-tea-green", "What about tea? Please choose one of these."),
        ("f-more-green", "What about more? Please choose at most 1; you chose 2."),
        ("f-why", "What about why? Please shorten this to 5 characters; there are 8."),
        ("f-cups", "What about cups? Please write a number in digits, like 12 or 12.5."),
        (
            "f-good-green-good",
            "What about good? Please choose an answer in each row; “Black tea” has none yet.",
        ),
        (
            "f-order-green",
            "What about order? Please give each of these a place of its own; two have the same.",
        ),
    ]
    assert 'value="Mate"' in page.text
    assert 'value="too long"' in page.text
    assert 'value="many"' in page.text
    assert service.rows(slug) == []


def test_a_corrected_form_is_taken_with_the_submission_id_it_had(service):
    slug = service.publish(ask("text", "why", required=True))
    first = service.send(slug, {"_submission_id": "made-by-a-browser-1"})

    again = service.client.post(
        f"/surveys/{slug}", data=service.hidden(first) | {"why": "Because."}, headers=SAME_ORIGIN
    )

    assert again.status_code == 303
    assert service.rows(slug)[0]["submission_id"] == "made-by-a-browser-1"


def test_only_questions_that_are_shown_are_required_and_kept(service):
    slug = service.publish(
        ask("yes_no", "tea", required=True),
        ask("text", "why", required=True, when={"tea": "yes"}),
        ask("text", "note", when={"why": {"answered": "yes"}}),
    )

    answer = service.send(slug, {"tea": "no", "why": "left over", "note": "left over"})

    assert answer.status_code == 303
    assert json.loads(service.rows(slug)[0]["answers"]) == {"tea": "no"}


def test_a_shown_question_of_a_condition_is_required(service, errors):
    slug = service.publish(ask("yes_no", "tea"), ask("text", "why", required=True, when={"tea": "yes"}))

    page = service.send(slug, {"tea": "yes"})

    assert errors(page) == [("f-why", "What about why? Please write an answer.")]


def test_sending_twice_keeps_one_response_and_leads_to_the_same_receipt(service):
    slug = service.publish(ask("text", "why"))

    first = service.send(slug, {"_submission_id": "clicked-twice-in-a-row", "why": "a"})
    second = service.send(slug, {"_submission_id": "clicked-twice-in-a-row", "why": "a"})

    assert second.status_code == 303
    assert second.headers["Location"] == first.headers["Location"]
    assert [json.loads(row["answers"]) for row in service.rows(slug)] == [{"why": "a"}]


FROM_SITE = {"Origin": "https://site.example", "Sec-Fetch-Site": "cross-site"}


def test_a_form_without_an_id_is_kept_at_once(service):
    slug = service.publish(ask("text", "why"))

    sent = service.client.post(f"/surveys/{slug}", data={"why": "words"}, headers=FROM_SITE)

    assert sent.status_code == 303
    assert [json.loads(row["answers"]) for row in service.rows(slug)] == [{"why": "words"}]


def test_equal_answers_without_an_id_are_asked_about_and_can_still_be_sent(service):
    slug = service.publish(ask("text", "why"))

    service.client.post(f"/surveys/{slug}", data={"why": "words"}, headers=FROM_SITE)
    asked = service.client.post(
        f"/surveys/{slug}", data={"why": "words", "_submission_id": ""}, headers=FROM_SITE
    )
    stored_before = service.rows(slug)
    fields = service.hidden(asked) | {"why": "words"}
    sent = [service.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN) for _ in range(2)]

    assert asked.status_code == 422
    assert (
        "The same answers arrived from a page like this a moment ago. If you pressed the button twice, they "
        "are kept and there is nothing more to do. If these are yours and not sent yet, please send them now."
    ) in asked.text
    assert 'value="words"' in asked.text
    assert len(stored_before) == 1
    assert [page.status_code for page in sent] == [303, 303]
    assert sent[0].headers["Location"] == sent[1].headers["Location"]
    assert len(service.rows(slug)) == 2


def test_only_equal_answers_of_the_last_five_seconds_and_without_an_id_are_asked_about(service):
    slug = service.publish(ask("text", "why"))
    service.send(slug, {"why": "words"})
    service.services.store.responses.save(nameless(slug, {"why": "words"}, NOW - timedelta(seconds=5)))
    service.services.store.responses.save(nameless(slug, {"why": "other"}, NOW))

    sent = service.client.post(f"/surveys/{slug}", data={"why": "words"}, headers=FROM_SITE)

    assert sent.status_code == 303
    assert len(service.rows(slug)) == 4


def test_two_equal_forms_without_an_id_that_arrive_together_are_kept_once(service):
    slug = service.publish(ask("text", "why"))
    begin = threading.Barrier(8)

    def send(_):
        begin.wait()
        return (
            service.app.test_client()
            .post(f"/surveys/{slug}", data={"why": "words"}, headers=FROM_SITE)
            .status_code
        )

    with ThreadPoolExecutor(8) as pool:
        statuses = sorted(pool.map(send, range(8)))

    assert statuses == [303, *[422] * 7]
    assert len(service.rows(slug)) == 1


def nameless(slug, answers, received_at):
    """Return a response from a page without an id."""
    return NewResponse(
        survey=slug,
        definition="0" * 64,
        definition_body="{}",
        submission_id=f"{NAMELESS}{new_code()}",
        receipt=new_code(),
        received_at=received_at,
        answers=answers,
        context={},
    )


def test_an_old_browser_is_believed_by_its_token(service):
    slug = service.publish(ask("text", "why"))

    assert service.send(slug, {"why": "words"}, headers={}).status_code == 303


def test_a_page_from_elsewhere_is_refused_whatever_its_token_says(service):
    slug = service.publish(ask("text", "why"))

    page = service.send(slug, {"why": "words"}, headers={"Origin": "https://evil.example"})

    assert page.status_code == 403
    assert messages.FOREIGN in page.text
    assert service.rows(slug) == []


def test_without_headers_and_token_a_page_says_what_to_do(service):
    slug = service.publish(ask("text", "why"))

    page = service.send(slug, {"why": "words"}, headers={}, without=["_token"])

    assert page.status_code == 403
    assert messages.UNPROVEN in page.text
    assert service.rows(slug) == []


def test_the_token_of_another_survey_is_worth_nothing(service):
    slug, other = service.publish(ask("text", "why")), service.publish(ask("text", "why"))

    page = service.send(slug, {"why": "words", "_token": service.token(other)}, headers={})

    assert page.status_code == 403


def test_an_expired_token_is_renewed_with_everything_kept(service):
    slug = service.publish(ask("text", "why"))
    yesterday = service.services.now() - timedelta(hours=25)

    page = service.send(slug, {"why": "words", "_token": service.token(slug, made=yesterday)}, headers={})
    answer = service.client.post(f"/surveys/{slug}", data=service.hidden(page) | {"why": "words"})

    assert page.status_code == 422
    assert messages.PAGE_RENEWED in page.text
    assert 'value="words"' in page.text
    assert answer.status_code == 303
    assert len(service.rows(slug)) == 1


def test_an_unknown_submission_id_is_renewed_with_everything_kept(service):
    slug = service.publish(ask("text", "why"))

    page = service.send(slug, {"why": "words", "_submission_id": "no spaces!"})

    assert page.status_code == 422
    assert messages.SUBMISSION_ID_RENEWED in page.text
    assert 'value="words"' in page.text
    assert service.hidden(page)["_submission_id"] != "no spaces!"


@pytest.mark.parametrize(
    ("header", "note"),
    [
        ({"opens": "2026-12-01"}, "This survey is not open yet. It opens on 1 December 2026."),
        ({"closes": "2026-11-21"}, "This survey closed on 21 November 2026. It takes no more answers."),
    ],
)
def test_a_survey_that_is_not_open_says_so_and_gives_back_what_was_typed(service, header, note):
    slug = service.publish(ask("text", "why", ask="Why tea?"), **header)

    page = service.get(f"/surveys/{slug}")
    refused = service.client.post(f"/surveys/{slug}", data={"why": "words"}, headers=SAME_ORIGIN)

    assert page.status_code == 200
    assert note in page.text
    assert "<form" not in page.text
    assert refused.status_code == 409
    assert note in refused.text
    assert "<dt>Why tea?</dt>" in refused.text
    assert "<dd>words</dd>" in refused.text
    assert service.rows(slug) == []


def test_a_survey_is_open_through_its_last_day(service):
    slug = service.publish(ask("text", "why"), opens="2026-11-22", closes="2026-11-22")

    assert service.send(slug, {"why": "words"}).status_code == 303


def test_a_response_that_was_taken_is_not_refused_when_it_comes_again_after_the_end(service):
    slug = service.publish(ask("text", "why"))
    first = service.send(slug, {"why": "words", "_submission_id": "it-came-in-time-once"})
    service.publish(ask("text", "why"), slug=slug, closes="2026-11-21")

    again = service.client.post(
        f"/surveys/{slug}",
        data={"why": "words", "_submission_id": "it-came-in-time-once"},
        headers=SAME_ORIGIN,
    )

    assert again.headers["Location"] == first.headers["Location"]


def test_a_full_survey_takes_no_more(service):
    slug = service.publish(ask("text", "why"), limit=1)
    open_page = service.hidden(service.get(f"/surveys/{slug}"))
    service.send(slug, {"why": "first"})

    refused = service.client.post(f"/surveys/{slug}", data=open_page | {"why": "second"}, headers=SAME_ORIGIN)
    page = service.get(f"/surveys/{slug}")

    assert refused.status_code == 409
    assert messages.FULL in refused.text
    assert "<dd>second</dd>" in refused.text
    assert messages.FULL in page.text
    assert len(service.rows(slug)) == 1


def test_someone_who_began_before_a_change_finishes_what_they_began(service):
    slug = service.publish(ask("choice", "tea", options=["Green", "Black"]))
    began = service.hidden(service.get(f"/surveys/{slug}"))
    service.publish(ask("choice", "tea", options=["White", "Oolong"]), slug=slug)

    answer = service.client.post(f"/surveys/{slug}", data=began | {"tea": "green"}, headers=SAME_ORIGIN)

    assert answer.status_code == 303
    assert service.rows(slug)[0]["definition"] == began["_definition"]
    assert "<dd>Green</dd>" in service.get(answer.headers["Location"]).text


def test_a_definition_that_nobody_knows_is_shown_again_as_it_is_now(service):
    slug = service.publish(ask("text", "why"))

    page = service.send(slug, {"why": "words", "_definition": "0" * 64})

    assert page.status_code == 422
    assert messages.DEFINITION_CHANGED in page.text
    assert 'value="words"' in page.text
    assert service.rows(slug) == []


def test_text_with_control_characters_is_refused_with_a_sentence(service, errors):
    slug = service.publish(ask("text", "why"))

    page = service.send(slug, {"why": "a\0b"})

    assert page.status_code == 422
    assert errors(page) == [
        (
            "f-why",
            "What about why? There is a character here that cannot be shown. Please type the text anew.",
        )
    ]


def test_a_form_of_another_type_is_refused(service):
    slug = service.publish(ask("text", "why"))

    page = service.client.post(
        f"/surveys/{slug}", data=b"why=x", content_type="text/plain", headers=SAME_ORIGIN
    )

    assert page.status_code == 415


def test_files_are_taken_like_any_form(service):
    slug = service.publish(ask("text", "why"))

    answer = service.client.post(
        f"/surveys/{slug}",
        data={"why": "words", "_submission_id": "sent-as-multipart"},
        content_type="multipart/form-data",
        headers=SAME_ORIGIN,
    )

    assert answer.status_code == 303


def test_getting_a_survey_stores_nothing(service):
    slug = service.publish(ask("text", "why"))

    service.get(f"/surveys/{slug}?why=words&_submission_id=abcdefgh")

    assert service.rows(slug) == []


@pytest.mark.parametrize(
    "slug",
    [
        "nothing-here",
        "..",
        "%2e%2e%2fsecret",
        "a%00b",
        "A",
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    ],
)
def test_an_unknown_survey_is_not_found(service, slug):
    assert service.get(f"/surveys/{slug}").status_code == 404
