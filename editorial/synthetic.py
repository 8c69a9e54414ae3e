"""Made-up answers to a survey: fit to be kept, along ways readers can take, the same for the same seed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from editorial.answer_samples import LONGEST_SAMPLE, TooManyRegionsError, samples
from editorial.answer_texts import LONGEST
from editorial.answers import check, is_empty
from editorial.conditions import shown_questions
from editorial.question import OTHER, Condition, Question, QuestionType
from editorial.survey import Survey

# A question that may be left out is left out by about so many.
_SKIPPED = 0.12
# So often an answer is taken that conditions tell apart, so that rare ways are taken too.
_AT_A_CUT = 0.35
_FIRST_DAY, _DAYS = date(2020, 1, 1), 3650
_WIDTH_OF_NUMBERS = 100
_PHRASES = (
    "Made up for a trial run.",
    "Nothing more to say.",
    "More examples, please.",
    "It came at the right time.",
    "=1+1, as a spreadsheet would read it",
    "Länger als nötig, „aber gut“",
)


def synthetic_answers(survey: Survey, random: Random) -> dict[str, Any]:
    """Return the answers of one made-up respondent, only to questions that are shown."""
    asked = _conditions_by_question(survey)
    answers: dict[str, Any] = {}
    for question in survey.questions:
        is_shown = any(shown.id == question.id for shown in shown_questions(survey, answers))
        answer = _answer(question, asked.get(question.id, []), random) if is_shown else None
        if answer is not None:
            answers[question.id] = answer
    return answers


def _conditions_by_question(survey: Survey) -> dict[str, list[Condition]]:
    found: dict[str, list[Condition]] = {}
    for question in survey.questions:
        for condition in (condition for group in question.when for condition in group):
            found.setdefault(condition.question, []).append(condition)
    return found


def _answer(question: Question, conditions: Sequence[Condition], random: Random) -> Any:
    if not question.takes_answer or (not question.required and random.random() < _SKIPPED):
        return None
    if conditions and random.random() < _AT_A_CUT:
        try:
            return random.choice([answer for answer in samples(question, conditions) if answer is not None])
        except (TooManyRegionsError, IndexError):
            return None
    answer = _MAKERS[question.type](question, random)
    return None if is_empty(answer) or check(question, answer) else answer


def _pick(question: Question, random: Random) -> Any:
    if question.other and random.random() < 1 / (len(question.options) + 1):
        return {OTHER: random.choice(_PHRASES)}
    return random.choices(question.options, _leaning(len(question.options)))[0].id


def _leaning(number: int) -> list[float]:
    """Return weights that make some options more liked than others, as they are in life."""
    return [1 + (number - place) / number for place in range(number)]


def _picks(question: Question, random: Random) -> Any:
    if question.none and random.random() < _SKIPPED:
        return [question.none.id]
    offered = [option.id for option in question.options] + [OTHER] * question.other
    least = max(int(question.min or 1), 1)
    most = min(int(question.max or len(offered)), len(offered))
    picks = random.sample(offered, random.randint(min(least, most), most))
    return [{OTHER: random.choice(_PHRASES)} if pick == OTHER and question.other else pick for pick in picks]


def _point(question: Question, random: Random) -> int:
    return int(random.choices(question.points, _leaning(len(question.points))[::-1])[0].id)


def _cells(question: Question, random: Random) -> dict[str, str]:
    rows = [row for row in question.rows if question.required or random.random() > _SKIPPED] or question.rows
    return {row.id: random.choice(question.columns).id for row in rows}


def _order(question: Question, random: Random) -> list[str]:
    most = int(question.max or len(question.options))
    return [option.id for option in random.sample(question.options, len(question.options))][:most]


def _text(question: Question, random: Random) -> str:
    most = int(LONGEST[question.type] if question.max is None else question.max)
    words = random.choice(_PHRASES)
    return words.ljust(min(int(question.min or 0), LONGEST_SAMPLE), "…")[:most]


def _number(question: Question, random: Random) -> int | float:
    low = 0 if question.min is None else question.min
    high = low + _WIDTH_OF_NUMBERS if question.max is None else question.max
    low = min(low, high)
    # Small numbers are more common than large ones in most things that are counted.
    number = low + (high - low) * random.random() ** 3
    whole = round(number)
    return whole if low <= whole <= high else number


def _day(_: Question, random: Random) -> str:
    return (_FIRST_DAY + timedelta(days=random.randrange(_DAYS))).isoformat()


_MAKERS: dict[QuestionType, Callable[[Question, Random], Any]] = {
    QuestionType.CHOICE: _pick,
    QuestionType.CHOICES: _picks,
    QuestionType.YES_NO: _pick,
    QuestionType.SCALE: _point,
    QuestionType.NPS: _point,
    QuestionType.STARS: _point,
    QuestionType.MATRIX: _cells,
    QuestionType.RANK: _order,
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.EMAIL: lambda _, random: f"reader{random.randrange(10_000)}@example.org",
    QuestionType.NUMBER: _number,
    QuestionType.DATE: _day,
    QuestionType.CONSENT: lambda _question, _random: True,
}
