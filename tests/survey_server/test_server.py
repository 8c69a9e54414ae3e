"""The production server over a real socket: what it acknowledged is on disk, whatever happens to it."""

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa

from survey_server.store import Store
from tests.builders import ask, survey_text
from tests.databases import new_postgresql_database

PATIENCE = 20
SAME_ORIGIN = {"Sec-Fetch-Site": "same-origin"}


class Server:
    """A process of the service with its workers."""

    def __init__(self, environ, *arguments):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "survey_server", "--port", str(self.port), *arguments]
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **environ},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            # A group of its own, so that a kill reaches the workers too.
            start_new_session=True,
        )
        self._wait()

    def open(self, path, body=None, headers=SAME_ORIGIN):
        """Return status and text of an answer."""
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, dict(headers))
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def send_form(self, path, fields):
        """Return status and text of what answers a form; a redirection is not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {**SAME_ORIGIN, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urllib.parse.urlencode(fields), headers)
        with connection.getresponse() as answer:
            result = answer.status, answer.read().decode()
        connection.close()
        return result

    def end(self, how):
        """Send a signal to the server and its workers; return the exit status and what was printed."""
        os.killpg(self.process.pid, how)
        printed, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, printed

    def _wait(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                if self.open("/readyz")[0] == 200:
                    return
            except OSError:
                # It starts in another process, which can only be asked again.
                threading.Event().wait(0.05)
        os.killpg(self.process.pid, signal.SIGKILL)
        pytest.fail(f"the server did not come up:\n{self.process.communicate()[0]}")


@pytest.fixture
def environ(database_url, tmp_path):
    content = tmp_path / "content"
    (content / "surveys").mkdir(parents=True)
    (content / "surveys" / "real.md").write_text(survey_text(ask("text", "why"), closes="2026-11-30"))
    (content / "surveys" / "limited.md").write_text(survey_text(ask("text", "why"), limit=60))
    store = Store(database_url)
    store.migrate()
    with store.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM response WHERE survey IN ('real', 'limited')"))
    store.close()
    return {
        "MASTHEAD_SECRET_KEY": "s" * 32,
        "MASTHEAD_CONTENT": str(content),
        "MASTHEAD_DATABASE_URL": database_url,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }


def stored(database_url, survey):
    """Return submission ids with answers, read by a connection of our own."""
    engine = sa.create_engine(database_url)
    with engine.connect() as connection:
        query = sa.text("SELECT submission_id, answers FROM response WHERE survey = :survey")
        rows = {row.submission_id: row.answers for row in connection.execute(query, {"survey": survey})}
    engine.dispose()
    return rows


def test_what_was_acknowledged_survives_a_kill(environ, database_url):
    server = Server(environ, "--workers", "2", "--as-of", "2026-11-22")
    path = "/api/v1/surveys/real/responses"

    def send(number):
        body = {"submission_id": f"kill-test-number-{number}", "answers": {"why": f"word {number}"}}
        return server.open(path, body)[0]

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(send, range(24)))
    status, _ = server.end(signal.SIGKILL)

    assert statuses == [201] * 24
    assert status == -signal.SIGKILL
    kept = stored(database_url, "real")
    assert {name: json.loads(answers) for name, answers in kept.items()} == {
        f"kill-test-number-{number}": {"why": f"word {number}"} for number in range(24)
    }


def test_a_body_that_does_not_say_its_length_is_refused_rather_than_cut_off(environ):
    server = Server(environ, "--workers", "1")
    chunks = (b'{"submission_id": "sent-in-many-chunks", ', b'"answers": {}}', b"")
    head = (
        f"POST /api/v1/surveys/limited/responses HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n"
        "Sec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    )
    body = b"".join(b"%X\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)

    # In one piece: the server may answer and hang up as soon as it has the head.
    with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as link:
        link.sendall(head.encode() + body)
        answer = http.client.HTTPResponse(link)
        answer.begin()
        status = answer.status
        answer.close()
    server.end(signal.SIGTERM)

    assert status == 411


def test_two_hundred_parallel_posts_to_two_processes_keep_to_the_limit(environ, database_url):
    server = Server(environ, "--workers", "2")

    def send(number):
        name, words = f"limit-test-number-{number:06}", f"words of {number}"
        if number % 2:
            body = {"submission_id": name, "answers": {"why": words}}
            return (*server.open("/api/v1/surveys/limited/responses", body), words)
        return (*server.send_form("/surveys/limited", {"_submission_id": name, "why": words}), words)

    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(send, range(200)))
    again = [send(number)[0] for number in range(200)]
    server.end(signal.SIGTERM)

    accepted = [status for status, _, _ in answers if status in (201, 303)]
    refused = [(page, words) for status, page, words in answers if status == 409]
    assert len(accepted) == 60
    assert len(refused) == 140
    assert all("This survey has as many answers as it was made for" in page for page, _ in refused)
    # What the form's readers wrote is still before them; a program has its own.
    assert all(words in page for page, words in refused if page.startswith("<!doctype"))
    assert len(stored(database_url, "limited")) == 60
    # Whoever was accepted is told so again, and nobody slips in later.
    assert sorted(again) == sorted(
        409 if status == 409 else {201: 200}.get(status, status) for status, *_ in answers
    )


def test_the_server_says_where_it_listens_takes_a_clock_and_stops_when_it_is_told_to(environ):
    server = Server(environ, "--workers", "1", "--as-of", "2026-12-01")
    page_status, page = server.open("/surveys/real")

    status, printed = server.end(signal.SIGTERM)

    assert page_status == 200
    assert "This survey closed on 30 November 2026." in page
    assert printed == f"Masthead's service listens on http://127.0.0.1:{server.port}\n"
    assert status == 0


def test_wrong_settings_are_said_at_once_and_nothing_is_started(tmp_path):
    environ = {
        "PYTHONPATH": os.pathsep.join(sys.path),
        "MASTHEAD_SITE_URL": "here",
        "PATH": os.environ["PATH"],
    }

    run = subprocess.run(
        [sys.executable, "-m", "survey_server"],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert run.stderr == (
        "The service cannot start:\n"
        "  MASTHEAD_SECRET_KEY is not set; make one with: python3 -c 'import secrets; "
        "print(secrets.token_urlsafe(32))', and keep it for good\n"
        "  MASTHEAD_SITE_URL: “here” is not a web address such as https://example.org\n"
    )


@pytest.mark.parametrize("what", ["a folder", "no database"])
def test_a_file_that_cannot_hold_answers_is_said_in_a_sentence(tmp_path, what):
    file = tmp_path / "masthead.db"
    file.mkdir() if what == "a folder" else file.write_text("no database " * 1000)
    environ = {
        **os.environ,
        "MASTHEAD_SECRET_KEY": "s" * 32,
        "MASTHEAD_DATABASE_URL": f"sqlite:///{file}",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }

    run = subprocess.run(
        [sys.executable, "-m", "survey_server"],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    logged, said = run.stderr.splitlines()
    assert run.returncode == 2
    assert logged.startswith("ERROR the database is away: ")
    assert said == "The service cannot start: MASTHEAD_DATABASE_URL names no file to keep answers in."


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("MASTHEAD_SECRET_KEY", "", "Error: MASTHEAD_SECRET_KEY is not set; make one with: "),
        (
            "MASTHEAD_DATABASE_URL",
            "postgresql://postgres@127.0.0.1:1/nothing",
            "Error: the database does not answer, or has no tables of ours yet",
        ),
    ],
)
def test_a_command_that_cannot_do_its_work_says_why(tmp_path, name, value, sentence):
    environ = {
        **os.environ,
        "MASTHEAD_SECRET_KEY": "s" * 32,
        "PYTHONPATH": os.pathsep.join(sys.path),
        name: value,
    }

    run = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "survey_server", "definitions"],
        env=environ,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 1
    assert sentence in run.stderr
    assert "Traceback" not in run.stderr


@pytest.mark.parametrize(
    ("host", "reason"),
    [("127.0.0.1", "Address already in use"), ("nowhere.invalid", "Name or service not known")],
)
def test_an_address_that_cannot_be_listened_at_is_said_in_a_sentence(environ, host, reason):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "survey_server", "--host", host, "--port", str(port)]

        done = subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"The service cannot start: {host}, port {port}: {reason} (choose others with --host and --port)\n"
    )


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_operator_migrates_by_a_command(tmp_path, kind):
    # On SQLite the service does so by itself.
    with contextlib.ExitStack() as stack:
        url = f"sqlite:///{tmp_path / 'var' / 'masthead.db'}"
        if kind == "postgresql":
            url = stack.enter_context(new_postgresql_database())
        environ = {
            **os.environ,
            "MASTHEAD_SECRET_KEY": "s" * 32,
            "MASTHEAD_DATABASE_URL": url,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

        run = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "survey_server", "migrate"],
            env=environ,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=False,
        )

        assert (run.returncode, run.stdout, run.stderr) == (0, "The database is up to date.\n", "")
        store = Store(url)
        assert store.problem() == ""
        store.close()
