"""Writing a survey and its responses as triple-s XML 2.0: the variables and codes, and the CSV read by them.

Names, elements and their order are those of the standard (Triple-S XML version 2.0, revision 2.0.002, 2011).
Codes of one answer are the ids of options (literal); several answers are a string of 0 and 1, one for each
code in their order; days have no hyphens.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from lxml import etree

from editorial.answer_texts import LONGEST, decimal
from editorial.interchange.exported import Exported
from editorial.interchange.variables import Measure, Variable, columns_of, with_several
from editorial.interchange.xml_text import add, as_text
from editorial.question import BIGGEST_NUMBER
from editorial.response_cells import Cells, cells_of
from editorial.response_columns import NUMBER, Columns, Response
from editorial.survey import Survey

_TYPES = {
    Measure.ONE: "single",
    Measure.SEVERAL: "multiple",
    Measure.NUMBER: "quantity",
    Measure.TEXT: "character",
    Measure.DAY: "date",
    Measure.FLAG: "logical",
}
_DAYS = ("00010101", "99991231")


def export_triple_s(survey: Survey, *, as_of: datetime) -> Exported:
    """Return the survey's variables as triple-s metadata, written at an instant; there are no data yet."""
    return Exported(
        _described(survey, with_several(survey, columns_of(survey)), as_of), tuple(_losses(survey))
    )


def triple_s_files(
    survey: Survey, columns: Columns, responses: Iterable[Response], *, as_of: datetime, data_file: str
) -> tuple[str, str]:
    """Return the metadata of responses, and the responses as the CSV that they describe."""
    variables = with_several(survey, columns)
    rows = [
        [_cell(variable, cells) for variable in variables]
        for cells in (cells_of(columns, response) for response in responses)
    ]
    variables = [
        replace(variable, decimals=max((_decimals(row[place]) for row in rows), default=0))
        if variable.measure is Measure.NUMBER
        else variable
        for place, variable in enumerate(variables)
    ]
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerows([_names(variables), *rows])
    return _described(survey, variables, as_of, data_file), table.getvalue()


def _described(survey: Survey, variables: list[Variable], as_of: datetime, data_file: str = "") -> str:
    root = etree.Element("sss", version="2.0")
    add(root, "date", f"{as_of:%d %B %Y}")
    add(root, "time", f"{as_of:%H:%M}")
    add(root, "origin", "Masthead")
    about = add(root, "survey")
    add(about, "name", survey.slug)
    add(about, "version", survey.digest[:12])
    add(about, "title", survey.title)
    place = {"href": data_file} if data_file else {}
    record = add(about, "record", ident="A", **place, format="csv", skip="1")
    for number, (variable, name) in enumerate(zip(variables, _names(variables), strict=True), 1):
        _add_variable(record, number, variable, name)
    return as_text(root)


def _add_variable(record: etree._Element, number: int, variable: Variable, name: str) -> None:
    is_literal = variable.measure is Measure.ONE
    literal = {"format": "literal"} if is_literal else {}
    use = {"use": "serial"} if variable.name == NUMBER else {}
    element = add(record, "variable", ident=str(number), type_=_TYPES[variable.measure], **literal, **use)
    add(element, "name", name)
    add(element, "label", variable.label)
    add(element, "position", start=str(number))
    if variable.measure is Measure.TEXT:
        # Before what looks like a formula stands an apostrophe.
        add(element, "size", f"{(variable.most or max(LONGEST.values())) + 1:.0f}")
    elif variable.measure in (Measure.ONE, Measure.SEVERAL):
        values = add(element, "values")
        for place, code in enumerate(variable.codes, 1):
            add(values, "value", code.label, code=code.id if is_literal else str(place))
    elif variable.measure is Measure.NUMBER:
        least = -BIGGEST_NUMBER if variable.least is None else variable.least
        most = BIGGEST_NUMBER if variable.most is None else variable.most
        bounds = _padded(decimal(least), variable.decimals), _padded(decimal(most), variable.decimals)
        add(add(element, "values"), "range", from_=bounds[0], to=bounds[1])
    elif variable.measure is Measure.DAY:
        add(add(element, "values"), "range", from_=_DAYS[0], to=_DAYS[1])


def _cell(variable: Variable, cells: Cells) -> str:
    if variable.measure is Measure.SEVERAL:
        return _bits(variable, cells)
    value = cells.get(variable.name, "")
    if variable.measure is Measure.DAY:
        return str(value).replace("-", "")
    return decimal(value) if isinstance(value, float) else str(value)


def _bits(variable: Variable, cells: Mapping[str, object]) -> str:
    """Return 1 for each code that was picked and 0 for the others, or nothing where there is no answer."""
    found = [cells.get(part, "") for part in variable.parts]
    return "".join("1" if value else "0" for value in found) if any(found) else ""


def _decimals(number: str) -> int:
    return len(number.partition(".")[2])


def _padded(number: str, decimals: int) -> str:
    """Return a number with so many decimals at least, as those of a range are those of the data."""
    missing = decimals - _decimals(number)
    point = "" if "." in number or missing <= 0 else "."
    return f"{number}{point}{'0' * missing}"


def _names(variables: Iterable[Variable]) -> list[str]:
    """Return names of letters, digits and underscores, each once."""
    names: list[str] = []
    for variable in variables:
        base = re.sub(r"[^A-Za-z0-9_]", "_", variable.name)
        name, number = base, 2
        while name.casefold() in (taken.casefold() for taken in names):
            name = f"{base}_{number}"
            number += 1
        names.append(name)
    return names


def _losses(survey: Survey) -> Iterator[str]:
    statements = [question.id for question in survey.questions if not question.takes_answer]
    if statements:
        yield f"{', '.join(statements)}: triple-s holds what is answered, not what is only read"
    conditional = [question.id for question in survey.questions if question.when]
    if conditional:
        yield f"when of {', '.join(conditional)}: triple-s has no conditions"
    if any(question.help for question in survey.questions):
        yield "help: triple-s has one text for each variable"
