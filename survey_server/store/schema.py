"""Brings a database to the tables of this version, and says whether it is there."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey_server.store.database import for_writing

_MIGRATIONS = Path(__file__).parent / "migrations"
# Any number will do, as long as nothing else takes the same: it keeps two migrations apart.
_MIGRATION_LOCK = 7_220_110_001


def migrate(engine: sa.Engine) -> None:
    """Run the migrations that the database has not seen, in one transaction and one process at a time."""
    with for_writing(engine).begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_MIGRATION_LOCK)))
        config = _alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def is_current(engine: sa.Engine) -> bool:
    """Return whether every migration has been run; raises SQLAlchemyError when the database is away."""
    with engine.connect() as connection:
        applied = MigrationContext.configure(connection).get_current_heads()
    return set(applied) == set(ScriptDirectory.from_config(_alembic_config()).get_heads())


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
