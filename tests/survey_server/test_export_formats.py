"""What other programs read: each description is held against the data that it comes with."""

import csv
import io
import random
import re

import pytest
from lxml import etree

from editorial.answer_texts import decimal
from editorial.interchange.formats import Format, export_survey
from editorial.synthetic import synthetic_answers
from survey_server.export_files import ExportFormat, export_files
from survey_server.store import NewResponse
from tests.builders import ask

DDI = {"d": "ddi:codebook:2_5"}
EVERY_TYPE = [
    ask("choice", "a", other=True, shuffle=True),
    ask("choices", "b", none="Neither", other=True),
    ask("yes_no", "c"),
    ask("scale", "d", points=7, low="Bad", high="Good"),
    ask("scale", "e", points=["Never", "Often"]),
    ask("nps", "f"),
    ask("stars", "g"),
    ask("matrix", "h"),
    ask("rank", "i"),
    ask("text", "j"),
    ask("long_text", "k"),
    ask("email", "l"),
    ask("number", "m", min=-2.5, max=10),
    ask("date", "n"),
    ask("consent", "o"),
    ask("statement", "p"),
    ask("text", "q", when={"c": "yes"}),
]


def keep(service, slug, answers, *, context=None, paradata=None):
    survey = service.services.surveys.find(slug)
    number = len(service.rows(slug))
    service.services.store.responses.save(
        NewResponse(
            survey=slug,
            definition=survey.digest,
            definition_body=survey.definition,
            submission_id=f"{slug}-{number}",
            receipt=f"{slug}-receipt-{number}",
            received_at=service.config.as_of,
            answers=answers,
            context=context or {},
            paradata=paradata or {},
        )
    )


def answered_twice(service):
    """Return the slug of a survey of two versions with every kind of answer."""
    before = [*EVERY_TYPE, ask("choices", "gone", other=True), ask("date", "day")]
    slug = service.publish(*before, hidden=["campaign"])
    chance = random.Random(7)
    noted = {"language": "de", "seconds": {"a": 7, "gone": 3}, "order": {"a": ["black-tea", "green"]}}
    for _ in range(12):
        answers = synthetic_answers(service.services.surveys.find(slug), chance)
        keep(service, slug, answers, context={"campaign": "+1 ü"}, paradata=noted)
    after = [
        ask("choice", "a", options=[{"id": "jade", "label": "Jade", "was": "green"}, "White"], shuffle=True),
        ask("choices", "b", options=["Oolong", "White"]),
        *EVERY_TYPE[2:],
    ]
    after[3] = ask("scale", "d", points=5)
    service.publish(*after, slug=slug, hidden=["campaign"], retired=["gone", "day"])
    for _ in range(12):
        keep(service, slug, synthetic_answers(service.services.surveys.find(slug), chance))
    keep(service, slug, {"m": 2.25, "n": "2026-03-01", "b": ["white"], "j": "=1\n“x”, y"})
    return slug


def files_of(service, slug, form):
    return export_files(service.services, service.services.surveys.find(slug), form)


def records(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def triple_s(service, slug):
    """Return the variables and the records of the files that are written for triple-s."""
    files = files_of(service, slug, ExportFormat.TRIPLE_S)
    described = etree.fromstring(files[f"{slug}.sss.xml"].encode())
    record = described.find("survey/record")
    data = records(files[record.get("href")])
    return list(record.iterfind("variable")), data[: int(record.get("skip"))], data[int(record.get("skip")) :]


def fits(variable, value):
    """Return whether a value may stand in a triple-s variable; nothing may stand in each."""
    kind = variable.get("type")
    codes = [code.get("code") for code in variable.iterfind("values/value")]
    if not value or kind == "single":
        return not value or value in codes
    if kind == "multiple":
        return set(value) <= {"0", "1"} and len(value) == len(codes)
    if kind == "quantity":
        span = variable.find("values/range")
        decimals = {len(number.partition(".")[2]) for number in (span.get("from"), span.get("to"))}
        is_between = float(span.get("from")) <= float(value) <= float(span.get("to"))
        return is_between and len(value.partition(".")[2]) <= max(decimals)
    if kind == "date":
        return re.fullmatch(r"\d{8}", value) is not None
    return value == "1" if kind == "logical" else len(value) <= int(variable.findtext("size"))


def test_triple_s_describes_every_value_of_the_data_that_come_with_it(service):
    variables, (names,), data = triple_s(service, answered_twice(service))

    assert names == [variable.findtext("name") for variable in variables]
    assert len(set(names)) == len(names)
    assert [variable.find("position").get("start") for variable in variables] == [
        str(number) for number in range(1, len(names) + 1)
    ]
    assert len(data) == 25
    wrong = [
        (name, value)
        for row in data
        for name, variable, value in zip(names, variables, row, strict=True)
        if not fits(variable, value)
    ]
    assert wrong == []
    # None of the columns is there in vain.
    filled = {name for row in data for name, value in zip(names, row, strict=True) if value}
    assert {name for name in names if name not in filled} <= {
        "context_from",
        *(f"{letter}_seconds" for letter in "bcdefghijklmnoq"),
        *(name for name in names if re.match(r"d_[0-9a-f]{8}_seconds|day_seconds", name)),
    }


def test_triple_s_data_are_the_answers(service):
    variables, (names,), data = triple_s(service, answered_twice(service))

    last = dict(zip(names, data[-1], strict=True))
    several = next(variable for variable in variables if variable.findtext("name") == "b")
    labels = [code.text for code in several.iterfind("values/value")]
    picked = [label for label, bit in zip(labels, last["b"], strict=True) if bit == "1"]
    assert labels == ["Green", "Black tea", "White", "Neither", "Oolong", "Other"]
    assert picked == ["White"]
    assert (last["m"], last["n"], last["j"], last["a"]) == ("2.25", "20260301", "'=1\n“x”, y", "")
    assert (last["gone"], last["gone_outcome"], last["a_outcome"]) == ("", "not-shown", "skipped")
    assert variables[0].get("use") == "serial"


def test_the_bounds_of_a_variable_are_the_widest_that_a_version_had(service):
    slug = service.publish(ask("text", "j", max=5), ask("number", "m", min=-5, max=20))
    keep(service, slug, {"j": "=long", "m": 20})
    keep(service, slug, {"m": -5})
    service.publish(ask("text", "j", max=3), ask("number", "m", min=0, max=10), slug=slug)

    variables, (names,), data = triple_s(service, slug)

    place = names.index("j")
    assert data[0][place] == "'=long"
    assert variables[place].findtext("size") == "6"
    assert variables[names.index("m")].find("values/range").attrib == {"from": "-5", "to": "20"}


def test_several_answers_and_the_words_beside_them_are_told_in_their_order(service):
    slug = service.publish(ask("choices", "b", other=True))
    keep(service, slug, {"b": ["white", {"other": "Mate"}]})

    _, (names,), (row,) = triple_s(service, slug)

    found = dict(zip(names, row, strict=True))
    assert (found["b"], found["b__other"]) == ("0011", "Mate")


def test_before_there_are_answers_the_variables_are_the_same(service):
    slug = service.publish(*EVERY_TYPE, hidden=["campaign"])
    survey, now = service.services.surveys.find(slug), service.config.as_of

    expected = {
        form: export_survey(survey, form, as_of=now).text.splitlines()
        for form in (Format.TRIPLE_S, Format.DDI)
    }

    for form, name in ((Format.TRIPLE_S, f"{slug}.sss.xml"), (Format.DDI, f"{slug}.ddi.xml")):
        written = files_of(service, slug, ExportFormat(str(form)))[name].splitlines()
        more = [line.strip() for line in written if line not in expected[form]]
        # Only the name of the file with the data is not known before.
        assert all("file" in line or "href=" in line for line in more), more
        assert len(written) - len(expected[form]) in (0, 5)


def test_a_ddi_codebook_describes_the_columns_of_the_table(service):
    slug = answered_twice(service)

    files = files_of(service, slug, ExportFormat.DDI)

    names, *rows = records(files[f"{slug}.csv"])
    root = etree.fromstring(files[f"{slug}.ddi.xml"].encode())
    variables = root.findall("d:dataDscr/d:var", DDI)
    assert root.findtext("d:fileDscr/d:fileTxt/d:fileName", namespaces=DDI) == f"{slug}.csv"
    assert [variable.get("name") for variable in variables] == names
    for place, variable in enumerate(variables):
        values = {row[place] for row in rows if row[place]}
        codes = {code.text for code in variable.iterfind("d:catgry/d:catValu", DDI)}
        assert not codes or values <= codes, variable.get("name")
        if variable.find("d:varFormat", DDI).get("type") == "numeric":
            assert all(decimal(float(value)) for value in values)


@pytest.mark.parametrize(
    ("form", "names"),
    [
        ("csv", ["{}.csv", "{}.codebook.json"]),
        ("ddi", ["{}.csv", "{}.codebook.json", "{}.ddi.xml"]),
        ("triple-s", ["{}.sss.xml", "{}.sss.csv"]),
    ],
)
def test_the_command_says_which_files_it_wrote(service, tmp_path, form, names):
    slug = service.publish(ask("text", "why"))
    keep(service, slug, {"why": "because"})

    result = service.app.test_cli_runner().invoke(
        args=["export", slug, "--folder", str(tmp_path), "--format", form]
    )

    written = [name.format(slug) for name in names]
    assert result.exit_code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(written)
    assert all(str(tmp_path / name) in result.output for name in written)


def test_a_format_that_is_not_there_is_wrong_use(service):
    result = service.app.test_cli_runner().invoke(args=["export", "any", "--format", "spss"])

    assert result.exit_code == 2
    assert "'csv', 'triple-s', 'ddi'" in result.output
