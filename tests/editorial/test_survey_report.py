from editorial.survey_paths import PathReport, Span, walk_survey
from editorial.survey_report import SurveyReport, Traffic, report_lines
from tests.builders import ask, make_survey

SURVEY = make_survey(ask("yes_no", ask="Do you drink tea?"))


def lines(traffic=None, paths=None):
    return list(report_lines(SurveyReport(SURVEY, paths or walk_survey(SURVEY), (), traffic or Traffic())))


def test_the_report_says_ways_length_and_answers_needed():
    assert lines() == [
        "Tea [tea]",
        "  one way through",
        "  1 question; 0.1 minutes (estimated)",
        "  reading age 5",
        "  ±10 points take 97 answers",
        "  ±5 points take 385 answers",
        "  how long that takes is known with --per-week N, or from a database",
    ]


def test_traffic_that_was_counted_says_so_and_what_is_there_counts():
    found = lines(Traffic(have=100, per_week=28.5, is_measured=True))

    assert found[4:] == [
        "  ±10 points take 97 answers: reached, at 28.5 a week as of late",
        "  ±5 points take 385 answers: in 70 days, at 28.5 a week as of late",
    ]


def test_one_day_is_one_day():
    assert lines(Traffic(have=96, per_week=7))[4] == "  ±10 points take 97 answers: in 1 day, at 7 a week"


def test_without_answers_it_never_comes():
    assert lines(Traffic(per_week=0))[4] == "  ±10 points take 97 answers: never, at 0 a week"


def test_what_was_not_proven_is_said():
    span = Span(1, 2, 3)
    paths = PathReport(2, span, span, (), ("why", "what"), is_exact=False)

    found = lines(paths=paths)

    assert found[1] == "  at least 2 ways through; too many to count, so the numbers below are bounds"
    assert "  not proven, as it would take too long: why, what" in found
