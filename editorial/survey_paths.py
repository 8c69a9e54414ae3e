"""The proof of a survey before it goes out: every way through it, and what on these ways cannot be.

Exact for answers that are picked and for points; for numbers and days too, as they are cut where conditions
cut them. Where the work would be more than is allowed the report says what was not proven, and how far its
numbers can be trusted.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from editorial.answer_samples import can_be_answered
from editorial.problems import Problem, Severity
from editorial.question import Condition, Operator, Question
from editorial.survey import Survey
from editorial.survey_lines import problem_at
from editorial.survey_minutes import question_seconds, reading_seconds
from editorial.survey_walk import (
    Budget,
    Place,
    Step,
    TooMuchWorkError,
    Walk,
    Ways,
    closure,
    components,
    holds_all,
    steps_of,
)


@dataclass(frozen=True)
class Span:
    """The least, the middle and the most; the middle is over ways, as if each were taken as often."""

    least: float
    median: float
    most: float


@dataclass(frozen=True)
class PathReport:
    """What was found by walking a survey; ways differ in the questions that are shown.

    `unproven` are the ids of questions about which nothing is said. If `is_exact` is false, `ways` is a
    lower bound, the ends of the spans are bounds, and their middles say little.
    """

    ways: int
    questions: Span
    minutes: Span
    problems: tuple[Problem, ...]
    unproven: tuple[str, ...]
    is_exact: bool


def walk_survey(survey: Survey) -> PathReport:
    """Return what can be proven of a survey that was read without errors."""
    steps = steps_of(survey.questions)
    ways, is_exact = _all_ways(survey.questions, steps)
    problems, unproven = _proofs(survey, steps)
    introduction = reading_seconds(len(survey.introduction.split()))
    return PathReport(
        ways=ways.number,
        questions=_span(ways.lengths),
        minutes=_span({(second + introduction) / 60: n for second, n in ways.seconds.items()}),
        problems=tuple(sorted([*_dead_ends(survey), *problems])),
        unproven=unproven,
        is_exact=is_exact,
    )


def _all_ways(questions: Sequence[Question], steps: Sequence[Step]) -> tuple[Ways, bool]:
    seconds = {index: question_seconds(question) for index, question in enumerate(questions)}
    counted = {index for index, question in enumerate(questions) if question.takes_answer}
    total, is_exact, budget = Ways(), True, Budget()
    for members in sorted(components(steps), key=len):
        try:
            ways = Walk(steps, members, budget).ways(seconds, counted)
        except TooMuchWorkError:
            ways, is_exact = _bounds(steps, members, seconds, counted), False
        total = total.then(ways)
    return total, is_exact


def _bounds(
    steps: Sequence[Step], members: Sequence[int], seconds: Mapping[int, int], counted: set[int]
) -> Ways:
    """Return two ways: one that shows only what has no condition, and one that shows everything."""
    always = [index for index in members if not steps[index].groups]
    ends = [(len(counted & set(some)), sum(seconds[index] for index in some)) for some in (always, members)]
    (fewest, least), (all_of_them, most) = ends
    return Ways({fewest: 1}, {least: 1}).beside(Ways({all_of_them: 1}, {most: 1}))


def _span(numbers: Mapping[float, int] | Mapping[int, int]) -> Span:
    ordered = sorted(numbers.items())
    half, passed = sum(number for _, number in ordered) / 2, 0
    for value, number in ordered:
        passed += number
        if passed >= half:
            return Span(ordered[0][0], value, ordered[-1][0])
    return Span(0, 0, 0)


def _dead_ends(survey: Survey) -> Iterator[Problem]:
    for question in survey.questions:
        if question.takes_answer and not can_be_answered(question):
            ending = "and nobody gets past it" if question.required else "so nobody can answer it"
            yield problem_at(
                survey.source,
                question.id,
                "min",
                code="no-possible-answer",
                message=f"{question.id}: no answer fits its rules, {ending}",
                remedy="correct its min and max",
                severity=Severity.ERROR if question.required else Severity.WARNING,
            )


def _proofs(survey: Survey, steps: Sequence[Step]) -> tuple[list[Problem], tuple[str, ...]]:
    problems: list[Problem] = []
    unproven: list[str] = []
    never: dict[str, None] = {}
    budget = Budget()
    walks = [(step.index, closure(steps, step.index)) for step in steps if step.groups]
    # The small ones first: one that is too big then takes nothing away from them.
    for index, members in sorted(walks, key=lambda walk: (len(walk[1]), walk[0])):
        question = survey.questions[index]
        try:
            states, is_complete = Walk(steps, members, budget).states_before_last()
        except TooMuchWorkError:
            unproven.append(question.id)
            continue
        truths = [[holds_all(group, state) for group in steps[index].groups] for state in states]
        if not is_complete:
            # Some states are enough to show that some readers are asked and others are not.
            if len({any(groups) for groups in truths}) < 2:
                unproven.append(question.id)
        elif not any(any(groups) for groups in truths):
            problems.append(_unreachable(survey, question, never))
            never[question.id] = None
        elif all(any(groups) for groups in truths):
            problems.append(_always_asked(survey, question))
        else:
            problems += _single_conditions(survey, question, steps[index].groups, states)
    return problems, tuple(question.id for question in survey.questions if question.id in unproven)


def _unreachable(survey: Survey, question: Question, never: Mapping[str, None]) -> Problem:
    keys = dict.fromkeys(condition.question for group in question.when for condition in group)
    cause = next((key for key in keys if key in never), "")
    remedy = f"put {cause} right first" if cause else "correct its conditions, or take the question out"
    because = f": its conditions depend on {cause}, which nobody is asked" if cause else ""
    if not because and _is_single(question):
        because = f": {condition_as_written(question.when[0][0])} never holds"
    elif not because:
        because = (
            ": its conditions cannot all hold" if len(question.when) == 1 else ": none of its groups holds"
        )
    return problem_at(
        survey.source,
        question.id,
        "when",
        code="unreachable-question",
        message=f"{question.id}: nobody can be asked this{because}",
        remedy=remedy,
        severity=Severity.ERROR,
    )


def _always_asked(survey: Survey, question: Question) -> Problem:
    what = condition_as_written(question.when[0][0]) if _is_single(question) else "one of its groups"
    return problem_at(
        survey.source,
        question.id,
        "when",
        code="condition-always-holds",
        message=f"{question.id}: everybody is asked this, as {what} always holds",
        remedy="take `when` out, or correct it",
    )


def _single_conditions(
    survey: Survey,
    question: Question,
    groups: Sequence[Sequence[Place]],
    states: Sequence[Mapping[int, int]],
) -> Iterator[Problem]:
    """Yield the groups and the conditions that make no difference to who is asked."""
    for number, (group, places) in enumerate(zip(question.when, groups, strict=True)):
        part = ("when", number) if len(groups) > 1 else ("when",)
        if not any(holds_all(places, state) for state in states):
            words = ", ".join(map(condition_as_written, group))
            message = f"{question.id}: {words} never {'hold' if len(group) > 1 else 'holds'}"
            yield _needless(survey, question, part, "condition-never-holds", message)
            continue
        for condition, place in zip(group, places, strict=True):
            if all(holds_all((place,), state) for state in states):
                message = f"{question.id}: {condition_as_written(condition)} always holds"
                yield _needless(survey, question, part, "condition-always-holds", message)


def _needless(
    survey: Survey, question: Question, part: Sequence[str | int], code: str, words: str
) -> Problem:
    return problem_at(
        survey.source, question.id, *part, code=code, message=words, remedy="take it out, or correct it"
    )


def _is_single(question: Question) -> bool:
    return len(question.when) == 1 and len(question.when[0]) == 1


def condition_as_written(condition: Condition) -> str:
    """Return a condition as an author writes it, such as `{useful: {below: 4}}`."""
    words = [str(value).lower() if isinstance(value, bool) else str(value) for value in condition.values]
    values = words[0] if len(words) == 1 else f"[{', '.join(words)}]"
    if condition.operator is Operator.IS:
        return f"{{{condition.question}: {values}}}"
    return f"{{{condition.question}: {{{condition.operator}: {values}}}}}"
