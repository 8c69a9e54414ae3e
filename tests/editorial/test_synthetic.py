from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.answers import check
from editorial.conditions import shown_questions
from editorial.question import QuestionType
from editorial.synthetic import synthetic_answers
from tests.builders import ask, make_survey

EVERY_TYPE = make_survey(
    *(
        ask(str(kind), f"q_{kind}", **({} if kind in ("email", "statement") else {"required": True}))
        for kind in QuestionType
    ),
    ask("text", "brief", required=True, max=12),
    ask("text", "long", required=True, min=60),
    ask("number", "cups", required=True, min=2.5, max=4),
    ask("choices", "one", required=True, max=1),
    ask("choices", "two", required=True, min=2),
    ask("rank", "best", required=True, max=2),
)


@given(st.integers(0, 10_000))
@settings(deadline=None)
def test_made_up_answers_can_be_kept(seed):
    answers = synthetic_answers(EVERY_TYPE, Random(seed))

    required = {question.id for question in EVERY_TYPE.questions if question.required}
    assert required <= answers.keys()
    assert all(not check(EVERY_TYPE.question(name), value) for name, value in answers.items())


def test_the_same_seed_makes_up_the_same():
    assert synthetic_answers(EVERY_TYPE, Random(7)) == synthetic_answers(EVERY_TYPE, Random(7))
    assert synthetic_answers(EVERY_TYPE, Random(7)) != synthetic_answers(EVERY_TYPE, Random(8))


def test_only_what_is_shown_is_answered_and_rare_ways_are_taken():
    survey = make_survey(
        ask("number", "cups", min=0, max=1000, required=True),
        ask("text", "why", when={"cups": {"is": 777}}, required=True),
    )

    many = [synthetic_answers(survey, Random(seed)) for seed in range(200)]

    assert any("why" in answers for answers in many)
    for answers in many:
        assert answers.keys() <= {question.id for question in shown_questions(survey, answers)}


@pytest.mark.parametrize("question", [ask("text", min=600), ask("text", min=10**12), ask("choices", max=0)])
def test_a_question_that_no_answer_fits_is_left_out(question):
    survey = make_survey(question)

    assert [synthetic_answers(survey, Random(seed)) for seed in range(20)] == [{}] * 20


@pytest.mark.parametrize(
    "question",
    [
        ask("choices", max=2, min=2, required=True),
        ask("choices", none="Neither", min=3, required=True),
        ask("choices", other=True, min=4, required=True),
        ask("choices", options=["Green", "Other"], min=2, required=True),
        ask("rank", min=3, required=True),
        ask("text", min=400, max=450, required=True),
        ask("text", max=3, required=True),
        ask("number", min=0.25, max=0.5, required=True),
        ask("number", min=-5, max=-2, required=True),
    ],
)
def test_bounds_are_kept(question):
    survey = make_survey(question)

    for seed in range(30):
        answers = synthetic_answers(survey, Random(seed))
        assert not check(survey.questions[0], answers["tea"])
