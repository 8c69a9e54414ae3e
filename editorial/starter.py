"""New content files, with everything filled in that is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from editorial.slug import slugify

LONGEST_STEM = 200  # in bytes: file systems take 255 for a name


@dataclass(frozen=True)
class Start:
    """A new file: where it belongs in the content folder, and what stands in it."""

    path: str
    text: str


def start_post(
    title: str,
    *,
    today: date,
    authors: Sequence[str] = (),
    category: str = "",
    stage: str = "",
    idea: str = "",
    day: date | None = None,
) -> Start:
    """Return a new post: assigned when it has an author, otherwise an idea."""
    fields = {
        "title": title,
        "date": day,
        "authors": list(authors),
        "category": category or None,
        "tags": [],
        "summary": None,
        "stage": stage or None,
        "idea": idea or None,
        "format": "essay",
        "status": "assigned" if authors else "idea",
    }
    return Start(f"posts/{(day or today).year}/{_stem(title)}.md", _file(fields, "Write here."))


def start_author(name: str) -> Start:
    """Return a new author."""
    body = "Two or three sentences about what you do and what you write about."
    return Start(f"authors/{_stem(name)}.md", _file({"name": name, "role": None}, body))


def start_survey(title: str, *, opens: date) -> Start:
    """Return a new survey, with a first question to write the others after."""
    fields = {
        "title": title,
        "kind": "survey",
        "opens": opens,
        "where": ["page"],
        "results": "private",
        "purpose": "To find out what to write about next.",
        "retention_days": 365,
        "questions": [
            {
                "id": "useful",
                "ask": "How useful was what you read here last?",
                "type": "scale",
                "low": "Not at all",
                "high": "Very",
            }
        ],
    }
    return Start(f"surveys/{_stem(title)}.md", _file(fields, "Why you ask, and how long it takes."))


def _stem(name: str) -> str:
    slug = slugify(name)
    while len(slug.encode()) > LONGEST_STEM:
        shorter = slug.rpartition("-")[0] or slug[: LONGEST_STEM // 4]
        slug = shorter.rstrip("-_.")
    return slug


class _Dumper(yaml.SafeDumper):
    """Writes a field without a value as nothing rather than as `null`."""


_Dumper.add_representer(type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def _file(fields: dict[str, Any], body: str) -> str:
    header = yaml.dump(fields, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)
    lines = "\n".join(line.rstrip() for line in header.split("\n"))
    return f"---\n{lines}---\n\n{body}\n"
