"""Reading a header into a typed value: one declared field is one line of a schema.

A schema is a frozen dataclass whose fields are declared with `header(reader, …)`. A reader (see
`field_readers`) turns a node into a value or raises Invalid; FieldReader gathers what all of them say.
"""

import dataclasses
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from editorial.blank import is_blank
from editorial.header import Entry, Mapping, Node, Scalar
from editorial.problems import Problem, Severity, did_you_mean

T = TypeVar("T")


@dataclass(frozen=True)
class Context:
    """What a reader may need to know: the site's zone, and names that are closed sets on this site."""

    zone: ZoneInfo
    stages: tuple[str, ...] = ()


Reader = Callable[[Node, Context], T]


class Invalid(Exception):  # noqa: N818 - it is a finding, not a failure
    """A value that a reader does not take; `line` where it is not the key's, `also` further findings."""

    def __init__(
        self,
        code: str,
        message: str,
        remedy: str,
        *,
        line: int | None = None,
        also: tuple["Invalid", ...] = (),
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.remedy, self.line, self.also = code, message, remedy, line, also


def header(reader: Reader[T], *, required: bool = False, default: Any = None, key: str = "") -> Any:
    """Return a dataclass field read from the header by `reader`; `key` where its name is another."""
    spec = _Spec(reader, required, key)
    if isinstance(default, dict):
        return dataclasses.field(metadata={"header": spec}, default_factory=lambda: default.copy())
    return dataclasses.field(metadata={"header": spec}, default=default)


@dataclass(frozen=True)
class _Spec:
    reader: Reader[Any]
    required: bool
    key: str


class FieldReader:
    """Reads one mapping after another by their schemas and gathers the problems of a file."""

    def __init__(self, path: str, context: Context, *, extra_fields: Container[str] = ()) -> None:
        self.path = path
        self.context = context
        self.extra_fields = extra_fields
        self.problems: list[Problem] = []

    def read(self, schema: type, mapping: Mapping) -> dict[str, Any]:
        """Return the values of the declared fields that are there and right."""
        specs = {
            field.metadata["header"].key or field.name: (field.name, field.metadata["header"])
            for field in dataclasses.fields(schema)
            if "header" in field.metadata
        }
        values: dict[str, Any] = {}
        for entry in mapping.entries:
            if entry.key in specs:
                name, spec = specs[entry.key]
                values |= self._value(name, spec, entry)
            elif entry.key not in self.extra_fields:
                message = f"the field {entry.key} is not known"
                self.report(entry.line, "unknown-field", message, did_you_mean(entry.key, specs))
        for key, (_, spec) in specs.items():
            written = mapping.get(key)
            if spec.required and is_empty(written):
                line = written.line if written else mapping.line
                self.report(line, f"missing-{key}", f"there is no {key}", f"add a line `{key}: …`")
        return values

    def report(
        self, line: int, code: str, message: str, remedy: str, *, severity: Severity = Severity.ERROR
    ) -> None:
        """Add a problem of this file."""
        self.problems.append(Problem(self.path, line, code, message, remedy, severity))

    def _value(self, name: str, spec: _Spec, entry: Entry) -> dict[str, Any]:
        if is_empty(entry):
            return {}
        try:
            return {name: spec.reader(entry.value, self.context)}
        except Invalid as error:
            for finding in (error, *error.also):
                message = f"{entry.key}: {finding.message}"
                self.report(finding.line or entry.line, finding.code, message, finding.remedy)
            return {}


def is_empty(entry: Entry | None) -> bool:
    """Return whether a field is left out, or stands there without a value, which means the same."""
    return entry is None or (isinstance(entry.value, Scalar) and is_blank(entry.value.text))


def placed(error: Invalid, line: int) -> Iterator[Invalid]:
    """Yield an error's findings one by one; those without a line of their own get this one."""
    for finding in (error, *error.also):
        yield Invalid(finding.code, finding.message, finding.remedy, line=finding.line or line)


def unless(findings: list[Invalid], values: list[T]) -> list[T]:
    """Return the values; raises one Invalid that carries all the findings when there are any."""
    if findings:
        first, *rest = findings
        raise Invalid(first.code, first.message, first.remedy, line=first.line, also=tuple(rest))
    return values
