"""Rules about what a question offers: overlaps, doubles, lopsided scales, no way out. Mostly for English."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from editorial.lint_settings import LintSettings
from editorial.option_meanings import is_degree, is_way_out, range_of
from editorial.problems import Problem
from editorial.question import Option, Question, QuestionType
from editorial.survey import Survey
from editorial.survey_lines import problem_at

_FEWEST_RANGES = 3
_SHORTEST_TO_COMPARE = 8
_SMALL_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "our",
        "your",
        "i",
        "we",
        "you",
        "of",
        "in",
        "on",
        "to",
        "for",
        "with",
        "is",
        "are",
        "it",
    ]
)
_POSITIVE = frozenset(
    [
        "agree",
        "satisfied",
        "good",
        "great",
        "excellent",
        "easy",
        "likely",
        "happy",
        "better",
        "best",
        "useful",
        "helpful",
        "pleased",
        "positive",
        "support",
        "favourable",
        "favorable",
        "fantastic",
        "outstanding",
        "wonderful",
        "superb",
    ]
)
_NEGATIVE = frozenset(
    [
        "disagree",
        "dissatisfied",
        "bad",
        "poor",
        "terrible",
        "hard",
        "difficult",
        "unlikely",
        "unhappy",
        "worse",
        "worst",
        "useless",
        "unhelpful",
        "displeased",
        "negative",
        "oppose",
        "unfavourable",
        "unfavorable",
        "awful",
    ]
)
# “Neither agree nor disagree” is on no side.
_IN_BETWEEN = re.compile(r"\b(?:neither|nor)\b", re.IGNORECASE)
# On a scale of one side only, from nothing to much, there is nothing to balance.
_ONE_SIDED = re.compile(
    r"\b(?:not at all|not very|slightly|moderately|not \w+|a little|somewhat)\b", re.IGNORECASE
)


def overlapping(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the ranges that share a number with an earlier one, and those between which some are left out."""
    for question in survey.questions:
        found = [
            (number, option, span)
            for number, option in enumerate(question.options)
            if (span := range_of(option)) is not None
        ]
        for (_place, first, one), (number, second, other) in combinations(found, 2):
            if one.overlaps(other):
                message = f"{question.id}: “{first.label}” and “{second.label}” overlap"
                remedy = "let each begin after the end of the one before"
                yield problem_at(
                    survey.source,
                    question.id,
                    "options",
                    number,
                    code="overlapping",
                    message=message,
                    remedy=remedy,
                )
        yield from _gaps(survey, question)


def _gaps(survey: Survey, question: Question) -> Iterator[Problem]:
    spans = sorted(
        ((span, option.label) for option in question.options if (span := range_of(option))),
        key=lambda pair: pair[0].low,
    )
    if len(spans) < _FEWEST_RANGES or not all(_is_whole(option) for option in question.options):
        return
    for (one, first), (other, second) in pairwise(spans):
        if other.low - one.high > 1:
            message = f"{question.id}: between “{first}” and “{second}” there are numbers left"
            remedy = "let each begin where the one before ends"
            yield problem_at(
                survey.source, question.id, "options", code="overlapping", message=message, remedy=remedy
            )


def _is_whole(option: Option) -> bool:
    return not re.search(r"\d\.\d", option.label)


def unbalanced(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the scales with more labels on one side than on the other."""
    for question in survey.questions:
        for name in ("points", "options", "columns"):
            labels = [option.label for option in getattr(question, name) if option.label]
            if name == "options" and question.type is not QuestionType.CHOICE:
                continue
            good, bad = _sides(labels)
            if abs(good - bad) > 0 and good + bad > 2 and not any(map(_ONE_SIDED.search, labels)):
                message = f"{question.id}: {good} of the answers are favourable and {bad} are not"
                remedy = "offer as many on either side"
                yield problem_at(
                    survey.source, question.id, name, code="unbalanced", message=message, remedy=remedy
                )


def _sides(labels: list[str]) -> tuple[int, int]:
    words = [set(re.findall(r"\w+", label.lower())) for label in labels if not _IN_BETWEEN.search(label)]
    bad = sum(bool(found & _NEGATIVE) for found in words)
    return sum(bool(found & _POSITIVE and not found & _NEGATIVE) for found in words), bad


def alike(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the options that say the same as an earlier one in nearly the same words."""
    for question in survey.questions:
        for name in ("options", "rows", "columns"):
            numbered = list(enumerate(getattr(question, name)))
            for (_place, first), (number, second) in combinations(numbered, 2):
                if _are_alike(first.label, second.label):
                    message = f"{question.id}: “{first.label}” and “{second.label}” say the same"
                    remedy = "keep one of them, or tell them apart"
                    yield problem_at(
                        survey.source, question.id, name, number, code="alike", message=message, remedy=remedy
                    )


def _are_alike(one: str, other: str) -> bool:
    if re.search(r"\d", one + other):
        return False
    words, other_words = _core(one), _core(other)
    if words == other_words and words:
        return True
    long_enough = min(len(one), len(other)) >= _SHORTEST_TO_COMPARE
    return long_enough and _is_one_letter_off(one.casefold(), other.casefold())


def _core(label: str) -> list[str]:
    # C, C# and C++ are three things.
    words = re.findall(r"[\w#+]+", label.casefold().replace("’", "").replace("'", ""))
    return sorted(word.removesuffix("s") for word in words if word not in _SMALL_WORDS)


def _is_one_letter_off(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    rest = start if len(long) > len(short) else start + 1
    return short[rest:] == long[start + 1 :]


def no_way_out(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the questions that some readers cannot answer truly: nothing fits, or they do not know."""
    for question in survey.questions:
        if question.other or question.none or any(map(is_way_out, question.options)):
            continue
        if question.type is QuestionType.CHOICES:
            code, message = "missing-none", "a reader to whom nothing applies cannot say so"
            remedy = "add `none: None of these`"
        elif _needs_dont_know(question):
            code, message = "missing-dont-know", "whoever does not know has to make an answer up"
            remedy = "add “Don’t know” or `other: true`, or leave `required` out"
        else:
            continue
        message = f"{question.id}: {message}"
        yield problem_at(survey.source, question.id, "options", code=code, message=message, remedy=remedy)


def _needs_dont_know(question: Question) -> bool:
    if question.type is not QuestionType.CHOICE or not question.required:
        return False
    # Steps of a scale, and ranges of numbers, are meant to hold everybody.
    complete = sum(is_degree(option) or range_of(option) is not None for option in question.options)
    return complete < 2


def unlabelled(survey: Survey, _: LintSettings) -> Iterator[Problem]:
    """Yield the scales whose ends nobody can know."""
    for question in survey.questions:
        if question.type is not QuestionType.SCALE:
            continue
        has_ends = (question.low and question.high) or all(
            point.label for point in (question.points[0], question.points[-1])
        )
        if not has_ends:
            message = f"{question.id}: nothing says which end of the scale is which"
            remedy = "add low and high, or a label for every point"
            yield problem_at(survey.source, question.id, code="unlabelled", message=message, remedy=remedy)
