"""The store: the only place with SQL.

`Store` opens a database; its `responses` save, find and erase, its `reading` tells what was answered.
"""

import sqlalchemy as sa

from survey_server.store import schema
from survey_server.store.database import StoreAwayError, open_database, present_database
from survey_server.store.reading import Answered, Reading
from survey_server.store.responses import (
    NAMELESS,
    ArrivedBeforeError,
    NewResponse,
    Responses,
    Saved,
    StoredResponse,
    SurveyFullError,
)

__all__ = [
    "NAMELESS",
    "Answered",
    "ArrivedBeforeError",
    "NewResponse",
    "Reading",
    "Responses",
    "Saved",
    "Store",
    "StoreAwayError",
    "StoredResponse",
    "SurveyFullError",
]


class Store:
    """One database, with what is kept in it; raises StoreAwayError where its folder cannot be made."""

    def __init__(self, url: str) -> None:
        self.engine = open_database(url)
        self.responses = Responses(self.engine)
        self.reading = Reading(self.engine)

    @property
    def is_sqlite(self) -> bool:
        """Return whether the database is a file of this machine."""
        return self.engine.dialect.name == "sqlite"

    def migrate(self) -> None:
        """Bring the database to the tables of this version; raises StoreAwayError."""
        with present_database():
            schema.migrate(self.engine)

    def problem(self) -> str:
        """Return why the database cannot be used now, in one sentence, or nothing."""
        try:
            current = schema.is_current(self.engine)
        except sa.exc.SQLAlchemyError:
            return "The database does not answer."
        return "" if current else "The database has not been migrated: run flask --app survey_server migrate."

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()
