"""A survey's texts in further languages: the header field `languages`, and what is missing in it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from editorial import field_readers as read
from editorial.blank import is_blank
from editorial.fields import Context, FieldReader, header
from editorial.header import Entry, Node, Scalar, Sequence
from editorial.header import Mapping as MappingNode
from editorial.problems import Severity, did_you_mean
from editorial.question import Option, Question, QuestionType
from editorial.survey_questions import PIPE

_PARTS = ("options", "rows", "columns", "points")
_TEXTS = ("ask", "help", "low", "high")
_OF_SURVEY = ("title", "purpose", "introduction", "thanks")


def _as_written(node: Node, _: Context) -> Node:
    return node


@dataclass(frozen=True, kw_only=True)
class QuestionWords:
    """What a question says in another language; `labels` by part (`options`, `rows` …) and id."""

    ask: str = ""
    help: str = ""
    low: str = ""
    high: str = ""
    none: str = ""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A survey's texts in one language; what is left out is read in the survey's own."""

    language: str
    title: str = ""
    purpose: str = ""
    introduction: str = ""
    thanks: str = ""
    questions: Mapping[str, QuestionWords] = field(default_factory=dict)


@dataclass(frozen=True)
class _SurveyFields:
    """What may be written of a survey in another language."""

    title: str = header(read.text)
    purpose: str = header(read.text)
    introduction: str = header(read.long_text)
    thanks: str = header(read.long_text)
    questions: Node | None = header(_as_written)


@dataclass(frozen=True)
class _QuestionFields:
    """What may be written of a question in another language."""

    ask: str = header(read.text)
    help: str = header(read.text)
    low: str = header(read.text)
    high: str = header(read.text)
    none: str = header(read.text)
    options: Node | None = header(_as_written)
    rows: Node | None = header(_as_written)
    columns: Node | None = header(_as_written)
    points: Node | None = header(_as_written)


def read_translations(
    entry: Entry,
    reader: FieldReader,
    questions: tuple[Question, ...],
    texts: Mapping[str, str],
    *,
    own: str,
) -> tuple[Translation, ...]:
    """Return the translations in `languages`; problems, and what is missing, are added to the reader's.

    `texts` are the survey's own title, purpose, introduction and thanks; `own` is the language they are in.
    """
    if not isinstance(entry.value, MappingNode):
        remedy = "write `de:` below it, and the texts below that"
        reader.report(entry.line, "not-a-mapping", "languages: it is not a mapping of languages", remedy)
        return ()
    found = []
    for inner in entry.value.entries:
        if not read.LANGUAGE.fullmatch(inner.key):
            message = f"languages: “{inner.key}” is not the code of a language"
            reader.report(inner.line, "not-a-language", message, "write a code such as de or pt-br")
        elif inner.key == own:
            message = f"languages: {own} is the language of the survey itself"
            reader.report(inner.line, "own-language", message, "take it out, or correct `language`")
        elif not isinstance(inner.value, MappingNode):
            message = f"languages: {inner.key} has no texts"
            reader.report(inner.line, "not-a-mapping", message, "write `title: …` and the others below it")
        else:
            found.append(_translation(inner, inner.value, reader, questions, texts))
    return tuple(found)


def _translation(
    entry: Entry,
    node: MappingNode,
    reader: FieldReader,
    questions: tuple[Question, ...],
    texts: Mapping[str, str],
) -> Translation:
    values = reader.read(_SurveyFields, node)
    values.pop("questions", None)
    for name in _OF_SURVEY:
        if texts.get(name) and not values.get(name):
            _report_missing(reader, entry.line, entry.key, f"the {name}")
    asked = node.get("questions")
    lines = asked.value if asked and isinstance(asked.value, MappingNode) else None
    if asked and lines is None:
        message = f"languages: the questions of {entry.key} are not a mapping"
        reader.report(asked.line, "not-a-mapping", message, "write each question's id and its texts below it")
    words = _words_by_question(entry.key, lines, reader, questions) if lines else {}
    for question in questions:
        if lines is None or lines.get(question.id) is None:
            line = asked.line if asked else entry.line
            _report_missing(reader, line, entry.key, f"the question {question.id}")
    return Translation(language=entry.key, questions=words, **values)


def _words_by_question(
    language: str, node: MappingNode, reader: FieldReader, questions: tuple[Question, ...]
) -> dict[str, QuestionWords]:
    known = {question.id: question for question in questions}
    words: dict[str, QuestionWords] = {}
    for entry in node.entries:
        if entry.key not in known:
            message = f"languages: there is no question {entry.key}"
            reader.report(entry.line, "unknown-question", message, did_you_mean(entry.key, known))
        elif isinstance(entry.value, MappingNode):
            words[entry.key] = _question_words(language, entry, entry.value, known[entry.key], reader)
        else:
            message = f"languages: {entry.key} has no texts"
            reader.report(entry.line, "not-a-mapping", message, "write `ask: …` below it")
    return words


def _question_words(
    language: str, entry: Entry, node: MappingNode, question: Question, reader: FieldReader
) -> QuestionWords:
    values = reader.read(_QuestionFields, node)
    labels: dict[str, Mapping[str, str]] = {}
    for part in _PARTS:
        values.pop(part, None)
        if written := node.get(part):
            labels[part] = _labels(written, getattr(question, part), reader)
    for text in _TEXTS:
        if getattr(question, text) and not values.get(text):
            _report_missing(reader, entry.line, language, f"{text} of {question.id}")
    _check_pipes(question, values, entry, reader)
    if question.none and not values.get("none"):
        _report_missing(reader, entry.line, language, f"none of {question.id}")
    for part, label in _labels_needed(question):
        if label.id not in labels.get(part, {}):
            written = node.get(part)
            words = f"“{label.label}” of {question.id}"
            _report_missing(reader, written.line if written else entry.line, language, words)
    return QuestionWords(**values, labels=labels)


def _check_pipes(question: Question, values: Mapping[str, str], entry: Entry, reader: FieldReader) -> None:
    for text in _TEXTS:
        own, translated = getattr(question, text), values.get(text, "")
        for word in sorted(set(PIPE.findall(translated)) - set(PIPE.findall(own))):
            message = f"{text}: {{{word}}} is not in the survey's own words"
            reader.report(entry.line, "other-pipe", message, "take it out, or put it there too")


def _labels_needed(question: Question) -> Iterator[tuple[str, Option]]:
    # Yes and no are among the words that the pages know, and numbered points need none.
    parts = _PARTS if question.type is not QuestionType.YES_NO else ()
    for part in parts:
        for option in getattr(question, part):
            if option.label:
                yield part, option


def _labels(entry: Entry, options: tuple[Option, ...], reader: FieldReader) -> dict[str, str]:
    known = {option.id: option for option in options}
    if isinstance(entry.value, Sequence) and len(entry.value.items) == len(options):
        # A list says the labels in the order of the survey's own.
        items = zip(options, entry.value.items, strict=True)
        return {o.id: label for o, item in items if (label := _label(item))}
    if not isinstance(entry.value, MappingNode):
        message = f"{entry.key}: these are not {len(options)} labels"
        remedy = "write `id: label` for each, or as many labels as there are"
        reader.report(entry.line, "not-labels", message, remedy)
        return {}
    labels: dict[str, str] = {}
    for inner in entry.value.entries:
        if inner.key not in known:
            message = f"{entry.key}: there is no {inner.key}"
            reader.report(inner.line, "unknown-option", message, did_you_mean(inner.key, known))
        elif label := _label(inner.value):
            labels[inner.key] = label
    return labels


def _label(node: Node) -> str:
    return " ".join(node.text.split()) if isinstance(node, Scalar) and not is_blank(node.text) else ""


def _report_missing(reader: FieldReader, line: int, language: str, what: str) -> None:
    message = f"languages: {what} is not there in {language}"
    remedy = "add it; until then readers see it in the survey's own language"
    reader.report(line, "missing-translation", message, remedy, severity=Severity.WARNING)
