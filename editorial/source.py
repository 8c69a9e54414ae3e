"""Where a typed thing was read from, so that later findings can still name file and line."""

from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass
from datetime import date

from editorial.header import Mapping
from editorial.problems import Problem, Severity


@dataclass(frozen=True)
class Source:
    """A content file: its path as messages name it, and the line of each header field."""

    path: str
    lines: AbstractMapping[str, int]

    @classmethod
    def of(cls, path: str, header: Mapping) -> "Source":
        """Return the source of a header."""
        return cls(path, {entry.key: entry.line for entry in header.entries})

    def line(self, field: str) -> int:
        """Return the line of a field, or the file's first."""
        return self.lines.get(field, 1)

    def problem(
        self,
        field: str,
        code: str,
        message: str,
        remedy: str,
        *,
        severity: Severity = Severity.ERROR,
        day: date | None = None,
    ) -> Problem:
        """Return a problem at the line of `field`, about a day where there is one."""
        about = day.isoformat() if day else ""
        return Problem(self.path, self.line(field), code, message, remedy, severity, day=about)
