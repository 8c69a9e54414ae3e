"""What an option says beyond being one of several: nothing fits, nobody knows, a range.

In English; what means that nobody knows, which results keep apart, in German too.
"""

import re
from dataclasses import dataclass
from math import inf

from editorial.question import Option

_DONT_KNOW = re.compile(
    r"\b(?:(?:don.?t|do not|can.?t|cannot) (?:know|remember|recall|say|tell)|unsure|not (?:sure|certain)"
    r"|no (?:opinion|idea|view)|(?:prefer|rather) not (?:to )?(?:say|answer)|undecided|hard to say)\b",
    re.IGNORECASE,
)
_DONT_KNOW_DE = re.compile(
    r"\b(?:weiß|weiss) (?:ich |es |das )*(?:noch )?nicht\b|\b(?:keine (?:angaben?|ahnung|meinung|antwort)"
    r"|unsicher|unentschieden|nicht sicher|schwer zu sagen|(?:kann|möchte|will) (?:ich )?(?:das |dazu )?"
    r"(?:nicht|nichts) (?:sagen|beantworten|angeben|beurteilen))\b",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\b(?:none|nothing|nobody|no one|neither|not applicable|n/a|(?:does|do) ?n.?o?t apply|other|another"
    r"|something else|else)\b",
    re.IGNORECASE,
)
_DEGREE = re.compile(
    r"\b(?:always|often|usually|sometimes|occasionally|rarely|seldom|never|every|daily|weekly|monthly|yearly"
    r"|most|now and then|once|twice|first time|very|fairly|rather|somewhat|slightly|moderately|extremely"
    r"|quite|strongly|too|much|about right|a little|a lot|not at all|agree|disagree|neutral)\b",
    re.IGNORECASE,
)
_DAY_OR_TIME = re.compile(r":|\b\d{4}-\d{2}-\d{2}\b")
_UNIT = r"[£$€]?\s*(\d{1,3}(?:[, ]\d{3})+|\d+)(\.\d+)?\s*%?"
_RANGES = (
    (re.compile(rf"{_UNIT}\s*(?:-|–|—|\bto\b|\bthrough\b)\s*{_UNIT}\b"), "both"),
    (re.compile(rf"\b(?:more than|over|above)\s+{_UNIT}", re.IGNORECASE), "above"),
    (re.compile(rf"\b(?:at least)\s+{_UNIT}", re.IGNORECASE), "from"),
    (re.compile(rf"{_UNIT}\s*(?:\+|or (?:more|over|above|older|longer))", re.IGNORECASE), "from"),
    (re.compile(rf"\b(?:less than|fewer than|under|below)\s+{_UNIT}", re.IGNORECASE), "below"),
    (re.compile(rf"\b(?:up to|at most)\s+{_UNIT}", re.IGNORECASE), "through"),
    (re.compile(rf"{_UNIT}\s*or (?:less|fewer|under|below|younger|shorter)", re.IGNORECASE), "through"),
)


@dataclass(frozen=True)
class Range:
    """Numbers that an option stands for, both ends included; an open end is infinite."""

    low: float
    high: float

    def overlaps(self, other: "Range") -> bool:
        """Return whether some number is in both."""
        return self.low <= other.high and other.low <= self.high


def is_dont_know(option: Option) -> bool:
    """Return whether an option means that there is no opinion, or that it is kept to oneself."""
    return any(words.search(option.label) for words in (_DONT_KNOW, _DONT_KNOW_DE))


def is_way_out(option: Option) -> bool:
    """Return whether an option is for those whom no other option fits."""
    return is_dont_know(option) or _NOTHING.search(option.label) is not None


def is_degree(option: Option) -> bool:
    """Return whether an option is a step of a scale, such as “often” or “very useful”."""
    return _DEGREE.search(option.label) is not None


def range_of(option: Option) -> Range | None:
    """Return the whole numbers that an option stands for; None where it names no range."""
    if _DAY_OR_TIME.search(option.label):
        return None
    for pattern, kind in _RANGES:
        if match := pattern.search(option.label):
            numbers = [_number(*pair) for pair in zip(match.groups()[::2], match.groups()[1::2], strict=True)]
            return _range(kind, *numbers)
    return None


def _number(whole: str, rest: str | None) -> float:
    return float(re.sub(r"[, ]", "", whole) + (rest or ""))


def _range(kind: str, first: float, last: float = 0) -> Range:
    # The next number beyond an end that is not included: whole, unless the end itself is not.
    step = 1 if first.is_integer() else 0.001
    return {
        "both": Range(min(first, last), max(first, last)),
        "above": Range(first + step, inf),
        "from": Range(first, inf),
        "below": Range(-inf, first - step),
        "through": Range(-inf, first),
    }[kind]
