"""The table of a survey's responses as variables: a column of data each, with the codes that may stand in it.

`variables_of` has one for each column of the exported CSV. In `with_several` the options of which several may
be picked are one variable, as software for market research has it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from editorial.answer_texts import LONGEST, LONGEST_OTHER
from editorial.conditions import condition_text, piped
from editorial.question import BIGGEST_NUMBER, OTHER, Option, Question, QuestionType
from editorial.response_columns import (
    LANGUAGE,
    NUMBER,
    RECEIVED,
    VERSION,
    Columns,
    answer_column,
    other_column,
    outcome_column,
    paradata_columns,
    part_columns,
)
from editorial.survey import Survey
from editorial.survey_versions import Asked, JoinedVersions, Outcome, Version

PICKED = (Option("0", "not picked"), Option("1", "picked"))
_OUTCOMES = {
    Outcome.ANSWERED: "answered",
    Outcome.DONT_KNOW: "don’t know",
    Outcome.SKIPPED: "skipped",
    Outcome.NOT_SHOWN: "not shown",
}
# Of an instant with its zone, of a digest, of the code of a language.
_LONGEST_INSTANT, _LONGEST_DIGEST, _LONGEST_LANGUAGE = 25, 64, 35
_LONGEST_CONTEXT = 200
_LONGEST_SECONDS = 86_400


class Measure(StrEnum):
    """What stands in a variable."""

    ONE = "one"  # one of its codes
    SEVERAL = "several"  # any of its codes
    NUMBER = "number"
    TEXT = "text"
    DAY = "day"
    FLAG = "flag"  # 0 or 1


@dataclass(frozen=True, kw_only=True)
class Variable:
    """A column: its name as in the exported CSV, the words shown, its codes, and what holds for all of it.

    `question` is None where it holds no answer; `parts` are the columns in whose stead it stands, in the
    order of its codes; `decimals` is the number of them that the data have.
    """

    name: str
    measure: Measure
    label: str
    question: Question | None = None
    ask: str = ""
    universe: str = ""
    codes: tuple[Option, ...] = ()
    parts: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    decimals: int = 0


def columns_of(survey: Survey) -> Columns:
    """Return the columns of a survey that nobody has answered yet."""
    return Columns.of(survey, JoinedVersions([Version(survey.digest, survey.questions)]))


def variables_of(survey: Survey, columns: Columns) -> list[Variable]:
    """Return a variable for each column, in their order."""
    return [
        spread for variable in with_several(survey, columns) for spread in (_flags(variable) or [variable])
    ]


def with_several(survey: Survey, columns: Columns) -> list[Variable]:
    """Return the variables in the order of the columns, with one for all options of several picks."""
    return [
        Variable(
            name=NUMBER, measure=Measure.NUMBER, label="Number of the response", least=1, most=BIGGEST_NUMBER
        ),
        _text(RECEIVED, "When it came in", _LONGEST_INSTANT),
        _text(VERSION, "Digest of the questions that were answered", _LONGEST_DIGEST),
        *(variable for asked in columns.asked for variable in _answers(asked, survey)),
        *(
            _text(column, f"Brought by the address as “{name}”", _LONGEST_CONTEXT)
            for name, column in columns.context_columns.items()
        ),
        *([_text(LANGUAGE, "Language", _LONGEST_LANGUAGE)] if columns.has_language else []),
        *(variable for asked in columns.asked for variable in _noted(asked, survey)),
    ]


def _text(name: str, label: str, most: float) -> Variable:
    return Variable(name=name, measure=Measure.TEXT, label=label, most=most)


def _answers(asked: Asked, survey: Survey) -> Iterator[Variable]:
    words = _Words(asked, survey)
    yield from _VARIABLES[asked.question.type](asked, words)
    if asked.has_other:
        yield words.variable(other_column(asked), Measure.TEXT, "Other", most=LONGEST_OTHER)
    codes = tuple(Option(str(outcome), label) for outcome, label in _OUTCOMES.items())
    label = f"{words.ask} – what became of it"
    yield Variable(name=outcome_column(asked), measure=Measure.ONE, label=label, codes=codes)


def _noted(asked: Asked, survey: Survey) -> Iterator[Variable]:
    ask, columns = _Words(asked, survey).ask, paradata_columns(asked)
    label = f"{ask} – seconds in focus"
    yield Variable(
        name=columns["seconds"], measure=Measure.NUMBER, label=label, least=0, most=_LONGEST_SECONDS
    )
    if "order" in columns:
        longest = len(" ".join(asked.picks))
        yield _text(columns["order"], f"{ask} – options in the order shown, a space between", longest)


def _flags(variable: Variable) -> list[Variable]:
    """Return a variable for each option where several may be picked; what is written in has one already."""
    return [
        replace(
            variable,
            name=part,
            measure=Measure.FLAG,
            label=f"{variable.label} – {code.label}",
            codes=PICKED,
            parts=(),
        )
        for code, part in zip(variable.codes, variable.parts, strict=False)
        if code.id != OTHER
    ]


class _Words:
    """What a question said, in the version of the survey that asked it last, and to whom."""

    def __init__(self, asked: Asked, survey: Survey) -> None:
        then = replace(survey, questions=asked.version.questions)
        self.question = asked.whole
        self.ask = piped(asked.question.ask, then, {})
        self._universe = condition_text(asked.question, then)

    def variable(
        self,
        name: str,
        measure: Measure,
        words: str = "",
        *,
        codes: tuple[Option, ...] = (),
        parts: tuple[str, ...] = (),
        least: float | None = None,
        most: float | None = None,
    ) -> Variable:
        """Return a variable of the question; `words` say which part of it."""
        return Variable(
            name=name,
            question=self.question,
            measure=measure,
            label=f"{self.ask} – {words}" if words else self.ask,
            ask=self.ask,
            universe=self._universe,
            codes=codes,
            parts=parts,
            least=least,
            most=most,
        )


def _codes(question: Question) -> tuple[Option, ...]:
    return question.options + ((Option(OTHER, "Other"),) if question.other else ())


def _picked(asked: Asked, words: _Words) -> Iterator[Variable]:
    yield words.variable(answer_column(asked), Measure.ONE, codes=_codes(words.question))


def _several(asked: Asked, words: _Words) -> Iterator[Variable]:
    other = [other_column(asked)] if asked.has_other else []
    parts = (*part_columns(asked).values(), *other)
    yield words.variable(answer_column(asked), Measure.SEVERAL, codes=_codes(words.question), parts=parts)


def _pointed(asked: Asked, words: _Words) -> Iterator[Variable]:
    question = words.question
    first, *between, last = question.points
    ends = (
        Option(first.id, first.label or question.low),
        *between,
        Option(last.id, last.label or question.high),
    )
    codes = tuple(Option(point.id, point.label or point.id) for point in ends)
    yield words.variable(answer_column(asked), Measure.ONE, codes=codes)


def _rows(asked: Asked, words: _Words) -> Iterator[Variable]:
    for row, column in part_columns(asked).items():
        yield words.variable(column, Measure.ONE, asked.rows[row], codes=words.question.columns)


def _places(asked: Asked, words: _Words) -> Iterator[Variable]:
    columns = part_columns(asked)
    for option, column in columns.items():
        yield words.variable(column, Measure.NUMBER, asked.picks[option], least=1, most=len(columns))


def _plain(measure: Measure) -> Callable[[Asked, _Words], Iterator[Variable]]:
    def variables(asked: Asked, words: _Words) -> Iterator[Variable]:
        question = words.question
        least = question.min if measure is Measure.NUMBER else None
        most = question.max
        if measure is Measure.TEXT:
            most = question.max if question.max is not None else LONGEST[question.type]
        yield words.variable(answer_column(asked), measure, least=least, most=most)

    return variables


_VARIABLES: dict[QuestionType, Callable[[Asked, _Words], Iterator[Variable]]] = {
    QuestionType.CHOICE: _picked,
    QuestionType.CHOICES: _several,
    QuestionType.YES_NO: _picked,
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
