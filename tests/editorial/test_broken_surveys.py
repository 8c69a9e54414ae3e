from pathlib import Path
from zoneinfo import ZoneInfo

from editorial.fields import Context, FieldReader
from editorial.header import read_document
from editorial.problems import ContentError
from editorial.survey import read_survey

BROKEN = Path(__file__).parent.parent / "broken_content" / "surveys"


def problems_of(path):
    reader = FieldReader(path.name, Context(ZoneInfo("Europe/London")))
    try:
        read_survey(read_document(path.read_bytes(), path.name), reader, stem=path.stem)
    except ContentError as error:
        reader.problems += error.problems
    return [str(problem) for problem in sorted(reader.problems)]


def test_every_mistake_gives_exactly_the_lines_that_are_expected():
    files = sorted(BROKEN.glob("*.md"))
    expected = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()

    found = [line for path in files for line in problems_of(path)]

    assert found == expected


def test_every_broken_file_has_an_expected_line():
    expected = (BROKEN / "expected.txt").read_text(encoding="utf-8").splitlines()

    names = {line.partition(":")[0] for line in expected}

    assert names == {path.name for path in BROKEN.glob("*.md")}
