from datetime import UTC, datetime

from editorial.survey_places import page_form, poll_form, sidebar_survey
from tests.builders import ask, make_survey

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SERVICE = "https://answers.example.org"


def test_beside_the_pages_stands_the_open_survey_that_closes_first():
    surveys = [
        make_survey(slug="a-page", where=["page"], closes="2026-03-02"),
        make_survey(slug="over", where=["sidebar"], closes="2026-02-01"),
        make_survey(slug="to-come", where=["sidebar"], opens="2026-03-02", closes="2026-03-03"),
        make_survey(slug="without-an-end", where=["sidebar"]),
        make_survey(slug="soon-over", where=["page", "sidebar"], closes="2026-04-01"),
        make_survey(slug="later-over", where=["sidebar"], closes="2026-05-01"),
    ]

    assert sidebar_survey(surveys, NOW).slug == "soon-over"
    assert sidebar_survey(surveys[:3], NOW) is None
    assert sidebar_survey([*surveys[:4], make_survey(slug="a", where=["sidebar"])], NOW).slug == "a"


def test_only_an_open_poll_stands_whole_in_other_pages():
    poll = make_survey(ask("yes_no"), slug="poll", kind="poll", closes="2026-04-01")

    form = poll_form(poll, NOW, service=SERVICE)

    assert form.action == f"{SERVICE}/surveys/poll"
    assert form.send_to == f"{SERVICE}/api/v1/surveys/poll/responses"
    assert poll_form(poll, datetime(2026, 5, 1, tzinfo=UTC), service=SERVICE) is None
    assert poll_form(make_survey(slug="longer"), NOW, service=SERVICE) is None


def test_a_survey_of_single_steps_leads_to_the_service_and_is_not_sent_from_the_page():
    survey = make_survey(ask("yes_no", "tea"), ask("text", "why"), pages="one")

    form = page_form(survey, service=SERVICE)

    assert form.send_to == ""
    assert form.hidden == {"_definition": survey.digest, "_step": "tea"}


def test_a_survey_in_several_languages_says_which_and_where_the_others_are():
    survey = make_survey(ask("yes_no"), slug="tea", language="en", languages={"de": {"title": "Tee"}})

    form = page_form(survey, service=SERVICE)

    assert form.hidden["_lang"] == "en"
    assert form.languages == (("de", "Deutsch", f"{SERVICE}/surveys/tea?lang=de"),)
