"""What a body holds that can be wrong: links, images and headings, each with its line in the Markdown source.

The rendered HTML knows no lines. So before the text is converted, each place where a target or a heading
begins gets a mark that carries its line, in signs that no text uses; the marks come out of the HTML together
with the target. What only looks like a link is never taken for one, and two equal targets have two lines.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markdown import Markdown

from editorial.bodycheck_acts import Act, acts_of, loaded_by_style
from editorial.markup import markdown_reader

__all__ = ["Body", "Heading", "Image", "Link", "read_body"]

# Ten digits, and what ends a number: the last plane of Unicode is private, and a slug leaves it out.
_DIGITS = "".join(map(chr, range(0x10F000, 0x10F00A)))
_OF_MARKDOWN, _OF_HTML = "\U0010f00e", "\U0010f00f"
_MARK = re.compile(f"([{_DIGITS}]+)([{_OF_MARKDOWN}{_OF_HTML}])")
_PRIVATE = re.compile(f"[{_DIGITS}{_OF_MARKDOWN}{_OF_HTML}]")
_TO_MARK = str.maketrans("0123456789", _DIGITS)
_FROM_MARK = str.maketrans(_DIGITS, "0123456789")

_PLACES = re.compile(
    r"""
      (?P<inline>\]\(\s*<?)(?=[^\s"'<])                            # [words](target
    | (?P<definition>^[ ]{0,3}\[[^\]^][^\]]*\]:\s*<?)(?=\S)         # [name]: target
    | (?P<reference>\](?=\[[^\]]+\]))                               # [words][name]
    | (?P<automatic><(?:https?|ftp)://[^<>\s]*)(?=>)                # <https://…>
    | (?P<heading>^[ ]{0,3}\#{1,6})(?!\#)                           # ## words
    | (?P<tag><(?:h[1-6]|script|style)(?:\s[^<>]*)?>)               # <h2>
    | (?P<act>\b(?:srcset|background|http-equiv|style|on[a-z]{3,})\s*=\s*["']?)    # onclick="what it does"
    | (?P<attribute>\b(?:href|src|poster|data|cite|formaction|action|content)\s*=\s*["']?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_HTML_PLACES = {"tag", "attribute", "act"}
_UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
_LINE_END = re.compile(r"(?P<words>.*?)(?P<rest>\s*(?:\{:?[^{}]*\}\s*)?)", re.DOTALL)
# Where Pelican puts addresses in, beside links and images.
_OTHER_ADDRESSES = ("data", "cite", "formaction", "action", "content")
_RAW = ("script", "style")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass(frozen=True)
class Link:
    """A link: where it leads, the words (with the texts of its images), and the lines of both."""

    target: str
    words: str
    line: int
    words_line: int
    holds_image: bool


@dataclass(frozen=True)
class Image:
    """An image, or another file that the page shows.

    `is_named` is False for an image without words for those who do not see it; HTML may say `alt=""`.
    """

    source: str
    tag: str
    line: int
    words_line: int
    is_named: bool


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    words: str
    line: int


@dataclass(frozen=True)
class Body:
    """A body's parts in their order, and the names that a link to the page may end with.

    `others` are targets with their lines that stand in no link and show nothing, as a quotation's source.
    """

    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    others: tuple[tuple[str, int], ...] = ()
    acts: tuple[Act, ...] = ()

    @property
    def targets(self) -> Iterator[tuple[str, int]]:
        """All targets with their lines."""
        yield from ((link.target, link.line) for link in self.links)
        yield from ((image.source, image.line) for image in self.images)
        yield from self.others


def read_body(text: str, *, first_line: int = 1, reader: Markdown | None = None) -> Body:
    """Return the parts of a Markdown body that begins on `first_line`; or raises RecursionError."""
    html = (reader or markdown_reader()).reset().convert(_marked(text, first_line))
    parts = _Parts(first_line)
    parts.feed(html)
    parts.close()
    return Body(
        tuple(parts.links),
        tuple(parts.images),
        tuple(parts.headings),
        frozenset(parts.anchors),
        tuple(parts.others),
        tuple(parts.acts),
    )


def _marked(text: str, first_line: int) -> str:
    lines = _PRIVATE.sub("", text).split("\n")
    result: list[str] = []
    for number, line in enumerate(lines, first_line):
        mark = str(number).translate(_TO_MARK)
        marked = _PLACES.sub(lambda match, mark=mark: _with_mark(match, mark), line)  # type: ignore[misc]
        following = lines[number - first_line + 1] if number - first_line + 1 < len(lines) else ""
        if line.strip() and _UNDERLINE.fullmatch(following):
            end = _LINE_END.fullmatch(marked)
            marked = f"{end['words']}{mark}{_OF_MARKDOWN}{end['rest']}" if end else marked
        result.append(marked)
    return "\n".join(result)


def _with_mark(match: re.Match[str], mark: str) -> str:
    if match.lastgroup == "reference":
        # The words keep the mark: the name must stay as it is.
        return f"{mark}{_OF_MARKDOWN}{match[0]}"
    kind = _OF_HTML if match.lastgroup in _HTML_PLACES else _OF_MARKDOWN
    return f"{match[0]}{mark}{kind}"


def _unmarked(text: str) -> tuple[str, int, bool]:
    """The text without marks, the line of the last one (0 without any), and whether it is of HTML."""
    line, is_html = 0, False
    for match in _MARK.finditer(text):
        line, is_html = int(match[1].translate(_FROM_MARK)), match[2] == _OF_HTML
    return " ".join(_MARK.sub("", text).split()), line, is_html


@dataclass
class _Open:
    """An element whose end is still to come."""

    tag: str
    target: str | None = None
    name: str = ""
    texts: list[str] = field(default_factory=list)
    holds_image: bool = False


class _Parts(HTMLParser):
    """Gathers the parts while the HTML goes by."""

    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.line = first_line
        self.open: list[_Open] = []
        self.links: list[Link] = []
        self.images: list[Image] = []
        self.headings: list[Heading] = []
        self.anchors: set[str] = set()
        self.others: list[tuple[str, int]] = []
        self.acts: list[Act] = []
        # The attributes of a script or a style, until its text has told the line.
        self.raw: dict[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in reversed(attrs)}
        if values.get("id"):
            self.anchors.add(values["id"])
        if tag == "a" and values.get("name"):
            self.anchors.add(values["name"])
        self.begin_acts(tag, values)
        for name in _OTHER_ADDRESSES:
            if name in values:
                target, line, _ = _unmarked(values[name])
                self.others.append((target, line or self.line))
        if "src" in values or "poster" in values or tag == "img":
            self.add_image(tag, values)
        if tag in ("a", "area") and "href" in values:
            name = values.get("aria-label") or values.get("title") or ""
            self.open.append(_Open(tag, values["href"], name or values.get("alt", "")))
            if tag in _VOID:
                self.handle_endtag(tag)
        elif _is_heading(tag):
            self.open.append(_Open(tag))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _RAW and self.raw is not None:
            self.add_acts(tag, self.raw)
            self.raw = None
        if not any(element.tag == tag for element in self.open):
            return
        # What was left open inside ends here too.
        while self.open:
            element = self.open.pop()
            self.close_element(element)
            if element.tag == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.raw is not None and self.cdata_elem:
            plain, line, _ = _unmarked(data)
            self.line = line or self.line
            if self.cdata_elem == "style":
                self.acts += [Act("", self.line, address) for address in loaded_by_style(plain)]
        for element in self.open:
            element.texts.append(data)

    def close(self) -> None:
        super().close()
        self.handle_endtag(self.cdata_elem or _RAW[0])
        while self.open:
            self.close_element(self.open.pop())

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002 - the library's signature
        """Read `<![what` as the comment that browsers see in it; the library stops at some of them."""
        return self.parse_bogus_comment(i)

    def begin_acts(self, tag: str, values: dict[str, str]) -> None:
        if tag in _RAW:
            self.raw = values
        else:
            self.add_acts(tag, values)

    def add_acts(self, tag: str, values: dict[str, str]) -> None:
        plain = {name: _unmarked(value) for name, value in values.items()}
        line = max((line for _, line, _ in plain.values()), default=0) or self.line
        self.acts += acts_of(tag, {name: value for name, (value, _, _) in plain.items()}, line)

    def add_image(self, tag: str, values: dict[str, str]) -> None:
        alt, words_line, _ = _unmarked(values.get("alt", ""))
        for attribute in ("src", "poster"):
            if attribute not in values and not (tag == "img" and attribute == "src"):
                continue
            source, line, is_html = _unmarked(values.get(attribute, ""))
            self.line = line or self.line
            # An empty text is a decision in HTML, and an omission in Markdown.
            is_decoration = ("alt" in values and is_html) or values.get("role") in ("none", "presentation")
            is_named = tag != "img" or bool(alt) or is_decoration
            self.images.append(Image(source, tag, self.line, words_line or self.line, is_named))
        for element in self.open:
            element.holds_image |= tag == "img"
            element.texts.append(alt)

    def close_element(self, element: _Open) -> None:
        words, words_line, _ = _unmarked("".join(element.texts))
        if element.target is None:
            self.line = words_line or self.line
            self.headings.append(Heading(int(element.tag[1]), words, self.line))
            return
        target, line, _ = _unmarked(element.target)
        self.line = line or self.line
        named = words or _unmarked(element.name)[0]
        self.links.append(Link(target, named, self.line, words_line or self.line, element.holds_image))


def _is_heading(tag: str) -> bool:
    return len(tag) == 2 and tag[0] == "h" and tag[1] in "123456"
