"""The whole product as a reader meets it: site and service as `invoke serve` runs them, in a browser."""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, sync_playwright

from plugins.build import BuildRequest, build_site
from plugins.site_server import Outcome, site_server
from survey_server.store import Store
from tests.databases import new_postgresql_database

PROJECT = Path(__file__).parents[2]
AS_OF = "2026-11-22T12:00:00+00:00"
SERVE = """
import sys
from datetime import datetime
from pathlib import Path
from plugins.serve import Desk, serve
content, state, port, service_port, as_of = sys.argv[1:]
sys.exit(serve(Desk(Path(content), Path(state), int(port), int(service_port), datetime.fromisoformat(as_of))))
"""
# Chromium as root in a container, and without the requests that it makes for itself.
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NO_CHROMIUM = "there is no chromium on this machine; bring it with: apt-get install chromium"


@dataclass(frozen=True)
class Running:
    """A running site and service, and the database behind them."""

    site: str
    service: str
    database_url: str
    content: Path

    def stored(self) -> list[dict[str, object]]:
        """Return all responses as the database holds them."""
        engine = sa.create_engine(self.database_url)
        with engine.connect() as connection:
            rows = [
                dict(row._mapping)
                for row in connection.execute(sa.text("SELECT * FROM response ORDER BY id"))
            ]
        engine.dispose()
        return rows


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def run_desk(content: Path, state: Path, database_url: str, *, as_of: str = AS_OF) -> Iterator[Running]:
    """Serve a content folder until the test is over."""
    port, service_port = free_port(), free_port()
    command = [sys.executable, "-c", SERVE, content, state, str(port), str(service_port), as_of]
    environment = os.environ | {"MASTHEAD_DATABASE_URL": database_url}
    process = subprocess.Popen(
        [*map(str, command)], cwd=PROJECT, env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        # Each line is waited for; the last one says that all is there.
        started = next((line for line in process.stdout if line.startswith("Save a file")), "")
        assert started, "the site did not start"
        yield Running(f"http://127.0.0.1:{port}", f"http://127.0.0.1:{service_port}", database_url, content)
    finally:
        process.terminate()
        process.wait(timeout=20)
        process.stdout.close()


def wait_for_index(desk: Running) -> None:
    """The index follows the site, in its own time."""
    # It is made in another process, which can only be asked again.
    pause = threading.Event()
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"{desk.site}/search/index/pagefind-entry.json"):
                return
        except urllib.error.HTTPError:
            pause.wait(0.1)
    pytest.fail("there is no search index")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('journey') / 'masthead.db'}"
        return
    with new_postgresql_database() as url:
        store = Store(url)
        store.migrate()
        store.close()
        yield url


@pytest.fixture(scope="session")
def desk(database_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    content = tmp_path_factory.mktemp("desk") / "content"
    shutil.copytree(PROJECT / "content", content)
    with run_desk(content, tmp_path_factory.mktemp("state"), database_url) as running:
        yield running


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site as it is published, under its policy."""
    output = tmp_path_factory.mktemp("found") / "site"
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    overrides = {"SITEURL": url, "FEED_DOMAIN": url}
    build_site(BuildRequest(PROJECT / "content", output, datetime.fromisoformat(AS_OF), overrides=overrides))
    with site_server(("127.0.0.1", port), output, Outcome(), forms_go_to=()) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield url
        server.shutdown()
        thread.join()


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until a thing has the focus, which must show."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            style = target.evaluate(
                "element => [getComputedStyle(element).outlineStyle, getComputedStyle(element).boxShadow]"
            )
            assert style != ["none", "none"], "the focus does not show"
            return
    pytest.fail(f"the keyboard does not get to {target}")


def press_twice(page: Page, button: Locator) -> None:
    """Press a button that sends, and again while the answer to the first press is on its way."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()

    def press_again(route: Route) -> None:
        answer = route.fetch(max_redirects=0)
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        # A page that is on its way gives way to that of the second press.
        if not route.request.is_navigation_request():
            route.fulfill(response=answer)

    page.route("**/surveys/**", press_again, times=1)
    button.click(no_wait_after=True)


def small_targets(page: Page) -> list[str]:
    """Return the controls under 24 by 24 pixels that have no label of that size beside them."""
    controls = page.locator("main :is(button, a, input:not([type=hidden]), select, textarea):visible")
    found: list[str] = controls.evaluate_all(
        """controls => controls.filter((control) => !control.closest("[aria-hidden]")).filter((control) =>
          ![control, ...(control.labels ?? [])].some((place) => {
            const { width, height } = place.getBoundingClientRect();
            return Math.round(width) >= 24 && Math.round(height) >= 24;
          })).map((control) => control.outerHTML)"""
    )
    return found


def axe_findings(page: Page) -> list[str]:
    """Return what axe objects to on a page: each rule, and the first characters of what breaks it."""
    # By itself axe leaves out the size of targets (WCAG 2.2, 2.5.8).
    response = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response
    return [
        f"{rule['id']}: {node['html'][:160]}" for rule in response["violations"] for node in rule["nodes"]
    ]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_OPTIONS)
        yield opened
        opened.close()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=request.param)
    opened = context.new_page()
    opened.complaints = []  # type: ignore[attr-defined]
    opened.on("console", lambda message: opened.complaints.append(message.text))  # type: ignore[attr-defined]
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))  # type: ignore[attr-defined]
    yield opened
    context.close()
