import filecmp
import os
import subprocess
import sys
from pathlib import Path

import pytest

from plugins import site_json
from plugins.output_folder import NotOurFolderError

PROJECT = Path(__file__).parents[2]
BUILD = """
import sys
from datetime import datetime
from pathlib import Path
from plugins.build import BuildRequest, build_site
clock = datetime.fromisoformat("2026-11-22T12:00:00+00:00")
build_site(BuildRequest(Path("content"), Path(sys.argv[1]), clock))
"""


def build_in_a_process(output: Path, seed: str) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed}
    subprocess.run(
        [sys.executable, "-c", BUILD, output], cwd=PROJECT, env=environment, check=True, capture_output=True
    )


def test_two_builds_of_the_same_content_at_the_same_clock_are_equal_byte_for_byte(tmp_path):
    build_in_a_process(tmp_path / "one", "1")
    build_in_a_process(tmp_path / "two", "2")

    names = sorted(
        path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*") if path.is_file()
    )
    others = sorted(
        path.relative_to(tmp_path / "two") for path in (tmp_path / "two").rglob("*") if path.is_file()
    )
    _, different, unread = filecmp.cmpfiles(tmp_path / "one", tmp_path / "two", names, shallow=False)
    assert names == others
    assert (different, unread) == ([], [])
    assert len(names) > 50


def test_a_page_that_did_not_change_is_left_as_it_is(site):
    site.post("same")
    site.post("edited")
    site.build()
    page = site.output / "posts/same/index.html"
    before = page.stat()

    site.post("edited", "Other words.")
    site.build()

    assert (page.stat().st_ino, page.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert "Other words." in site.page("posts/edited")


def test_what_no_longer_belongs_is_removed_with_the_folders_that_it_leaves_empty(site):
    site.post("kept")
    site.post("withdrawn", tags="[rare]")
    site.build()

    (site.content / "posts/withdrawn.md").unlink()
    site.build()

    assert not (site.output / "posts/withdrawn").exists()
    assert not (site.output / "tags/rare").exists()
    assert (site.output / "posts/kept/index.html").exists()


def test_a_rebuilt_folder_equals_a_new_one(site, tmp_path):
    site.post("one", tags="[a]")
    site.post("two", tags="[b]")
    site.build()
    (site.content / "posts/one.md").unlink()
    site.build()
    rebuilt = site.everything()

    site.output = tmp_path / "new"
    site.build()

    assert site.everything() == rebuilt


def test_a_folder_with_other_files_in_it_is_refused_and_left_alone(site):
    site.post("one")
    site.output.mkdir()
    (site.output / "thesis.txt").write_text("mine")

    with pytest.raises(NotOurFolderError) as raised:
        site.build()

    assert str(raised.value).endswith(
        "output holds files that no build wrote; choose an empty or a new folder"
    )
    assert [path.name for path in site.output.iterdir()] == ["thesis.txt"]


def test_a_file_that_somebody_added_to_the_output_is_not_removed(site):
    site.post("one")
    site.build()
    (site.output / "CNAME").write_text("example.org")

    site.build()

    assert (site.output / "CNAME").read_text() == "example.org"


def test_images_are_copied_and_removed_with_the_content(site):
    site.post("one")
    image = site.put("images/dot.svg", "<svg/>")
    site.build()
    assert (site.output / "images/dot.svg").exists()

    image.unlink()
    site.build()

    assert not (site.output / "images/dot.svg").exists()


def test_a_build_that_fails_on_its_way_does_not_keep_the_next_one_from_its_folder(site, monkeypatch):
    site.post("one", tags="[gone]")
    with monkeypatch.context() as broken:
        broken.setattr(site_json, "inventory", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            site.build()
    assert (site.output / "tags/gone/index.html").exists()

    site.post("one", tags="[kept]")
    site.build()

    assert (site.output / "tags/kept/index.html").exists()
    assert not (site.output / "tags/gone").exists()
