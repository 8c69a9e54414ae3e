"""The rules of the page's script against the service's: the same surveys and the same forms, one by one."""

import json
import random
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editorial.answers import from_form
from editorial.conditions import counted, piped, shown_questions
from editorial.option_order import in_order_shown
from editorial.page_words import TRANSLATIONS, script_words
from editorial.question import QuestionType
from editorial.survey_language import in_language
from tests.builders import ask, make_survey

RULES = Path(__file__).parents[2] / "theme" / "static" / "js" / "survey_rules.js"
FORMS_OF_A_SURVEY = 40
SEEDS = ("", "0123456789abcdef", "fedcba9876543210")
# In English and in every language that the pages speak.
LANGUAGES = ("", *TRANSLATIONS, "de-at", "de-ch", "fr")
IN_THE_PAGE = """([questions, forms, seed, words]) => forms.map(form => {
  const parts = name => form[name] ?? [];
  const answers = Object.fromEntries(questions.map(asked => [asked.id, rules.fromForm(asked, parts, words)]));
  const counted = rules.counted(questions, answers);
  return {
    shown: rules.shownQuestions(questions, answers),
    words: questions.map(asked => rules.piped(asked.ask, questions, counted, words)),
    orders: questions.map(asked => rules.orderShown(asked, seed)),
    counted,
  };
})"""
LABELS = ("Green", "Black tea", "White", "Oolong")
# What is typed where a text, a number, a day or an address belongs.
TYPED = (
    "", " ", "words", "3", "4.50", "-0", "-0.0", "0.00001", "1e5", "007", "+5", "9999999999999999",
    "2", "2.5", "2,5", "-0,125", "0.125", "4.125", "1.000", "1,000", "1.000,5", "1,2,3", "2.5,",
    "999999999999999.5", "0.1234567890123456", "2026-03-31", "2026-02-30", "0000-01-01",
    "2024-02-29",
    "true",
    "2026-07-01", "ada@example.org", "ada@example", "a b@example.org", "ad\ufeffa@example.org",
    "a@b..c", "\x1fx",
    "a\0b", "\u200b", "\u00a0x\u3000", "{q1}", "$&", "<b>", "👩‍👧", "\u202eabc", "x" * 501, "a\r\nb",
    "\t", "-7",
)  # fmt: skip
_TEXTS = ("text", "long_text", "email", "number", "date", "consent")
_POINTS = ("scale", "nps", "stars")


@st.composite
def questions(draw, number, earlier):
    kind = draw(st.sampled_from([kind for kind in QuestionType if kind is not QuestionType.STATEMENT]))
    fields = {}
    if kind in ("choice", "choices", "rank"):
        labels = draw(st.permutations(LABELS))[: draw(st.integers(2, 4))]
        fields["options"] = [
            {"label": label, "pin": True} if draw(st.booleans()) else label for label in labels
        ]
        fields["shuffle"] = draw(st.booleans())
    if kind in ("choice", "choices"):
        fields["other"] = draw(st.booleans())
    if kind == "choices" and draw(st.booleans()):
        fields["none"] = "Neither"
    if kind in ("choices", "rank") and draw(st.booleans()):
        fields["max"] = draw(st.integers(1, 2))
    if kind in ("text", "number") and draw(st.booleans()):
        fields |= {"min": 2, "max": draw(st.integers(2, 6))}
    if kind == "scale" and draw(st.booleans()):
        fields["points"] = ["Bad", "Middling", "Good"]
    fields["required"] = draw(st.booleans())
    pipe = f" {{{draw(st.sampled_from(earlier))}}}" if earlier and draw(st.booleans()) else ""
    return ask(kind, f"q{number}", ask=f"What about q{number}?{pipe}", **fields)


def _values(kind, target):
    labels = [option if isinstance(option, str) else option["label"] for option in target.get("options", [])]
    if kind in ("choice", "choices"):
        other = ["Other"] if target.get("other") else []
        return st.sampled_from(labels + other + (["Neither"] if target.get("none") else []))
    if kind == "yes_no":
        return st.sampled_from(["yes", "no"])
    if kind == "date":
        return st.dates(date(2026, 1, 1), date(2026, 12, 31)).map(str)
    if kind == "number":
        return st.sampled_from([-1, 0, 2, 2.5, 4])
    return st.integers(1, 3 if target.get("points") else 5)


@st.composite
def groups(draw, earlier):
    group = {}
    for target in draw(
        st.lists(st.sampled_from(earlier), min_size=1, max_size=2, unique_by=lambda q: q["id"])
    ):
        kind = target["type"]
        if kind in (*_TEXTS[:3], "matrix", "rank") or draw(st.integers(0, 3)) == 0:
            group[target["id"]] = {"answered": draw(st.sampled_from(["yes", "no"]))}
        elif kind == "consent":
            group[target["id"]] = "true"
        elif kind in ("number", "date", *_POINTS) and draw(st.booleans()):
            operator = draw(st.sampled_from(["below", "above", "at_least", "at_most", "is_not"]))
            group[target["id"]] = {operator: draw(_values(kind, target))}
        else:
            several = draw(st.lists(_values(kind, target), min_size=1, max_size=2, unique=True))
            group[target["id"]] = draw(st.sampled_from([several, {"is_not": several}]))
    return group


@st.composite
def surveys(draw):
    asked = []
    for number in range(draw(st.integers(1, 6))):
        pipeable = [earlier["id"] for earlier in asked if earlier["type"] != "matrix"]
        question = draw(questions(number, pipeable))
        if asked and draw(st.integers(0, 2)):
            question["when"] = draw(st.lists(groups(asked), min_size=1, max_size=2))
        asked.append(question)
    return make_survey(*asked)


def form_of(survey, chance):
    """Return what somebody might send, sensible or not."""
    sent = {}
    for question in survey.questions:
        offered = [option.id for option in (*question.choices, *question.points)]
        likely = [*offered, *offered, *offered, "other", "nonsense", ""]
        if chance.random() < 0.15:
            continue
        if question.type in ("matrix", "rank"):
            cells = [column.id for column in question.columns] or ["1", "2", "3", "4", "0", " 1 "]
            for part in question.rows or question.options:
                sent[f"{question.id}__{part.id}"] = [chance.choice([*cells, *cells, ""])]
        elif question.type in _TEXTS:
            sent[question.id] = ["true" if chance.random() < 0.2 else chance.choice(TYPED)]
        else:
            most = 3 if question.type == "choices" else chance.choice([1, 1, 1, 1, 2])
            sent[question.id] = chance.choices(likely, k=chance.randint(1, most))
        if question.other and chance.random() < 0.4:
            sent[f"{question.id}__other"] = [chance.choice(TYPED)]
    return sent


@pytest.fixture(scope="module")
def rules_page(browser):
    page = browser.new_context().new_page()
    page.route(
        "https://rules.example/**",
        lambda route: route.fulfill(
            content_type="text/javascript" if route.request.url.endswith(".js") else "text/html",
            body=RULES.read_text(encoding="utf-8")
            if route.request.url.endswith(".js")
            else "<!doctype html>",
        ),
    )
    page.goto("https://rules.example/")
    page.evaluate("async () => { globalThis.rules = await import('/survey_rules.js'); }")
    yield page
    page.context.close()


def in_python(survey, form, seed, language):
    answers = {q.id: from_form(q, lambda name: form.get(name, []), language) for q in survey.questions}
    said = counted(survey, answers)
    return {
        "shown": [question.id for question in shown_questions(survey, answers)],
        "words": [piped(question.ask, survey, said, language) for question in survey.questions],
        "orders": [[o.id for o in in_order_shown(question, seed).options] for question in survey.questions],
        "counted": said,
    }


@settings(max_examples=120, suppress_health_check=list(HealthCheck))
@given(
    survey=surveys(),
    number=st.integers(0, 2**32),
    seed=st.sampled_from(SEEDS),
    language=st.sampled_from(LANGUAGES),
)
def test_the_page_and_the_service_decide_the_same(rules_page, survey, number, seed, language):
    chance = random.Random(number)
    # What is fixed in the questions, as a yes, is in the definition that the page gets.
    survey = in_language(survey, language)
    forms = [form_of(survey, chance) for _ in range(FORMS_OF_A_SURVEY)]

    found = rules_page.evaluate(
        IN_THE_PAGE, [json.loads(survey.definition), forms, seed, script_words(language)]
    )

    for form, there in zip(forms, found, strict=True):
        assert there == in_python(survey, form, seed, language), (language, survey.definition, form)


@pytest.mark.parametrize("operator", ["below", "above", "at_least", "at_most", "is_not"])
def test_at_the_bound_itself_both_decide_the_same(rules_page, operator):
    survey = make_survey(
        ask("number", "cups", ask="How many cups?"),
        ask("text", "why", ask="Why?", when=[{"cups": {operator: 2.5}}]),
    )
    forms = [{"cups": [cups]} for cups in ("2.4", "2.5", "2.6")]

    found = rules_page.evaluate(IN_THE_PAGE, [json.loads(survey.definition), forms, "", script_words("")])

    assert found == [in_python(survey, form, "", "") for form in forms]
