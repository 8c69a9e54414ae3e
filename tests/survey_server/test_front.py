"""The service's own first page."""

from dataclasses import replace

import pytest

from survey_server import create_app
from tests.builders import ask, survey_text


@pytest.fixture
def client(config, tmp_path):
    """Return a client of a service with surveys of its own."""
    (tmp_path / "surveys").mkdir()
    headers = {
        "listed": {"title": "Which tea?", "where": ["page"]},
        "unlisted": {"title": "For a letter", "where": ["post-end"]},
        "over": {"title": "Last year", "where": ["page"], "closes": "2025-01-01"},
    }
    for slug, header in headers.items():
        (tmp_path / "surveys" / f"{slug}.md").write_text(survey_text(ask("text", "why"), **header))
    app = create_app(replace(config, content=tmp_path))
    yield app.test_client()
    app.extensions["masthead"].store.close()


def test_the_first_page_leads_to_the_surveys_that_are_open_and_listed_on_the_site(client):
    page = client.get("/")

    assert page.status_code == 200
    assert '<a href="/surveys/listed">Which tea?</a>' in page.text
    assert "For a letter" not in page.text
    assert "Last year" not in page.text


def test_the_first_page_says_when_nothing_is_asked(client, tmp_path):
    for path in (tmp_path / "surveys").glob("*.md"):
        path.unlink()

    page = client.get("/")

    assert (page.status_code, "Nothing is asked just now." in page.text) == (200, True)
