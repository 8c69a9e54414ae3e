import pytest

from editorial.lint_settings import LintSettings
from editorial.option_meanings import Range, is_dont_know, range_of
from editorial.question import Option
from editorial.reading_age import count_syllables, grade, reading_age
from editorial.survey_lint import RULES, lint_survey, without_silenced
from tests.builders import ask, make_policy, make_survey

WHOLE = {"retention_days": 30, "basis": "consent"}


def findings(*questions, settings=None, **header):
    survey = make_survey(*questions, **{**WHOLE, **header})
    return [
        f"{p.line} {p.code} {p.message} ({p.remedy})" for p in lint_survey(survey, settings or LintSettings())
    ]


def codes(*questions, **header):
    return [line.split()[1] for line in findings(*questions, **header)]


MESSAGES = {
    "leading": (
        ask("yes_no", ask="Don't you agree that tea is good?"),
        (
            "7 leading tea: “Don't you” says which answer is wanted "
            "(ask so that every answer is as easy to give)"
        ),
    ),
    "double-barrelled": (
        ask("stars", ask="How do you like the price and the taste?"),
        (
            "7 double-barrelled tea: one answer is asked for about two things, “price and the taste” "
            "(ask about each on its own, or about one of them)"
        ),
    ),
    "negated": (
        ask("yes_no", ask="Do you not drink tea?"),
        "7 negated tea: “not” turns the answers round (ask for what is, not for what is not)",
    ),
    "absolute": (
        ask("yes_no", ask="Do you always drink tea?"),
        "7 absolute tea: hardly anything is “always” so (ask how often, or how much)",
    ),
    "jargon": (
        ask("text", ask="What is the ROI of tea?"),
        "7 jargon tea: not every reader knows “ROI” (write a plain word, or explain it in help)",
    ),
    "overlapping": (
        ask("choice", options=["1–10", "10–20", "21 or more"]),
        "7 overlapping tea: “1–10” and “10–20” overlap (let each begin after the end of the one before)",
    ),
    "unbalanced": (
        ask("scale", points=["Excellent", "Good", "Fair", "Poor"]),
        "7 unbalanced tea: 2 of the answers are favourable and 1 are not (offer as many on either side)",
    ),
    "alike": (
        ask("choice", options=["Green tea", "The green teas", "Black"]),
        "7 alike tea: “Green tea” and “The green teas” say the same (keep one of them, or tell them apart)",
    ),
    "missing-none": (
        ask("choices"),
        "7 missing-none tea: a reader to whom nothing applies cannot say so (add `none: None of these`)",
    ),
    "missing-dont-know": (
        ask("choice", required=True),
        (
            "7 missing-dont-know tea: whoever does not know has to make an answer up "
            "(add “Don’t know” or `other: true`, or leave `required` out)"
        ),
    ),
    "unlabelled": (
        ask("scale"),
        (
            "7 unlabelled tea: nothing says which end of the scale is which "
            "(add low and high, or a label for every point)"
        ),
    ),
    "long-matrix": (
        ask("matrix", rows=[f"Tea {number}" for number in range(11)]),
        (
            "7 long-matrix tea: a table of 11 rows and 2 columns is long "
            "(keep to 10 rows and 7 columns, or make two of it)"
        ),
    ),
}


@pytest.mark.parametrize("code", MESSAGES)
def test_each_rule_says_where_what_and_what_to_do(code):
    question, expected = MESSAGES[code]

    found = findings(question)

    assert [line for line in found if line.split()[1] == code] == [expected]


@pytest.mark.parametrize(
    "question",
    [
        ask("yes_no", ask="Have you ever drunk tea?"),
        ask("scale", ask="How easy or hard was it to brew?", low="Very hard", high="Very easy"),
        ask("nps", ask="How likely are you to send a friend here?"),
        ask("yes_no", ask="Did you drink tea now and then?"),
        ask("yes_no", ask="Do you drink between 2 and 5 cups?"),
        ask("yes_no", ask="Do you drink two or more cups?"),
        ask("yes_no", ask="Do you shop at Marks and Spencer?"),
        ask("text", ask="What was missing, or what got in the way?"),
        ask(
            "choice", ask="Who is best to listen, converse and help?", options=["Sales", "Service", "Nobody"]
        ),
        ask("choice", ask="Are you well or not?", options=["Well", "Unwell"]),
        ask(
            "choice",
            ask="How old are you?",
            options=["under 20", "20–39", "40–59", "60 or more"],
            required=True,
        ),
        ask("choice", ask="How often?", options=["Every day", "Most days", "Never"], required=True),
        ask("scale", points=["Not at all useful", "Slightly useful", "Moderately useful", "Very useful"]),
        ask("matrix", columns=["Very easy", "Fairly easy", "Fairly hard", "Very hard", "Don’t know"]),
        ask("choices", options=["Green", "Black tea"], none="Neither"),
        ask("choices", options=["Green", "Black tea", "None of these"]),
        ask("choice", options=["Green", "Black tea", "Don’t know"], required=True),
        ask("choice", options=["Great green", "Black tea"]),
        ask("choice", options=["After 2 cups of tea", "After 3 cups of tea"]),
        ask("text", ask="WHAT DO YOU DRINK?"),
        ask("text", ask="What do you read on TV in the UK?"),
        ask("text", ask="What is the ROI (return on investment) of tea?"),
        ask("choice", options=["Very satisfied", "Very dissatisfied"]),
        ask("choice", options=["C", "C#", "C++"]),
        ask("scale", points=["Disagree", "Neither agree nor disagree", "Agree"]),
        ask("yes_no", ask="Have you presented your work at a conference or workshop?"),
        ask("stars", ask="How useful is it for you and your team?"),
        ask("statement", ask="You do not have to answer, and you never have to say who you are."),
    ],
)
def test_what_is_fine_is_left_alone(question):
    assert findings(question) == []


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (ask("choice", options=["10 or more", "Black tea"], required=True), "missing-dont-know"),
        (ask("scale", low="Bad"), "unlabelled"),
        (ask("matrix", columns=[f"Tea {number}" for number in range(8)]), "long-matrix"),
        # What leads is said once, and not again for the negation that does it.
        (ask("yes_no", ask="Don’t you agree that it is not good?"), "leading"),
    ],
)
def test_what_is_nearly_fine_is_found(question, code):
    assert codes(question) == [code]


def test_two_negations_are_named_together():
    assert findings(ask("yes_no", ask="Do you not dislike tea?")) == [
        "7 negated tea: two negations, “not … dislike” (ask for what is, not for what is not)"
    ]


def test_a_row_of_a_matrix_is_a_question_too():
    found = findings(ask("matrix", rows=["Planning and writing", "Reading"]))

    assert found[0].startswith("7 double-barrelled tea: the row “Planning and writing” asks about two things")


def test_ranges_that_leave_numbers_out_are_found():
    found = findings(ask("choice", options=["1–5", "7–9", "10–12"]))

    assert found == [
        (
            "7 overlapping tea: between “1–5” and “7–9” there are numbers left "
            "(let each begin where the one before ends)"
        ),
    ]


def test_a_long_sentence_of_long_words_is_hard_to_read():
    question = ask(
        "text",
        ask="Considering organisational circumstances and professional responsibilities, approximately how "
        "frequently do you participate in collaborative deliberations concerning editorial priorities?",
    )

    assert codes(question) == ["hard-to-read"]


def test_many_questions_in_ones_own_words_are_too_many():
    assert codes(*(ask("long_text", f"t{number}", ask="Why?") for number in range(5))) == ["many-open"]


def test_a_few_questions_in_ones_own_words_among_many_others_are_fine():
    written = [ask("long_text", f"t{number}", ask="Why?") for number in range(5)]

    assert codes(*written, *(ask("yes_no", f"q{number}") for number in range(15))) == []


def test_a_survey_that_takes_a_little_longer_than_it_promises_is_fine():
    assert codes(*(ask("rank", f"r{number}") for number in range(5)), body="It takes one minute.") == []


def test_a_survey_that_takes_longer_than_it_promises_says_so():
    questions = [ask("long_text", f"t{number}", ask="Why?") for number in range(4)]

    assert findings(*questions, body="It takes one minute.") == [
        (
            "6 too-long the introduction promises a minute, and it takes about 3 "
            "(correct the introduction, or leave questions out)"
        )
    ]


def test_a_survey_beyond_ten_minutes_is_too_long():
    questions = [ask("rank", f"r{number}", ask="Which?") for number in range(50)]

    assert codes(*questions) == ["too-long"]


def test_who_asks_for_an_address_says_what_for_how_long_and_on_what_ground():
    survey = make_survey(ask("email"))

    found = [problem.message for problem in lint_survey(survey, LintSettings())]

    assert found == [
        "it asks for e-mail addresses, and there is no retention_days",
        "it asks for e-mail addresses, and there is no basis",
    ]


def test_rules_about_words_are_for_english_alone():
    german = ask("yes_no", ask="Trinken Sie not Tee?")

    assert codes(german, language="de") == []
    assert codes(german, settings=LintSettings("fr")) == []
    assert codes(german) == ["negated"]


def test_a_silence_of_a_rule_about_words_is_not_needless_in_another_language():
    assert codes(ask("yes_no"), language="de", lint={"negated": "quoted"}) == []


def test_a_word_of_insiders_is_named_where_it_comes_first():
    questions = [ask("text", name, ask="What about the KPI and the KPIs?") for name in ("tea", "milk")]

    assert findings(*questions) == [
        "7 jargon tea: not every reader knows “KPI” (write a plain word, or explain it in help)"
    ]


def test_a_short_question_of_either_or_cannot_be_answered_with_yes():
    assert codes(ask("yes_no", ask="Do you edit or write?")) == ["double-barrelled"]


def test_the_policy_adds_words_that_readers_do_not_know():
    policy = make_policy(jargon=["oolong"])

    assert codes(ask("text", ask="What about the Oolong?"), settings=LintSettings(jargon=policy.jargon)) == [
        "jargon"
    ]


def test_a_rule_is_silenced_for_the_survey_or_for_one_question_with_a_reason():
    questions = [ask("yes_no", name, ask="Do you always drink it?") for name in ("tea", "milk")]

    assert codes(*questions, lint={"absolute": "quoted"}) == []
    assert findings(*questions, lint={"tea.absolute": "quoted"}) == [
        "9 absolute milk: hardly anything is “always” so (ask how often, or how much)"
    ]


def test_a_silence_that_is_not_needed_or_not_known_is_reported():
    found = findings(
        ask("yes_no"), lint={"absolute": "quoted", "leeding": "quoted", "milk.negated": "quoted"}
    )

    assert found == [
        "6 needless-silence lint: absolute silences nothing (take it out)",
        "6 unknown-question lint: there is no question milk (use one of: tea)",
        "6 unknown-rule lint: there is no rule leeding (did you mean leading?)",
    ]


def test_an_error_cannot_be_silenced():
    survey = make_survey(ask("yes_no"), lint={"breaking-change": "I know"})
    error = survey.source.problem("title", "breaking-change", "x", "y")

    assert without_silenced([error], survey) == [error]


def test_every_code_belongs_to_one_rule():
    listed = [code for rule in RULES for code in rule.codes]

    assert len(listed) == len(set(listed))


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("10–20", Range(10, 20)),
        ("10 to 20", Range(10, 20)),
        ("£1,000 - £2,000", Range(1000, 2000)),
        ("under 10", Range(float("-inf"), 9)),
        ("More than 30", Range(31, float("inf"))),
        ("30+", Range(30, float("inf"))),
        ("10 or fewer", Range(float("-inf"), 10)),
        ("at 9:00", None),
        ("2026-03-01", None),
        ("Two", None),
        ("5", None),
    ],
)
def test_a_range_is_read_from_its_words(label, expected):
    assert range_of(Option("x", label)) == expected


@pytest.mark.parametrize(
    "label",
    [
        *("Don’t know", "I can't remember", "Not sure", "No opinion", "Prefer not to say"),
        *("Weiß nicht", "Das weiß ich noch nicht", "Keine Angabe", "Möchte ich nicht sagen"),
    ],
)
def test_ways_to_say_nothing_are_known(label):
    assert is_dont_know(Option("x", label))


def test_not_using_something_is_an_answer():
    assert not is_dont_know(Option("x", "I don’t use it"))
    assert not is_dont_know(Option("x", "Nutze ich nicht"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("tea", 1),
        ("table", 2),
        ("liked", 1),
        ("wanted", 2),
        ("like", 1),
        ("publishing", 3),
        ("don’t", 1),
        ("idea", 2),
    ],
)
def test_syllables_are_counted_by_rule(word, expected):
    assert count_syllables(word) == expected


def test_the_grade_follows_the_formula():
    # 6 words, 1 sentence, 6 syllables: 0.39 * 6 + 11.8 * 1 - 15.59.
    assert grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert reading_age("The cat sat on the mat.") == 5
    assert grade("") == 0
