import ast
import re
from pathlib import Path

import pytest

from editorial.content import read_content
from tests.builders import SETTINGS

ROOT = Path(__file__).parent.parent.parent
BROKEN = ROOT / "tests" / "broken_content"
# Each is a small content folder with one file for a mistake; those of surveys have a test of their own.
CASES = sorted(folder for folder in BROKEN.iterdir() if folder.is_dir() and folder.name != "surveys")
# Which argument is the code of a problem.
PLACE_OF_CODE = {"Invalid": 0, "Problem": 2, "report": 1, "problem": 1, "_error": 1}
MODULES = (
    "approval", "author", "crosscheck", "fields", "header", "header_lines", "page", "policy", "post",
    "post_files", "spellings", "translations", "unread_files", "yaml_text",
)  # fmt: skip
# A link to nowhere is made in test_content.py: not every file system can hold one.
ELSEWHERE = {"unreadable"}


def expected_lines(folder):
    return (folder / "expected.txt").read_text(encoding="utf-8").splitlines()


def without_path(line):
    return re.sub(r"^.*?:\d+: ", "line ", line)


def codes_in(module):
    """Return the codes that a module gives problems, as patterns: an f-string stands for several."""
    for call in ast.walk(ast.parse((ROOT / "editorial" / f"{module}.py").read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call):
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        arguments = call.args[PLACE_OF_CODE.get(name, len(call.args)) :]
        match arguments:
            case [ast.Constant(value=str(code)), *_]:
                yield re.escape(code)
            case [ast.JoinedStr(values=parts), *_]:
                yield "".join(re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in parts)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_mistake_gives_exactly_the_lines_that_are_expected(case, monkeypatch):
    monkeypatch.chdir(case)

    content = read_content(Path(), SETTINGS)

    assert [str(problem) for problem in content.problems] == expected_lines(case)


@pytest.mark.parametrize("name", ["posts", "headers", "lines", "authors", "pages"])
def test_every_broken_file_has_an_expected_line(name):
    case = BROKEN / name
    files = {path.relative_to(case).as_posix() for path in case.rglob("*.md")}

    named = {line.partition(":")[0] for line in expected_lines(case)}

    # Posts have an author, who is without a fault.
    assert files - named <= {"authors/ada.md"}
    assert len(named) >= 5


@pytest.mark.parametrize("module", MODULES)
def test_every_code_of_a_problem_is_in_some_case(module):
    found = {line.split(" ")[2] for case in CASES for line in map(without_path, expected_lines(case))}
    patterns = set(codes_in(module))

    missing = {code for code in patterns - ELSEWHERE if not any(re.fullmatch(code, known) for known in found)}

    assert patterns
    assert missing == set()
