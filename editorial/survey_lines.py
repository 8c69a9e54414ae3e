"""Where the parts of a survey stand in its file, so that findings about them can name the line."""

from collections.abc import Iterator

from editorial.header import Mapping, Node, Scalar, Sequence
from editorial.problems import Problem, Severity
from editorial.source import Source

# What is written there, if that begins on a line below: `thanks/words` for a block under `thanks: |`.
WORDS = "/words"
_TEXTS = ("introduction", "thanks")
_LISTS = ("options", "rows", "columns", "points", "when")


def survey_source(path: str, header: Mapping) -> Source:
    """Return the source of a survey; beside its fields it knows the lines of questions and their parts.

    A part is named like `questions/tea`, `questions/tea/ask`, `questions/tea/options/0`, `lint/leading`,
    `thanks/words`, `languages/de/thanks/words`.
    """
    lines = {entry.key: entry.line for entry in header.entries} | dict(_text_lines(header))
    for entry in header.entries:
        if entry.key == "questions" and isinstance(entry.value, Sequence):
            for item in entry.value.items:
                # Of two questions with one id the first is read.
                lines = dict(_question_lines(item)) | lines
        elif entry.key == "lint" and isinstance(entry.value, Mapping):
            lines |= {f"lint/{inner.key}": inner.line for inner in entry.value.entries}
        elif entry.key == "languages" and isinstance(entry.value, Mapping):
            for inner in entry.value.entries:
                lines |= dict(_text_lines(inner.value, f"languages/{inner.key}/"))
    return Source(path, lines)


def line_of(source: Source, question: str, *part: str | int) -> int:
    """Return the line of a part of a question; of the question, or of the file, where that is not known."""
    name = f"questions/{question}"
    names = [name]
    for step in part:
        name = f"{name}/{step}"
        names.append(name)
    return next((source.lines[known] for known in reversed(names) if known in source.lines), 1)


def problem_at(
    source: Source,
    question: str,
    *part: str | int,
    code: str,
    message: str,
    remedy: str,
    severity: Severity = Severity.WARNING,
) -> Problem:
    """Return a problem at a part of a question."""
    return Problem(source.path, line_of(source, question, *part), code, message, remedy, severity)


def _text_lines(node: Node, prefix: str = "") -> Iterator[tuple[str, int]]:
    for entry in node.entries if isinstance(node, Mapping) else ():
        if entry.key in _TEXTS and isinstance(entry.value, Scalar):
            yield f"{prefix}{entry.key}{WORDS}", entry.value.first_line


def _question_lines(node: Node) -> Iterator[tuple[str, int]]:
    entry = node.get("id") if isinstance(node, Mapping) else None
    if not isinstance(node, Mapping) or entry is None or not isinstance(entry.value, Scalar):
        return
    name = f"questions/{entry.value.text.strip()}"
    yield name, node.line
    for field in node.entries:
        yield f"{name}/{field.key}", field.line
        if field.key in _LISTS and isinstance(field.value, Sequence):
            for number, item in enumerate(field.value.items):
                yield f"{name}/{field.key}/{number}", item.line
