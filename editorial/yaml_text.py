"""YAML to nodes with line numbers, without YAML's own ideas of types, and its faults in plain words."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Any

import yaml

from editorial.nodes import Entry, Mapping, Node, Scalar, Sequence
from editorial.problems import ContentError, Problem

MAX_DEPTH = 16
# YAML ends a line at these too; every editor shows them as nothing, or as a space.
UNSEEN_BREAKS = "\u0085\u2028\u2029"
_QUOTE = "put quotes around a text that holds a colon, a hash or a sign that YAML uses"
_TAB = "found a tab character that violates indentation"
# Noticed further down than where it is.
_NOTICED_LATE = (
    "could not find expected ':'",
    "found unexpected end of stream",
    "did not find expected ',' or ']'",
    "did not find expected ',' or '}'",
)
# What libyaml says, in an author's words, and what to do.
_REASONS = {
    _TAB: ("a tab stands where spaces belong", "indent with spaces instead of tabs"),
    "found unexpected end of stream": ("quotes are opened and not closed", "close them"),
    "did not find expected ',' or ']'": ("a list is opened and not closed", "end it with ]"),
    "did not find expected node content": ("a value is missing", "write it, or close the bracket"),
    "did not find expected ',' or '}'": ("a mapping is opened and not closed", "end it with }"),
    "mapping values are not allowed in this context": (
        "a colon stands inside a value",
        "put quotes around a text that holds a colon, and begin every key where the others begin",
    ),
    "found character that cannot start any token": (
        "a text cannot begin with this sign",
        "put quotes around the text",
    ),
    "did not find expected alphabetic or numeric character": (
        "a text cannot begin with * or &",
        "put quotes around the text",
    ),
    "found unknown directive name": ("a line cannot begin with %", "put quotes around the text"),
    "did not find expected key": ("a line `key: value` should begin here", _QUOTE),
    "could not find expected ':'": ("there is no colon after the key", "write `key: value`"),
    "block sequence entries are not allowed in this context": (
        "a list begins in the middle of a line",
        "begin it on a line of its own, or put quotes around the text",
    ),
}
_PLAIN_NULLS = ("", "~", "null", "Null", "NULL")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlBuilder:
    """Builds nodes from YAML's events: libyaml finds them without recursion, so depth can be limited here."""

    def __init__(self, path: str, text: str, *, first_line: int) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.problems: list[Problem] = []
        self._line_ends = [match.start() for match in re.finditer("\n", text)]

    def mapping(self) -> Mapping:
        """Return the mapping that the text is; raises ContentError if it is none."""
        events = self._events()
        root = self._document(events)
        if root is None:
            return Mapping((), self.first_line)
        if not isinstance(root, Mapping):
            raise self._error(
                root.line, "header-not-a-mapping", "there are no keys", "write lines such as `key: value`"
            )
        return root

    def _events(self) -> Iterator[Any]:
        try:
            yield from yaml.parse(self.text, Loader=_LOADER)
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from error
        except yaml.YAMLError as error:
            # libyaml says how many bytes it had read, not which character it was at.
            at = next((n for n, character in enumerate(self.text) if not _may_stand_in_yaml(character)), 0)
            message = f"the character U+{ord(self.text[at]):04X} may not stand in YAML"
            remedy = "delete it, or write it as an escape in double quotes"
            raise self._error(self._line_at(at), "yaml", message, remedy) from error

    def _unreadable(self, error: yaml.MarkedYAMLError) -> ContentError:
        reason = error.problem or error.context or ""
        begun, noticed = error.context_mark or error.problem_mark, error.problem_mark or error.context_mark
        first, last = (self._line_at(mark.index) if mark else self.first_line for mark in (begun, noticed))
        line = first if reason in _NOTICED_LATE else last
        written = self.text.split("\n")[min(first, last) - self.first_line : last - self.first_line + 1]
        if unseen := [character for character in UNSEEN_BREAKS if character in "".join(written)]:
            message = f"YAML ends the line at the character U+{ord(unseen[0]):04X}"
            return self._error(line, "yaml", message, "delete it; most editors do not show it")
        if line == last and re.match(r" *\t", written[-1]):
            reason = _TAB
        message, remedy = _REASONS.get(reason, (f"YAML cannot be read here: {reason}", _QUOTE))
        return self._error(line, "yaml", message, remedy)

    def _document(self, events: Iterator[Any]) -> Node | None:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent) and root is not None:
                raise self._error(self._line(event), "yaml", "a second YAML document begins", "keep to one")
            if isinstance(event, yaml.NodeEvent):
                root = self._node(event, events, depth=0)
        if isinstance(root, Scalar) and not root.text:
            return None
        return root

    def _node(self, event: Any, events: Iterator[Any], *, depth: int) -> Node:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent):
            raise self._error(line, "yaml", f"*{event.anchor} repeats another value", "write the value out")
        if depth > MAX_DEPTH:
            raise self._error(
                line, "yaml", f"values are nested more than {MAX_DEPTH} deep", "make it flatter"
            )
        if isinstance(event, yaml.ScalarEvent):
            is_null = not event.style and event.value in _PLAIN_NULLS
            return Scalar("" if is_null else event.value, line, event.style in ("|", ">"))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(events), yaml.SequenceEndEvent):
                items.append(self._node(inner, events, depth=depth + 1))
            return Sequence(tuple(items), line)
        return self._entries(line, events, depth=depth)

    def _entries(self, line: int, events: Iterator[Any], *, depth: int) -> Mapping:
        entries = []
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth=depth + 1)
            value = self._node(next(events), events, depth=depth + 1)
            if not isinstance(key, Scalar):
                raise self._error(key.line, "yaml", "a key is not a text", "write `key: value`")
            entries.append(Entry(key.text, value, key.line))
        return Mapping(self.without_doubles(entries), line)

    def without_doubles(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Return the first entry of each key; the others are added to the problems."""
        first: dict[str, Entry] = {}
        for entry in entries:
            if entry.key in first:
                message = f"{entry.key} stands here again; it is on line {first[entry.key].line} already"
                self.problems.append(
                    Problem(self.path, entry.line, "duplicate-key", message, "keep one of the two")
                )
            first.setdefault(entry.key, entry)
        return tuple(first.values())

    def _line(self, event: Any) -> int:
        return self._line_at(event.start_mark.index)

    def _line_at(self, index: int) -> int:
        # Counted here and not taken from YAML, which also counts line ends that no editor numbers.
        return self.first_line + bisect_left(self._line_ends, index)

    def _error(self, line: int, code: str, message: str, remedy: str) -> ContentError:
        return ContentError([Problem(self.path, line, code, message, remedy)])


def _may_stand_in_yaml(character: str) -> bool:
    return (
        character in "\t\n\x85"
        or "\x20" <= character <= "\x7e"
        or (character >= "\xa0" and character not in "\ufffe\uffff")
    )
