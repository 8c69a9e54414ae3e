"""How often posts were read, as whoever counts it has written it down: JSON, or a table in CSV."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

COLUMNS = ("id", "reads")
HOW_TO_WRITE_IT = 'write JSON like {"a-post": 120}, or a table in CSV with the columns id and reads'


class ReadsError(ValueError):
    """A text that does not say how often posts were read."""


def read_reads(text: str) -> Mapping[str, int]:
    """Return the number of reads by the posts' ids; raises ReadsError."""
    text = text.lstrip("\ufeff")
    try:
        found: Any = json.loads(text) if text.lstrip().startswith("{") else _table(text)
    except (ValueError, csv.Error, RecursionError):
        raise ReadsError(HOW_TO_WRITE_IT) from None
    if not all(type(number) is int and number >= 0 for number in found.values()):
        message = f"a number of reads is a whole number, not below 0; {HOW_TO_WRITE_IT}"
        raise ReadsError(message)
    return {str(name): number for name, number in found.items()}


def _table(text: str) -> dict[str, int]:
    rows = csv.DictReader(io.StringIO(text), strict=True)
    if not set(COLUMNS) <= set(rows.fieldnames or ()):
        raise ReadsError(HOW_TO_WRITE_IT)
    return {row["id"]: int(row["reads"] or 0) for row in rows}
