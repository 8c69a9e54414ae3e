import errno
import os
from pathlib import Path

import pytest

from plugins import file_changes
from plugins.file_changes import FileChange, NotChangedError, apply_changes, digest_of


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.md").write_bytes(name.encode())
    return folder


def change(folder, name, after=b"new"):
    path = folder / f"{name}.md"
    return FileChange(path, path.read_bytes(), after)


def held(folder):
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


UNTOUCHED = {"a.md": b"a", "b.md": b"b", "c.md": b"c"}


def test_all_changes_are_written_and_nothing_else_is_left(folder):
    apply_changes([change(folder, "a"), change(folder, "b")], folder)

    assert held(folder) == UNTOUCHED | {"a.md": b"new", "b.md": b"new"}


def test_a_file_keeps_its_mode(folder):
    (folder / "a.md").chmod(0o640)

    apply_changes([change(folder, "a")], folder)

    assert (folder / "a.md").stat().st_mode & 0o777 == 0o640


def test_one_file_that_is_protected_stops_all(folder):
    (folder / "b.md").chmod(0o444)

    with pytest.raises(NotChangedError) as raised:
        apply_changes([change(folder, "a"), change(folder, "b")], folder)

    message = f"{folder / 'b.md'} is protected against writing; nothing was changed"
    assert str(raised.value) == message
    assert held(folder) == UNTOUCHED


def test_one_file_that_somebody_changed_stops_all(folder):
    changes = [change(folder, "a"), change(folder, "b")]
    (folder / "b.md").write_bytes(b"theirs")

    with pytest.raises(NotChangedError) as raised:
        apply_changes(changes, folder)

    message = f"{folder / 'b.md'} has changed meanwhile; nothing was written (look at it, and try again)"
    assert str(raised.value) == message
    assert held(folder) == UNTOUCHED | {"b.md": b"theirs"}


def test_the_digest_that_somebody_has_seen_counts(folder):
    wanted = change(folder, "a")

    with pytest.raises(NotChangedError, match="has changed meanwhile"):
        apply_changes([wanted], folder, {wanted.path: digest_of(b"older")})
    apply_changes([wanted], folder, {wanted.path: digest_of(b"a")})

    assert held(folder)["a.md"] == b"new"


def test_a_link_inside_the_content_stays_a_link(folder):
    (folder / "link.md").symlink_to(folder / "a.md")

    apply_changes([change(folder, "link")], folder)

    assert (folder / "link.md").is_symlink()
    assert (folder / "a.md").read_bytes() == b"new"


@pytest.mark.parametrize("path", ["../other.md", "link.md", "missing.md", "{outside}/other.md"])
def test_what_lies_outside_the_content_is_refused(folder, path):
    (folder.parent / "other.md").write_bytes(b"other")
    (folder / "link.md").symlink_to(folder.parent / "other.md")
    path = folder / path.format(outside=folder.parent)

    with pytest.raises(NotChangedError) as raised:
        apply_changes([FileChange(path, b"other", b"new")], folder)

    message = f"{path} is no file of the content folder {folder}; nothing was changed"
    assert str(raised.value) == message
    assert (folder.parent / "other.md").read_bytes() == b"other"


def test_when_one_file_cannot_be_put_in_place_the_others_are_put_back(folder, monkeypatch):
    replace = Path.replace

    def failing(self, target):
        if Path(target).name == "b.md":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)

    with pytest.raises(NotChangedError, match="No space left on device; nothing was changed"):
        apply_changes([change(folder, name) for name in "abc"], folder)

    assert held(folder) == UNTOUCHED


def test_when_a_draft_cannot_be_written_nothing_changes(folder, monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(file_changes.os, "fsync", full)

    with pytest.raises(NotChangedError, match="cannot be written: No space left on device"):
        apply_changes([change(folder, "a")], folder)

    assert held(folder) == UNTOUCHED


def test_a_diff_shows_the_changed_line_whatever_the_line_ends_and_encoding():
    wanted = FileChange(Path("posts/a.md"), b"one\r\ntwo \xe9\rthree", b"one\r\n2 \xe9\rthree")

    assert wanted.diff == "--- a/posts/a.md\n+++ b/posts/a.md\n@@ -1,3 +1,3 @@\n one\n-two �\n+2 �\n three"
