import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.conditions import condition_text, piped, shown_questions
from tests.builders import ask, make_survey


def shown(survey, answers):
    return [question.id for question in shown_questions(survey, answers)]


@pytest.mark.parametrize(
    ("target", "when", "answer", "holds"),
    [
        (ask("choice", "q"), {"q": "Green"}, "green", True),
        (ask("choice", "q"), {"q": "Green"}, "black-tea", False),
        (ask("choice", "q"), {"q": ["Green", "Black tea"]}, "black-tea", True),
        (ask("choice", "q"), {"q": {"is_not": "Green"}}, "black-tea", True),
        (ask("choice", "q"), {"q": {"is_not": "Green"}}, "green", False),
        (ask("choice", "q"), {"q": {"is_not": "Green"}}, None, False),
        (ask("choice", "q"), {"q": "Green"}, None, False),
        (ask("choice", "q", other=True), {"q": "Other"}, {"other": "Mate"}, True),
        (ask("choice", "q", other=True), {"q": "Green"}, {"other": "Mate"}, False),
        (ask("choices", "q"), {"q": "White"}, ["green", "white"], True),
        (ask("choices", "q"), {"q": {"includes": ["White", "Green"]}}, ["green"], True),
        (ask("choices", "q"), {"q": {"includes": "White"}}, ["green"], False),
        (ask("choices", "q"), {"q": {"is_not": "White"}}, ["green", "white"], False),
        (ask("choices", "q", other=True), {"q": {"includes": "other"}}, ["green", {"other": "Mate"}], True),
        (ask("yes_no", "q"), {"q": "yes"}, "yes", True),
        (ask("yes_no", "q"), {"q": "Yes"}, "no", False),
        (ask("scale", "q"), {"q": 3}, 3, True),
        (ask("scale", "q"), {"q": {"below": 4}}, 3, True),
        (ask("scale", "q"), {"q": {"below": 4}}, 4, False),
        (ask("scale", "q"), {"q": {"above": 4}}, 4, False),
        (ask("scale", "q"), {"q": {"above": 4}}, 5, True),
        (ask("scale", "q"), {"q": {"below": 4}}, "three", False),
        (ask("scale", "q", points=["Bad", "Good"]), {"q": "Good"}, 2, True),
        (ask("nps", "q"), {"q": {"at_least": 9}}, 9, True),
        (ask("nps", "q"), {"q": {"at_most": 6}}, 6, True),
        (ask("nps", "q"), {"q": {"at_most": 6}}, 7, False),
        (ask("nps", "q"), {"q": {"at_most": 6}}, None, False),
        (ask("number", "q", max=3), {"q": {"answered": "yes"}}, 4, False),
        (ask("number", "q", max=3), {"q": {"answered": "no"}}, 4, True),
        (ask("stars", "q"), {"q": {"at_least": 2, "at_most": 4}}, 3, True),
        (ask("stars", "q"), {"q": {"at_least": 2, "at_most": 4}}, 5, False),
        (ask("number", "q"), {"q": {"above": 2.5}}, 2.6, True),
        (ask("number", "q"), {"q": {"above": 2.5}}, "many", False),
        (ask("date", "q"), {"q": {"at_least": "2026-03-01"}}, "2026-03-01", True),
        (ask("date", "q"), {"q": {"below": "2026-03-01"}}, "2026-02-28", True),
        (ask("consent", "q"), {"q": "true"}, True, True),
        (ask("consent", "q"), {"q": "true"}, None, False),
        (ask("text", "q"), {"q": {"answered": "yes"}}, "words", True),
        (ask("text", "q"), {"q": {"answered": "yes"}}, None, False),
        (ask("text", "q"), {"q": {"answered": "no"}}, None, True),
        (ask("matrix", "q"), {"q": {"answered": "yes"}}, {"green": "good"}, True),
        (ask("rank", "q"), {"q": {"answered": "no"}}, ["green"], False),
    ],
)
def test_a_question_is_shown_when_its_condition_holds(target, when, answer, holds):
    survey = make_survey(target, ask("text", "why", when=when))

    assert shown(survey, {"q": answer}) == (["q", "why"] if holds else ["q"])


def test_all_conditions_of_a_mapping_must_hold():
    survey = make_survey(
        ask("yes_no", "tea"),
        ask("yes_no", "milk"),
        ask("text", "why", when={"tea": "yes", "milk": "yes"}),
    )

    assert shown(survey, {"tea": "yes", "milk": "yes"}) == ["tea", "milk", "why"]
    assert shown(survey, {"tea": "yes", "milk": "no"}) == ["tea", "milk"]


def test_one_mapping_of_a_list_is_enough():
    survey = make_survey(
        ask("yes_no", "tea"),
        ask("yes_no", "milk"),
        ask("text", "why", when=[{"tea": "yes"}, {"milk": "yes"}]),
    )

    assert shown(survey, {"tea": "no", "milk": "yes"}) == ["tea", "milk", "why"]
    assert shown(survey, {"tea": "no", "milk": "no"}) == ["tea", "milk"]


def test_the_answer_to_a_question_that_is_not_shown_counts_as_none():
    survey = make_survey(
        ask("yes_no", "tea"),
        ask("choice", "which", when={"tea": "yes"}),
        ask("text", "why", when={"which": "Green"}),
    )

    assert shown(survey, {"tea": "no", "which": "green", "why": "words"}) == ["tea"]


def test_the_condition_in_words_names_question_and_answers():
    survey = make_survey(
        ask("choice", "tea", ask="Which tea?"),
        ask("scale", "good", ask="How good?"),
        ask("choices", "more", ask="What else?", other=True),
        ask("text", "a", when={"tea": ["Green", "Black tea"]}),
        ask("text", "b", when=[{"good": {"below": 4}, "tea": {"is_not": "Green"}}, {"more": "Other"}]),
        ask("text", "c", when={"a": {"answered": "yes"}}),
        ask("text", "d", when={"a": {"answered": "no"}}),
        ask("text", "e"),
    )

    words = [condition_text(question, survey) for question in survey.questions[3:]]

    assert words == [
        "Only if your answer to “Which tea?” is “Green” or “Black tea”.",
        (
            "Only if your answer to “How good?” is below 4 and your answer to “Which tea?” is not “Green”, "
            "or if your answer to “What else?” includes “Other”."
        ),
        "Only if you answered “What about a?”.",
        "Only if you did not answer “What about a?”.",
        "",
    ]


@pytest.mark.parametrize(
    ("target", "answer", "words"),
    [
        (ask("choice", "q"), "black-tea", "You said Black tea."),
        (ask("choice", "q", other=True), {"other": "Mate"}, "You said Mate."),
        (ask("choices", "q"), ["green", "black-tea", "white"], "You said Green, Black tea and White."),
        (ask("scale", "q"), 3, "You said 3."),
        (ask("scale", "q", points=["Bad", "Good"]), 2, "You said Good."),
        (ask("date", "q"), "2026-03-01", "You said 1 March 2026."),
        (ask("text", "q"), "{q} <b>", "You said {q} <b>."),
        (ask("text", "q"), None, "You said [your answer]."),
    ],
)
def test_earlier_answers_are_put_in_by_their_labels(target, answer, words):
    survey = make_survey(target, ask("text", "why", ask="You said {q}."))

    assert piped(survey.questions[1].ask, survey, {"q": answer}) == words


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


KINDS = ["choice", "choices", "yes_no", "scale", "number", "date", "consent", "matrix", "rank", "text"]
EVERY_KIND = make_survey(
    *(ask(kind, kind) for kind in KINDS),
    ask("text", "last", when=[{kind: {"answered": "yes"}} for kind in KINDS]),
)


@given(anything)
def test_no_answer_breaks_the_walk(value):
    answers = dict.fromkeys(KINDS, value)

    assert shown(EVERY_KIND, answers)[:-1] in (KINDS, KINDS[:-1])
