"""Strings that break other systems, through every door: kept and shown exactly, or refused in words."""

import html
import json

import pytest

from survey_server import messages
from tests.builders import ask

SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}
KEPT = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'; DROP TABLE response; --",
    "=HYPERLINK(\"https://evil.example\")",
    "+1", "-1+1", "@SUM(A1)", "{{ 7*7 }}", "{q}", "{% raw %}", "${7*7}", "%s%n%x", "\\u0000", "&lt;b&gt;",
    "null", "NaN",
    "\u202etxet\u202c", "a\u200bb", "\ufeffbom", "e\u0301", "👩‍👧", "Ｔｈｅ", "שלום", "﷽", "\U0010ffff",
    "x\ty",
    "../../etc/passwd", "</textarea>", "</script>", "<!--", "]]>", "a" * 500,
]  # fmt: skip
REFUSED = ["a\0b", "\x1b[31m", "a\x08b", "\x7f", "\x85x", "a" * 501]
DOORS = {
    "text": (ask("text", "q"), lambda words: ({"q": words}, {"q": words})),
    "other": (
        ask("choice", "q", other=True),
        lambda words: ({"q": "other", "q__other": words}, {"q": {"other": words}}),
    ),
    "others": (
        ask("choices", "q", other=True),
        lambda words: ({"q": ["green", "other"], "q__other": words}, {"q": ["green", {"other": words}]}),
    ),
}
ID = "0123456789abcdef"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("words", KEPT)
def test_what_can_be_shown_is_kept_and_shown_exactly(service, door, words):
    question, answer = DOORS[door]
    fields, value = answer(words)
    slug, program = service.publish(question), service.publish(question)

    sent = service.send(slug, fields)
    posted = service.post(program, {"submission_id": ID, "answers": value})
    receipt = service.get(sent.headers["Location"])

    assert (sent.status_code, posted.status_code) == (303, 201)
    assert json.loads(service.rows(slug)[0]["answers"]) == value
    assert json.loads(service.rows(program)[0]["answers"]) == value
    assert words in html.unescape(receipt.text)
    assert "<script>alert" not in receipt.text


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("words", [*REFUSED, "a\ud800b"])
def test_what_cannot_be_shown_is_refused_with_a_sentence(service, door, words):
    question, answer = DOORS[door]
    fields, value = answer(words)
    slug = service.publish(question)

    posted = service.post(slug, {"submission_id": ID, "answers": value})
    # In a form half of a surrogate pair is no UTF-8, see below.
    sent = service.send(slug, fields) if "\ud800" not in words else None

    assert posted.status_code == 422
    assert posted.json["errors"]["q"].startswith(("There is a character here", "Please shorten this"))
    assert sent is None or sent.status_code == 422
    assert service.rows(slug) == []


@pytest.mark.parametrize("words", [*KEPT, *REFUSED, "x" * 900_000])
def test_no_field_of_a_form_breaks_the_page(service, words):
    slug = service.publish(ask("text", "q"), hidden=["campaign"], pages="one")
    names = ("_so_far", "_step", "_go", "_submission_id", "_seed", "_lang", "_seconds", "_definition",
             "_token", "_context__campaign", words[:50], "q__other")  # fmt: skip

    for name in names:
        page = service.client.post(f"/surveys/{slug}", data={"q": "x", name: words}, headers=SAME_ORIGIN)
        assert page.status_code in (200, 303, 422), name
    assert all(json.loads(row["answers"]) == {"q": "x"} for row in service.rows(slug))


@pytest.mark.parametrize("words", [*KEPT, *REFUSED])
def test_no_value_of_an_address_breaks_the_page(service, words):
    slug = service.publish(
        ask("choice", "q"), hidden=["campaign"], language="en", languages={"de": {"title": "T"}}
    )

    for name in ("so_far", "step", "lang", "from", "campaign", "q.q", words[:50]):
        page = service.client.get(f"/surveys/{slug}", query_string={name: words})
        assert page.status_code == 200, name
    assert service.rows(slug) == []


@pytest.mark.parametrize(
    "body",
    [
        {"submission_id": "\ud800" * 16, "answers": {}},
        {"submission_id": ID, "answers": {"\ud800": "x"}},
        {"submission_id": ID, "answers": {"q": "x"}, "context": {"from": "\ud800"}},
        {"submission_id": ID, "answers": {"q": "x"}, "context": {"\ud800": "x"}},
        {"submission_id": ID, "answers": {"q": "x"}, "definition": "\ud800" * 64},
        {"submission_id": ID, "answers": {"q": ["x", {"\ud800": 1}]}},
        {"submission_id": ID, "answers": {"q": "x" * 900_000}},
    ],
)
def test_half_a_surrogate_pair_anywhere_in_json_is_refused_in_words(service, body):
    slug = service.publish(ask("text", "q"))

    answer = service.post(slug, body)

    assert answer.status_code == 422
    assert all(answer.json["errors"].values())
    assert service.rows(slug) == []


def test_a_seed_and_a_language_of_nonsense_are_left_out(service):
    slug = service.publish(ask("text", "q"))
    paradata = {"seed": "\ud800", "language": "\ud800", "seconds": {"\ud800": 1, "q": "\ud800"}}

    answer = service.post(slug, {"submission_id": ID, "answers": {"q": "x"}, "paradata": paradata})

    assert answer.status_code == 201
    assert service.rows(slug)[0]["paradata"] is None


# Bytes that are no UTF-8, as only a broken sender has them.
NOT_UTF8 = [b"\xff\xfe", b"\xed\xa0\x80", b"a\x80b", b"\xc3"]
URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=b"


def as_multipart(fields):
    """Return a form as browsers send it with files, of bytes by names."""
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (name.encode(), value)
        for name, value in fields.items()
    ]
    return b"".join(parts) + b"--b--\r\n"


def percent(data):
    return b"".join(b"%%%02x" % byte for byte in data)


@pytest.mark.parametrize("not_utf8", NOT_UTF8)
@pytest.mark.parametrize(
    ("mimetype", "written"),
    [
        (URLENCODED, lambda word: b"q=" + percent(word) + b"&name=Ada"),
        (URLENCODED, lambda word: b"q=" + word + b"&name=Ada"),
        (MULTIPART, lambda word: as_multipart({"q": word, "name": b"Ada"})),
    ],
)
def test_what_is_no_utf8_is_refused_with_a_sentence(service, not_utf8, mimetype, written):
    slug = service.publish(ask("text", "q"), ask("text", "name"))

    page = service.client.post(
        f"/surveys/{slug}", data=written(not_utf8), content_type=mimetype, headers=SAME_ORIGIN
    )

    assert page.status_code == 422
    assert messages.NOT_UTF8 in page.text
    assert "\ufffd" in page.text
    assert 'value="Ada"' in page.text
    assert service.rows(slug) == []


@pytest.mark.parametrize(
    ("mimetype", "data"),
    [
        (URLENCODED, b"q=" + percent("a\ufffd+ü".encode())),
        (URLENCODED, "q=a\ufffd%2Bü".encode()),
        (MULTIPART, as_multipart({"q": "a\ufffd+ü".encode()})),
    ],
)
def test_the_sign_for_what_is_unreadable_may_be_typed(service, mimetype, data):
    slug = service.publish(ask("text", "q"))

    sent = service.client.post(f"/surveys/{slug}", data=data, content_type=mimetype, headers=SAME_ORIGIN)

    assert sent.status_code == 303
    assert json.loads(service.rows(slug)[0]["answers"]) == {"q": "a\ufffd+ü"}
