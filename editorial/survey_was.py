"""Checks of `was`, the id that a question or an option had in an earlier version of its survey."""

from collections.abc import Iterator, Sequence

from editorial.problems import Problem, Severity
from editorial.question import Option, Question
from editorial.source import Source
from editorial.survey_lines import problem_at

Part = tuple[str | int, ...]


def check_was(
    questions: Sequence[Question], source: Source, *, retired: Sequence[str] = ()
) -> Iterator[Problem]:
    """Yield the earlier ids that are still in use, or that two questions or options claim.

    An id that is `retired` may not come back: what was answered under it would be taken for something else.
    """
    taken = {question.id for question in questions}
    claimed: dict[str, str] = {}
    for question in questions:
        if question.id in retired:
            message, remedy = f"id: {question.id} is retired", "give the question an id of its own"
            yield problem_at(
                source,
                question.id,
                "id",
                code="retired-question",
                message=message,
                remedy=remedy,
                severity=Severity.ERROR,
            )
        if question.was:
            if message := _clash(question.was, question.id, taken, claimed):
                yield _problem(source, question, ("was",), f"was: {message}")
            claimed.setdefault(question.was, question.id)
        none = [(("none",), question.none)] if question.none else []
        yield from _check_options(question, [*_numbered(question, "options"), *none], source)
        for name in ("rows", "columns"):
            yield from _check_options(question, _numbered(question, name), source)


def _numbered(question: Question, name: str) -> list[tuple[Part, Option]]:
    return [((name, number), option) for number, option in enumerate(getattr(question, name))]


def _check_options(
    question: Question, options: Sequence[tuple[Part, Option]], source: Source
) -> Iterator[Problem]:
    taken = {option.id for _, option in options}
    claimed: dict[str, str] = {}
    for part, option in options:
        if option.was:
            if message := _clash(option.was, option.id, taken, claimed):
                yield _problem(source, question, part, f"{part[0]}: was: {message}")
            claimed.setdefault(option.was, option.id)


def _clash(was: str, own_id: str, taken: set[str], claimed: dict[str, str]) -> str:
    if was == own_id:
        return f"{was} is the id that it has now"
    if was in taken:
        return f"{was} is still in use here"
    return f"{claimed[was]} was {was} already" if was in claimed else ""


def _problem(source: Source, question: Question, part: Part, message: str) -> Problem:
    remedy = "name the id that it had in an earlier version, or take `was` out"
    return problem_at(
        source,
        question.id,
        *part,
        code="was-in-use",
        message=message,
        remedy=remedy,
        severity=Severity.ERROR,
    )
