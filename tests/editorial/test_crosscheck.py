from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.crosscheck import check_file_names, check_pages, check_photos, check_posts
from editorial.policy import Policy
from editorial.source import Source
from tests.builders import make_author, make_page, make_policy, make_post, make_survey

NO_POLICY = Policy(source=Source("editorial.yaml", {}))
SOME_POST = make_post()
SIZES = st.integers(2, 25)


def findings(posts, *, authors=("ada",), surveys=(), policy=NO_POLICY, **known):
    problems = check_posts(posts, authors=authors, surveys=surveys, policy=policy, **known)
    return [str(problem) for problem in sorted(problems)]


def post(name, **fields):
    return make_post(f"posts/{name}.md", **fields)


def derived(origins):
    """Return posts that are named by number, in the order of the mapping."""
    return [
        replace(
            SOME_POST,
            source=Source(f"posts/p{number}.md", {}),
            slug=f"p{number}",
            id=f"p{number}",
            derived_from=tuple(f"p{origin}" for origin in of),
        )
        for number, of in origins.items()
    ]


def test_posts_that_have_nothing_in_common_have_no_problems():
    posts = [post("a", aliases=["/old-a/"]), post("b", aliases=["/old-b/"], derived_from=["a"])]

    assert findings(posts) == []


def test_a_photo_that_few_browsers_show_is_pointed_out():
    (problem,) = check_photos([make_author(photo="ada.heic")], ["ada.heic"])

    assert str(problem) == (
        "authors/ada.md:3: warning image-format photo: not every browser shows ada.heic "
        "(save it as JPEG, PNG, WebP or SVG)"
    )


def test_two_posts_cannot_have_one_slug():
    assert findings([post("a"), post("b", slug="a")]) == [
        "posts/b.md:9: error duplicate-slug slug: a belongs to posts/a.md already (choose another slug)"
    ]


def test_an_id_that_is_another_posts_slug_is_a_double_and_reported_where_it_was_written():
    for written, other in (("a", "b"), ("b", "a")):
        assert findings([post(written, id=other), post(other)]) == [
            (
                f"posts/{written}.md:9: error duplicate-id id: {other} belongs to posts/{other}.md already"
                " (choose another id)"
            )
        ]


def test_posts_with_one_slug_are_not_reported_for_their_ids_too():
    assert len(findings([post("a"), post("b", slug="a"), post("c", slug="a")])) == 2


@pytest.mark.parametrize(
    ("alias", "owner"),
    [
        ("/old/", "posts/a.md"),
        ("/old", "posts/a.md"),
        ("/posts/a/", "posts/a.md"),
        ("/posts/b/", "this post"),
        ("/about/", "pages/about.md"),
        ("/archive/", "the site's own pages"),
        ("/feed.atom", "the site's own pages"),
    ],
)
def test_an_alias_cannot_be_an_address_that_is_taken(alias, owner):
    posts = [post("a", aliases=["/old/"]), post("b", aliases=[alias])]

    assert findings(posts, pages=[make_page("about")]) == [
        (f"posts/b.md:9: error duplicate-alias aliases: {alias} leads to {owner} already (take it out)")
    ]


def test_two_posts_of_a_series_cannot_have_one_number():
    posts = [
        post("a", series="Tea", series_index=1),
        post("b", series="Tea", series_index=1),
        post("c", series="Coffee", series_index=1),
        post("d", series="Tea"),
    ]

    assert findings(posts) == [
        (
            "posts/b.md:10: error duplicate-series-index series_index: posts/a.md is number 1 of “Tea”"
            " already (choose another number)"
        )
    ]


def test_what_a_post_refers_to_must_exist():
    posts = [post("a", authors=["ada", "bo"], reviewer="adaa", survey="reader", derived_from=["z"])]

    assert findings(posts, surveys=["readers"]) == [
        (
            "posts/a.md:4: error unknown-author authors: there is no author bo"
            " (add the file content/authors/bo.md, or correct the name)"
        ),
        "posts/a.md:9: error unknown-author reviewer: there is no author adaa (did you mean ada?)",
        "posts/a.md:10: error unknown-survey survey: there is no survey reader (did you mean readers?)",
        "posts/a.md:11: error unknown-post derived_from: there is no post z (write the id of another post)",
    ]


def test_a_post_that_could_not_be_read_still_exists():
    assert findings([post("a", derived_from=["broken"])], unread_ids=["broken"]) == []


def test_a_post_cannot_be_made_from_itself():
    assert findings([post("a", derived_from=["a"])]) == [
        (
            "posts/a.md:9: error derived-in-a-circle derived_from: the posts are made from each other, a → a"
            " (take one of them out)"
        )
    ]


@given(st.lists(SIZES, min_size=1, max_size=3), st.randoms(use_true_random=False))
def test_every_circle_is_found_once_whatever_the_order(sizes, random):
    origins, circles, first = {}, [], 0
    for size in sizes:
        circle = list(range(first, first + size))
        origins |= {number: {circle[(place + 1) % size]} for place, number in enumerate(circle)}
        circles.append(circle)
        first += size
    # Posts that lead into circles are in none themselves.
    origins[first] = set(origins)
    posts = derived(origins)
    random.shuffle(posts)

    chains = [line.partition("each other, ")[2].partition(" (")[0].split(" → ") for line in findings(posts)]

    assert sorted(sorted({int(name[1:]) for name in chain}) for chain in chains) == circles
    assert all(chain[0] == chain[-1] and len(chain) == len(set(chain)) + 1 for chain in chains)


@given(SIZES, st.data())
def test_no_circle_is_found_where_there_is_none(size, data):
    origins = {n: data.draw(st.sets(st.integers(0, n - 1), max_size=4)) if n else set() for n in range(size)}
    order = data.draw(st.permutations(derived(origins)))

    assert findings(order) == []


def test_a_chain_of_reuse_may_be_long():
    last = 20_000
    chain = derived({number: {number + 1} if number < last else set() for number in range(last + 1)})

    assert findings(chain) == []


def test_names_of_the_policy_are_checked_where_it_lists_them():
    policy = make_policy(categories=["Planning"], personas=["Editor"])
    posts = [post("a", category="Plannin", persona="Edtor"), post("b", category="Tea")]

    assert findings(posts, policy=policy) == [
        (
            "posts/a.md:9: warning unknown-category category: “Plannin” is not in the policy's rotation"
            " (did you mean Planning?)"
        ),
        "posts/a.md:10: error unknown-persona persona: “Edtor” is not in the policy (did you mean Editor?)",
    ]
    assert findings(posts) == []


def test_two_pages_cannot_have_one_address():
    problems = check_pages([make_page("b", slug="a"), make_page("a")])

    assert [str(problem) for problem in problems] == [
        "pages/b.md:3: error duplicate-slug slug: a belongs to pages/a.md already (choose another slug)"
    ]


def test_files_in_different_folders_cannot_share_the_name_that_is_their_slug():
    authors = [make_author("ada"), make_author("bo")]
    surveys = [make_survey(), make_survey()]

    assert list(check_file_names(authors)) == []
    assert [str(problem) for problem in check_file_names(surveys)] == [
        "tea.md:1: error duplicate-slug the slug tea belongs to tea.md already (give the file another name)"
    ]


def test_a_photo_must_be_among_the_files():
    authors = [make_author(photo="images/ada.jpg"), make_author("bo", photo="images/bo.jpg")]

    assert [str(problem) for problem in check_photos(authors, ["images/ada.jpg"])] == [
        (
            "authors/bo.md:3: error missing-photo photo: there is no file images/bo.jpg"
            " (put it into the content folder, or correct the path, which begins there)"
        )
    ]
