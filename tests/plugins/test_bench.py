"""The benchmarks: the content they make up, and what they print; how long things take is not tested."""

from pathlib import Path

import pytest
from invoke import Exit

import pelicanconf
from editorial.content import read_content
from plugins import bench_task
from plugins.bench_calendar import Measured, bench_calendar, table
from plugins.bench_content import AS_OF, change_post, make_content
from plugins.bench_task import bench
from plugins.edition import content_settings

SETTINGS = content_settings(vars(pelicanconf))


def texts(folder: Path) -> dict[str, bytes]:
    files = (path for part in ("posts", "authors") for path in (folder / part).rglob("*.md"))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_made_up_content_is_sound_and_partly_planned(tmp_path):
    make_content(tmp_path, 60)

    content = read_content(tmp_path, SETTINGS)

    assert content.errors == ()
    assert (len(content.posts), len(content.live_posts(AS_OF))) == (60, 57)


def test_the_same_number_of_posts_makes_the_same_content(tmp_path):
    for name in ("one", "two"):
        make_content(tmp_path / name, 30)

    assert texts(tmp_path / "one") == texts(tmp_path / "two")


def test_one_post_changes_and_only_that(tmp_path):
    make_content(tmp_path, 30)
    before = texts(tmp_path)

    change_post(tmp_path)

    changed = {path for path, text in texts(tmp_path).items() if text != before[path]}
    assert len(changed) == 1
    assert read_content(tmp_path, SETTINGS).errors == ()


def test_the_calendar_is_measured_beside_reading(tmp_path):
    found = list(bench_calendar(tmp_path, 40, settle=0))

    assert [measured.what for measured in found] == [
        "reading the content, nothing kept",
        "reading the content again",
        "the calendar, nothing kept",
        "the calendar again",
        "the calendar a minute later",
        "the calendar when one post changed",
    ]
    assert all(measured.wall > 0 for measured in found)
    assert (tmp_path / "desk/plan.json").is_file()


def test_ratios_are_to_the_first_line():
    measured = [Measured("reading", 2.0, 1.0), Measured("the calendar", 1.5, 0.5)]

    lines = list(table(iter(measured)))

    assert [line.split()[-3:] for line in lines] == [
        ["seconds", "processor", "ratio"],
        ["2.00", "1.00", "1.00"],
        ["1.50", "0.50", "0.50"],
    ]


@pytest.mark.parametrize(
    ("what", "posts", "message"),
    [
        ("calendr", "10", "there is no benchmark “calendr” (did you mean calendar?)"),
        ("calendar", "0", "“0” is not a number of posts (write one from 1 to 100000)"),
        ("calendar", "many", "“many” is not a number of posts (write one from 1 to 100000)"),
    ],
)
def test_what_cannot_be_measured_is_wrong_use(what, posts, message):
    with pytest.raises(Exit) as refused:
        bench.body(None, what, posts=posts)

    assert (refused.value.code, refused.value.message) == (2, message)


def test_without_a_word_everything_is_measured(capsys, monkeypatch):
    monkeypatch.setattr(bench_task, "SETTLE", 0)

    bench.body(None, posts="10")

    assert "the calendar again" in capsys.readouterr().out
