from editorial.fields import FieldReader
from editorial.header import read_document
from editorial.survey import read_survey
from editorial.survey_language import in_language, languages_of
from tests.builders import CONTEXT, ask, make_survey, survey_text

QUESTIONS = (
    ask("choices", "tea", options=["Green", "Black tea"], none="Neither", help="Any."),
    ask("yes_no", "milk"),
    ask("scale", "strong", points=["Weak", "Strong"]),
    ask("matrix", "good"),
)
WORDS = {
    "title": "Der Tee",
    "purpose": "Wozu",
    "introduction": "Fragen.",
    "questions": {
        "tea": {
            "ask": "Welcher Tee?",
            "help": "Beliebig viele.",
            "options": {"green": "Grüner", "black-tea": "Schwarzer"},
            "none": "Keiner",
        },
        "milk": {"ask": "Milch?"},
        "strong": {"ask": "Stark?", "points": ["Schwach", "Stark"]},
        "good": {
            "ask": "Gut?",
            "rows": {"green": "Grüner", "black-tea": "Schwarzer"},
            "columns": {"good": "Gut", "bad": "Schlecht"},
        },
    },
}


def problems_of(**header):
    reader = FieldReader("tea.md", CONTEXT)
    read_survey(read_document(survey_text(*QUESTIONS, **header).encode(), "tea.md"), reader, stem="tea")
    return [str(problem) for problem in sorted(reader.problems)]


def test_a_survey_is_read_in_each_of_its_languages():
    survey = make_survey(*QUESTIONS, language="en", languages={"de": WORDS})

    german = in_language(survey, "de")

    assert languages_of(survey) == ("en", "de")
    assert (german.title, german.purpose, german.introduction) == ("Der Tee", "Wozu", "Fragen.")
    tea, milk, strong, good = german.questions
    assert (tea.ask, tea.help) == ("Welcher Tee?", "Beliebig viele.")
    assert [(option.id, option.label) for option in tea.choices] == [
        ("green", "Grüner"),
        ("black-tea", "Schwarzer"),
        ("neither", "Keiner"),
    ]
    assert [option.label for option in milk.options] == ["Ja", "Nein"]
    assert [option.label for option in strong.points] == ["Schwach", "Stark"]
    assert [option.label for option in (*good.rows, *good.columns)] == [
        "Grüner",
        "Schwarzer",
        "Gut",
        "Schlecht",
    ]


def test_a_translation_changes_neither_the_digest_nor_what_is_not_translated():
    plain = make_survey(*QUESTIONS)
    survey = make_survey(*QUESTIONS, language="en", languages={"de": {"title": "Der Tee"}})

    assert survey.digest == plain.digest
    assert in_language(survey, "de").questions[0] == plain.questions[0]
    assert in_language(survey, "fr") == survey
    assert languages_of(plain) == ()


def test_a_complete_translation_is_no_problem():
    assert problems_of(language="en", languages={"de": WORDS}) == []


def test_what_a_translation_lacks_is_a_warning_at_its_place():
    lacking = {**WORDS, "purpose": "", "questions": {**WORDS["questions"], "tea": {"ask": "Welcher Tee?"}}}
    del lacking["questions"]["milk"]

    assert problems_of(language="en", languages={"de": lacking}) == [
        f"tea.md:5: warning missing-translation languages: {what} is not there in de "
        "(add it; until then readers see it in the survey's own language)"
        for what in (
            "help of tea", "none of tea", "the purpose", "the question milk", "“Black tea” of tea",
            "“Green” of tea",
        )
    ]  # fmt: skip


def test_an_empty_place_in_a_list_of_labels_is_missing_and_readers_see_the_surveys_own():
    lacking = {**WORDS, "questions": {**WORDS["questions"], "strong": {"ask": "Stark?", "points": ["", "S"]}}}

    survey = make_survey(*QUESTIONS, language="en", languages={"de": lacking})

    assert [point.label for point in in_language(survey, "de").questions[2].points] == ["Weak", "S"]
    assert problems_of(language="en", languages={"de": lacking}) == [
        (
            "tea.md:5: warning missing-translation languages: “Weak” of strong is not there in de "
            "(add it; until then readers see it in the survey's own language)"
        )
    ]


def test_a_translation_that_says_something_else_is_an_error():
    stray = {
        **WORDS,
        "questions": {
            **WORDS["questions"],
            "coffee": {"ask": "Kaffee?"},
            "milk": "Milch?",
            "strong": {"ask": "Stark?", "points": ["Schwach"]},
            "tea": {**WORDS["questions"]["tea"], "options": {"green": "Grüner", "blak": "Schwarzer"}},
        },
    }

    errors = [
        problem for problem in problems_of(language="en", languages={"de": stray}) if " error " in problem
    ]

    assert errors == [
        "tea.md:5: error not-a-mapping languages: milk has no texts (write `ask: …` below it)",
        (
            "tea.md:5: error not-labels points: these are not 2 labels "
            "(write `id: label` for each, or as many labels as there are)"
        ),
        "tea.md:5: error unknown-option options: there is no blak (did you mean black-tea?)",
        (
            "tea.md:5: error unknown-question languages: there is no question coffee "
            "(use one of: tea, milk, strong, good)"
        ),
    ]


def test_a_translation_puts_in_only_the_answers_that_the_survey_does():
    stray = {**WORDS, "questions": {**WORDS["questions"], "milk": {"ask": "Milch zu {tea}?"}}}

    assert problems_of(language="en", languages={"de": stray}) == [
        (
            "tea.md:5: error other-pipe ask: {tea} is not in the survey's own words "
            "(take it out, or put it there too)"
        )
    ]


def test_the_language_of_a_survey_with_translations_has_to_be_said():
    assert problems_of(languages={"de": WORDS}) == [
        (
            "tea.md:4: error missing-language languages: in which language the survey itself is written is "
            "not said (add language: en)"
        ),
    ]


def test_languages_and_hidden_fields_are_checked():
    assert problems_of(
        language="English", languages={"Deutsch": WORDS, "fr": "Thé"}, hidden=["from", "Ada Q"]
    ) == [
        (
            "tea.md:4: error not-a-language language: “english” is not the code of a language "
            "(write en or pt-br)"
        ),
        (
            "tea.md:5: error not-a-language languages: “Deutsch” is not the code of a language "
            "(write a code such as de or pt-br)"
        ),
        "tea.md:5: error not-a-mapping languages: fr has no texts (write `title: …` and the others below it)",
        (
            "tea.md:6: error not-a-name hidden: “Ada Q” cannot name a value in an address "
            "(write lower-case letters, digits and single underscores)"
        ),
        "tea.md:6: error reserved-name hidden: from is taken in any case (take it out of the list)",
    ]
