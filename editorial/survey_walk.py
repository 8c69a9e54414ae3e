"""All ways through a survey, walked by what conditions can tell apart and never one by one.

Only questions that conditions mention matter, and of their answers only which conditions they make true. A
walk goes through some questions in their order; its state is what later conditions still ask about.
Questions without a condition between them are walked apart, and what they give is multiplied. Work is
bounded: where a walk would go beyond its bound it keeps some of the states and says that there are more, or
raises TooMuchWorkError.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editorial.answer_samples import TooManyRegionsError, samples
from editorial.conditions import holds
from editorial.question import Condition, Question

MOST_STATES = 20_000
MOST_WORK = 100_000
# Of more states so many are kept: those that make most conditions true, and those that make fewest.
_KEPT = 20

State = tuple[int, ...]
# The truths of conditions are the bits of a number, by (the question that they are about, bit).
Place = tuple[int, int]


class TooMuchWorkError(Exception):
    """There are more states than are looked at."""


@dataclass
class Budget:
    """How much work may still be done; a walk that needs more than its share stops."""

    left: int = MOST_WORK

    def spend(self, work: int) -> None:
        """Take work from what is left; raises TooMuchWorkError when it is used up."""
        self.left -= work
        if self.left < 0:
            raise TooMuchWorkError


@dataclass(frozen=True)
class Step:
    """One question as a walk sees it: its groups of conditions, and what others ask about it."""

    index: int
    question: Question
    groups: tuple[tuple[Place, ...], ...]
    conditions: tuple[Condition, ...]

    @property
    def keys(self) -> set[int]:
        """The questions that its conditions are about."""
        return {key for group in self.groups for key, _ in group}

    def is_shown(self, keys: Iterable[int], state: State) -> bool:
        """Return whether it is asked in a state, which says of these keys what their answers made true."""
        if not self.groups:
            return True
        truths = dict(zip(keys, state, strict=True))
        return any(holds_all(group, truths) for group in self.groups)

    def outcomes(self, mask: int) -> tuple[int, ...]:
        """Return what its answers can make true of the conditions in a mask; raises TooMuchWorkError."""
        if not mask:
            return (0,)
        try:
            answers = samples(self.question, [c for bit, c in enumerate(self.conditions) if mask >> bit & 1])
        except TooManyRegionsError as error:
            raise TooMuchWorkError from error
        # A question that takes no answer at all is reported elsewhere; the walk goes on behind it.
        return tuple(sorted({self._truths(self.question, answer) & mask for answer in answers or (None,)}))

    def not_shown(self, mask: int) -> int:
        """Return what is true of the conditions in a mask where the question is not shown."""
        return self._truths(None, None) & mask

    def _truths(self, shown: Question | None, answer: object) -> int:
        answers = {self.question.id: answer}
        return sum(holds(condition, shown, answers) << bit for bit, condition in enumerate(self.conditions))


@dataclass(frozen=True)
class Ways:
    """Ways through some questions: how many of them have a length, and how many take a time in seconds."""

    lengths: Mapping[int, int] = field(default_factory=lambda: {0: 1})
    seconds: Mapping[int, int] = field(default_factory=lambda: {0: 1})

    @property
    def number(self) -> int:
        """How many there are."""
        return sum(self.lengths.values())

    def then(self, other: "Ways") -> "Ways":
        """Return every one of these followed by every one of the others."""
        return Ways(_sums(self.lengths, other.lengths), _sums(self.seconds, other.seconds))

    def longer(self, length: int, seconds: int) -> "Ways":
        """Return the same with one more question."""
        return self.then(Ways({length: 1}, {seconds: 1})) if length or seconds else self

    def beside(self, other: "Ways") -> "Ways":
        """Return these and the others."""
        lengths, seconds = Counter(self.lengths), Counter(self.seconds)
        lengths.update(other.lengths)
        seconds.update(other.seconds)
        return Ways(lengths, seconds)


def holds_all(group: Iterable[Place], truths: Mapping[int, int]) -> bool:
    """Return whether all conditions of a group are true."""
    return all(truths[key] >> bit & 1 for key, bit in group)


def steps_of(questions: Sequence[Question]) -> tuple[Step, ...]:
    """Return the questions as a walk sees them, in their order."""
    index_of = {question.id: index for index, question in enumerate(questions)}
    asked: dict[int, list[Condition]] = {index: [] for index in range(len(questions))}
    groups = [tuple(tuple(_places(group, index_of, asked)) for group in q.when) for q in questions]
    return tuple(
        Step(index, question, groups[index], tuple(asked[index])) for index, question in enumerate(questions)
    )


def _places(
    group: Iterable[Condition], index_of: Mapping[str, int], asked: dict[int, list[Condition]]
) -> Iterator[Place]:
    for condition in group:
        key = index_of[condition.question]
        if condition not in asked[key]:
            asked[key].append(condition)
        yield key, asked[key].index(condition)


def closure(steps: Sequence[Step], index: int) -> tuple[int, ...]:
    """Return a question and all that it depends on, in their order."""
    found, waiting = {index}, [index]
    while waiting:
        new = steps[waiting.pop()].keys - found
        found |= new
        waiting.extend(new)
    return tuple(sorted(found))


def components(steps: Sequence[Step]) -> list[tuple[int, ...]]:
    """Return the questions in groups between which there is no condition."""
    group_of = {step.index: {step.index} for step in steps}
    for step in steps:
        joined = set().union({step.index}, *(group_of[key] for key in step.keys))
        group_of |= dict.fromkeys(joined, joined)
    return sorted({tuple(sorted(group)) for group in group_of.values()})


class Walk:
    """A walk through some questions of a survey that holds all they depend on."""

    def __init__(self, steps: Sequence[Step], members: Sequence[int], budget: Budget) -> None:
        self._steps = [steps[index] for index in members]
        self._budget = budget
        # After each question: the earlier ones that conditions still ask about, and which bits of them.
        self._needed = [self._needed_after(place) for place in range(len(self._steps))]
        masks = [self._needed[place].get(step.index, 0) for place, step in enumerate(self._steps)]
        self._outcomes = [
            (step.outcomes(mask), (step.not_shown(mask),))
            for step, mask in zip(self._steps, masks, strict=True)
        ]

    def states_before_last(self) -> tuple[list[dict[int, int]], bool]:
        """Return what can be true when the last question is come to, and whether that is all that can be."""
        states: set[State] = {()}
        is_complete = True
        for place in range(len(self._steps) - 1):
            shown, hidden = self._after(place, states)
            states = shown | hidden
            self._budget.left -= len(states)
            if len(states) > min(MOST_STATES, max(self._budget.left, 2 * _KEPT)):
                states, is_complete = _extremes(states), False
        keys = self._needed[len(self._steps) - 2] if len(self._steps) > 1 else {}
        return [dict(zip(keys, state, strict=True)) for state in sorted(states)], is_complete

    def ways(self, seconds: Mapping[int, int], counted: Iterable[int]) -> Ways:
        """Return the ways through; they differ in what is shown. Raises TooMuchWorkError.

        `seconds` are by question, and `counted` are those that make a way longer.
        """
        counted = set(counted)
        # What has been shown so far decides which states are possible: a deterministic automaton's layer.
        layer: dict[frozenset[State], Ways] = {frozenset({()}): Ways()}
        for place, step in enumerate(self._steps):
            following: dict[frozenset[State], Ways] = {}
            for states, ways in layer.items():
                self._budget.spend(len(ways.seconds))
                longer = ways.longer(step.index in counted, seconds[step.index])
                self._budget.spend(len(states) * len(self._outcomes[place][0]))
                for reached, then in zip(self._after(place, states), (longer, ways), strict=True):
                    if reached:
                        key = frozenset(reached)
                        following[key] = following[key].beside(then) if key in following else then
            layer = following
        first, *rest = layer.values()
        for ways in rest:
            first = first.beside(ways)
        return first

    def _needed_after(self, place: int) -> dict[int, int]:
        needed: dict[int, int] = {}
        passed = {step.index for step in self._steps[: place + 1]}
        for step in self._steps[place + 1 :]:
            for key, bit in (part for group in step.groups for part in group):
                if key in passed:
                    needed[key] = needed.get(key, 0) | 1 << bit
        return dict(sorted(needed.items()))

    def _after(self, place: int, states: Iterable[State]) -> tuple[set[State], set[State]]:
        """Return the states that a question leaves behind: where it is shown, and where it is not."""
        step = self._steps[place]
        before = self._needed[place - 1] if place else {}
        needed = self._needed[place]
        # The question itself comes last, as the keys are in the order of the questions.
        kept = [(at, needed[key]) for at, key in enumerate(before) if key in needed]
        outcomes = [(truths,) if step.index in needed else () for truths in self._outcomes[place][0]]
        not_shown = [(truths,) if step.index in needed else () for truths in self._outcomes[place][1]]
        shown: set[State] = set()
        hidden: set[State] = set()
        for state in states:
            base = tuple([state[at] & mask for at, mask in kept])
            if step.is_shown(before, state):
                shown.update([base + own for own in outcomes])
            else:
                hidden.update([base + own for own in not_shown])
        return shown, hidden


def _extremes(states: Iterable[State]) -> set[State]:
    ordered = sorted(states, key=lambda state: (sum(truths.bit_count() for truths in state), state))
    return {*ordered[:_KEPT], *ordered[-_KEPT:]}


def _sums(these: Mapping[int, int], others: Mapping[int, int]) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for one, number in these.items():
        for other, more in others.items():
            sums[one + other] += number * more
    return dict(sums)
