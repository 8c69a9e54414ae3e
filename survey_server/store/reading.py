"""Reading what has been answered: responses in their order, the definitions they answered, their pace."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from editorial.survey_history import AnsweredDefinition
from survey_server.store.database import present_database
from survey_server.store.tables import definition, response


@dataclass(frozen=True)
class Answered:
    """A response that has not been erased."""

    number: int
    definition: str
    received_at: datetime
    answers: dict[str, Any]
    context: dict[str, str] = field(default_factory=dict)
    paradata: dict[str, Any] = field(default_factory=dict)


class Reading:
    """What one database has to tell about surveys; nothing in it writes."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def responses(self, survey: str, *, whole: bool = False) -> Iterator[Answered]:
        """Yield the responses to a survey that have not been erased, in the order they came in.

        Their context and paradata are there only in whole ones, as reading them takes time.
        """
        columns = response.c
        beside = (columns.context, columns.paradata) if whole else ()
        query = (
            sa.select(columns.id, columns.definition, columns.received_at, columns.answers, *beside)
            .where(columns.survey == survey, columns.erased_at.is_(None))
            .order_by(columns.id)
        )
        with present_database(), self._engine.connect() as connection:
            for number, digest, received_at, *texts in connection.execute(query):
                yield Answered(number, digest, received_at, *(json.loads(text or "{}") for text in texts))

    def sizes(self, survey: str) -> tuple[int, int]:
        """Return how many responses a survey had in all, and how many of them were erased."""
        query = sa.select(sa.func.count(), sa.func.count(response.c.erased_at)).where(
            response.c.survey == survey
        )
        with present_database(), self._engine.connect() as connection:
            number, erased = connection.execute(query).one()
        return int(number), int(erased)

    def erased(self, survey: str) -> int:
        """Return how many responses to a survey were erased; their rows stay, so that they are counted."""
        query = (
            sa.select(sa.func.count())
            .select_from(response)
            .where(response.c.survey == survey, response.c.erased_at.is_not(None))
        )
        with present_database(), self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())

    def definitions(self) -> list[AnsweredDefinition]:
        """Return all definitions, each with how many responses to it are kept, by survey and first sight."""
        kept = sa.and_(
            response.c.survey == definition.c.survey,
            response.c.definition == definition.c.digest,
            response.c.erased_at.is_(None),
        )
        query = (
            sa.select(
                definition.c.survey,
                definition.c.digest,
                definition.c.first_seen,
                sa.func.count(response.c.id).label("responses"),
                definition.c.body,
            )
            .select_from(definition.outerjoin(response, kept))
            .group_by(definition.c.survey, definition.c.digest, definition.c.first_seen, definition.c.body)
            .order_by(definition.c.survey, definition.c.first_seen, definition.c.digest)
        )
        with present_database(), self._engine.connect() as connection:
            return [AnsweredDefinition(**row._asdict()) for row in connection.execute(query)]

    def received_since(self, survey: str, instant: datetime) -> int:
        """Return how many responses came in since an instant, the erased ones included."""
        query = (
            sa.select(sa.func.count())
            .select_from(response)
            .where(response.c.survey == survey, response.c.received_at >= instant)
        )
        with present_database(), self._engine.connect() as connection:
            return int(connection.execute(query).scalar_one())
