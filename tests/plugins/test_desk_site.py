"""What the site's server sends under /desk/, over HTTP."""

import http.client
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.desk_door import MOST_BYTES, DeskDoor, Done
from plugins.desk_files import ContentFiles
from plugins.desk_site import DeskSite
from plugins.editorial_calendar import PLAN_MARK, TOKEN_MARK
from plugins.site_server import Outcome, site_server
from tests.builders import write_content

TOKEN = "token-of-a-run"
PAGE = f"<!doctype html><title>Desk</title><meta content='{TOKEN_MARK}'><body>Board</body>"


class Client:
    """Asks a server on this machine; what a browser sends by itself is sent too."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        ours = {
            "Origin": f"http://127.0.0.1:{self.port}",
            "Content-Type": "application/x-www-form-urlencoded",
        }
        sent = ours if method == "POST" else {}
        connection.request(
            method, path, body, sent | {name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        found = answer.status, dict(answer.headers), answer.read().decode()
        connection.close()
        return found

    def raw(self, request: str) -> tuple[list[str], bytes]:
        """Return the lines of the head that comes back, and every byte behind it."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as connection:
            connection.sendall(request.encode())
            head, _, rest = b"".join(iter(lambda: connection.recv(65_536), b"")).partition(b"\r\n\r\n")
        return head.decode().split("\r\n"), rest


@pytest.fixture
def outcome() -> Outcome:
    return Outcome()


@pytest.fixture
def client(tmp_path: Path, outcome: Outcome) -> Iterator[Client]:
    write_content(
        tmp_path,
        {
            "site/index.html": "<body>Front page</body>",
            "site/notes.txt": "Notes",
            "desk/index.html": PAGE,
            "desk/board.html": PAGE,
            "desk/plan.html": f"<!doctype html><title>Desk</title><input value='{PLAN_MARK}'>",
            "desk/calendar.ics": "BEGIN:VCALENDAR",
            "desk/.desk-files": "index.html",
            "secret.html": "Secret",
            "secret.md": "Secret",
            "content/posts/tea time.md": "---\ntitle: <b>Tea</b>\n",
            "content/.drafts/secret.md": "Secret",
            "content/secret.py": "Secret",
        },
    )
    with site_server(("127.0.0.1", 0), tmp_path / "site", outcome, forms_go_to=()) as probe:
        port = probe.server_address[1]
    door = DeskDoor(port, TOKEN, {"move": lambda fields: Done(f"Moved {fields['id']} & co.", undo="key")})
    (tmp_path / "content/link.md").symlink_to(tmp_path / "secret.md")
    desk = DeskSite(tmp_path / "desk", door, ContentFiles(tmp_path / "content"))
    with site_server(("127.0.0.1", port), tmp_path / "site", outcome, forms_go_to=(), desk=desk) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Client(port)
        server.shutdown()
        thread.join()


def test_pages_are_sent_with_this_runs_token_under_a_policy_of_their_own(client):
    status, headers, body = client.ask("GET", "/desk/")

    assert status == 200
    assert "<meta content='token-of-a-run'>" in body
    assert TOKEN_MARK not in body
    policy = headers["Content-Security-Policy"]
    assert "script-src 'self';" in policy
    assert policy.endswith("form-action 'self'; frame-ancestors 'none'")
    assert "Access-Control-Allow-Origin" not in headers


def test_pages_are_sent_with_the_mark_of_the_plan_that_they_show(client, tmp_path):
    _, _, without = client.ask("GET", "/desk/plan.html")
    (tmp_path / "desk/.desk-plan").write_text("2026-03-03T09:00:00+00:00 1f38")

    _, _, with_mark = client.ask("GET", "/desk/plan.html")
    status, _, _ = client.ask("GET", "/desk/.desk-plan")

    assert "value=''" in without
    assert "value='2026-03-03T09:00:00+00:00 1f38'" in with_mark
    assert status == 404


def test_a_calendar_is_sent_as_one(client):
    status, headers, body = client.ask("GET", "/desk/calendar.ics")

    assert (status, headers["Content-Type"], body) == (200, "text/calendar; charset=utf-8", "BEGIN:VCALENDAR")


@pytest.mark.parametrize(
    "path",
    ["/desk/../secret.html", "/desk/%2e%2e/secret.html", "/desk/.desk-files", "/desk/none.html", "/desk/%00",
     f"/desk/{'a' * 3000}", f"/{'a' * 3000}", f"/desk/{'a/' * 3000}",
     "/desk/files/../secret.md", "/desk/files/%2e%2e/secret.md", "/desk/files/posts/../../secret.md",
     "/desk/files//etc/passwd", "/desk/files/link.md", "/desk/files/secret.py",
     "/desk/files/.drafts/secret.md", "/desk/files/posts/%00.md",
     f"/desk/files/{'a' * 3000}.md", "/desk/files/", "/desk/files/posts"],
)  # fmt: skip
def test_nothing_else_of_the_disk_is_sent(client, path):
    status, _, body = client.ask("GET", path)

    assert status == 404
    assert "Secret" not in body


@pytest.mark.parametrize(
    "path",
    ["/desk/", "/desk/calendar.ics", "/desk/none.html", "/desk/move", "/", "/index.html", "/notes.txt",
     "/none/", "/_masthead/reload.js"],
)  # fmt: skip
def test_head_is_answered_as_get_is_without_the_body(client, path):
    status, headers, body = client.ask("GET", path)

    head, rest = client.raw(f"HEAD {path} HTTP/1.0\r\nHost: 127.0.0.1:{client.port}\r\n\r\n")

    assert rest == b""
    assert head[0].split()[1] == str(status)
    asked = {name: headers[name] for name in headers if name != "Date"}
    assert asked == {name: value for name, value in map(_header, head[1:]) if name != "Date"}
    assert int(headers["Content-Length"]) == len(body.encode()) > 0


def _header(line: str) -> tuple[str, str]:
    name, _, value = line.partition(": ")
    return name, value


def test_who_asks_for_the_head_of_the_events_does_not_wait_for_one(client):
    head, rest = client.raw("HEAD /_masthead/events HTTP/1.0\r\n\r\n")

    assert "200 OK" in head[0]
    assert "Content-Type: text/event-stream" in head
    assert rest == b""


def test_a_file_of_the_content_is_sent_as_it_is_written_and_as_text(client):
    status, headers, body = client.ask("GET", "/desk/files/posts/tea%20time.md")

    assert (status, headers["Content-Type"]) == (200, "text/plain; charset=utf-8")
    assert body == "---\ntitle: <b>Tea</b>\n"
    assert client.ask("GET", "/desk/files/posts/tea%20time.md", Host="evil.example")[0] == 421


def test_by_another_name_the_desk_is_not_read_and_so_its_token_neither(client):
    status, _, body = client.ask("GET", "/desk/board.html", Host="evil.example")

    assert status == 421
    assert TOKEN not in body


def test_a_form_gets_a_page_with_a_way_back_and_one_to_undo(client):
    body = f"token={TOKEN}&id=tea".encode()

    status, headers, page = client.ask("POST", "/desk/move", body, Referer="http://x/desk/month/2026-03.html")

    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "<p>Moved tea &amp; co.</p>" in page
    assert '<input type="hidden" name="undo" value="key">' in page
    assert 'value="token-of-a-run"' in page
    assert '<a href="/desk/month/2026-03.html">Back to the desk</a>' in page


@pytest.mark.parametrize(
    "referer",
    [
        "http://x/posts/tea.html",
        "http://x//desk/a.html",
        "http://x/desk//evil.example/a.html",
        "http://x/desk/move",
        "http://[x/desk/a.html",
        "",
    ],
)
def test_the_way_back_leads_to_a_page_of_the_desk_only(client, referer):
    _, _, page = client.ask("POST", "/desk/move", b"", Referer=referer)

    assert '<a href="/desk/">Back to the desk</a>' in page


def test_the_way_back_is_no_html(client):
    _, _, page = client.ask("POST", "/desk/move", b"", Referer='http://x/desk/"><script>.html')

    assert "<script>" not in page


def test_a_script_gets_data(client):
    body = json.dumps({"token": TOKEN, "id": "tea"}).encode()

    status, headers, answer = client.ask("POST", "/desk/move", body, Content_Type="application/json")

    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(answer) == {"message": "Moved tea & co.", "undo": "key"}


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", "/desk/move", None, {}, 405),
        ("POST", "/desk/", b"", {}, 404),
        ("POST", "/", b"", {}, 405),
        ("POST", "/desk/move", b"token=x", {"Origin": "http://evil.example"}, 403),
        ("POST", "/desk/move", b"token=x", {}, 403),
        ("POST", "/desk/move", b"x" * (MOST_BYTES + 1), {}, 413),
        ("POST", "/desk/move", None, {"Content_Length": "-1"}, 411),
        ("POST", "/desk/move", b"x" * (MOST_BYTES + 1), {"Content_Length": "9" * 5000}, 413),
    ],
)  # fmt: skip
def test_what_is_refused_has_a_status_that_says_so(client, method, path, body, headers, status):
    assert client.ask(method, path, body, **headers)[0] == status


def test_a_browser_that_goes_away_before_it_has_its_answer_is_no_error(tmp_path, outcome, capsys):
    with site_server(("127.0.0.1", 0), tmp_path, outcome, forms_go_to=()) as server:
        ours, theirs = socket.socketpair()
        theirs.sendall(b"GET / HTTP/1.1\r\n\r\n")
        theirs.close()

        # What it raises would be printed among the author's problems.
        server.finish_request(ours, ("127.0.0.1", 1))
        ours.close()

    assert capsys.readouterr().err == ""


def test_while_the_content_is_broken_the_desk_says_what_is_wrong(client, outcome):
    outcome.publish("posts/tea.md:3: error")

    status, _, page = client.ask("GET", "/desk/board.html")

    assert status == 200
    assert "posts/tea.md:3: error" in page


def test_a_server_that_others_can_reach_has_no_desk(tmp_path, outcome):
    desk = DeskSite(tmp_path, DeskDoor(0, TOKEN, {}), ContentFiles(tmp_path))

    with site_server(("0.0.0.0", 0), tmp_path, outcome, forms_go_to=(), desk=desk) as server:
        assert server.RequestHandlerClass.desk_site is None
