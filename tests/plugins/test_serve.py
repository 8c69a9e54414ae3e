import gc
import threading
from pathlib import Path

import pytest
from pelican.contents import Content
from watchfiles import Change

from plugins.file_changes import FileChange, apply_changes
from plugins.late_index import LateIndex
from plugins.serve import Desk, SavedFiles, Workbench, rebuild
from plugins.site_server import DESK, SITE, Outcome

SAVES = 24


@pytest.fixture
def desk(site, tmp_path):
    for number in range(5):
        site.post(f"post-{number}", f"Words of {number}.")
    return Desk(site.content, tmp_path / "state")


@pytest.fixture
def bench(tmp_path):
    return Workbench(Outcome(), LateIndex(tmp_path / "index", quiet_seconds=600))


def test_many_saves_in_a_row_with_a_broken_file_now_and_then(desk, bench, site, capsys):
    rebuild(desk, bench)
    page = desk.output / "posts/post-1/index.html"
    kept = set()

    for number in range(SAVES):
        last = page.read_text(encoding="utf-8")
        if number % 6 == 3:
            site.post("post-1", stage="intrest")
            rebuild(desk, bench)
            assert "did you mean interest?" in bench.outcome.complaint
            assert page.read_text(encoding="utf-8") == last
        site.post("post-1", f"Words of save {number}.")
        rebuild(desk, bench)

        assert bench.outcome.complaint == ""
        assert f"Words of save {number}." in page.read_text(encoding="utf-8")
        gc.collect()
        kept.add(sum(isinstance(thing, Content) for thing in gc.get_objects()))

    assert kept == {0}
    assert bench.outcome.numbers == {SITE: SAVES + SAVES // 6 + 1, DESK: SAVES + SAVES // 6 + 1}


def test_the_site_is_shown_before_the_desk_is_made(desk, bench, monkeypatch):
    order = []
    outcome = bench.outcome
    publish, publish_desk = outcome.publish, outcome.publish_desk
    monkeypatch.setattr(outcome, "publish", lambda words: order.append(desk.plan.exists()) or publish(words))
    monkeypatch.setattr(outcome, "publish_desk", lambda: order.append(desk.plan.exists()) or publish_desk())

    rebuild(desk, bench)

    assert order == [False, True]


def test_whoever_waits_is_told_which_part_is_new():
    outcome = Outcome()
    before = outcome.numbers
    threading.Timer(0, outcome.publish_desk).start()

    after = outcome.wait_for_next(before, seconds=20)

    assert {part for part in after if after[part] != before[part]} == {DESK}


def test_whoever_waits_in_vain_gets_the_same_numbers():
    outcome = Outcome()

    assert outcome.wait_for_next(outcome.numbers, seconds=0) == {SITE: 0, DESK: 0}


def test_what_the_desk_writes_beside_a_file_does_not_build_the_site_once_more(desk, monkeypatch):
    post, is_saved, drafts = desk.content / "posts/post-1.md", SavedFiles(), []
    replace = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, target: drafts.append(self) or replace(self, target))

    apply_changes([FileChange(post, post.read_bytes(), b"new")], desk.content)

    assert [is_saved(Change.added, str(draft)) for draft in drafts] == [False]
    assert is_saved(Change.modified, str(post))
