"""A survey against what it was: in the newest commit, and in the definitions that readers have answered."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from editorial.option_diff import paired_options
from editorial.problems import Problem, Severity
from editorial.question import Option, Question
from editorial.survey import Survey, SurveyState
from editorial.survey_definition import questions_from
from editorial.survey_diff import Change, ChangeKind, compare, paired
from editorial.survey_lines import problem_at

Questions = tuple[Question, ...]


@dataclass(frozen=True)
class AnsweredDefinition:
    """A definition that the service keeps, as canonical JSON, and the number of responses to it."""

    survey: str
    digest: str
    first_seen: datetime
    responses: int
    body: str

    def as_data(self) -> dict[str, object]:
        """Return it as plain values, for JSON."""
        return {
            "survey": self.survey,
            "digest": self.digest,
            "first_seen": self.first_seen.isoformat(),
            "responses": self.responses,
            "body": self.body,
        }

    @classmethod
    def of_data(cls, data: dict[str, object]) -> "AnsweredDefinition":
        """Return what `as_data` gave; raises KeyError, TypeError or ValueError for anything else."""
        body = str(data["body"])
        questions_from(body)
        seen = datetime.fromisoformat(str(data["first_seen"]))
        return cls(str(data["survey"]), str(data["digest"]), seen, int(str(data["responses"])), body)


def check_history(
    survey: Survey,
    *,
    committed: Survey | None,
    answered: Sequence[AnsweredDefinition] = (),
    as_of: datetime,
) -> tuple[Problem, ...]:
    """Return the changes that would spoil answers, sorted; `answered` are definitions of this survey.

    A committed survey that has not been open until `as_of` has no answers to spoil.
    """
    olds: list[tuple[Questions, str]] = []
    in_order = sorted(answered, key=lambda definition: definition.first_seen)
    bodies = [questions_from(definition.body) for definition in in_order]
    for place, definition in enumerate(in_order):
        if definition.responses:
            names = bodies[place]
            for later in [*bodies[place + 1 :], *([committed.questions] if committed else [])]:
                names = _renamed(names, later)
            olds.append((names, f"{definition.responses} responses answered {definition.digest[:8]}"))
    if committed is not None and committed.state(as_of) is not SurveyState.NOT_YET:
        olds.append((committed.questions, "compared with the newest commit"))
    return tuple(sorted(_problems(survey, olds)))


def changes_since(old: Questions, survey: Survey) -> tuple[Change, ...]:
    """Return what changed in a survey since it had these questions."""
    return compare(old, survey.questions, retired=survey.retired)


def _problems(survey: Survey, olds: Iterable[tuple[Questions, str]]) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for questions, whose in olds:
        for change in changes_since(questions, survey):
            is_breaking = change.kind is ChangeKind.BREAKING
            if (is_breaking or change.is_doubtful) and (change.question, change.message) not in seen:
                seen.add((change.question, change.message))
                yield problem_at(
                    survey.source,
                    change.question,
                    *change.part,
                    code="breaking-change" if is_breaking else "another-question",
                    message=f"{change.message}; {whose}",
                    remedy=change.remedy or "if it is another one, give it an id of its own",
                    severity=Severity.ERROR if is_breaking else Severity.WARNING,
                )


def _renamed(old: Questions, new: Questions) -> Questions:
    """Return old questions under the ids that they and their options had in a later version."""
    now_by_was = {earlier.id: new_id for new_id, earlier in paired(old, new).items()}
    by_id = {question.id: question for question in new}
    return tuple(
        _as_in(question, by_id[now_by_was[question.id]]) if question.id in now_by_was else question
        for question in old
    )


def _as_in(old: Question, new: Question) -> Question:
    return replace(
        old,
        id=new.id,
        options=_options_as_in(old.options, new.options),
        none=_options_as_in([old.none], [new.none])[0] if old.none and new.none else old.none,
        rows=_options_as_in(old.rows, new.rows),
        columns=_options_as_in(old.columns, new.columns),
    )


def _options_as_in(old: Sequence[Option], new: Sequence[Option]) -> tuple[Option, ...]:
    now_by_was = {earlier.id: new_id for new_id, earlier in paired_options(old, new).items()}
    return tuple(replace(option, id=now_by_was.get(option.id, option.id)) for option in old)
