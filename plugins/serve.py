"""The author's desk: the site with its previews, rebuilt on every save, and the survey service beside it."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from jinja2 import TemplateError
from watchfiles import DefaultFilter, watch

import pelicanconf
from editorial.problems import ContentError
from plugins.build import PROJECT, BuildError, BuildRequest, build_site
from plugins.content_cache import ContentCache
from plugins.desk_door import DeskDoor
from plugins.desk_editor import DeskEditor
from plugins.desk_files import ContentFiles
from plugins.desk_site import DeskSite
from plugins.edition import content_settings
from plugins.late_index import LateIndex
from plugins.page_memory import PageMemory
from plugins.search_index import FOLDER as SEARCH_INDEX
from plugins.site_server import Outcome, site_server

HOST = "127.0.0.1"
START_SECONDS = 20
PAUSE_SECONDS = 0.05


@dataclass(frozen=True)
class Desk:
    """What to serve, and where; `state` keeps keys, the built site and the answers between runs."""

    content: Path
    state: Path
    port: int = 8000
    service_port: int = 8001
    as_of: datetime | None = None
    foreign: bool = False

    @property
    def site(self) -> str:
        """The site's address."""
        return f"http://{HOST}:{self.port}"

    @property
    def service(self) -> str:
        """The service's address."""
        return f"http://{HOST}:{self.service_port}"

    @property
    def service_addresses(self) -> tuple[str, ...]:
        """The names by which a browser may know the service."""
        return self.service, f"http://localhost:{self.service_port}"

    @property
    def output(self) -> Path:
        """The folder of the built site."""
        return self.state / "site"

    @property
    def plan(self) -> Path:
        """The folder of the plan's pages."""
        return self.state / "desk"

    def kept_secret(self, name: str) -> str:
        """Return a secret that stays the same from one run to the next."""
        path = self.state / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError), open(path, "x", opener=_private) as file:
                file.write(secrets.token_hex(32 if name == "secret-key" else 12))
        return path.read_text(encoding="utf-8")


@dataclass(frozen=True)
class Workbench:
    """What lasts from one build to the next: how the last one ended, and what need not be made again."""

    outcome: Outcome
    index: LateIndex
    pages: PageMemory = field(default_factory=PageMemory)
    posts: ContentCache = field(default_factory=lambda: ContentCache(None))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def serve(desk: Desk) -> int:
    """Build and serve until interrupted; returns the exit status."""
    # A stop by another program must not leave the service behind.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    outcome = Outcome()
    try:
        address = (HOST, desk.port)
        pages = _desk_site(desk)
        server = site_server(address, desk.output, outcome, forms_go_to=desk.service_addresses, desk=pages)
    except OSError as error:
        return _refuse(desk.port, error, "--port")
    try:
        # The service binds it itself, but later, and with a traceback where it is taken.
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, desk.service_port))
    except OSError as error:
        server.server_close()
        return _refuse(desk.service_port, error, "--service-port")
    with server, _service(desk) as service:
        posts = ContentCache(desk.state / "posts")
        bench = Workbench(outcome, LateIndex(desk.output / SEARCH_INDEX), posts=posts)
        rebuild(desk, bench)
        if not _has_come_up(service, desk):
            return _say_stopped(service)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Site      {desk.site}/")
        print(f"Previews  {desk.site}/{_preview_folder(desk)}/")
        print(f"Desk      {desk.site}/desk/")
        print(f"Surveys   {desk.service}/")
        print("Save a file and the browser shows it. Stop with Ctrl-C.", flush=True)
        try:
            return _watch(desk, bench, service)
        except KeyboardInterrupt:
            return 0
        finally:
            server.shutdown()


def _refuse(port: int, error: OSError, option: str) -> int:
    print(f"port {port} cannot be used: {error.strerror} (choose another with {option})", file=sys.stderr)
    return 1


def _say_stopped(service: subprocess.Popen[bytes]) -> int:
    print(f"the survey service stopped with status {service.returncode}; see above", file=sys.stderr)
    return 1


def _desk_site(desk: Desk) -> DeskSite:
    folder = Path(os.path.relpath(desk.content))
    # Its own, because it reads beside the builds; on the disk they share what they keep.
    posts, settings = ContentCache(desk.state / "posts"), content_settings(vars(pelicanconf))
    editor = DeskEditor(
        folder,
        lambda: posts.read(folder, settings, foreign=desk.foreign),
        as_of=desk.as_of,
        foreign=desk.foreign,
        state=desk.state,
    )
    door = DeskDoor(desk.port, secrets.token_urlsafe(24), editor.changes())
    return DeskSite(desk.plan, door, ContentFiles(folder))


def rebuild(desk: Desk, bench: Workbench) -> None:
    """Build once; what is wrong is printed and shown in the browser, and the last good site stays."""
    later: list[Callable[[], None]] = []
    request = BuildRequest(
        content=desk.content,
        output=desk.output,
        as_of=desk.as_of,
        preview_folder=_preview_folder(desk),
        foreign=desk.foreign,
        overrides={
            "SURVEY_SERVICE": desk.service,
            "FEED_DOMAIN": desk.site,
            "SEARCH_LATER": bench.index.put,
            "PAGE_MEMORY": bench.pages,
            "POST_CACHE": bench.posts,
            "DESK_FOLDER": str(desk.plan),
            "DESK_HISTORY": str(desk.state / "history.json"),
            "DESK_IS_EDITABLE": True,
            "DESK_LATER": later.append,
        },
    )
    complaint = ""
    try:
        for problem in build_site(request).found_late:
            print(problem, file=sys.stderr)
    except (ContentError, BuildError) as error:
        complaint = str(error)
        print(complaint, file=sys.stderr)
    bench.outcome.publish(complaint)
    try:
        for write in later:
            write()
    except (TemplateError, OSError) as error:
        print(f"the desk could not be written: {error}", file=sys.stderr)
    bench.outcome.publish_desk()


def _has_come_up(service: subprocess.Popen[bytes], desk: Desk) -> bool:
    # Whoever reads the addresses may open them at once.
    pause = threading.Event()
    for _ in range(int(START_SECONDS / PAUSE_SECONDS)):
        with contextlib.suppress(OSError), socket.create_connection((HOST, desk.service_port), timeout=1):
            return True
        if service.poll() is not None:
            return False
        pause.wait(PAUSE_SECONDS)
    return True


def _preview_folder(desk: Desk) -> str:
    return f"preview/{desk.kept_secret('preview-key')}"


class SavedFiles(DefaultFilter):
    """Passes over what an editor or the desk writes beside a file before it takes its place."""

    ignore_entity_patterns = (*DefaultFilter.ignore_entity_patterns, r"^\..*\.part$")


def _watch(desk: Desk, bench: Workbench, service: subprocess.Popen[bytes]) -> int:
    for changes in watch(
        desk.content, PROJECT / "theme", watch_filter=SavedFiles(), debounce=150, step=25, rust_timeout=1000,
        yield_on_timeout=True, raise_interrupt=True,
    ):  # fmt: skip
        if changes:
            rebuild(desk, bench)
        if service.poll() is not None:
            return _say_stopped(service)
    return 0


@contextlib.contextmanager
def _service(desk: Desk) -> Iterator[subprocess.Popen[bytes]]:
    environment = os.environ | {
        "MASTHEAD_CONTENT": str(desk.content.resolve()),
        "MASTHEAD_SITE_JSON": str((desk.output / "site.json").resolve()),
        "MASTHEAD_DATABASE_URL": os.environ.get(
            "MASTHEAD_DATABASE_URL", f"sqlite:///{(desk.state / 'masthead.db').resolve()}"
        ),
        "MASTHEAD_SITE_ORIGINS": f"{desk.site} http://localhost:{desk.port}",
        "MASTHEAD_SITE_URL": desk.site,
        "MASTHEAD_SERVICE_URL": desk.service,
        "MASTHEAD_SECRET_KEY": os.environ.get("MASTHEAD_SECRET_KEY") or desk.kept_secret("secret-key"),
        "MASTHEAD_AS_OF": desk.as_of.isoformat() if desk.as_of else "",
    }
    command = [sys.executable, "-m", "survey_server", "--host", HOST, "--port", str(desk.service_port)]
    process = subprocess.Popen(command, env=environment, cwd=PROJECT)  # noqa: S603 - our own module
    try:
        yield process
    finally:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=10)
        process.kill()
