"""The service on both databases. Every test has surveys of its own, so none need be cleaned away."""

import html
import itertools
import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from survey_server import create_app
from survey_server.config import ServerConfig
from survey_server.store import Store
from tests.builders import survey_text
from tests.databases import new_postgresql_database

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
SITE = "https://site.example"
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def empty_database(request, tmp_path_factory):
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('database') / 'masthead.db'}"
    else:
        with new_postgresql_database() as url:
            yield url


@pytest.fixture(scope="session")
def database_url(empty_database):
    # Whichever test comes first on a worker finds the tables.
    store = Store(empty_database)
    store.migrate()
    store.close()
    return empty_database


@pytest.fixture(scope="session")
def config(database_url, tmp_path_factory):
    content = tmp_path_factory.mktemp("content")
    (content / "surveys").mkdir()
    return ServerConfig(
        secret_key="s" * 32,
        content=content,
        database_url=database_url,
        site_origins=frozenset({SITE}),
        site_name="The Tea Review",
        site_url=SITE,
        timezone=ZoneInfo("Europe/London"),
        as_of=NOW,
    )


class Service:
    """The application as a respondent's browser and an editor's files see it."""

    _numbers = itertools.count(1)

    def __init__(self, config):
        self.config = config
        self.app = create_app(config)
        self.services = self.app.extensions["masthead"]
        self.client = self.app.test_client()

    def publish(self, *questions, slug="", **header):
        """Write a survey file and return its slug."""
        slug = slug or f"survey-{next(self._numbers)}"
        self.file(slug).write_text(survey_text(*questions, **header), encoding="utf-8")
        return slug

    def file(self, slug):
        """Return where a survey's file is."""
        return Path(self.config.content) / "surveys" / f"{slug}.md"

    def get(self, path, **headers):
        """Return the response to a GET."""
        return self.client.get(path, headers=headers)

    def hidden(self, page):
        """Return the hidden fields of a page's form."""
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text))

    def send(self, slug, fields, headers=None, *, without=()):
        """Fill in the form of a survey as a browser does, and return the response."""
        hidden = self.hidden(self.get(f"/surveys/{slug}"))
        data = {name: value for name, value in (hidden | fields).items() if name not in without}
        return self.client.post(
            f"/surveys/{slug}", data=data, headers=SAME_ORIGIN if headers is None else headers
        )

    def post(self, slug, body, headers=None):
        """Post JSON to the API and return the response."""
        headers = SAME_ORIGIN if headers is None else headers
        path = f"/api/v1/surveys/{slug}/responses"
        return self.client.post(path, data=json.dumps(body), content_type="application/json", headers=headers)

    def rows(self, slug):
        """Return what is stored for a survey, as the database holds it."""
        query = sa.text("SELECT * FROM response WHERE survey = :survey ORDER BY id")
        with self.services.store.engine.connect() as connection:
            return [row._mapping for row in connection.execute(query, {"survey": slug})]

    def token(self, subject, *, made=NOW):
        """Return a token that was signed at an instant."""
        return self.services.tokens.sign(subject, now=made)


@pytest.fixture(scope="session")
def service(config):
    service = Service(config)
    yield service
    service.services.store.close()


def messages_of(page):
    """Return the messages of a page's error summary, each with the id it links to."""
    summary = page.text.partition('class="error-summary"')[2].partition("</ul>")[0]
    return [
        (anchor, html.unescape(words)) for anchor, words in re.findall(r'href="#([^"]+)">([^<]*)<', summary)
    ]


@pytest.fixture(scope="session")
def errors():
    return messages_of
