"""What git tells about the way of a post, in a real repository."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from editorial.plan import make_plan
from editorial.status import Status
from plugins.calendar_diff import diff_against
from plugins.content_at import RevisionError
from plugins.file_history import read_history
from plugins.status_history import status_histories
from tests.builders import SETTINGS, header_text, post_text, read_content, write_content


def git(folder: Path, *arguments: str, day: int = 1, at: str = "") -> None:
    when = at or f"2026-06-{day:02}T12:00:00Z"
    environment = {
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
        "GIT_CONFIG_GLOBAL": "/dev/null",
        "GIT_AUTHOR_DATE": when,
        "GIT_COMMITTER_DATE": when,
    }
    identity = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )


def commit(folder: Path, *, day: int) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Change", day=day)


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder below a repository, with a post that came to review in three commits."""
    folder = tmp_path / "our site"
    git(tmp_path, "init", "-q")
    author = header_text({"name": "Ada Quill"})
    for day, status in enumerate(("assigned", "draft", "review"), 1):
        post = post_text(status=status, date="2026-07-06")
        write_content(folder, {"authors/ada.md": author, "posts/tea.md": post})
        commit(tmp_path, day=day)
    return folder


def test_the_steps_of_a_post_are_read_from_its_commits(content: Path):
    posts = read_content(content, SETTINGS).posts

    histories = status_histories(read_history(content), posts, as_of=datetime(2026, 6, 9, tzinfo=UTC))

    assert [(change.status, change.since.day) for change in histories["tea"]] == [
        (Status.ASSIGNED, 1),
        (Status.DRAFT, 2),
        (Status.REVIEW, 3),
    ]


def test_what_was_committed_after_the_clock_is_not_known(content: Path):
    posts = read_content(content, SETTINGS).posts

    histories = status_histories(read_history(content), posts, as_of=datetime(2026, 6, 2, 13, tzinfo=UTC))

    assert [change.status for change in histories["tea"]] == [Status.ASSIGNED, Status.DRAFT]


def test_a_renamed_post_keeps_its_way(content: Path):
    (content / "posts/tea.md").rename(content / "posts/green-tea.md")
    commit(content.parent, day=4)
    posts = read_content(content, SETTINGS).posts

    histories = status_histories(read_history(content), posts, as_of=datetime(2026, 6, 9, tzinfo=UTC))

    assert len(histories["green-tea"]) == 3


def test_each_post_is_told_its_own_way_whichever_was_touched_last(content: Path):
    for day, status in ((4, "idea"), (5, "approved")):
        write_content(
            content, {"posts/cake.md": post_text(status=status), "posts/zest.md": post_text(status="draft")}
        )
        commit(content.parent, day=day)
    posts = read_content(content, SETTINGS).posts

    histories = status_histories(read_history(content), posts, as_of=datetime(2026, 6, 9, tzinfo=UTC))

    assert {name: [change.status for change in changes] for name, changes in histories.items()} == {
        "cake": [Status.IDEA, Status.APPROVED],
        "tea": [Status.ASSIGNED, Status.DRAFT, Status.REVIEW],
        "zest": [Status.DRAFT],
    }


def test_steps_of_long_ago_are_left_out_when_a_slip_is_mended(content: Path):
    write_content(content, {"posts/tea.md": post_text(status="approved", date="2026-07-06")})
    commit(content.parent, day=4)
    write_content(content, {"posts/tea.md": post_text("A slip.", status="approved", date="2026-07-06")})
    git(content.parent, "commit", "-qam", "Mend", at="2028-06-20T12:00:00Z")
    posts = read_content(content, SETTINGS).posts

    histories = status_histories(read_history(content), posts, as_of=datetime(2028, 7, 1, tzinfo=UTC))
    earlier = status_histories(read_history(content), posts, as_of=datetime(2028, 6, 2, 13, tzinfo=UTC))

    # The oldest that is told is the status that held when the two years began.
    assert [change.status for change in histories["tea"]] == [Status.APPROVED]
    assert [change.status for change in earlier["tea"]] == [Status.REVIEW, Status.APPROVED]


def test_without_git_nothing_is_known(tmp_path: Path):
    write_content(tmp_path, {"posts/tea.md": post_text(authors=None, status="draft")})
    posts = read_content(tmp_path, SETTINGS).posts

    assert status_histories(read_history(tmp_path), posts, as_of=datetime(2026, 6, 9, tzinfo=UTC)) == {}


def plan_of(content, approvals=None):
    as_of = datetime(2026, 6, 9, tzinfo=UTC)
    return make_plan(
        content.posts,
        content.authors,
        content.policy,
        as_of=as_of,
        zone=content.zone,
        stages=SETTINGS.stage_keys,
        approvals=approvals,
    )


def changes(folder: Path, revision: str):
    def read(folder: Path):
        return read_content(folder, SETTINGS)

    return diff_against(revision, read(folder), read=read, plan_of=plan_of)


def test_the_working_tree_is_compared_with_a_revision(content: Path):
    write_content(content, {"posts/tea.md": post_text(status="review", date="2026-07-09")})

    diff = changes(content, "HEAD")

    assert [(change.id, dict(change.fields)) for change in diff.posts] == [
        ("tea", {"date": ("2026-07-06 09:00", "2026-07-09 09:00")})
    ]
    assert (diff.new_findings, diff.gone_findings) == ((), ())


def test_an_earlier_revision_is_read_whole(content: Path):
    diff = changes(content, "HEAD~2")

    assert [dict(change.fields) for change in diff.posts] == [{"status": ("assigned", "review")}]


@pytest.mark.parametrize("revision", ["no-such-branch", "--help", ""])
def test_a_revision_that_is_not_known_is_said(content: Path, revision: str):
    with pytest.raises(RevisionError, match="git knows no revision"):
        changes(content, revision)


def test_a_revision_from_before_the_folder_is_said(content: Path):
    git(content.parent, "checkout", "-q", "--orphan", "other")
    git(content.parent, "rm", "-rq", "--cached", ".")
    git(content.parent, "commit", "-q", "--allow-empty", "-m", "Nothing")

    with pytest.raises(RevisionError, match="was not there yet at HEAD"):
        changes(content, "HEAD")


def test_links_and_attributes_do_not_change_what_a_revision_holds(content: Path, tmp_path: Path):
    outside = tmp_path / "elsewhere"
    write_content(outside, {"shared.md": post_text(title="Shared")})
    write_content(content, {"cups.md": post_text(title="Cups"), ".gitattributes": "tea.md export-ignore\n"})
    (content / "images").symlink_to("/nowhere")
    (content / "posts/shared.md").symlink_to(outside / "shared.md")
    (content / "posts/cups.md").symlink_to("../cups.md")
    commit(content.parent, day=4)
    assert changes(content, "HEAD").is_empty
    write_content(content, {"cups.md": post_text(title="Mugs")})

    diff = changes(content, "HEAD")

    assert [(change.id, dict(change.fields)) for change in diff.posts] == [
        ("cups", {"title": ("Cups", "Mugs")})
    ]


def test_what_was_approved_in_its_only_version_is_left_out(content: Path):
    write_content(
        content, {"posts/cake.md": post_text(status="approved"), "posts/idea.md": post_text(status="idea")}
    )
    commit(content.parent, day=5)
    posts = read_content(content, SETTINGS).posts

    histories = status_histories(read_history(content), posts, as_of=datetime(2026, 6, 9, tzinfo=UTC))

    assert sorted(histories) == ["idea", "tea"]
