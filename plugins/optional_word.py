"""Words that may be left out, as in `invoke survey-diff SLUG REV`: invoke knows none, so they get a name."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class _Word:
    """The option that a word stands for, and how many words come before it."""

    option: str
    behind: int


_WORDS = {"survey-diff": _Word("--rev", 1), "bench": _Word("--what", 0)}
_WITHOUT_VALUE = ("--json", "-j", "--help", "-h")


def with_words_named(words: Sequence[str]) -> list[str]:
    """Return the words of a command line, with the option's name before one that may be left out."""
    command = next((word for word in words if word in _WORDS), "")
    if not command:
        return list(words)
    known = _WORDS[command]
    start = words.index(command) + 1
    bare: list[int] = []
    is_value = False
    for place, word in enumerate(words[start:], start):
        if is_value:
            is_value = False
        elif word.startswith((known.option, known.option[1:3])):
            return list(words)
        elif word.startswith("-"):
            # -cFOLDER and --content=FOLDER hold their value.
            is_short = len(word) == 2
            is_value = (is_short or word.startswith("--")) and "=" not in word and word not in _WITHOUT_VALUE
        else:
            bare.append(place)
    if len(bare) <= known.behind:
        return list(words)
    place = bare[known.behind]
    return [*words[:place], known.option, *words[place:]]
