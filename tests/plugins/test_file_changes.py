import errno
import os
from pathlib import Path

import pytest

from plugins.change_journal import journal_of, take_back_interrupted
from plugins.drafts import NotChangedError
from plugins.file_changes import FileChange, apply_changes, digest_of


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


class KilledError(BaseException):
    """Stands for the end of a process: nothing that follows in it is done."""


def killed_before(name, monkeypatch):
    """Let a run be killed before it replaces a file: nothing can be put back, and no draft be removed."""
    replace, is_dead = Path.replace, []

    def dying(self, target):
        if is_dead or Path(target).name == name:
            is_dead.append(True)
            raise KilledError
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", dying)
    monkeypatch.setattr(Path, "unlink", lambda self, missing_ok=False: None)


def test_what_a_killed_run_has_replaced_is_put_back_by_the_next(folder, tmp_path, monkeypatch):
    state = tmp_path / "var"
    with monkeypatch.context() as patch:
        killed_before("b.md", patch)
        with pytest.raises(KilledError):
            apply_changes([change(folder, name) for name in "abc"], folder, state=state)
    left = held(folder)

    put_back = take_back_interrupted(folder, state)

    assert left["a.md"] == b"new"
    assert sum(name.endswith(".part") for name in left) == 3
    assert put_back == (folder / "a.md",)
    assert held(folder) == UNTOUCHED
    assert take_back_interrupted(folder, state) == ()


def test_the_next_change_puts_back_first_and_removes_the_drafts(folder, tmp_path, monkeypatch):
    state = tmp_path / "var"
    (folder / ".b.md.mine.part").write_bytes(b"mine")
    with monkeypatch.context() as patch:
        killed_before("b.md", patch)
        with pytest.raises(KilledError):
            apply_changes([change(folder, name) for name in "ab"], folder, state=state)

    apply_changes([change(folder, "c")], folder, state=state)

    assert held(folder) == UNTOUCHED | {"c.md": b"new", ".b.md.mine.part": b"mine"}


def test_drafts_of_one_file_that_a_killed_run_left_go_with_the_next_change(folder, tmp_path):
    (folder / ".a.md.x7_k2m9q.part").write_bytes(b"draft")
    (folder / ".gone.md.x7_k2m9q.part").write_bytes(b"somebody else's")

    apply_changes([change(folder, "b")], folder, state=tmp_path / "var")

    assert held(folder) == UNTOUCHED | {"b.md": b"new", ".gone.md.x7_k2m9q.part": b"somebody else's"}


def test_what_somebody_wrote_after_a_killed_run_stays(folder, tmp_path, monkeypatch):
    state = tmp_path / "var"
    with monkeypatch.context() as patch:
        killed_before("c.md", patch)
        with pytest.raises(KilledError):
            apply_changes([change(folder, name) for name in "abc"], folder, state=state)
    (folder / "a.md").write_bytes(b"theirs")

    put_back = take_back_interrupted(folder, state)

    assert put_back == (folder / "b.md",)
    assert held(folder) == UNTOUCHED | {"a.md": b"theirs"}


def test_a_run_that_was_killed_after_its_last_file_is_done(folder, tmp_path, monkeypatch):
    state = tmp_path / "var"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", lambda self, missing_ok=False: None)
        apply_changes([change(folder, name) for name in "ab"], folder, state=state)

    assert take_back_interrupted(folder, state) == ()
    assert held(folder) == UNTOUCHED | {"a.md": b"new", "b.md": b"new"}


def test_a_change_that_is_just_being_made_is_not_taken_back(folder, tmp_path, monkeypatch):
    state = tmp_path / "var"
    with monkeypatch.context() as patch:
        killed_before("b.md", patch)
        with pytest.raises(KilledError):
            apply_changes([change(folder, name) for name in "ab"], folder, state=state)

    with journal_of(folder, state):
        meanwhile = take_back_interrupted(folder, state)

    assert meanwhile == ()
    assert take_back_interrupted(folder, state) == (folder / "a.md",)


def test_when_a_run_is_interrupted_at_the_keyboard_the_others_are_put_back(folder, tmp_path, monkeypatch):
    replace = Path.replace

    def interrupted(self, target):
        if Path(target).name == "b.md":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", interrupted)

    with pytest.raises(KeyboardInterrupt):
        apply_changes([change(folder, name) for name in "abc"], folder, state=tmp_path / "var")

    assert held(folder) == UNTOUCHED


def test_without_room_for_the_journal_nothing_changes(folder, tmp_path):
    (tmp_path / "var").write_text("A file.")

    with pytest.raises(NotChangedError, match="cannot be written: Not a directory; nothing was changed"):
        apply_changes([change(folder, name) for name in "ab"], folder, state=tmp_path / "var")

    assert held(folder) == UNTOUCHED


def test_when_a_draft_cannot_be_written_nothing_changes(folder, monkeypatch):
    def full(number):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(NotChangedError, match="cannot be written: No space left on device"):
        apply_changes([change(folder, "a")], folder)

    assert held(folder) == UNTOUCHED


def test_a_diff_shows_the_changed_line_whatever_the_line_ends_and_encoding():
    wanted = FileChange(Path("posts/a.md"), b"one\r\ntwo \xe9\rthree", b"one\r\n2 \xe9\rthree")

    assert wanted.diff == "--- a/posts/a.md\n+++ b/posts/a.md\n@@ -1,3 +1,3 @@\n one\n-two �\n+2 �\n three"
