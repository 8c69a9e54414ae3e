"""A content file under change: where its fields stand, the ways to change them, and what it then says."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from editorial.foreign_document import REST_SUFFIXES, read_foreign_document
from editorial.foreign_post import KEYS
from editorial.header import Document, read_document, to_data
from editorial.header_lists import Edit, escaped_text, insertion, rendered_item
from editorial.header_places import find_places
from editorial.header_text import Place, Quote, RawText, Span, Style
from editorial.post import Post
from editorial.problems import ContentError, Problem

# A new field goes behind the nearest field that stands before it in the schema.
ORDER = tuple(field.name for field in dataclasses.fields(Post) if "header" in field.metadata)


class EditError(Exception):
    """A change that cannot be made without touching anything else; carries where, why and what to do."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class EditableFile:
    """A file under change: its characters, where its fields stand, and what its header says."""

    def __init__(self, data: bytes, path: str, *, foreign: bool) -> None:
        self.raw, self.path, self.foreign = RawText.of(data), path, foreign
        self.before = self._read(data)
        layout = find_places(self.raw, loose=foreign, rest=foreign and path.endswith(REST_SUFFIXES))
        if layout is None:
            raise self.error("", "there is no header that can be changed", "begin the file with one")
        self.layout = layout

    def _read(self, data: bytes) -> Document:
        try:
            if self.foreign:
                return read_foreign_document(data, self.path).document
            # Keys that stand there twice are no reason to leave a third one as it is.
            return read_document(data, self.path, [])
        except ContentError as error:
            raise EditError(error.problems[0]) from error

    def error(self, field: str, message: str, remedy: str, place: Place | None = None) -> EditError:
        """Return the refusal of a change, at the line of a field or at the file's first."""
        line = place.first_line + 1 if place else 1
        words = f"{field}: {message}" if field and not message.startswith(field) else message
        return EditError(Problem(self.path, line, "not-editable", words, remedy))

    def _names(self, field: str) -> tuple[str, ...]:
        """What a field is called here; its own name first."""
        others = (key for key, ours in KEYS.items() if ours == field) if self.foreign else ()
        return (field, *others)

    def _folded(self, key: str) -> str:
        key = key.lower()
        return key.strip().replace("-", "_") if self.foreign else key

    def place(self, field: str) -> Place | None:
        """Return where a field stands, or None; raises EditError if it stands twice or cannot be edited."""
        for name in self._names(field):
            found = [place for place in self.layout.places if self._folded(place.key) == name]
            if len(found) > 1:
                message = f"{name} stands here again; it is on line {found[0].first_line + 1} already"
                raise self.error(field, message, "keep one of the two", found[1])
            if found and found[0].refusal:
                message = f"not changed in place: {found[0].refusal}"
                raise self.error(field, message, "write a plain text", found[0])
            if found:
                return found[0]
        return None

    def text_of(self, span: Span) -> str:
        """Return the characters of a text as they stand in the file."""
        return self.raw.text[span.start : span.end]

    def new_list(self, items: Sequence[str]) -> str:
        """Return a list as this style of header writes it in one line."""
        if self.layout.style in (Style.YAML, Style.FLOW):
            return f"[{', '.join(map(rendered_item, items))}]"
        return ("; " if any("," in item for item in items) else ", ").join(items)

    def replacements(self, span: Span, text: str) -> Iterator[Edit]:
        """Yield the ways to put a text in place of another, the nearest to what stands there first."""
        if span.quote is Quote.DOUBLE:
            yield Edit(span.start, span.end, escaped_text(text))
        elif span.quote is Quote.SINGLE:
            yield Edit(span.start, span.end, text.replace("'", "''"))
        else:
            yield self.filled(span, text)
            yield self.filled(span, f'"{escaped_text(text)}"')

    def filled(self, span: Span, text: str) -> Edit:
        """Return the change that puts a text in place of another, or behind the colon of an empty field."""
        before, behind = self.raw.text[: span.start], self.raw.text[span.start : span.start + 2]
        if span.start < span.end or before.endswith((" ", "\t")):
            return Edit(span.start, span.end, text)
        # A space that waits at the end of its line is the one between the colon and the text.
        if behind[:1] == " " and behind[1:] in ("", "\r", "\n"):
            return insertion(span.start + 1, text)
        return insertion(span.start, f" {text}")

    def is_empty(self, field: str) -> bool:
        """Return whether a field is read as nothing, however that is written."""
        return not self._value(field, self.before)

    def insertions(self, field: str, texts: Iterable[str]) -> Iterator[list[Edit]]:
        """Yield the ways to add a line with a field, behind the nearest one before it in the schema."""
        if self.layout.style is Style.FLOW:
            raise self.error(field, "the header is written in braces", "write one field a line")
        earlier = self._earlier(field)
        key = _in_case_of(earlier.key if earlier else self._first_key(), field)
        for text in texts:
            line = f":{key}: {text}" if self.layout.style is Style.REST else f"{key}: {text}"
            line = self.layout.indent + line
            if earlier:
                at = earlier.last_line
                yield [insertion(self.raw.end_of(at), self.raw.line_end(at) + line)]
            else:
                at = self.layout.top
                yield [insertion(self.raw.start_of(at), line + self.raw.line_end(at))]

    def _earlier(self, field: str) -> Place | None:
        before = ORDER[: ORDER.index(field)] if field in ORDER else ORDER
        for other in reversed(before):
            for name in self._names(other):
                found = [place for place in self.layout.places if self._folded(place.key) == name]
                if found:
                    return found[-1]
        return None

    def _first_key(self) -> str:
        return self.layout.places[0].key if self.layout.places else ""

    def written(self, field: str, wanted: str | list[str] | None, ways: Iterable[list[Edit]]) -> bytes:
        """Return the bytes after the first edits that change this field as wanted; or raise EditError."""
        for edits in ways:
            data = self._after(edits)
            if self._says(field, wanted, data):
                return data
        message = f"{field} cannot be changed without changing something else"
        raise self.error(field, message, "change it by hand", self.place(field))

    def _after(self, edits: list[Edit]) -> bytes:
        text = self.raw.text
        for edit in sorted(edits, reverse=True):
            text = text[: edit.start] + self._encoded(edit.text) + text[edit.end :]
        return RawText(text).data

    def _encoded(self, text: str) -> str:
        """New text in the file's own encoding: what is not UTF-8 is read as Windows-1252."""
        if not re.search("[\ud800-\udfff]", self.raw.text):
            return text
        return RawText.of(text.encode("cp1252", errors="replace")).text

    def _says(self, field: str, wanted: str | list[str] | None, data: bytes) -> bool:
        try:
            after = self._read(data)
        except EditError:
            return False
        old, new = self._others(field, self.before), self._others(field, after)
        return old == new and self.before.body == after.body and _is(self._value(field, after), wanted)

    def _others(self, field: str, document: Document) -> list[tuple[str, object]]:
        name = self._name_of(field)
        entries = document.header.entries
        return [
            (entry.key, _ended(to_data(entry.value))) for entry in entries if self._folded(entry.key) != name
        ]

    def _name_of(self, field: str) -> str:
        place = self.place(field)
        return self._folded(place.key) if place else field

    def _value(self, field: str, document: Document) -> object:
        name = self._name_of(field)
        entry = next((e for e in document.header.entries if self._folded(e.key) == name), None)
        return None if entry is None else to_data(entry.value)


def _ended(value: object) -> object:
    # A block of text at the end of a header has no line end of its own; a field behind it gives it one.
    return value.rstrip("\n") if isinstance(value, str) else value


def _is(value: object, wanted: str | list[str] | None) -> bool:
    """Whether a field says what was wanted; texts are compared as they are read, with white space folded."""
    if isinstance(wanted, list) and isinstance(value, str):
        sign = ";" if ";" in value else ","
        value = list(filter(None, (part.strip() for part in value.replace("\n", sign).split(sign))))
    if isinstance(wanted, str) and isinstance(value, str):
        return value.split() == wanted.split()
    return value == wanted


def _in_case_of(example: str, field: str) -> str:
    """A key with or without capitals, as the one beside it."""
    if len(example) > 1 and example.isupper():
        return field.upper()
    return field.capitalize() if example[:1].isupper() else field
