"""The smallest changes that turn a list in a header into another, in the form in which it is written."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editorial.header_text import Form, Place, Quote, RawText, Span

# What YAML takes for a text of several words, wherever it stands.
_PLAIN_ITEM = re.compile(r"[^\W\d_](?:[\w .’-]*[\w.])?")
_ITEM_START = re.compile(r"\s*-\s+|\s*[\w-]+:[ \t]*|[ ]{4,}|[ ]*\t[ \t]*")


@dataclass(frozen=True, order=True)
class Edit:
    """New text in place of the characters from `start` to `end`, which is not included."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Written:
    """A list as it stands in a file: its place, and the characters of its texts."""

    raw: RawText
    place: Place
    texts: tuple[str, ...]
    is_yaml: bool


@dataclass(frozen=True)
class _Change:
    """`kept` items stay, of the next some are replaced, some added behind them, some taken out."""

    kept: int
    replaced: tuple[tuple[int, str], ...]
    added: tuple[str, ...]
    removed: range


def insertion(at: int, text: str) -> Edit:
    """Return new text before the character at an offset."""
    return Edit(at, at, text)


def list_edits(written: Written, items: Sequence[str]) -> Iterator[list[Edit]]:
    """Yield the ways to turn a written list into these items, the smallest first."""
    old = [_unquoted(text, span) for text, span in zip(written.texts, written.place.texts, strict=True)]
    if written.place.form is Form.TEXT:
        yield [_joined(written, items)]
        return
    edit_items = _flow_edits if written.place.form is Form.FLOW else _line_edits
    for keep_end in (True, False):
        yield edit_items(written, _change(old, items, keep_end=keep_end))


def rendered_item(item: str, quote: Quote = Quote.PLAIN) -> str:
    """Return an item as YAML, without the quotes that stand around it already."""
    if quote is Quote.SINGLE:
        return item.replace("'", "''")
    escaped = escaped_text(item)
    if quote is Quote.DOUBLE:
        return escaped
    return item if _PLAIN_ITEM.fullmatch(item) else f'"{escaped}"'


def escaped_text(text: str) -> str:
    """Return a text as it stands between YAML's double quotes."""
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _unquoted(text: str, span: Span) -> str:
    if span.quote is Quote.SINGLE:
        return text.replace("''", "'")
    return re.sub(r"\\(.)", r"\1", text) if span.quote is Quote.DOUBLE else text


def _change(old: Sequence[str], new: Sequence[str], *, keep_end: bool) -> _Change:
    shortest = min(len(old), len(new))
    kept = next((n for n in range(shortest) if old[n] != new[n]), shortest)
    end = 0
    while keep_end and end < shortest - kept and old[-1 - end] == new[-1 - end]:
        end += 1
    middle = new[kept : len(new) - end]
    pairs = min(len(middle), len(old) - end - kept)
    replaced = tuple((kept + n, middle[n]) for n in range(pairs))
    return _Change(kept, replaced, tuple(middle[pairs:]), range(kept + pairs, len(old) - end))


def _joined(written: Written, items: Sequence[str]) -> Edit:
    # One text with its items between commas, or between semicolons when commas belong to the names.
    (span,), (old,) = written.place.texts, written.texts
    sign = ";" if ";" in old or any("," in item for item in items) else ","
    space = "" if re.search(rf"{sign}\S", old) else " "
    text = f"{sign}{space}".join(items)
    if len(items) == 1 and sign == ";":
        text += ";"
    return Edit(
        span.start, span.end, rendered_item(text, span.quote) if span.quote is not Quote.PLAIN else text
    )


def _replacements(written: Written, change: _Change) -> list[Edit]:
    return [
        Edit(span.start, span.end, rendered_item(item, span.quote) if written.is_yaml else item)
        for span, item in ((written.place.texts[n], item) for n, item in change.replaced)
    ]


def _flow_edits(written: Written, change: _Change) -> list[Edit]:
    spans = written.place.texts
    edits = _replacements(written, change)
    added = [rendered_item(item) for item in change.added]
    before = change.kept + len(change.replaced)
    if added and before:
        edits.append(insertion(spans[before - 1].outer[1], "".join(f", {item}" for item in added)))
    elif added and spans:
        edits.append(insertion(spans[0].outer[0], "".join(f"{item}, " for item in added)))
    elif added:
        edits.append(insertion(written.place.inside[0], ", ".join(added)))
    if change.removed:
        last = change.removed[-1]
        if before:
            edits.append(Edit(spans[before - 1].outer[1], spans[last].outer[1], ""))
        else:
            edits.append(Edit(spans[0].outer[0], spans[last + 1].outer[0], ""))
    return edits


def _line_edits(written: Written, change: _Change) -> list[Edit]:
    raw, spans = written.raw, written.place.texts
    edits = _replacements(written, change)
    before = change.kept + len(change.replaced)
    if change.added:
        near = spans[max(before - 1, 0)]
        line = raw.line_at(near.outer[0])
        match = _ITEM_START.match(raw.lines[line])
        lead = match[0] if match else "  - "
        lines = [lead + (rendered_item(item) if written.is_yaml else item) for item in change.added]
        end = raw.line_end(line)
        if before:
            at = raw.end_of(raw.line_at(near.outer[1]))
            edits.append(insertion(at, "".join(end + line for line in lines)))
        else:
            at = raw.start_of(line)
            edits.append(insertion(at, "".join(line + end for line in lines)))
    for number in change.removed:
        first, last = (raw.line_at(offset) for offset in spans[number].outer)
        edits.append(Edit(raw.start_of(first), raw.start_of(last + 1), ""))
    return edits
