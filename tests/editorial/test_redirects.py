import pytest

from editorial.redirects import plan_redirects, redirect_file
from tests.builders import make_post


def test_an_alias_gets_a_page():
    post = make_post(slug="tea", aliases=["/2019/old-tea.html", "/tea-time"])

    redirects, problems = plan_redirects([post], {}, ["index.html"])

    assert [redirect.file for redirect in redirects] == ["2019/old-tea.html", "tea-time/index.html"]
    assert {redirect.post.slug for redirect in redirects} == {"tea"}
    assert problems == []


@pytest.mark.parametrize(
    ("alias", "file"),
    [
        ("/old", "old/index.html"),
        ("/old/", "old/index.html"),
        ("/old.html", "old.html"),
        ("/old.HTM", "old.HTM"),
        ("/old.html/", "old.html/index.html"),
        ("/old.php", "old.php/index.html"),
        ("/a//b/", "a/b/index.html"),
        ("/caf%C3%A9/", "café/index.html"),
        ("/%2e%2e/etc/", ""),
        ("/a%2f..%2f..%2fb/", ""),
        ("/a%00b/", ""),
        ("/a%5cb/", ""),
        ("/", ""),
        ("//", ""),
    ],
)
def test_an_address_is_answered_by_a_file_that_any_static_host_finds(alias, file):
    assert redirect_file(alias) == file


@pytest.mark.parametrize(
    ("alias", "there"),
    [
        ("/about/", "about/index.html"),
        ("/about", "about/index.html"),
        ("/posts.html", "posts.html/index.html"),
        ("/feed.atom/x/", "feed.atom"),
        ("/images/a.svg/", "images/a.svg"),
    ],
)
def test_an_alias_in_the_way_of_what_the_site_has_is_a_problem(alias, there):
    post = make_post(slug="tea", aliases=[alias])

    redirects, problems = plan_redirects([post], {}, [there])

    assert redirects == []
    (problem,) = problems
    assert str(problem) == (
        f"posts/first-flush.md:{post.source.line('aliases')}: error alias-taken aliases: the site has "
        f"something else at {alias} (take it out, or write another address)"
    )


def test_an_alias_that_no_file_can_answer_is_a_problem():
    post = make_post(slug="tea", aliases=["/%2e%2e/etc/"])

    _, (problem,) = plan_redirects([post], {}, [])

    assert problem.message == "aliases: no file can stand at /%2e%2e/etc/"


def test_an_old_slug_leads_to_the_post_unless_another_has_it_now():
    tea = make_post(slug="green-tea", id="tea")
    cake = make_post(slug="cake")

    redirects, problems = plan_redirects(
        [tea, cake], {"tea": ("tea", "cake")}, ["posts/green-tea/index.html", "posts/cake/index.html"]
    )

    assert [(redirect.file, redirect.post.id) for redirect in redirects] == [("posts/tea/index.html", "tea")]
    assert problems == []


def test_an_alias_that_says_the_same_as_the_history_is_no_problem():
    post = make_post(slug="green-tea", aliases=["/posts/tea/"])

    redirects, problems = plan_redirects([post], {post.id: ("tea",)}, [])

    assert [redirect.file for redirect in redirects] == ["posts/tea/index.html"]
    assert problems == []
