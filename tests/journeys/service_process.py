"""The service as it is run, a process that can be stopped and started again at its address."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.journeys.conftest import AS_OF, free_port

# How long a service that was started may take to answer.
TRIES, PAUSE = 200, 0.1


class Service:
    """The service at an address of its own; `origins` are the sites that may send answers."""

    def __init__(self, content: Path, database_url: str, origins: tuple[str, ...] = ()) -> None:
        self.content, self.database_url, self.port = content, database_url, free_port()
        self.origins = origins
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, as_of: str = AS_OF) -> None:
        environ = os.environ | {
            "MASTHEAD_SECRET_KEY": "s" * 32,
            "MASTHEAD_CONTENT": str(self.content),
            "MASTHEAD_DATABASE_URL": self.database_url,
            "MASTHEAD_SITE_ORIGINS": " ".join(self.origins),
            "MASTHEAD_AS_OF": as_of,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }
        command = [sys.executable, "-m", "survey_server", "--port", str(self.port), "--workers", "1"]
        self.process = subprocess.Popen(
            command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        for _ in range(TRIES):
            with contextlib.suppress(OSError), urllib.request.urlopen(f"{self.url}/readyz"):
                return
            # It starts in another process, which can only be asked again.
            threading.Event().wait(PAUSE)
        pytest.fail("the service did not start")

    def stop(self) -> None:
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(timeout=20)
            self.process = None

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """Stop, and start again when the block is over."""
        self.stop()
        try:
            yield
        finally:
            self.start()

    def stored(self, slug: str) -> list[dict[str, object]]:
        engine = sa.create_engine(self.database_url)
        with engine.connect() as connection:
            query = sa.text("SELECT * FROM response WHERE survey = :slug ORDER BY id")
            rows = [dict(row._mapping) for row in connection.execute(query, {"slug": slug})]
        engine.dispose()
        return rows
