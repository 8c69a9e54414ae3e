"""Masthead's commands. `python3 tasks.py TASK` sets up `.venv` first; inside it, it is `invoke TASK`."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
VENV = PROJECT / ".venv"
RUNTIME_LOCK = PROJECT / "requirements.lock"
DEV_LOCK = PROJECT / "requirements-dev.lock"
DEV_TASKS = {"test", "lint"}
OLDEST_PYTHON = (3, 11)


def enter_environment(arguments: list[str]) -> int:
    """Make the environment if it is missing or out of date, and become the task in it."""
    if sys.version_info < OLDEST_PYTHON:
        print(f"Masthead needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 2
    # The development lock holds everything that the other holds.
    locks = [DEV_LOCK] if DEV_TASKS & set(arguments) else [RUNTIME_LOCK, DEV_LOCK]
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not any(_stamp(lock).exists() for lock in locks):
        try:
            _install(python, locks[0])
        except subprocess.CalledProcessError as error:
            print(f"{VENV.name} could not be set up: {' '.join(map(str, error.cmd))} failed", file=sys.stderr)
            print("If ensurepip is missing, as on Debian: apt-get install python3-venv", file=sys.stderr)
            return 1
    command = [str(python), "-m", "invoke", "--search-root", str(PROJECT), *(arguments or ["--list"])]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(python, command)


def _stamp(lock: Path) -> Path:
    return VENV / f".installed-{lock.stem}-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"


def _install(python: Path, lock: Path) -> None:
    print(f"Setting up {VENV.name} from {lock.name}; this happens once.", file=sys.stderr, flush=True)
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    wanted = ["--quiet", "--require-hashes", "-r", str(lock)]
    uv = shutil.which("uv")
    # Compiled at once, as pip does by itself: where Python may not keep it, each command would do it again.
    by_uv = [uv or "uv", "pip", "install", "--python", str(python), "--compile-bytecode", *wanted]
    # uv is ten times as fast, but it has certificates and settings of its own; where it fails, pip may not.
    if not uv or subprocess.run(by_uv).returncode:
        subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "install", *wanted], check=True)
    for stale in VENV.glob(".installed-*"):
        stale.unlink()
    _stamp(lock).touch()


if __name__ == "__main__":
    sys.exit(enter_environment(sys.argv[1:]))

# invoke forbids Python to keep compiled modules, and to compile ours takes a fifth of a second each time.
sys.dont_write_bytecode = bool(sys.flags.dont_write_bytecode)

# From here on the environment is there.
import contextlib
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime

from invoke import Context, Exit, task

from editorial.survey_history import AnsweredDefinition
from plugins.bench_task import bench  # noqa: F401 - invoke finds it here
from plugins.calendar_task import calendar  # noqa: F401 - invoke finds it here
from plugins.change_tasks import assign, move, status  # noqa: F401 - invoke finds them here
from plugins.closed_pipe import end_quietly
from plugins.command_line import use_own_parser
from plugins.commands import (
    CONTENT,
    FINDINGS,
    FOREIGN,
    STATE,
    WRONG_USE,
    checked_content,
    clock,
    content_folder,
    port_number,
    print_findings,
    show_progress,
    user_agent,
)
from plugins.content_tasks import new, reading_paths  # noqa: F401 - invoke finds them here
from plugins.interchange_tasks import export_survey_file, import_survey_file  # noqa: F401 - invoke finds them
from plugins.link_tasks import print_survey_links  # noqa: F401 - invoke finds it here
from plugins.site_tasks import build, publish, serve  # noqa: F401 - invoke finds them here
from plugins.survey_tasks import print_register, survey_diff  # noqa: F401 - invoke finds the second here

use_own_parser()
end_quietly()

# Here stand only the commands that ask the service's database, which no plugin may, and those for developers.
ANSWERED = "database of the service, or a file of its definitions (default: MASTHEAD_DATABASE_URL, if set)"


@task(
    help={
        "content": "folder of the content",
        "json": "print the findings as data",
        "foreign": FOREIGN,
        "external": "also try the links that leave the site",
        "as-of": "the instant at which to look",
        "answered": ANSWERED,
    }
)
def check(
    _: Context,
    content: str = CONTENT,
    json: bool = False,
    foreign: bool = False,
    external: bool = False,
    as_of: str = "",
    answered: str = "",
) -> None:
    """Check posts, authors, surveys, pages and the policy, and say all that is wrong."""
    from plugins.checks import check_content

    folder = content_folder(content)
    read = checked_content(folder, foreign=foreign)
    definitions = _answered(answered)
    checked = check_content(read, as_of=clock(as_of, folder), foreign=foreign, answered=definitions)
    if external:
        from plugins.external_links import Manners, check_outside

        memory = Path(STATE) / "links.json"
        manners = Manners(user_agent=user_agent())
        checked = checked.with_more(
            check_outside(checked.outside, memory, manners=manners, progress=show_progress)
        )
    print_findings(checked.problems, as_json=json)
    if not json:
        print(checked.summary, file=sys.stderr)
    if checked.has_errors:
        raise Exit(code=FINDINGS)


@task(
    help={
        "slug": "the survey",
        "content": "folder of the content",
        "as-of": "the instant at which to look",
        "per-week": "how many answers come in a week; without it, as counted in the database",
        "answered": ANSWERED,
        "simulate": "make up so many responses, and show their results",
        "seed": "another number makes up others",
        "output": "folder of the trial run's database and page",
        "json": "print the report as data",
    },
    positional=["slug"],
)
def survey_check(
    _: Context,
    slug: str,
    content: str = CONTENT,
    as_of: str = "",
    per_week: str = "",
    answered: str = "",
    simulate: str = "",
    seed: str = "1",
    output: str = "",
    json: bool = False,
) -> None:
    """Prove a survey before it goes out: ways, minutes, findings, answers needed; --simulate tries it out."""
    from plugins.survey_proof import asked_number, measured, print_report, report_on_survey
    from survey_server.trial import traffic_of, try_out

    folder = content_folder(content)
    read = checked_content(folder)
    instant = clock(as_of, folder) or datetime.now(UTC)
    number = asked_number("simulate", simulate, least=1)
    pace = asked_number("per-week", per_week)
    with _sentences():
        known = read.surveys.get(slug)
        opens = known.opens if known else None
        traffic = measured(pace, lambda: traffic_of(_database(answered), slug, as_of=instant, opens=opens))
        definitions = _answered(answered)
    report = report_on_survey(read, slug, traffic, as_of=instant, answered=definitions)
    print_report(report, as_json=json)
    if number is not None:
        place = Path(output or tempfile.mkdtemp(prefix="masthead-trial-"))
        chance = int(asked_number("seed", seed) or 0)
        trial = try_out(report.survey, place, number=int(number), seed=chance, as_of=instant)
        print(trial, file=sys.stderr if json else sys.stdout)
    if report.has_errors:
        raise Exit(code=FINDINGS)


@task(help={"content": "folder of the content", "answered": ANSWERED, "json": "print the register as data"})
def privacy(_: Context, content: str = CONTENT, answered: str = "", json: bool = False) -> None:
    """Print the register: what each survey keeps about people, what for, on what ground, how long."""
    definitions = _answered(answered) if _database(answered) else None
    print_register(content, definitions, as_json=json)


@task(help={"host": "address to listen on", "port": "port to listen on", "workers": "processes"})
def service(_: Context, host: str = "127.0.0.1", port: int = 8001, workers: int = 2) -> None:
    """Run the survey service alone, with the production server; its settings are in the environment."""
    if workers < 1:
        raise Exit(f"--workers: {workers} is too few (write 1 or more)", code=WRONG_USE)
    options = ["--host", host, "--port", str(port_number(port)), "--workers", str(workers)]
    os.execv(sys.executable, [sys.executable, "-m", "survey_server", *options])


@task(help={"only": "what to hand to pytest: a path, or -k and a word"})
def test(context: Context, only: str = "") -> None:
    """Run all tests."""
    _run(context, f"pytest -n 2 {only}".strip())


@task(help={"fix": "put right what can be put right by itself"})
def lint(context: Context, fix: bool = False) -> None:
    """Check format, rules, types, import arrows, templates and spelling."""
    if fix:
        _run(context, "ruff format .", "ruff check --fix --quiet .")
    _run(
        context,
        "ruff format --check --quiet .",
        "ruff check --quiet .",
        "mypy",
        "lint-imports",
        "djlint theme survey_server/templates --lint --quiet",
        "codespell",
    )


def _database(named: str) -> str:
    return named or os.environ.get("MASTHEAD_DATABASE_URL", "")


def _answered(named: str) -> list[AnsweredDefinition]:
    from survey_server.answered import answered_definitions

    with _sentences():
        return answered_definitions(_database(named))


@contextlib.contextmanager
def _sentences() -> Iterator[None]:
    from survey_server.answered import AnsweredError

    try:
        yield
    except AnsweredError as error:
        raise Exit(f"--answered: {error}", code=WRONG_USE) from None


def _run(context: Context, *commands: str) -> None:
    # The tools of this environment, whether it is active or not.
    tools = Path(sys.executable).parent
    with context.cd(str(PROJECT)):
        results = [context.run(f"{tools / command}", warn=True) for command in commands]
    if not all(result.ok for result in results):
        raise Exit(code=FINDINGS)
