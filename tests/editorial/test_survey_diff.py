import pytest

from editorial.survey_diff import ChangeKind, compare, is_breaking
from tests.builders import ask, make_survey


def said(old, new, **header):
    before = make_survey(*([old] if isinstance(old, dict) else old))
    after = make_survey(*([new] if isinstance(new, dict) else new), **header)
    changes = compare(before.questions, after.questions, retired=after.retired)
    return [f"{c.kind}: {c.message}" + (f" ({c.remedy})" if c.remedy else "") for c in changes]


def test_the_same_questions_have_no_changes():
    assert said(ask("choice"), ask("choice")) == []


CHANGES = {
    "another wording": (
        ask("text", ask="Which tea do you like most?"),
        ask("text", ask="Which tea do you like best?"),
        "wording: tea: ask reads “Which tea do you like best?” and read “Which tea do you like most?”",
    ),
    "another help": (
        ask("text"),
        ask("text", help="One will do."),
        "wording: tea: help reads “One will do.” and read “”",
    ),
    "another label": (
        ask("choice", options=["Green", {"id": "black", "label": "Black"}]),
        ask("choice", options=["Green", {"id": "black", "label": "Black tea"}]),
        "wording: tea: options: black reads “Black tea” and read “Black”",
    ),
    "another order": (
        ask("choice", options=["Green", "Black"]),
        ask("choice", options=["Black", "Green"]),
        "wording: tea: options: they are in another order",
    ),
    "shuffled": (ask("choice"), ask("choice", shuffle=True), "wording: tea: the options are shuffled"),
    "a new option": (
        ask("choice", options=["Green", "Black"]),
        ask("choice", options=["Green", "Black", "White"]),
        "additive: tea: options: “White” is new",
    ),
    "other": (ask("choice"), ask("choice", other=True), "additive: tea: “Other” is new"),
    "required": (
        ask("choice"),
        ask("choice", required=True),
        "additive: tea: it must be answered from now on",
    ),
    "a wider range": (
        ask("number", max=10),
        ask("number", max=20),
        "additive: tea: from anywhere to 20, where it was from anywhere to 10",
    ),
    "a shorter text": (
        ask("text", max=100),
        ask("text", max=50),
        "additive: tea: from anywhere to 50, where it was from anywhere to 100",
    ),
    "another type": (
        ask("choice"),
        ask("choices"),
        (
            "breaking: tea was of type choice and is of type choices "
            "(give the new question an id of its own, and keep or delete tea)"
        ),
    ),
    "an option removed": (
        ask("choice", options=["Green", "Black", "White"]),
        ask("choice", options=["Green", "Black"]),
        (
            "breaking: tea: options: “White” is gone, which was answered with "
            "(keep it, or write {was: white} in the one that takes its place)"
        ),
    ),
    "an option renumbered": (
        ask("choice", options=["Green", {"id": "black", "label": "Black tea"}]),
        ask("choice", options=["Green", {"id": "dark", "label": "Black tea"}]),
        (
            "breaking: tea: options: “Black tea” had the id black and has dark "
            "(write {id: black, label: Black tea})"
        ),
    ),
    "other removed": (
        ask("choice", other=True),
        ask("choice"),
        "breaking: tea: “Other” is gone, and with it the words that were written there (keep `other: true`)",
    ),
    "none removed": (
        ask("choices", none="Neither"),
        ask("choices"),
        "breaking: tea: “Neither” is gone, which was answered with (keep `none: Neither`)",
    ),
    "none under another id": (
        ask("choices", none="Neither"),
        ask("choices", none={"id": "nil", "label": "Neither"}),
        (
            "breaking: tea: none: “Neither” had the id neither and has nil "
            "(write {id: neither, label: Neither})"
        ),
    ),
    "none that was something": (
        ask("choices", none="Neither"),
        ask("choices", none={"id": "nil", "label": "Neither", "was": "neither"}),
        "wording: tea: none: nil was neither",
    ),
    "bounds of picks that bind nobody": (
        ask("choices", other=True),
        ask("choices", other=True, min=1, max=4),
        "additive: tea: from 1 to 4, where it was from anywhere to anywhere",
    ),
    "a least number of places": (
        ask("rank"),
        ask("rank", min=2),
        (
            "breaking: tea: from 2 to anywhere, where it was from anywhere to anywhere: answers outside no "
            "longer fit (keep the wider range, "
            "or ask the new question under an id of its own in place of tea)"
        ),
    ),
    "a row removed": (
        ask("matrix", rows=["Green", "Black tea"]),
        ask("matrix", rows=["Green"]),
        (
            "breaking: tea: rows: “Black tea” is gone, which was answered with "
            "(keep it, or write {was: black-tea} in the one that takes its place)"
        ),
    ),
    "a narrower range": (
        ask("number", min=0, max=10),
        ask("number", min=1, max=10),
        (
            "breaking: tea: from 1 to 10, where it was from 0 to 10: answers outside no longer fit "
            "(keep the wider range, or ask the new question under an id of its own in place of tea)"
        ),
    ),
    "fewer picks": (
        ask("choices", max=3),
        ask("choices", max=2),
        (
            "breaking: tea: from anywhere to 2, where it was from anywhere to 3: answers outside no longer "
            "fit (keep the wider range, or ask the new question under an id of its own in place of tea)"
        ),
    ),
    "more points": (
        ask("scale", points=5),
        ask("scale", points=7),
        (
            "breaking: tea: the scale has 7 points and had 5 "
            "(ask the new question under an id of its own in place of tea)"
        ),
    ),
    "points reversed": (
        ask("scale", points=["Bad", "So so", "Good"]),
        ask("scale", points=["Good", "So so", "Bad"]),
        (
            "breaking: tea: the points of the scale have changed places "
            "(ask the new question under an id of its own in place of tea)"
        ),
    ),
    "ends swapped": (
        ask("scale", low="Bad", high="Good"),
        ask("scale", low="Good", high="Bad"),
        (
            "breaking: tea: the ends of the scale have changed places "
            "(ask the new question under an id of its own in place of tea)"
        ),
    ),
    "points in other words": (
        ask("scale", points=["Bad", "So so", "Good"]),
        ask("scale", points=["Bad", "Middling", "Good"]),
        "wording: tea: points have other words",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_sorted_and_what_breaks_has_a_remedy(name):
    old, new, expected = CHANGES[name]

    assert said(old, new) == [expected]


def test_ids_that_change_places_break_both():
    old = ask("choice", options=[{"id": "a", "label": "Green"}, {"id": "b", "label": "Black"}])
    new = ask("choice", options=[{"id": "a", "label": "Black"}, {"id": "b", "label": "Green"}])

    assert [line.partition(" (")[0] for line in said(old, new)] == [
        "breaking: tea: options: “Black” had the id b and has a",
        "breaking: tea: options: “Green” had the id a and has b",
    ]


def test_a_removed_question_breaks_unless_it_is_retired():
    two, one = [ask("text"), ask("text", "milk")], ask("text")

    assert said(two, one) == [
        (
            "breaking: milk is gone; what was answered to it no longer has a question "
            "(write `was: milk` in the question that takes its place, or `retired: [milk]` in the header)"
        )
    ]
    assert said(two, one, retired=["milk"]) == ["additive: milk is no longer asked"]


def test_a_removed_statement_breaks_nothing():
    assert said([ask("text"), ask("statement", "note")], ask("text")) == ["additive: note is no longer asked"]


def test_was_says_what_a_question_was():
    assert said(ask("text", ask="What?"), ask("text", "drink", ask="What?", was="tea")) == [
        "wording: drink was tea"
    ]


def test_was_says_what_an_option_was():
    new = ask("choice", options=["Green", {"id": "dark", "label": "Black tea", "was": "black-tea"}])

    assert said(ask("choice"), new) == ["wording: tea: options: dark was black-tea"]


def test_what_an_option_was_is_believed_even_where_words_say_something_else():
    old = ask("choice", options=[{"id": "a", "label": "Green"}, {"id": "b", "label": "Black"}])
    new = ask(
        "choice", options=[{"id": "a", "label": "Green leaf"}, {"id": "c", "label": "Green", "was": "b"}]
    )

    assert [line.partition(":")[0] for line in said(old, new)] == ["wording", "wording", "wording"]


def test_a_changed_condition_is_additive():
    old = [ask("yes_no"), ask("text", "why")]
    new = [ask("yes_no"), ask("text", "why", when={"tea": "yes"})]

    assert said(old, new) == ["additive: why: other readers are asked than before"]


def test_questions_in_another_order_are_wording():
    one, other = ask("text"), ask("text", "milk")

    assert said([one, other], [other, one]) == ["wording: the questions are in another order"]


def test_an_id_with_a_wholly_other_question_is_doubtful():
    old, new = make_survey(ask("text", ask="Which tea?")), make_survey(ask("text", ask="Where do you live?"))

    (change,) = compare(old.questions, new.questions)

    assert (change.kind, change.is_doubtful) == (ChangeKind.WORDING, True)
    assert not is_breaking([change])
