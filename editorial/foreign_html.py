"""HTML files that are texts, as Pelican reads them: `<title>`, `<meta name content>`, and the body."""

from html.parser import HTMLParser

from editorial.header import Document, HeaderStyle
from editorial.nodes import Entry, Mapping, Node, Scalar, Sequence

_HEAD = {"html", "head", "title", "meta", "link", "base", "style", "script", "noscript"}
_KEYS = {"keywords": "tags"}


def read_html(text: str) -> Document:
    """Return the header and the body of an HTML file; without a title the header has none."""
    parts = _Parts(text)
    parts.feed(text)
    parts.close()
    entries = tuple(Entry(key, _node(values), values[0].line) for key, values in parts.values.items())
    end = len(text) if parts.end is None else parts.end
    line = text.count("\n", 0, parts.start) + 1
    return Document(Mapping(entries, 1), text[parts.start : end], line, HeaderStyle.NONE)


def _node(values: list[Scalar]) -> Node:
    return values[0] if len(values) == 1 else Sequence(tuple(values), values[0].line)


class _Parts(HTMLParser):
    """Gathers what the head says, and where the body begins and ends, while the text goes by."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines = [0]
        for line in text.split("\n"):
            self.lines.append(self.lines[-1] + len(line) + 1)
        self.values: dict[str, list[Scalar]] = {}
        self.title: list[str] | None = None
        self.in_body = False
        self.start = 0
        self.end: int | None = None

    def place(self) -> int:
        line, column = self.getpos()
        return self.lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.in_body:
            return
        # A text may leave out the tags of head and body: its first element of another kind begins the body.
        self.in_body = tag not in _HEAD
        if tag in _HEAD or tag == "body":
            self.start = self.place() + len(self.get_starttag_text() or "")
        if tag == "title":
            self.title = []
        elif tag == "meta":
            self.add_field({name: value or "" for name, value in reversed(attrs)})

    def handle_endtag(self, tag: str) -> None:
        if tag in ("body", "html"):
            self.end = self.place() if self.end is None else self.end
        elif not self.in_body and tag in _HEAD:
            self.start = self.place() + len(f"</{tag}>")
        if tag == "title" and self.title is not None:
            if words := " ".join("".join(self.title).split()):
                self.values.setdefault("title", [Scalar(words, self.getpos()[0])])
            self.title = None

    def handle_data(self, data: str) -> None:
        if self.title is not None:
            self.title.append(data)

    def add_field(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "").strip().lower()
        # Pelican lets the slip `contents` pass, too.
        value = attributes.get("content", attributes.get("contents", "")).strip()
        if name and value:
            field = Scalar(value, self.getpos()[0])
            self.values.setdefault(_KEYS.get(name, name), []).append(field)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the library's signature
        """Read `<![what` as the comment that browsers see in it; the library stops at some of them."""
        return self.parse_bogus_comment(i)
