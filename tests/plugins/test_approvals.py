import subprocess
from datetime import datetime

import pytest

from editorial.approval import Approval
from plugins.approvals import approvals_of
from plugins.checks import check_content
from plugins.commands import checked_content
from plugins.content_changes import Desk
from plugins.file_changes import apply_changes
from tests.builders import LONDON, header_text, post_text, write_content

NOW = datetime(2026, 2, 3, 12, tzinfo=LONDON)


def git(folder, *arguments):
    settings = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def content(tmp_path):
    files = {
        "authors/ada.md": header_text({"name": "Ada"}),
        "posts/tea.md": post_text("Tea is picked in spring.\n\nIn teh morning.", status="review"),
        "editorial.yaml": "approval: {typo_limit: 1}\n",
    }
    folder = write_content(tmp_path / "content", files)
    git(folder, "init", "--quiet")
    apply_changes(Desk(checked_content(folder), NOW).set_status("tea", "approved", by="ada").changes, folder)
    return folder


def worth(folder):
    (approval,) = approvals_of(checked_content(folder)).values()
    return approval


def edit(folder, old, new, name="tea"):
    path = folder / f"posts/{name}.md"
    path.write_text(path.read_text().replace(old, new))


def codes(folder):
    return {problem.code for problem in check_content(checked_content(folder), as_of=NOW).problems}


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Tea")


def test_a_slip_is_mended_under_the_limit_when_git_knows_the_approved_text(content):
    commit(content)

    edit(content, "teh", "the")

    assert worth(content) is Approval.TYPO
    assert "approval-lapsed" not in codes(content)


def test_slips_add_up_against_the_text_that_was_approved(content):
    commit(content)
    edit(content, "teh", "the")
    commit(content)

    edit(content, "spring", "autumn")

    assert worth(content) is Approval.LAPSED
    assert "approval-lapsed" in codes(content)


def test_a_text_that_was_never_committed_is_not_known(content):
    edit(content, "teh", "the")
    commit(content)

    assert worth(content) is Approval.LAPSED


def test_the_approved_text_is_found_under_a_former_name_and_on_a_branch_that_was_merged(content):
    git(content, "commit", "--quiet", "--allow-empty", "--message", "Begin")
    git(content, "checkout", "--quiet", "-b", "tea")
    commit(content)
    edit(content, "teh", "the")
    git(content, "mv", "posts/tea.md", "posts/first.md")
    commit(content)
    git(content, "checkout", "--quiet", "-")
    git(content, "merge", "--quiet", "--no-ff", "--message", "Merge", "tea")

    assert worth(content) is Approval.TYPO


def test_without_a_limit_git_is_not_asked_and_any_change_counts(content):
    commit(content)
    (content / "editorial.yaml").write_text("approval: {rule: warn}\n")

    edit(content, "teh", "the")

    found = check_content(checked_content(content), as_of=NOW)
    assert worth(content) is Approval.LAPSED
    assert not found.has_errors
    assert "approval-lapsed" in codes(content)


def test_a_text_as_it_was_approved_is_valid_without_git(content):
    assert worth(content) is Approval.VALID
