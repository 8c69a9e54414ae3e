"""What another tool's file says is kept with its meaning, or has its line in the report."""

import json
from zoneinfo import ZoneInfo

import pytest

from editorial.conditions import shown_questions
from editorial.interchange.document import read_text, survey_text
from editorial.interchange.formats import import_survey
from editorial.interchange.model import Fate, ForeignFileError

UTC = ZoneInfo("UTC")
COLUMNS = ("class", "type/scale", "name", "relevance", "text", "language", "mandatory", "other")


def survey_of(found):
    survey, problems = read_text(survey_text(found), slug="garden", zone=UTC)
    assert survey is not None
    assert not [str(problem) for problem in problems if problem.is_error]
    return survey


def asked(found, answers):
    return [question.id for question in shown_questions(survey_of(found), answers)]


def report(found):
    return "\n".join(str(note) for note in found.notes if note.fate is not Fate.KEPT)


def surveyjs(*elements):
    return import_survey(json.dumps({"elements": list(elements)}).encode())


def limesurvey(*rows, **attributes):
    """Return a survey of tab-separated rows; `attributes` are those of its first question."""
    first = next(number for number, row in enumerate(rows) if row[0] == "Q")
    whole = [
        [*row, *[""] * (len(COLUMNS) - len(row)), *(attributes.values() if number == first else ())]
        for number, row in enumerate(rows)
    ]
    lines = [[*COLUMNS, *attributes], ["S", "", "language", "", "en"], *whole]
    return import_survey("\n".join("\t".join(line) for line in lines).encode())


def lss(**tables):
    """Return a survey of LimeSurvey's tables, each a list of rows."""
    found = {"surveys": [{"sid": "1", "language": "en"}], "groups": [{"gid": "1"}]} | tables
    xml = "".join(
        f"<{table}><rows>"
        + "".join(
            f"<row>{''.join(f'<{name}>{text}</{name}>' for name, text in row.items())}</row>" for row in rows
        )
        + f"</rows></{table}>"
        for table, rows in found.items()
    )
    return import_survey(f"<document><LimeSurveyDocType>Survey</LimeSurveyDocType>{xml}</document>".encode())


TEXT = {"qid": "1", "gid": "1", "type": "S", "title": "why", "question": "Why?", "language": "en"}
CHOICES = {str(number): {"Display": name} for number, name in enumerate(("Green", "Black", "White"), 1)}


def question(number, kind="MC", selector="SAVR", **fields):
    return {
        "QuestionID": f"QID{number}",
        "DataExportTag": f"q{number}",
        "QuestionType": kind,
        "Selector": selector,
        "QuestionText": "Well?",
        **({"Choices": CHOICES} if kind in ("MC", "Slider") else {}),
        **fields,
    }


def qualtrics(*questions, flow=None, entry=None, block=None, more=()):
    parts = [{"Type": "Question", "QuestionID": one["QuestionID"]} for one in questions]
    blocks = [{"Type": "Standard", "ID": "BL_1", "BlockElements": parts, **(block or {})}]
    elements = [
        {"Element": "BL", "Payload": blocks},
        {"Element": "FL", "Payload": {"Flow": flow or [{"Type": "Block", "ID": "BL_1"}]}},
        *({"Element": "SQ", "Payload": one} for one in questions),
        *more,
    ]
    return import_survey(json.dumps({"SurveyEntry": entry or {}, "SurveyElements": elements}).encode())


def logic(*parts):
    """Return display logic of (locator, operator, right side, word before it)."""
    said = {
        str(number): {
            "LogicType": "Question",
            "LeftOperand": f"q://{locator}",
            "Operator": operator,
            "RightOperand": right,
            "Conjuction": word,
        }
        for number, (locator, operator, right, word) in enumerate(parts)
    }
    return {"0": {"Type": "If", **said}}


@pytest.mark.parametrize(
    ("kind", "attributes", "said"),
    [
        ("N", {"maximum_chars": "4"}, "maximum_chars"),
        ("S", {"min_answers": "2"}, "min_answers"),
        ("S", {"maximum_chars": "{long}"}, "maximum_chars “{long}”"),
        ("M", {"other_replace_text": "More"}, "its own words for “other”"),
        ("M", {"exclude_all_others": "gone"}, "exclude_all_others “gone”"),
        ("L", {"answer_order": "alphabetical"}, "answer_order"),
    ],
)
def test_a_setting_of_limesurvey_that_its_type_has_no_use_for_is_named(kind, attributes, said):
    parts = ("A" if kind == "L" else "SQ", "0")
    rows = [("Q", kind, "q", "1", "Well?", "en", "N", "Y" if kind == "M" else "")]
    rows += [(*parts, f"a{n}", "", f"Row {n}", "en") for n in (1, 2)]

    found = limesurvey(*rows, **attributes)

    assert said in report(found)


def test_a_setting_of_limesurvey_that_was_used_is_not_called_lost():
    rows = [("SQ", "0", "a", "", "Row", "en"), *(("A", str(n), "b", "", "One", "en") for n in (0, 1))]
    rows += [("A", str(n), "c", "", "Two", "en") for n in (0, 1)]

    found = limesurvey(("Q", "1", "q", "1", "Well?", "en"), *rows, dualscale_headerA="First")

    assert "First" in survey_of(found).questions[0].ask
    assert "dualscale_headerA" not in report(found)


def test_bounds_of_several_numbers_hold_for_each_of_them():
    found = limesurvey(
        ("Q", "K", "q", "1", "How many?", "en"),
        ("SQ", "0", "a", "", "Cups", "en"),
        min_num_value_n="1",
        max_num_value_n="9",
    )

    (cups,) = survey_of(found).questions
    assert (cups.min, cups.max) == (1, 9)


@pytest.mark.parametrize("kind", ["Q", ";"])
def test_lines_that_take_numbers_only_are_numbers(kind):
    rows = [("SQ", "0", "a", "", "Cups", "en"), ("SQ", "1", "b", "", "May", "en")]

    found = limesurvey(("Q", kind, "q", "1", "How many?", "en"), *rows, numbers_only="1")

    assert {str(one.type) for one in survey_of(found).questions} == {"number"}


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            limesurvey(
                ("Q", "M", "q", "1", "Well?", "en"),
                ("SQ", "0", "a", "why.NAOK == 1", "One", "en"),
                ("SQ", "0", "b", "1", "Two", "en"),
            ),
            "the condition of “One”",
        ),
        (
            lss(
                questions=[TEXT | {"type": "M"}],
                subquestions=[
                    {"qid": "2", "parent_qid": "1", "title": "a", "question": "One", "relevance": "x == 1"},
                    {"qid": "3", "parent_qid": "1", "title": "b", "question": "Two", "relevance": "1"},
                ],
            ),
            "the condition of “One”",
        ),
        (lss(questions=[TEXT], groups=[{"gid": "1", "randomization_group": "x"}]), "a random order"),
        (
            lss(questions=[TEXT], question_l10ns=[TEXT | {"script": "alert(1)"}]),
            "question why (line 1): script",
        ),
        (
            lss(questions=[TEXT], question_attributes=[
                {"qid": "1", "attribute": "suffix", "value": "Tassen", "language": "de"}
            ]),
            "suffix in de",
        ),
    ],
    ids=range(5),
)  # fmt: skip
def test_what_limesurvey_says_of_parts_is_named(found, said):
    assert said in report(found)


def test_the_welcome_of_a_tab_separated_survey_keeps_its_languages():
    rows = [
        ("SL", "", f"surveyls_{name}", "", f"{words} {language}", language)
        for name, words in (("description", "About"), ("welcometext", "Hello"))
        for language in ("en", "de")
    ]

    found = limesurvey(*rows, ("Q", "S", "q", "1", "Well?", "en"), ("Q", "S", "q", "1", "Nun?", "de"))

    survey = survey_of(found)
    assert survey.introduction == "About en\n\nHello en"
    assert survey.languages[0].introduction == "About de\n\nHello de"


def test_a_survey_in_no_language_that_there_is_has_none_twice():
    texts = [{"surveyls_language": name, "surveyls_title": name} for name in ("tlh?", "en", "de")]

    found = lss(
        surveys=[{"sid": "1", "language": "tlh?"}],
        surveys_languagesettings=texts,
        questions=[TEXT | {"language": "tlh?"}],
    )

    assert [spoken.language for spoken in survey_of(found).languages] == ["de"]


def test_broken_xml_is_told_on_one_line():
    with pytest.raises(
        ForeignFileError, match=r"^line \d: it is not XML: CData section not finished Hel.*\)$"
    ):
        import_survey(b"<document><x><![CDATA[Hel\nlo\n\nyou")


def test_qualtrics_reads_and_before_or():
    green, black, white = (f"QID1/SelectableChoice/{number}" for number in (1, 2, 3))
    said = logic(
        (green, "Selected", "", ""),
        (black, "Selected", "", "Or"),
        ("QID2/ChoiceTextEntryValue", "NotEmpty", "", "And"),
        (white, "Selected", "", "Or"),
    )

    found = qualtrics(question(1), question(2, "TE", "SL"), question(3, DisplayLogic=said))

    assert asked(found, {"q1": "1"})[-1] == "q3"
    assert asked(found, {"q1": "2"})[-1] == "q2"
    assert asked(found, {"q1": "2", "q2": "x"})[-1] == "q3"
    assert asked(found, {"q1": "3"})[-1] == "q3"


def test_the_number_of_picks_in_qualtrics_is_no_pick():
    said = logic(("QID1/SelectedChoicesCount", "EqualTo", "2", ""))

    found = qualtrics(question(1, selector="MAVR"), question(2, DisplayLogic=said))

    assert survey_of(found).question("q2").when == ()
    assert "the condition of q2" in report(found)


def test_words_beside_an_option_in_qualtrics_are_not_the_answer():
    said = logic(("QID1/ChoiceTextEntryValue/3", "NotEmpty", "", ""))

    found = qualtrics(question(1), question(2, DisplayLogic=said))

    assert survey_of(found).question("q2").when == ()
    assert "the condition of q2" in report(found)


def test_a_line_of_several_in_qualtrics_can_be_asked_for_and_shown():
    rows = question(1, "Slider", "HSLIDER")
    said = logic(("QID1/ChoiceNumericEntryValue/2", "GreaterThan", "5", ""))
    words = "You said ${q://QID1/ChoiceNumericEntryValue/2}."

    found = qualtrics(rows, question(2, DisplayLogic=said, QuestionText=words))

    assert asked(found, {"q1_2": 7})[-1] == "q2"
    assert asked(found, {"q1_2": 4})[-1] == "q1_3"
    assert survey_of(found).question("q2").ask == "You said {q1_2}."


def test_nobody_is_asked_what_stands_behind_the_end_of_a_qualtrics_survey():
    flow = [{"Type": "Block", "ID": "BL_1"}, {"Type": "EndSurvey"}, {"Type": "Block", "ID": "BL_2"}]
    after = {"ID": "BL_2", "Type": "Standard", "BlockElements": [{"Type": "Question", "QuestionID": "QID2"}]}
    parts = [{"Type": "Question", "QuestionID": "QID1"}]

    found = qualtrics(
        question(1),
        question(2),
        flow=flow,
        block={"BlockElements": parts},
        more=[{"Element": "BL", "Payload": [after]}],
    )

    assert [one.id for one in survey_of(found).questions] == ["q1"]
    assert "the question q2" in report(found)


def test_an_end_that_cannot_be_said_takes_nothing_from_anybody():
    unsayable = {"0": {"Type": "If", "0": {"LogicType": "EmbeddedField", "Description": "x"}}}
    reached = logic(("QID1/SelectableChoice/1", "Selected", "", ""))
    end = {"Type": "Branch", "BranchLogic": unsayable, "Flow": [{"Type": "EndSurvey"}]}
    flow = [
        {"Type": "Block", "ID": "BL_1"},
        {"Type": "Branch", "BranchLogic": reached, "Flow": [end]},
        {"Type": "Block", "ID": "BL_2"},
    ]
    after = {"ID": "BL_2", "Type": "Standard", "BlockElements": [{"Type": "Question", "QuestionID": "QID2"}]}

    found = qualtrics(
        question(1),
        question(2),
        flow=flow,
        block={"BlockElements": [{"Type": "Question", "QuestionID": "QID1"}]},
        more=[{"Element": "BL", "Payload": [after]}],
    )

    assert asked(found, {"q1": "2"}) == ["q1", "q2"]
    assert asked(found, {"q1": "1"}) == ["q1", "q2"]
    assert "the condition of q2" in report(found)


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (qualtrics(question(1, DefaultChoices={"1": {"Selected": True}})), "DefaultChoices"),
        (qualtrics(question(1, GradingData=[{"ChoiceID": "1"}])), "GradingData"),
        (
            qualtrics(question(1, Validation={"Settings": {"CustomValidation": {"0": {}, "Type": "x"}}})),
            "CustomValidation",
        ),
        (
            qualtrics(question(1, "Slider", "HSLIDER", Randomization={"Type": "All"})),
            "Randomization",
        ),
        (qualtrics(question(1), block={"Options": {"RandomizeQuestions": "true"}}), "RandomizeQuestions"),
        (qualtrics(question(1), block={"Options": {"Looping": "Question"}}), "Looping"),
        (qualtrics(question(1), more=[{"Element": "QO", "Payload": [{"Name": "Full"}]}]), "an element QO"),
        (
            qualtrics(question(1), entry={"SurveyExpirationDate": "2026-03-01 00:00:00"}),
            "SurveyExpirationDate",
        ),
    ],
    ids=range(8),
)  # fmt: skip
def test_what_qualtrics_says_besides_is_named(found, said):
    assert said in report(found)


def test_settings_of_qualtrics_that_say_nothing_are_not_named():
    found = qualtrics(
        question(
            1,
            DefaultChoices=False,
            GradingData=[],
            Randomization={"Type": "None"},
            Validation={"Settings": {"ForceResponse": "OFF", "ForceResponseType": "OFF", "Type": "None"}},
        ),
        entry={"SurveyStartDate": "0000-00-00 00:00:00", "SurveyDescription": None},
        block={"Options": {"RandomizeQuestions": "false", "Looping": "None", "BlockLocking": "false"}},
        more=[{"Element": "QO", "Payload": None}],
    )

    assert report(found) == ""


@pytest.mark.parametrize(
    ("element", "fields"),
    [
        (
            {"type": "text", "inputType": "number", "min": 5, "max": 8, "validators": [
                {"type": "numeric", "minValue": 1, "maxValue": 9}]},
            {"min": 5, "max": 8},
        ),
        ({"type": "text", "validators": [{"type": "email"}]}, {"type": "email"}),
        (
            {"type": "radiogroup", "choices": [True, {"value": False, "text": "Never"}]},
            {"labels": ["true", "Never"]},
        ),
        (
            {"type": "boolean", "renderAs": "checkbox", "title": "The rules", "label": "I agree"},
            {"ask": "The rules: I agree"},
        ),
    ],
    ids=range(4),
)  # fmt: skip
def test_surveyjs_elements_keep_what_they_ask(element, fields):
    (found,) = survey_of(surveyjs({"name": "q", **element})).questions

    labels = [option.label for option in found.options]
    assert {name: labels if name == "labels" else getattr(found, name) for name in fields} == fields


ROWS = [{"value": "r", "text": "Row"}]
COLUMN = [{"name": "c", "cellType": "checkbox"}]


def test_cells_that_are_ticked_take_the_choices_of_the_table():
    table = {"type": "matrixdropdown", "name": "q", "rows": ROWS, "columns": COLUMN, "choices": ["a", "b"]}

    (found,) = survey_of(surveyjs(table)).questions

    assert (str(found.type), [option.id for option in found.options]) == ("choices", ["a", "b"])


@pytest.mark.parametrize(
    ("element", "said"),
    [
        ({"type": "comment", "validators": [{"type": "email"}]}, "a check of type email"),
        ({"type": "text", "validators": [{"type": "text", "allowDigits": False}]}, "of a check: allowDigits"),
        (
            {"type": "boolean", "renderAs": "checkbox", "validators": [
                {"type": "expression", "expression": "{q} = true or {r} = 2"}]},
            "a check of type expression",
        ),
        (
            {"type": "matrixdropdown", "rows": ROWS, "columns": COLUMN, "choices": ["a", "b"],
             "isRequired": True},
            "an answer in any part is required",
        ),
        (
            {"type": "multipletext", "items": [{"name": "a"}], "isRequired": True},
            "an answer in any part is required",
        ),
        (
            {"type": "matrix", "cellType": "checkbox", "rows": ROWS, "columns": ["a", "b"],
             "isRequired": True},
            "an answer in any part is required",
        ),
    ],
    ids=range(6),
)  # fmt: skip
def test_what_surveyjs_says_besides_is_named(element, said):
    assert said in report(surveyjs({"name": "q", **element}))


def test_a_condition_on_a_number_without_end_is_left_out_and_said():
    number = {"type": "text", "inputType": "number", "name": "n"}

    found = surveyjs(number, {"type": "text", "name": "q", "visibleIf": f"{{n}} > {'9' * 400}"})

    assert survey_of(found).question("q").when == ()
    assert "n is a number" in report(found)


def test_a_translation_names_no_answer_that_the_own_words_do_not_name():
    why = {"default": "Why?", "de": "Sie sagten {tea}. Warum?"}

    found = surveyjs({"type": "text", "name": "tea"}, {"type": "text", "name": "why", "title": why})

    assert survey_of(found).languages[0].questions["why"].ask == "Sie sagten [tea]. Warum?"
    assert "the placeholder {tea} in a translation" in report(found)


def test_what_stands_among_surveyjs_elements_and_is_none_is_named():
    found = surveyjs({"type": "text", "name": "q"}, 5, None, "a word")

    assert "elements, item 2, elements, item 4" in report(found)
