import json
import os
import stat
import time
import zlib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.content import ContentSettings, read_content
from editorial.foreign_content import read_foreign_content
from editorial.post_files import PostFile
from plugins import content_cache
from plugins.content_cache import ContentCache
from tests.builders import SETTINGS, STAGES, post_text, write_content

LONG_AGO = time.time_ns() - 3600 * 10**9


@pytest.fixture
def folder(tmp_path):
    broken = post_text(title="Broken", stage="intrest")
    files = {
        "authors/ada.md": "---\nname: Ada\n---\n",
        "posts/one.md": post_text(title="One", date="2026-10-25 01:30"),
        "posts/two.md": post_text(title="Two", summary=None),
        "posts/broken.md": broken,
        "posts/no-header.md": "---\ntitle: [\n---\n",
    }
    return write_content(tmp_path / "content", files)


@pytest.fixture
def state(tmp_path):
    return tmp_path / "state"


@pytest.fixture
def settled(folder, monkeypatch):
    """Files that are old enough to be told apart by their stamps alone."""
    monkeypatch.setattr(content_cache, "GRAIN_NS", 0)
    time_is_over = max(file.stat().st_ctime_ns for file in folder.rglob("*.md"))
    while time.time_ns() <= time_is_over:
        pass


def count_reading(monkeypatch):
    opened = []
    read = content_cache.read_content_file
    monkeypatch.setattr(
        content_cache, "read_content_file", lambda path: opened.append(path.name) or read(path)
    )
    return opened


def test_the_second_run_opens_no_post_and_says_the_same_with_every_line(folder, state, settled, monkeypatch):
    first = ContentCache(state).read(folder, SETTINGS, foreign=False)
    opened = count_reading(monkeypatch)

    second = ContentCache(state).read(folder, SETTINGS, foreign=False)

    assert opened == []
    assert second == first == read_content(folder, SETTINGS)
    assert [problem.line for problem in second.problems if problem.code == "not-known"] == [6]


def test_foreign_posts_are_kept_with_the_names_of_their_authors(tmp_path, state, settled):
    folder = write_content(
        tmp_path / "foreign", {"a.md": "title: A\nauthor: Jane Doe\ndate: 2020-01-01\n\nText.\n"}
    )

    first = ContentCache(state).read(folder, SETTINGS, foreign=True)
    second = ContentCache(state).read(folder, SETTINGS, foreign=True)

    assert second == first == read_foreign_content(folder, SETTINGS)
    assert second.authors["jane-doe"].name == "Jane Doe"


def test_a_change_that_keeps_the_size_and_the_time_is_seen_while_the_file_is_young(
    folder, state, monkeypatch
):
    # A file system whose clock moves once in a thousand seconds.
    exact, grain = content_cache._stamp, 10**12
    monkeypatch.setattr(
        content_cache,
        "_stamp",
        lambda path: (*exact(path)[:2], *(t // grain * grain for t in exact(path)[2:])),
    )
    monkeypatch.setattr(content_cache, "GRAIN_NS", grain)
    ContentCache(state).read(folder, SETTINGS, foreign=False)
    post = folder / "posts/one.md"
    post.write_text(post.read_text().replace("One", "Eno"))

    titles = [post.title for post in ContentCache(state).read(folder, SETTINGS, foreign=False).posts]

    assert "Eno" in titles


def test_a_file_whose_time_was_put_back_is_young_as_long_as_its_change_is(folder, tmp_path):
    kept = content_cache.KeptPosts(None, "0")
    post = folder / "posts/one.md"
    os.utime(post, ns=(0, LONG_AGO))
    read = []

    for _ in range(2):
        kept.read(post, lambda data: PostFile(None))
        read.append(kept._entries[str(post)].is_settled)

    assert read == [False, False]


def test_posts_that_are_kept_side_by_side_keep_their_own_texts(folder, state, settled, monkeypatch):
    monkeypatch.setattr(content_cache, "SHARDS", 1)
    for number in range(4):
        (folder / f"posts/more-{number}.md").write_text(post_text("Words. " * number, title=f"More {number}"))
    ContentCache(state).read(folder, SETTINGS, foreign=False)

    assert ContentCache(state).read(folder, SETTINGS, foreign=False) == read_content(folder, SETTINGS)


def test_a_change_that_keeps_the_size_and_puts_the_time_back_is_seen(folder, state, settled):
    ContentCache(state).read(folder, SETTINGS, foreign=False)
    post = folder / "posts/one.md"
    before = post.stat()
    post.write_text(post.read_text().replace("One", "Eno"))
    os.utime(post, ns=(before.st_atime_ns, before.st_mtime_ns))

    titles = [post.title for post in ContentCache(state).read(folder, SETTINGS, foreign=False).posts]

    assert "Eno" in titles


def test_a_file_with_another_stamp_and_the_same_bytes_is_read_and_not_parsed(folder, tmp_path):
    kept = content_cache.KeptPosts(tmp_path / "kept", "0")
    post = folder / "posts/one.md"
    found = kept.read(post, lambda data: PostFile(None, author_names={"read": "once"}))
    os.utime(post, ns=(0, LONG_AGO))

    assert kept.read(post, lambda data: pytest.fail("it was parsed again")) is found


def other_settings():
    return ContentSettings(STAGES[:2], SETTINGS.zone)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder, other_settings(), False),
        lambda folder: (folder, SETTINGS, True),
        lambda folder: (Path(os.path.relpath(folder)), SETTINGS, False),
    ],
    ids=["other stages", "foreign", "seen from elsewhere"],
)
def test_what_is_kept_holds_for_one_folder_and_one_set_of_settings(change, folder, state, settled):
    ContentCache(state).read(folder, SETTINGS, foreign=False)
    where, how, foreign = change(folder)

    content = ContentCache(state).read(where, how, foreign=foreign)

    assert content == (read_foreign_content if foreign else read_content)(where, how)


def test_another_zone_in_the_policy_is_noticed(folder, state, settled):
    ContentCache(state).read(folder, SETTINGS, foreign=False)
    write_content(folder, {"editorial.yaml": "timezone: Pacific/Auckland\n"})

    content = ContentCache(state).read(folder, SETTINGS, foreign=False)

    assert content == read_content(folder, SETTINGS)
    assert {str(post.date.tzinfo) for post in content.posts} == {"Pacific/Auckland"}


def shards(state):
    return sorted(file for file in state.rglob("*") if file.is_file())


def with_sum(data: bytes) -> bytes:
    head, _, rest = data.partition(b"\n")
    return b"%s %08x\n" % (head.rpartition(b" ")[0], zlib.crc32(rest)) + rest


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-5],
        lambda data: data.replace(b"Tea", b"Foe"),
        lambda data: b"\x80\x04\x95" + data,
        lambda data: with_sum(data.replace(b'"settled"', b'"settle_"')),
        lambda data: with_sum(data.replace(b'"title"', b'"tilte"')),
        lambda data: with_sum(data.partition(b"\n")[0] + b"\n" + json.dumps([1]).encode() + b"\n"),
        lambda data: with_sum(data.partition(b"\n")[0] + b"\n[\n"),
    ],
    ids=["empty", "broken off", "altered", "something else", "no flag", "no title", "no list", "no JSON"],
)
def test_a_damaged_shard_is_as_good_as_none(damage, folder, state, settled):
    ContentCache(state).read(folder, SETTINGS, foreign=False)
    for shard in shards(state):
        shard.write_bytes(damage(shard.read_bytes()))

    content = ContentCache(state).read(folder, SETTINGS, foreign=False)

    assert content == read_content(folder, SETTINGS)


def test_only_the_owner_can_read_what_is_kept(folder, state):
    ContentCache(state).read(folder, SETTINGS, foreign=False)

    assert {stat.S_IMODE(shard.stat().st_mode) for shard in shards(state)} == {0o600}
    assert stat.S_IMODE(shards(state)[0].parent.stat().st_mode) == 0o700


def test_a_state_folder_that_cannot_be_written_stops_nothing(folder, tmp_path):
    (tmp_path / "state").write_text("no folder")

    content = ContentCache(tmp_path / "state").read(folder, SETTINGS, foreign=False)

    assert content == read_content(folder, SETTINGS)


def test_the_oldest_folders_are_removed(folder, state):
    for number in range(content_cache.KEPT_FOLDERS + 2):
        ContentCache(state).read(
            folder, ContentSettings(STAGES, SETTINGS.zone, extra_fields=(f"x{number}",)), foreign=False
        )

    assert len(list(state.iterdir())) == content_cache.KEPT_FOLDERS


def test_folders_of_somebody_else_stay(folder, state, monkeypatch):
    monkeypatch.setattr(content_cache, "KEPT_FOLDERS", 0)
    (state / "letters").mkdir(parents=True)

    ContentCache(state).read(folder, SETTINGS, foreign=False)

    assert [kept.name for kept in state.iterdir()] == ["letters"]


EDIT = st.tuples(
    st.sampled_from(["one", "two", "new", "broken"]),
    st.sampled_from(
        [
            None,
            post_text(title="Aaa"),
            post_text(title="Bbb"),
            post_text(title="Bbb", stage="intrest"),
            "---\ntitle: [\n---\n",
            "",
        ]
    ),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.lists(EDIT, max_size=3), max_size=4), st.booleans())
def test_content_is_the_same_with_and_without_what_was_kept(tmp_path_factory, runs, in_one_process):
    folder = write_content(tmp_path_factory.mktemp("content"), {"posts/one.md": post_text(title="One")})
    state = tmp_path_factory.mktemp("state")
    lasting = ContentCache(None)

    for edits in runs:
        for name, text in edits:
            path = folder / f"posts/{name}.md"
            path.unlink(missing_ok=True) if text is None else path.write_text(text)
        cache = lasting if in_one_process else ContentCache(state)
        assert cache.read(folder, SETTINGS, foreign=False) == read_content(folder, SETTINGS)
