"""Outside links, against a server of this test's own."""

import http.server
import json
import socket
import struct
import threading
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from editorial.bodycheck import OutsideLink
from plugins.external_links import Manners, check_outside

NOW = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


class World(http.server.BaseHTTPRequestHandler):
    """A small world outside, with all its faults."""

    protocol_version = "HTTP/1.0"

    def do_HEAD(self):
        self.answer("HEAD")

    def do_GET(self):
        self.answer("GET")

    def answer(self, method):
        world = self.server
        path = self.path.partition("?")[0]
        with world.guard:
            world.asked[method, self.path] += 1
            world.agents.add(self.headers["User-Agent"])
            world.at_once += 1
            world.most_at_once = max(world.most_at_once, world.at_once)
            count = world.asked[method, self.path]
        if path == "/wait":
            world.released.wait(0.02)
        # Counted down before the answer goes out: whoever has it may ask again at once.
        with world.guard:
            world.at_once -= 1
        self.reply(method, path, count)

    def reply(self, method, path, count):
        if path == "/no-head" and method == "HEAD":
            self.say(405)
        elif path == "/slow":
            self.server.released.wait(5)
        elif path == "/reset":
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.connection.close()
        elif path == "/busy-once" and count == 1:
            self.say(429, {"Retry-After": "3"})
        elif path == "/busy":
            self.say(503)
        elif path == "/busy-for-long":
            self.say(429, {"Retry-After": "86400"})
        elif path in self.server.redirects:
            status, target = self.server.redirects[path]
            self.say(status, {"Location": target} if target else {})
        else:
            self.say({"/gone": 410, "/missing": 404, "/members": 403}.get(path, 200))

    def say(self, status, headers=None):
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def world():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), World)
    server.daemon_threads = True
    server.guard, server.released = threading.Lock(), threading.Event()
    server.asked, server.agents, server.at_once, server.most_at_once = Counter(), set(), 0, 0
    server.redirects = {
        "/moved": (301, "/good"),
        "/moved-twice": (308, "/moved"),
        "/elsewhere-today": (302, "/good"),
        "/moved-then-today": (301, "/elsewhere-today"),
        "/today-then-moved": (302, "/moved"),
        "/moved-away": (301, "/missing"),
        "/circle": (301, "/circle"),
        "/to-nowhere": (302, None),
        "/to-a-file": (302, "file:///etc/hostname"),
    }
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def ask(world, tmp_path):
    """Ask for paths of the world; returns the findings in words, without the world's address."""
    pauses = []
    manners = Manners(timeout=0.5, pause_per_host=0, pause=pauses.append, user_agent="Masthead test")

    def run(*paths, now=NOW, **changes):
        links = [OutsideLink(world.url + path, "posts/a.md", line) for line, path in enumerate(paths, 1)]
        problems = check_outside(
            links, tmp_path / "var/links.json", now=now, manners=replace(manners, **changes)
        )
        return [str(problem).replace(world.url, "") for problem in problems]

    run.pauses = pauses
    run.memory = tmp_path / "var/links.json"
    return run


def test_a_good_link_has_no_finding_and_its_server_knows_who_asks(world, ask):
    assert ask("/good", "/good#part") == []
    assert world.asked == {("HEAD", "/good"): 1}
    assert world.agents == {"Masthead test"}


def test_a_server_that_knows_no_head_is_asked_for_the_page(world, ask):
    assert ask("/no-head") == []
    assert world.asked == {("HEAD", "/no-head"): 1, ("GET", "/no-head"): 1}


def test_links_that_lead_nowhere_are_found_at_their_lines(ask):
    assert ask("/good", "/missing", "/gone", "/missing") == [
        "posts/a.md:2: warning outside-link-dead /missing leads nowhere: it answers 404 "
        + (remedy := "(find out where it went, or link to an archived copy)"),
        f"posts/a.md:3: warning outside-link-dead /gone leads nowhere: it answers 410 {remedy}",
        f"posts/a.md:4: warning outside-link-dead /missing leads nowhere: it answers 404 {remedy}",
    ]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/slow", "it does not answer in time"),
        ("/reset", "it breaks the connection"),
        ("/circle", "it leads on and on"),
        ("/to-a-file", "it leads on to file:///etc/hostname"),
        ("/to-nowhere", "it answers 302, and does not say where it leads on to"),
        ("/moved-away", "it answers 404"),
    ],
)
def test_a_link_without_an_answer_says_why(ask, path, reason):
    (finding,) = ask(path)

    assert finding.startswith(f"posts/a.md:1: warning outside-link-dead {path} leads nowhere: {reason} (")


def test_a_host_that_nobody_answers_for_is_dead(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        (problem,) = check_outside([OutsideLink(url, "a.md", 1)], tmp_path / "links.json")

    assert problem.message == f"{url} leads nowhere: it refuses connections"


@pytest.mark.parametrize(
    ("path", "target"),
    [("/moved", "/good"), ("/moved-twice", "/good"), ("/moved-then-today", "/elsewhere-today")],
)
def test_a_link_that_has_moved_for_good_names_the_new_address(ask, path, target):
    assert ask(path) == [
        (
            f"posts/a.md:1: warning outside-link-moved {path} has moved for good to {target} "
            "(write the new address)"
        )
    ]


def test_a_link_that_leads_on_for_today_has_no_finding(ask):
    assert ask("/elsewhere-today", "/today-then-moved") == []


def test_a_page_for_members_is_left_to_the_author(ask):
    assert ask("/members") == [
        (
            "posts/a.md:1: warning outside-link-refused /members does not answer programs (403) "
            "(look at it in a browser)"
        )
    ]


def test_a_busy_server_is_asked_again_after_the_time_that_it_names(ask):
    assert ask("/busy-once") == []
    assert ask.pauses == [3.0]


def test_a_server_that_stays_busy_is_asked_later_and_later_and_then_left_alone(world, ask):
    assert ask("/busy") == [
        "posts/a.md:1: warning outside-link-busy /busy takes no questions now (503) (ask again later)"
    ]
    assert ask.pauses == [1.0, 2.0]
    assert world.asked["HEAD", "/busy"] == 3


def test_nobody_waits_for_a_day(world, ask):
    (finding,) = ask("/busy-for-long")

    assert "outside-link-busy" in finding
    assert (ask.pauses, world.asked["HEAD", "/busy-for-long"]) == ([], 1)


def test_one_host_is_asked_by_few_at_a_time(world, ask):
    ask(*(f"/wait?{number}" for number in range(12)))

    assert sum(world.asked.values()) == 12
    assert world.most_at_once <= 2


def test_between_two_questions_to_a_host_there_is_a_pause(ask):
    ask("/good?1", "/good?2", "/good?3", pause_per_host=0.25, at_once_per_host=1)

    assert ask.pauses == [0.25, 0.25]


def test_what_was_learned_is_believed_for_a_while(world, ask):
    first = ask("/good", "/missing", "/moved")
    second = ask("/good", "/missing", "/moved", now=NOW + timedelta(hours=23))
    asked = sum(world.asked.values())
    ask("/good", "/missing", now=NOW + timedelta(days=2))

    assert first == second
    assert asked == 4 + 1  # of the missing one HEAD and GET, of the moved one also where it went
    assert world.asked["GET", "/missing"] == 2
    assert world.asked["HEAD", "/good"] == 2
    ask("/good", now=NOW + timedelta(days=15))
    assert world.asked["HEAD", "/good"] == 3


def test_what_a_busy_server_says_is_not_remembered(world, ask):
    ask("/busy")
    ask("/busy")

    assert world.asked["HEAD", "/busy"] == 6
    assert json.loads(ask.memory.read_text()) == {}


def test_what_nobody_links_to_any_more_is_forgotten(world, ask):
    ask("/good?1")
    ask("/good?2")

    assert list(json.loads(ask.memory.read_text())) == [f"{world.url}/good?2"]


@pytest.mark.parametrize("text", ["", "[]", '{"http://x/": 3}', '{"http://x/": {"status": 200}}', "\x00"])
def test_a_memory_that_cannot_be_read_is_begun_anew(world, ask, text):
    ask.memory.parent.mkdir()
    ask.memory.write_text(text.replace("http://x", world.url))

    assert ask("/missing") != []
    assert f"{world.url}/missing" in json.loads(ask.memory.read_text())


def test_a_name_and_a_password_in_an_address_are_passed_over(world, tmp_path):
    link = OutsideLink(world.url.replace("//", "//ada:secret@"), "posts/a.md", 1)

    assert check_outside([link], tmp_path / "links.json", manners=Manners()) == []
    assert world.asked["HEAD", "/"] == 1


@pytest.mark.parametrize("port", ["99999", "0", "tea"])
def test_a_port_that_cannot_be_is_said_so(tmp_path, port):
    link = OutsideLink(f"http://127.0.0.1:{port}/", "posts/a.md", 1)

    (finding,) = check_outside([link], tmp_path / "links.json", manners=Manners())
    assert finding.message == f"{link.url} leads nowhere: its port is no number from 1 to 65535"


def test_no_address_ends_the_run(tmp_path):
    urls = [
        "http://[x/",
        "http://exa mple/",
        "http://127.0.0.1:99999/",
        "http://\u2603.invalid/ä?ö",
        "http://.invalid/",
    ]
    links = [OutsideLink(url, "a.md", line) for line, url in enumerate(urls, 1)]

    problems = check_outside(links, tmp_path / "links.json", manners=Manners(timeout=0.5, pause_per_host=0))

    assert [problem.line for problem in problems] == [1, 2, 3, 4, 5]
    assert {problem.code for problem in problems} == {"outside-link-dead"}
