"""PostgreSQL for tests: a database of their own on the server that this machine has."""

import contextlib
import os
import secrets
from collections.abc import Iterator

import pytest
import sqlalchemy as sa

SERVER = os.environ.get("MASTHEAD_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")
NO_SERVER = (
    f"no PostgreSQL server answers at {SERVER}; bring one with: apt-get install postgresql, "
    "and name it in MASTHEAD_TEST_POSTGRES"
)


@contextlib.contextmanager
def new_postgresql_database() -> Iterator[str]:
    """Yield the address of a new database and drop it afterwards; skip where there is no server."""
    engine = sa.create_engine(SERVER, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    name = f"masthead_test_{secrets.token_hex(6)}"
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
    except sa.exc.OperationalError:
        engine.dispose()
        if os.environ.get("CI") == "true":
            pytest.fail(NO_SERVER)
        pytest.skip(NO_SERVER)
    try:
        yield engine.url.set(database=name).render_as_string(hide_password=False)
    finally:
        with engine.connect() as connection:
            connection.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))
        engine.dispose()
