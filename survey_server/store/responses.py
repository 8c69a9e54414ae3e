"""Responses: saved once, found by their receipt, erased on request."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from survey_server.store.database import BUSY_MILLISECONDS, for_writing, present_database
from survey_server.store.tables import definition, response

_CHECKPOINT_MILLISECONDS = 500
# No sender can give an id that begins so: the service made it for a page that has none.
NAMELESS = "."
# What erasure leaves of a response: the row, so that it is counted.
_ERASED: Mapping[str, Any] = {"answers": None, "context": None, "paradata": None}


class SurveyFullError(Exception):
    """The survey has as many responses as its `limit` allows."""


class ArrivedBeforeError(Exception):
    """Equal answers without an id of their sender's arrived so lately that these may be the same."""


@dataclass(frozen=True, kw_only=True)
class NewResponse:
    """A response that was checked and is to be kept; `limit` is the survey's largest number of responses.

    One whose id begins with NAMELESS is not kept if an equal one of that kind arrived within `doubt`.
    """

    survey: str
    definition: str
    definition_body: str
    submission_id: str
    receipt: str
    received_at: datetime
    answers: Mapping[str, Any]
    context: Mapping[str, str]
    paradata: Mapping[str, Any] = field(default_factory=dict)
    limit: int | None = None
    doubt: timedelta | None = None


@dataclass(frozen=True)
class Saved:
    """What became of a response: the receipt to hand out, and whether it is new."""

    receipt: str
    created: bool


@dataclass(frozen=True, kw_only=True)
class StoredResponse:
    """A response as it was kept; its answers are None once it is erased, and the rest is empty."""

    survey: str
    definition: str
    receipt: str
    received_at: datetime
    answers: Mapping[str, Any] | None
    erased_at: datetime | None
    context: Mapping[str, str] = field(default_factory=dict)
    paradata: Mapping[str, Any] = field(default_factory=dict)


class Responses:
    """The responses of one database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._writer = for_writing(engine)
        self._is_sqlite = engine.dialect.name == "sqlite"
        # SQLite has one writer at a time. Threads that queue here wait in order; in SQLite they would poll.
        self._turn = threading.Lock() if self._is_sqlite else nullcontext()
        self._known_definitions: set[tuple[str, str]] = set()
        insert = sqlite.insert if self._is_sqlite else postgresql.insert
        unique = [response.c.survey, response.c.submission_id]
        # Made once: putting a statement together costs as much as running it.
        self._insert_definition = insert(definition).on_conflict_do_nothing()
        self._insert_response = (
            insert(response).on_conflict_do_nothing(index_elements=unique).returning(response.c.receipt)
        )

    def save(self, new: NewResponse) -> Saved:
        """Return the receipt once the response is on disk; the same submission again gives the first receipt.

        Raises SurveyFullError when the survey's limit is reached, and ArrivedBeforeError.
        """
        with self._writing() as connection:
            if new.limit is not None or new.doubt is not None:
                self._await_turn(connection, new.survey)
            if new.doubt is not None and _has_equal(connection, new, new.received_at - new.doubt):
                raise ArrivedBeforeError(new.survey)
            if new.limit is not None:
                first = self._receipt_within_limit(connection, new, new.limit)
                if first is not None:
                    return Saved(first, created=False)
            self._remember(connection, new.survey, new.definition, new.definition_body, new.received_at)
            inserted = connection.execute(self._insert_response, _row(new)).scalar_one_or_none()
            receipt = inserted or _receipt_of(connection, new.survey, new.submission_id)
        # Only what is committed is known: a transaction that fails takes its definition along.
        self._known_definitions.add((new.survey, new.definition))
        return Saved(str(receipt), created=inserted is not None)

    def receipt_of(self, survey: str, submission_id: str) -> str | None:
        """Return the receipt that this submission got, or None."""
        with self._reading() as connection:
            return _receipt_of(connection, survey, submission_id)

    def find(self, receipt: str) -> StoredResponse | None:
        """Return the response with this receipt, or None."""
        columns = response.c
        query = sa.select(
            columns.survey,
            columns.definition,
            columns.receipt,
            columns.received_at,
            columns.answers,
            columns.erased_at,
            columns.context,
            columns.paradata,
        ).where(columns.receipt == receipt)
        with self._reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        parts = {
            "answers": None if row.answers is None else json.loads(row.answers),
            "context": json.loads(row.context or "{}"),
            "paradata": json.loads(row.paradata or "{}"),
        }
        return StoredResponse(**{**row._asdict(), **parts})

    def erase(self, receipt: str, *, at: datetime) -> bool:
        """Return whether this receipt's answers were there and are now gone."""
        erasure = (
            sa.update(response)
            .where(response.c.receipt == receipt, response.c.erased_at.is_(None))
            .values(**_ERASED, erased_at=at)
        )
        with self._writing() as connection:
            erased = connection.execute(erasure).rowcount == 1
        if erased and self._is_sqlite:
            self._empty_write_ahead_log()
        return erased

    def erase_received_before(self, survey: str, instant: datetime, *, at: datetime) -> int:
        """Return how many responses to a survey were older than an instant and are now erased."""
        erasure = (
            sa.update(response)
            .where(
                response.c.survey == survey,
                response.c.received_at < instant,
                response.c.erased_at.is_(None),
            )
            .values(**_ERASED, erased_at=at)
        )
        with self._writing() as connection:
            erased = connection.execute(erasure).rowcount
        if erased and self._is_sqlite:
            self._empty_write_ahead_log()
        return int(erased)

    def count(self, survey: str) -> int:
        """Return how many responses a survey has, the erased ones included."""
        with self._reading() as connection:
            return _count(connection, survey)

    def definition_body(self, survey: str, digest: str) -> str | None:
        """Return the definition that responses with this digest answered, or None when there is none."""
        query = sa.select(definition.c.body).where(
            definition.c.survey == survey, definition.c.digest == digest
        )
        with self._reading() as connection:
            return connection.execute(query).scalar_one_or_none()

    def remember_definition(self, survey: str, digest: str, body: str, *, at: datetime) -> None:
        """Keep a definition that somebody has begun to answer, so that it can be finished after a change."""
        if (survey, digest) in self._known_definitions:
            return
        with self._writing() as connection:
            self._remember(connection, survey, digest, body, at)
        self._known_definitions.add((survey, digest))

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with present_database(), self._turn, self._writer.begin() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with present_database(), self._engine.connect() as connection:
            yield connection

    def _await_turn(self, connection: sa.Connection, survey: str) -> None:
        # Looking and inserting must not be interleaved with another response's. SQLite has the whole
        # database locked by now; PostgreSQL is asked for a lock that only responses to this survey take.
        if not self._is_sqlite:
            lock = sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(survey, 0))
            connection.execute(sa.select(lock))

    def _receipt_within_limit(self, connection: sa.Connection, new: NewResponse, limit: int) -> str | None:
        first = _receipt_of(connection, new.survey, new.submission_id)
        if first is None and _count(connection, new.survey) >= limit:
            raise SurveyFullError(new.survey)
        return first

    def _remember(
        self, connection: sa.Connection, survey: str, digest: str, body: str, seen: datetime
    ) -> None:
        if (survey, digest) in self._known_definitions:
            return
        values = {"survey": survey, "digest": digest, "body": body, "first_seen": seen}
        connection.execute(self._insert_definition, values)

    def _empty_write_ahead_log(self) -> None:
        # Until it is written over, the log still holds the erased words. Somebody who reads at length must
        # not hold up the reader who erases: then it is left to the next checkpoint.
        with self._reading() as connection:
            raw = connection.connection.dbapi_connection
            if raw is not None:
                raw.execute(f"PRAGMA busy_timeout={_CHECKPOINT_MILLISECONDS}").close()
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
                raw.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}").close()


def _row(new: NewResponse) -> dict[str, Any]:
    return {
        "survey": new.survey,
        "definition": new.definition,
        "submission_id": new.submission_id,
        "receipt": new.receipt,
        "received_at": new.received_at,
        "answers": _compact_json(new.answers),
        "context": _compact_json(new.context) if new.context else None,
        "paradata": _compact_json(new.paradata) if new.paradata else None,
    }


def _receipt_of(connection: sa.Connection, survey: str, submission_id: str) -> str | None:
    query = sa.select(response.c.receipt).where(
        response.c.survey == survey, response.c.submission_id == submission_id
    )
    return connection.execute(query).scalar_one_or_none()


def _has_equal(connection: sa.Connection, new: NewResponse, since: datetime) -> bool:
    query = sa.select(response.c.id).where(
        response.c.survey == new.survey,
        response.c.received_at > since,
        response.c.submission_id.startswith(NAMELESS, autoescape=True),
        response.c.answers == _compact_json(new.answers),
    )
    return connection.execute(query.limit(1)).first() is not None


def _count(connection: sa.Connection, survey: str) -> int:
    query = sa.select(sa.func.count()).select_from(response).where(response.c.survey == survey)
    return connection.execute(query).scalar_one()


def _compact_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
