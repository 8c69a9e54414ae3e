import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.slug import slugify
from editorial.spellings import check_spellings
from tests.builders import make_post


def found(*posts):
    return [str(problem) for problem in check_spellings(posts)]


def test_the_spelling_that_fewer_posts_use_is_pointed_out():
    posts = [
        make_post(f"posts/{name}.md", tags=[tag])
        for name, tag in zip("abc", ["tea", "Tea", "Tea"], strict=True)
    ]

    assert found(*posts) == [
        (
            "posts/a.md:9: warning same-address tags: “tea” and “Tea” in posts/b.md have one address, "
            "/tags/tea/ (write “Tea”, or give one another name)"
        )
    ]


@pytest.mark.parametrize(
    ("field", "folder"), [("category", "topics"), ("series", "series"), ("tags", "tags")]
)
def test_between_equals_the_first_file_decides(field, folder):
    posts = [make_post("posts/b.md", **{field: "How to?"}), make_post("posts/a.md", **{field: "How-to"})]

    (problem,) = found(*posts)
    assert problem.startswith(
        f"posts/b.md:9: warning same-address {field}: “How to?” and “How-to” in posts/a.md"
    )
    assert f"/{folder}/how-to/" in problem


def test_different_names_and_different_fields_may_look_alike():
    posts = [
        make_post("posts/a.md", tags=["tea", "C"]),
        make_post("posts/b.md", category="Tea", tags=["C++"]),
    ]

    assert found(*posts) == []


@given(st.lists(st.sampled_from(["tea", "Tea", "TEA!", "milk", "Milk"]), max_size=8))
def test_after_the_advice_is_taken_nothing_is_left(tags):
    posts = [make_post(f"posts/{number}.md", tags=[tag]) for number, tag in enumerate(tags)]
    advice = {problem.path: problem.remedy.split("“")[1].split("”")[0] for problem in check_spellings(posts)}

    mended = [make_post(post.source.path, tags=[advice.get(post.source.path, *post.tags)]) for post in posts]

    assert found(*mended) == []
    assert {slugify(*post.tags) for post in mended} == {slugify(tag) for tag in tags}
