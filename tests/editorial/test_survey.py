from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.question import Condition, Operator, Option, QuestionType
from editorial.survey import Kind, Pages, Place, Results, SurveyState
from editorial.survey_definition import questions_from
from tests.builders import ask, make_question, make_survey

ALL_TYPES = [ask(kind, f"q_{kind}") for kind in QuestionType]


def instant(text):
    return datetime.fromisoformat(text)


def test_a_header_is_read_into_typed_values():
    survey = make_survey(
        kind="poll",
        where=["sidebar", "post-end"],
        results="after-vote",
        min_cell=10,
        retention_days=730,
        limit=100,
        pages="one",
        thanks="Thank **you**.",
    )

    assert survey.kind is Kind.POLL
    assert survey.where == (Place.SIDEBAR, Place.POST_END)
    assert survey.results is Results.AFTER_VOTE
    assert (survey.min_cell, survey.retention_days, survey.limit) == (10, 730, 100)
    assert survey.pages is Pages.ONE
    assert survey.thanks == "Thank **you**."
    assert survey.introduction == "A few questions about tea."


def test_what_is_left_out_has_its_default():
    survey = make_survey()

    assert (survey.kind, survey.where, survey.results) == (Kind.SURVEY, (Place.PAGE,), Results.PRIVATE)
    assert (survey.min_cell, survey.retention_days, survey.limit) == (5, 365, None)
    assert (survey.opens, survey.closes, survey.pages) == (None, None, Pages.ALL)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        ("2026-02-28T23:59:59+00:00", SurveyState.NOT_YET),
        ("2026-03-01T00:00:00+00:00", SurveyState.OPEN),
        ("2026-03-31T23:59:59+01:00", SurveyState.OPEN),
        ("2026-04-01T00:00:00+01:00", SurveyState.CLOSED),
    ],
)
def test_bare_days_open_at_their_beginning_and_close_at_their_end_in_local_time(as_of, state):
    survey = make_survey(opens="2026-03-01", closes="2026-03-31")

    assert survey.state(instant(as_of)) is state
    assert survey.is_open(instant(as_of)) is (state is SurveyState.OPEN)


def test_instants_open_and_close_to_the_second():
    survey = make_survey(opens="2026-03-01 12:00", closes="2026-03-01T14:00+01:00")

    assert survey.state(datetime(2026, 3, 1, 11, 59, 59, tzinfo=UTC)) is SurveyState.NOT_YET
    assert survey.state(datetime(2026, 3, 1, 12, 0, tzinfo=UTC)) is SurveyState.OPEN
    assert survey.state(datetime(2026, 3, 1, 13, 0, tzinfo=UTC)) is SurveyState.CLOSED


def test_every_type_can_be_asked():
    survey = make_survey(*ALL_TYPES)

    assert [question.type for question in survey.questions] == list(QuestionType)


def test_options_get_a_slug_of_their_label_as_id_unless_they_say_otherwise():
    question = make_question(
        "choices",
        options=["Most weeks", {"id": "other_job", "label": "Something else", "pin": True}],
        none="Nothing, less is more",
    )

    assert question.options == (
        Option("most-weeks", "Most weeks"),
        Option("other_job", "Something else", pin=True),
    )
    assert question.none == Option("nothing-less-is-more", "Nothing, less is more", pin=True)
    assert [option.id for option in question.choices] == ["most-weeks", "other_job", "nothing-less-is-more"]


def test_options_yes_and_no_stay_text():
    question = make_question("choice", options=["Yes", "No", "On", "0123"])

    assert [option.label for option in question.options] == ["Yes", "No", "On", "0123"]


@pytest.mark.parametrize(
    ("kind", "fields", "ids"),
    [
        ("scale", {}, ["1", "2", "3", "4", "5"]),
        ("scale", {"points": 3}, ["1", "2", "3"]),
        ("scale", {"points": ["Bad", "Fair", "Good", "Great"]}, ["1", "2", "3", "4"]),
        ("nps", {}, [str(point) for point in range(11)]),
        ("stars", {}, ["1", "2", "3", "4", "5"]),
    ],
)
def test_points_count_from_the_first(kind, fields, ids):
    question = make_question(kind, **fields)

    assert [point.id for point in question.points] == ids


def test_the_labels_of_points_are_kept():
    question = make_question("scale", points=["Bad", "Good"])

    assert [point.label for point in question.points] == ["Bad", "Good"]


def test_yes_and_no_are_built_in():
    assert make_question("yes_no").choices == (Option("yes", "Yes"), Option("no", "No"))


def test_conditions_take_options_by_id_or_label():
    survey = make_survey(
        ask("choice", "tea", options=["Green", {"id": "b", "label": "Black tea"}]),
        ask("yes_no", "milk", when={"tea": ["black TEA", "green"]}),
    )

    assert survey.questions[1].when == ((Condition("tea", Operator.IS, ("b", "green")),),)


def test_an_id_in_a_condition_means_its_option_whatever_the_labels_of_others_are():
    survey = make_survey(
        ask("choice", "tea", options=[{"id": "1", "label": "2"}, {"id": "2", "label": "3"}]),
        ask("scale", "good", points=["3", "2", "1"]),
        ask("yes_no", "milk", when={"tea": "2", "good": ["3"]}),
    )

    assert survey.questions[2].when == (
        (Condition("tea", Operator.IS, ("2",)), Condition("good", Operator.IS, (3,))),
    )


def test_an_option_may_be_called_other_where_there_is_no_other():
    question = make_question("choice", options=["Green", "Other"], other=False)

    assert [option.id for option in question.options] == ["green", "other"]


def test_a_mapping_needs_all_and_a_list_of_mappings_any_of_its_conditions():
    survey = make_survey(
        ask("scale", "good"),
        ask("number", "cups"),
        ask(
            "text",
            "why",
            when=[{"good": {"below": 3}, "cups": {"at_least": 2}}, {"cups": {"answered": "no"}}],
        ),
    )

    assert survey.questions[2].when == (
        (Condition("good", Operator.BELOW, (3,)), Condition("cups", Operator.AT_LEAST, (2,))),
        (Condition("cups", Operator.ANSWERED, (False,)),),
    )


def test_an_id_that_a_question_had_before_is_kept():
    assert make_question("text", was="old_id").was == "old_id"


def test_a_definition_gives_back_its_questions():
    survey = make_survey(
        *ALL_TYPES,
        ask("choices", "more", other=True, none="None", min=1, max=2, shuffle=True, required=True),
        ask("scale", "good", points=["Bad", "Good"], low="a", high="b", help="c"),
        ask("text", "why", when=[{"good": {"below": 2}}, {"more": {"includes": "Other"}}], was="reason"),
    )

    assert questions_from(survey.definition) == survey.questions


def test_the_digest_is_that_of_the_questions_and_of_nothing_else():
    survey = make_survey(ask("yes_no"), title="Tea", slug="tea")
    renamed = make_survey(ask("yes_no"), title="Tea, once more", slug="more-tea", body="Other words.")
    reworded = make_survey(ask("yes_no", ask="Tea, please?"))

    assert survey.digest == renamed.digest
    assert survey.digest != reworded.digest


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S"]), min_size=1), min_size=2, max_size=5))
def test_any_labels_survive_the_definition(labels):
    unique = {f"{number} {label}": None for number, label in enumerate(labels)}
    survey = make_survey(
        ask("choice", options=[{"id": f"o{n}", "label": label} for n, label in enumerate(unique)])
    )

    assert questions_from(survey.definition) == survey.questions


def test_a_digest_never_changes_for_the_same_questions():
    survey = make_survey(ask("yes_no", ask="Tea?"), ask("choice", "which", when={"tea": "yes"}))

    assert survey.definition == (
        '[{"ask":"Tea?","id":"tea","options":[{"id":"yes","label":"Yes"},{"id":"no","label":"No"}],'
        '"type":"yes_no"},'
        '{"ask":"What about which?","id":"which","options":[{"id":"green","label":"Green"},'
        '{"id":"black-tea","label":"Black tea"}],"type":"choice",'
        '"when":[[{"operator":"is","question":"tea","values":["yes"]}]]}]'
    )
