"""The commands as somebody types them: what they print, and how they end."""

import json
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
SEVERAL_WORDS = "there is no command “time” (several words that are one value stand between quotes)"


def invoke(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", "--search-root", PROJECT, *arguments]
    quiet = {"capture_output": True, "text": True, "stdin": subprocess.DEVNULL}
    return subprocess.run([*map(str, command)], cwd=cwd, **quiet)


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


@pytest.mark.parametrize("asked_not_to", ["", "1"])
def test_what_python_compiles_is_kept_unless_it_is_told_otherwise(asked_not_to):
    code = (
        "import sys; from invoke.main import program; "
        "program.run('invoke --list', exit=False); print(sys.dont_write_bytecode)"
    )
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": asked_not_to}

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, env=environment, capture_output=True, text=True
    )

    assert done.stdout.splitlines()[-1] == str(asked_not_to == "1")


def test_a_clean_check_says_so_and_ends_with_0(content):
    done = invoke("check", "--content", content)

    assert (done.returncode, done.stdout) == (0, "")
    assert "1 post, 1 author, 0 surveys: 0 errors, 0 warnings" in done.stderr


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
        (
            ("check", "--content", "no-such-folder"),
            "there is no folder no-such-folder (name one with --content)",
        ),
        (("build", "--as-of", "soon"), "“soon” is not an instant (write it like 2026-03-03T09:00Z)"),
        (("new", "pots", "--title", "Tea"), "there is no kind “pots” (did you mean post?)"),
        (("chekc",), "there is no command “chekc” (did you mean check?)"),
        (("check", "--contnet", "."), "check has no option --contnet (did you mean --content?)"),
        (("check", "-z"), "check has no option -z (see invoke check --help)"),
        (("--nope", "check"), "there is no command “--nope” (see invoke --list)"),
        (("calendar", "--weaks", "3"), "calendar has no option --weaks (did you mean --weeks?)"),
        (("nothing",), "there is no command “nothing” (see invoke --list)"),
        (("move", "tea"), "move needs DATE (see invoke move --help)"),
        (("assign",), "assign needs ID and AUTHORS (see invoke assign --help)"),
        (("build", "--as-of"), "--as-of needs a value (see invoke build --help)"),
        (("serve", "--port", "http"), "“http” is not a whole number (see invoke serve --help)"),
        (("new", "post", "--title", "Tea", "time"), SEVERAL_WORDS),
        (("serve", "--port", "80000"), "80000 is not a port (write a number from 1 to 65535)"),
        (("service", "--port", "0"), "0 is not a port (write a number from 1 to 65535)"),
        (("service", "--workers", "0"), "--workers: 0 is too few (write 1 or more)"),
    ],
)
def test_wrong_use_is_said_in_a_sentence_and_ends_with_2(arguments, words):
    done = invoke(*arguments)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{words}\n")


@pytest.mark.parametrize("arguments", [("move", "--help"), ("move", "tea", "-h"), ("--help", "move")])
def test_a_command_that_needs_something_says_what_when_it_is_asked_for_help(arguments):
    done = invoke(*arguments)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Set a post's date, and nothing else in its file" in done.stdout
    assert "--ripple" in done.stdout


def test_a_shell_completes_the_options_of_a_command_that_is_not_finished():
    done = invoke("--complete", "--", "invoke move --d")

    assert done.returncode == 0
    assert {"--date", "--dry-run"} <= set(done.stdout.splitlines())


@pytest.mark.parametrize("option", ["--port", "--service-port"])
def test_a_port_that_is_taken_is_said_before_anything_is_built(content, option):
    other = "--service-port" if option == "--port" else "--port"
    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as free:
        port, unused = taken.getsockname()[1], free.getsockname()[1]
        free.close()

        done = invoke("serve", "--content", content, option, str(port), other, str(unused))

    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr == f"port {port} cannot be used: Address already in use (choose another with {option})\n"
    )


def test_a_build_says_one_line_in_a_pipe(content, tmp_path):
    done = invoke("build", "--content", content, "--output", tmp_path / "output", "--as-of", "2026-11-22")

    assert (done.stdout, done.stderr) == (f"1 post is live in {tmp_path}/output; 0 wait.\n", "")


def test_reading_paths_say_nothing_where_there_is_nothing_to_say(tmp_path):
    done = invoke("reading-paths", "--content", tmp_path)

    assert (done.returncode, done.stdout) == (0, "")


def test_a_folder_that_is_not_in_git_is_named_as_such(content):
    done = invoke("calendar", "--content", content, "--diff", "HEAD")

    assert done.returncode == 2
    assert f"{content} is in no git repository, so there is nothing to compare with" in done.stderr


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


def test_how_many_things_are_made_at_once_can_be_said(content, tmp_path):
    one = invoke("build", "--content", content, "--output", tmp_path / "output", "--jobs", "1")
    fewer = invoke("build", "--content", content, "--output", tmp_path / "output", "--jobs", "-1")

    assert one.returncode == 0, one.stderr
    assert (fewer.returncode, fewer.stderr) == (2, "--jobs: -1 is too few (write 1 or more)\n")


def test_every_command_is_listed_with_a_line(content):
    done = invoke("--list")

    for name in ("build", "check", "lint", "new", "publish", "reading-paths", "serve", "service", "test"):
        assert f"\n  {name} " in done.stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
@pytest.mark.parametrize("findings", [1, 500], ids=["written at the end", "written on the way"])
def test_an_output_that_takes_no_more_is_said_in_a_sentence_and_ends_with_1(content, findings):
    lines = "".join(f"taste{number}: good\n" for number in range(findings))
    (content / "posts/tea.md").write_text(f"---\ntitle: Tea\n{lines}---\n\nWords.\n")
    line = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), "check", "--content", str(content)]

    with Path("/dev/full").open("w") as full:
        done = subprocess.run(line, stdout=full, stderr=subprocess.PIPE, text=True)

    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == (
        "the output cannot be written: No space left on device "
        "(what the command does beside it is not undone)"
    )
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["check"], ["check", "--json"], ["--list"]])
def test_a_reader_who_leaves_early_sees_no_traceback(content, command):
    (content / "posts/tea.md").write_text("---\ntitle: Tea\ntaste: good\n---\n\nWords.\n")
    reads, writes = os.pipe()
    os.close(reads)
    line = [sys.executable, "-m", "invoke", "--search-root", str(PROJECT), *command]
    if command[0] == "check":
        line += ["--content", str(content)]

    done = subprocess.run(line, stdout=writes, stderr=subprocess.PIPE, text=True)
    os.close(writes)

    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
