"""What can be wrong with an answer. The sentences that readers see are the service's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class AnswerFault(StrEnum):
    """The kinds of fault; in brackets the values that come with one."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    UNKNOWN_OPTION = "unknown-option"
    PICKED_TWICE = "picked-twice"
    OTHER_WITHOUT_WORDS = "other-without-words"
    NONE_AND_MORE = "none-and-more"  # none: the label of the option that excludes the rest
    TOO_FEW = "too-few"  # min, count
    TOO_MANY = "too-many"  # max, count
    TOO_SHORT = "too-short"  # min, count
    TOO_LONG = "too-long"  # max, count
    NOT_PLAIN_TEXT = "not-plain-text"
    TOO_SMALL = "too-small"  # min
    TOO_LARGE = "too-large"  # max
    ROW_MISSING = "row-missing"  # row: the label of the first row without an answer
    SAME_PLACE = "same-place"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an answer, with the values that its sentence needs."""

    code: AnswerFault
    values: Mapping[str, object] = field(default_factory=dict)
