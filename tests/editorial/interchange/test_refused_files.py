"""Files that hold no survey are refused in one sentence, and none breaks the import."""

import json
import re
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from editorial.interchange.document import read_text, survey_text
from editorial.interchange.formats import KNOWN, LARGEST, import_survey
from editorial.interchange.model import ForeignFileError
from tests.builders import LONDON


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"\x89PNG\r\n", f"it is no survey that we can read (it takes {KNOWN})"),
        (
            b'{"a": 1}',
            "it is JSON, but neither of SurveyJS nor of Qualtrics (export the survey's definition)",
        ),
        (b'{"a": ', "line 1: it is not JSON: Expecting value (export it from the tool again)"),
        (b'{"a": "\xff"}', "the byte 0xFF is not UTF-8 (save the file with the encoding UTF-8)"),
        (
            b'{"pages": []}',
            "it is SurveyJS JSON without a single question (export it from the tool again)",
        ),
        (
            b'{"pages": [{"elements": [{"type": "file", "name": "f"}]}]}',
            "no question in it can be asked here (look into the file)",
        ),
        (b"[" * 100_000, "its JSON is nested more deeply than any survey's (look into the file)"),
        (
            b'{"pages": [' + b"9" * 5000 + b"]}",
            "a number in it is longer than any survey's (look into the file)",
        ),
        (b"<html/>", "it is XML, but of <html> and not of LimeSurvey (export the survey as .lss)"),
        (
            b"<document><LimeSurveyDocType>Group</LimeSurveyDocType></document>",
            "it holds a LimeSurvey group and no survey (export the survey as .lss)",
        ),
        (
            b"class\ttype/scale\tname\n",
            "it has no column relevance, text (export the survey as tab-separated values)",
        ),
        (
            b'{"SurveyElements": 3}',
            "it is a Qualtrics file without SurveyElements (export the survey as .qsf)",
        ),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_file_that_holds_no_survey_gets_one_sentence(data, message):
    with pytest.raises(ForeignFileError) as refused:
        import_survey(data)

    assert str(refused.value) == message


def test_a_file_too_large_for_a_survey_is_not_read():
    with pytest.raises(ForeignFileError, match="is it a file of answers"):
        import_survey(b" " * (LARGEST + 1))


def test_xml_entities_are_not_expanded():
    bomb = b'<!DOCTYPE document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><document>&b;</document>'

    with pytest.raises(ForeignFileError) as refused:
        import_survey(bomb)

    assert str(refused.value) == (
        "it declares a document type, which no survey does (take the declaration out)"
    )


def test_xml_does_not_read_files_of_this_machine(tmp_path):
    (tmp_path / "secret.txt").write_text("Secret")
    survey = (SURVEYS / "garden.lss").read_text(encoding="utf-8")
    head, _, rest = survey.partition("?>")
    doctype = f'<!DOCTYPE d [<!ENTITY f SYSTEM "file://{tmp_path}/secret.txt">]>'
    stolen = f"{head}?>{doctype}{rest.replace('<surveyls_title>', '<surveyls_title>&f;')}"

    # The same file without it is read.
    assert import_survey(survey.encode()).title
    with pytest.raises(ForeignFileError):
        import_survey(stolen.encode())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KINDS = (
    "text", "comment", "radiogroup", "checkbox", "dropdown", "tagbox", "boolean", "rating", "slider",
    "matrix", "matrixdropdown", "multipletext", "ranking", "html", "panel", "imagepicker", "file", "nonsense",
)  # fmt: skip
# Words that are nearly the same make ids that are.
LABELS = st.sampled_from(["Tea", "tea", "Tea ", "T e a", "None", "x" * 300, 1, True]) | JSON
ITEMS = st.lists(
    LABELS | st.fixed_dictionaries({"value": LABELS}, optional={"text": LABELS}), min_size=2, max_size=5
)
NUMBERS = st.integers(-2, 12) | st.sampled_from(["1", "²", 1e300, -1.5, "1" * 400]) | JSON
CONDITIONS = st.sampled_from(["{a} = 1", "{b} contains 'tea'", "{a} > 2 and {b} empty", "((((", "{a} = {b}"])
# What each key holds, when it is right or nearly so.
VALUES = {
    **dict.fromkeys(["title", "description", "noneText", "valueTrue", "labelTrue", "html"], LABELS),
    **dict.fromkeys(["choices", "rows", "columns", "items", "rateValues", "elements"], ITEMS | JSON),
    **dict.fromkeys(["min", "max", "rateMin", "rateMax", "rateStep"], NUMBERS),
    **dict.fromkeys(["minSelectedChoices", "maxSelectedChoices", "maxLength"], NUMBERS),
    **dict.fromkeys(["isRequired", "showNoneItem", "showOtherItem", "hasComment"], st.booleans() | JSON),
    "visibleIf": CONDITIONS | JSON,
    "inputType": st.sampled_from(["number", "date", "email", "range", "colour"]) | JSON,
}
ELEMENTS = st.fixed_dictionaries(
    {"type": st.sampled_from(KINDS), "name": st.sampled_from(["a", "b", "a ", ""]) | JSON}, optional=VALUES
)


@settings(max_examples=400)
@given(st.lists(ELEMENTS, min_size=1, max_size=3))
def test_no_surveyjs_json_breaks_the_import_or_gives_a_broken_survey(elements):
    data = json.dumps({"elements": elements}).encode("utf-8", "surrogatepass")

    assert_is_a_survey_or_refused(data)


SURVEYS = Path(__file__).parents[2] / "foreign_surveys"
# What is put where something else belongs.
ODD = (
    "",
    "0",
    "-1",
    "1e999",
    "NaN",
    "²",
    "\\ud800",
    "{q}",
    "<b>",
    "((((",
    "Q1.NAOK == ",
    "x" * 300,
    "\t",
    "\n",
)
WORTHS = (
    None,
    True,
    False,
    -1,
    1e300,
    10**30,
    "",
    "0",
    "²",
    "\ud800",
    "{q} = 1",
    [],
    {},
    [None],
    {"": 3},
    ["a"],
)


def assert_is_a_survey_or_refused(data):
    try:
        found = import_survey(data)
    except ForeignFileError as error:
        message = str(error)
    else:
        message = ""
    if message:
        assert re.fullmatch(r"[^\n]+ \([^\n]+\)", message)
        return
    survey, problems = read_text(survey_text(found), slug="garden", zone=LONDON)
    assert survey is not None
    assert not [str(problem) for problem in problems if problem.is_error]


@pytest.mark.parametrize("name", ["garden.json", "garden.qsf", "garden.lss", "garden.tsv"])
@given(data=st.data())
def test_no_mutilated_file_breaks_the_import_or_gives_a_broken_survey(name, data):
    whole = (SURVEYS / name).read_bytes()
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(whole)))
        end = data.draw(st.sampled_from([start, start + 1, start + 20, len(whole)]))
        odd = data.draw(st.sampled_from(ODD).map(str.encode) | st.binary(max_size=3))
        whole = whole[:start] + odd + whole[end:]

    assert_is_a_survey_or_refused(whole)


@pytest.mark.parametrize("name", ["garden.lss", "garden.tsv"])
@given(data=st.data())
def test_no_odd_cell_breaks_the_import_or_gives_a_broken_survey(name, data):
    whole = (SURVEYS / name).read_text(encoding="utf-8-sig")
    cells = list(re.finditer(r"(?<=>)[^<>]*(?=</)" if name.endswith("lss") else r"[^\t\n]+", whole))
    for cell in sorted(
        data.draw(st.lists(st.sampled_from(cells), max_size=5)), key=re.Match.start, reverse=True
    ):
        odd = data.draw(st.sampled_from([*ODD, *(other[0] for other in cells[:40])]))
        whole = whole[: cell.start()] + odd + whole[cell.end() :]

    assert_is_a_survey_or_refused(whole.encode())


def places(value, path=()):
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


@pytest.mark.parametrize("name", ["garden.json", "garden.qsf"])
@given(data=st.data())
def test_no_odd_value_breaks_the_import_or_gives_a_broken_survey(name, data):
    whole = json.loads((SURVEYS / name).read_text(encoding="utf-8"))
    for _ in range(data.draw(st.integers(1, 4))):
        *path, last = data.draw(st.sampled_from(list(places(whole)) or [("title",)]))
        holder = whole
        for key in path:
            holder = holder[key]
        # A copy: the next one may be put into it.
        holder[last] = deepcopy(data.draw(st.sampled_from(WORTHS)))

    assert_is_a_survey_or_refused(json.dumps(whole).encode("utf-8", "surrogatepass"))
