"""A server for the built site on this machine: pages reload when they are built anew.

The browser is told by an event stream; while a file is broken, every page says what is wrong with it.
"""

import contextlib
import html
import http.server
import ipaddress
import threading
from collections.abc import Mapping
from http import HTTPStatus
from pathlib import Path
from typing import Any

from plugins.desk_door import MOST_BYTES
from plugins.desk_site import ADDRESS as DESK_ADDRESS
from plugins.desk_site import POLICY as DESK_POLICY
from plugins.desk_site import DeskSite, Sent

RELOAD_SCRIPT = "/_masthead/reload.js"
RELOAD_EVENTS = "/_masthead/events"
SEARCH_PAGE = "/search/"
SITE, DESK = "site", "desk"
HEARTBEAT_SECONDS = 15
MOST_DIGITS = 9
# The desk is made when the site has been shown, so its pages wait for another event.
_RELOAD_JS = f"""const isDesk = location.pathname.startsWith('{DESK_ADDRESS}');
new EventSource('{RELOAD_EVENTS}').addEventListener(isDesk ? 'desk' : 'site', () => location.reload());
"""
_RELOAD_TAG = f'<script type="module" src="{RELOAD_SCRIPT}"></script>'
_COMPLAINT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>Please mend this first</title>
</head>
<body>
<main>
<h1>Please mend this first</h1>
<p>The built site is as it was. This page goes away by itself when the file is right.</p>
<ul>LINES</ul>
</main>
</body>
</html>
"""


class Outcome:
    """The last build's outcome, for the server's threads: which one it is, and what is wrong with it.

    `numbers` counts what was made of each part: of the site, and of the desk, which comes after it.
    """

    def __init__(self) -> None:
        self.numbers = {SITE: 0, DESK: 0}
        self.complaint = ""
        self.changed = threading.Condition()

    def publish(self, complaint: str) -> None:
        """Tell all browsers that show the site that there is something new."""
        with self.changed:
            self.complaint = complaint
            self._count(SITE)

    def publish_desk(self) -> None:
        """Tell all browsers that show the desk that there is something new."""
        with self.changed:
            self._count(DESK)

    def _count(self, part: str) -> None:
        self.numbers = self.numbers | {part: self.numbers[part] + 1}
        self.changed.notify_all()

    def wait_for_next(self, numbers: Mapping[str, int], *, seconds: float) -> Mapping[str, int]:
        """Return the current numbers, when one is another or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.numbers != numbers, timeout=seconds)
            return self.numbers


def site_server(
    address: tuple[str, int],
    folder: Path,
    outcome: Outcome,
    *,
    forms_go_to: tuple[str, ...],
    desk: DeskSite | None = None,
) -> http.server.ThreadingHTTPServer:
    """Return a server for a built site, under the strict policy that the site is made for; raises OSError.

    The desk is served beside it, on a loopback address only: what it shows is not public.

    The search page alone may run WebAssembly, which what searches is made of.
    """
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; "
        f"connect-src 'self' {' '.join(forms_go_to)}; "
        f"base-uri 'none'; form-action 'self' {' '.join(forms_go_to)}"
    )

    class Handler(SiteHandler):
        site = folder
        current = outcome
        security_policy = policy
        desk_site = desk if ipaddress.ip_address(address[0]).is_loopback else None

    server = http.server.ThreadingHTTPServer(address, Handler)
    server.daemon_threads = True
    return server


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the built site under the strict policy that it is made for; HTML gets the reloading script."""

    site: Path
    current: Outcome
    security_policy: str
    desk_site: DeskSite | None = None
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".atom": "application/atom+xml",
        ".js": "text/javascript",
        ".rss": "application/rss+xml",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(self.site), **kwargs)

    def handle(self) -> None:
        """Answer a browser until it goes away, which it may do at any time."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    @property
    def is_head(self) -> bool:
        """True when only the head of an answer is asked for."""
        return self.command == "HEAD"

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer with a file, the reloading script, its events, or what is wrong."""
        path = self.path.partition("?")[0]
        if path == RELOAD_SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD_JS.encode())
        elif path == RELOAD_EVENTS:
            self._send_events()
        elif self.desk_site and path.startswith(DESK_ADDRESS):
            self._send_desk(self.desk_site.get(path, self._sent_headers()))
        elif path.endswith("/") and self.current.complaint:
            self._send_page(HTTPStatus.OK, complaint_page(self.current.complaint))
        elif page := self._file(path + "index.html"):
            self._send_page(HTTPStatus.OK, page.read_text(encoding="utf-8"))
        elif self._file(path) or self._file(path + "/index.html"):
            super().do_HEAD() if self.is_head else super().do_GET()
        else:
            self._send_not_found()

    def do_POST(self) -> None:
        """Answer a change of the plan; nothing else is posted here."""
        path = self.path.partition("?")[0]
        length = self.headers.get("Content-Length", "")
        # What is not read would be taken for the next request.
        self.close_connection = True
        if not self.desk_site or not path.startswith(DESK_ADDRESS):
            self._send(HTTPStatus.METHOD_NOT_ALLOWED, "text/plain; charset=utf-8", b"Nothing is posted here.")
        elif not length.isdecimal():
            self._send(HTTPStatus.LENGTH_REQUIRED, "text/plain; charset=utf-8", b"Say how long the body is.")
        else:
            # One byte more than is allowed is enough to refuse it, however long the number is.
            wanted = int(length) if len(length) <= MOST_DIGITS else MOST_BYTES + 1
            body = self.rfile.read(min(wanted, MOST_BYTES + 1))
            self._send_desk(self.desk_site.post(path, self._sent_headers(), body))

    def end_headers(self) -> None:
        """Add the policy that the site must live under."""
        path = self.path.partition("?")[0]
        is_desk = self.desk_site and path.startswith(DESK_ADDRESS)
        policy = DESK_POLICY if is_desk else policy_for(path, self.security_policy)
        self.send_header("Content-Security-Policy", policy)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Stay quiet: the terminal is for the author's problems."""

    def _file(self, path: str) -> Path | None:
        found = Path(self.translate_path(path))
        # No disk has names of any length.
        with contextlib.suppress(OSError):
            return found if found.is_file() else None
        return None

    def _sent_headers(self) -> dict[str, str]:
        return {name.lower(): value for name, value in self.headers.items()}

    def _send_desk(self, sent: Sent) -> None:
        if not sent.is_page:
            self._send(sent.status, sent.kind, sent.body)
        elif self.current.complaint and sent.status is HTTPStatus.OK and self.command != "POST":
            self._send_page(HTTPStatus.OK, complaint_page(self.current.complaint))
        else:
            self._send_page(sent.status, sent.body.decode())

    def _send_not_found(self) -> None:
        page = self._file("/404.html")
        self._send_page(HTTPStatus.NOT_FOUND, page.read_text(encoding="utf-8") if page else "Not found")

    def _send_page(self, status: HTTPStatus, page: str) -> None:
        head, end, tail = page.rpartition("</body>")
        self._send(status, "text/html; charset=utf-8", f"{head}{_RELOAD_TAG}{end}{tail}".encode())

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not self.is_head:
            self.wfile.write(body)

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        if self.is_head:
            return
        known: Mapping[str, int] = self.current.numbers
        # A line now and then shows a tab that was closed.
        while True:
            latest = self.current.wait_for_next(known, seconds=HEARTBEAT_SECONDS)
            events = [f"event: {part}\ndata: reload\n\n" for part in latest if latest[part] != known[part]]
            self.wfile.write("".join(events or [":\n\n"]).encode())
            self.wfile.flush()
            known = latest


def policy_for(path: str, policy: str) -> str:
    """Return the policy for an address."""
    if path != SEARCH_PAGE:
        return policy
    return policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def complaint_page(complaint: str) -> str:
    """Return a page that says what is wrong, and comes back by itself when it is mended."""
    lines = "".join(f"<li><code>{html.escape(line)}</code></li>" for line in complaint.splitlines())
    return _COMPLAINT.replace("LINES", lines)
