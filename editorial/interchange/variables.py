"""A survey's answers as variables: one column of data each, with the codes that may stand in it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from editorial.answer_texts import LONGEST, LONGEST_OTHER
from editorial.conditions import condition_text, piped
from editorial.question import OTHER, PART, Option, Question, QuestionType
from editorial.survey import Survey


class Measure(StrEnum):
    """What stands in a variable."""

    ONE = "one"  # one of its codes
    SEVERAL = "several"  # any of its codes
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    FLAG = "flag"


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A column: its name as in forms and exports, the question it belongs to, the words shown, its codes."""

    name: str
    question: Question
    measure: Measure
    label: str
    ask: str
    universe: str = ""
    codes: tuple[Option, ...] = ()
    least: float | None = None
    most: float | None = None


def variables_of(survey: Survey) -> list[Variable]:
    """Return the variables of all questions that take an answer, in their order."""
    return [
        variable
        for question in survey.questions
        if question.takes_answer
        for variable in _VARIABLES[question.type](question, survey)
    ]


def _variable(
    question: Question, survey: Survey, measure: Measure, *, part: str = "", words: str = "", **fields: object
) -> Variable:
    ask = piped(question.ask, survey, {})
    values: dict[str, object] = {
        "name": f"{question.id}{PART}{part}" if part else question.id,
        "question": question,
        "measure": measure,
        "label": f"{ask} – {words}" if words else ask,
        "ask": ask,
        "universe": condition_text(question, survey),
    }
    return Variable(**(values | fields))  # type: ignore[arg-type]


def _picked(measure: Measure) -> Callable[[Question, Survey], Iterator[Variable]]:
    def variables(question: Question, survey: Survey) -> Iterator[Variable]:
        codes = question.choices + ((Option(OTHER, "Other"),) if question.other else ())
        yield _variable(question, survey, measure, codes=codes)
        if question.other:
            words = {"part": OTHER, "words": "Other", "most": LONGEST_OTHER}
            yield _variable(question, survey, Measure.TEXT, **words)  # type: ignore[arg-type]

    return variables


def _pointed(question: Question, survey: Survey) -> Iterator[Variable]:
    first, *between, last = question.points
    ends = (
        Option(first.id, first.label or question.low),
        *between,
        Option(last.id, last.label or question.high),
    )
    codes = tuple(Option(point.id, point.label or point.id) for point in ends)
    yield _variable(question, survey, Measure.ONE, codes=codes)


def _rows(question: Question, survey: Survey) -> Iterator[Variable]:
    for row in question.rows:
        yield _variable(question, survey, Measure.ONE, part=row.id, words=row.label, codes=question.columns)


def _places(question: Question, survey: Survey) -> Iterator[Variable]:
    for option in question.options:
        yield _variable(
            question,
            survey,
            Measure.NUMBER,
            part=option.id,
            words=option.label,
            least=1,
            most=len(question.options),
        )


def _plain(measure: Measure) -> Callable[[Question, Survey], Iterator[Variable]]:
    def variables(question: Question, survey: Survey) -> Iterator[Variable]:
        least = question.min if measure is Measure.NUMBER else None
        most = question.max
        if measure is Measure.TEXT:
            most = question.max if question.max is not None else LONGEST[question.type]
        yield _variable(question, survey, measure, least=least, most=most)

    return variables


_VARIABLES: dict[QuestionType, Callable[[Question, Survey], Iterator[Variable]]] = {
    QuestionType.CHOICE: _picked(Measure.ONE),
    QuestionType.CHOICES: _picked(Measure.SEVERAL),
    QuestionType.YES_NO: _picked(Measure.ONE),
    QuestionType.SCALE: _pointed,
    QuestionType.NPS: _pointed,
    QuestionType.STARS: _pointed,
    QuestionType.MATRIX: _rows,
    QuestionType.RANK: _places,
    QuestionType.TEXT: _plain(Measure.TEXT),
    QuestionType.LONG_TEXT: _plain(Measure.TEXT),
    QuestionType.EMAIL: _plain(Measure.TEXT),
    QuestionType.NUMBER: _plain(Measure.NUMBER),
    QuestionType.DATE: _plain(Measure.DAY),
    QuestionType.CONSENT: _plain(Measure.FLAG),
}
