import json
import os
from datetime import UTC, datetime

import pytest

from editorial.content import read_content
from plugins.file_history import FileHistory, read_history
from tests.builders import SETTINGS, post_text, write_content
from tests.git_folder import GitFolder

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def day(number: int) -> str:
    return f"2026-02-{number:02}T10:00:00+00:00"


@pytest.fixture
def folder(tmp_path) -> GitFolder:
    return GitFolder(tmp_path / "content")


def put(folder, name: str, **fields: object) -> None:
    write_content(folder.folder, {f"posts/{name}.md": post_text(body=f"About {name}. " * 20, **fields)})


def former(folder, since=LONG_AGO) -> list[tuple[str, int, int]]:
    content = read_content(folder.folder, SETTINGS)
    found = read_history(folder.folder).former_posts(content, SETTINGS, since=since)
    return [(old.post.id, old.post.date.day, old.changes) for old in found]


def test_a_files_changes_are_counted_through_its_names_and_its_last_instant_is_gits(folder):
    put(folder, "tea")
    folder.commit(day(1))
    put(folder, "tea", date="2026-03-05")
    folder.commit(day(2))
    folder.git("mv", "posts/tea.md", "posts/green.md")
    folder.commit(day(3))

    history = read_history(folder.folder).of("posts/green.md")

    assert history == FileHistory(3, datetime.fromisoformat(day(3)))


def test_what_is_not_committed_counts_as_one_change_at_the_files_own_time(folder):
    put(folder, "tea")
    folder.commit(day(1))
    put(folder, "tea", date="2026-03-05")
    put(folder, "new")
    for name in ("tea", "new"):
        os.utime(folder.folder / f"posts/{name}.md", (1_800_000_000.5, 1_800_000_000.5))

    history = read_history(folder.folder)

    at = datetime.fromtimestamp(1_800_000_000, UTC)
    assert history.of("posts/tea.md") == FileHistory(2, at)
    assert history.of("posts/new.md") == FileHistory(1, at)


def test_without_git_a_file_has_changed_once(tmp_path):
    write_content(tmp_path, {"posts/tea.md": post_text()})
    os.utime(tmp_path / "posts/tea.md", (1_800_000_000, 1_800_000_000))

    assert read_history(tmp_path).of("posts/tea.md").changes == 1


def test_a_deleted_post_is_known_as_it_stood_committed_or_not(folder):
    put(folder, "tea")
    put(folder, "mate", date="2026-03-04")
    folder.commit(day(1))
    (folder.folder / "posts/tea.md").unlink()
    folder.commit(day(2))
    (folder.folder / "posts/mate.md").unlink()

    assert former(folder) == [("tea", 1, 2), ("mate", 4, 2)]


def test_a_post_that_lost_its_date_is_known_with_each_date_it_had(folder):
    put(folder, "tea", date="2026-03-04", status="draft")
    folder.commit(day(1))
    put(folder, "tea", date="2026-03-05", status="draft")
    folder.commit(day(2))
    put(folder, "tea", date=None, status="draft")
    folder.commit(day(3))

    assert former(folder) == [("tea", 5, 3), ("tea", 4, 3)]


def test_what_was_dropped_before_the_look_back_is_left_alone(folder):
    put(folder, "tea", date="2026-03-04", status="draft")
    put(folder, "mate")
    folder.commit(day(1))
    put(folder, "tea", date=None, status="draft")
    (folder.folder / "posts/mate.md").unlink()
    folder.commit(day(2))

    assert former(folder, since=datetime.fromisoformat(day(2))) != []
    assert former(folder, since=datetime.fromisoformat(day(3))) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": 1}', b"\xff"])
def test_the_log_is_kept_by_commit_and_what_is_damaged_is_asked_again(folder, tmp_path, damage):
    cache = tmp_path / "log.json"
    put(folder, "tea")
    folder.commit(day(1))
    put(folder, "mate")
    folder.commit(day(2))
    asked = read_history(folder.folder, cache)
    kept = read_history(folder.folder, cache)
    cache.write_bytes(damage)

    again = read_history(folder.folder, cache)

    assert asked == kept == again
    assert json.loads(cache.read_bytes())["present"].keys() == {"posts/tea.md", "posts/mate.md"}


def test_a_history_that_is_cut_short_says_so_and_is_read_anew_when_the_rest_is_there(folder, tmp_path):
    cache = tmp_path / "log.json"
    put(folder, "tea")
    folder.commit(day(1))
    put(folder, "tea", date="2026-03-05")
    folder.commit(day(2))
    folder.git("clone", "--quiet", "--depth", "1", f"file://{folder.folder}", str(tmp_path / "clone"))
    clone = GitFolder(tmp_path / "clone")
    short = read_history(clone.folder, cache)

    clone.git("fetch", "--quiet", "--unshallow")
    whole = read_history(clone.folder, cache)

    assert [(found.is_cut_short, found.of("posts/tea.md").changes) for found in (short, whole)] == [
        (True, 1),
        (False, 2),
    ]


def test_the_ids_of_deleted_posts_are_kept_with_the_log(folder, tmp_path):
    cache = tmp_path / "log.json"
    put(folder, "tea", id="first-flush")
    folder.commit(day(1))
    (folder.folder / "posts/tea.md").unlink()
    folder.commit(day(2))
    put(folder, "green", id="first-flush")

    asked, kept = read_history(folder.folder, cache), read_history(folder.folder, cache)

    assert asked == kept
    assert kept.of("posts/green.md", "first-flush").changes == 3
