from datetime import datetime

import pytest

from editorial.status import Status
from editorial.status_steps import against_status
from tests.builders import LONDON, make_policy, make_post

BEFORE, AFTER = (datetime(2026, month, 15, 12, tzinfo=LONDON) for month in (2, 3))


def refusals(old, new, *, as_of=BEFORE, gates=(), **fields):
    post = make_post(status=old, **fields)
    found = against_status(post, Status(new), policy=make_policy(gates=list(gates)), as_of=as_of)
    return [str(problem).partition(": error ")[2] for problem in found]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("idea", "assigned"), ("assigned", "draft"), ("draft", "review"), ("review", "approved"),
        ("approved", "review"), ("approved", "idea"), ("review", "idea"), ("draft", "draft"),
        ("published", "approved"), ("approved", "hidden"), ("hidden", "approved"), ("published", "draft"),
    ],
)  # fmt: skip
def test_one_step_forward_and_any_number_back_are_free(old, new):
    assert refusals(old, new) == []


@pytest.mark.parametrize(
    ("old", "new", "message", "way"),
    [
        ("idea", "draft", "from idea to draft is more than one step", "assigned"),
        ("draft", "approved", "from draft to approved is more than one step", "review"),
        ("review", "hidden", "it goes to hidden, and back, only from approved", "approved"),
        ("hidden", "draft", "it goes to hidden, and back, only from approved", "approved"),
    ],
)
def test_other_ways_are_refused_with_the_next_step(old, new, message, way):
    assert refusals(old, new) == [f"not-a-step status: {message} (invoke status first-flush {way})"]


def test_a_live_post_can_be_hidden_and_shown_but_not_sent_back():
    assert refusals("approved", "hidden", as_of=AFTER) == []
    assert refusals("hidden", "approved", as_of=AFTER) == []
    assert refusals("approved", "draft", as_of=AFTER) == [
        "is-live status: a live post does not go back to draft (invoke status first-flush hidden)"
    ]


def test_everything_that_a_step_needs_is_named_at_once():
    found = refusals("draft", "review", date=None, stage=None, idea=None)

    assert found == [
        "missing-date the post has no date, which it needs from the status review on (write `date: …`)",
        "missing-idea the post has no idea, which it needs from the status review on (write `idea: …`)",
        "missing-stage the post has no stage, which it needs from the status review on (write `stage: …`)",
    ]


def test_gates_are_passed_before_approval_and_not_again_when_live():
    gates = [{"needs": ["source", "steps"]}]

    assert [words.split()[0] for words in refusals("review", "approved", gates=gates)] == [
        "gate-source",
        "gate-steps",
    ]
    assert refusals("draft", "review", gates=gates) == []
    assert refusals("hidden", "approved", as_of=AFTER, gates=gates) == []
