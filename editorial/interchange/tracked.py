"""A mapping from another tool's file that knows which of its keys were read: none is lost silently."""

from collections.abc import Iterator, Mapping
from typing import Any

from editorial.interchange.model import Words

_NOTHING: tuple[Any, ...] = (None, "", False, [], {})


class Tracked:
    """Reads values in the shape that is wanted, and takes what has another shape for missing."""

    def __init__(self, data: Any, *, seen: tuple[str, ...] = ()) -> None:
        self._data: Mapping[str, Any] = data if isinstance(data, Mapping) else {}
        self._seen = set(seen)
        self._odd: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """Return a value as it is, or None."""
        self._seen.add(key)
        return self._data.get(key)

    def first(self, *keys: str) -> Any:
        """Return the value of the first of these keys that has one; later versions renamed some."""
        return next((value for key in keys if (value := self.get(key)) is not None), None)

    def text(self, key: str, default: str = "") -> str:
        """Return a text; a number is its digits."""
        return as_text(self.get(key)) or default

    def flag(self, *keys: str) -> bool:
        """Return whether one of these is on."""
        values = [self.get(key) for key in keys]
        return any(value is True or value == "true" for value in values)

    def number(self, *keys: str) -> float | None:
        """Return a number, also one in quotation marks, or None."""
        return as_number(self.first(*keys))

    def items(self, key: str) -> list[Any]:
        """Return a list, which is empty where there is none."""
        value = self.get(key)
        return value if isinstance(value, list) else []

    def parts(self, key: str) -> Iterator[tuple[int, "Tracked"]]:
        """Yield the mappings of a list with their places."""
        for place, item in enumerate(self.items(key)):
            if isinstance(item, Mapping):
                yield place, Tracked(item)
            elif item not in _NOTHING:
                self._odd[f"{key}, item {place + 1}"] = item

    def words(self, key: str, locale: str = "") -> Words:
        """Return a text in its languages: a string, or a mapping of them with a default."""
        value = self.get(key)
        if not isinstance(value, Mapping):
            return Words(as_text(value))
        texts = {str(language): text for language, given in value.items() if (text := as_text(given))}
        own = next((texts.pop(name) for name in ("default", locale, *texts) if name in texts), "")
        return Words(own, texts)

    def leftovers(self) -> dict[str, Any]:
        """Return what was not read and says something."""
        unread = ((key, value) for key, value in self._data.items() if key not in self._seen)
        return self._odd | {key: value for key, value in unread if value not in _NOTHING}


def as_text(value: Any) -> str:
    """Return a text or a number as text; anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def as_number(value: Any) -> float | None:
    """Return a finite number, also one that is written as text, or None."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if abs(number) < float("inf") else None
