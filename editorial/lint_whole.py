"""Rules about a survey as a whole: its length, what it promises, and what it asks people to give away."""

import re
from collections.abc import Iterator

from editorial.lint_settings import LintSettings
from editorial.problems import Problem, Severity
from editorial.question import Question, QuestionType
from editorial.survey import Survey
from editorial.survey_lines import problem_at
from editorial.survey_paths import walk_survey

# M. Revilla and C. Ochoa, "Ideal and maximum length for a web survey", International Journal of Market
# Research 59(5), 2017: respondents called ten minutes ideal, in the median, and twenty the most.
IDEAL_MINUTES = 10
MOST_OPEN = 4
MOST_ROWS, MOST_COLUMNS = 10, 7
_OPEN = (QuestionType.TEXT, QuestionType.LONG_TEXT)
_NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "fifteen",
    "twenty",
    "thirty",
]
_VALUES = [*range(1, 13), 15, 20, 30]
_PROMISE = re.compile(rf"\b(\d+|{'|'.join(_NUMBERS)})[ -]minutes?\b", re.IGNORECASE)
# An estimate is no clock: only what takes much longer than it was said to is worth a word.
_TOLERANCE = 1.5


def too_many_open(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield a finding where readers have to write much."""
    answerable = [question for question in survey.questions if question.takes_answer]
    written = [question for question in answerable if question.type in _OPEN]
    if len(written) > MOST_OPEN and len(written) > len(answerable) / 4:
        message = f"{len(written)} of {len(answerable)} questions ask for words of one's own"
        remedy = "offer options where the answers are known beforehand"
        yield _of_survey(survey, "questions", "many-open", message, remedy)


def long_matrix(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the tables in which readers begin to tick down one column."""
    for question in survey.questions:
        rows, columns = len(question.rows), len(question.columns)
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            message = f"{question.id}: a table of {rows} rows and {columns} columns is long"
            remedy = f"keep to {MOST_ROWS} rows and {MOST_COLUMNS} columns, or make two of it"
            yield problem_at(
                survey.source, question.id, "rows", code="long-matrix", message=message, remedy=remedy
            )


def too_long(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield a finding where the survey takes longer than respondents like, or than it says."""
    minutes = walk_survey(survey).minutes.median
    if minutes > IDEAL_MINUTES:
        message = f"it takes about {minutes:.0f} minutes; many stop after {IDEAL_MINUTES}"
        yield _of_survey(survey, "questions", "too-long", message, "leave out what nobody will act on")
    promised = [_minutes(match[1]) for match in _PROMISE.finditer(survey.introduction)]
    if promised and minutes > _TOLERANCE * max(promised):
        said = "a minute" if max(promised) == 1 else f"{max(promised)} minutes"
        message = f"the introduction promises {said}, and it takes about {minutes:.0f}"
        remedy = "correct the introduction, or leave questions out"
        yield _of_survey(survey, "questions", "too-long", message, remedy)


def undeclared(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield what a survey does not say although it asks for what may be about somebody."""
    what = personal_data(survey)
    if not what:
        return
    for field in ("purpose", "retention_days"):
        if field not in survey.source.lines:
            message = f"it asks for {' and '.join(what)}, and there is no {field}"
            example = "365" if field == "retention_days" else "…"
            yield _of_survey(survey, "title", "undeclared", message, f"add a line `{field}: {example}`")
    if QuestionType.EMAIL in {question.type for question in survey.questions} and survey.basis is None:
        message = "it asks for e-mail addresses, and there is no basis"
        remedy = "add a line `basis: consent`, legitimate-interest or public-task"
        yield _of_survey(survey, "purpose", "undeclared", message, remedy)


def personal_data(survey: Survey) -> tuple[str, ...]:
    """Return the kinds of answers that are or may be about a person, in words."""
    kinds = {
        "e-mail addresses": any(question.type is QuestionType.EMAIL for question in survey.questions),
        "free text": any(map(_takes_words, survey.questions)),
    }
    return tuple(kind for kind, is_there in kinds.items() if is_there)


def _takes_words(question: Question) -> bool:
    return question.type in _OPEN or question.other


def _minutes(word: str) -> int:
    return int(word) if word.isdecimal() else _VALUES[_NUMBERS.index(word.lower())]


def _of_survey(survey: Survey, field: str, code: str, message: str, remedy: str) -> Problem:
    return survey.source.problem(field, code, message, remedy, severity=Severity.WARNING)
