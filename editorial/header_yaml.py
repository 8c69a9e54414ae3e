"""Where the fields of a YAML header stand, by the events of YAML's parser."""

from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml

from editorial.header_text import Form, Layout, Place, Quote, RawText, Span, Style

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def yaml_layout(raw: RawText, first: int, end: int) -> Layout | None:
    """Return where the fields stand between two lines, `end` not included; or raises yaml.YAMLError.

    None where the header is no mapping.
    """
    return _YamlPlaces(raw, first, end).layout()


class _YamlPlaces:
    """Finds the fields of a YAML header by the events of its parser."""

    def __init__(self, raw: RawText, first: int, end: int) -> None:
        self.raw, self.first = raw, first
        lines = raw.lines[first:end]
        self.text = "\n".join(lines)
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line) + 1)

    def layout(self) -> Layout | None:
        events = (
            event
            for event in yaml.parse(self.text, Loader=_LOADER)
            if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent))
        )
        root = next(events, None)
        if root is None or (isinstance(root, yaml.ScalarEvent) and not root.value):
            return Layout(Style.YAML, (), self.first)
        if not isinstance(root, yaml.MappingStartEvent):
            return None
        places = tuple(self.places(events))
        style = Style.FLOW if root.flow_style else Style.YAML
        indent = self.raw.lines[places[0].first_line] if places else ""
        return Layout(style, places, self.first, indent[: len(indent) - len(indent.lstrip(" "))])

    def places(self, events: Iterator[Any]) -> Iterator[Place]:
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            value = next(events)
            inner: list[Any] = []
            if isinstance(value, yaml.CollectionStartEvent):
                self.gather(events, inner)
            yield self.place(key, value, inner)

    def gather(self, events: Iterator[Any], inner: list[Any]) -> None:
        depth = 1
        while depth:
            event = next(events)
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            inner.append(event)

    def place(self, key: Any, value: Any, inner: list[Any]) -> Place:
        name = key.value if isinstance(key, yaml.ScalarEvent) else ""
        first = self.line(key.start_mark.index)
        last = max(self.last_line(event) for event in (key, value, *inner) if not _is_block_end(event))
        refusal = _refusal(value, inner)
        if refusal:
            return Place(name, first, last, Form.OTHER, (), refusal=refusal)
        if not inner:
            return Place(name, first, last, Form.TEXT, (self.span(value),))
        texts = tuple(map(self.span, inner[:-1]))
        if not value.flow_style:
            return Place(name, first, last, Form.ITEMS, texts)
        inside = (self.offset(value.end_mark.index), self.offset(inner[-1].start_mark.index))
        return Place(name, first, last, Form.FLOW, texts, inside)

    def span(self, event: Any) -> Span:
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("'", '"'):
            return Span(self.offset(start + 1), self.offset(end - 1), Quote(event.style))
        if event.style not in ("|", ">"):
            return Span(self.offset(start), self.offset(end))
        head, _, content = self.text[start:end].partition("\n")
        begin = start + len(head) + 1 + len(content) - len(content.lstrip())
        return Span(self.offset(begin), self.offset(begin + len(content.strip())), Quote.BLOCK)

    def last_line(self, event: Any) -> int:
        """The line on which what an event stands for ends; a block list ends with its last item."""
        style = getattr(event, "style", None)
        start, end = event.start_mark.index, event.end_mark.index
        if style in ("|", ">") and "+" not in self.text[start:end].partition("\n")[0]:
            end = start + len(self.text[start:end].rstrip())
        elif style in ("|", ">") and end in self.starts:
            end -= 1
        return self.line(max(start, end))

    def line(self, index: int) -> int:
        return self.first + bisect_right(self.starts, index) - 1

    def offset(self, index: int) -> int:
        line = self.line(index)
        return self.raw.start_of(line) + index - self.starts[line - self.first]


def _is_block_end(event: Any) -> bool:
    # The end of a list in lines is noticed where the next key begins.
    return type(event) in (yaml.SequenceEndEvent, yaml.MappingEndEvent) and bool(
        event.start_mark.index == event.end_mark.index
    )


def _refusal(value: Any, inner: list[Any]) -> str:
    events = [value, *inner]
    if any(isinstance(event, yaml.AliasEvent) for event in events):
        return "it repeats another value by `*`"
    if any(getattr(event, "anchor", None) for event in events):
        return "it has an anchor, `&`"
    if any(getattr(event, "tag", None) for event in events):
        return "it has a tag, `!`"
    if isinstance(value, yaml.MappingStartEvent):
        return "it is a mapping"
    if any(not isinstance(event, yaml.ScalarEvent) for event in inner[:-1]):
        return "its items are not single texts"
    is_block = getattr(value, "style", None) in ("|", ">")
    return "it is an empty block" if is_block and not value.value.strip() else ""
