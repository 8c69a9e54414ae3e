"""What goes out as SurveyJS comes in again the same; triple-s and DDI hold every variable and code."""

import dataclasses
import json
import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from editorial.blank import is_blank
from editorial.interchange.document import read_text, survey_text
from editorial.interchange.formats import Format, export_survey, import_survey
from editorial.question import Option, Question, QuestionType
from editorial.slug import slugify
from tests.builders import ask, make_survey

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
DDI = {"d": "ddi:codebook:2_5"}
EVERY_TYPE = [
    ask(
        "choice",
        "a",
        options=["Green", {"id": "oolong", "label": "Oolong <i>", "pin": True}],
        other=True,
        shuffle=True,
    ),
    ask(
        "choices",
        "b",
        options=["Milk", "Sugar", "Lemon"],
        none="None of these",
        min=1,
        max=2,
        when={"a": "Green"},
    ),
    ask("yes_no", "c", required=True),
    ask("scale", "d", points=4, low="Bad", high="Good"),
    ask("scale", "e", points=["Never", "Often"], when={"d": {"at_least": 2, "below": 4}}),
    ask("nps", "f", low="No", high="Yes"),
    ask("stars", "g"),
    ask("matrix", "h", required=True),
    ask("rank", "i", min=1, max=2, shuffle=True),
    ask("text", "j", min=2, max=40, help="You said {a}."),
    ask(
        "long_text", "k", when=[{"b": ["Milk", "Lemon"]}, {"c": {"is_not": "yes"}, "j": {"answered": "yes"}}]
    ),
    ask("email", "l"),
    ask("number", "m", min=-2.5, max=0),
    ask("date", "n"),
    ask("consent", "o", required=True, when={"n": {"above": "2020-01-31"}}),
    ask("statement", "p", ask="5 < 6 & so on", when={"o": "yes", "m": {"at_most": -1}}),
]


def exported(survey, form=Format.SURVEYJS):
    return export_survey(survey, form, as_of=NOON)


def back(survey):
    text = survey_text(import_survey(exported(survey).text.encode()))
    found, problems = read_text(text, slug=survey.slug, zone=ZoneInfo("UTC"))
    assert not [str(problem) for problem in problems if problem.is_error]
    return found


def test_every_type_comes_back_from_surveyjs_as_it_was():
    survey = make_survey(*EVERY_TYPE, pages="one", thanks="Thank you.")

    found = back(survey)

    assert {question.type for question in survey.questions} == set(QuestionType)
    assert found.questions == survey.questions
    assert (found.title, found.introduction, found.pages, found.thanks) == (
        survey.title,
        survey.introduction,
        survey.pages,
        survey.thanks,
    )


def test_what_came_back_is_reported_as_kept():
    found = import_survey(exported(make_survey(*EVERY_TYPE)).text.encode())

    assert {str(note.fate) for note in found.notes} == {"kept"}


def test_languages_come_back_from_surveyjs():
    german = {
        "title": "Tee",
        "questions": {"tea": {"ask": "Welcher?", "options": {"green": "Grün"}, "none": "Keiner"}},
    }
    question = ask("choices", options=["Green", "White"], none="Neither")
    survey = make_survey(question, language="en", languages={"de": german})

    found = back(survey)

    assert found.languages == survey.languages
    assert found.language == "en"


UNSEEN = ("Cc", "Cs", "Zl", "Zp")
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=UNSEEN, exclude_characters="{}\ufffe\uffff"),
    min_size=1,
    max_size=25,
).map(lambda text: " ".join(text.split())).filter(lambda text: not is_blank(text))  # fmt: skip
LABELS = st.lists(WORDS, min_size=2, max_size=5, unique_by=(str.casefold, slugify)).filter(
    lambda labels: {"other", "none"}.isdisjoint(map(slugify, labels))
)
# What an answer is compared with.
ORDERED = {"number": -2.5, "date": "2026-03-31", "scale": 2, "nps": 0, "stars": 5}
KINDS = st.sampled_from([kind for kind in QuestionType if kind is not QuestionType.EMAIL])


@st.composite
def questions(draw):
    asked = []
    for number in range(draw(st.integers(1, 5))):
        kind = draw(KINDS)
        fields = {"ask": draw(WORDS), "help": draw(st.just("") | WORDS), "when": draw(conditions(asked))}
        fields["required"] = draw(st.booleans()) if kind is not QuestionType.STATEMENT else None
        labels = draw(LABELS)
        if kind in ("choice", "choices", "rank"):
            fields["options"] = labels
            fields["shuffle"] = draw(st.booleans())
        if kind in ("choice", "choices"):
            fields["other"] = draw(st.booleans())
            # The last of the options may be the one that excludes the rest.
            has_none = kind == "choices" and len(labels) > 2 and draw(st.booleans())
            fields["none"] = labels.pop() if has_none else None
        if kind == "matrix":
            fields |= {"rows": draw(LABELS), "columns": labels}
        if kind == "scale":
            fields["points"] = draw(st.integers(2, 10) | LABELS)
        if kind in ("scale", "nps", "stars"):
            fields |= {"low": draw(st.just("") | WORDS), "high": draw(st.just("") | WORDS)}
        if kind in ("choices", "rank", "text", "long_text"):
            least = draw(st.none() | st.integers(1, 2))
            fields |= {"min": least, "max": draw(st.none() | st.integers(least or 1, 2))}
        if kind == "number":
            fields |= {
                "min": draw(st.none() | st.floats(-1e6, 0)),
                "max": draw(st.none() | st.integers(0, 10**6)),
            }
        kept = {name: value for name, value in fields.items() if value not in (None, "", False)}
        asked.append({"id": f"q{number}", "type": str(kind), **kept})
    return asked


@st.composite
def conditions(draw, asked):
    usable = [question for question in asked if question["type"] != "statement"]
    if not usable or draw(st.booleans()):
        return None
    # Two alternatives about the same question may come back as one with two values, which means the same.
    distinct = st.lists(
        condition_groups(usable), min_size=1, max_size=2, unique_by=lambda one: tuple(sorted(one))
    )
    groups = draw(distinct)
    return groups[0] if len(groups) == 1 else groups


@st.composite
def condition_groups(draw, usable):
    group = {}
    for question in draw(
        st.lists(st.sampled_from(usable), min_size=1, max_size=2, unique_by=lambda one: one["id"])
    ):
        if question["type"] in ORDERED:
            operator = draw(st.sampled_from(["below", "above", "at_least", "at_most", "is_not"]))
            group[question["id"]] = {operator: ORDERED[question["type"]]}
            continue
        if question["type"] == "consent":
            group[question["id"]] = "true"
            continue
        if question["type"] not in ("choice", "choices", "yes_no"):
            group[question["id"]] = {"answered": draw(st.sampled_from(["yes", "no"]))}
            continue
        labels = [*question.get("options", ["yes", "no"]), *filter(None, [question.get("none")])]
        value = draw(
            st.sampled_from(labels) | st.lists(st.sampled_from(labels), min_size=2, max_size=2, unique=True)
        )
        both = {"is": labels[:2], "includes": labels[-1]}
        if question["type"] == "choices" and draw(st.booleans()):
            group[question["id"]] = both
            continue
        group[question["id"]] = draw(
            st.just(value) | st.just({"is_not": value}) | st.just({"answered": "yes"})
        )
    return group


@given(questions())
def test_what_both_sides_know_comes_back_the_same(asked):
    survey = make_survey(*asked)

    assert back(survey).questions == survey.questions


def test_surveyjs_says_what_it_cannot_hold():
    survey = make_survey(
        ask("choices", "tea", was="old", none={"id": "nil", "label": "Neither"}),
        opens="2026-01-01",
        retired=["x"],
    )

    assert exported(survey).losses == (
        "the header's opens, purpose, retired: a SurveyJS definition has no place for it",
        "tea: was, as SurveyJS keeps no versions",
        "tea: the id nil, as SurveyJS calls that option “none”",
    )


def test_conditions_on_the_option_that_excludes_the_rest_go_out_by_the_name_it_has_there():
    survey = make_survey(
        ask("choices", "a", none="Neither", other=True),
        ask("text", "b", when={"a": ["green", "neither", "other"]}),
    )

    assert "{a} anyof ['green', 'none', 'other']" in exported(survey).text
    assert back(survey).questions == survey.questions


def test_an_option_does_not_take_the_name_of_the_one_that_excludes_the_rest():
    options = ["Green", {"id": "none", "label": "None of it"}]
    survey = make_survey(
        ask("choices", "a", options=options, none="Neither"),
        ask("text", "b", when={"a": "none"}),
        ask("text", "c", when={"a": "neither"}),
    )

    elements = json.loads(exported(survey).text)["pages"][0]["elements"]

    assert [choice["value"] for choice in elements[0]["choices"]] == ["green", "none-2"]
    assert [element["visibleIf"] for element in elements[1:]] == [
        "{a} anyof ['none-2']",
        "{a} anyof ['none']",
    ]
    assert "a: the id none, which is none-2 there, as another one has it" in exported(survey).losses


def test_an_earlier_id_of_the_option_that_excludes_the_rest_is_among_the_losses():
    survey = make_survey(ask("choices", none={"label": "Neither", "was": "nil"}), language="en")

    assert "tea: was, as SurveyJS keeps no versions" in exported(survey).losses


def test_numbers_are_written_out_in_full():
    survey = make_survey(
        ask("number", "a", min=0.1, max=1e15), ask("text", "b", when={"a": {"at_most": 0.0000001}})
    )

    assert back(survey).questions == survey.questions
    assert "{a} <= 0.0000001" in exported(survey).text
    ddi = etree.fromstring(exported(survey, Format.DDI).text.encode())
    assert ddi.find(".//d:var[@name='a']//d:range", DDI).attrib == {"min": "0.1", "max": "1000000000000000"}
    triple_s = etree.fromstring(exported(survey, Format.TRIPLE_S).text.encode())
    assert triple_s.find(".//variable[4]//range").attrib == {"from": "0.1", "to": "1000000000000000"}


def test_every_field_of_a_question_goes_out_or_is_named():
    # A new field fails here: write it in `surveyjs_export.py`, or name it among the losses, and add it.
    known = (
        "id ask type help required options other none shuffle min max low high points rows columns when was"
    )

    assert [field.name for field in dataclasses.fields(Question)] == known.split()
    assert [field.name for field in dataclasses.fields(Option)] == ["id", "label", "pin", "was"]


def test_surveyjs_conditions_mean_the_same_without_an_answer():
    survey = make_survey(ask("choice", "a"), ask("text", "b", when={"a": {"is_not": "Green"}}))

    elements = json.loads(exported(survey).text)["pages"][0]["elements"]

    assert elements[1]["visibleIf"] == "({a} notempty and !({a} = 'green'))"


def test_triple_s_holds_a_variable_for_each_part_of_an_answer():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE), Format.TRIPLE_S).text.encode())

    assert (root.tag, root.get("version")) == ("sss", "2.0")
    assert root.find("survey/record").attrib == {"ident": "A", "format": "csv", "skip": "1"}
    found = {variable.findtext("name"): variable.get("type") for variable in root.iterfind(".//variable")}
    beside = re.compile(r"response|received_at|version|context_from|\w+_(outcome|seconds|order)")
    assert {name: kind for name, kind in found.items() if not beside.fullmatch(name)} == {
        "a": "single", "a__other": "character", "b": "multiple", "c": "single", "d": "single", "e": "single",
        "f": "single", "g": "single", "h__green": "single", "h__black_tea": "single", "i__green": "quantity",
        "i__black_tea": "quantity", "i__white": "quantity", "j": "character", "k": "character",
        "l": "character", "m": "quantity", "n": "date", "o": "logical",
    }  # fmt: skip


def test_triple_s_elements_stand_in_the_standards_order():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE), Format.TRIPLE_S).text.encode())

    order = ["name", "label", "position", "size", "values"]
    for number, variable in enumerate(root.iterfind(".//variable"), 1):
        tags = [child.tag for child in variable]
        assert tags == [tag for tag in order if tag in tags]
        assert variable.get("ident") == variable.find("position").get("start") == str(number)
        codes = [value.get("code") for value in variable.iterfind("values/value")]
        assert len(set(codes)) == len(codes)
        assert bool(codes) is (variable.get("type") in ("single", "multiple"))


def test_triple_s_codes_are_our_ids_and_labels_our_words():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE), Format.TRIPLE_S).text.encode())

    values = root.findall(".//variable[name='a']/values/value")
    assert [(value.get("code"), value.text) for value in values] == [
        ("green", "Green"),
        ("oolong", "Oolong <i>"),
        ("other", "Other"),
    ]


def test_triple_s_codes_of_several_answers_are_their_places():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE), Format.TRIPLE_S).text.encode())

    several = root.find(".//variable[@type='multiple']/values")
    assert [(value.get("code"), value.text) for value in several] == [
        ("1", "Milk"),
        ("2", "Sugar"),
        ("3", "Lemon"),
        ("4", "None of these"),
    ]


def test_ddi_describes_every_variable_with_its_question_and_codes():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE), Format.DDI).text.encode())

    assert root.tag == "{ddi:codebook:2_5}codeBook"
    assert root.findtext("d:stdyDscr/d:citation/d:titlStmt/d:titl", namespaces=DDI) == "Tea"
    answers = root.findall("d:dataDscr/d:var[d:qstn]", DDI)
    assert " ".join(variable.get("name") for variable in answers) == (
        "a a__other b__milk b__sugar b__lemon b__none-of-these c d e f g h__green h__black-tea "
        "i__green i__black-tea i__white j k l m n o"
    )
    assert all(variable.findtext("d:qstn/d:qstnLit", namespaces=DDI) for variable in answers)
    codes = [[code.text for code in one.iterfind("d:catgry/d:catValu", DDI)] for one in answers]
    assert (codes[0], codes[2]) == (["green", "oolong", "other"], ["0", "1"])


def test_ddi_describes_what_is_stored_beside_the_answers():
    survey = make_survey(*EVERY_TYPE, hidden=["campaign"])
    root = etree.fromstring(exported(survey, Format.DDI).text.encode())

    names = [variable.get("name") for variable in root.iterfind("d:dataDscr/d:var", DDI)]

    assert names[:3] == ["response", "received_at", "version"]
    assert {"a.outcome", "context.from", "context.campaign", "a.seconds", "a.order", "i.order"} <= set(names)
    assert "c.order" not in names


def test_ddi_elements_stand_in_the_schemas_order():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE), Format.DDI).text.encode())

    order = ["labl", "qstn", "valrng", "universe", "catgry", "varFormat"]
    for variable in root.iterfind("d:dataDscr/d:var", DDI):
        places = [order.index(etree.QName(child).localname) for child in variable]
        assert places == sorted(places)


def test_ddi_says_who_was_asked_and_that_they_chose_themselves():
    root = etree.fromstring(exported(make_survey(*EVERY_TYPE, closes="2026-12-31"), Format.DDI).text.encode())

    assert root.findtext(".//d:sampProc", namespaces=DDI).startswith("Readers chose themselves")
    assert root.find(".//d:collDate", DDI).get("date") == "2026-12-31"
    asked = root.findtext("d:dataDscr/d:var[@name='b__milk']/d:universe", namespaces=DDI)
    assert asked == "Only if your answer to “What about a?” is “Green”."


@pytest.mark.parametrize("form", [Format.TRIPLE_S, Format.DDI])
def test_xml_holds_any_words_of_a_survey(form):
    odd = "a\u200bb \u202e <&> ]]> '\""
    survey = make_survey(ask("choice", options=[odd, "Plain"]))

    root = etree.fromstring(exported(survey, form).text.encode())

    assert any("<&> ]]> '\"" in text for text in root.itertext())
