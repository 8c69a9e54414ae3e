from pathlib import Path

import pytest

from editorial.answers import RULES, AnswerFault, Fault
from editorial.question import FIELDS_OF_TYPES, QuestionType
from editorial.survey_conditions import OPERATORS_OF_TYPES
from survey_server import messages
from survey_server.forms import FIELD_BUILDERS, build_form_of_answers
from tests.builders import ask, make_question, make_survey

MACROS = Path(__file__).parent.parent.parent / "theme" / "templates" / "macros" / "questions"


@pytest.mark.parametrize("kind", list(QuestionType))
def test_every_question_type_has_all_its_parts(kind):
    missing = [
        part
        for part, is_there in {
            "a field builder": kind in FIELD_BUILDERS,
            "an answer rule": kind in RULES,
            "a sentence for a missing answer": kind in messages.MISSING,
            "a sentence for an unreadable answer": kind in messages.UNREADABLE,
            "operators of conditions": kind in OPERATORS_OF_TYPES,
            "a macro": (MACROS / f"{kind}.html").is_file(),
        }.items()
        if not is_there
    ]

    assert missing == []


def test_every_fault_has_a_sentence():
    of_their_own = {AnswerFault.MISSING, AnswerFault.UNREADABLE}

    assert set(messages.FAULTS) | of_their_own == set(AnswerFault)
    assert not set(messages.FAULTS) & of_their_own


def test_every_field_of_some_types_belongs_to_types_there_are():
    assert all(set(kinds) <= set(QuestionType) for kinds in FIELDS_OF_TYPES.values())


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (Fault(AnswerFault.MISSING), "Please write an answer."),
        (Fault(AnswerFault.UNREADABLE), "Please answer with text."),
        (
            Fault(AnswerFault.UNKNOWN_OPTION),
            "Please choose from the answers offered; what was sent is not one of them.",
        ),
        (Fault(AnswerFault.PICKED_TWICE), "Please choose each answer only once."),
        (Fault(AnswerFault.OTHER_WITHOUT_WORDS), "You chose “Other”. Please write what it is."),
        (
            Fault(AnswerFault.NONE_AND_MORE, {"none": "Neither"}),
            "Please choose either “Neither” or other answers, not both.",
        ),
        (Fault(AnswerFault.TOO_FEW, {"min": 2, "count": 1}), "Please choose at least 2; you chose 1."),
        (Fault(AnswerFault.TOO_MANY, {"max": 3, "count": 4}), "Please choose at most 3; you chose 4."),
        (
            Fault(AnswerFault.TOO_SHORT, {"min": 10, "count": 3}),
            "Please write at least 10 characters; there are 3.",
        ),
        (
            Fault(AnswerFault.TOO_LONG, {"max": 10, "count": 12}),
            "Please shorten this to 10 characters; there are 12.",
        ),
        (
            Fault(AnswerFault.NOT_PLAIN_TEXT),
            "There is a character here that cannot be shown. Please type the text anew.",
        ),
        (Fault(AnswerFault.TOO_SMALL, {"min": 1}), "Please write a number of at least 1."),
        (Fault(AnswerFault.TOO_LARGE, {"max": 2.5}), "Please write a number of at most 2.5."),
        (
            Fault(AnswerFault.ROW_MISSING, {"row": "Green"}),
            "Please choose an answer in each row; “Green” has none yet.",
        ),
        (Fault(AnswerFault.SAME_PLACE), "Please give each of these a place of its own; two have the same."),
    ],
)
def test_a_fault_is_said_in_a_sentence(fault, sentence):
    assert messages.sentence(make_question("text"), fault) == sentence


@pytest.mark.parametrize("kind", [kind for kind in QuestionType if kind is not QuestionType.STATEMENT])
def test_a_missing_answer_is_said_in_the_words_of_its_type(kind):
    form = build_form_of_answers(make_survey(ask(kind, "q", required=True)), {})

    assert not form.validate()
    assert form.messages == {"q": (messages.MISSING[kind],)}


def test_questions_may_be_called_like_the_parts_of_a_form():
    names = ["data", "validate", "errors", "process", "shown", "kept", "messages", "survey", "meta", "fields"]
    survey = make_survey(*(ask("text", name) for name in names))

    form = build_form_of_answers(survey, {name: f"the {name}" for name in names})

    assert form.validate()
    assert form.kept == {name: f"the {name}" for name in names}


def test_only_what_is_shown_is_checked_and_kept():
    survey = make_survey(ask("yes_no", "tea"), ask("number", "cups", required=True, when={"tea": "yes"}))

    form = build_form_of_answers(survey, {"tea": "no", "cups": "many"})

    assert form.validate()
    assert form.kept == {"tea": "no"}
    assert form.data == {"tea": "no", "cups": "many"}


def test_answers_of_a_program_are_checked_like_those_of_a_page():
    survey = make_survey(ask("number", "cups"), ask("text", "why"))

    form = build_form_of_answers(survey, {"cups": "many"})

    assert not form.validate()
    assert form.messages == {"cups": (messages.UNREADABLE[QuestionType.NUMBER],)}
    assert form.data == {"cups": "many", "why": None}
