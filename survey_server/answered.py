"""The definitions that have answers, for checks that run where the service's database may not be."""

import json
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from editorial.survey_history import AnsweredDefinition
from survey_server.store import Store, StoreAwayError


class AnsweredError(Exception):
    """A database or a file from which nothing can be read, in one sentence."""


def answered_definitions(where: str) -> list[AnsweredDefinition]:
    """Return the definitions in a database, named by its address, or in a file that `as_json` wrote.

    Raises AnsweredError.
    """
    if not where:
        return []
    return _from_database(where) if "://" in where else _from_file(Path(where))


def as_json(definitions: Iterable[AnsweredDefinition]) -> str:
    """Return definitions as JSON; no answer is in it, only what was asked and how many answered."""
    data = {"definitions": [definition.as_data() for definition in definitions]}
    return json.dumps(data, ensure_ascii=False, indent=1)


def open_existing(url: str) -> Store:
    """Return the store at an address, without making a file that is not there; raises AnsweredError."""
    try:
        address = sa.make_url(url)
        file = address.database if address.get_backend_name() == "sqlite" else None
        if file and not Path(file).is_file():
            msg = f"there is no database {file} (start the service once, or name another)"
            raise AnsweredError(msg)
        return Store(url)
    except sa.exc.ArgumentError as error:
        raise AnsweredError("this is no address of a database (write it like sqlite:///var/x.db)") from error


def _from_database(url: str) -> list[AnsweredDefinition]:
    store = open_existing(url)
    try:
        return store.reading.definitions()
    except StoreAwayError as error:
        raise AnsweredError(str(error)) from error
    finally:
        store.close()


def _from_file(path: Path) -> list[AnsweredDefinition]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return [AnsweredDefinition.of_data(definition) for definition in data["definitions"]]
    except OSError as error:
        msg = f"{path} cannot be read: {error.strerror}"
        raise AnsweredError(msg) from error
    except (ValueError, KeyError, TypeError) as error:
        msg = f"{path} holds no definitions (write it with: flask --app survey_server definitions)"
        raise AnsweredError(msg) from error
