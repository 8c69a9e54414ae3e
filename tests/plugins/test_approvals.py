import subprocess
from datetime import datetime
from functools import partial

import pytest

from editorial.approval import Approval
from plugins.approvals import approvals_of
from plugins.build import BuildRequest, build_site
from plugins.calendar_diff import diff_against
from plugins.checks import check_content
from plugins.commands import checked_content
from plugins.content_changes import Desk
from plugins.content_plan import plan_of
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


@pytest.mark.parametrize("is_staged", [False, True])
def test_a_slip_is_one_also_in_a_file_whose_new_name_was_not_committed_yet(content, is_staged):
    (content / "posts/other.md").write_text(post_text(title="Other", status="idea", date=None))
    commit(content)
    (content / "posts/other.md").unlink()
    (content / "posts/tea.md").rename(content / "posts/first.md")
    edit(content, "teh", "the", name="first")
    if is_staged:
        git(content, "add", "--all")

    before = worth(content)
    commit(content)

    assert (before, worth(content)) == (Approval.TYPO, Approval.TYPO)


def test_a_name_that_another_post_once_had_does_not_hide_where_the_text_came_from(content):
    (content / "posts/first.md").write_text(post_text(title="Other", status="idea", date=None))
    commit(content)
    (content / "posts/first.md").unlink()
    commit(content)
    (content / "posts/tea.md").rename(content / "posts/first.md")

    edit(content, "teh", "the", name="first")

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


def test_the_plan_says_that_an_approval_lapsed_and_check_says_it_once(content):
    edit(content, "spring", "late autumn, or so we hear")

    planned = [problem for problem in plan_of(checked_content(content), NOW).findings if problem.is_error]
    checked = check_content(checked_content(content), as_of=NOW).problems

    assert [problem.code for problem in planned] == ["approval-lapsed"]
    assert [problem for problem in checked if problem.code == "approval-lapsed"] == planned


def test_the_plan_says_what_an_approved_post_lacks_until_it_is_live(content):
    (content / "editorial.yaml").write_text("gates: [{needs: [source, survey]}]\n")
    edit(content, "2026-03-01", "2026-03-05")

    waits = plan_of(checked_content(content), NOW)
    live = plan_of(checked_content(content), NOW.replace(month=6))
    checked = check_content(checked_content(content), as_of=NOW).problems

    assert [problem.code for problem in waits.findings] == ["gate-source", "gate-survey"]
    assert waits.entries[0].approval_notes == ("lacks source, survey",)
    assert (live.findings, live.entries[0].approval_notes) == ((), ())
    assert [problem.code for problem in checked].count("gate-source") == 1


def test_foreign_content_is_only_warned_about_what_was_approved(content):
    (content / "editorial.yaml").unlink()
    edit(content, "spring", "autumn")

    found = check_content(checked_content(content, foreign=True), as_of=NOW, foreign=True)

    assert [problem.is_error for problem in found.problems if problem.code == "approval-lapsed"] == [False]


def test_a_build_says_which_live_texts_nobody_approved_and_goes_on(content, tmp_path):
    edit(content, "spring", "autumn")

    before = build_site(BuildRequest(content, tmp_path / "before", NOW))
    after = build_site(BuildRequest(content, tmp_path / "after", NOW.replace(month=6)))

    assert (before.live, before.lapsed) == (0, ())
    assert after.live == 1
    assert [str(problem).split()[1:3] for problem in after.lapsed] == [["warning", "approval-lapsed"]]


def test_a_slip_that_was_allowed_at_a_revision_is_allowed_in_a_comparison_with_it(content):
    commit(content)
    edit(content, "teh", "the")
    commit(content)

    diff = diff_against(
        "HEAD", checked_content(content), read=checked_content, plan_of=partial(plan_of, as_of=NOW)
    )

    assert diff.is_empty
