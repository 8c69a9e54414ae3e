import os
from zoneinfo import ZoneInfo

import pytest

from survey_server.surveys_folder import SurveysFolder
from tests.builders import ask, survey_text


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "surveys").mkdir()
    return tmp_path / "surveys"


@pytest.fixture
def surveys(folder):
    return SurveysFolder(folder.parent, ZoneInfo("Europe/London"))


def test_a_survey_is_found_by_its_slug(folder, surveys):
    (folder / "tea.md").write_text(survey_text(title="Tea?"))

    assert surveys.find("tea").title == "Tea?"
    assert surveys.find("coffee") is None


def test_an_edited_survey_is_read_again(folder, surveys):
    (folder / "tea.md").write_text(survey_text(title="Tea?"))
    surveys.find("tea")

    (folder / "tea.md").write_text(survey_text(title="More tea?"))

    assert surveys.find("tea").title == "More tea?"


def test_a_survey_that_did_not_change_is_not_read_again(folder, surveys):
    (folder / "tea.md").write_text(survey_text())

    assert surveys.find("tea") is surveys.find("tea")


def test_a_removed_survey_is_gone(folder, surveys):
    (folder / "tea.md").write_text(survey_text())
    surveys.find("tea")

    (folder / "tea.md").unlink()

    assert surveys.find("tea") is None


def test_a_broken_file_harms_no_other(folder, surveys, caplog):
    (folder / "tea.md").write_text(survey_text())
    (folder / "milk.md").write_text("---\ntitl: Milk\n---\n")

    assert surveys.find("milk") is None
    assert surveys.find("tea") is not None
    assert (
        f"{folder}/milk.md:2: error unknown-field the field titl is not known (did you mean title?)"
        in caplog.messages
    )


def test_a_survey_that_breaks_goes_on_as_it_last_was_and_is_logged_once(folder, surveys, caplog):
    (folder / "tea.md").write_text(survey_text(title="Tea?"))
    surveys.find("tea")

    (folder / "tea.md").write_text("---\ntitle: Tea: or not\n---\n")

    assert surveys.find("tea").title == "Tea?"
    assert surveys.find("tea").title == "Tea?"
    assert len(caplog.messages) == 1


def test_warnings_do_not_keep_a_survey_from_being_served(folder, surveys):
    (folder / "tea.md").write_text(survey_text(ask("email", "mail", required=True), purpose=""))

    assert surveys.find("tea") is not None


def test_versions_that_were_read_are_remembered(folder, surveys):
    (folder / "tea.md").write_text(survey_text(ask("yes_no", "tea")))
    old = surveys.find("tea")
    (folder / "tea.md").write_text(survey_text(ask("text", "tea")))
    surveys.find("tea")

    assert surveys.version("tea", old.digest) is old
    assert surveys.version("tea", "0" * 64) is None


@pytest.mark.parametrize("slug", ["../secret", "..", "/etc/passwd", "", "a\0b", "TEA", "x" * 5000])
def test_no_slug_leads_out_of_the_folder(folder, surveys, slug):
    (folder.parent / "secret.md").write_text(survey_text())

    assert surveys.find(slug) is None


def test_a_file_that_may_not_be_read_is_logged(folder, surveys, caplog):
    path = folder / "tea.md"
    path.mkdir()

    assert surveys.find("tea") is None
    assert caplog.messages == [f"{path}: cannot be read: {os.strerror(21)}"]


def test_a_link_that_leads_out_of_the_content_is_not_followed(folder, surveys, caplog, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "tea.md"
    outside.write_text(survey_text())
    (folder / "tea.md").symlink_to(outside)

    assert surveys.find("tea") is None
    assert "tea.md:1: error leads-out the link leads out of the content folder" in caplog.text


def test_the_folder_says_when_it_is_not_there(tmp_path):
    missing = SurveysFolder(tmp_path / "nowhere", ZoneInfo("UTC"))

    assert missing.problem() == f"The folder {tmp_path}/nowhere/surveys cannot be read."
