"""The tables of the store: one row per response, one per definition that was answered."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An instant, kept in UTC; SQLite has no zones, so there it goes in and comes out without."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the instant in UTC, without its zone where the database knows none."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Return the instant with its zone, UTC."""
        if value is None:
            return None
        return value.astimezone(UTC) if dialect.name == "postgresql" else value.replace(tzinfo=UTC)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts rows up by itself only in a column that is INTEGER and nothing else.
_row_number: sa.types.TypeEngine[Any] = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

definition = sa.Table(
    "definition",
    metadata,
    # Two surveys may ask the same questions, and then share a digest.
    sa.Column("survey", sa.Text, primary_key=True),
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("first_seen", Instant, nullable=False),
)

response = sa.Table(
    "response",
    metadata,
    sa.Column("id", _row_number, primary_key=True, autoincrement=True),
    sa.Column("survey", sa.Text, nullable=False),
    sa.Column("definition", sa.String(64), nullable=False),
    sa.Column("submission_id", sa.String(64), nullable=False),
    sa.Column("receipt", sa.String(64), nullable=False, unique=True),
    sa.Column("received_at", Instant, nullable=False),
    # JSON text, not JSONB: it is written once, read whole, and the same on both databases. NULL once erased.
    sa.Column("answers", sa.Text),
    sa.Column("context", sa.Text),
    # How it came about: order of options, seconds, language. JSON text too, and NULL once erased.
    sa.Column("paradata", sa.Text),
    sa.Column("erased_at", Instant),
    sa.UniqueConstraint("survey", "submission_id"),
    sa.ForeignKeyConstraint(["survey", "definition"], ["definition.survey", "definition.digest"]),
    sa.Index(None, "survey", "received_at"),
)
