from editorial.related import RelatedPosts
from tests.builders import make_post


def a_post(slug, topic="Tea", tags=(), **fields):
    return make_post(f"posts/{slug}.md", category=topic, tags=list(tags), **fields)


def related(post, *others, **options):
    return [found.slug for found in RelatedPosts([post, *others]).related_to(post, **options)]


def test_a_rare_tag_relates_more_than_a_common_one():
    post = a_post("post", "Tea", ["common", "rare"])
    common = [a_post(f"common-{i}", f"T{i}", ["common"]) for i in range(4)]

    found = related(post, *common, a_post("rare", "Other", ["rare"], date="2026-01-01"))

    assert found[0] == "rare"


def test_the_same_topic_relates_without_a_tag_and_an_author_only_adds_to_it():
    post = a_post("post", "Tea", authors=["ada"])

    found = related(
        post,
        a_post("by-bo", "Tea", authors=["bo"], date="2026-03-02"),
        a_post("by-ada", "Tea", authors=["ada"], date="2026-01-01"),
        a_post("elsewhere-by-ada", "Coffee", authors=["ada"]),
    )

    assert found == ["by-ada", "by-bo"]


def test_equal_posts_come_newest_first_then_by_slug_and_at_most_three():
    post = a_post("post")
    others = [
        a_post("b", date="2026-02-01"),
        a_post("a", date="2026-02-01"),
        a_post("new", date="2026-02-02"),
        a_post("old", date="2026-01-01"),
    ]

    assert related(post, *others) == ["new", "a", "b"]


def test_a_post_is_not_related_to_itself_or_to_what_is_named_elsewhere():
    post = a_post("post", tags=["leaves"])

    assert related(post, a_post("next", tags=["leaves"]), without={"next"}) == []


def test_posts_without_a_topic_are_not_related_by_that():
    post = a_post("post", topic=None)

    assert related(post, a_post("other", topic=None)) == []


def test_two_posts_without_a_topic_do_not_share_one():
    post = a_post("post", None, ["leaves"])

    found = related(
        post,
        a_post("older-without-topic", None, ["leaves"], date="2026-01-01"),
        a_post("newer-with-topic", "Tea", ["leaves"], date="2026-01-02"),
    )

    assert found == ["newer-with-topic", "older-without-topic"]
