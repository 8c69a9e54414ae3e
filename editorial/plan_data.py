"""The plan as plain values, for JSON and for a table of its posts."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from operator import itemgetter
from typing import Any

from editorial.coverage import Coverage, Matrix
from editorial.plan import Plan
from editorial.plan_entry import Entry

# What a spreadsheet would take for a formula when a cell begins with it.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = (
    "id",
    "title",
    "state",
    "date",
    "due",
    "next_step",
    "days_overdue",
    "days_late",
    "authors",
    "reviewer",
    "stage",
    "idea",
    "category",
    "persona",
    "status",
    "review_day",
    "path",
)


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the whole plan; days and instants are ISO texts, what is not there is null."""
    return {
        "as_of": plan.as_of.isoformat(),
        "today": plan.today.isoformat(),
        "horizon": plain(plan.horizon),
        "posts": [post_data(entry) for entry in plan.entries],
        "findings": [problem.as_data() for problem in plan.findings],
        "cadence": plain(plan.cadence),
        "coverage": _coverage(plan.coverage),
        "rotation": plain(plan.rotation),
        "timely": plain(plan.timely),
        "load": [{**plain(load), "available": load.available, "is_over": load.is_over} for load in plan.load],
        "evergreen": plain(plan.evergreen),
    }


def post_data(entry: Entry) -> dict[str, Any]:
    """Return one post of the plan."""
    post = entry.post
    return {
        "id": entry.id,
        "state": entry.state.value,
        "date": post.date.isoformat() if post.date else None,
        "day": _day(entry.day),
        "due": _day(entry.due),
        "title": post.title,
        "authors": list(post.authors),
        "reviewer": post.reviewer or None,
        "stage": post.stage,
        "idea": post.idea and post.idea.value,
        "category": post.category or None,
        "persona": post.persona or None,
        "status": post.status.value,
        "timely": post.timely,
        "path": post.source.path,
        "next_step": entry.next_step and entry.next_step.value,
        "deadlines": {step.value: day.isoformat() for step, day in entry.deadlines.items()},
        "days_overdue": entry.days_overdue,
        "overdue_step": entry.overdue_step and entry.overdue_step.value,
        "days_late": entry.days_late,
        "late_step": entry.late_step and entry.late_step.value,
        "review_day": _day(entry.review_day),
        "review_due": entry.review_due,
        "approval": entry.approval.value,
        "missed_gates": [problem.code for problem in entry.missed_gates],
    }


def csv_rows(posts: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, ...]]:
    """Yield a header row and a row for each of the plan's posts; no cell is a formula to a spreadsheet."""
    yield COLUMNS
    columns = itemgetter(*COLUMNS)
    for post in posts:
        yield tuple(map(_cell, columns(post)))


def plain(value: Any) -> Any:
    """Return dataclasses, enums, days and tuples as what JSON has; numbers are rounded to 4 places."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(part) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [plain(part) for part in value]
    return round(value, 4) if isinstance(value, float) else value


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "matrices": [_matrix(matrix) for matrix in coverage.matrices],
        "shares": [{"quarter": quarter.name, **plain(quarter)} for quarter in coverage.shares],
    }


def _matrix(matrix: Matrix) -> dict[str, Any]:
    cells = [
        {"stage": row or None, matrix.name: column or None, **plain(matrix.cell(row, column))}
        for row in matrix.rows
        for column in matrix.columns
        if (row, column) in matrix.cells
    ]
    return {
        "name": matrix.name,
        "stages": [row or None for row in matrix.rows],
        "columns": [column or None for column in matrix.columns],
        "cells": cells,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    # A quote sign in front is what spreadsheets themselves write for “this is a text”.
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
