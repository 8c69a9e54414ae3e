import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.answers import check
from editorial.conditions import shown_questions
from editorial.survey_minutes import question_seconds
from editorial.survey_paths import walk_survey
from tests.builders import ask, calls_of, make_question, make_survey


def words_of(report):
    return [f"{problem.code} {problem.message} ({problem.remedy})" for problem in report.problems]


def test_a_survey_without_conditions_has_one_way_through():
    report = walk_survey(make_survey(ask("yes_no", "tea"), ask("statement", "note"), ask("nps", "send")))

    assert (report.ways, report.questions.least, report.questions.most) == (1, 2, 2)
    assert report.problems == ()
    assert report.is_exact


def test_ways_are_counted_by_what_is_shown():
    survey = make_survey(
        ask("yes_no", "tea"),
        ask("text", "which", when={"tea": "yes"}),
        ask("yes_no", "milk"),
        ask("text", "how_much", when={"milk": "yes"}),
    )

    report = walk_survey(survey)

    assert report.ways == 4
    assert (report.questions.least, report.questions.median, report.questions.most) == (2, 3, 4)


def test_answers_that_show_the_same_are_one_way():
    survey = make_survey(ask("nps", "send"), ask("text", "why", when={"send": {"below": 7}}))

    assert walk_survey(survey).ways == 2


@pytest.mark.parametrize(
    ("questions", "expected"),
    [
        (
            [ask("number", "cups", min=0, max=5), ask("text", "why", when={"cups": {"above": 5}})],
            (
                "unreachable-question why: nobody can be asked this: {cups: {above: 5}} never holds "
                "(correct its conditions, or take the question out)"
            ),
        ),
        (
            [ask("number", "cups"), ask("text", "why", when={"cups": {"above": 5, "below": 5}})],
            (
                "unreachable-question why: nobody can be asked this: its conditions cannot all hold "
                "(correct its conditions, or take the question out)"
            ),
        ),
        (
            [
                ask("choices", "teas", max=1),
                ask(
                    "text",
                    "why",
                    when=[{"teas": {"includes": "green", "is_not": "green"}}, {"teas": {"answered": "no"}}],
                    required=False,
                ),
            ],
            (
                "condition-never-holds why: {teas: {includes: green}}, {teas: {is_not: green}} never hold "
                "(take it out, or correct it)"
            ),
        ),
        (
            [ask("yes_no", "tea", required=True), ask("text", "why", when=[{"tea": "yes"}, {"tea": "no"}])],
            (
                "condition-always-holds why: everybody is asked this, as one of its groups always holds "
                "(take `when` out, or correct it)"
            ),
        ),
        (
            [
                ask("date", "day"),
                ask("text", "why", when={"day": {"above": "2026-01-01", "below": "2026-01-02"}}),
            ],
            (
                "unreachable-question why: nobody can be asked this: its conditions cannot all hold "
                "(correct its conditions, or take the question out)"
            ),
        ),
        (
            [
                ask("yes_no", "tea", required=True),
                ask("nps", "send"),
                ask("text", "why", when={"tea": {"answered": "yes"}, "send": {"below": 7}}),
            ],
            "condition-always-holds why: {tea: {answered: true}} always holds (take it out, or correct it)",
        ),
        (
            [ask("choices", "teas", max=0, required=True)],
            (
                "no-possible-answer teas: no answer fits its rules, and nobody gets past it "
                "(correct its min and max)"
            ),
        ),
        (
            [ask("text", "why", min=600)],
            (
                "no-possible-answer why: no answer fits its rules, so nobody can answer it "
                "(correct its min and max)"
            ),
        ),
    ],
)
def test_what_cannot_be_is_said_once_with_its_cause(questions, expected):
    assert words_of(walk_survey(make_survey(*questions))) == [expected]


@pytest.mark.parametrize(
    "questions",
    [
        [ask("number", "cups"), ask("text", "why", when={"cups": {"above": 0, "below": 1}})],
        [ask("number", "cups", min=0), ask("text", "why", when={"cups": {"below": 0.001}})],
        [
            ask("date", "day"),
            ask("text", "why", when={"day": {"above": "2026-01-01", "below": "2026-01-03"}}),
        ],
        [ask("date", "day"), ask("text", "why", when={"day": {"below": "2026-01-01"}})],
        [ask("choices", "teas", none="Neither"), ask("text", "why", when={"teas": "neither"})],
        # To Python yes is the number 1.
        [ask("number", "cups"), ask("text", "why", when={"cups": {"answered": "yes", "is": 1}})],
    ],
)
def test_what_lies_between_or_beyond_the_values_of_conditions_can_be_answered(questions):
    report = walk_survey(make_survey(*questions))

    assert (report.problems, report.ways) == ((), 2)


def test_a_question_behind_an_unreachable_one_names_the_first_as_the_cause():
    survey = make_survey(
        ask("number", "cups", max=5),
        ask("yes_no", "many", when={"cups": {"above": 9}}),
        ask("text", "why", when={"many": "yes"}),
    )

    report = walk_survey(survey)

    assert words_of(report)[1] == (
        "unreachable-question why: nobody can be asked this: its conditions depend on many, "
        "which nobody is asked (put many right first)"
    )


def test_findings_name_the_line_of_the_condition():
    survey = make_survey(ask("number", "cups", max=5), ask("text", "why", when={"cups": {"above": 5}}))

    (problem,) = walk_survey(survey).problems

    assert (problem.path, problem.line) == ("tea.md", 6)


def test_picks_are_bounded_by_min_and_max():
    # Three must be picked, so the first or the second is always among them.
    survey = make_survey(
        ask("choices", "teas", options=["A", "B", "C", "D"], min=3, required=True),
        ask("text", "why", when={"teas": {"includes": ["a", "b"]}}),
    )

    assert words_of(walk_survey(survey))[0].startswith("condition-always-holds why")


def test_thirty_options_that_thirty_questions_ask_about_are_all_reachable():
    survey = make_survey(
        ask("choices", "teas", options=[f"T{number}" for number in range(30)]),
        *(ask("text", f"why{number}", when={"teas": f"t{number}"}) for number in range(30)),
    )

    report = walk_survey(survey)

    assert (report.problems, report.unproven, report.is_exact) == ((), (), False)
    assert (report.questions.least, report.questions.most) == (1, 31)


def entangled(keys, questions, width):
    """Every question depends on `width` others: more ways than can be walked."""
    return make_survey(
        *(ask("yes_no", f"k{number}") for number in range(keys)),
        *(
            ask("text", f"t{number}", when={f"k{(step * 7 + number) % keys}": "yes" for step in range(width)})
            for number in range(questions)
        ),
    )


def test_of_a_hundred_entangled_questions_a_part_is_walked_and_nothing_untrue_is_said():
    reports = []

    # A second on a quiet machine; all ways would be a million millions.
    assert calls_of(lambda: reports.append(walk_survey(entangled(40, 60, 20)))) < 8_000_000
    (report,) = reports
    assert (report.problems, report.is_exact) == ((), False)
    assert report.questions.most == 100


def test_what_cannot_be_proven_is_named():
    survey = make_survey(
        *(ask("yes_no", f"k{number}") for number in range(40)),
        ask("text", "never", when={f"k{number}": ["yes", "no"][number % 2] for number in range(40)}),
    )

    report = walk_survey(survey)

    assert report.problems == ()
    assert report.unproven in ((), ("never",))


def test_what_is_never_so_and_cannot_be_proven_is_said_to_be_neither():
    keys = {f"k{number}": "yes" for number in range(20)}
    survey = make_survey(
        *(ask("yes_no", key) for key in keys),
        ask("text", "never", when={**keys, "k19": {"is": "yes", "is_not": "yes"}}),
    )

    report = walk_survey(survey)

    assert (report.problems, report.unproven) == ((), ("never",))


def test_a_question_takes_about_ten_seconds_and_more_with_more_words():
    short = make_question("scale", ask="How useful was it?", low="Not at all useful", high="Extremely useful")
    long = make_question("scale", ask="Think of the last post that you read here. " * 4)

    assert 3 <= question_seconds(short) <= 10 < question_seconds(long)
    assert question_seconds(make_question("long_text")) > 40


# Brute force: small surveys whose answers can all be tried.
KINDS = st.sampled_from(["yes_no", "choice", "choices", "nps", "number", "date"])
VALUES = {
    "yes_no": st.sampled_from(["yes", "no"]),
    "choice": st.sampled_from(["green", "black-tea"]),
    "choices": st.sampled_from(["green", "black-tea", "white"]),
    "nps": st.integers(0, 10),
    "number": st.integers(0, 3),
    "date": st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-04"]),
}
OPERATORS = {
    "choices": ["is", "is_not", "includes", "answered"],
    "nps": ["is", "below", "at_least", "answered"],
    "number": ["is", "is_not", "above", "at_most", "answered"],
    "date": ["is", "below", "above", "answered"],
}


@st.composite
def condition(draw, kind):
    operator = draw(st.sampled_from(OPERATORS.get(kind, ["is", "is_not", "answered"])))
    return {operator: draw(st.sampled_from(["yes", "no"]) if operator == "answered" else VALUES[kind])}


@st.composite
def small_surveys(draw):
    questions = []
    for number in range(draw(st.integers(2, 4))):
        question = ask(draw(KINDS), f"q{number}", required=draw(st.booleans()))
        if question["type"] == "number":
            question |= {"min": 0, "max": 3}
        if question["type"] == "choices":
            question |= {"min": draw(st.integers(0, 2)), "max": draw(st.integers(2, 3))}
        if questions and draw(st.booleans()):
            keys = st.sampled_from(questions)
            group = st.lists(keys, min_size=1, max_size=2, unique_by=lambda key: key["id"])
            question["when"] = [
                {key["id"]: draw(condition(key["type"])) for key in draw(group)}
                for _ in range(draw(st.integers(1, 2)))
            ]
        questions.append(question)
    return make_survey(*questions)


def every_answer(question):
    """Every answer that a small survey's conditions could tell apart, and none where none is fine."""
    picks = [option.id for option in question.options]
    answers = {
        "choices": [list(some) for n in (1, 2, 3) for some in itertools.combinations(picks, n)],
        "nps": list(range(11)),
        "number": [half / 2 for half in range(7)],
        "date": [f"2026-01-0{day}" for day in range(1, 6)] + ["2025-12-31"],
    }
    return [one for one in (None, *answers.get(question.type, picks)) if not check(question, one)]


def all_shown_sets(survey):
    """Every set of questions that some reader is shown, tried one by one."""
    shown = set()
    for answers in itertools.product(*map(every_answer, survey.questions)):
        pairs = zip(survey.questions, answers, strict=True)
        given = {question.id: answer for question, answer in pairs if answer is not None}
        shown.add(frozenset(question.id for question in shown_questions(survey, given)))
    return shown


@given(small_surveys())
@settings(max_examples=150, deadline=None)
def test_a_walk_finds_exactly_what_trying_every_answer_finds(survey):
    shown = all_shown_sets(survey)

    report = walk_survey(survey)

    codes = {(problem.code, problem.message.partition(":")[0]) for problem in report.problems}
    asked = [question for question in survey.questions if question.when]
    assert report.ways == len(shown)
    assert {q.id for q in asked if not any(q.id in ids for ids in shown)} == {
        question for code, question in codes if code == "unreachable-question"
    }
    assert {q.id for q in asked if all(q.id in ids for ids in shown)} == {
        p.message.partition(":")[0] for p in report.problems if "everybody is asked this" in p.message
    }
