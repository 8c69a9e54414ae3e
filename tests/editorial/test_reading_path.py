import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.path_report import as_data, findings, gaps, loops, report_on
from editorial.reading_path import ReadingPaths, Reason
from tests.builders import calls_of, make_post

STAGES = ("epiphany", "awareness", "interest", "consideration", "loyalty")


def a_post(slug, stage="interest", topic="Tea", **fields):
    return make_post(f"posts/{slug}.md", stage=stage, category=topic, **fields)


def step_from(post, *others):
    step = ReadingPaths([post, *others], STAGES).next_step(post)
    return (step.post.slug, step.reason) if step else None


def test_the_next_step_is_a_post_of_the_same_topic_and_the_following_stage():
    start = a_post("start", "interest")

    step = step_from(
        start,
        a_post("right", "consideration"),
        a_post("later", "loyalty"),
        a_post("same-stage", "interest"),
        a_post("earlier", "awareness"),
        a_post("elsewhere", "consideration", "Coffee"),
    )

    assert step == ("right", Reason.SAME_TOPIC)


def test_without_a_post_of_the_following_stage_the_nearest_later_one_is_taken():
    start = a_post("start", "epiphany")

    step = step_from(start, a_post("far", "loyalty"), a_post("near", "consideration"))

    assert step == ("near", Reason.LATER_STAGE)


def test_a_topic_that_ends_goes_on_in_another_one_with_a_tag_in_common():
    start = a_post("start", "interest", tags=["leaves", "water"])

    step = step_from(
        start,
        a_post("untold", "consideration", "Coffee", tags=["beans"]),
        a_post("kindred", "consideration", "Coffee", tags=["water"]),
        a_post("too-far", "loyalty", "Coffee", tags=["water"]),
    )

    assert step == ("kindred", Reason.SHARED_TAGS)


def test_after_the_last_stage_an_older_post_of_the_topic_follows_until_there_is_none():
    new = a_post("new", "loyalty", date="2026-03-03")
    old = a_post("old", "loyalty", date="2026-03-01")
    middle = a_post("middle", "loyalty", date="2026-03-02")

    steps = ReadingPaths([old, new, middle], STAGES).next_steps()

    assert {slug: (step.post.slug, step.reason) for slug, step in steps.items()} == {
        "new": ("middle", Reason.GOING_ON),
        "middle": ("old", Reason.GOING_ON),
    }


def test_of_several_posts_most_shared_tags_win_then_the_newest_then_the_slug():
    start = a_post("start", tags=["a", "b"])
    few = a_post("few", "consideration", tags=["a"], date="2026-03-09")
    older = a_post("older", "consideration", tags=["a", "b"], date="2026-03-01")
    twin_b = a_post("twin-b", "consideration", tags=["b", "a"], date="2026-03-02")
    twin_a = a_post("twin-a", "consideration", tags=["b", "a"], date="2026-03-02")

    assert step_from(start, few, older, twin_b, twin_a)[0] == "twin-a"
    assert step_from(start, few, older, twin_b)[0] == "twin-b"
    assert step_from(start, few, older)[0] == "older"


def test_a_reader_is_not_sent_back_to_an_earlier_part_of_a_series_that_goes_on():
    first = a_post("first", "consideration", series="Ways", series_index=1)
    second = a_post("second", "interest", series="Ways", series_index=2)
    third = a_post("third", "interest", series="Ways", series_index=3)

    assert step_from(second, first, third) is None
    assert step_from(third, first, second) == ("first", Reason.SAME_TOPIC)


def test_a_post_without_a_stage_leads_nowhere_and_is_led_to_by_none():
    lost = make_post("posts/lost.md", category="Tea", status="draft", stage=None)
    start = a_post("start", "awareness")

    assert step_from(lost, start) is None
    assert step_from(start, lost) is None


def test_a_post_that_is_not_among_the_listed_ones_still_leads_on():
    paths = ReadingPaths([a_post("seen", "consideration")], STAGES)

    step = paths.next_step(a_post("preview", "interest"))

    assert step.post.slug == "seen"


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason.SAME_TOPIC, "The next step in Tea"),
        (Reason.LATER_STAGE, "Further on in Tea"),
        (Reason.SHARED_TAGS, "The next step on a related subject, in Tea"),
        (Reason.GOING_ON, "More for those who have begun, in Tea"),
    ],
)
def test_readers_are_told_the_reason_in_their_words(reason, words):
    assert reason.wording.format(topic="Tea") == words


POSTS = st.lists(
    st.tuples(
        st.sampled_from(STAGES),
        st.sampled_from(["Tea", "Coffee"]),
        st.lists(st.sampled_from("abc"), unique=True),
        st.integers(1, 4),
        st.sampled_from([None, 1, 2, 3]),
    ),
    max_size=12,
)


@given(POSTS)
def test_no_way_goes_round_in_a_circle_and_the_order_of_the_files_decides_nothing(rows):
    posts = [
        a_post(
            f"p{number}",
            stage,
            topic,
            tags=tags,
            date=f"2026-03-0{day}",
            series="S" if part else None,
            series_index=part,
        )
        for number, (stage, topic, tags, day, part) in enumerate(rows)
    ]

    report = report_on(posts, STAGES)

    assert report.loops == ()
    assert report == report_on(posts[::-1], STAGES)
    assert ReadingPaths(posts, STAGES).next_steps() == ReadingPaths(posts[::-1], STAGES).next_steps()


def test_ten_times_the_posts_are_about_ten_times_the_work():
    def work(number):
        posts = [
            a_post(f"p{i}", STAGES[i % 5], tags=["a", "b"], date=f"2025-{i % 12 + 1:02}-01")
            for i in range(number)
        ]
        return calls_of(lambda: report_on(posts, STAGES))

    assert work(3000) < 20 * work(300)


def test_rings_are_found_in_any_mapping_each_once():
    following = {"a": "b", "b": "c", "c": "b", "d": "a", "x": "x", "y": "z"}

    assert sorted(loops(following)) == [("b", "c"), ("x",)]


def test_the_report_names_dead_ends_and_topics_without_a_way_but_not_the_end_of_the_last_stage():
    posts = [
        a_post("one", "epiphany"),
        a_post("two", "awareness"),
        a_post("end", "loyalty"),
        a_post("alone", "interest", "Coffee"),
    ]

    report = report_on(posts, STAGES)

    assert [post.slug for post in report.dead_ends] == ["alone"]
    topic, post = findings(report, policy="editorial.yaml")
    assert str(topic) == (
        "editorial.yaml:1: warning no-way-through Coffee: no way leads from the first stage to the last "
        "(plan posts for epiphany, awareness, consideration, loyalty)"
    )
    assert str(post) == (
        "posts/alone.md:6: warning dead-end nothing follows: no later post about Coffee or with one of its "
        "tags (plan a post for a later stage, or give one of them a tag of this post)"
    )
    assert as_data(report) == {
        "posts": 4,
        "steps": 2,
        "dead_ends": [{"path": "posts/alone.md", "slug": "alone", "topic": "Coffee", "stage": "interest"}],
        "loops": [],
        "topics_without_a_way": [
            {"topic": "Coffee", "missing": ["epiphany", "awareness", "consideration", "loyalty"]}
        ],
    }


def test_a_topic_with_a_post_at_every_stage_may_still_have_no_way_through():
    posts = [a_post(stage, stage) for stage in STAGES]

    found = gaps(posts, {"epiphany": "awareness"}, STAGES)

    assert [(gap.topic, gap.missing) for gap in found] == [("Tea", ())]


def test_a_ring_is_named_with_the_post_that_it_comes_back_to():
    report = report_on([], STAGES)
    ring = type(report)(posts=2, steps=2, dead_ends=(), loops=(("a", "b"),), gaps=())

    assert [str(problem) for problem in findings(ring, policy="editorial.yaml")] == [
        "editorial.yaml:1: warning loop readers go round in a circle: a, b, a (change a stage or a topic)"
    ]
