import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.survey_steps import progress, step_of, steps_of
from tests.builders import ask, make_survey

SURVEY = make_survey(
    ask("statement", "hello"),
    ask("yes_no", "tea"),
    ask("choice", "sort", when={"tea": "yes"}),
    ask("text", "why_not", when={"tea": "no"}),
    ask("statement", "more"),
    ask("text", "why_black", when={"sort": "Black tea"}),
    ask("text", "no_reason", when={"why_black": {"answered": "no"}}),
    ask("text", "name"),
    ask("statement", "bye"),
)


def ids(answers):
    return [(step.id, [question.id for question in step.questions]) for step in steps_of(SURVEY, answers)]


def test_a_step_is_a_question_with_the_statements_that_lead_to_it():
    assert ids({"tea": "yes", "sort": "green"}) == [
        ("tea", ["hello", "tea"]),
        ("sort", ["sort"]),
        ("no_reason", ["more", "no_reason"]),
        ("name", ["name"]),
        ("bye", ["bye"]),
    ]


def test_a_step_is_found_by_its_id_while_the_answers_lead_to_it():
    assert step_of(SURVEY, {"tea": "yes"}, "sort").questions == (SURVEY.question("sort"),)
    assert step_of(SURVEY, {"tea": "no"}, "sort") is None
    assert step_of(SURVEY, {}, "hello") is None


@pytest.mark.parametrize(
    ("answers", "step", "expected"),
    [
        # Before the first answer everything may come.
        ({}, "tea", (1, 6, False)),
        # An answer at this step may still be changed, so it decides nothing yet.
        ({"tea": "no"}, "tea", (1, 6, False)),
        # Whether black tea comes up is open, and with it whether its reason stays unanswered.
        ({"tea": "yes"}, "sort", (2, 5, False)),
        # No black tea any more: its question is gone, and the one for its absence is sure.
        ({"tea": "no"}, "why_not", (2, 4, True)),
        ({"tea": "yes", "sort": "green"}, "no_reason", (3, 4, True)),
        ({"tea": "yes", "sort": "black-tea"}, "why_black", (3, 5, False)),
        ({"tea": "yes", "sort": "black-tea", "why_black": "x"}, "name", (4, 4, True)),
    ],
)
def test_progress_counts_what_can_still_be_reached(answers, step, expected):
    found = progress(SURVEY, answers, step)

    assert (found.number, found.most, found.is_exact) == expected


@given(
    st.fixed_dictionaries(
        {},
        optional={
            "tea": st.sampled_from(["yes", "no"]),
            "sort": st.sampled_from(["green", "black-tea"]),
            "why_black": st.just("x"),
            "name": st.just("Ada"),
        },
    )
)
def test_the_promise_is_kept_whatever_is_answered_from_here_on(answers):
    choices = {"tea": ["yes", "no", None], "sort": ["green", "black-tea", None], "why_black": ["x", None]}
    for step in steps_of(SURVEY, answers):
        if not step.questions[-1].takes_answer:
            continue
        promised = progress(SURVEY, answers, step.id)
        order = [question.id for question in SURVEY.questions]
        later = [name for name in choices if order.index(name) >= order.index(step.id)]
        lengths = set()
        for values in itertools.product(*(choices[name] for name in later)):
            after = {**answers, **dict(zip(later, values, strict=True))}
            shown = [s for s in steps_of(SURVEY, after) if s.questions[-1].takes_answer]
            lengths.add(len(shown))
        assert max(lengths) <= promised.most
        assert not promised.is_exact or lengths == {promised.most}
