import os
import re
import subprocess

import pytest

from editorial.problems import ContentError

SITE = {"SITEURL": "https://example.org"}


@pytest.fixture
def commit(site):
    """Commit all content at an instant, by a person whom no setting of the machine knows."""

    def git(*arguments: str, at: str) -> None:
        date = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        person = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
        environment = os.environ | date | {"GIT_CONFIG_GLOBAL": os.devnull}
        subprocess.run(["git", *person, *arguments], cwd=site.content, env=environment, check=True)

    def commit(at: str) -> None:
        if not (site.content / ".git").exists():
            git("init", "--quiet", "--initial-branch=main", at=at)
        git("add", "--all", at=at)
        git("commit", "--quiet", "--message", "Edit", at=at)

    commit.git = git
    return commit


def target(site, url: str) -> str:
    match = re.search(r'<link rel="canonical" href="([^"]*)">', site.page(url))
    return match[1] if match else ""


def test_an_alias_leads_to_the_post_without_a_script_and_is_not_to_be_found(site):
    site.post("tea", title='"Tea & <biscuits>"', aliases="[/2019/old-tea.html, /tea-time/]")

    site.build(overrides=SITE)

    page = site.page("tea-time")
    assert '<meta http-equiv="refresh" content="0; url=https://example.org/posts/tea/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert '<a href="https://example.org/posts/tea/">Tea &amp; &lt;biscuits&gt;</a>' in page
    assert "<script" not in page
    assert target(site, "tea-time") == "https://example.org/posts/tea/"
    assert (site.output / "2019/old-tea.html").read_text(encoding="utf-8") == page


def test_a_post_that_waits_has_no_page_at_its_aliases(site):
    site.post("tomorrow", date="2026-03-02", aliases="[/soon/]")

    site.build(overrides=SITE, preview_folder="preview/0123")

    assert "/soon/" not in site.addresses()


def test_an_alias_that_goes_away_takes_its_page_with_it(site):
    site.post("tea", aliases="[/old/]")
    site.build()

    site.post("tea")
    site.build()

    assert "/old/" not in site.addresses()


@pytest.mark.parametrize("alias", ["/images/leaf.svg", "/archive/2026/", "/theme", "/tags/green"])
def test_an_alias_that_would_hide_a_page_or_file_stops_the_build(site, alias):
    site.put("images/leaf.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    site.post("tea", "![A leaf]({static}/images/leaf.svg)", tags="[green]", aliases=f"[{alias}]")

    with pytest.raises(ContentError) as caught:
        site.build()

    (problem,) = caught.value.problems
    assert problem.code in ("alias-taken", "duplicate-alias")
    assert problem.path.endswith("posts/tea.md")


def test_a_file_that_was_renamed_after_the_post_was_live_is_still_found(site, commit):
    path = site.post("tea", "Words. " * 50, slug=None)
    commit("2026-02-02T12:00:00+00:00")
    path.rename(path.with_name("green-tea.md"))
    commit("2026-02-10T12:00:00+00:00")

    site.build(overrides=SITE)

    assert target(site, "posts/tea") == "https://example.org/posts/green-tea/"


def test_a_slug_that_was_changed_added_or_taken_out_after_the_post_was_live_is_still_found(site, commit):
    site.post("tea", slug="first-flush")
    commit("2026-02-02T12:00:00+00:00")
    site.post("tea", slug="second")
    commit("2026-02-03T12:00:00+00:00")
    site.post("tea")
    commit("2026-02-04T12:00:00+00:00")
    site.post("tea", slug="fourth")
    commit("2026-02-05T12:00:00+00:00")

    site.build(overrides=SITE)

    for old in ("first-flush", "second", "tea"):
        assert target(site, f"posts/{old}") == "https://example.org/posts/fourth/"


def test_a_name_that_no_reader_ever_saw_leaves_no_trace(site, commit):
    path = site.post("working-title", "Words. " * 50, status="draft")
    commit("2026-01-10T12:00:00+00:00")
    path.unlink()
    path = site.post("early-name", "Words. " * 50)
    commit("2026-01-20T12:00:00+00:00")
    path.unlink()
    site.post("tea", "Words. " * 50)
    commit("2026-01-30T12:00:00+00:00")

    site.build(overrides=SITE)

    assert "working-title" not in site.everything()
    assert "early-name" not in site.everything()
    assert {url for url in site.addresses() if url.startswith("/posts/")} == {"/posts/tea/"}


def test_the_old_address_of_a_post_that_is_no_longer_live_is_gone(site, commit):
    site.post("tea", slug="first-flush")
    commit("2026-02-02T12:00:00+00:00")
    site.post("tea", slug="second", status="draft")
    commit("2026-02-03T12:00:00+00:00")

    site.build(overrides=SITE)

    assert "first-flush" not in site.everything()


def test_an_old_address_that_another_post_has_now_is_that_posts(site, commit):
    site.post("one", slug="tea")
    commit("2026-02-02T12:00:00+00:00")
    site.post("one", slug="green-tea")
    site.post("two", slug="tea")
    commit("2026-02-03T12:00:00+00:00")

    site.build(overrides=SITE)

    assert "Title of two" in site.page("posts/tea")
    assert "refresh" not in site.page("posts/tea")


def test_what_happened_on_a_branch_counts_when_it_was_merged(site, commit):
    site.post("tea", slug="first-flush")
    site.post("milk")
    commit("2026-01-20T12:00:00+00:00")
    commit.git("checkout", "--quiet", "-b", "rename", at="2026-01-21T12:00:00+00:00")
    site.post("tea", slug="second")
    commit("2026-01-21T12:00:00+00:00")
    commit.git("checkout", "--quiet", "main", at="2026-02-10T12:00:00+00:00")
    site.post("milk", "More words.")
    commit("2026-02-10T12:00:00+00:00")
    commit.git("merge", "--quiet", "--no-edit", "rename", at="2026-02-11T12:00:00+00:00")

    site.build(overrides=SITE)

    assert target(site, "posts/first-flush") == "https://example.org/posts/second/"


def test_names_in_any_script_are_followed(site, commit):
    path = site.post("чай и «молоко»", "Words. " * 50)
    commit("2026-02-02T12:00:00+00:00")
    path.rename(path.with_name("tea.md"))
    commit("2026-02-10T12:00:00+00:00")

    site.build(overrides=SITE)

    assert target(site, "posts/чаи-и-молоко") == "https://example.org/posts/tea/"


def test_a_site_without_git_is_built_without_old_addresses(site, monkeypatch):
    site.post("tea", aliases="[/old/]")
    monkeypatch.setenv("PATH", "")

    site.build(overrides=SITE)

    assert {"/old/", "/posts/tea/"} <= site.addresses()


def test_content_outside_any_commit_is_built_without_old_addresses(site, commit):
    site.post("tea")
    commit.git("init", "--quiet", at="2026-02-02T12:00:00+00:00")

    site.build(overrides=SITE)

    assert {url for url in site.addresses() if url.startswith("/posts/")} == {"/posts/tea/"}


def test_a_history_that_is_cut_short_is_said_so(site, commit, tmp_path, caplog):
    site.post("tea", slug="first-flush")
    commit("2026-02-02T12:00:00+00:00")
    site.post("tea", slug="second")
    commit("2026-02-03T12:00:00+00:00")
    whole = site.content.rename(tmp_path / "whole")
    clone = ["git", "clone", "--quiet", "--depth=1", f"file://{whole}", str(site.content)]
    subprocess.run(clone, check=True)

    site.build(overrides=SITE)

    assert "fetch the whole history" in caplog.text
    assert "/posts/first-flush/" not in site.addresses()
