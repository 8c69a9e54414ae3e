"""What changed between two definitions of a survey, and whether answers to the first still mean the same.

*Wording*: other words, another order. *Additive*: something new can be answered, or other readers are asked;
what was answered stays readable as it is. *Breaking*: answers that were given would be read wrongly, or no
longer at all. A changed condition is additive: results keep apart, version by version, to whom a question was
not shown. A question that is taken out breaks, unless the survey lists its id in `retired`.
"""

import difflib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from editorial.option_diff import OptionChange, compare_options, is_exchanged
from editorial.question import Question, QuestionType

# Less alike than this, two texts are hardly the same question.
_ALIKE = 0.35
_WORDS = ("ask", "help", "low", "high")
_LISTS = ("options", "rows", "columns")
# What is bounded there says which answers there are; elsewhere it only asks for shorter or longer texts.
_COUNTED = (QuestionType.NUMBER, QuestionType.CHOICES, QuestionType.RANK)


class ChangeKind(StrEnum):
    """What a change does to the answers there are."""

    WORDING = "wording"
    ADDITIVE = "additive"
    BREAKING = "breaking"


@dataclass(frozen=True)
class Change:
    """One change of a question; `part` says where in it, and `remedy` is empty unless it breaks something.

    `is_doubtful` where only its author knows whether the question is still the same.
    """

    kind: ChangeKind
    question: str
    part: tuple[str | int, ...]
    message: str
    remedy: str = ""
    is_doubtful: bool = False

    def as_data(self) -> dict[str, object]:
        """Return it as plain values, for JSON."""
        return {
            "kind": str(self.kind),
            "question": self.question,
            "message": self.message,
            "remedy": self.remedy,
            "is_doubtful": self.is_doubtful,
        }


def compare(
    old: Sequence[Question], new: Sequence[Question], *, retired: Collection[str] = ()
) -> tuple[Change, ...]:
    """Return what changed from one definition to the other, in the order of the new one; removals last.

    `retired` are the ids of questions that are no longer asked, and that nobody misses.
    """
    pairs = paired(old, new)
    changes = [change for question in new for change in _changes(pairs.get(question.id), question)]
    kept = {earlier.id for earlier in pairs.values()}
    gone = [question for question in old if question.id not in kept]
    changes += [_removed(question, is_retired=question.id in retired) for question in gone]
    changes += _moved([pairs[question.id].id for question in new if question.id in pairs], old)
    return tuple(changes)


def paired(old: Sequence[Question], new: Sequence[Question]) -> dict[str, Question]:
    """Return for each question of the new definition the one that it was, by the new id."""
    by_id = {question.id: question for question in old}
    found = {question.id: by_id.get(question.id) or by_id.get(question.was) for question in new}
    return {new_id: earlier for new_id, earlier in found.items() if earlier is not None}


def is_comparable(old: Question, new: Question) -> bool:
    """Return whether equal answers to both say the same, so that they can be counted together."""
    return (
        old.type is new.type
        and len(old.points) == len(new.points)
        and not _has_swapped_ends(old, new)
        and not _has_moved_points(old, new)
        and not is_exchanged(old.choices, new.choices)
        and not is_exchanged(old.columns, new.columns)
        and not is_exchanged(old.rows, new.rows)
    )


def is_breaking(changes: Sequence[Change]) -> bool:
    """Return whether any of the changes breaks something."""
    return any(change.kind is ChangeKind.BREAKING for change in changes)


def _changes(old: Question | None, new: Question) -> Iterator[Change]:
    if old is None:
        yield Change(ChangeKind.ADDITIVE, new.id, (), f"{new.id} is new")
        return
    if old.id != new.id:
        yield Change(ChangeKind.WORDING, new.id, ("was",), f"{new.id} was {old.id}")
    if old.type is not new.type:
        message = f"{new.id} was of type {old.type} and is of type {new.type}"
        remedy = f"give the new question an id of its own, and keep or delete {old.id}"
        yield Change(ChangeKind.BREAKING, new.id, ("type",), message, remedy)
        return
    for compare_part in _PARTS:
        yield from compare_part(old, new)


def _removed(old: Question, *, is_retired: bool) -> Change:
    if is_retired or not old.takes_answer:
        return Change(ChangeKind.ADDITIVE, old.id, (), f"{old.id} is no longer asked")
    message = f"{old.id} is gone; what was answered to it no longer has a question"
    remedy = (
        f"write `was: {old.id}` in the question that takes its place, or `retired: [{old.id}]` in the header"
    )
    return Change(ChangeKind.BREAKING, old.id, (), message, remedy)


def _moved(kept: list[str], old: Sequence[Question]) -> Iterator[Change]:
    before = [question.id for question in old if question.id in kept]
    if kept != before:
        first = next(one for one, other in zip(kept, before, strict=True) if one != other)
        yield Change(ChangeKind.WORDING, first, (), "the questions are in another order")


def _words(old: Question, new: Question) -> Iterator[Change]:
    if _has_swapped_ends(old, new):
        message = f"{new.id}: the ends of the scale have changed places"
        yield Change(ChangeKind.BREAKING, new.id, ("low",), message, _renewal(new))
        return
    for name in _WORDS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            is_other = name == "ask" and _likeness(before, after) < _ALIKE
            doubt = "; is it still the same question?" if is_other else ""
            message = f"{new.id}: {name} reads “{after}” and read “{before}”{doubt}"
            yield Change(ChangeKind.WORDING, new.id, (name,), message, is_doubtful=is_other)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one.casefold().split(), other.casefold().split()).ratio()


def _offered(old: Question, new: Question) -> Iterator[Change]:
    for name in _LISTS:
        for found in compare_options(getattr(old, name), getattr(new, name)):
            yield _option_change(new, name, found)
    if old.none != new.none:
        yield from _exclusive(old, new)
    if old.other and not new.other:
        message = f"{new.id}: “Other” is gone, and with it the words that were written there"
        yield Change(ChangeKind.BREAKING, new.id, (), message, "keep `other: true`")
    elif new.other and not old.other:
        yield Change(ChangeKind.ADDITIVE, new.id, ("other",), f"{new.id}: “Other” is new")


def _exclusive(old: Question, new: Question) -> Iterator[Change]:
    if new.none is None and old.none is not None:
        message = f"{new.id}: “{old.none.label}” is gone, which was answered with"
        yield Change(ChangeKind.BREAKING, new.id, (), message, f"keep `none: {old.none.label}`")
    elif new.none is not None:
        for found in compare_options([old.none] if old.none else [], [new.none]):
            yield _option_change(new, "none", found)


def _option_change(question: Question, name: str, found: OptionChange) -> Change:
    kind = (
        ChangeKind.BREAKING if found.remedy else ChangeKind.ADDITIVE if found.is_new else ChangeKind.WORDING
    )
    part: tuple[str | int, ...] = (name,) if found.number is None else (name, found.number)
    return Change(kind, question.id, part, f"{question.id}: {name}: {found.message}", found.remedy)


def _points(old: Question, new: Question) -> Iterator[Change]:
    before, after = ([point.label for point in question.points] for question in (old, new))
    if len(before) != len(after):
        message = f"{new.id}: the scale has {len(after)} points and had {len(before)}"
        yield Change(ChangeKind.BREAKING, new.id, ("points",), message, _renewal(new))
    elif _has_moved_points(old, new):
        message = f"{new.id}: the points of the scale have changed places"
        yield Change(ChangeKind.BREAKING, new.id, ("points",), message, _renewal(new))
    elif before != after:
        yield Change(ChangeKind.WORDING, new.id, ("points",), f"{new.id}: points have other words")


def _has_swapped_ends(old: Question, new: Question) -> bool:
    return old.low != new.low and (old.low, old.high) == (new.high, new.low)


def _has_moved_points(old: Question, new: Question) -> bool:
    """Return whether words of a point now stand at another; both have the same number of points."""
    before, after = ([point.label for point in question.points] for question in (old, new))
    return any(label in before for label in _differing(after, before))


def _differing(these: Sequence[str], others: Sequence[str]) -> list[str]:
    return [one for one, other in zip(these, others, strict=True) if one and one != other]


def _bounds(old: Question, new: Question) -> Iterator[Change]:
    if (old.min, old.max) == (new.min, new.max):
        return
    (least, most), (new_least, new_most) = _range(old), _range(new)
    now, before = (f"from {_bound(q.min)} to {_bound(q.max)}" for q in (new, old))
    what = f"{new.id}: {now}, where it was {before}"
    if new.type in _COUNTED and (new_least > least or new_most < most):
        remedy = f"keep the wider range, or {_renewal(new)}"
        yield Change(ChangeKind.BREAKING, new.id, ("max",), f"{what}: answers outside no longer fit", remedy)
    else:
        yield Change(ChangeKind.ADDITIVE, new.id, ("max",), what)


def _range(question: Question) -> tuple[float, float]:
    least = -inf if question.min is None else question.min
    most = inf if question.max is None else question.max
    if question.type in (QuestionType.CHOICES, QuestionType.RANK):
        # Whoever picks at all picks one at least, and no more than there are.
        return max(least, 1), min(most, question.most_picks)
    return least, most


def _bound(value: float | None) -> str:
    return "anywhere" if value is None else f"{value:g}"


def _asking(old: Question, new: Question) -> Iterator[Change]:
    if old.when != new.when:
        yield Change(ChangeKind.ADDITIVE, new.id, ("when",), f"{new.id}: other readers are asked than before")
    if old.required != new.required:
        now = "must be answered" if new.required else "may be left out"
        yield Change(ChangeKind.ADDITIVE, new.id, ("required",), f"{new.id}: it {now} from now on")
    if old.shuffle != new.shuffle:
        now = "are shuffled" if new.shuffle else "stay in their order"
        yield Change(ChangeKind.WORDING, new.id, ("shuffle",), f"{new.id}: the options {now}")


def _renewal(question: Question) -> str:
    return f"ask the new question under an id of its own in place of {question.id}"


_PARTS: tuple[Callable[[Question, Question], Iterator[Change]], ...] = (
    _words,
    _offered,
    _points,
    _bounds,
    _asking,
)
