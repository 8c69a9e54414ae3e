"""A survey one question at a time: its steps, and how many of them are still before a reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from editorial.conditions import holds, shown_questions
from editorial.question import Condition, Operator, Question
from editorial.survey import Survey


@dataclass(frozen=True)
class Step:
    """A question with the statements that lead to it, named after it; statements at the end stand alone."""

    id: str
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Progress:
    """Which question this is, from 1, and the largest number there can be; `is_exact` if that is sure."""

    number: int
    most: int
    is_exact: bool


@dataclass(frozen=True)
class _Prospect:
    """Whether something may come to hold, and whether it is sure to."""

    may: bool
    must: bool


def steps_of(survey: Survey, answers: Mapping[str, Any]) -> tuple[Step, ...]:
    """Return the steps that somebody with these answers goes through."""
    return _grouped(shown_questions(survey, answers))


def step_of(survey: Survey, answers: Mapping[str, Any], step_id: str) -> Step | None:
    """Return the step with this id if somebody with these answers goes through it, or None."""
    return next((step for step in steps_of(survey, answers) if step.id == step_id), None)


def progress(survey: Survey, answers: Mapping[str, Any], step_id: str) -> Progress:
    """Return how far the step with this id is, by what the answers before it still allow.

    What stands at this step or behind it counts as open, also where it was answered before.
    """
    passed = {question.id for question in _before(survey.questions, step_id)}
    shown = {q.id: q for q in shown_questions(survey, answers) if q.id in passed}
    number = 1 + sum(question.takes_answer for question in shown.values())
    prospects: dict[str, _Prospect] = {}
    for question in survey.questions:
        if question.id not in passed:
            prospects[question.id] = _prospect(question, shown, prospects, answers)
    ahead = [prospects[q.id] for q in survey.questions if q.id in prospects and q.takes_answer]
    # The step itself is being shown, so it is there whatever could be foretold of it.
    later = ahead[1:] if ahead else []
    is_exact = all(prospect.must for prospect in later if prospect.may)
    return Progress(number, number + sum(prospect.may for prospect in later), is_exact)


def _grouped(questions: Iterable[Question]) -> tuple[Step, ...]:
    steps: list[Step] = []
    waiting: list[Question] = []
    for question in questions:
        waiting.append(question)
        if question.takes_answer:
            steps.append(Step(question.id, tuple(waiting)))
            waiting = []
    if waiting:
        steps.append(Step(waiting[-1].id, tuple(waiting)))
    return tuple(steps)


def _before(questions: Iterable[Question], step_id: str) -> Iterable[Question]:
    for question in questions:
        if question.id == step_id:
            return
        yield question


def _prospect(
    question: Question,
    shown: Mapping[str, Question],
    prospects: Mapping[str, _Prospect],
    answers: Mapping[str, Any],
) -> _Prospect:
    if not question.when:
        return _Prospect(may=True, must=True)
    groups = [
        [_condition_prospect(condition, shown, prospects, answers) for condition in group]
        for group in question.when
    ]
    return _Prospect(
        may=any(all(found.may for found in group) for group in groups),
        must=any(all(found.must for found in group) for group in groups),
    )


def _condition_prospect(
    condition: Condition,
    shown: Mapping[str, Question],
    prospects: Mapping[str, _Prospect],
    answers: Mapping[str, Any],
) -> _Prospect:
    open_question = prospects.get(condition.question)
    if open_question is None:
        is_met = holds(condition, shown.get(condition.question), answers)
        return _Prospect(may=is_met, must=is_met)
    if open_question.may:
        return _Prospect(may=True, must=False)
    # It will never be asked, so it stays without an answer, which is something that a condition can ask for.
    is_met = condition.operator is Operator.ANSWERED and False in condition.values
    return _Prospect(may=is_met, must=is_met)
