"""The commands as somebody types them: what they print, and how they end."""

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]


def invoke(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "--search-root", PROJECT, *arguments]
    return subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    for part in ("posts", "authors"):
        (tmp_path / part).mkdir()
    (tmp_path / "authors/ada.md").write_text("---\nname: Ada\n---\n")
    (tmp_path / "posts/tea.md").write_text(
        "---\ntitle: Tea\ndate: 2026-02-01\nauthors: [ada]\nsummary: Short.\nstage: interest\n"
        "idea: practical\nstatus: approved\n---\n\nWords.\n"
    )
    return tmp_path


def test_listing_the_commands_loads_nothing_that_only_some_of_them_need():
    heavy = ("icalendar", "markdownify", "bs4", "markdown", "pelican", "flask", "sqlalchemy", "PIL")
    code = f"import sys, tasks; print([name for name in {heavy} if name in sys.modules])"

    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True)

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_a_clean_check_says_so_and_ends_with_0(content):
    done = invoke("check", "--content", content)

    assert (done.returncode, done.stdout) == (0, "")
    assert "1 posts, 1 authors, 0 surveys: 0 errors, 0 warnings" in done.stderr


def test_findings_are_printed_sorted_one_to_a_line_and_end_with_1(content):
    (content / "posts/milk.md").write_text("---\ntitle: Milk\nstgae: interest\nstatus: rewiew\n---\n")

    done = invoke("check", "--content", content)

    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{content}/posts/milk.md:3: error unknown-field the field stgae is not known (did you mean stage?)",
        f"{content}/posts/milk.md:4: error not-known status: “rewiew” is not known (did you mean review?)",
    ]


def test_warnings_alone_end_with_0(content):
    post = content / "posts/tea.md"
    post.write_text(post.read_text().replace("summary: Short.\n", ""))

    done = invoke("check", "--content", content)

    assert done.returncode == 0
    assert " warning missing-summary " in done.stdout


def test_findings_can_be_had_as_data(content):
    (content / "posts/milk.md").write_text("---\nstatus: idea\n---\n")

    done = invoke("check", "--content", content, "--json")

    (problem,) = json.loads(done.stdout)
    assert problem["code"] == "missing-title"
    assert problem["severity"] == "error"
    assert problem["path"].endswith("posts/milk.md")
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("check", "--content", "no-such-folder"), "there is no folder no-such-folder"),
        (("build", "--as-of", "soon"), "“soon” is not an instant (write it like 2026-03-03T09:00Z)"),
        (("new", "pots", "--title", "Tea"), "there is no kind “pots” (did you mean post?)"),
    ],
)
def test_wrong_use_is_said_in_a_sentence_and_ends_with_2(arguments, words):
    done = invoke(*arguments)

    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_with_errors_names_them_all_and_writes_nothing(content, tmp_path):
    (content / "posts/milk.md").write_text("---\ntitle: Milk\nstgae: interest\nstatus: rewiew\n---\n")

    done = invoke("build", "--content", content, "--output", tmp_path / "output")

    assert done.returncode == 1
    assert done.stderr.count(" error ") == 2
    assert not (tmp_path / "output").exists()


def test_a_disk_that_takes_no_more_is_said_in_a_sentence_and_the_next_build_goes_on(content, tmp_path):
    command = [sys.executable, "-m", "invoke", "--search-root", PROJECT, "build"]
    options = ["--content", content, "--output", tmp_path / "output", "--as-of", "2026-11-22"]

    # A limit on the size of files stops a write in its middle, as a full disk does.
    full = subprocess.run(
        [*map(str, [*command, *options])],
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)),
    )
    again = invoke("build", *options)

    assert full.returncode == 1
    assert "cannot be written: File too large" in full.stderr
    assert "Traceback" not in full.stderr
    assert again.returncode == 0, again.stderr


def test_every_command_is_listed_with_a_line(content):
    done = invoke("--list")

    for name in ("build", "check", "lint", "new", "publish", "reading-paths", "serve", "service", "test"):
        assert f"\n  {name} " in done.stdout
