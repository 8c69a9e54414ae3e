"""Writing a survey as DDI Codebook 2.5: what an archive keeps of it beside the exported CSV.

The order of elements is that of the schema of DDI Codebook 2.5 (DDI Alliance, 2012).
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

from editorial.answer_texts import decimal
from editorial.interchange.exported import Exported
from editorial.interchange.variables import Measure, Variable, columns_of, variables_of
from editorial.interchange.xml_text import add, as_text
from editorial.response_columns import Columns
from editorial.survey import Survey

NAMESPACE = "ddi:codebook:2_5"
# The stubs of lxml know no default name space.
_AS_DEFAULT: Any = {None: NAMESPACE}
_FORMATS = {
    Measure.ONE: "character",
    Measure.NUMBER: "numeric",
    Measure.TEXT: "character",
    Measure.DAY: "character",
    Measure.FLAG: "numeric",
}
_CHOSE_THEMSELVES = "Readers chose themselves; the answers are no random sample of anybody."
_CODED = (Measure.ONE, Measure.FLAG)


def export_ddi(
    survey: Survey, *, as_of: datetime, columns: Columns | None = None, data_file: str = ""
) -> Exported:
    """Return a DDI codebook of the columns of the CSV, written at an instant.

    Without `columns`, of those that the survey has before anybody has answered.
    """
    root = etree.Element(
        f"{{{NAMESPACE}}}codeBook", version="2.5", ID=f"survey-{survey.digest[:12]}", nsmap=_AS_DEFAULT
    )
    # The default name space holds for every child, also for those that are added by plain names.
    _add_document(root, survey, as_of)
    _add_study(root, survey)
    if data_file:
        add(add(add(root, "fileDscr"), "fileTxt"), "fileName", data_file)
    data = add(root, "dataDscr")
    for number, variable in enumerate(variables_of(survey, columns or columns_of(survey)), 1):
        _add_variable(data, number, variable)
    return Exported(as_text(_in_namespace(root)), tuple(_losses(survey)))


def _add_document(root: etree._Element, survey: Survey, as_of: datetime) -> None:
    citation = add(add(root, "docDscr"), "citation")
    title = add(citation, "titlStmt")
    add(title, "titl", f"Codebook: {survey.title}")
    production = add(citation, "prodStmt")
    add(production, "prodDate", as_of.date().isoformat(), date=as_of.date().isoformat())
    add(production, "software", "Masthead")


def _add_study(root: etree._Element, survey: Survey) -> None:
    study = add(root, "stdyDscr")
    citation = add(study, "citation")
    title = add(citation, "titlStmt")
    add(title, "titl", survey.title)
    add(title, "IDNo", survey.slug)
    version = add(citation, "verStmt")
    add(version, "version", survey.digest)
    about = add(study, "stdyInfo")
    for words in (survey.purpose, survey.introduction):
        if words:
            add(about, "abstract", words)
    summary = add(about, "sumDscr")
    # The end is not included: a survey that ends at midnight had its last day before it.
    last = survey.closes - timedelta(microseconds=1) if survey.closes else None
    for event, instant in (("start", survey.opens), ("end", last)):
        if instant is not None:
            day = instant.date().isoformat()
            add(summary, "collDate", day, date=day, event=event)
    add(summary, "dataKind", "survey data")
    collection = add(add(study, "method"), "dataColl")
    add(collection, "sampProc", _CHOSE_THEMSELVES)
    add(collection, "collMode", "Self-administered questionnaire on the web")


def _add_variable(data: etree._Element, number: int, variable: Variable) -> None:
    attributes = {"ID": f"V{number}", "name": variable.name}
    if variable.measure is Measure.NUMBER:
        attributes["intrvl"] = "contin"
    elif variable.measure in _CODED:
        attributes["intrvl"] = "discrete"
    element = add(data, "var", **attributes)
    add(element, "labl", variable.label)
    if variable.question is not None:
        question = add(element, "qstn")
        add(question, "qstnLit", variable.ask)
        if variable.question.help:
            add(question, "postQTxt", variable.question.help)
    _add_range(element, variable)
    if variable.universe:
        add(element, "universe", variable.universe)
    for code in variable.codes:
        category = add(element, "catgry")
        add(category, "catValu", code.id)
        add(category, "labl", code.label)
    kind = {"category": "date"} if variable.measure is Measure.DAY else {}
    add(element, "varFormat", type_=_FORMATS[variable.measure], **kind)


def _add_range(element: etree._Element, variable: Variable) -> None:
    if variable.measure is not Measure.NUMBER:
        return
    bounds = {"min_": variable.least, "max_": variable.most}
    known = {name: decimal(bound) for name, bound in bounds.items() if bound is not None}
    if known:
        add(add(element, "valrng"), "range", **known)


def _in_namespace(root: etree._Element) -> etree._Element:
    for element in root.iter():
        if "}" not in str(element.tag):
            element.tag = f"{{{NAMESPACE}}}{element.tag}"
    return root


def _losses(survey: Survey) -> Iterator[str]:
    statements = [question.id for question in survey.questions if not question.takes_answer]
    if statements:
        yield f"{', '.join(statements)}: a codebook holds what is answered, not what is only read"
