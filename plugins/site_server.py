"""A server for the built site on this machine: pages reload when they are built anew.

The browser is told by an event stream; while a file is broken, every page says what is wrong with it.
"""

import contextlib
import html
import http.server
import threading
from http import HTTPStatus
from pathlib import Path
from typing import Any

RELOAD_SCRIPT = "/_masthead/reload.js"
RELOAD_EVENTS = "/_masthead/events"
SEARCH_PAGE = "/search/"
HEARTBEAT_SECONDS = 15
_RELOAD_JS = f"new EventSource('{RELOAD_EVENTS}').onmessage = () => location.reload();\n"
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
    """The last build's outcome, for the server's threads: which one it is, and what is wrong with it."""

    def __init__(self) -> None:
        self.number = 0
        self.complaint = ""
        self.changed = threading.Condition()

    def publish(self, complaint: str) -> None:
        """Tell all waiting browsers that there is something new."""
        with self.changed:
            self.number += 1
            self.complaint = complaint
            self.changed.notify_all()

    def wait_for_next(self, number: int, *, seconds: float) -> int:
        """Return the number of the current build, when it is another one or the time is over."""
        with self.changed:
            self.changed.wait_for(lambda: self.number != number, timeout=seconds)
            return self.number


def site_server(
    address: tuple[str, int], folder: Path, outcome: Outcome, *, forms_go_to: tuple[str, ...]
) -> http.server.ThreadingHTTPServer:
    """Return a server for a built site, under the strict policy that the site is made for; raises OSError.

    The search page alone may run WebAssembly, which what searches is made of.
    """
    policy = (
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; "
        f"base-uri 'none'; form-action 'self' {' '.join(forms_go_to)}"
    )

    class Handler(SiteHandler):
        site = folder
        current = outcome
        security_policy = policy

    server = http.server.ThreadingHTTPServer(address, Handler)
    server.daemon_threads = True
    return server


class SiteHandler(http.server.SimpleHTTPRequestHandler):
    """Serves the built site under the strict policy that it is made for; HTML gets the reloading script."""

    site: Path
    current: Outcome
    security_policy: str
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".atom": "application/atom+xml",
        ".js": "text/javascript",
        ".rss": "application/rss+xml",
        ".svg": "image/svg+xml",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, directory=str(self.site), **kwargs)

    def do_GET(self) -> None:
        """Answer with a file, the reloading script, its events, or what is wrong."""
        path = self.path.partition("?")[0]
        if path == RELOAD_SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _RELOAD_JS.encode())
        elif path == RELOAD_EVENTS:
            self._send_events()
        elif path.endswith("/") and self.current.complaint:
            self._send_page(HTTPStatus.OK, complaint_page(self.current.complaint))
        elif page := self._file(path + "index.html"):
            self._send_page(HTTPStatus.OK, page.read_text(encoding="utf-8"))
        elif self._file(path) or self._file(path + "/index.html"):
            super().do_GET()
        else:
            self._send_not_found()

    def end_headers(self) -> None:
        """Add the policy that the site must live under."""
        path = self.path.partition("?")[0]
        self.send_header("Content-Security-Policy", policy_for(path, self.security_policy))
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the base class's
        """Stay quiet: the terminal is for the author's problems."""

    def _file(self, path: str) -> Path | None:
        found = Path(self.translate_path(path))
        return found if found.is_file() else None

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
        self.wfile.write(body)

    def _send_events(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        number = self.current.number
        # A line now and then shows a tab that was closed.
        with contextlib.suppress(ConnectionError):
            while True:
                latest = self.current.wait_for_next(number, seconds=HEARTBEAT_SECONDS)
                self.wfile.write(b":\n\n" if latest == number else b"data: reload\n\n")
                self.wfile.flush()
                number = latest


def policy_for(path: str, policy: str) -> str:
    """Return the policy for an address."""
    if path != SEARCH_PAGE:
        return policy
    return policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")


def complaint_page(complaint: str) -> str:
    """Return a page that says what is wrong, and comes back by itself when it is mended."""
    lines = "".join(f"<li><code>{html.escape(line)}</code></li>" for line in complaint.splitlines())
    return _COMPLAINT.replace("LINES", lines)
