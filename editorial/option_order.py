"""The order in which a reader sees the options of a shuffled question: the same for the same seed.

The page's script computes the same order (`theme/static/js/survey_rules.js`), so nothing here may lean on
what only Python has.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from editorial.question import Question

_SEED = re.compile(r"[0-9a-f]{16}")
_BITS = 0xFFFFFFFF


def is_seed(word: object) -> bool:
    """Return whether something can seed the orders of one reader: 16 hexadecimal digits."""
    return isinstance(word, str) and _SEED.fullmatch(word) is not None


def in_order_shown(question: Question, seed: str) -> Question:
    """Return the question with its options in the order for a seed; pinned ones stay where they stand.

    Without a seed, or where nothing is to be shuffled, they stay as they were written.
    """
    if not (seed and question.shuffle):
        return question
    loose = iter(
        sorted(
            (option for option in question.options if not option.pin),
            key=lambda option: (_draw(f"{seed}:{question.id}:{option.id}"), option.id),
        )
    )
    return replace(question, options=tuple(o if o.pin else next(loose) for o in question.options))


def orders_shown(questions: Iterable[Question], seed: str) -> dict[str, list[str]]:
    """Return the ids of the options as one reader saw them, for each question that was shuffled."""
    return {
        question.id: [option.id for option in in_order_shown(question, seed).options]
        for question in questions
        if seed and question.shuffle
    }


def _draw(words: str) -> int:
    """Return 32 bits that look drawn at random.

    FNV-1a (Fowler, Noll and Vo) over the characters, which are ASCII or taken by their UTF-16 units, and then
    the finaliser of MurmurHash3 (Appleby), so that words that differ little give bits that differ much.
    """
    bits = 0x811C9DC5
    units = words.encode("utf-16-le", "surrogatepass")
    for place in range(0, len(units), 2):
        bits = ((bits ^ int.from_bytes(units[place : place + 2], "little")) * 0x01000193) & _BITS
    bits = ((bits ^ (bits >> 16)) * 0x85EBCA6B) & _BITS
    bits = ((bits ^ (bits >> 13)) * 0xC2B2AE35) & _BITS
    return bits ^ (bits >> 16)
