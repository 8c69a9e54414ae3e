"""A survey that closes takes what was sent before, and nothing from then on, through either door."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tests.builders import ask
from tests.survey_server.conftest import SAME_ORIGIN, Service

CLOSES = datetime(2026, 11, 22, 18, 0, tzinfo=UTC)


@pytest.fixture
def at(config):
    """Return a maker of services whose clock stands at an instant."""
    made = []

    def make(instant):
        made.append(Service(replace(config, as_of=instant)))
        return made[-1]

    yield make
    for service in made:
        service.services.store.close()


@pytest.mark.parametrize(
    ("seconds", "form_status", "api_status"),
    [(-3600, 303, 201), (-0.000001, 303, 201), (0, 409, 409), (0.000001, 409, 409), (86_400, 409, 409)],
)
def test_nothing_slips_in_after_the_end(at, seconds, form_status, api_status):
    before = at(CLOSES - timedelta(hours=1))
    slug = before.publish(ask("text", "why"), closes=CLOSES.isoformat())
    fields = before.hidden(before.get(f"/surveys/{slug}")) | {"why": "in time"}
    then = at(CLOSES + timedelta(seconds=seconds))

    by_form = then.client.post(f"/surveys/{slug}", data=fields, headers=SAME_ORIGIN)
    by_api = then.post(slug, {"submission_id": "closing-test-number", "answers": {"why": "in time"}})

    assert (by_form.status_code, by_api.status_code) == (form_status, api_status)
    assert len(then.rows(slug)) == (2 if seconds < 0 else 0)
    if seconds >= 0:
        assert "This survey closed on 22 November 2026. It takes no more answers." in by_form.text
        assert "in time" in by_form.text


def test_of_many_that_come_around_the_end_those_before_it_are_kept(at):
    services = [at(CLOSES + timedelta(microseconds=place - 4)) for place in range(8)]
    slug = services[0].publish(ask("text", "why"), closes=CLOSES.isoformat())

    def send(number):
        body = {"submission_id": f"closing-test-{number:06}", "answers": {"why": str(number)}}
        service = services[number % 8]
        return (
            service.app.test_client()
            .post(f"/api/v1/surveys/{slug}/responses", json=body, headers=SAME_ORIGIN)
            .status_code
        )

    with ThreadPoolExecutor(16) as threads:
        statuses = list(threads.map(send, range(80)))

    assert statuses == [201 if number % 8 < 4 else 409 for number in range(80)]
    assert len(services[0].rows(slug)) == 40
