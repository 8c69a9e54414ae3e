"""Surveys of other tools come in as surveys that have no errors, with a line for whatever did not fit."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from editorial.conditions import shown_questions
from editorial.interchange.document import read_text, survey_text
from editorial.interchange.formats import import_survey
from editorial.interchange.model import Fate
from editorial.survey_paths import walk_survey

SURVEYS = Path(__file__).parents[2] / "foreign_surveys"
UTC = ZoneInfo("UTC")


def imported(name):
    return import_survey((SURVEYS / name).read_bytes())


def surveyjs(*elements, **more):
    return import_survey(json.dumps({"pages": [{"elements": list(elements)}], **more}).encode())


def survey_of(found, slug="garden"):
    survey, problems = read_text(survey_text(found), slug=slug, zone=UTC)
    assert survey is not None
    assert not [str(problem) for problem in problems if problem.is_error]
    return survey


def asked(survey, answers):
    return [question.id for question in shown_questions(survey, answers)]


def lines(found, fate):
    return [str(note) for note in found.notes if note.fate is fate]


@pytest.mark.parametrize("name", ["garden.json", "garden.lss", "garden.tsv", "garden.qsf"])
def test_every_format_gives_a_survey_without_errors(name):
    found = imported(name)

    survey = survey_of(found)

    assert survey.questions
    assert all(found.count(fate) for fate in Fate)


def test_surveyjs_elements_become_our_types():
    survey = survey_of(imported("garden.json"))

    types = {question.id: str(question.type) for question in survey.questions}
    assert types == {
        "section1": "statement",
        "has_plot": "choice",
        "years": "number",
        "grown": "choices",
        "why": "long_text",
        "soil": "scale",
        "share": "yes_no",
        "area": "text",
        "section2": "statement",
        "condition": "matrix",
        "lent_spade": "text",
        "lent_hose": "text",
        "order": "rank",
        "rules": "consent",
        "bye": "statement",
    }


def test_surveyjs_conditions_ask_the_same_readers():
    survey = survey_of(imported("garden.json"))

    assert "why" in asked(survey, {"has_plot": "y", "years": 4, "grown": ["beans"]})
    assert "why" in asked(survey, {"has_plot": "y", "grown": ["kale"]})
    assert "why" not in asked(survey, {"has_plot": "y", "years": 4})
    assert "why" not in asked(survey, {"has_plot": "n", "grown": ["kale"]})
    assert "bye" in asked(survey, {"share": "yes", "rules": True})
    assert "bye" not in asked(survey, {"rules": True})


def test_what_surveyjs_knows_and_we_do_not_is_named():
    dropped = lines(imported("garden.json"), Fate.DROPPED)

    assert dropped == [
        "dropped page 2, element 5 (photo): an element of type file (readers send no files here)",
        (
            "dropped page 2, element 6 (sum): an element of type expression"
            " (nothing is computed from answers here)"
        ),
        "dropped the survey: showProgressBar (how a question looks is the theme's matter)",
        "dropped page 1, element 7 (area): placeholder (how a question looks is the theme's matter)",
        (
            "dropped page 1, element 7 (area): the condition of area: iif({years} > 3, 1, 0) = 1"
            " (it calls the function iif; it is asked without it)"
        ),
    ]


def test_a_changed_code_stands_in_the_report():
    changed = lines(imported("garden.json"), Fate.CHANGED)

    assert (
        "changed page 1, element 1 (hasPlot): codes of options: Y became y, N became n"
        " (an id has no capitals, spaces or signs)"
    ) in changed
    assert (
        "changed page 1, element 1 (hasPlot): the question hasPlot, as choice, under the id has_plot"
    ) in changed


@pytest.mark.parametrize("name", ["garden.json", "garden.lss", "garden.tsv"])
def test_further_languages_come_along(name):
    survey = survey_of(imported(name))

    assert survey.language == "en"
    assert [translation.language for translation in survey.languages] == ["de"]
    assert survey.languages[0].title in ("Der Schrebergarten", "Wasser im Garten", "Bienen")


def test_limesurvey_conditions_ask_the_same_readers():
    survey = survey_of(imported("garden.lss"))

    assert "means" in asked(survey, {"watering": "yes"})
    assert "means" not in asked(survey, {"watering": "yes", "how_often": "a2"})
    assert "litres" in asked(survey, {"watering": "yes", "means": ["can", "hose"]})
    assert "litres" in asked(survey, {"watering": "yes", "how_often": {"other": "At night"}})
    assert "litres" not in asked(survey, {"watering": "yes", "means": ["hose"]})
    assert "rain" not in asked(survey, {"watering": "no"})


def test_limesurvey_keeps_none_bounds_order_and_pipes():
    survey = survey_of(imported("garden.lss"))

    means = survey.question("means")
    assert (means.none.label, means.shuffle) == ("None of these", True)
    assert survey.question("litres").min == 1
    assert survey.question("litres").ask == "You water {how_often}. How many litres is that?"
    assert survey.introduction == "About [water](https://garden.example/)."


def test_a_question_nobody_was_asked_is_left_out():
    found = imported("garden.lss")

    assert survey_of(found).question("said") is None
    assert (
        "dropped question said (line 35): the question said (its condition never holds, so nobody was asked)"
        in lines(found, Fate.DROPPED)
    )


def test_tab_separated_rows_of_another_language_are_matched_by_code():
    survey = survey_of(imported("garden.tsv"))

    labels = survey.languages[0].questions["kinds"].labels["options"]
    assert labels == {"a1": "Dunkle", "a2": "Italienische"}


def test_an_array_with_one_nameless_row_is_a_scale():
    survey = survey_of(imported("garden.tsv"))

    calm = survey.question("calm")
    assert str(calm.type) == "scale"
    assert [point.label for point in calm.points] == ["1 - wild", "2", "3 - calm"]
    answers = {"keeps": "yes", "kinds": ["a1"]}
    assert "stung" in asked(survey, {**answers, "calm": 1})
    assert "stung" not in asked(survey, {**answers, "calm": 2})


def test_qualtrics_skips_branches_and_logic_ask_the_same_readers():
    survey = survey_of(imported("garden.qsf"))

    assert asked(survey, {"compost": "3"}) == ["compost"]
    assert "years" in asked(survey, {"compost": "2", "what": ["1"]})
    assert "years" in asked(survey, {"compost": "2", "what": [{"other": "Ash"}]})
    assert "years" not in asked(survey, {"compost": "2", "what": ["2"]})
    assert "help" in asked(survey, {"compost": "1"})
    assert "help" not in asked(survey, {"compost": "2"})
    assert "use_1" in asked(survey, {"compost": "1", "what": ["1"], "years": 3})


def test_qualtrics_trash_and_what_no_flow_leads_to_are_left_out():
    dropped = lines(imported("garden.qsf"), Fate.DROPPED)

    assert "dropped question old (QID9): the question old (it is in the trash)" in dropped
    assert (
        "dropped question map (QID10): the question map (the flow of the survey does not lead to it)"
    ) in dropped


def test_codes_become_valid_and_stay_distinct():
    found = surveyjs(
        {"type": "text", "name": "Größe?"},
        {"type": "text", "name": "große"},
        {"type": "text", "name": "1st"},
        {"type": "text", "name": "茶"},
        {"type": "text", "name": "a__b"},
    )

    assert [question.id for question in survey_of(found).questions] == [
        "grosse",
        "grosse_2",
        "q1st",
        "question",
        "a_b",
    ]


def test_the_same_words_twice_are_told_apart():
    found = surveyjs(
        {
            "type": "radiogroup",
            "name": "tea",
            "choices": [{"value": 1, "text": "Green"}, {"value": 2, "text": "green"}],
        }
    )

    assert [option.label for option in survey_of(found).questions[0].options] == ["Green", "green (2)"]


def test_an_option_called_other_does_not_take_the_place_of_other():
    found = surveyjs(
        {"type": "dropdown", "name": "tea", "choices": ["other", "green"], "showOtherItem": True}
    )

    assert [option.id for option in survey_of(found).questions[0].options] == ["other-2", "green"]


def test_a_placeholder_for_what_is_not_asked_before_is_made_plain():
    found = surveyjs(
        {"type": "text", "name": "tea", "title": "What of {later} and {tea}?"},
        {"type": "text", "name": "later"},
    )

    assert survey_of(found).questions[0].ask == "What of [later] and [tea]?"


def test_a_condition_on_a_later_question_is_left_out_and_said():
    found = surveyjs(
        {"type": "text", "name": "tea", "visibleIf": "{later} notempty"}, {"type": "text", "name": "later"}
    )

    assert survey_of(found).questions[0].when == ()
    why = "later is no question before it; it is asked without it"
    assert lines(found, Fate.DROPPED) == [f"dropped page 1, element 1 (tea): the condition of tea ({why})"]


def test_a_question_whose_condition_contradicts_itself_is_left_out():
    found = surveyjs(
        {"type": "radiogroup", "name": "tea", "choices": ["a", "b"]},
        {"type": "text", "name": "why", "visibleIf": "{tea} = 'a' and {tea} empty"},
    )

    assert [question.id for question in survey_of(found).questions] == ["tea"]
    assert lines(found, Fate.DROPPED) == [
        "dropped page 1, element 2 (why): the question why (its condition never holds, so nobody was asked)"
    ]


def test_signs_that_steer_a_terminal_do_not_reach_it():
    found = surveyjs({"type": "text", "name": "tea\x1b[31m"})

    assert not any("\x1b" in str(note) for note in found.notes)
    assert survey_of(found).questions[0].ask == "tea[31m"


def test_words_that_show_nothing_are_none():
    found = surveyjs(
        {"type": "radiogroup", "name": "tea", "choices": ["\ufeff", {"value": "b", "text": "\u3164"}, "c"]},
        {"type": "text", "name": "\u200b", "title": "\u200b"},
        title="\ufeff",
    )

    survey = survey_of(found)

    assert survey.title == "Survey from SurveyJS"
    assert [option.label for option in survey.questions[0].options] == ["?", "b", "c"]
    assert survey.questions[1].ask == survey.questions[1].id


def test_a_condition_names_the_option_with_its_code_also_where_another_is_called_so():
    found = surveyjs(
        {
            "type": "radiogroup",
            "name": "cups",
            "choices": [{"value": 1, "text": "2"}, {"value": 2, "text": "3"}],
        },
        {"type": "text", "name": "why", "visibleIf": "{cups} = 2"},
    )

    survey = survey_of(found)

    assert asked(survey, {"cups": "2"}) == ["cups", "why"]
    assert asked(survey, {"cups": "1"}) == ["cups"]


@pytest.mark.parametrize(
    "written", ["{teas} allof ['a', 'b']", "{teas} contains 'a' and {teas} contains 'b'"]
)
def test_two_picks_can_be_asked_for_at_once(written):
    found = surveyjs(
        {"type": "checkbox", "name": "teas", "choices": ["a", "b", "c"]},
        {"type": "text", "name": "why", "visibleIf": written},
    )

    survey = survey_of(found)

    assert lines(found, Fate.DROPPED) == []
    assert asked(survey, {"teas": ["a", "b"]}) == ["teas", "why"]
    assert asked(survey, {"teas": ["a", "c"]}) == ["teas"]


@pytest.mark.parametrize(
    ("element", "what"),
    [
        ({"maxLength": 1e20}, "max 1e+20 (it is no bound that we know)"),
        ({"maxLength": 0}, "max 0 (it is no bound that we know)"),
        (
            {"validators": [{"type": "text", "minLength": 501}], "isRequired": True},
            "min (the least is more than the most, 500)",
        ),
        (
            {"validators": [{"type": "text", "minLength": 9, "maxLength": 8}]},
            "min and max (the least is more than the most, 8)",
        ),
    ],
)
def test_bounds_that_no_answer_fits_are_left_out(element, what):
    found = surveyjs({"type": "text", "name": "tea", **element})

    assert lines(found, Fate.DROPPED) == [f"dropped page 1, element 1 (tea): {what}"]
    assert walk_survey(survey_of(found)).problems == ()


@pytest.mark.parametrize(
    "points",
    [
        {"rateMin": -1e308, "rateMax": 1e308},
        {"rateMin": 0, "rateMax": 10, "rateStep": 1e-320},
        {"rateCount": 1e300},
    ],
)
def test_points_without_end_are_cut_off(points):
    found = surveyjs({"type": "rating", "name": "tea", **points})

    assert len(survey_of(found).questions[0].options) == 100


def qsf(flow, skips=()):
    """Return a survey of three questions of yes or no, each in a block of its own, imported."""
    numbers = (1, 2, 3)
    blocks = [
        {
            "Type": "Standard",
            "ID": f"BL_{number}",
            "BlockElements": [
                {
                    "Type": "Question",
                    "QuestionID": f"QID{number}",
                    "SkipLogic": list(skips) if number == 1 else [],
                }
            ],
        }
        for number in numbers
    ]
    questions = [
        {
            "Element": "SQ",
            "Payload": {
                "QuestionID": f"QID{number}",
                "DataExportTag": f"q{number}",
                "QuestionType": "MC",
                "Selector": "SAVR",
                "QuestionText": "Well?",
                "Choices": {"1": {"Display": "Yes"}, "2": {"Display": "No"}},
            },
        }
        for number in numbers
    ]
    elements = [
        {"Element": "BL", "Payload": blocks},
        {"Element": "FL", "Payload": {"Flow": flow}},
        *questions,
    ]
    return import_survey(json.dumps({"SurveyEntry": {}, "SurveyElements": elements}).encode())


BLOCKS = [{"Type": "Block", "ID": f"BL_{number}"} for number in (1, 2, 3)]


def test_who_skips_to_the_end_of_a_qualtrics_survey_is_asked_nothing_more():
    skip = {
        "ChoiceLocator": "q://QID1/SelectableChoice/2",
        "Condition": "Selected",
        "SkipToDestination": "ENDOFSURVEY",
    }

    survey = survey_of(qsf(BLOCKS, [skip]))

    assert asked(survey, {"q1": "1"}) == ["q1", "q2", "q3"]
    assert asked(survey, {"q1": "2"}) == ["q1"]


def test_who_comes_to_the_end_in_a_branch_of_a_qualtrics_survey_is_asked_nothing_more():
    said = {"LogicType": "Question", "LeftOperand": "q://QID1/SelectableChoice/2", "Operator": "Selected"}
    end = {"Type": "Branch", "BranchLogic": {"0": {"Type": "If", "0": said}}, "Flow": [{"Type": "EndSurvey"}]}

    survey = survey_of(qsf([*BLOCKS[:2], end, BLOCKS[2]]))

    assert asked(survey, {"q1": "1"}) == ["q1", "q2", "q3"]
    assert asked(survey, {"q1": "2"}) == ["q1", "q2"]


def test_limesurvey_options_that_are_not_ticked_can_be_asked_for_and_soft_questions_may_be_left_out():
    columns = ["class", "type/scale", "name", "relevance", "text", "language", "mandatory"]
    rows = [
        columns,
        ["S", "", "language", "", "en", "", ""],
        ["G", "1", "Teas", "1", "", "en", ""],
        ["Q", "M", "kinds", "1", "Which?", "en", "S"],
        ["SQ", "0", "a1", "", "Green", "en", ""],
        ["SQ", "0", "a2", "", "Black", "en", ""],
        ["Q", "S", "why", 'kinds_a1.NAOK == ""', "Why not, with {kinds.NAOK}?", "en", "Y"],
    ]

    survey = survey_of(import_survey("\n".join("\t".join(row) for row in rows).encode()))

    assert asked(survey, {"kinds": ["a2"]}) == ["section1", "kinds", "why"]
    assert asked(survey, {"kinds": ["a1"]}) == ["section1", "kinds"]
    assert survey.question("why").ask == "Why not, with {kinds}?"
    assert [question.required for question in survey.questions] == [False, False, True]


def test_the_surveys_own_language_is_none_of_the_further_ones():
    found = surveyjs({"type": "text", "name": "tea"}, title={"default": "Tea", "en": "Teas", "de": "Tee"})

    survey = survey_of(found)

    assert (survey.title, survey.language) == ("Tea", "en")
    assert [translation.language for translation in survey.languages] == ["de"]
    assert lines(found, Fate.DROPPED) == ["dropped language en: 1 texts (it is no code of another language)"]


def test_none_gets_an_id_of_its_own_where_an_option_has_it():
    found = surveyjs(
        {
            "type": "checkbox",
            "name": "tea",
            "choices": [{"value": "neither", "text": "N"}, "b"],
            "showNoneItem": True,
            "noneText": "Neither",
        }
    )

    none = survey_of(found).questions[0].none
    assert (none.id, none.label) == ("none-neither", "Neither")


def test_neither_of_two_picks_can_be_asked_for():
    found = surveyjs(
        {"type": "checkbox", "name": "teas", "choices": ["a", "b", "c"]},
        {"type": "text", "name": "why", "visibleIf": "{teas} notcontains ['a', 'b']"},
    )

    survey = survey_of(found)

    assert [len(asked(survey, {"teas": picks})) for picks in (["c"], ["a", "c"], ["b"], None)] == [2, 1, 1, 2]


def test_settings_that_say_nothing_are_not_in_the_report():
    found = surveyjs({"type": "text", "name": "tea", "mystery": "", "riddle": [], "enigma": False})

    assert lines(found, Fate.DROPPED) == []


def test_points_whose_words_make_the_same_id_are_kept_apart():
    points = ["C", "C++", "-0.5", "0.5"]

    survey = survey_of(surveyjs({"type": "rating", "name": "much", "rateValues": points}))

    assert [point.label for point in survey.question("much").points] == points
