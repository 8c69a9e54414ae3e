import pytest

from editorial.problems import ContentError, Problem, Severity, did_you_mean, is_near

PROBLEM = Problem("posts/tea.md", 4, "not-known", "stage: “loyaltee” is not known", "did you mean loyalty?")


def test_a_problem_is_one_line_that_an_editor_can_jump_to():
    assert str(PROBLEM) == (
        "posts/tea.md:4: error not-known stage: “loyaltee” is not known (did you mean loyalty?)"
    )


def test_what_is_quoted_in_a_problem_cannot_break_the_line_or_steer_the_terminal():
    problem = Problem(
        "posts/t\udc80.md", 1, "unknown-field", "the field a\n\tb\x1b[31m is not known", "use c"
    )

    assert str(problem) == "posts/t�.md:1: error unknown-field the field a b�[31m is not known (use c)"


def test_a_problem_as_data_has_the_same_parts():
    assert PROBLEM.as_data() == {
        "path": "posts/tea.md",
        "line": 4,
        "severity": "error",
        "code": "not-known",
        "message": "stage: “loyaltee” is not known",
        "remedy": "did you mean loyalty?",
    }


def test_an_error_carries_its_problems_sorted_by_place():
    later = Problem("posts/tea.md", 12, "a", "m", "r")
    earlier = Problem("posts/tea.md", 3, "b", "m", "r", Severity.WARNING)

    error = ContentError([later, earlier])

    assert error.problems == (earlier, later)
    assert str(error) == f"{earlier}\n{later}"


def test_only_errors_are_errors():
    warning = Problem("a", 1, "c", "m", "r", Severity.WARNING)

    assert PROBLEM.is_error
    assert not warning.is_error


@pytest.mark.parametrize(
    ("word", "known", "remedy"),
    [
        ("stgae", ["title", "stage"], "did you mean stage?"),
        ("STAGE", ["title", "stage"], "did you mean stage?"),
        ("tatjana", ["Tatiana", "ada"], "did you mean Tatiana?"),
        ("date", ["title", "stage"], "use one of: title, stage"),
        ("zzz", ["title", "stage"], "use one of: title, stage"),
        ("zzz", [], "none is defined yet"),
        ("", ["title"], "use one of: title"),
    ],
)
def test_the_remedy_names_the_nearest_word_or_all_of_them(word, known, remedy):
    assert did_you_mean(word, known) == remedy


def test_a_slip_is_told_from_another_word():
    assert is_near("Plannin", ["Planning"])
    assert not is_near("Tea", ["Planning"])
