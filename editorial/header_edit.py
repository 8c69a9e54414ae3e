"""Changes to one field of a content file's header that leave every other byte as it is.

What comes out is read again: unless exactly the one field differs from before, and says what was wanted,
the change is refused.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from editorial.header_file import EditableFile, EditError
from editorial.header_lists import Edit, Written, escaped_text, list_edits
from editorial.header_text import Form, Style

__all__ = ["EditError", "moved_date_text", "remove_field", "set_day", "set_field", "set_list"]

_DAY = re.compile(r"\d{4}(?P<sign>[-/.])(?P<month>\d{1,2})(?P=sign)(?P<day>\d{1,2})")
_BARE_DAY = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")


def set_field(data: bytes, field: str, text: str, *, path: str, foreign: bool = False) -> bytes:
    """Return a file's bytes with one line of text in a field, which is added where there is none.

    Quotes, comments, white space, order, line ends and encoding stay; raises EditError. `foreign` is for
    files of other tools, in which a field may go by another name.
    """
    file = EditableFile(data, path, foreign=foreign)
    if not text or not text.isprintable():
        raise file.error(field, f"“{text}” is not one line of text", "write one line")
    place = file.place(field)
    if place is None:
        return file.written(field, text, file.insertions(field, [text, f'"{escaped_text(text)}"']))
    if place.form not in (Form.TEXT, Form.CONTINUED):
        raise file.error(field, f"{field} is a list, or stands there again", "leave one text", place)
    whole = replace(place.texts[0], end=place.texts[-1].end)
    return file.written(field, text, ([edit] for edit in file.replacements(whole, text)))


def set_day(data: bytes, field: str, day: str, *, path: str, foreign: bool = False) -> bytes:
    """Return a file's bytes with another day in a date: time and zone stay as they are written.

    The day is written as the one that stands there, with its signs and zeros; where that shows no zeros
    (2026-10-12), as `day` is, which is `YYYY-MM-DD` or without zeros. A field that is missing or empty
    gets the bare day. Raises EditError.
    """
    file = EditableFile(data, path, foreign=foreign)
    place = file.place(field)
    if place is None or place.form not in (Form.TEXT, Form.CONTINUED) or file.is_empty(field):
        return set_field(data, field, day, path=path, foreign=foreign)
    span = place.texts[0]
    old = file.text_of(replace(span, end=place.texts[-1].end))
    match = _DAY.match(old)
    if match is None:
        # Written with escapes, or in words: only as a whole it can be replaced.
        raise file.error(field, f"“{old}” does not begin with a day", "give day and time", place)
    edit = Edit(span.start, span.start + match.end(), _written_like(match, day))
    wanted = moved_date_text(" ".join(old.split()), day)
    return file.written(field, wanted, [[edit]])


def moved_date_text(old: str, new: str) -> str:
    """Return a date's new text: of a bare new day only the day is taken, of an instant everything."""
    match = _DAY.match(old)
    if match is None or not _BARE_DAY.fullmatch(new):
        return new
    return _written_like(match, new) + old[match.end() :]


def _written_like(old: re.Match[str], new: str) -> str:
    """Return a day with the signs and zeros of an old one."""
    year, *parts = new.split("-")
    shown = [_has_zero(old["month"]), _has_zero(old["day"])]
    written = [year]
    for part, own, beside in zip(parts, shown, reversed(shown), strict=True):
        # A number of two digits says nothing; the one beside it may.
        known = own if own is not None else beside
        has_zero = len(part) > 1 if known is None else known
        written.append(f"{int(part):02}" if has_zero else str(int(part)))
    return old["sign"].join(written)


def _has_zero(number: str) -> bool | None:
    return None if int(number) > 9 else len(number) > 1


def set_list(data: bytes, field: str, items: Sequence[str], *, path: str, foreign: bool = False) -> bytes:
    """Return a file's bytes with these items in a list, changed in as few places as can be.

    A list stays in the form in which it is written; raises EditError.
    """
    file = EditableFile(data, path, foreign=foreign)
    if not items or any(not item or not item.isprintable() for item in items):
        raise file.error(field, "a list of one-line texts is needed", "name at least one")
    place = file.place(field)
    if place is None:
        return file.written(field, list(items), file.insertions(field, [file.new_list(items)]))
    written = Written(
        file.raw,
        place,
        tuple(map(file.text_of, place.texts)),
        is_yaml=file.layout.style in (Style.YAML, Style.FLOW),
    )
    if place.form is Form.TEXT and file.is_empty(field):
        edits = iter([[file.filled(place.texts[0], file.new_list(items))]])
    else:
        edits = list_edits(written, items)
    return file.written(field, list(items), edits)


def remove_field(data: bytes, field: str, *, path: str, foreign: bool = False) -> bytes:
    """Return a file's bytes without the lines of a field; unchanged if there is none. Raises EditError."""
    file = EditableFile(data, path, foreign=foreign)
    place = file.place(field)
    if place is None:
        return data
    if file.layout.style is Style.FLOW:
        raise file.error(field, "the header is written in braces", "write one field a line", place)
    start, end = file.raw.start_of(place.first_line), file.raw.start_of(place.last_line + 1)
    return file.written(field, None, [[Edit(start, end, "")]])
