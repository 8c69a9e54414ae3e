from datetime import datetime

import pytest

from editorial.gate_check import TESTS, gates_missed_by, missed_gates
from editorial.gates import Gate, Need
from editorial.problems import Severity
from editorial.stage import Format, IdeaType
from tests.builders import LONDON, make_policy, make_post

NOON = datetime(2026, 2, 1, 12, tzinfo=LONDON)
SITE = "https://blog.example.org"


def lacks(need, body="Tea.", **fields):
    post = make_post(body=body, **fields)
    return bool(missed_gates(post, [Gate((need,))], site_url=SITE))


def test_every_need_has_a_test():
    assert set(TESTS) == set(Need)


@pytest.mark.parametrize(
    ("need", "body"),
    [
        (Need.SOURCE, "As [the Guardian](https://example.com/tea) says."),
        (Need.SOURCE, "As <https://example.com/tea> says."),
        (Need.SOURCE, "As [they][1] say.\n\n[1]: http://example.com/"),
        (Need.SOURCE, "It is so.[^1]\n\n[^1]: The almanac of 1911."),
        (Need.DISCLOSURE, "## Disclosure\n\nWe sell tea."),
        (Need.DISCLOSURE, "Tea.\n\n**Transparency:** we sell tea."),
        (Need.DISCLOSURE, "*Sponsored* by a grower."),
        (Need.DISCLOSURE, '!!! note "Disclosure"\n    We sell tea.'),
        (Need.STEPS, "1. Boil water.\n2. Pour."),
        (Need.STEPS, "- [ ] Boil water.\n- [x] Pour."),
        (Need.STEPS, "1. Boil:\n    - hot\n    - hotter\n2. Pour."),
        (Need.IMAGE, "![A pot]({static}/images/pot.jpg)"),
    ],
)
def test_a_body_that_has_it_passes(need, body):
    assert not lacks(need, body)


@pytest.mark.parametrize(
    ("need", "body"),
    [
        (Need.SOURCE, "Write `[words](https://example.com/)`.\n\n    https://example.com/\n"),
        (Need.SOURCE, "```\n[words](https://example.com/)\n```"),
        (Need.SOURCE, "[Ours](https://blog.example.org/posts/tea/), [too]({filename}/posts/tea.md)"),
        (Need.SOURCE, "[Me](mailto:ada@example.com), [nothing](https://[)."),
        (Need.DISCLOSURE, "We make no disclosure."),
        (Need.DISCLOSURE, "Disclosures are fine."),
        (Need.DISCLOSURE, "```\nDisclosure: none\n```"),
        (Need.STEPS, "1. Boil water."),
        (Need.STEPS, "- Boil water.\n- Pour."),
        (Need.STEPS, "```\n1. Boil\n2. Pour\n```"),
        (Need.STEPS, "It is so.[^1] And so.[^2]\n\n[^1]: One.\n[^2]: Two."),
        (Need.IMAGE, "![]({static}/images/pot.jpg)"),
        (Need.IMAGE, "`![A pot](pot.jpg)`"),
    ],
)  # fmt: skip
def test_what_only_looks_like_it_does_not_pass(need, body):
    assert lacks(need, body)


@pytest.mark.parametrize(
    ("need", "fields"),
    [
        (Need.QUESTION, {"question": "Why?"}),
        (Need.PERSONA, {"persona": "Editor"}),
        (Need.REVIEWER, {"reviewer": "bo"}),
        (Need.SURVEY, {"survey": "tea"}),
    ],
)
def test_a_header_field_that_is_there_passes(need, fields):
    assert lacks(need)
    assert not lacks(need, **fields)


def test_an_author_does_not_review_their_own_post():
    assert lacks(Need.REVIEWER, authors=["ada", "bo"], reviewer="bo")


def test_a_summary_is_asked_for():
    assert not lacks(Need.SUMMARY)


@pytest.mark.parametrize(
    ("gate", "is_for"),
    [
        (Gate((Need.SOURCE,)), True),
        (Gate((Need.SOURCE,), stage="interest"), True),
        (Gate((Need.SOURCE,), stage="loyalty"), False),
        (Gate((Need.SOURCE,), stage="interest", idea=IdeaType.ASPIRATIONAL), False),
        (Gate((Need.SOURCE,), stage="interest", idea=IdeaType.PRACTICAL, format=Format.ESSAY), True),
        (Gate((Need.SOURCE,), format=Format.LIST), False),
    ],
)
def test_a_gate_stands_before_posts_for_which_all_of_it_holds(gate, is_for):
    assert gate.is_for(make_post(also=["loyalty"])) is is_for


def test_all_that_is_missing_is_named_once_with_the_sternest_rule():
    gates = make_policy(
        gates=[
            {"needs": ["source"], "rule": "warn"},
            {"stage": "interest", "idea": "practical", "needs": ["source", "steps"]},
        ]
    ).gates

    assert [str(problem) for problem in missed_gates(make_post(), gates)] == [
        (
            "posts/first-flush.md:8: error gate-source the post has no source, which the policy's gate for "
            "interest, practical posts asks for (link to where it comes from, or add a footnote)"
        ),
        (
            "posts/first-flush.md:8: error gate-steps the post has no list of steps, which the policy's gate "
            "for interest, practical posts asks for (write a numbered list or a task list of at least "
            "two items)"
        ),
    ]


def test_only_approved_posts_that_wait_are_checked():
    posts = [
        make_post("posts/waits.md", date="2026-02-02"),
        make_post("posts/live.md", date="2026-01-02"),
        make_post("posts/draft.md", date="2026-02-02", status="draft"),
    ]
    gate = Gate((Need.SOURCE,), rule=Severity.WARNING)

    found = gates_missed_by(posts, [gate], as_of=NOON)

    assert {
        name: [(problem.code, problem.is_error) for problem in missed] for name, missed in found.items()
    } == {"waits": [("gate-source", False)]}
