from editorial.header import read_document
from editorial.problems import Severity
from editorial.source import Source

DOCUMENT = read_document(b"---\ntitle: Tea\nstage: interest\n---\n", "posts/tea.md")


def test_a_problem_points_at_the_line_of_its_field():
    source = Source.of("posts/tea.md", DOCUMENT.header)

    problem = source.problem("stage", "odd", "stage: it is odd", "change it", severity=Severity.WARNING)

    assert str(problem) == "posts/tea.md:3: warning odd stage: it is odd (change it)"


def test_a_problem_of_a_field_that_is_not_there_points_at_the_first_line():
    source = Source.of("posts/tea.md", DOCUMENT.header)

    assert source.line("date") == 1
