"""What of a survey's results anybody may see: pure, from results that were counted.

Only closed questions have figures; what somebody wrote, a number or a day of theirs is never one. None stands
for a number that is kept back, see `editorial.small_cells`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from editorial.conditions import without_answers
from editorial.intervals import Interval, NetPromoterScore, wilson
from editorial.option_meanings import is_dont_know
from editorial.question import OTHER, Question, QuestionType
from editorial.small_cells import protected, protected_pick
from editorial.survey import Survey
from editorial.survey_versions import Outcome
from survey_server.results import MOST_DETRACTOR, PROMOTERS, Group, QuestionResults, Share, SurveyResults

CLOSED_QUESTIONS = (
    QuestionType.CHOICE,
    QuestionType.CHOICES,
    QuestionType.YES_NO,
    QuestionType.SCALE,
    QuestionType.NPS,
    QuestionType.STARS,
    QuestionType.MATRIX,
    QuestionType.RANK,
)
_APART = (Outcome.DONT_KNOW, Outcome.SKIPPED, Outcome.NOT_SHOWN)


@dataclass(frozen=True)
class PublicShare:
    """One answer: how many gave it, how many percent of those who answered, and the interval in percent."""

    id: str
    label: str
    count: int | None = None
    percent: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class PublicGroup:
    """The shares of one question, or of one row of a matrix; `together` is the sum of those kept back."""

    label: str
    answered: int | None
    shares: tuple[PublicShare, ...]
    together: int | None = None

    @property
    def is_withheld(self) -> bool:
        """True when there is no number to be shown."""
        return all(share.count is None for share in self.shares)


@dataclass(frozen=True)
class PublicFigure:
    """One question; `unanswered` says why others gave no answer, all together where that is kept back.

    `asked_in` is the number of versions that ask it; `asked_otherwise` where earlier ones asked it in a way
    whose answers say something else, and are not in these figures.
    """

    id: str
    ask: str
    type: str
    answered: int | None
    unanswered: Mapping[str, int | None]
    groups: tuple[PublicGroup, ...]
    score: NetPromoterScore | None
    asked_in: int
    asked_otherwise: bool

    @property
    def not_answered(self) -> int:
        """How many gave no answer, as far as that is shown reason by reason."""
        return sum(count or 0 for count in self.unanswered.values())


@dataclass(frozen=True)
class PublicNumbers:
    """The figures of a survey over `counted` responses; `waiting` more are not in them, and `erased` never.

    `versions` are those that were answered, the oldest first, each with its responses; `no_longer_asked` are
    the words of questions that only the older ones have.
    """

    counted: int
    waiting: int
    erased: int
    least: int
    versions: tuple[tuple[str, int | None], ...]
    figures: tuple[PublicFigure, ...]
    no_longer_asked: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Return the numbers for JSON."""
        return asdict(self) | {
            "versions": [{"definition": digest, "counted": count} for digest, count in self.versions]
        }


def public_numbers(survey: Survey, results: SurveyResults, *, waiting: int, erased: int) -> PublicNumbers:
    """Return what may be shown of results; `waiting` came in since they were counted."""
    least = survey.min_cell
    sizes = [count for _, count in results.versions]
    hidden = protected(sizes, least) if len(sizes) > 1 else (False,) * len(sizes)
    versions = tuple(
        (digest, None if gone else count)
        for (digest, count), gone in zip(results.versions, hidden, strict=True)
    )
    figures = [
        _figure(result, survey, len(versions))
        for result in results.questions
        if result.question.type in CLOSED_QUESTIONS
    ]
    gone = tuple(without_answers(words, survey.language) for words in results.no_longer_asked)
    return PublicNumbers(results.responses, waiting, erased, least, versions, tuple(figures), gone)


def _figure(result: QuestionResults, survey: Survey, versions: int) -> PublicFigure:
    question, least = result.question, survey.min_cell
    answered = _at_least(result.outcomes[Outcome.ANSWERED], least)
    protect = _PROTECTED.get(question.type, _parts)
    groups = tuple(protect(question, group, least) for group in result.groups)
    is_whole = not any(share.count is None for group in groups for share in group.shares)
    return PublicFigure(
        id=question.id,
        ask=without_answers(question.ask, survey.language),
        type=str(question.type),
        answered=answered,
        unanswered={} if answered is None else _unanswered(result, least, versions),
        groups=groups,
        score=result.score if is_whole else None,
        asked_in=len(result.asked_in),
        asked_otherwise=result.asked_otherwise,
    )


def _unanswered(result: QuestionResults, least: int, versions: int) -> dict[str, int | None]:
    """Return why others gave no answer; how many did not in all is known, and no secret."""
    question = result.question
    can_be = {
        Outcome.DONT_KNOW: any(is_dont_know(option) for option in question.options),
        Outcome.SKIPPED: not question.required,
        Outcome.NOT_SHOWN: bool(question.when) or len(result.asked_in) < versions,
    }
    parts = [one for one in _APART if can_be[one] or result.outcomes[one]]
    counts = [result.outcomes[one] for one in parts]
    hidden = protected(counts, least) if len(parts) > 1 else (False,) * len(parts)
    return {str(one): None if gone else count for one, count, gone in zip(parts, counts, hidden, strict=True)}


def _parts(question: Question, group: Group, least: int) -> PublicGroup:
    """Return a group whose shares are the parts of a whole."""
    return _public(question, group, group.shares, least)


def _public(question: Question, group: Group, shares: Sequence[Share], least: int) -> PublicGroup:
    whole = sum(share.count for share in shares)
    hidden = protected([share.count for share in shares], least)
    shown = tuple(
        _shown(share, is_hidden=gone)
        for share, gone in zip(shares, hidden, strict=True)
        # That an answer of an earlier version has been given at all is a small number, too.
        if not gone or _is_offered(question, share)
    )
    together = sum(share.count for share, gone in zip(shares, hidden, strict=True) if gone)
    some_are_shown = any(share.count is not None for share in shown)
    return PublicGroup(
        group.label, _at_least(whole, least), shown, together if together and some_are_shown else None
    )


def _picks(question: Question, group: Group, least: int) -> PublicGroup:
    """Return a group whose shares are not the parts of a whole, as everybody could pick several."""
    shown = []
    for share in group.shares:
        gone = protected_pick(share.count, share.of, least)
        if not gone or _is_offered(question, share):
            shown.append(_shown(share, is_hidden=gone))
    of = group.shares[0].of if group.shares else 0
    return PublicGroup(group.label, _at_least(of, least), tuple(shown))


def _camps(question: Question, group: Group, least: int) -> PublicGroup:
    """Return the answers from 0 to 10 as the three camps that a Net Promoter Score is made of."""
    counts = {int(share.id): share.count for share in group.shares}
    of = sum(counts.values())
    first = PROMOTERS[0]
    camps = (
        ("promoters", f"{first} or 10", [n for n in counts if n >= first]),
        (
            "passives",
            f"{MOST_DETRACTOR + 1} or {first - 1}",
            [n for n in counts if MOST_DETRACTOR < n < first],
        ),
        ("detractors", f"0 to {MOST_DETRACTOR}", [n for n in counts if n <= MOST_DETRACTOR]),
    )
    shares = [
        Share(label, number := sum(counts[n] for n in points), of, wilson(number, of), name)
        for name, label, points in camps
    ]
    return _public(question, group, shares, least)


def _shown(share: Share, *, is_hidden: bool) -> PublicShare:
    if is_hidden:
        return PublicShare(share.id, share.label)
    span: Interval = share.interval
    return PublicShare(
        share.id,
        share.label,
        share.count,
        round(share.percent, 1),
        round(100 * span.low, 1),
        round(100 * span.high, 1),
    )


def _is_offered(question: Question, share: Share) -> bool:
    offered = {option.id for option in (*question.choices, *question.columns, *question.points)}
    # The camps of a score and “Other” are no options, and always offered.
    return question.type is QuestionType.NPS or share.id == OTHER or share.id in offered


def _at_least(count: int, least: int) -> int | None:
    return count if count >= least or least <= 1 else None


_PROTECTED: dict[QuestionType, Callable[[Question, Group, int], PublicGroup]] = {
    QuestionType.CHOICES: _picks,
    QuestionType.NPS: _camps,
}
