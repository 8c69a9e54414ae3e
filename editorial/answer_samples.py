"""Answers that stand for all answers a question can get: one for each way its conditions can turn out.

Choices and points are taken one by one. Sets of picks are put together from groups of options that no
condition tells apart. The line of numbers, and that of days, is cut at the values that conditions name:
between two neighbouring values every number gives the same truths, so one of them stands for all.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain, combinations, pairwise
from typing import Any

from editorial.answer_texts import LONGEST
from editorial.answers import check
from editorial.question import BIGGEST_NUMBER, OTHER, Condition, Operator, Question, QuestionType

# Options that conditions tell apart are combined in every way; twelve groups make 4096 sets.
MOST_GROUPS = 12
# Longer texts are not made up.
LONGEST_SAMPLE = 1_000_000
_WORDS = {OTHER: "something else"}
_FIRST_DAY, _LAST_DAY = date(1, 1, 1), date(9999, 12, 31)

Samples = Iterable[Any]


class TooManyRegionsError(Exception):
    """More combinations of picks than are looked at."""


def samples(question: Question, conditions: Sequence[Condition]) -> tuple[Any, ...]:
    """Return answers that can be kept, one at least for each truth the conditions can have together.

    None, no answer, is among them where the question may be left out. Empty where nothing can be answered.
    Raises TooManyRegionsError.
    """
    candidates = _CANDIDATES[question.type](question, conditions)
    return tuple(answer for answer in (None, *candidates) if not check(question, answer))


def can_be_answered(question: Question) -> bool:
    """Return whether there is any answer that the question's own rules let pass."""
    return any(answer is not None for answer in samples(question, ()))


def _options(question: Question, _: Sequence[Condition]) -> Samples:
    yield from (option.id for option in question.options)
    if question.other:
        yield dict(_WORDS)


def _points(question: Question, _: Sequence[Condition]) -> Samples:
    return (int(point.id) for point in question.points)


def _sets(question: Question, conditions: Sequence[Condition]) -> Samples:
    if question.none:
        yield [question.none.id]
    groups: dict[tuple[bool, ...], list[str]] = {}
    for pick in [*(option.id for option in question.options), *([OTHER] if question.other else [])]:
        groups.setdefault(tuple(pick in condition.values for condition in conditions), []).append(pick)
    if len(groups) > MOST_GROUPS:
        raise TooManyRegionsError(question.id)
    for size in range(1, len(groups) + 1):
        for chosen in combinations(groups.values(), size):
            picks = _enough(chosen, int(question.min or 0))
            yield [dict(_WORDS) if pick == OTHER else pick for pick in picks]


def _enough(groups: Sequence[list[str]], least: int) -> list[str]:
    """Return one pick of each group, and more of them until there are `least`."""
    firsts = [group[0] for group in groups]
    others = list(chain.from_iterable(group[1:] for group in groups))
    return firsts + others[: max(least - len(firsts), 0)]


def _numbers(question: Question, conditions: Sequence[Condition]) -> Samples:
    low = -BIGGEST_NUMBER if question.min is None else question.min
    high = BIGGEST_NUMBER if question.max is None else question.max
    values = (value for c in conditions if c.operator is not Operator.ANSWERED for value in c.values)
    # What `answered` asks for is no number, but to Python yes is 1.
    named = {value for value in values if isinstance(value, int | float)}
    cuts = sorted({low, high, *(value for value in named if low <= value <= high)})
    between = [(one + other) / 2 for one, other in pairwise(cuts)]
    return (*cuts, *between)


def _days(_: Question, conditions: Sequence[Condition]) -> Samples:
    named = {date.fromisoformat(value) for c in conditions for value in c.values if isinstance(value, str)}
    near = (day + timedelta(days=step) for day in named for step in (-1, 0, 1) if _has(day, step))
    return (day.isoformat() for day in sorted({_FIRST_DAY, _LAST_DAY, *near}))


def _has(day: date, step: int) -> bool:
    return _FIRST_DAY.toordinal() <= day.toordinal() + step <= _LAST_DAY.toordinal()


def _order(question: Question, _: Sequence[Condition]) -> Samples:
    return ([option.id for option in question.options][: int(question.min or 1)],)


def _cells(question: Question, _: Sequence[Condition]) -> Samples:
    return ({row.id: question.columns[0].id for row in question.rows},)


def _text(question: Question, _: Sequence[Condition]) -> Iterator[str]:
    length = int(max(question.min or 1, 1))
    most = LONGEST[question.type] if question.max is None else question.max
    if length <= min(most, LONGEST_SAMPLE):
        yield "x" * length


_CANDIDATES: dict[QuestionType, Callable[[Question, Sequence[Condition]], Samples]] = {
    QuestionType.CHOICE: _options,
    QuestionType.CHOICES: _sets,
    QuestionType.YES_NO: _options,
    QuestionType.SCALE: _points,
    QuestionType.NPS: _points,
    QuestionType.STARS: _points,
    QuestionType.MATRIX: _cells,
    QuestionType.RANK: _order,
    QuestionType.TEXT: _text,
    QuestionType.LONG_TEXT: _text,
    QuestionType.EMAIL: lambda _question, _conditions: ("reader@example.org",),
    QuestionType.NUMBER: _numbers,
    QuestionType.DATE: _days,
    QuestionType.CONSENT: lambda _question, _conditions: (True,),
    QuestionType.STATEMENT: lambda _question, _conditions: (),
}
