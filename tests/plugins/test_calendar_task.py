"""`invoke calendar` as somebody types it, and the plan among the findings of `check`."""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from invoke import Exit

from plugins.calendar_task import DESK, desk_folder, number_of_weeks
from plugins.checks import check_content
from plugins.commands import checked_content
from tests.builders import LONDON, header_text, post_text, write_content
from tests.git_folder import GitFolder

PROJECT = Path(__file__).parents[2]
AS_OF = "2026-06-03T12:00"
NOW = datetime(2026, 6, 3, 12, tzinfo=LONDON)
POLICY = "timezone: Europe/London\nhorizon_weeks: 4\ncadence: {longest_gap_days: 20, rule: RULE}\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return write_content(
        tmp_path / "content",
        {
            "authors/ada.md": header_text({"name": "Ada"}),
            "posts/live.md": post_text(title="Live", date="2026-04-01"),
            "posts/second.md": post_text(title="Second", date="2026-05-30", summary="Another one."),
            "posts/late.md": post_text(
                title="Late", date="2026-06-30", due="2026-06-01", status="draft", summary=None
            ),
            "editorial.yaml": POLICY.replace("RULE", "warn"),
        },
    )


def invoke(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "invoke",
        "--search-root",
        PROJECT,
        "calendar",
        "--as-of",
        AS_OF,
        *arguments,
    ]
    return subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL)


def test_calendar_prints_the_plan_and_writes_the_desk(content, tmp_path):
    desk = tmp_path / "desk"

    done = invoke("--content", content, "--output", desk)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("The plan at 12:00 on 3 June 2026 (Europe/London), up to 30 June 2026\n")
    findings = [line for line in done.stdout.splitlines() if line.startswith(str(content))]
    assert [line.split(": ", 1)[1].split()[:2] for line in findings] == [
        ["warning", "gap"],
        ["warning", "past-gap"],
        ["warning", "overdue"],
    ]
    assert {"plan.json", "plan.csv", "index.html", "calendar.ics"} <= {path.name for path in desk.iterdir()}
    assert json.loads((desk / "plan.json").read_text())["posts"][0]["id"] == "live"
    assert (desk / "plan.csv").read_bytes().startswith(b"\xef\xbb\xbfid,title,state,date,due")


def test_data_are_those_of_the_file_and_a_failed_rule_ends_with_1(content, tmp_path):
    (content / "editorial.yaml").write_text(POLICY.replace("RULE", "fail"))

    done = invoke("--content", content, "--output", tmp_path / "desk", "--json", "--weeks", "8")

    data = json.loads(done.stdout)
    assert done.returncode == 1
    assert data == json.loads((tmp_path / "desk/plan.json").read_text())
    assert data["horizon"]["end"] == "2026-07-29"
    assert {post["id"]: post["state"] for post in data["posts"]} == {
        "live": "live",
        "second": "live",
        "late": "overdue",
    }
    # What is past is only warned about, whatever the rule.
    assert {(f["code"], f["severity"]) for f in data["findings"]} == {
        ("gap", "error"),
        ("past-gap", "warning"),
        ("overdue", "warning"),
    }


def test_a_folder_that_holds_other_files_is_no_desk_and_is_left_alone(content, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("Mine.")

    done = invoke("--content", content, "--output", mine)

    assert (done.returncode, done.stdout, done.stderr) == (
        1,
        "",
        f"{mine} holds files that are not of a desk; choose an empty or a new folder with --output\n",
    )
    assert [(path.name, path.read_text()) for path in mine.iterdir()] == [("index.html", "Mine.")]


def test_a_desk_may_hold_more_than_the_desk_and_an_empty_folder_becomes_one(content, tmp_path):
    desk = tmp_path / "desk"
    desk.mkdir()
    first = invoke("--content", content, "--output", desk)
    (desk / "notes.txt").write_text("Mine.")

    again = invoke("--content", content, "--output", desk)

    assert (first.returncode, again.returncode) == (0, 0)
    assert (desk / "notes.txt").read_text() == "Mine."


def test_a_post_that_cannot_be_read_is_not_missing_in_silence(content, tmp_path):
    (content / "posts/broken.md").write_text("---\ntitle: Broken\n")

    done = invoke("--content", content, "--output", tmp_path / "desk")

    assert done.returncode == 1
    assert f"{content}/posts/broken.md:1: error header-not-closed" in done.stdout


def test_a_difference_is_told_and_what_cannot_be_read_is_not_just_gone(content, tmp_path):
    repository = GitFolder(tmp_path)
    repository.commit("2026-06-01T12:00:00+00:00")
    (content / "posts/second.md").write_text(post_text(title="Second", date="2026-06-10", summary="Later."))
    moved = invoke("--content", content, "--diff", "HEAD", "--json")
    (content / "posts/second.md").write_text("---\ntitle: Second\n")

    broken = invoke("--content", content, "--diff", "HEAD")

    assert moved.returncode == 0, moved.stderr
    assert json.loads(moved.stdout)["posts"][0]["fields"] == {
        "date": ["2026-05-30 09:00", "2026-06-10 09:00"]
    }
    assert broken.returncode == 1
    assert f"- {content}/posts/second.md:1: error header-not-closed" in broken.stdout


def test_a_history_that_is_cut_short_is_pointed_out(content, tmp_path):
    repository = GitFolder(content)
    repository.commit("2026-06-01T12:00:00+00:00")
    repository.commit("2026-06-02T12:00:00+00:00")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", f"file://{content}", str(clone))

    short = invoke("--content", clone, "--output", tmp_path / "desk")
    whole = invoke("--content", content, "--output", tmp_path / "desk")

    assert short.stderr.startswith("git has only the last commits here: the pace is that of these alone")
    assert "git has only" not in whole.stderr
    assert whole.returncode == short.returncode == 0


def test_an_unknown_revision_is_wrong_use(content, tmp_path):
    GitFolder(tmp_path).commit("2026-06-01T12:00:00+00:00")

    done = invoke("--content", content, "--diff", "no-such-branch")

    assert (done.returncode, done.stdout) == (2, "")
    assert "git knows no revision “no-such-branch”" in done.stderr


@pytest.mark.parametrize("words", ["0", "-1", "105", "two", "1.5", "9" * 5000])
def test_weeks_must_be_a_number_that_can_be_planned(words):
    with pytest.raises(Exit) as error:
        number_of_weeks(words)

    assert error.value.code == 2
    assert str(error.value) == f"“{words}” is not a number of weeks (write one from 1 to 104)"


def test_desk_is_never_written_where_it_would_be_published(content):
    for published in (content, content / "desk", PROJECT / "output" / "desk"):
        with pytest.raises(Exit) as error:
            desk_folder(str(published), content)

        assert error.value.code == 2
    assert desk_folder(DESK, content) == Path(DESK)


def test_check_says_what_the_plan_breaks_and_can_still_be_mended(content):
    checked = check_content(checked_content(content), as_of=NOW)

    codes = [problem.code for problem in checked.problems]
    assert {"gap", "overdue"} <= set(codes)
    assert "past-gap" not in codes


def test_a_failed_rule_is_an_error_of_check_but_not_in_foreign_content(content):
    (content / "editorial.yaml").write_text(POLICY.replace("RULE", "fail"))

    own = check_content(checked_content(content), as_of=NOW)
    foreign = check_content(checked_content(content, foreign=True), as_of=NOW, foreign=True)

    assert [problem.code for problem in own.problems if problem.is_error] == ["gap"]
    assert not foreign.has_errors
    assert "gap" in {problem.code for problem in foreign.problems}


def test_foreign_content_without_a_policy_has_promised_nothing(content):
    (content / "editorial.yaml").unlink()

    foreign = check_content(checked_content(content, foreign=True), as_of=NOW, foreign=True)

    assert not {"gap", "overdue"} & {problem.code for problem in foreign.problems}


def test_commands_start_without_pelican():
    # It takes half a second that `invoke calendar` does not have.
    code = "import sys, tasks; sys.exit('pelican' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], cwd=PROJECT).returncode == 0
