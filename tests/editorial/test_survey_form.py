import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from editorial.question import QuestionType
from editorial.survey_form import anchor, survey_form
from tests.builders import ask, make_question, make_survey

THEME = Path(__file__).parent.parent.parent / "theme" / "templates"


def test_a_fresh_form_holds_every_question_with_its_condition_and_nothing_filled_in():
    survey = make_survey(
        ask("yes_no", "tea", ask="Tea?"),
        ask("text", "why", ask="Why {tea}?", help="Not {tea}?", when={"tea": "yes"}),
    )

    form = survey_form(survey, action="/surveys/tea", hidden={"_definition": survey.digest})

    first, second = form.fields
    assert (first.ask, first.condition, first.value, first.errors) == ("Tea?", "", None, ())
    assert second.ask == "Why [your answer]?"
    assert second.help == "Not [your answer]?"
    assert second.condition == "Only if your answer to “Tea?” is “Yes”."
    assert form.errors == ()
    assert form.introduction == "<p>A few questions about tea.</p>"


def test_a_form_that_comes_back_keeps_answers_and_links_its_messages_to_the_questions():
    survey = make_survey(ask("choice", "tea"), ask("text", "why", ask="Why {tea}?"))

    form = survey_form(
        survey,
        action="/surveys/tea",
        answers={"tea": "green", "why": "x"},
        errors={"tea": ("No.",), "why": ("Too short.", "Too vague.")},
        notice="Once more.",
    )

    assert form.fields[1].ask == "Why Green?"
    assert form.fields[1].value == "x"
    assert form.errors == (
        ("f-tea-green", "What about tea? No."),
        ("f-why", "Why Green? Too short."),
        ("f-why", "Why Green? Too vague."),
    )
    assert form.notice == "Once more."


@pytest.mark.parametrize("kind", [kind for kind in QuestionType if kind is not QuestionType.STATEMENT])
def test_the_anchor_of_a_message_is_a_control_of_the_question(kind):
    question = make_question(kind)
    theme = Environment(
        loader=FileSystemLoader(THEME), undefined=StrictUndefined, autoescape=True, trim_blocks=True
    )
    template = theme.from_string(
        '{% from "macros/question.html" import question as draw %}{{ draw(question, none, ()) }}'
    )

    page = template.render(question=question)

    controls = re.findall(r'<(?:input|select|textarea)[^>]*\bid="([^"]+)"', page)
    assert controls[0] == anchor(question)
