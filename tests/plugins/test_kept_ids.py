from datetime import datetime

import pytest

import pelicanconf
from editorial.content import read_content
from plugins.checks import check_content
from plugins.edition import content_settings
from tests.git_folder import GitFolder

NOON = datetime.fromisoformat("2026-03-01T12:00:00+00:00")


@pytest.fixture
def git(site):
    """The small site's content under git."""
    return GitFolder(site.content)


def problems(site) -> list[str]:
    """Return what a check finds at noon."""
    content = read_content(site.content.relative_to(site.content.parent), content_settings(vars(pelicanconf)))
    return [
        str(problem).replace("content/posts/", "") for problem in check_content(content, as_of=NOON).problems
    ]


def test_an_id_that_changes_with_the_slug_of_a_live_post_is_named_until_one_is_written_down(site, git):
    site.post("tea", date="2026-01-01")
    git.commit("2026-02-01T12:00:00+00:00")
    site.post("tea", slug="green-tea", date="2026-01-01")
    git.commit("2026-02-02T12:00:00+00:00")

    found = problems(site)
    site.post("tea", slug="green-tea", id="tea", date="2026-01-01")
    kept = problems(site)
    site.post("tea", slug="green-tea", id="green-tea", date="2026-01-01")

    line = (
        "tea.md:10: warning id-changed id: the post was live as tea, and by its slug it is green-tea now "
        "(write `id: tea`, by which ratings, comments and feed readers know it; "
        "or `id: green-tea`, and for them it is another post)"
    )
    assert (found, kept, problems(site)) == ([line], [], [])


def test_an_id_that_is_taken_out_of_a_live_post_is_missed(site, git):
    site.post("tea", id="leaf", date="2026-01-01")
    git.commit("2026-02-01T12:00:00+00:00")
    site.post("tea", date="2026-01-01")
    git.commit("2026-02-02T12:00:00+00:00")

    assert [line.partition(": warning ")[2].partition(" (")[0] for line in problems(site)] == [
        "id-changed id: the post was live as leaf, and by its slug it is tea now"
    ]


def test_an_id_may_change_before_a_post_is_live_and_come_back(site, git):
    site.post("draft", status="draft", date="2026-01-01")
    site.post("back", date="2026-01-01")
    git.commit("2026-02-01T12:00:00+00:00")
    site.post("draft", slug="first", date="2026-01-01")
    site.post("back", slug="away", date="2026-01-01")
    git.commit("2026-02-02T12:00:00+00:00")
    site.post("back", date="2026-01-01")
    git.commit("2026-02-03T12:00:00+00:00")

    assert [line for line in problems(site) if "id-changed" in line] == []
