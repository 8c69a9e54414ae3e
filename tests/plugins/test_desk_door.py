"""The editing door lets the desk's own pages in, and nobody else."""

import json
from http import HTTPStatus
from urllib.parse import urlencode

import pytest

from plugins.desk_door import MOST_BYTES, Asked, DeskDoor, Done

TOKEN = "the-token-of-this-run"
OURS = {
    "host": "127.0.0.1:8000",
    "origin": "http://127.0.0.1:8000",
    "sec-fetch-site": "same-origin",
    "content-type": "application/json",
}
FIELDS = {"token": TOKEN, "id": "tea", "date": "2026-03-03"}


class Changes:
    """Remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[dict[str, str]] = []

    def move(self, fields):
        self.asked.append(dict(fields))
        return Done("Moved.", undo="key")


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def door(changes) -> DeskDoor:
    return DeskDoor(8000, TOKEN, {"move": changes.move})


def asked(path="/desk/move", method="POST", body=None, **headers) -> Asked:
    sent = OURS | {name.replace("_", "-"): value for name, value in headers.items()}
    data = json.dumps(FIELDS).encode() if body is None else body
    return Asked(method, path, {name: value for name, value in sent.items() if value is not None}, data)


def test_the_desks_own_page_is_let_in(door, changes):
    done = door.answer(asked())

    assert done == Done("Moved.", undo="key")
    assert changes.asked == [FIELDS]


def test_a_form_is_let_in_as_json_is(door, changes):
    kind = "application/x-www-form-urlencoded; charset=utf-8"

    done = door.answer(asked(body=urlencode(FIELDS).encode(), content_type=kind))

    assert done.status is HTTPStatus.OK
    assert changes.asked == [FIELDS]


def test_the_machines_other_name_is_its_own_too(door):
    local = asked(host="localhost:8000", origin="http://localhost:8000")

    assert door.answer(local).status is HTTPStatus.OK


FOREIGN = "Changes are taken from the desk's own pages only; nothing was changed."
NAME = "The desk answers at http://127.0.0.1:8000/desk/ only."
OLD = "The page is from an earlier run of serve; load it again, then repeat the change."
UNREADABLE = "The change could not be read."


@pytest.mark.parametrize(
    ("request_", "status", "message"),
    [
        (asked(origin="http://evil.example"), 403, FOREIGN),
        (asked(origin="http://127.0.0.1:8001"), 403, FOREIGN),
        (asked(origin="https://127.0.0.1:8000"), 403, FOREIGN),
        (asked(origin="http://localhost:8000"), 403, FOREIGN),
        (asked(origin="null"), 403, FOREIGN),
        (asked(origin=""), 403, FOREIGN),
        (asked(origin=None, sec_fetch_site=None), 403, FOREIGN),
        (asked(sec_fetch_site="cross-site"), 403, FOREIGN),
        (asked(sec_fetch_site="same-site"), 403, FOREIGN),
        (asked(sec_fetch_site="none", origin=None), 403, FOREIGN),
        (asked(host="evil.example:8000", origin="http://evil.example:8000"), 421, NAME),
        (asked(host="127.0.0.1:8001"), 421, NAME),
        (asked(host="127.0.0.1"), 421, NAME),
        (asked(host=None), 421, NAME),
        (asked(body=json.dumps(FIELDS | {"token": "another"}).encode()), 403, OLD),
        (asked(body=json.dumps(FIELDS | {"token": 7}).encode()), 403, OLD),
        (asked(body=json.dumps({"id": "tea"}).encode()), 403, OLD),
        (asked(body=json.dumps(FIELDS | {"token": "tökèn"}).encode()), 403, OLD),
        (asked(method="GET"), 405, "A change is sent by a form, not by a link."),
        (asked(method="PUT"), 405, "A change is sent by a form, not by a link."),
        (asked(path="/desk/erase"), 404, "There is nothing of this name on the desk."),
        (asked(path="/desk/move/"), 404, "There is nothing of this name on the desk."),
        (asked(content_type="text/plain"), 415, "Send the change as a form or as JSON."),
        (asked(content_type=None), 415, "Send the change as a form or as JSON."),
        (asked(body=b"{"), 400, UNREADABLE),
        (asked(body=b"[]"), 400, UNREADABLE),
        (asked(body=b"\xff"), 400, UNREADABLE),
        (asked(body=b"\xff=1", content_type="application/x-www-form-urlencoded"), 400, UNREADABLE),
        (asked(body=b"a=1&" * 100, content_type="application/x-www-form-urlencoded"), 400, UNREADABLE),
        (asked(body=b" " * (MOST_BYTES + 1)), 413, "That is more than a change can be."),
        (asked(body=b"[" * 9000), 400, UNREADABLE),
        (asked(body=b'{"token": "\\ud800"}'), 400, UNREADABLE),
        (asked(body=json.dumps(FIELDS | {"id": "\ud800"}).encode()), 400, UNREADABLE),
    ],
)
def test_who_else_knocks_hears_why_not_and_changes_nothing(door, changes, request_, status, message):
    done = door.answer(request_)

    assert (done.status, done.message, done.undo) == (status, message, "")
    assert changes.asked == []
