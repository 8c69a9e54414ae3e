from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.old_addresses import (
    FileVersion,
    PostVersion,
    follow_files,
    may_have_moved,
    old_slugs,
    read_log,
    read_version,
)
from tests.builders import SETTINGS, make_post, post_text

MARCH = datetime(2026, 3, 1, 12, tzinfo=UTC)
NOW = MARCH + timedelta(days=100)


def version(slug: str, day: int, **fields: object) -> PostVersion:
    return PostVersion(MARCH + timedelta(days=day), make_post(slug=slug, **{"date": "2026-02-01", **fields}))


def test_a_slug_that_changed_after_the_post_was_live_is_an_old_address():
    history = [version("tea", 0), version("green-tea", 5)]

    assert old_slugs(history, "green-tea", as_of=NOW) == ("tea",)


@pytest.mark.parametrize("status", ["idea", "assigned", "draft", "review"])
def test_a_slug_that_changed_before_approval_was_never_an_address(status):
    history = [version("secret-name", 0, status=status), version("tea", 5)]

    assert old_slugs(history, "tea", as_of=NOW) == ()


def test_a_slug_that_changed_before_the_date_came_was_never_an_address():
    history = [version("secret-name", 0, date="2026-03-04 12:00"), version("tea", 2)]

    assert old_slugs(history, "tea", as_of=NOW) == ()


def test_a_scheduled_post_goes_live_by_the_clock_alone():
    history = [version("tea", 0, date="2026-03-04 12:00"), version("green-tea", 3)]

    assert old_slugs(history, "green-tea", as_of=NOW) == ("tea",)


def test_a_hidden_post_has_an_address_too():
    history = [version("tea", 0, status="hidden"), version("green-tea", 5, status="hidden")]

    assert old_slugs(history, "green-tea", as_of=NOW) == ("tea",)


def test_of_two_commits_in_one_second_the_first_was_never_published():
    history = [version("typo", 3), version("tea", 3)]

    assert old_slugs(history, "tea", as_of=NOW) == ()


def test_the_latest_old_address_comes_first_and_the_present_one_is_none():
    history = [version(slug, day) for day, slug in enumerate(["a", "b", "a", "c", "b"])]

    assert old_slugs(history, "b", as_of=NOW) == ("c", "a")


def test_a_slug_that_was_committed_and_is_changed_in_the_working_copy_counts():
    assert old_slugs([version("tea", 0)], "green-tea", as_of=NOW) == ("tea",)


def test_a_version_that_could_not_be_read_ends_the_one_before_it():
    history = [version("tea", 0), PostVersion(MARCH + timedelta(days=1), None), version("green-tea", 5)]

    assert old_slugs(history, "green-tea", as_of=NOW) == ("tea",)


def test_a_post_without_history_has_no_old_address():
    assert old_slugs([], "tea", as_of=NOW) == ()


def log(*commits: str) -> str:
    """Return a log as git writes it; a commit is its day and its changes, as in `5 R old.md new.md`."""
    text = ""
    for commit in commits:
        day, *changes = commit.split(", ")
        seconds = int((MARCH + timedelta(days=int(day))).timestamp())
        text += f"\x01{seconds}\0"
        for number, change in enumerate(changes):
            kind, *names = change.split()
            code = f"{kind}086" if kind == "R" else kind
            blob = f"{int(day):020x}{number:020x}"
            start = "\n" if number == 0 else ""
            text += f"{start}:100644 100644 {'0' * 40} {blob} {code}\0" + "".join(
                f"{name}\0" for name in names
            )
    return text


def names(text: str) -> dict[str, list[tuple[int, str]]]:
    return {
        path: [((version.since - MARCH).days, version.path) for version in versions]
        for path, versions in follow_files(read_log(text)).items()
    }


def test_a_file_is_followed_through_its_names():
    text = log("9, M c.md", "7, R b.md c.md", "5, M b.md", "3, R a.md b.md", "1, A a.md")

    assert names(text) == {"c.md": [(1, "a.md"), (3, "b.md"), (5, "b.md"), (7, "c.md"), (9, "c.md")]}


def test_another_file_that_had_the_name_before_is_not_the_same():
    text = log("9, A a.md", "7, D a.md", "5, M a.md", "1, A a.md")

    assert names(text) == {"a.md": [(9, "a.md")]}


def test_a_name_that_a_file_left_may_be_taken_by_another():
    text = log("9, A a.md", "5, R a.md b.md", "1, A a.md")

    assert names(text) == {"a.md": [(9, "a.md")], "b.md": [(1, "a.md"), (5, "b.md")]}


def test_two_files_may_swap_their_names_in_one_commit():
    text = log("5, R a.md b.md, R b.md a.md", "1, A a.md, A b.md")

    assert names(text) == {
        "a.md": [(1, "b.md"), (5, "a.md")],
        "b.md": [(1, "a.md"), (5, "b.md")],
    }


def test_a_name_that_another_file_had_and_moved_away_from_in_the_same_commit_keeps_them_apart():
    text = log("5, R a.md old.md, R new.md a.md", "1, A a.md, A new.md")

    assert names(text) == {"old.md": [(1, "a.md"), (5, "old.md")], "a.md": [(1, "new.md"), (5, "a.md")]}


def test_a_file_that_is_gone_is_not_followed():
    assert names(log("5, D a.md", "1, A a.md")) == {}


def test_a_log_of_nothing_holds_nothing():
    assert names("") == {}


@pytest.mark.parametrize(
    ("versions", "moved"),
    [
        ([("posts/a.md", b"title: A"), ("posts/a.md", b"title: B")], False),
        ([("posts/a.md", b"x"), ("posts/b.md", b"x")], True),
        ([("posts/2025/a.md", b"x"), ("posts/2026/a.md", b"x")], False),
        ([("a.md", b"---\nslug: x\n---\n"), ("a.md", b"---\nslug: y\n---\n")], True),
        ([("a.md", b"---\nslug: x\n---\n"), ("a.md", b"---\n---\n")], True),
        ([("a.md", b'---\n"slug": "x"  \r\n---\n'), ("b.md", b"---\nslug: x\n---\n")], False),
        ([("a.md", b"Slug: x\n\n"), ("b.md", b"slug:   x\n\n")], False),
    ],
)
def test_only_files_whose_slug_may_have_changed_are_looked_at_closely(versions, moved):
    assert may_have_moved(versions) is moved


def test_a_version_is_read_as_it_stood():
    stood = FileVersion(MARCH, "posts/2025/tea.md", "0" * 40)

    found = read_version(stood, post_text(slug=None).encode(), SETTINGS)

    assert found.post is not None
    assert found.post.slug == "tea"


@pytest.mark.parametrize("text", ["---\ntitle: [", "\xff\xfe", post_text(slug="Not a slug!")])
def test_a_version_that_no_build_would_have_taken_has_no_post(text):
    stood = FileVersion(MARCH, "posts/tea.md", "0" * 40)

    assert read_version(stood, text.encode("latin-1"), SETTINGS).post is None


@given(st.binary())
def test_any_bytes_may_have_been_a_version(data):
    version = FileVersion(MARCH, "posts/tea.md", "0" * 40)

    assert read_version(version, data, SETTINGS).since == MARCH
