"""Typed things as plain values for JSON, and back: by their dataclasses' fields, never running what was read.

What a field holds by default is left out. Only what content is made of is known: texts, numbers, flags, days,
aware instants, enums, tuples, mappings of texts, dataclasses, and None.
"""

import dataclasses
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta, timezone, tzinfo
from enum import Enum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints
from zoneinfo import ZoneInfo

Turn = Callable[[Any], Any]


@dataclasses.dataclass(frozen=True)
class Codec:
    """How values of one type become plain, and typed again; None turns where they are plain already."""

    to_plain: Turn | None = None
    to_typed: Turn | None = None

    def plain(self, value: Any) -> Any:
        """Return a value as JSON can hold it; raises TypeError for a zone that has no name."""
        return self.to_plain(value) if self.to_plain else value

    def typed(self, plain: Any) -> Any:
        """Return the value that `plain` was made from, using `plain` up; raises what bad values raise."""
        return self.to_typed(plain) if self.to_typed else plain


@cache
def codec(kind: Any) -> Codec:
    """Return the codec of a type; raises TypeError for a type that is not known."""
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(parts)
    if origin is not None:
        return _container(kind, origin, parts)
    for known, make in _KINDS.items():
        if isinstance(kind, type) and issubclass(kind, known):
            return make(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        return _dataclass(kind)
    raise TypeError(f"{kind} cannot be turned into plain values")


def _container(kind: Any, origin: Any, parts: tuple[Any, ...]) -> Codec:
    if origin is tuple and parts[1:] == (Ellipsis,):
        return _tuple_of(codec(parts[0]))
    if issubclass(origin, Mapping) and all(codec(part) == Codec() for part in parts):
        return Codec(dict)
    raise TypeError(f"{kind} cannot be turned into plain values")


def _enum(kind: type[Enum]) -> Codec:
    members = {member.value: member for member in kind}
    return Codec(lambda member: member.value, members.__getitem__)


def _optional(parts: tuple[Any, ...]) -> Codec:
    (one,) = (part for part in parts if part is not types.NoneType)
    inner = codec(one)

    def turned(turn: Turn | None) -> Turn | None:
        return None if turn is None else lambda value: None if value is None else turn(value)

    return Codec(turned(inner.to_plain), turned(inner.to_typed))


def _tuple_of(inner: Codec) -> Codec:
    def turned(turn: Turn | None, gather: Turn) -> Turn:
        return gather if turn is None else lambda values: gather(map(turn, values))

    return Codec(turned(inner.to_plain, list), turned(inner.to_typed, tuple))


def _dataclass(kind: type[Any]) -> Codec:
    hints = get_type_hints(kind)
    fields = {field.name: codec(hints[field.name]) for field in dataclasses.fields(kind)}
    defaults = {field.name: field.default for field in dataclasses.fields(kind)}
    typed = {name: inner.to_typed for name, inner in fields.items() if inner.to_typed}

    def to_plain(thing: Any) -> dict[str, Any]:
        values = ((name, inner.to_plain, getattr(thing, name)) for name, inner in fields.items())
        return {
            name: turn(value) if turn else value
            for name, turn, value in values
            if value is not defaults[name] and (type(value), value) != (type(defaults[name]), defaults[name])
        }

    def to_typed(values: dict[str, Any]) -> Any:
        for name in typed.keys() & values.keys():
            values[name] = typed[name](values[name])
        return kind(**values)

    return Codec(to_plain, to_typed)


def _instant_to_plain(moment: datetime) -> list[Any]:
    return [moment.replace(tzinfo=None, fold=0).isoformat(), _zone_to_plain(moment.tzinfo), moment.fold]


def _instant_to_typed(plain: list[Any]) -> datetime:
    local, zone, fold = plain
    return datetime.fromisoformat(local).replace(tzinfo=_zone_to_typed(zone), fold=fold)


def _zone_to_plain(zone: tzinfo | None) -> str | float:
    if isinstance(zone, ZoneInfo):
        return zone.key
    if isinstance(zone, timezone):
        return zone.utcoffset(None).total_seconds()
    raise TypeError(f"{zone!r} is no zone that can be named")


def _zone_to_typed(plain: str | float) -> tzinfo:
    return ZoneInfo(plain) if isinstance(plain, str) else timezone(timedelta(seconds=plain))


# In this order: an enum of texts is a text, and an instant a day.
_KINDS: dict[type, Callable[[Any], Codec]] = {
    Enum: _enum,
    datetime: lambda _: Codec(_instant_to_plain, _instant_to_typed),
    date: lambda _: Codec(date.isoformat, date.fromisoformat),
    **dict.fromkeys((str, int, float, bool), lambda _: Codec()),
}
