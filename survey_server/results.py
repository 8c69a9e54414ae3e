"""What respondents said, in numbers: pure, from responses joined across the versions of their survey.

*Not shown*, *skipped* and *don't know* are kept apart; shares are of those who answered, with a 95 % Wilson
interval. Options that mean "don't know" are counted as such, and have no share.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from editorial.intervals import Interval, NetPromoterScore, net_promoter_score, wilson
from editorial.option_meanings import is_dont_know
from editorial.question import OTHER, Option, Question, QuestionType
from editorial.survey_versions import Joined, JoinedVersions, Outcome

PROMOTERS = (9, 10)
MOST_DETRACTOR = 6


@dataclass(frozen=True)
class Share:
    """How many of those who answered gave one answer."""

    label: str
    count: int
    of: int
    interval: Interval
    id: str = ""

    @property
    def percent(self) -> float:
        """The share in hundredths, 0 where nobody answered."""
        return 100 * self.count / self.of if self.of else 0


@dataclass(frozen=True)
class Group:
    """The shares of one question, or of one row of a matrix, whose label it has."""

    label: str
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class QuestionResults:
    """One question: what became of it, the shares of its answers, and what they come to in words.

    `asked_otherwise` where earlier versions asked it in a way whose answers are not among these.
    """

    question: Question
    outcomes: Mapping[Outcome, int]
    groups: tuple[Group, ...] = ()
    summary: str = ""
    score: NetPromoterScore | None = None
    asked_in: tuple[str, ...] = ()
    asked_otherwise: bool = False


@dataclass(frozen=True)
class SurveyResults:
    """A survey's questions in the words of the newest version, and the seam: responses by version."""

    responses: int
    erased: int
    versions: tuple[tuple[str, int], ...]
    questions: tuple[QuestionResults, ...]
    no_longer_asked: tuple[str, ...] = field(default=())


def tally(
    joined: JoinedVersions, responses: Iterable[tuple[str, Mapping[str, Any]]], *, erased: int = 0
) -> SurveyResults:
    """Return the results of responses, each with the digest it answered; KeyError for an unknown digest."""
    by_version: Counter[str] = Counter()
    answers: dict[str, list[Joined]] = {question.id: [] for question in joined.questions}
    for digest, given in responses:
        by_version[digest] += 1
        for question_id, answer in joined.join(digest, given).items():
            answers[question_id].append(answer)
    return SurveyResults(
        responses=by_version.total(),
        erased=erased,
        versions=tuple((version.digest, by_version[version.digest]) for version in joined.versions),
        questions=tuple(_question_results(joined, q, answers[q.id]) for q in joined.questions),
        no_longer_asked=tuple(question.ask for question in joined.no_longer_asked),
    )


def _question_results(joined: JoinedVersions, question: Question, given: list[Joined]) -> QuestionResults:
    outcomes = Counter(answer.outcome for answer in given)
    values = [answer.value for answer in given if answer.outcome is Outcome.ANSWERED]
    labels = joined.labels(question.id)
    return QuestionResults(
        question=question,
        outcomes={outcome: outcomes[outcome] for outcome in Outcome},
        groups=_GROUPS.get(question.type, _no_groups)(question, values, labels),
        summary=_SUMMARIES.get(question.type, _no_summary)(values),
        score=_score(values) if question.type is QuestionType.NPS else None,
        asked_in=joined.asked_in(question.id),
        asked_otherwise=joined.asked_otherwise(question.id),
    )


def _shares(ids: Sequence[Any], labels: Mapping[Any, str], picks: Iterable[Any], of: int) -> Group:
    counts = Counter(picks)
    # An option that older versions had is shown as long as somebody picked it.
    listed = [*ids, *(pick for pick in counts if pick not in ids)]
    shares = (
        Share(labels.get(pick) or str(pick), counts[pick], of, wilson(counts[pick], of), str(pick))
        for pick in listed
    )
    return Group("", tuple(shares))


def _picked(question: Question, values: list[Any], labels: Mapping[str, str]) -> tuple[Group, ...]:
    ids = [option.id for option in question.choices if not _is_apart(question, option)]
    picks = (_pick_id(pick) for value in values for pick in (value if isinstance(value, list) else [value]))
    with_other = {**labels, OTHER: "Other"}
    return (_shares([*ids, *([OTHER] if question.other else [])], with_other, picks, len(values)),)


def _is_apart(question: Question, option: Option) -> bool:
    return question.type is QuestionType.CHOICE and is_dont_know(option)


def _pick_id(pick: Any) -> str:
    return OTHER if isinstance(pick, dict) else str(pick)


def _pointed(question: Question, values: list[Any], _: Mapping[str, str]) -> tuple[Group, ...]:
    labels = {int(point.id): point.label or _end_words(question, point.id) for point in question.points}
    return (_shares(list(labels), labels, values, len(values)),)


def _end_words(question: Question, point: str) -> str:
    ends = {question.points[0].id: question.low, question.points[-1].id: question.high}
    return f"{point} {ends.get(point, '')}".strip()


def _cells(question: Question, values: list[Any], labels: Mapping[str, str]) -> tuple[Group, ...]:
    columns = [column.id for column in question.columns]
    groups = []
    for row in question.rows:
        picks = [value[row.id] for value in values if row.id in value]
        groups.append(Group(row.label, _shares(columns, labels, picks, len(picks)).shares))
    return tuple(groups)


def _first_places(question: Question, values: list[Any], labels: Mapping[str, str]) -> tuple[Group, ...]:
    ids = [option.id for option in question.options]
    shares = _shares(ids, labels, (value[0] for value in values if value), len(values))
    return (Group("First place", shares.shares),)


def _no_groups(_: Question, _values: list[Any], _labels: Mapping[str, str]) -> tuple[Group, ...]:
    return ()


def _score(values: list[Any]) -> NetPromoterScore | None:
    promoters = sum(value in PROMOTERS for value in values)
    detractors = sum(value <= MOST_DETRACTOR for value in values)
    return net_promoter_score(promoters, detractors, len(values))


def _numbers(values: list[Any]) -> str:
    if not values:
        return ""
    return f"least {_plain(min(values))}, median {_plain(median(values))}, most {_plain(max(values))}"


def _plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:.10g}"


def _days(values: list[Any]) -> str:
    return f"from {min(values)} to {max(values)}" if values else ""


def _texts(values: list[Any]) -> str:
    return f"{len(values)} in their own words" if values else ""


def _no_summary(_: list[Any]) -> str:
    return ""


_GROUPS: dict[QuestionType, Callable[[Question, list[Any], Mapping[str, str]], tuple[Group, ...]]] = {
    QuestionType.CHOICE: _picked,
    QuestionType.CHOICES: _picked,
    QuestionType.YES_NO: _picked,
    QuestionType.SCALE: _pointed,
    QuestionType.NPS: _pointed,
    QuestionType.STARS: _pointed,
    QuestionType.MATRIX: _cells,
    QuestionType.RANK: _first_places,
}
_SUMMARIES: dict[QuestionType, Callable[[list[Any]], str]] = {
    QuestionType.NUMBER: _numbers,
    QuestionType.DATE: _days,
    QuestionType.TEXT: _texts,
    QuestionType.LONG_TEXT: _texts,
    QuestionType.EMAIL: lambda values: f"addresses: {len(values)}" if values else "",
    QuestionType.CONSENT: lambda values: f"{len(values)} consented" if values else "",
}
