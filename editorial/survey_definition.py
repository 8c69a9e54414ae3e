"""A survey's questions as canonical JSON: what a digest is made from, and what old answers are read by."""

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from editorial.question import Condition, Operator, Option, Question, QuestionType


def canonical_json(questions: Iterable[Question]) -> str:
    """Return the questions as JSON with sorted keys and without what is left at its default."""
    # Leaving defaults out keeps the digests of today's surveys when a question gets a new field some day.
    data = [_without_defaults(question) for question in questions]
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(definition: str) -> str:
    """Return the SHA-256 of a definition, in hex."""
    return hashlib.sha256(definition.encode()).hexdigest()


def questions_from(definition: str) -> tuple[Question, ...]:
    """Return the questions that `canonical_json` wrote."""
    return tuple(_question(data) for data in json.loads(definition))


def _without_defaults(item: Any) -> dict[str, Any]:
    return {
        field.name: _plain(value)
        for field in dataclasses.fields(item)
        if (value := getattr(item, field.name)) != field.default
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _without_defaults(value) if dataclasses.is_dataclass(value) else value


def _question(data: Mapping[str, Any]) -> Question:
    values = dict(data)
    values["type"] = QuestionType(values["type"])
    for name in ("options", "points", "rows", "columns"):
        values[name] = tuple(Option(**option) for option in values.get(name, ()))
    if values.get("none"):
        values["none"] = Option(**values["none"])
    values["when"] = tuple(tuple(map(_condition, group)) for group in values.get("when", ()))
    return Question(**values)


def _condition(data: Mapping[str, Any]) -> Condition:
    return Condition(data["question"], Operator(data["operator"]), tuple(data["values"]))
