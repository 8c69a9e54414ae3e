import os
import re
import subprocess
from datetime import datetime

import pytest

import pelicanconf
from editorial.content import read_content
from editorial.problems import ContentError
from plugins.checks import Checked, check_content
from plugins.edition import content_settings

NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")
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


def checked(site) -> Checked:
    """Return what a check of the site's content finds at the instant of its builds."""
    content = read_content(site.content.relative_to(site.content.parent), content_settings(vars(pelicanconf)))
    return check_content(content, as_of=NOON)


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


TAKEN = [
    "/images/leaf.svg", "/archive/2026/", "/theme", "/theme/site.css/x/", "/tags/green", "/topics/planning/",
    "/stages/interest/", "/authors/ada/", "/cards/tea.png", "/cards/tea.png/x/", "/search/index/x/",
    "/topics/planning/feed.atom", "/feed.json", "/page/2/",
]  # fmt: skip


@pytest.mark.parametrize("alias", TAKEN)
def test_an_alias_that_would_hide_a_page_or_file_is_found_before_anything_is_written(site, alias):
    site.put("images/leaf.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    site.post("tea", "![A leaf]({static}/images/leaf.svg)", tags="[green]", aliases=f"[{alias}]")

    with pytest.raises(ContentError) as caught:
        site.build()

    (problem,) = caught.value.problems
    assert problem.code in ("alias-taken", "duplicate-alias")
    assert problem.path.endswith("posts/tea.md")
    assert not site.output.exists()
    assert [found.code for found in checked(site).problems if found.is_error] == [problem.code]


@pytest.mark.parametrize(
    ("first", "second"),
    [("/old/x.html", "/old/x.html/y/"), ("/old/x.html/y/", "/old/x.html"), ("/old", "/old/")],
)
def test_two_aliases_that_are_in_each_others_way_are_found_before_anything_is_written(site, first, second):
    site.post("milk", aliases=f"[{first}]")
    site.post("tea", aliases=f"[{second}]")

    with pytest.raises(ContentError, match=r"tea\.md:10: error (alias-taken|duplicate-alias) "):
        site.build()

    assert not site.output.exists()
    assert sum(found.is_error for found in checked(site).problems) == 1


def test_an_alias_for_whatever_a_build_makes_is_refused_by_the_check(site):
    site.put("images/leaf.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    site.put("pages/about.md", "Title: About\n\nWords.\n")
    site.post("tea", tags="[green]", series="Leaves", also="[loyalty]")
    site.build(overrides=SITE)
    files = [path.relative_to(site.output).as_posix() for path in site.output.rglob("*") if path.is_file()]
    made = sorted(file for file in files if not file.startswith("."))

    site.post("milk", aliases=f"[{', '.join(f'/{file}/' for file in made)}]")
    found = checked(site).problems

    said = {problem.message for problem in found if problem.code in ("alias-taken", "duplicate-alias")}
    assert [file for file in made if not any(f"/{file}/" in message for message in said)] == []


def test_an_alias_in_the_way_of_a_post_that_waits_is_found_before_its_day(site):
    site.post("tea", aliases="[/tags/white/]")
    site.post("late", date="2099-01-01", tags="[white]")

    assert site.build().live == 1
    assert "alias-taken" in {problem.code for problem in checked(site).problems}


def test_in_foreign_content_an_alias_that_has_no_room_is_left_out_with_a_warning(site):
    header = "Title: Tea\nDate: 2016-05-19\nCategory: Green\nTags: leaf"
    site.put("tea.md", f"{header}\nAliases: /topics/green/, /authors/, /old/\n\nWords.\n")

    report = site.build(foreign=True, overrides=SITE)

    found = [problem for problem in (*report.problems, *report.found_late) if "alias" in problem.code]
    assert [(problem.line, problem.code, problem.is_error) for problem in found] == [
        (5, "duplicate-alias", False),
        (5, "alias-taken", False),
    ]
    assert "Words." not in site.page("old")
    assert "Tea" in site.page("topics/green")
    assert {"robots.txt", "sitemap.xml"} <= {path.name for path in site.output.iterdir()}


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
