"""Responses as a table for other programs, with a codebook that says what its columns hold.

Beside the columns of each question stands one that says what became of it: answered, dont-know, skipped or
not-shown. Erased responses are left out, and counted in the codebook.
"""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from editorial.response_cells import cells_of
from editorial.response_columns import LANGUAGE, Columns, answer_columns, paradata_columns
from editorial.survey import Survey
from editorial.survey_versions import Asked, Outcome
from survey_server.store import Answered


def as_csv(columns: Columns, responses: Iterable[Answered]) -> str:
    """Return the responses as comma-separated values, one a line, with a line of names first."""
    table = io.StringIO()
    writer = csv.DictWriter(table, columns.names, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(cells_of(columns, response) for response in responses)
    return table.getvalue()


def codebook(
    survey: Survey, columns: Columns, *, responses: Mapping[str, int], erased: int
) -> dict[str, Any]:
    """Return what the columns hold: questions with their types, words and codes, and the versions."""
    return {
        "survey": survey.slug,
        "title": survey.title,
        "purpose": survey.purpose,
        "respondents": "readers who chose themselves to answer; no random sample",
        "erased": erased,
        "versions": [
            {"digest": version.digest, "responses": responses.get(version.digest, 0)}
            for version in columns.joined.versions
        ],
        "outcomes": list(map(str, Outcome)),
        "questions": [_described(asked) for asked in columns.joined.current],
        "no_longer_asked": [_described(asked) for asked in columns.joined.earlier],
        "context": columns.context_columns,
        "language": LANGUAGE if columns.has_language else None,
        "columns": columns.names,
    }


def _described(asked: Asked) -> dict[str, Any]:
    question, noted = asked.question, paradata_columns(asked)
    return {
        "id": question.id,
        "ask": question.ask,
        "type": str(question.type),
        "columns": answer_columns(asked),
        "codes": asked.rows | asked.picks or {p.id: p.label for p in question.points},
        "asked_in": list(asked.carried),
        "seconds": noted["seconds"],
        "order": noted.get("order"),
    }
