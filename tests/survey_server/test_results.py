import pytest

from editorial.survey_versions import JoinedVersions, Outcome, Version
from survey_server.results import tally
from survey_server.results_text import outcomes_words, results_text, score_words
from tests.builders import ask, make_survey


def results_of(survey, *answers, before=()):
    joined = JoinedVersions([*(Version.of(old.definition) for old in before), Version.of(survey.definition)])
    return tally(
        joined, [answer if isinstance(answer, tuple) else (survey.digest, answer) for answer in answers]
    )


def shares_of(result):
    return {share.label: (share.count, share.of) for group in result.groups for share in group.shares}


def test_shares_are_of_those_who_answered_with_their_interval():
    survey = make_survey(ask("yes_no"))

    (result,) = results_of(survey, *[{"tea": "yes"}] * 8, *[{"tea": "no"}] * 2, {}).questions

    yes = result.groups[0].shares[0]
    assert (yes.label, yes.count, yes.of, yes.percent) == ("Yes", 8, 10, 80)
    assert (round(yes.interval.low, 3), round(yes.interval.high, 3)) == (0.490, 0.943)
    assert result.outcomes[Outcome.SKIPPED] == 1


def test_not_shown_skipped_and_dont_know_are_counted_apart():
    survey = make_survey(
        ask("choice", options=["Green", "Black", "Don’t know"]), ask("text", "why", when={"tea": "green"})
    )

    answers = [{"tea": "green", "why": "Taste."}, {"tea": "green"}, {"tea": "black"}, {"tea": "dont-know"}]
    tea, why = results_of(survey, *answers).questions

    assert shares_of(tea) == {"Green": (2, 3), "Black": (1, 3)}
    assert outcomes_words(tea) == "3 answered, 1 don’t know"
    assert outcomes_words(why) == "1 answered, 1 skipped, 2 not shown"


def test_the_net_promoter_score_has_its_margin():
    survey = make_survey(ask("nps"))
    answers = [{"tea": 10}] * 30 + [{"tea": 9}] * 20 + [{"tea": 7}] * 30 + [{"tea": 6}] * 20

    (result,) = results_of(survey, *answers).questions

    assert score_words(result) == "30 ± 15.3"


@pytest.mark.parametrize(
    ("question", "answers", "expected"),
    [
        (
            ask("choices", none="Neither"),
            [["green", "white"], ["neither"]],
            {"Green": (1, 2), "Neither": (1, 2)},
        ),
        (ask("choice", other=True), ["green", {"other": "Mate"}], {"Green": (1, 2), "Other": (1, 2)}),
        (ask("matrix"), [{"green": "good"}, {"green": "bad"}], {"Good": (0, 0), "Bad": (0, 0)}),
        (ask("rank"), [["white", "green"], ["white"]], {"White": (2, 2), "Green": (0, 2)}),
        (
            ask("scale", points=3, low="Bad", high="Good"),
            [1, 3],
            {"1 Bad": (1, 2), "2": (0, 2), "3 Good": (1, 2)},
        ),
        (ask("stars"), [5], {"5": (1, 1), "1": (0, 1)}),
    ],
)
def test_every_type_that_is_picked_has_shares(question, answers, expected):
    (result,) = results_of(make_survey(question), *({"tea": answer} for answer in answers)).questions

    assert expected.items() <= shares_of(result).items()


def test_each_row_of_a_matrix_has_shares_of_its_own():
    survey = make_survey(ask("matrix"))

    (result,) = results_of(
        survey, {"tea": {"green": "good"}}, {"tea": {"green": "bad", "black-tea": "bad"}}
    ).questions

    found = {group.label: [(s.label, s.count, s.of) for s in group.shares] for group in result.groups}
    assert found == {"Green": [("Good", 1, 2), ("Bad", 1, 2)], "Black tea": [("Good", 0, 1), ("Bad", 1, 1)]}


@pytest.mark.parametrize(
    ("kind", "answers", "words"),
    [
        ("number", [1, 2.5, 10], "least 1, median 2.5, most 10"),
        ("date", ["2026-03-02", "2026-03-01"], "from 2026-03-01 to 2026-03-02"),
        ("long_text", ["a", "b"], "2 in their own words"),
        ("email", ["a@example.org"], "addresses: 1"),
        ("consent", [True], "1 consented"),
        ("number", [], ""),
    ],
)
def test_what_is_written_is_summed_up(kind, answers, words):
    (result,) = results_of(make_survey(ask(kind)), *({"tea": answer} for answer in answers)).questions

    assert result.summary == words


def test_versions_are_joined_and_the_seam_is_shown():
    old = make_survey(ask("choice", options=["Green", "Black"]), ask("text", "gone", ask="Who are you?"))
    new = make_survey(
        ask("choice", options=["Green", "Black", "White"]), ask("yes_no", "milk"), retired=["gone"]
    )

    results = results_of(new, (old.digest, {"tea": "green"}), {"tea": "white", "milk": "yes"}, before=[old])

    tea, milk = results.questions
    assert results.versions == ((old.digest, 1), (new.digest, 1))
    assert shares_of(tea) == {"Green": (1, 2), "Black": (0, 2), "White": (1, 2)}
    assert outcomes_words(milk) == "1 answered, 1 not shown"
    text = results_text(results)
    assert f"Versions, the oldest first: {old.digest[:8]}: 1, {new.digest[:8]}: 1" in text
    assert "  asked in 1 of 2 versions" in text
    assert "No longer asked: Who are you?" in text


def test_an_earlier_answer_in_the_words_of_a_question_is_anybodys():
    old = make_survey(ask("text", "grows"), ask("text", "gone", ask="{grows}, then?"))
    new = make_survey(ask("text", "grows"), ask("yes_no", ask="You grow {grows}. Happy?"), retired=["gone"])

    text = results_text(results_of(new, (old.digest, {"gone": "Yes."}), before=[old]))

    assert "You grow [your answer]. Happy? [tea]" in text
    assert "No longer asked: [your answer], then?" in text


def test_an_option_that_is_gone_keeps_the_answers_it_got():
    old, new = make_survey(ask("choice", options=["Green", "Black", "White"])), make_survey(ask("choice"))

    (result,) = results_of(new, (old.digest, {"tea": "white"}), before=[old]).questions

    assert shares_of(result)["White"] == (1, 1)


def test_answers_given_in_another_way_are_not_counted_and_the_text_says_so():
    old, new = make_survey(ask("scale", points=5)), make_survey(ask("scale", points=7))

    results = results_of(new, (old.digest, {"tea": 5}), {"tea": 7}, before=[old])

    assert shares_of(results.questions[0])["5"] == (0, 1)
    text = results_text(results)
    assert "  asked in another way in earlier versions; those answers are not counted" in text
    assert "No longer asked" not in text


def test_the_text_says_that_readers_chose_themselves():
    text = results_text(results_of(make_survey(ask("yes_no", ask="Tea?")), {"tea": "yes"}))

    assert text.splitlines() == [
        (
            "1 response, 0 erased. Readers chose themselves to answer: "
            "the intervals hold as if they had been drawn at random."
        ),
        "",
        "Tea? [tea]",
        "  1 answered",
        "    Yes                                    1  100 %  (21–100 %)  ████████████████████",
        "    No                                     0    0 %  (0–79 %)",
    ]
