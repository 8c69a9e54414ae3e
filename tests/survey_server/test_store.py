import secrets
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from survey_server.store import NewResponse, Saved, Store, StoreAwayError, SurveyFullError
from survey_server.store.database import for_writing, open_database
from survey_server.store.tables import metadata

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NOBODY = "postgresql+psycopg://postgres@127.0.0.1:1/nothing?connect_timeout=2"


@pytest.fixture(scope="session")
def store(database_url):
    store = Store(database_url)
    store.migrate()
    yield store
    store.close()


@pytest.fixture
def survey():
    """Return the slug of a survey that no other test uses."""
    return f"survey-{secrets.token_hex(6)}"


@pytest.fixture
def file_store(tmp_path):
    """Return a store in an SQLite file of its own."""
    store = Store(f"sqlite:///{tmp_path / 'deep' / 'down' / 'masthead.db'}")
    store.migrate()
    yield store
    store.close()


def new(survey, submission_id="submission", **fields):
    """Return a response to keep."""
    values = {
        "definition": "d" * 64,
        "definition_body": "[]",
        "receipt": secrets.token_urlsafe(18),
        "received_at": NOW,
        "answers": {"why": "words"},
        "context": {},
    }
    return NewResponse(survey=survey, submission_id=submission_id, **(values | fields))


def test_what_is_saved_is_found_by_its_receipt(store, survey):
    kept = new(survey, answers={"why": "naïve \u202e 👩‍👧 'quoted' \\ %s"}, received_at=NOW)

    saved = store.responses.save(kept)

    found = store.responses.find(kept.receipt)
    assert saved == Saved(kept.receipt, created=True)
    assert (found.survey, found.definition, found.answers) == (survey, kept.definition, kept.answers)
    assert (found.received_at, found.erased_at) == (NOW, None)


def test_instants_are_kept_whatever_their_zone(store, survey):
    local = NOW.astimezone(timezone(timedelta(hours=-5)))
    saved = store.responses.save(new(survey, received_at=local))

    found = store.responses.find(saved.receipt)

    assert found.received_at == NOW
    assert found.received_at.utcoffset() == timedelta(0)


def test_a_submission_is_saved_once(store, survey):
    first = store.responses.save(new(survey))

    second = store.responses.save(new(survey, answers={"why": "others"}))

    assert second == Saved(first.receipt, created=False)
    assert store.responses.count(survey) == 1
    assert store.responses.receipt_of(survey, "submission") == first.receipt


def test_a_receipt_that_nobody_has_is_not_found(store, survey):
    assert store.responses.find("nobody-has-this-receipt") is None
    assert store.responses.receipt_of(survey, "nobody-sent-this") is None


def test_erasure_happens_once_and_keeps_the_place_of_the_response(store, survey):
    saved = store.responses.save(new(survey, limit=1))

    first = store.responses.erase(saved.receipt, at=NOW)
    second = store.responses.erase(saved.receipt, at=NOW + timedelta(days=1))

    found = store.responses.find(saved.receipt)
    assert (first, second) == (True, False)
    assert (found.answers, found.erased_at) == (None, NOW)
    with pytest.raises(SurveyFullError):
        store.responses.save(new(survey, "another", limit=1))


def test_definitions_are_kept_with_the_responses_to_them(store, survey):
    store.responses.save(new(survey, definition_body='["one"]'))
    store.responses.save(new(survey, "another", definition="e" * 64, definition_body='["two"]'))

    assert store.responses.definition_body(survey, "d" * 64) == '["one"]'
    assert store.responses.definition_body(survey, "e" * 64) == '["two"]'
    assert store.responses.definition_body(survey, "f" * 64) is None


def test_fifty_at_once_never_exceed_the_limit(store, survey):
    def attempt(number):
        try:
            return store.responses.save(new(survey, f"submission-{number}", limit=20)).created
        except SurveyFullError:
            return False

    with ThreadPoolExecutor(50) as threads:
        created = list(threads.map(attempt, range(50)))

    assert sum(created) == 20
    assert store.responses.count(survey) == 20


def test_fifty_times_the_same_submission_at_once_is_one_response(store, survey):
    with ThreadPoolExecutor(50) as threads:
        saved = list(threads.map(lambda _: store.responses.save(new(survey)), range(50)))

    assert sum(one.created for one in saved) == 1
    assert len({one.receipt for one in saved}) == 1
    assert store.responses.count(survey) == 1


def test_two_stores_on_one_database_share_the_limit(store, survey, database_url):
    other = Store(database_url)

    def attempt(number):
        try:
            responses = (store, other)[number % 2].responses
            return responses.save(new(survey, f"submission-{number}", limit=5)).created
        except SurveyFullError:
            return False

    with ThreadPoolExecutor(20) as threads:
        created = list(threads.map(attempt, range(20)))
    other.close()

    assert sum(created) == 5


def test_a_save_that_fails_keeps_nothing_and_spoils_nothing(store, survey):
    taken = store.responses.save(new(survey)).receipt

    with pytest.raises(sa.exc.IntegrityError):
        store.responses.save(new(survey, "another", receipt=taken, definition="e" * 64))

    assert store.responses.definition_body(survey, "e" * 64) is None
    assert store.responses.save(new(survey, "another", definition="e" * 64)).created


def test_the_errors_of_the_database_tell_no_answers(store, survey):
    taken = store.responses.save(new(survey)).receipt

    with pytest.raises(sa.exc.IntegrityError) as error:
        store.responses.save(new(survey, "another", receipt=taken, answers={"why": "a-secret-word"}))

    assert "a-secret-word" not in str(error.value)


def test_migrating_again_changes_nothing(store, survey):
    saved = store.responses.save(new(survey))

    store.migrate()

    assert store.problem() == ""
    assert store.responses.find(saved.receipt) is not None


def test_the_migrations_make_the_tables_that_the_store_uses(store):
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        differences = compare_metadata(context, metadata)

    assert differences == []


@pytest.mark.parametrize("another_time", range(20))
def test_many_may_open_a_new_file_at_the_same_moment(tmp_path, another_time):
    barrier = Barrier(8)

    def open_it(_: int) -> str:
        engine = open_database(f"sqlite:///{tmp_path / 'masthead.db'}")
        barrier.wait()
        with for_writing(engine).begin() as connection:
            connection.exec_driver_sql("CREATE TABLE IF NOT EXISTS proof (number INTEGER)")
            mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        engine.dispose()
        return mode

    with ThreadPoolExecutor(8) as threads:
        modes = list(threads.map(open_it, range(8)))

    assert modes == ["wal"] * 8


def test_several_processes_may_migrate_at_once(tmp_path):
    stores = [Store(f"sqlite:///{tmp_path / 'masthead.db'}") for _ in range(4)]

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(Store.migrate, stores))

    assert [store.problem() for store in stores] == [""] * 4
    for store in stores:
        store.close()


def test_a_database_that_was_not_migrated_says_so(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'empty.db'}")

    problem = store.problem()
    store.close()

    assert problem == "The database has not been migrated: run flask --app survey_server migrate."


def test_a_database_without_tables_counts_as_away_and_is_logged(database_url, tmp_path, caplog):
    # A schema that is not there hides the tables of the others.
    hidden = f"{database_url}?options=-csearch_path%3Dnowhere"
    store = Store(hidden if "postgresql" in database_url else f"sqlite:///{tmp_path / 'empty.db'}")

    with pytest.raises(StoreAwayError):
        store.responses.save(new("tea", answers={"why": "a-secret-word"}))
    problem = store.problem()
    store.close()

    assert problem == "The database has not been migrated: run flask --app survey_server migrate."
    assert len(caplog.messages) == 1
    assert caplog.messages[0].startswith("the database is away: ")
    assert "a-secret-word" not in caplog.text


def test_a_database_that_is_away_says_so():
    store = Store(NOBODY)

    assert store.problem() == "The database does not answer."
    with pytest.raises(StoreAwayError):
        store.responses.save(new("tea"))
    with pytest.raises(StoreAwayError):
        store.responses.find("receipt")
    store.close()


@pytest.mark.parametrize(
    "use",
    [
        Store.migrate,
        lambda store: store.reading.definitions(),
        lambda store: store.reading.erased("tea"),
        lambda store: store.reading.received_since("tea", NOW),
        lambda store: store.reading.sizes("tea"),
        lambda store: list(store.reading.responses("tea")),
    ],
)
def test_whoever_uses_a_database_that_is_away_hears_the_same(use):
    store = Store(NOBODY)

    with pytest.raises(StoreAwayError):
        use(store)
    store.close()


def test_a_file_that_is_no_database_counts_as_away(tmp_path):
    file = tmp_path / "masthead.db"
    file.write_text("no database " * 1000)
    store = Store(f"sqlite:///{file}")

    with pytest.raises(StoreAwayError):
        store.responses.save(new("tea"))
    store.close()


def test_a_folder_that_cannot_be_made_counts_as_away(tmp_path):
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreAwayError):
        Store(f"sqlite:///{tmp_path / 'file' / 'masthead.db'}")


def test_a_server_that_does_not_speak_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        store = Store(f"postgresql+psycopg://postgres@127.0.0.1:{silent.getsockname()[1]}/nothing")

        with pytest.raises(StoreAwayError):
            store.responses.find("receipt")
        store.close()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 15000),
    ],
)
def test_sqlite_is_durable_strict_and_patient_on_every_connection(file_store, pragma, value):
    with file_store.engine.connect() as one, file_store.engine.connect() as two:
        found = [connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() for connection in (one, two)]

    assert found == [value, value]


def test_what_is_erased_is_gone_from_the_files_of_sqlite(file_store):
    folder = Path(file_store.engine.url.database).parent
    saved = file_store.responses.save(new("tea", answers={"why": "zanzibar"}, context={"from": "quetzal"}))
    before = b"".join(file.read_bytes() for file in folder.iterdir())

    file_store.responses.erase(saved.receipt, at=NOW)

    after = b"".join(file.read_bytes() for file in folder.iterdir())
    assert b"zanzibar" in before
    assert b"quetzal" in before
    assert b"zanzibar" not in after
    assert b"quetzal" not in after


def test_only_the_store_speaks_sql():
    package = Path(__file__).parent.parent.parent / "survey_server"
    outside = [path for path in package.rglob("*.py") if "store" not in path.relative_to(package).parts]

    speakers = [path.name for path in outside if ".execute(" in path.read_text(encoding="utf-8")]

    assert speakers == []
