import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import ask, survey_text

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def links(tmp_path):
    (tmp_path / "surveys").mkdir()
    (tmp_path / "surveys/tea.md").write_text(survey_text(ask("yes_no", "milk")), encoding="utf-8")

    def run(*arguments):
        command = [
            sys.executable, "-m", "invoke", "--search-root", PROJECT, "survey-links", *arguments,
            "--content", tmp_path, "--service", "https://answers.example.org/", "--site", "https://example.org",
        ]  # fmt: skip
        return subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL)

    return run


def test_every_way_to_a_survey_is_printed(links):
    printed = links("tea")

    assert printed.returncode == 0
    assert printed.stdout.startswith(
        "Link (works without JavaScript; following it stores nothing)\n  https://answers.example.org/surveys/tea\n"
    )
    assert "  https://answers.example.org/surveys/tea?q.milk=yes  Yes\n" in printed.stdout
    assert "  https://example.org/surveys/tea/\n" in printed.stdout
    assert '<div data-masthead-survey="tea">' in printed.stdout


def test_the_ways_are_printed_as_data(links):
    data = json.loads(links("tea", "--json").stdout)

    assert data["plain"] == "https://answers.example.org/surveys/tea"
    assert [answer["option"] for answer in data["answers"]] == ["yes", "no"]


def test_an_unknown_survey_is_wrong_use(links):
    printed = links("coffee")

    assert printed.returncode == 2
    assert printed.stderr.strip() == "there is no survey coffee (use one of: tea)"
