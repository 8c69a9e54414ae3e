"""Starts the service with its production server: `python -m survey_server`."""

import argparse
import logging
import os
import socket
import sys
from collections.abc import Sequence

from granian import Granian
from granian.constants import Interfaces

from survey_server import create_app
from survey_server.config import ConfigError
from survey_server.store import StoreAwayError

# An answer that is being written to disk holds its thread, so there are more of them than cores.
THREADS = 32


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop; returns 2 when a setting or its file is wrong, 1 when the port is taken."""
    options = _parser().parse_args(arguments)
    if options.as_of:
        # The workers are processes of their own and read their settings from the environment.
        os.environ["MASTHEAD_AS_OF"] = options.as_of
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(message)s")
    try:
        # One process makes the application first, so that a mistake is said once and SQLite is migrated once.
        create_app().extensions["masthead"].store.close()
    except ConfigError as error:
        print("The service cannot start:", *error.problems, sep="\n  ", file=sys.stderr)
        return 2
    except StoreAwayError:
        # Which file, and why, has been logged.
        print(
            "The service cannot start: MASTHEAD_DATABASE_URL names no file to keep answers in.",
            file=sys.stderr,
        )
        return 2
    if reason := _why_closed(options.host, options.port):
        place = f"{options.host}, port {options.port}: {reason}"
        print(f"The service cannot start: {place} (choose others with --host and --port)", file=sys.stderr)
        return 1
    print(f"Masthead's service listens on http://{options.host}:{options.port}", flush=True)
    Granian(
        "survey_server:create_app",
        address=options.host,
        port=options.port,
        interface=Interfaces.WSGI,
        workers=options.workers,
        blocking_threads=THREADS,
        factory=True,
        log_enabled=False,
    ).serve()
    return 0


def _why_closed(host: str, port: int) -> str:
    """Why nobody can listen at an address, or nothing: the server itself would say it in a traceback."""
    try:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            # What was stopped just now leaves a port that is free to listen at.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m survey_server", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=8001, help="port to listen on (default %(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="number of processes (default %(default)s)")
    parser.add_argument(
        "--as-of", default="", help="a clock that stands still, to try a survey that has closed"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
