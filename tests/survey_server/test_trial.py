"""How answers come in, as a check before launch asks it of the service's database."""

from datetime import timedelta

from survey_server.trial import traffic_of
from tests.builders import ask
from tests.survey_server.conftest import NOW


def test_the_pace_of_a_survey_that_opened_lately_is_that_since_it_opened(service):
    slug = service.publish(ask("text", "why"))
    for _ in range(3):
        service.send(slug, {"why": "because"})

    def pace(*, days, opens=None):
        return traffic_of(service.config.database_url, slug, as_of=NOW + timedelta(days=days), opens=opens)

    assert pace(days=2, opens=NOW - timedelta(days=5)) == (3, 3.0)
    # Without a day on which it opened, the first response tells.
    assert pace(days=14) == (3, 1.5)
    # A few hours are taken for a day.
    assert pace(days=0.1) == (3, 21.0)
    assert pace(days=27, opens=NOW - timedelta(days=99)) == (3, 0.75)
