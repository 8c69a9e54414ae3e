"""`invoke move`, `assign` and `status` as somebody types them."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders import header_text, post_text, write_content

PROJECT = Path(__file__).parents[2]
AS_OF = "2026-06-03T12:00"


@pytest.fixture
def content(tmp_path):
    files = {
        "authors/ada.md": header_text({"name": "Ada", "email": "Ada@example.org"}),
        "posts/live.md": post_text(title="Live", date="2026-05-01"),
        "posts/wait.md": post_text(title="Wait", date="2026-06-10", status="review", summary="Wait."),
        "posts/next.md": post_text(title="Next", date="2026-06-17", status="draft", summary="Next."),
    }
    return write_content(tmp_path / "content", files)


def invoke(task, content, *arguments, **environment):
    command = [sys.executable, "-m", "invoke", "--search-root", PROJECT, task, *arguments]
    command += ["--content", content, "--as-of", AS_OF]
    # The machine's own git settings must not say who approves.
    alone = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": str(content), "GIT_CONFIG_NOSYSTEM": "1"}
    return subprocess.run(
        [*map(str, command)],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=alone | environment,
    )


def said(done):
    return done.returncode, done.stdout, done.stderr


def test_a_ripple_prints_one_diff_and_what_it_means(content):
    done = invoke("move", content, "wait", "2026-06-12", "--ripple")

    name = content.as_posix().lstrip("/")
    assert done.returncode == 0
    assert done.stdout.splitlines()[:7] == [
        f"--- a/{name}/posts/wait.md",
        f"+++ b/{name}/posts/wait.md",
        "@@ -2,3 +2,3 @@",
        ' title: "Wait"',
        '-date: "2026-06-10"',
        '+date: "2026-06-12"',
        ' authors: ["ada"]',
    ]
    assert done.stderr.splitlines() == [
        "wait: 2026-06-10 09:00 → 2026-06-12 09:00",
        "next: 2026-06-17 09:00 → 2026-06-19 09:00 (2 days later, as wait)",
    ]
    assert '"2026-06-19"' in (content / "posts/next.md").read_text()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_change_whose_difference_cannot_be_printed_is_told_all_the_same(content):
    command = [sys.executable, "-m", "invoke", "--search-root", PROJECT, "move", "wait", "2026-06-12"]
    command += ["--content", content, "--as-of", AS_OF]

    with Path("/dev/full").open("w") as full:
        done = subprocess.run([*map(str, command)], stdout=full, stderr=subprocess.PIPE, text=True)

    assert (done.returncode, done.stderr.splitlines()) == (
        1,
        [
            "wait: 2026-06-10 09:00 → 2026-06-12 09:00",
            (
                "the output cannot be written: No space left on device "
                "(what the command does beside it is not undone)"
            ),
        ],
    )
    assert '"2026-06-12"' in (content / "posts/wait.md").read_text()


def test_a_dry_run_shows_the_same_and_changes_nothing(content):
    before = {path: path.read_bytes() for path in content.rglob("*.md")}

    done = invoke("move", content, "wait", "2026-06-12", "--ripple", "--dry-run", "--json")

    data = json.loads(done.stdout)
    assert (done.returncode, data["written"]) == (0, False)
    assert [(move["id"], move["days"]) for move in data["moves"]] == [("wait", 2), ("next", 2)]
    assert [Path(change["path"]).name for change in data["changes"]] == ["wait.md", "next.md"]
    assert {path: path.read_bytes() for path in content.rglob("*.md")} == before


def test_what_is_there_already_is_no_failure(content):
    assert said(invoke("assign", content, "wait", "ada")) == (0, "", "There is nothing to change.\n")


def test_a_refusal_ends_with_one_and_wrong_use_with_two(content):
    refused = said(invoke("status", content, "live", "draft"))
    unknown = said(invoke("assign", content, "wait", "adda"))

    assert refused == (
        1,
        (
            f"{content}/posts/live.md:8: error is-live status: a live post does not go back to draft "
            "(invoke status live hidden)\n"
        ),
        "live stays approved\n",
    )
    assert unknown == (2, "", "there is no author “adda” (did you mean ada?)\n")


# A ripple whose process is killed as it is about to replace the second file.
KILLED = """
import os, signal, sys
from pathlib import Path
import tasks

replace = Path.replace

def dying(self, target):
    if Path(target).name == "next.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(self, target)

Path.replace = dying
from invoke.main import program
program.run(["invoke", "move", "wait", "2026-06-12", "--ripple", *sys.argv[1:]])
"""


def test_a_ripple_that_was_killed_is_taken_back_by_the_next_command_which_says_so(content):
    before = {path.name: path.read_bytes() for path in content.rglob("*.md")}
    command = [sys.executable, "-c", KILLED, "--content", str(content), "--as-of", AS_OF]
    killed = subprocess.run(command, cwd=PROJECT, capture_output=True)
    half = (content / "posts/wait.md").read_text()

    done = invoke("check", content)

    assert killed.returncode == -signal.SIGKILL
    assert '"2026-06-12"' in half
    said = done.stderr.splitlines()[0]
    assert said.startswith("A change that was interrupted has been taken back, in ")
    assert said.endswith("content/posts/wait.md.")
    assert {path.name: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_who_approves_is_known_by_the_address_that_git_signs_with(content):
    nobody = invoke("status", content, "wait", "approved", GIT_CONFIG_GLOBAL="/dev/null")
    (content / ".gitconfig").write_text("[user]\n\temail = ada@example.org\n")

    ada = invoke("status", content, "wait", "approved")

    assert said(nobody)[::2] == (2, "nobody is known to approve this (say who approves with --by SLUG)\n")
    assert ada.returncode == 0
    assert ada.stderr.splitlines()[-1] == (
        "ada approves the text as it is now; a later change lets the approval lapse."
    )
    assert "\napproved: ada 2026-06-03T11:00:00Z " in (content / "posts/wait.md").read_text()


def test_a_text_that_changed_behind_its_approval_passes_neither_check_nor_publish(content, tmp_path):
    invoke("status", content, "wait", "approved", "--by", "ada")
    path = content / "posts/wait.md"
    path.write_text(path.read_text() + "One more thing.\n")

    checked = invoke("check", content)
    published = invoke("publish", content, "--output", tmp_path / "output")

    assert checked.returncode == 1
    assert (
        f"{path}:9: error approval-lapsed approved: ada approved another text on 3 June 2026"
        in checked.stdout
    )
    assert published.returncode == 1
    assert "approval-lapsed" in published.stdout
    assert not (tmp_path / "output").exists()
