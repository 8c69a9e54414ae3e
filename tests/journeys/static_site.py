"""A site that is built and served with surveys in its pages, and a page of another site that loads them."""

import http.server
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from editorial.question import QuestionType
from plugins.build import BuildRequest, build_site
from plugins.site_server import Outcome, site_server
from tests.builders import ask, survey_text
from tests.journeys.conftest import AS_OF, PROJECT, free_port

# What a team puts into a page of its own site, under a policy that knows the service by its address only.
HOST_PAGE = """<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Another site</title><link rel="icon" href="data:,"></head>
<body><main><h1>Another site</h1><p id="f-name">Ids of its own.</p>
<div data-masthead-survey="SLUG"DATA><a href="SERVICE/surveys/SLUG">The survey</a></div>
<script type="module" src="SERVICE/embed.js" async></script>
</main></body>
</html>
"""
PLACE = '<div data-masthead-survey="SLUG"></div>\n'
HOST_POLICY = (
    "default-src 'none'; script-src SERVICE; connect-src SERVICE; style-src SERVICE; img-src data:; "
    "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
FOLLOWING = [
    ask("yes_no", "tea", ask="Do you drink tea?"),
    ask("long_text", "why", ask="You said {tea}. Why?", required=True, when={"tea": "yes"}),
    ask("text", "name", ask="Your name?"),
]
SURVEYS = {
    "types": survey_text(*(ask(kind, f"q_{kind}") for kind in QuestionType), where=["page"]),
    "following": survey_text(*FOLLOWING, where=["page"], thanks="Thank you *very* much."),
    "poll": survey_text(
        ask("choice", "topic", ask="Which topic?", required=True),
        title="Our poll",
        kind="poll",
        where=["sidebar", "post-end", "page"],
        closes="2026-12-31",
        thanks="Thank you.",
    ),
}


def surveys_folder(folder: Path) -> Path:
    """Return a content folder with the project's texts and these surveys."""
    content = folder / "content"
    shutil.copytree(PROJECT / "content", content)
    for slug, text in SURVEYS.items():
        (content / "surveys" / f"{slug}.md").write_text(text, encoding="utf-8")
    return content


@contextmanager
def static_site(content: Path, output: Path, service: str, port: int) -> Iterator[str]:
    """Build the site, whose forms go to a service, and serve it as it is published."""
    url = f"http://127.0.0.1:{port}"
    overrides = {"SITEURL": url, "FEED_DOMAIN": url, "SURVEY_SERVICE": service}
    build_site(BuildRequest(content, output, datetime.fromisoformat(AS_OF), overrides=overrides))
    with serving(site_server(("127.0.0.1", port), output, Outcome(), forms_go_to=(service,))):
        yield url


@contextmanager
def host_site(service: str) -> Iterator[str]:
    """Serve a page of another site: `/<slug>`, `/<slug>/styled` with our style, `/<slug>/twice` with two."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            slug, _, more = self.path.partition("?")[0].lstrip("/").partition("/")
            data = f' data-style="{service}/embed.css"' if more == "styled" else ""
            page = HOST_PAGE.replace("<script", f"{PLACE}<script") if more == "twice" else HOST_PAGE
            page = page.replace("DATA", data).replace("SLUG", slug).replace("SERVICE", service)
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", HOST_POLICY.replace("SERVICE", service))
            self.send_header("Referrer-Policy", "no-referrer")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, *_: object) -> None:
            pass

    port = free_port()
    with serving(http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)):
        yield f"http://localhost:{port}"


@contextmanager
def serving(server: http.server.ThreadingHTTPServer) -> Iterator[None]:
    """Serve until the block is over."""
    thread = threading.Thread(target=server.serve_forever)
    with server:
        thread.start()
        try:
            yield
        finally:
            server.shutdown()
            thread.join()
