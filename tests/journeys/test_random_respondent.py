"""Surveys from other tools are answered at random in a browser, and every answer gets its receipt."""

import random
from pathlib import Path

import pytest

from editorial.interchange.document import survey_text
from editorial.interchange.formats import import_survey
from tests.journeys.conftest import free_port
from tests.journeys.random_respondent import RandomRespondent, read_surveys, run_service

SURVEYS = Path(__file__).parents[1] / "foreign_surveys"
OWN = Path(__file__).parents[2] / "content"
FORMATS = ("json", "lss", "tsv", "qsf")


@pytest.fixture(scope="module")
def content(tmp_path_factory):
    folder = tmp_path_factory.mktemp("content")
    (folder / "surveys").mkdir()
    for form in FORMATS:
        found = import_survey((SURVEYS / f"garden.{form}").read_bytes())
        (folder / "surveys" / f"garden-{form}.md").write_text(survey_text(found), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def service(content, tmp_path_factory):
    with run_service(content, tmp_path_factory.mktemp("state"), free_port()) as address:
        yield address


@pytest.mark.parametrize("form", FORMATS)
def test_a_foreign_survey_is_answered_and_acknowledged(page, service, content, form):
    survey = read_surveys(content)[f"garden-{form}"]
    respondent = RandomRespondent(survey, random.Random(form))

    receipt = respondent.answer(page, f"{service}/surveys/{survey.slug}")

    assert "/receipts/" in receipt
    shown = page.locator(".receipt__answers dd").all_inner_texts()
    assert (
        len([answer for answer in shown if answer != survey.say("No answer")]) >= len(respondent.answered) > 0
    )
    assert page.complaints == []
