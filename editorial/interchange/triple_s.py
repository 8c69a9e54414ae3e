"""Writing a survey as triple-s XML 2.0: the variables and codes that a CSV of its answers is read by.

Names, elements and their order are those of the standard (Triple-S XML version 2.0, revision 2.0.002, 2011).
"""

import re
from collections.abc import Iterator
from datetime import datetime

from lxml import etree

from editorial.answer_texts import LONGEST, decimal
from editorial.interchange.exported import Exported
from editorial.interchange.variables import Measure, Variable, variables_of
from editorial.interchange.xml_text import add, as_text
from editorial.question import BIGGEST_NUMBER
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
    """Return the survey's variables as triple-s metadata, written at an instant.

    The data file is a CSV with a line of names on top. Codes of one answer are the ids of options (literal);
    several answers are a string of 0 and 1, one for each code in their order.
    """
    root = etree.Element("sss", version="2.0")
    add(root, "date", f"{as_of:%d %B %Y}")
    add(root, "time", f"{as_of:%H:%M}")
    add(root, "origin", "Masthead")
    about = add(root, "survey")
    add(about, "name", survey.slug)
    add(about, "version", survey.digest[:12])
    add(about, "title", survey.title)
    record = add(about, "record", ident="A", format="csv", skip="1")
    names: set[str] = set()
    for number, variable in enumerate(variables_of(survey), 1):
        _add_variable(record, number, variable, _name(variable, names))
    return Exported(as_text(root), tuple(_losses(survey)))


def _add_variable(record: etree._Element, number: int, variable: Variable, name: str) -> None:
    is_literal = variable.measure is Measure.ONE
    literal = {"format": "literal"} if is_literal else {}
    element = add(record, "variable", ident=str(number), type_=_TYPES[variable.measure], **literal)
    add(element, "name", name)
    add(element, "label", variable.label)
    add(element, "position", start=str(number))
    if variable.measure is Measure.TEXT:
        add(element, "size", f"{variable.most or max(LONGEST.values()):.0f}")
    elif variable.measure in (Measure.ONE, Measure.SEVERAL):
        values = add(element, "values")
        for place, code in enumerate(variable.codes, 1):
            add(values, "value", code.label, code=code.id if is_literal else str(place))
    elif variable.measure is Measure.NUMBER:
        least = -BIGGEST_NUMBER if variable.least is None else variable.least
        most = BIGGEST_NUMBER if variable.most is None else variable.most
        add(add(element, "values"), "range", from_=decimal(least), to=decimal(most))
    elif variable.measure is Measure.DAY:
        add(add(element, "values"), "range", from_=_DAYS[0], to=_DAYS[1])


def _name(variable: Variable, names: set[str]) -> str:
    """Return a name of letters, digits and underscores that is not taken yet."""
    base = re.sub(r"[^A-Za-z0-9_]", "_", variable.name)
    name, number = base, 2
    while name.casefold() in names:
        name = f"{base}_{number}"
        number += 1
    names.add(name.casefold())
    return name


def _losses(survey: Survey) -> Iterator[str]:
    statements = [question.id for question in survey.questions if not question.takes_answer]
    if statements:
        yield f"{', '.join(statements)}: triple-s holds what is answered, not what is only read"
    conditional = [question.id for question in survey.questions if question.when]
    if conditional:
        yield f"when of {', '.join(conditional)}: triple-s has no conditions"
    if any(question.help for question in survey.questions):
        yield "help: triple-s has one text for each variable"
