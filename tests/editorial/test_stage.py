from editorial.stage import Format, IdeaType, steps
from tests.builders import STAGES


def test_steps_are_spread_evenly_over_the_way():
    found = steps(STAGES)

    assert [(step.key, step.progress) for step in found] == [
        ("epiphany", 0),
        ("awareness", 25),
        ("interest", 50),
        ("consideration", 75),
        ("loyalty", 100),
    ]


def test_a_single_stage_is_where_the_way_begins():
    assert [step.progress for step in steps(STAGES[:1])] == [0]


def test_no_stages_make_no_steps():
    assert steps(()) == ()


def test_every_idea_and_format_has_words_for_readers():
    assert [idea.wording for idea in IdeaType] == ["To think about", "To put to use"]
    assert Format.CASE_STUDY.label == "Case study"
    assert all(form.label for form in Format)
