import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from editorial.answers import RULES, check, from_form, from_json, show
from editorial.question import QuestionType
from tests.builders import ask, make_question, make_survey

OTHER = {"other": "Mate"}
WORDS_500 = "x" * 500


def in_form(question, *pairs):
    return from_form(question, MultiDict(pairs).getlist)


def codes(question, value):
    return [str(fault.code) for fault in check(question, value)]


@pytest.mark.parametrize(
    ("kind", "fields", "sent", "answer"),
    [
        ("choice", {}, [("q", "green")], "green"),
        ("choice", {}, [("q", "")], None),
        ("choice", {}, [], None),
        ("choice", {"other": True}, [("q", "other"), ("q__other", " Mate ")], OTHER),
        ("choice", {"other": True}, [("q__other", "Mate")], OTHER),
        ("choice", {"other": True}, [("q", "green"), ("q__other", "Mate")], "green"),
        ("choice", {"other": True}, [("q", "other")], {"other": ""}),
        ("choice", {}, [("q", "green"), ("q", "black-tea")], ["green", "black-tea"]),
        ("choices", {}, [("q", "green"), ("q", "white")], ["green", "white"]),
        ("choices", {"other": True}, [("q", "green"), ("q__other", "Mate")], ["green", OTHER]),
        ("choices", {}, [], None),
        ("yes_no", {}, [("q", "yes")], "yes"),
        ("scale", {}, [("q", "4")], 4),
        ("scale", {}, [("q", "9")], "9"),
        ("nps", {}, [("q", "0")], 0),
        ("stars", {}, [("q", "five")], "five"),
        ("matrix", {}, [("q__green", "good"), ("q__black-tea", "")], {"green": "good"}),
        ("matrix", {}, [], None),
        ("rank", {}, [("q__green", "2"), ("q__white", "1"), ("q__black-tea", "")], ["white", "green"]),
        ("rank", {}, [("q__green", "3"), ("q__white", "1")], ["white", "green"]),
        ("rank", {}, [("q__green", "1"), ("q__white", "1")], {"green": "1", "white": "1"}),
        ("rank", {}, [("q__green", "first")], {"green": "first"}),
        ("text", {}, [("q", "  two\r\nlines\r\n ")], "two\nlines"),
        ("text", {}, [("q", " \r\n\t ")], None),
        ("long_text", {}, [("q", "a\rb")], "a\nb"),
        ("email", {}, [("q", " ada@example.org ")], "ada@example.org"),
        ("number", {}, [("q", "12")], 12),
        ("number", {}, [("q", "-1.50")], -1.5),
        ("number", {}, [("q", "1,5")], "1,5"),
        ("number", {}, [("q", "1e5")], "1e5"),
        ("number", {}, [("q", "９")], "９"),
        ("date", {}, [("q", "2026-03-31")], "2026-03-31"),
        ("consent", {}, [("q", "true")], True),
        ("consent", {}, [], None),
        ("statement", {}, [("q", "anything")], None),
    ],
)
def test_an_answer_is_read_from_a_form(kind, fields, sent, answer):
    question = make_question(kind, "q", **fields)

    assert in_form(question, *sent) == answer


@pytest.mark.parametrize(
    ("language", "typed", "answer"),
    [
        ("de", "12,5", 12.5),
        ("de", "-0,125", -0.125),
        ("de", "12.5", 12.5),
        ("de", "0.125", 0.125),
        ("de", "12", 12),
        ("de", "1.000", "1.000"),
        ("de", "1.000,5", "1.000,5"),
        ("de", "1,2,3", "1,2,3"),
        ("de", ",5", ",5"),
        ("fr", "1,125", 1.125),
        ("pt-br", "12,5", 12.5),
        ("de-ch", "12,5", "12,5"),
        ("de-CH", "1.000", 1),
        ("es-mx", "12,5", "12,5"),
        ("en", "1,000", "1,000"),
        ("", "12,5", "12,5"),
        ("ja", "12,5", "12,5"),
    ],
)
def test_a_number_is_read_as_its_language_writes_it(language, typed, answer):
    question = make_question("number", "q")

    assert from_form(question, MultiDict({"q": typed}).getlist, language) == answer


@given(
    number=st.floats(-1e9, 1e9).map(lambda number: round(number, 6)),
    language=st.sampled_from(["", "de", "de-ch"]),
)
def test_a_number_that_is_shown_can_be_sent_again(number, language):
    question = make_question("number", "q")

    shown = show(question, number, language)

    assert from_form(question, MultiDict({"q": shown}).getlist, language) == number


@pytest.mark.parametrize(
    ("kind", "fields", "sent", "answer"),
    [
        ("choice", {}, "green", "green"),
        ("choice", {"other": True}, {"other": " Mate\r\n"}, OTHER),
        ("choices", {"other": True}, ["green", {"other": " Mate "}], ["green", OTHER]),
        ("choices", {}, [], None),
        ("matrix", {}, {}, None),
        ("scale", {}, 0, 0),
        ("text", {}, " a\r\nb ", "a\nb"),
        ("text", {}, "", None),
        ("text", {}, 7, 7),
        ("consent", {}, False, None),
        ("consent", {}, True, True),
        ("number", {}, None, None),
    ],
)
def test_an_answer_is_read_from_json(kind, fields, sent, answer):
    question = make_question(kind, "q", **fields)

    assert from_json(question, sent) == answer


@pytest.mark.parametrize(
    ("kind", "fields", "value", "faults"),
    [
        ("choice", {}, "green", []),
        ("choice", {}, "red", ["unknown-option"]),
        ("choice", {}, 1, ["unreadable"]),
        ("choice", {}, ["green"], ["unreadable"]),
        ("choice", {}, OTHER, ["unknown-option"]),
        ("choice", {"other": True}, OTHER, []),
        ("choice", {"other": True}, {"other": ""}, ["other-without-words"]),
        ("choice", {"other": True}, {"other": 1}, ["unreadable"]),
        ("choice", {"other": True}, {"other": "a", "b": "c"}, ["unreadable"]),
        ("choice", {"other": True}, {"other": WORDS_500 + "x"}, ["too-long"]),
        ("choice", {"other": True}, {"other": "a\0b"}, ["not-plain-text"]),
        ("choices", {}, ["green", "white"], []),
        ("choices", {}, "green", ["unreadable"]),
        ("choices", {}, ["green", 1], ["unreadable"]),
        ("choices", {}, ["green", ["white"]], ["unreadable"]),
        ("choices", {}, ["green", "red"], ["unknown-option"]),
        ("choices", {}, ["green", "green"], ["picked-twice"]),
        ("choices", {"other": True}, [OTHER, {"other": "Rum"}], ["picked-twice"]),
        ("choices", {"min": 2}, ["green"], ["too-few"]),
        ("choices", {"max": 1}, ["green", "white"], ["too-many"]),
        ("choices", {"max": 1, "other": True}, ["green", OTHER], ["too-many"]),
        ("choices", {"none": "Neither"}, ["neither"], []),
        ("choices", {"none": "Neither", "min": 2}, ["neither"], []),
        ("choices", {"none": "Neither"}, ["neither", "green"], ["none-and-more"]),
        ("yes_no", {}, "yes", []),
        ("yes_no", {}, "maybe", ["unknown-option"]),
        ("yes_no", {}, True, ["unreadable"]),
        ("scale", {}, 5, []),
        ("scale", {}, 0, ["unknown-option"]),
        ("scale", {}, 6, ["unknown-option"]),
        ("scale", {}, 2.5, ["unreadable"]),
        ("scale", {}, True, ["unreadable"]),
        ("scale", {}, "3", ["unreadable"]),
        ("nps", {}, 0, []),
        ("nps", {}, 11, ["unknown-option"]),
        ("stars", {}, 5, []),
        ("stars", {}, 0, ["unknown-option"]),
        ("matrix", {}, {"green": "good"}, []),
        ("matrix", {"required": True}, {"green": "good"}, ["row-missing"]),
        ("matrix", {"required": True}, {"green": "good", "black-tea": "bad"}, []),
        ("matrix", {}, {"red": "good"}, ["unknown-option"]),
        ("matrix", {}, {"green": "best"}, ["unknown-option"]),
        ("matrix", {}, {"green": ["good"]}, ["unreadable"]),
        ("matrix", {}, "good", ["unreadable"]),
        ("rank", {}, ["white", "green", "black-tea"], []),
        ("rank", {}, ["white"], []),
        ("rank", {"min": 3}, ["white"], ["too-few"]),
        ("rank", {}, ["white", "white"], ["picked-twice"]),
        ("rank", {}, ["red"], ["unknown-option"]),
        ("rank", {}, [1], ["unreadable"]),
        ("rank", {}, {"green": "1", "white": "1"}, ["same-place"]),
        ("rank", {}, {"green": "first"}, ["unreadable"]),
        ("text", {}, WORDS_500, []),
        ("text", {}, WORDS_500 + "x", ["too-long"]),
        ("text", {"min": 3}, "ab", ["too-short"]),
        ("text", {}, 7, ["unreadable"]),
        ("text", {}, "a\nb\tc", []),
        ("text", {}, "a\0b", ["not-plain-text"]),
        ("text", {}, "a\x1bb", ["not-plain-text"]),
        ("text", {}, "a\u0085b", ["not-plain-text"]),
        ("text", {}, "a\ud800b", ["not-plain-text"]),
        ("text", {}, "עברית \u200f\u200b\U0001f468\u200d\U0001f469", []),
        ("long_text", {}, "x" * 5000, []),
        ("long_text", {}, "x" * 5001, ["too-long"]),
        ("long_text", {"max": 6000}, "x" * 6000, []),
        ("email", {}, "ada@example.org", []),
        ("email", {}, "ada+tea@mail.example.co.uk", []),
        ("email", {}, "ada", ["unreadable"]),
        ("email", {}, "ada@example", ["unreadable"]),
        ("email", {}, "a b@example.org", ["unreadable"]),
        ("email", {}, "ada@example..org", ["unreadable"]),
        ("email", {}, "a@b.org\nBcc: c@d.org", ["unreadable"]),
        ("email", {}, "a" * 250 + "@b.org", ["too-long"]),
        ("number", {}, 3, []),
        ("number", {}, 3.5, []),
        ("number", {}, "3", ["unreadable"]),
        ("number", {}, True, ["unreadable"]),
        ("number", {}, float("nan"), ["unreadable"]),
        ("number", {}, float("inf"), ["unreadable"]),
        ("number", {}, 10**400, ["unreadable"]),
        ("number", {"min": 1}, 0, ["too-small"]),
        ("number", {"max": 2.5}, 2.6, ["too-large"]),
        ("date", {}, "2026-02-28", []),
        ("date", {}, "2026-02-29", ["unreadable"]),
        ("date", {}, "20260228", ["unreadable"]),
        ("date", {}, "28.2.2026", ["unreadable"]),
        ("date", {}, 20260228, ["unreadable"]),
        ("consent", {}, True, []),
        ("consent", {}, "yes", ["unreadable"]),
        ("consent", {}, 1, ["unreadable"]),
        ("statement", {}, "words", ["unreadable"]),
    ],
)
def test_an_answer_is_checked(kind, fields, value, faults):
    question = make_question(kind, **fields)

    assert codes(question, value) == faults


@pytest.mark.parametrize("kind", [kind for kind in QuestionType if kind is not QuestionType.STATEMENT])
def test_no_answer_is_a_fault_only_where_one_is_required(kind):
    assert codes(make_question(kind), None) == []
    assert codes(make_question(kind, required=True), None) == ["missing"]


@pytest.mark.parametrize(
    ("kind", "fields", "value", "words"),
    [
        ("choice", {}, "black-tea", "Black tea"),
        ("choice", {"other": True}, OTHER, "Mate"),
        ("choice", {}, "red", "red"),
        ("choices", {}, ["green"], "Green"),
        ("choices", {"other": True}, ["green", "white", OTHER], "Green, White and Mate"),
        ("choices", {"none": "Neither of them"}, ["neither-of-them"], "Neither of them"),
        ("yes_no", {}, "no", "No"),
        ("scale", {}, 3, "3"),
        ("scale", {"points": ["Bad", "Good"]}, 1, "Bad"),
        ("scale", {}, "9", "9"),
        ("matrix", {}, {"black-tea": "bad", "green": "good"}, "Green: Good; Black tea: Bad"),
        ("rank", {}, ["white", "green"], "White and Green"),
        ("rank", {}, {"green": "1", "white": "1"}, "Green: 1; White: 1"),
        ("text", {}, "a\nb", "a\nb"),
        ("number", {}, 2.0, "2"),
        ("number", {}, 2.25, "2.25"),
        ("number", {}, 0.0000001, "0.0000001"),
        ("number", {}, "many", "many"),
        ("date", {}, "2026-03-01", "1 March 2026"),
        ("date", {}, "soon", "soon"),
        ("consent", {}, True, "Yes"),
        ("text", {}, None, ""),
    ],
)
def test_an_answer_is_shown_in_words(kind, fields, value, words):
    assert show(make_question(kind, **fields), value) == words


@pytest.mark.parametrize(
    ("kind", "fields", "value", "words"),
    [
        ("choices", {"other": True}, ["green", "white", OTHER], "Green, White und Mate"),
        ("rank", {}, ["white", "green"], "White und Green"),
        ("date", {}, "2026-03-01", "1. März 2026"),
        ("date", {}, "soon", "soon"),
        ("consent", {}, True, "Ja"),
        ("number", {}, 2.25, "2,25"),
        ("number", {}, 2.0, "2"),
        ("number", {}, "2.2.5", "2.2.5"),
    ],
)
@pytest.mark.parametrize("language", ["de", "DE-at"])
def test_an_answer_is_shown_in_the_words_of_a_language(kind, fields, value, words, language):
    assert show(make_question(kind, **fields), value, language) == words


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.sampled_from(["green", "black-tea"]), inner)
        | st.fixed_dictionaries({"other": inner})
    ),
    max_leaves=8,
)
EVERY_TYPE = make_survey(
    *(ask(kind, f"q_{kind}") for kind in QuestionType),
    ask("choices", "more", other=True, none="None", min=1, max=2),
    ask("choice", "one", other=True),
).questions


EVERY_TYPE_AS_Q = [
    make_question(kind, "q", **({"other": True} if kind in ("choice", "choices") else {}))
    for kind in QuestionType
]


@given(anything)
def test_whatever_is_sent_as_json_is_checked_and_shown_without_failing(sent):
    for question in EVERY_TYPE:
        answer = from_json(question, sent)

        check(question, answer)
        assert isinstance(show(question, answer), str)


@given(st.lists(st.tuples(st.sampled_from(["q", "q__other", "q__green"]), st.text())))
def test_whatever_is_sent_as_a_form_is_checked_and_shown_without_failing(pairs):
    for question in EVERY_TYPE_AS_Q:
        answer = in_form(question, *pairs)

        check(question, answer)
        assert isinstance(show(question, answer), str)


def test_every_type_has_a_rule():
    assert set(RULES) == set(QuestionType)
