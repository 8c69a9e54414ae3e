"""Why a change of the plan is not made: all reasons at once, so that nobody has to ask again for each."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zoneinfo import ZoneInfo

from editorial.instants import NotATimeError, parse_instant
from editorial.post import Post
from editorial.problems import Problem
from editorial.ripple_needs import double_ids

T = TypeVar("T")


class RefusedError(Exception):
    """A change that is not made: because of `problems` in files, or of what was asked (`is_wrong_use`).

    The message has a line for each reason.
    """

    def __init__(self, message: str, *, problems: Iterable[Problem] = (), is_wrong_use: bool = False) -> None:
        super().__init__(message)
        self.problems, self.is_wrong_use = tuple(sorted(set(problems))), is_wrong_use

    @property
    def reasons(self) -> tuple[str, ...]:
        """The reasons, one by one."""
        return tuple(str(self).splitlines())


def wrong_use(message: str, remedy: str) -> RefusedError:
    """Return the refusal of something that nobody knows."""
    return RefusedError(f"{message} ({remedy})", is_wrong_use=True)


def against_date(words: str, zone: ZoneInfo) -> Iterator[RefusedError]:
    """Yield the refusal of what is no day and no instant."""
    try:
        parse_instant(words.strip(), zone)
    except NotATimeError:
        remedy = "write it as 2026-03-03, 2026-03-03 09:00 or 2026-03-03T09:00+01:00"
        yield wrong_use(f"“{words.strip()}” is not a date", remedy)


def ambiguous(post_id: str, same: Sequence[Post]) -> RefusedError:
    """Return the refusal of an id that several posts have."""
    message = f"“{post_id}” is the id of {len(same)} posts, so it does not say which is meant"
    return RefusedError(message, problems=double_ids(same))


@dataclass
class Refusals:
    """Gathers what speaks against a change."""

    found: list[RefusedError] = field(default_factory=list)

    def add(self, refusals: Iterable[RefusedError]) -> None:
        """Add what is known to speak against it."""
        self.found += refusals

    def of(self, call: Callable[[], T]) -> T | None:
        """Return what a call gives; its refusal is kept, and None returned."""
        try:
            return call()
        except RefusedError as error:
            self.found.append(error)
            return None

    def unless_any(self, value: T | None) -> T:
        """Return what a call gave; raises one RefusedError with everything that was gathered, if anything."""
        self.raise_all()
        assert value is not None  # noqa: S101 - a call that gives nothing was refused
        return value

    def raise_all(self) -> None:
        """Raise one RefusedError with everything that was gathered, if there is anything."""
        if not self.found:
            return
        reasons: Sequence[str] = [reason for error in self.found for reason in error.reasons]
        raise RefusedError(
            "\n".join(dict.fromkeys(reasons)),
            problems=[problem for error in self.found for problem in error.problems],
            is_wrong_use=any(error.is_wrong_use for error in self.found),
        )
