"""Reading what a question offers: options, rows, columns, points, and the option that excludes the rest."""

from dataclasses import dataclass, replace

from editorial import field_readers as read
from editorial.blank import is_blank
from editorial.fields import Context, FieldReader, Invalid, header
from editorial.header import Entry, Mapping, Node, Scalar, Sequence
from editorial.question import Option
from editorial.slug import is_slug, slugify

DEFAULT_POINTS = 5
_POINTS = range(2, 12)


def _option_id(node: Node, context: Context) -> str:
    """Read the id of an option."""
    word = read.text(node, context)
    if not is_slug(word):
        remedy = f"write {slugify(word)}"
        raise Invalid("not-an-option-id", f"“{word}” cannot be the id of an option", remedy)
    return word


@dataclass(frozen=True)
class _OptionFields:
    """What may be written of an option that is more than its label."""

    label: str = header(read.text, required=True)
    id: str = header(_option_id)
    pin: bool = header(read.flag)
    was: str = header(_option_id)


def read_options(entry: Entry, reader: FieldReader, *, least: int) -> tuple[Option, ...]:
    """Return the options of a list with at least `least` of them; problems are added to the reader's."""
    node = entry.value
    if not isinstance(node, Sequence):
        message = f"{entry.key}: it is not a list"
        reader.report(entry.line, "not-a-list", message, "write [One, Two], or a line `- One` for each")
        return ()
    read_ones = [(_option(item, reader, entry.key), item.line) for item in node.items]
    options = [(option, line) for option, line in read_ones if option is not None]
    if len(node.items) < least:
        number = {0: "there is none", 1: "there is only one"}[len(node.items)]
        reader.report(entry.line, "too-few-options", f"{entry.key}: {number}", f"write at least {least}")
    _report_duplicates(options, reader, entry.key)
    return tuple(option for option, _ in options)


def read_none(entry: Entry, reader: FieldReader, options: tuple[Option, ...]) -> Option | None:
    """Return the option that excludes the rest; problems are added to the reader's."""
    words = entry.value.text.strip().lower() if isinstance(entry.value, Scalar) else ""
    if words in read.FALSE:
        return None
    if words in read.TRUE:
        message = "none: it needs the words that readers see"
        reader.report(entry.line, "none-without-words", message, "write none: None of these")
        return None
    option = _option(entry.value, reader, entry.key)
    if option is None:
        return None
    if option.id in {other.id for other in options}:
        message = f"none: {option.id} is the id of an option already"
        remedy = "take it out of the options, or write none: {id: …, label: …}"
        reader.report(entry.line, "duplicate-option", message, remedy)
    return replace(option, pin=True)


def read_points(entry: Entry | None, reader: FieldReader) -> tuple[Option, ...]:
    """Return the points of a scale, of which there are five unless `points` says otherwise."""
    if entry is None:
        return _numbered([""] * DEFAULT_POINTS)
    bounds = f"write a number from {_POINTS[0]} to {_POINTS[-1]}, or a list of as many labels"
    if isinstance(entry.value, Scalar):
        words = entry.value.text.strip()
        if words.isascii() and words.isdecimal() and len(words) < 4 and int(words) in _POINTS:
            return _numbered([""] * int(words))
        message = f"points: a scale cannot have “{words}” points"
        reader.report(entry.line, "not-points", message, bounds)
        return _numbered([""] * DEFAULT_POINTS)
    labels = [option.label for option in read_options(entry, reader, least=0)]
    if len(labels) not in _POINTS:
        message = f"points: {len(labels)} of them make no scale"
        reader.report(entry.line, "not-points", message, bounds)
    return _numbered(labels)


def _numbered(labels: list[str]) -> tuple[Option, ...]:
    return tuple(Option(str(number), label) for number, label in enumerate(labels, 1))


def _option(node: Node, reader: FieldReader, key: str) -> Option | None:
    if isinstance(node, Scalar):
        if not is_blank(node.text):
            label = " ".join(node.text.split())
            return Option(slugify(label), label)
        reader.report(node.line, "empty-option", f"{key}: an option has no words", "write them, or delete it")
        return None
    if isinstance(node, Mapping):
        values = reader.read(_OptionFields, node)
        if "label" not in values:
            return None
        label = values["label"]
        own_id = values.get("id") or slugify(label)
        return Option(own_id, label, values.get("pin", False), values.get("was", ""))
    remedy = "write a text, or {id: …, label: …}"
    reader.report(node.line, "not-an-option", f"{key}: a list stands where an option belongs", remedy)
    return None


def _report_duplicates(options: list[tuple[Option, int]], reader: FieldReader, key: str) -> None:
    ids: set[str] = set()
    labels: set[str] = set()
    for option, line in options:
        label = option.label.casefold()
        if label in labels:
            message = f"{key}: “{option.label}” is there twice"
            reader.report(line, "duplicate-label", message, "keep one of the two")
        elif option.id in ids:
            message = f"{key}: two options have the id {option.id}"
            remedy = f"give one of them another: {{id: …, label: {option.label}}}"
            reader.report(line, "duplicate-option", message, remedy)
        ids.add(option.id)
        labels.add(label)
