"""`invoke import-survey` and `invoke export-survey`, as they are called."""

import json
from pathlib import Path

import pytest
from invoke import Context, Exit

from editorial.content import read_content
from plugins.interchange_tasks import export_survey_file, import_survey_file
from tests.builders import SETTINGS, survey_text, write_content

GARDEN = Path(__file__).parents[1] / "foreign_surveys" / "garden.json"


@pytest.fixture
def content(tmp_path):
    return write_content(tmp_path / "content", {"surveys/tea.md": survey_text()})


def bring_in(content, file=GARDEN, **options):
    import_survey_file(Context(), str(file), content=str(content), **options)


def test_a_survey_is_written_and_passes_the_check(content):
    bring_in(content)

    read = read_content(content, SETTINGS)
    assert sorted(read.surveys) == ["tea", "the-allotment"]
    assert not [str(problem) for problem in read.problems if problem.is_error]


def test_nothing_but_the_survey_is_left_in_the_folder(content):
    bring_in(content, slug="plots")

    assert sorted(path.name for path in (content / "surveys").iterdir()) == ["plots.md", "tea.md"]


def test_the_report_says_what_became_of_each_part(content, capsys):
    bring_in(content)

    said = capsys.readouterr()
    assert "kept    page 1, element 2 (years): the question years, as number" in said.out.splitlines()
    assert said.err == (
        f"{content}/surveys/the-allotment.md is written with 15 questions: 10 kept, 8 changed, 5 dropped.\n"
        "Before it goes out: opens and closes are not set, so it takes answers as soon as it is published;"
        " there is no purpose.\n"
    )


def test_the_report_is_there_as_data(content, capsys):
    bring_in(content, json=True, dry_run=True)

    data = json.loads(capsys.readouterr().out)
    assert (data["questions"], data["written"]) == (15, False)
    assert {line["fate"] for line in data["report"]} == {"kept", "changed", "dropped"}


def test_a_dry_run_writes_nothing(content):
    bring_in(content, dry_run=True)

    assert [path.name for path in (content / "surveys").iterdir()] == ["tea.md"]


def test_a_survey_that_is_there_is_not_written_over(content):
    before = (content / "surveys/tea.md").read_text()

    with pytest.raises(Exit) as refused:
        bring_in(content, slug="tea")

    assert (refused.value.code, refused.value.message) == (
        1,
        f"{content}/surveys/tea.md is there already (choose another with --slug)",
    )
    assert (content / "surveys/tea.md").read_text() == before


def test_a_foreign_file_ends_with_one_sentence(content, tmp_path):
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG")

    with pytest.raises(Exit) as refused:
        bring_in(content, picture)

    known = "SurveyJS JSON, LimeSurvey .lss or tab-separated, Qualtrics .qsf"
    assert refused.value.code == 1
    assert refused.value.message == f"{picture}: it is no survey that we can read (it takes {known})"


def test_a_file_that_is_not_there_is_wrong_use(content, tmp_path):
    with pytest.raises(Exit) as refused:
        bring_in(content, tmp_path / "none.json")

    assert (refused.value.code, refused.value.message) == (
        2,
        f"{tmp_path}/none.json: it cannot be read: No such file or directory",
    )


def test_a_slug_that_is_none_is_wrong_use(content):
    with pytest.raises(Exit) as refused:
        bring_in(content, slug="The plots")

    assert (refused.value.code, refused.value.message) == (
        2,
        "“The plots” cannot stand in an address (write --slug the-plots)",
    )


@pytest.mark.parametrize(
    ("form", "start"),
    [
        ("surveyjs", '{\n  "title": "Tea"'),
        ("triple-s", '<?xml version="1.0" encoding="UTF-8"?>\n<sss version="2.0">'),
        ("ddi", '<?xml version="1.0" encoding="UTF-8"?>\n<codeBook xmlns="ddi:codebook:2_5"'),
    ],
)
def test_a_survey_is_written_in_every_format(content, tmp_path, form, start):
    target = tmp_path / "out"

    export_survey_file(Context(), "tea", format=form, output=str(target), content=str(content))

    assert target.read_text(encoding="utf-8").startswith(start)


def test_what_a_format_cannot_hold_is_said_beside_it(content, capsys):
    export_survey_file(Context(), "tea", content=str(content))

    said = capsys.readouterr()
    assert json.loads(said.out)["title"] == "Tea"
    assert said.err == "left out: the header's purpose: a SurveyJS definition has no place for it\n"


def test_a_survey_with_errors_is_not_written(content):
    write_content(content, {"surveys/tea.md": survey_text(kind="pol")})

    with pytest.raises(Exit) as refused:
        export_survey_file(Context(), "tea", content=str(content))

    assert refused.value.code == 1
    assert f"{content}/surveys/tea.md:4: error" in refused.value.message


@pytest.mark.parametrize(
    ("slug", "form", "message"),
    [
        ("tee", "ddi", "there is no survey “tee” (did you mean tea?)"),
        ("tea", "dti", "there is no format “dti” (did you mean ddi?)"),
    ],
)
def test_an_unknown_survey_or_format_is_wrong_use(content, slug, form, message):
    with pytest.raises(Exit) as refused:
        export_survey_file(Context(), slug, format=form, content=str(content))

    assert (refused.value.code, refused.value.message) == (2, message)
