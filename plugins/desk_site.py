"""What stands under `/desk/` while `invoke serve` runs: pages, posts' files, and what comes of a change."""

import contextlib
import html
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote, urlsplit

from plugins.desk_door import JSON, Asked, DeskDoor, Done, RefusedError
from plugins.desk_files import ContentFiles
from plugins.editorial_calendar import FILES, PLAN_FILE, PLAN_MARK, TOKEN_MARK

ADDRESS = "/desk/"
TEXT = "text/plain; charset=utf-8"
# Nothing but its own files, no frame of another site around it, and no form that leads elsewhere.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
KINDS = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ics": "text/calendar; charset=utf-8",
    ".json": JSON,
    ".csv": "text/csv; charset=utf-8",
}
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="referrer" content="same-origin">
<title>TITLE · Desk</title>
<link rel="stylesheet" href="/desk/theme/desk.css">
</head>
<body>
<header class="desk-header"><p class="desk-header__name"><a href="/desk/">Desk</a></p></header>
<main id="main">
<div class="desk-title"><h1>TITLE</h1></div>
<p>MESSAGE</p>
UNDO<p><a href="BACK">Back to the desk</a></p>
</main>
</body>
</html>
"""
_UNDO = """<form method="post" action="/desk/undo">
<input type="hidden" name="token" value="TOKEN">
<input type="hidden" name="undo" value="KEY">
<button class="desk-button">Undo</button>
</form>
"""


@dataclass(frozen=True)
class Sent:
    """An answer for the browser."""

    status: HTTPStatus
    kind: str
    body: bytes

    @property
    def is_page(self) -> bool:
        """True when it is HTML."""
        return self.kind == KINDS[".html"]


class DeskSite:
    """Serves the desk's folder with this run's token in its pages, and hands changes to the door.

    The content's files are to be read under `FILES`.
    """

    def __init__(self, folder: Path, door: DeskDoor, files: ContentFiles) -> None:
        self.folder = folder
        self.door = door
        self.files = files

    def get(self, path: str, headers: Mapping[str, str]) -> Sent:
        """Return the file at an address; not under another name, for pages hold the token."""
        asked = Asked("GET", path, headers)
        try:
            self.door.check_host(asked)
        except RefusedError as refusal:
            return self._outcome(asked, Done(str(refusal), status=refusal.status))
        if path.startswith(ADDRESS + FILES):
            text = self.files.text(unquote(path.removeprefix(ADDRESS + FILES)))
            if text is not None:
                return Sent(HTTPStatus.OK, TEXT, text)
        file = self._file(path)
        if file is None:
            # What can be asked for by a form is no page.
            return self._outcome(asked, self.door.answer(asked))
        # Before the page: a mark that is newer than the page would say that it shows what it does not.
        mark = self._plan_mark()
        data = file.read_bytes()
        kind = KINDS.get(file.suffix, "application/octet-stream")
        if kind == KINDS[".html"]:
            data = data.replace(TOKEN_MARK.encode(), self.door.token.encode())
            data = data.replace(PLAN_MARK.encode(), html.escape(mark).encode())
        return Sent(HTTPStatus.OK, kind, data)

    def post(self, path: str, headers: Mapping[str, str], body: bytes) -> Sent:
        """Return what came of a change, as JSON to a script and as a page to a form."""
        asked = Asked("POST", path, headers, body)
        return self._outcome(asked, self.door.answer(asked))

    def _plan_mark(self) -> str:
        with contextlib.suppress(OSError, UnicodeDecodeError):
            return (self.folder / PLAN_FILE).read_text(encoding="utf-8")
        return ""

    def _file(self, path: str) -> Path | None:
        name = unquote(path.removeprefix(ADDRESS)) or "index.html"
        if "\0" in name:
            return None
        file = (self.folder / name).resolve()
        is_inside = file.is_relative_to(self.folder.resolve()) and not file.name.startswith(".")
        # No disk has names of any length.
        with contextlib.suppress(OSError):
            return file if is_inside and file.is_file() else None
        return None

    def _outcome(self, asked: Asked, done: Done) -> Sent:
        if asked.kind == JSON:
            data = {"message": done.message} | ({"undo": done.undo} if done.undo else {})
            return Sent(done.status, JSON, json.dumps(data, ensure_ascii=False).encode())
        undo = _UNDO.replace("KEY", done.undo).replace("TOKEN", self.door.token) if done.undo else ""
        title = "Done" if done.status is HTTPStatus.OK else "Not changed"
        page = _PAGE.replace("TITLE", title).replace("UNDO", undo).replace("BACK", _back(asked))
        page = page.replace("MESSAGE", html.escape(done.message))
        return Sent(done.status, KINDS[".html"], page.encode())


def _back(asked: Asked) -> str:
    try:
        path = urlsplit(asked.headers.get("referer", "")).path
    except ValueError:
        return ADDRESS
    # The page that came of a change cannot be asked for again.
    is_page = path.startswith(ADDRESS) and path.endswith(".html") and "//" not in path
    return html.escape(path) if is_page else ADDRESS
