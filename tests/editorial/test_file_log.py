from datetime import UTC, datetime

import pytest

from editorial.file_log import follow_log, id_in_file, number_of_changes
from editorial.old_addresses import read_log


def log(*commits: str) -> str:
    """A log as git prints it, the newest commit first; each change is `KIND blob path [new path]`."""
    text = ""
    for number, commit in enumerate(commits):
        text += f"\x01{1000 - number}\0"
        for line in commit.splitlines():
            kind, blob, *paths = line.split()
            text += f":100644 100644 {'0' * 40} {blob * 40} {kind}\0" + "\0".join(paths) + "\0"
    return text


def versions(found) -> list[str]:
    return [f"{version.blob[0]} {version.path}" for version in found]


def test_a_file_has_its_versions_through_all_its_names_the_oldest_first():
    found = follow_log(read_log(log("M c new.md", "R100 b old.md new.md", "M b old.md", "A a old.md")))

    assert versions(found.present["new.md"]) == ["a old.md", "b old.md", "b new.md", "c new.md"]
    assert list(found.present) == ["new.md"]
    assert found.gone == ()


def test_a_deleted_file_is_gone_with_its_last_version_and_the_instant():
    found = follow_log(read_log(log("M d other.md", "D 0 tea.md", "M b tea.md", "A a tea.md")))

    [gone] = found.gone
    assert (gone.path, gone.since) == ("tea.md", datetime.fromtimestamp(999, UTC))
    assert versions(gone.versions) == ["a tea.md", "b tea.md"]


def test_a_file_that_took_a_deleted_ones_name_has_a_history_of_its_own():
    found = follow_log(read_log(log("M d tea.md", "A c tea.md", "D 0 tea.md", "A a tea.md")))

    assert versions(found.present["tea.md"]) == ["c tea.md", "d tea.md"]
    assert versions(found.gone[0].versions) == ["a tea.md"]


def test_two_files_that_swap_their_names_keep_their_histories():
    swap = "R100 a one.md two.md\nR100 b two.md one.md"

    found = follow_log(read_log(log(swap, "A a one.md\nA b two.md")))

    assert versions(found.present["two.md"]) == ["a one.md", "a two.md"]
    assert versions(found.present["one.md"]) == ["b two.md", "b one.md"]


def test_a_commit_that_deletes_one_file_of_a_post_and_writes_another_changed_it_once():
    rewritten = follow_log(read_log(log("M d new.md", "A c new.md\nD 0 tea.md", "M b tea.md", "A a tea.md")))
    came_back = follow_log(read_log(log("A c tea.md", "D 0 tea.md", "A a tea.md")))

    assert number_of_changes(rewritten.present["new.md"], rewritten.gone) == 4
    assert number_of_changes(came_back.present["tea.md"], came_back.gone) == 3


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"---\ntitle: Tea\nid: first-flush\nslug: tea\n---\n\nText.\n", "first-flush"),
        (b'---\r\ntitle: Tea\r\n"slug": "first-flush"\r\n---\r\n\r\nText.\r\n', "first-flush"),
        (b"\xef\xbb\xbfTitle: Tea\nID: first-flush\n\nid: no-header\n", "first-flush"),
        (b"---\ntitle: Tea\n---\n\nid: no-header\n", "green-tea"),
        (b"Title: Tea\n\nid: no-header\n", "green-tea"),
        (b"", "green-tea"),
    ],
)
def test_a_posts_id_is_told_from_its_header_or_the_name_of_its_file(data, found):
    assert id_in_file("posts/Green Tea.md", data) == found
