import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editorial.survey_history import AnsweredDefinition
from plugins.checks import check_content
from plugins.survey_checks import check_surveys
from tests.builders import SETTINGS, ask, make_survey, read_content, survey_text

PROJECT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 22, tzinfo=UTC)
TWO = ask("choice", options=["Green", "Black"])
THREE = ask("choice", options=["Green", "Black", "White"])
HEADER = {"retention_days": 30}


def invoke(*arguments):
    command = [sys.executable, "-m", "invoke", "--search-root", PROJECT, *arguments]
    return subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def git(folder, *arguments):
    identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    (folder / "surveys").mkdir(parents=True)
    git(tmp_path, "init", "--initial-branch=main")
    write(folder, THREE)
    commit(folder)
    return folder


def write(folder, *questions, **header):
    (folder / "surveys/tea.md").write_text(survey_text(*questions, **{**HEADER, **header}), encoding="utf-8")


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--message", "Change the survey")


def codes(folder, **options):
    return [problem.code for problem in check_surveys(read_content(folder, SETTINGS), as_of=NOW, **options)]


def test_an_unchanged_survey_has_no_findings(content):
    assert codes(content) == []


def test_a_breaking_change_in_the_folder_is_found(content):
    write(content, TWO)

    assert codes(content) == ["breaking-change"]


def test_a_breaking_change_is_still_found_in_the_commit_that_makes_it(content):
    write(content, TWO)
    commit(content)

    assert codes(content) == ["breaking-change"]


def test_a_remedy_heals_it(content):
    write(content, ask("choice", options=["Green", {"id": "dark", "label": "Dark", "was": "black"}, "White"]))

    assert codes(content) == []


def test_a_folder_that_git_does_not_know_is_checked_without_its_past(tmp_path):
    (tmp_path / "surveys").mkdir()
    write(tmp_path, TWO)

    assert codes(tmp_path) == []


def test_definitions_with_answers_hold_where_git_forgot(content):
    old = make_survey(ask("choice", options=["Green", "Black", "White", "Red"]))
    answered = [AnsweredDefinition("tea", old.digest, NOW, 2, old.definition)]

    assert codes(content, answered=answered) == ["breaking-change"]
    assert codes(content, answered=[AnsweredDefinition("milk", old.digest, NOW, 2, old.definition)]) == []


def test_findings_of_the_walk_and_of_the_words_are_in_the_check(content):
    write(
        content,
        THREE,
        ask("number", "cups", max=5),
        ask("text", "why", ask="Don't you agree that tea is good?", when={"cups": {"above": 5}}),
    )

    checked = check_content(read_content(content, SETTINGS), as_of=NOW)

    assert {"unreachable-question", "leading"} <= {problem.code for problem in checked.problems}
    assert checked.has_errors


def test_a_survey_that_cannot_be_read_is_not_walked(content):
    write(content, ask("choice", options=["Green"]), ask("text", "why", when={"tea": "black"}))

    assert codes(content) == []


def test_a_warning_from_reading_can_be_silenced_too(content):
    questions = [ask("email", "address", required=True)]
    write(content, *questions, basis="consent", lint={"required-email": "nothing else is asked"})

    checked = check_content(read_content(content, SETTINGS), as_of=NOW)

    assert [problem.code for problem in checked.problems if problem.path.endswith("tea.md")] == [
        "breaking-change"
    ]


# The commands.


def test_the_diff_command_lists_changes_and_ends_with_1_when_one_breaks(content):
    write(content, TWO, ask("yes_no", "milk"))

    done = invoke("survey-diff", "tea", "--content", content)

    assert done.returncode == 1, done.stderr
    assert done.stdout.splitlines() == [
        (
            "breaking: tea: options: “White” is gone, which was answered with "
            "(keep it, or write {was: white} in the one that takes its place)"
        ),
        "additive: milk is new",
    ]


def test_the_diff_command_gives_data_and_ends_with_0_when_nothing_breaks(content):
    write(content, THREE, ask("yes_no", "milk"))

    done = invoke("survey-diff", "tea", "--rev", "main", "--content", content, "--json")

    data = json.loads(done.stdout)
    assert (done.returncode, data["is_breaking"]) == (0, False)
    assert [change["kind"] for change in data["changes"]] == ["additive"]


@pytest.mark.parametrize(
    "words",
    [
        ("tea", "HEAD~1"),
        ("tea", "--rev", "HEAD~1"),
        ("--json", "tea", "HEAD~1"),
        ("tea", "--rev=HEAD~1"),
        ("-rHEAD~1", "tea"),
    ],
)
def test_the_diff_command_takes_its_revision_as_a_second_word_or_as_an_option(content, words):
    write(content, THREE, ask("yes_no", "milk"))
    commit(content)
    write(content, THREE)

    done = invoke("survey-diff", "--content", content, *words, *({"--json"} - {*words}))

    assert (done.returncode, json.loads(done.stdout)["revision"]) == (0, "HEAD~1"), done.stderr
    assert json.loads(done.stdout)["changes"] == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("survey-diff", "milk"), "there is no survey milk (use one of: tea)"),
        (("survey-diff", "tea", "--rev", "nowhere"), "git knows no revision “nowhere”"),
        (("survey-check", "tea", "--per-week", "many"), "--per-week: “many” is not a number"),
        (
            ("survey-check", "tea", "--simulate", "0"),
            "--simulate: “0” is not a number (write one of at least 1)",
        ),
        (
            ("survey-check", "tea", "--answered", "sqlite:////no/x.db"),
            "--answered: there is no database /no/x.db",
        ),
    ],
)
def test_wrong_use_is_said_in_a_sentence(content, arguments, words):
    done = invoke(*arguments, "--content", content)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_proof_is_printed_and_a_trial_is_run(content, tmp_path):
    write(content, THREE, ask("text", "why", ask="Why?", when={"tea": "green"}))
    output = tmp_path / "trial"

    done = invoke(
        "survey-check", "tea", "--content", content, "--per-week", "20", "--simulate", "5", "--output", output
    )

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[:6] == [
        "Tea [tea]",
        "  2 ways through",
        "  1 to 2 questions, in the middle 1; 0.1 to 0.3 minutes, in the middle 0.1 (estimated)",
        "  reading age 5",
        "  ±10 points take 97 answers: in 34 days, at 20 a week",
        "  ±5 points take 385 answers: in 135 days, at 20 a week",
    ]
    assert (output / "tea.html").is_file()


def test_the_proof_can_be_had_as_data_and_errors_end_with_1(content):
    write(content, TWO)

    done = invoke("survey-check", "tea", "--content", content, "--json")

    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert data["answers_needed"] == {"10": 97, "5": 385}
    assert [finding["code"] for finding in data["findings"]] == ["breaking-change"]


def test_the_register_names_answers_to_what_is_no_longer_asked(content, tmp_path):
    before, gone = make_survey(THREE, ask("email", "mail")), make_survey(ask("text"), slug="gone")
    kept = [AnsweredDefinition(s.slug, s.digest, NOW, 3, s.definition).as_data() for s in (before, gone)]
    file = tmp_path / "definitions.json"
    file.write_text(json.dumps({"definitions": kept}), encoding="utf-8")

    done = invoke("privacy", "--content", content, "--answered", file)

    assert done.returncode == 0, done.stderr
    assert "| e-mail addresses (kept from earlier versions: mail) |" in done.stdout
    assert done.stderr == "gone: 3 responses kept, and no file says what for or how long\n"


def test_the_register_says_what_it_does_not_know_without_the_service(content):
    write(content, THREE, retired=["mail"])

    done = invoke("privacy", "--content", content)

    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        "tea: no longer asked, but answers may be kept: mail "
        "(--answered names the service's database, or a file of its definitions)\n"
    )


def test_the_register_is_printed(content):
    done = invoke("privacy", "--content", content)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[2].startswith(
        "| Tea (`tea`) | To buy the right tea. | not said | 30 days |"
    )
