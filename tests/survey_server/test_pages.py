"""What holds for every answer of the service: headers, error pages, health, the style sheet."""

import re
from dataclasses import replace

import pytest

from survey_server import create_app, messages
from tests.builders import ask, survey_text

NOBODY = "postgresql+psycopg://postgres@127.0.0.1:1/nothing?connect_timeout=2"
CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'{site}; script-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.fixture
def away(config):
    """Return a client of a service whose database is away, and the slug of a survey."""
    app = create_app(replace(config, database_url=NOBODY))
    (config.content / "surveys" / "away.md").write_text(survey_text(ask("text", "why"), limit=5))
    yield app.test_client()
    app.extensions["masthead"].store.close()


@pytest.mark.parametrize(
    "path", ["/healthz", "/surveys/nothing", "/receipts/nothing", "/api/v1/nothing", "/"]
)
def test_every_answer_has_the_security_headers_and_sets_no_cookie(service, path):
    answer = service.get(path)

    # A page may show the site's pictures.
    site = " https://site.example" if answer.mimetype == "text/html" else ""
    assert answer.headers["Content-Security-Policy"] == CSP.format(site=site)
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_page_with_a_form_keeps_to_its_policy(service):
    slug = service.publish(ask("text", "why"))

    page = service.get(f"/surveys/{slug}")

    # Its own copy lets the browser's back button find the same form again, with the same submission id.
    assert page.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in page.headers
    assert "<style" not in page.text
    assert " style=" not in page.text
    assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/json\"))", page.text)


def test_the_style_sheet_is_served_under_a_name_that_changes_with_it(service):
    slug = service.publish()
    address = re.search(r'rel="stylesheet" href="([^"]+)"', service.get(f"/surveys/{slug}").text)[1]

    answer = service.get(address)

    assert re.fullmatch(r"/theme/site\.[0-9a-f]{8}\.css", address)
    assert answer.status_code == 200
    assert answer.mimetype == "text/css"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert service.get("/theme/site.00000000.css").status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nothing", 404), ("PUT", "/healthz", 405), ("DELETE", "/receipts/x", 405)],
)
def test_an_error_is_a_page_in_the_theme(service, method, path, status):
    page = service.client.open(path, method=method)

    heading, remedy = messages.ERROR_PAGES[status]
    assert page.status_code == status
    assert f"<h1>{heading}</h1>" in page.text
    assert remedy in page.text
    assert "The Tea Review" in page.text
    assert 'content="noindex"' in page.text


def test_a_method_that_is_not_allowed_comes_with_those_that_are(service):
    assert service.client.put("/receipts/x").headers["Allow"] == "GET, HEAD, OPTIONS, POST"


def test_too_large_a_form_is_refused_with_what_to_do(service):
    slug = service.publish(ask("long_text", "why"))

    page = service.client.post(
        f"/surveys/{slug}", data={"why": "x" * 1_100_000}, headers={"Sec-Fetch-Site": "same-origin"}
    )

    assert page.status_code == 413
    assert messages.ERROR_PAGES[413][1] in page.text


def test_our_own_mistake_is_a_page_that_tells_nothing(config):
    app = create_app(config)

    @app.get("/broken")
    def broken():
        message = "a secret"
        raise RuntimeError(message)

    page = app.test_client().get("/broken")
    app.extensions["masthead"].store.close()

    assert page.status_code == 500
    assert messages.ERROR_PAGES[500][0] in page.text
    assert "a secret" not in page.text


def test_the_process_says_that_it_is_up_and_ready(service):
    up, ready = service.get("/healthz"), service.get("/readyz")

    assert (up.status_code, up.text) == (200, "ok\n")
    assert (ready.status_code, ready.text) == (200, "ready\n")


def test_without_its_database_the_service_is_up_but_not_ready(away):
    up, ready = away.get("/healthz"), away.get("/readyz")

    assert up.status_code == 200
    assert (ready.status_code, ready.text) == (503, "The database does not answer.\n")


def test_without_its_surveys_the_service_is_not_ready(config, tmp_path):
    app = create_app(replace(config, content=tmp_path))

    ready = app.test_client().get("/readyz")
    app.extensions["masthead"].store.close()

    assert ready.status_code == 503
    assert ready.text == f"The folder {tmp_path}/surveys cannot be read.\n"


def test_without_its_database_a_survey_is_shown_and_what_was_typed_comes_back(away):
    page = away.get("/surveys/away")

    fields = {"why": "words", "_submission_id": "0123456789abcdef"}
    answer = away.post("/surveys/away", data=fields, headers={"Sec-Fetch-Site": "same-origin"})

    assert page.status_code == 200
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert messages.NOT_SAVED in answer.text
    assert 'value="words"' in answer.text


def test_without_its_database_the_api_and_receipts_say_so(away):
    body = {"submission_id": "0123456789abcdef", "answers": {"why": "words"}}
    answer = away.post("/api/v1/surveys/away/responses", json=body, headers={"Sec-Fetch-Site": "same-origin"})
    receipt = away.get("/receipts/" + "a" * 24)

    assert answer.status_code == 503
    assert answer.json == {"errors": {"_survey": messages.NOT_SAVED_SHORT}}
    assert receipt.status_code == 503
    assert messages.ERROR_PAGES[503][0] in receipt.text


def test_a_host_that_is_none_is_no_reason_to_fail(service):
    slug = service.publish(ask("text", "why"))

    answer = service.client.post(f"/surveys/{slug}", data={"why": "x"}, headers={"Host": "no host:99999999"})

    assert answer.status_code in (400, 403)


def test_behind_a_proxy_the_public_address_counts(config):
    app = create_app(replace(config, service_url="https://answers.example"))
    (config.content / "surveys" / "proxied.md").write_text(survey_text(ask("text", "why")))

    answer = app.test_client().post(
        "/api/v1/surveys/proxied/responses",
        json={"submission_id": "0123456789abcdef", "answers": {}},
        headers={"Origin": "https://answers.example"},
    )
    app.extensions["masthead"].store.close()

    assert answer.status_code in (200, 201)
    assert answer.json["url"].startswith("https://answers.example/receipts/")
