from datetime import UTC, datetime

import pytest

from editorial.joined_versions import joined_versions
from editorial.survey_history import AnsweredDefinition
from survey_server.public_numbers import public_numbers
from survey_server.results import tally
from tests.builders import ask, make_survey

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def numbers_of(survey, *given):
    """Return the public numbers of (answers, how often) pairs."""
    responses = [(survey.digest, answers) for answers, times in given for _ in range(times)]
    return public_numbers(survey, tally(joined_versions(survey, []), responses), waiting=0, erased=0)


def counts(group):
    return {share.id: share.count for share in group.shares}


def test_a_share_has_its_count_its_percentage_and_its_interval():
    survey = make_survey(ask("yes_no"))

    figure = numbers_of(survey, ({"tea": "yes"}, 12), ({"tea": "no"}, 8)).figures[0]

    yes = figure.groups[0].shares[0]
    assert (figure.answered, yes.count, yes.percent, yes.low, yes.high) == (20, 12, 60.0, 38.7, 78.1)


def test_a_small_number_takes_another_with_it_and_their_sum_is_told():
    survey = make_survey(ask("choice", options=["Green", "Black", "White"]))

    group = (
        numbers_of(survey, ({"tea": "green"}, 20), ({"tea": "black"}, 8), ({"tea": "white"}, 2))
        .figures[0]
        .groups[0]
    )

    assert counts(group) == {"green": 20, "black": None, "white": None}
    assert group.together == 10


def test_two_answers_of_which_one_is_small_are_not_shown_at_all():
    survey = make_survey(ask("yes_no"))

    group = numbers_of(survey, ({"tea": "yes"}, 18), ({"tea": "no"}, 2)).figures[0].groups[0]

    assert group.is_withheld
    assert group.together is None


def test_of_several_picks_the_rest_is_protected_too():
    survey = make_survey(ask("choices"))

    group = (
        numbers_of(
            survey,
            ({"tea": ["green", "white"]}, 10),
            ({"tea": ["green", "black-tea"]}, 9),
            ({"tea": ["white"]}, 1),
        )
        .figures[0]
        .groups[0]
    )

    # 19 of 20 picked green: the one who did not would be known.
    assert counts(group) == {"green": None, "black-tea": 9, "white": 11}


def test_a_pick_that_is_no_longer_offered_is_not_even_named_where_few_made_it():
    before = make_survey(ask("choices", options=["Green", "White", "Oolong"]))
    now = make_survey(ask("choices", options=["Green", "White"]))
    then = AnsweredDefinition("tea", before.digest, NOW, 12, before.definition)
    joined = joined_versions(now, [then])
    given = [(before.digest, {"tea": ["green", "oolong"]})] * 2 + [(before.digest, {"tea": ["green"]})] * 10

    group = public_numbers(now, tally(joined, given), waiting=0, erased=0).figures[0].groups[0]

    assert "oolong" not in counts(group)


def test_a_net_promoter_score_is_shown_by_its_three_camps_or_not_at_all():
    survey = make_survey(ask("nps"))

    shown = numbers_of(survey, ({"tea": 10}, 50), ({"tea": 7}, 30), ({"tea": 0}, 20)).figures[0]
    hidden = numbers_of(survey, ({"tea": 10}, 50), ({"tea": 7}, 47), ({"tea": 0}, 3)).figures[0]

    assert counts(shown.groups[0]) == {"promoters": 50, "passives": 30, "detractors": 20}
    assert (round(shown.score.score), round(shown.score.margin, 1)) == (30, 15.3)
    assert counts(hidden.groups[0]) == {"promoters": 50, "passives": None, "detractors": None}
    assert hidden.score is None


def test_each_row_of_a_matrix_is_a_whole_of_its_own():
    survey = make_survey(ask("matrix"))
    good, bad = {"green": "good", "black-tea": "good"}, {"green": "bad", "black-tea": "good"}

    groups = numbers_of(survey, ({"tea": good}, 10), ({"tea": bad}, 10)).figures[0].groups

    assert [counts(group) for group in groups] == [{"good": 10, "bad": 10}, {"good": None, "bad": None}]


@pytest.mark.parametrize("kind", ["text", "long_text", "email", "number", "date", "consent"])
def test_what_somebody_wrote_has_no_figure(kind):
    assert numbers_of(make_survey(ask(kind)), ({}, 20)).figures == ()


def test_too_few_answers_to_a_question_have_no_figure_and_not_even_a_number():
    survey = make_survey(ask("yes_no"), ask("yes_no", "cake"))

    cake = numbers_of(survey, ({"tea": "yes"}, 17), ({"tea": "no", "cake": "no"}, 3)).figures[1]

    assert cake.answered is None
    assert cake.unanswered == {}
    assert counts(cake.groups[0]) == {"yes": None, "no": None}


def test_why_others_did_not_answer_is_kept_apart_and_protected():
    cake = ask("choice", "cake", options=["Sponge", "Pie", "Don't know"], when={"tea": "yes"})
    survey = make_survey(ask("yes_no", required=True), cake)
    given = [
        ({"tea": "yes", "cake": "sponge"}, 10),
        ({"tea": "yes", "cake": "pie"}, 10),
        ({"tea": "yes", "cake": "dont-know"}, 6),
        ({"tea": "yes"}, 7),
    ]

    shown = numbers_of(survey, *given, ({"tea": "no"}, 9)).figures[1]
    hidden = numbers_of(survey, *given, ({"tea": "no"}, 2)).figures[1]

    assert shown.unanswered == {"dont-know": 6, "skipped": 7, "not-shown": 9}
    assert hidden.unanswered == {"dont-know": None, "skipped": 7, "not-shown": None}


def test_the_least_of_one_protects_nothing():
    survey = make_survey(ask("yes_no"), min_cell=1)

    group = numbers_of(survey, ({"tea": "yes"}, 1)).figures[0].groups[0]

    assert counts(group) == {"yes": 1, "no": 0}


def test_the_words_of_a_question_hold_no_placeholder():
    survey = make_survey(ask("text", "grows"), ask("yes_no", ask="You grow {grows}. Happy?"), language="de")

    (figure,) = numbers_of(survey, ({"grows": "kale", "tea": "yes"}, 8)).figures

    assert figure.ask == "You grow [Ihre Antwort]. Happy?"
