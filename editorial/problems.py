"""What is wrong in a content file: where, what, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import StrEnum


class Severity(StrEnum):
    """Whether a problem stops a build or is only pointed out."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Problem:
    """One finding in one file; `line` counts from 1.

    Problems sort by path, line and code, and then by the ISO day that they are about, where they are.
    """

    path: str
    line: int
    code: str
    day: str = field(default="", kw_only=True)
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        words = " ".join(f"{self.message} ({self.remedy})".split())
        line = f"{self.path}:{self.line}: {self.severity} {self.code} {words}"
        # What was written is quoted, and may hold signs that steer a terminal.
        return "".join(character if character.isprintable() else "�" for character in line)

    @property
    def is_error(self) -> bool:
        """True when it stops a build."""
        return self.severity is Severity.ERROR

    def as_data(self) -> dict[str, str | int]:
        """Return it as plain values, for JSON."""
        return {
            "path": self.path,
            "line": self.line,
            "severity": str(self.severity),
            "code": self.code,
            "message": self.message,
            "remedy": self.remedy,
        }


class ContentError(Exception):
    """Content that cannot be used as it is; carries every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the remedy for a word that is not in a closed set: the nearest known word, or all of them."""
    known = list(known)
    near = _nearest(word, known)
    if near:
        return f"did you mean {near}?"
    return f"use one of: {', '.join(known)}" if known else "none is defined yet"


def is_near(word: str, known: Iterable[str]) -> bool:
    """Return whether a word is so close to a known one that it is likely a slip."""
    return bool(_nearest(word, known))


def _nearest(word: str, known: Iterable[str]) -> str:
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""
