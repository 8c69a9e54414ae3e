import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins import folder_swap
from plugins.folder_swap import BusyError, keep_equal_files, swap, take_along, workshop

PROJECT = Path(__file__).parents[2]
CRASH = """
import os, sys
from pathlib import Path
from plugins import folder_swap
target, number, exchanges = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "True"
real_rename, real_exchange, real_rmtree = Path.rename, folder_swap.exchange, folder_swap.shutil.rmtree
steps = 0
def step(real):
    def run(*arguments, **options):
        global steps
        if steps == number:
            os._exit(9)
        steps += 1
        return real(*arguments, **options)
    return run
Path.rename = step(real_rename)
folder_swap.shutil.rmtree = step(real_rmtree)
folder_swap.exchange = step(real_exchange) if exchanges else (lambda one, other: False)
with folder_swap.workshop(target) as place:
    place.new.mkdir()
    for name in "abc":
        (place.new / name).write_text("new")
    folder_swap.swap(place)
"""


@pytest.fixture
def target(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    for name in "abc":
        (folder / name).write_text("old")
    return folder


def contents(folder: Path) -> set[str]:
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b", "c"]
    return {path.read_text() for path in folder.iterdir()}


def put_new(target: Path) -> None:
    with workshop(target) as place:
        place.new.mkdir()
        for name in "abc":
            (place.new / name).write_text("new")
        swap(place)


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another_and_nothing_is_left_over(target, monkeypatch, exchanges):
    if not exchanges:
        monkeypatch.setattr(folder_swap, "exchange", lambda one, other: False)

    put_new(target)

    assert contents(target) == {"new"}
    assert [path.name for path in target.with_name(".site.publishing").iterdir()] == ["lock"]


def test_a_folder_that_is_not_there_yet_is_made(tmp_path):
    put_new(tmp_path / "first/site")

    assert contents(tmp_path / "first/site") == {"new"}


def test_a_link_to_a_folder_stays_a_link(target, tmp_path):
    link = tmp_path / "current"
    link.symlink_to(target)

    put_new(link)

    assert link.is_symlink()
    assert contents(link) == {"new"}


@pytest.mark.parametrize("exchanges", [True, False])
@pytest.mark.parametrize("number", range(5))
def test_a_crash_at_any_step_leaves_a_whole_site_that_the_next_start_finds(target, number, exchanges):
    command = [sys.executable, "-c", CRASH, target, str(number), str(exchanges)]
    crashed = subprocess.run(command, cwd=PROJECT, env=os.environ | {"PYTHONPATH": str(PROJECT)})

    if exchanges and sys.platform == "linux":
        assert len(contents(target)) == 1
    with workshop(target):
        assert len(contents(target)) == 1
    assert crashed.returncode in (0, 9)
    put_new(target)
    assert contents(target) == {"new"}


def test_a_rename_that_fails_leaves_the_old_folder(target, monkeypatch):
    real = Path.rename

    def fail(path, other):
        if path.name == "new":
            raise OSError(18, "Invalid cross-device link")
        return real(path, other)

    monkeypatch.setattr(folder_swap, "exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", fail)

    with pytest.raises(OSError, match="cross-device"):
        put_new(target)

    assert contents(target) == {"old"}


def test_two_cannot_replace_one_folder_at_once(target):
    with workshop(target), pytest.raises(BusyError) as raised, workshop(target):
        pass

    assert str(raised.value) == f"another process is publishing into {target}; wait until it is done"


def test_files_that_did_not_change_stay_the_same_files(target):
    os.utime(target / "a", (1, 1))
    before = (target / "a").stat()

    with workshop(target) as place:
        place.new.mkdir()
        (place.new / "a").write_text("old")
        (place.new / "b").write_text("new")
        keep_equal_files(place, ["a", "b"])
        swap(place)

    after = (target / "a").stat()
    assert (after.st_ino, after.st_mtime) == (before.st_ino, 1)
    assert (target / "b").read_text() == "new"


def test_what_somebody_added_is_taken_along(target):
    with workshop(target) as place:
        place.new.mkdir()
        (place.new / "b").write_text("new")
        take_along(place, ["a", "b"])
        swap(place)

    assert {path.name: path.read_text() for path in target.iterdir()} == {"a": "old", "b": "new"}
