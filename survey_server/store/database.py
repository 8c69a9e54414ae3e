"""Opens the database: SQLite in a file, durable and safe for many writers, or PostgreSQL by its address."""

import logging
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

# How long one writer waits for another before it gives up.
BUSY_MILLISECONDS = 15_000
# How long it waits before it tries again where SQLite does not wait itself.
_BUSY_PAUSE_SECONDS = 0.01
# How long a server may take to answer: whoever sends answers waits as long.
_CONNECT_SECONDS = 5
# Here the database has understood and objects to what it was given, which is a mistake of ours.
_MISTAKES = (sa.exc.DataError, sa.exc.IntegrityError)
_log = logging.getLogger(__name__)

_SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout={BUSY_MILLISECONDS}",
    # With NORMAL an acknowledged answer could be lost when the power fails.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is erased is overwritten in the file too.
    "PRAGMA secure_delete=ON",
)


class StoreAwayError(Exception):
    """The database does not answer, or not in time; nothing was kept."""


@contextmanager
def present_database() -> Iterator[None]:
    """Turn the ways in which a database can be away into StoreAwayError."""
    try:
        yield
    except _MISTAKES:
        raise
    except (sa.exc.DBAPIError, sa.exc.TimeoutError, OSError) as error:
        _log.error("the database is away: %s", str(error).splitlines()[0])
        raise StoreAwayError("the database does not answer, or has no tables of ours yet") from error


def open_database(url: str) -> sa.Engine:
    """Return the engine for this address, not yet connected; the folder of an SQLite file is made.

    Raises StoreAwayError where that folder cannot be made.
    """
    address = sa.make_url(url)
    # Errors are logged; hide_parameters keeps the answers of readers out of them.
    if address.get_backend_name() != "sqlite":
        waits = {} if "connect_timeout" in address.query else {"connect_timeout": _CONNECT_SECONDS}
        return sa.create_engine(
            address,
            pool_size=8,
            max_overflow=24,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=waits,
        )
    if address.database:
        with present_database():
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(address, pool_size=16, max_overflow=64, hide_parameters=True)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def for_writing(engine: sa.Engine) -> sa.Engine:
    """Return the same engine, whose transactions take the write lock at their beginning."""
    return engine.execution_options(masthead_writes=True)


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    # Python's module would begin transactions late and of the weak kind: it is told to leave them to us.
    connection.isolation_level = None
    for pragma in _SQLITE_PRAGMAS:
        connection.execute(pragma)
    _write_ahead(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Set the file to a write-ahead log, which it stays; waits for others as long as any writer would."""
    give_up = time.monotonic() + BUSY_MILLISECONDS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            # SQLite's own waiting does not cover this change: when several open a new file at the same
            # moment, all but one are told at once that it is locked (https://sqlite.org/wal.html, 9).
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > give_up:
                raise
        else:
            return
        time.sleep(_BUSY_PAUSE_SECONDS)


def _begin_sqlite(connection: sa.Connection) -> None:
    # A transaction that reads first and writes later fails at once when another one wrote in between.
    writes = connection.get_execution_options().get("masthead_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
