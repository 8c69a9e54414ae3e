"""`invoke survey-diff SLUG REV`: invoke has no positional argument that may be left out, so REV is named."""

from collections.abc import Sequence

_COMMAND = "survey-diff"
_OPTION = "--rev"
_WITHOUT_VALUE = ("--json", "-j")


def with_revision_named(words: Sequence[str]) -> list[str]:
    """Return the words of a command line with `--rev` before the second bare one behind `survey-diff`."""
    if _COMMAND not in words:
        return list(words)
    start = words.index(_COMMAND) + 1
    bare: list[int] = []
    is_value = False
    for place, word in enumerate(words[start:], start):
        if is_value:
            is_value = False
        elif word.startswith((_OPTION, "-r")):
            return list(words)
        elif word.startswith("-"):
            # -cFOLDER and --content=FOLDER hold their value.
            is_short = len(word) == 2
            is_value = (is_short or word.startswith("--")) and "=" not in word and word not in _WITHOUT_VALUE
        else:
            bare.append(place)
    return [*words[: bare[1]], _OPTION, *words[bare[1] :]] if len(bare) > 1 else list(words)
