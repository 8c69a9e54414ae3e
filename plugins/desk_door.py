"""The editing door of `invoke serve`: lets the desk's own pages change the plan, and nobody else.

A page of another site may post here through the editor's browser, so the door asks where a request comes
from, by which name it was called, and for a token that only the desk's pages hold.
"""

import hmac
import json
import re
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

MOST_BYTES = 16_384
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
NAMES = ("127.0.0.1", "localhost")
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Asked:
    """A request: the headers by their names in small letters."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def kind(self) -> str:
        """The type of the body, without its parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


@dataclass(frozen=True)
class Done:
    """What came of a request: a sentence, and the key that undoes it, empty where nothing is to be undone."""

    message: str
    undo: str = ""
    status: HTTPStatus = HTTPStatus.OK


class RefusedError(Exception):
    """A request that the door does not let in; the message is a sentence for the editor."""

    def __init__(self, status: HTTPStatus, message: str) -> None:
        super().__init__(message)
        self.status = status


# What a change is given: the fields of the request, all of them texts.
Change = Callable[[Mapping[str, str]], Done]


class DeskDoor:
    """Answers requests for changes, one at a time; `changes` says by name what can be asked for."""

    def __init__(self, port: int, token: str, changes: Mapping[str, Change]) -> None:
        self.hosts = tuple(f"{name}:{port}" for name in NAMES)
        self.token = token
        self.changes = changes
        self._turn = threading.Lock()

    def answer(self, asked: Asked) -> Done:
        """Return what came of a request; a refusal is an answer too."""
        try:
            self.check_host(asked)
            change = self._change(asked)
            self._check_origin(asked)
            fields = self._fields(asked)
            self._check_token(fields)
            with self._turn:
                return change(fields)
        except RefusedError as refusal:
            return Done(str(refusal), status=refusal.status)

    def check_host(self, asked: Asked) -> None:
        """Refuse a request that was made for another name: a foreign name can be made to lead here."""
        if asked.headers.get("host", "") not in self.hosts:
            message = f"The desk answers at http://{self.hosts[0]}/desk/ only."
            raise RefusedError(HTTPStatus.MISDIRECTED_REQUEST, message)

    def _change(self, asked: Asked) -> Change:
        name = asked.path.removeprefix("/desk/")
        if name not in self.changes:
            raise RefusedError(HTTPStatus.NOT_FOUND, "There is nothing of this name on the desk.")
        if asked.method != "POST":
            raise RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "A change is sent by a form, not by a link.")
        return self.changes[name]

    def _check_origin(self, asked: Asked) -> None:
        origin = asked.headers.get("origin")
        site = asked.headers.get("sec-fetch-site")
        is_ours = (
            (origin is not None or site is not None)
            and origin in (None, f"http://{asked.headers['host']}")
            and site in (None, "same-origin")
        )
        if not is_ours:
            message = "Changes are taken from the desk's own pages only; nothing was changed."
            raise RefusedError(HTTPStatus.FORBIDDEN, message)

    def _fields(self, asked: Asked) -> Mapping[str, str]:
        if len(asked.body) > MOST_BYTES:
            raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is more than a change can be.")
        readers = {JSON: _json_fields, FORM: _form_fields}
        if asked.kind not in readers:
            raise RefusedError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Send the change as a form or as JSON.")
        try:
            return readers[asked.kind](asked.body)
        except (ValueError, RecursionError):
            raise RefusedError(HTTPStatus.BAD_REQUEST, "The change could not be read.") from None

    def _check_token(self, fields: Mapping[str, str]) -> None:
        if not hmac.compare_digest(fields.get("token", "").encode(), self.token.encode()):
            message = "The page is from an earlier run of serve; load it again, then repeat the change."
            raise RefusedError(HTTPStatus.FORBIDDEN, message)


def needed(fields: Mapping[str, str], name: str, words: str) -> str:
    """Return a field's text; raises RefusedError, saying what is missing, where there is none."""
    text = fields.get(name, "").strip()
    if not text:
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, f"Please give {words}; nothing was changed.")
    return text


def digest_in(fields: Mapping[str, str]) -> str:
    """Return the digest of the file that the page was made from; raises RefusedError."""
    digest = fields.get("digest", "")
    if not _DIGEST.fullmatch(digest):
        message = "The page does not say which text it was made from; load it again."
        raise RefusedError(HTTPStatus.UNPROCESSABLE_ENTITY, message)
    return digest


def _json_fields(body: bytes) -> Mapping[str, str]:
    data = json.loads(body)
    if not isinstance(data, dict):
        raise ValueError  # noqa: TRY004 - to the caller both are an unreadable body
    return {str(name): _text(value) for name, value in data.items()}


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    text = value if isinstance(value, str) else ""
    # JSON can write half a character, which fails here as any other text that cannot be read.
    text.encode()
    return text


def _form_fields(body: bytes) -> Mapping[str, str]:
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=20))
