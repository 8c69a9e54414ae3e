"""What is wrong in the bodies of posts, pages, authors and surveys: links, images, headings, double titles.

A dead link or a missing file is an error: a reader would meet it, and `invoke publish` refuses a site that
has one. Everything else is a warning: the page can be read. A link with `{filename}` to a post that waits is
shown as words until that post is live; a plain address of such a post would betray it, and is an error.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import unquote

from editorial.bodycheck_acts import Act
from editorial.bodycheck_addresses import Addresses, SiteFacts, short_texts
from editorial.bodycheck_doubles import doubles
from editorial.bodycheck_parts import Body, Image, Link, read_body
from editorial.bodycheck_place import Place, Text
from editorial.content import Content
from editorial.link_target import indicated, is_broken, split_address
from editorial.markup import UNCONVERTED, markdown_reader
from editorial.page import Page
from editorial.pictures import SHOWN_FORMATS, is_shown_by_browsers
from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.slug import slugify
from editorial.texts_as_files import FILE_KINDS, text_as_file, text_as_image
from editorial.work_meter import TangledTextError

__all__ = ["Bodies", "OutsideLink", "SiteFacts", "check_bodies"]

VAGUE = ("here", "click here", "click", "link", "this link")
_MARKDOWN = (".md", ".markdown", ".mkd", ".mdown")
_WRITE_FILENAME = "write it as {{filename}}/{path}, which is shown as words until then"


@dataclass(frozen=True, order=True)
class OutsideLink:
    """A link that leaves the site, and where it stands."""

    url: str
    path: str
    line: int


@dataclass(frozen=True)
class Bodies:
    """What was found in the bodies: problems, sorted, and the links that leave the site."""

    problems: tuple[Problem, ...]
    outside: tuple[OutsideLink, ...]


def check_bodies(content: Content, facts: SiteFacts, as_of: datetime, files: Mapping[str, int]) -> Bodies:
    """Return what is wrong in the bodies at an instant; `files` are the content's, with their bytes."""
    addresses = Addresses(content, facts, as_of, files)
    problems: list[Problem] = list(doubles(content.posts))
    texts = {**short_texts(content), **addresses.sources}
    bodies = _read_all(texts, problems)
    outside: list[OutsideLink] = []
    for path, body in bodies.items():
        check = _BodyCheck(Place(path, texts[path], addresses, files, as_of), body, bodies)
        check.run()
        problems += check.problems
        outside += check.outside
    return Bodies(tuple(sorted(set(problems))), tuple(sorted(set(outside))))


def _read_all(sources: Mapping[str, Text], problems: list[Problem]) -> dict[str, Body]:
    reader = markdown_reader()
    bodies: dict[str, Body] = {}
    for path, text in sources.items():
        if not text.source.path.endswith(_MARKDOWN):
            continue
        try:
            bodies[path] = read_body(text.body, first_line=text.body_line, reader=reader)
        except UNCONVERTED as error:
            problems.append(_unconverted(error, text))
            # What was begun and not ended would be taken along into the next text.
            reader = markdown_reader()
    return bodies


def _unconverted(error: Exception, text: Text) -> Problem:
    if isinstance(error, TangledTextError):
        message = "the text would take minutes to convert, and is shown as it is written"
        remedy = (
            "close brackets and tags that are open, put blank lines between paragraphs, or split the text"
        )
        return Problem(text.source.path, text.body_line, "too-tangled", message, remedy)
    message = "the text nests lists or quotes so deep that it cannot be converted"
    return Problem(text.source.path, text.body_line, "too-deep", message, "take some levels out")


@dataclass
class _BodyCheck:
    """One body, seen from where it stands, among all the others."""

    place: Place
    body: Body
    bodies: Mapping[str, Body]
    problems: list[Problem] = field(default_factory=list)
    outside: list[OutsideLink] = field(default_factory=list)

    def run(self) -> None:
        for link in self.body.links:
            self.check_words(link)
            self.check_target(link.target, link.line)
        for image in self.body.images:
            self.check_image(image)
        for act in self.body.acts:
            self.check_act(act)
        for target, line in self.body.others:
            kind, path = indicated(target)
            if kind in FILE_KINDS:
                self.check_file(self.place.in_content(path), line)
        self.check_headings()

    def warn(self, line: int, code: str, message: str, remedy: str) -> None:
        self.add(line, code, message, remedy, Severity.WARNING)

    def add(
        self, line: int, code: str, message: str, remedy: str, severity: Severity = Severity.ERROR
    ) -> None:
        self.problems.append(Problem(self.place.text.source.path, line, code, message, remedy, severity))

    def check_words(self, link: Link) -> None:
        if not link.words and not link.holds_image:
            message = f"the link to {link.target or 'nowhere'} has no words"
            self.warn(link.words_line, "empty-link", message, "write what the reader finds there")
        elif link.words.casefold().strip(" .:,!→»") in VAGUE:
            message = f"the link's only words are “{link.words}”"
            remedy = "name what the reader finds there; links are also read alone, in lists"
            self.warn(link.words_line, "vague-link", message, remedy)

    def check_headings(self) -> None:
        above = 1
        for heading in self.body.headings:
            if heading.level == 1:
                message = f"“{heading.words}” is a heading of level 1, which belongs to the title alone"
                self.warn(heading.line, "heading-one", message, "begin with ##")
            elif heading.level > above + 1:
                before = "the title" if above == 1 else f"level {above}"
                message = f"“{heading.words}” is of level {heading.level} and follows {before}"
                self.warn(
                    heading.line, "heading-skips", message, f"make it level {above + 1}: {'#' * (above + 1)}"
                )
            above = heading.level

    def check_act(self, act: Act) -> None:
        if not act.address:
            remedy = "take it out: the site's own policy blocks it, and other hosts have none"
            self.warn(act.line, "not-allowed", f"{act.what} is not allowed in a text", remedy)
        elif self.place.is_elsewhere(act.address):
            message = f"{act.address} is loaded from another site, which learns of every reader"
            remedy = "save the file under images/ and show that, or link to it"
            self.warn(act.line, "loads-elsewhere", message, remedy)

    def check_image(self, image: Image) -> None:
        if not image.is_named:
            message = f"the image {image.source or 'without an address'} has no alternative text"
            remedy = 'write ![what it shows](…), or <img alt="" …> if it only decorates'
            self.warn(image.words_line, "missing-alt", message, remedy)
        if not image.source:
            self.add(image.line, "missing-image", "the image has no address", "write the path of its file")
            return
        kind, path = indicated(image.source)
        if kind == "filename" and (name := self.place.in_content(path)) in self.place.addresses.texts:
            self.problems.append(text_as_image(name, self.place.text.source.path, image.line))
            return
        found = self.place.file_of(image.source)
        if found is None:
            self.check_target(image.source, image.line, is_file=True)
        elif found in self.place.addresses.texts:
            self.check_file(found, image.line)
        elif found not in self.place.files:
            code = "missing-image" if image.tag == "img" else "missing-file"
            self.missing_file(found, image.line, code)
        elif image.tag == "img" and not is_shown_by_browsers(found):
            self.warn(image.line, "image-format", f"not every browser shows {found}", SHOWN_FORMATS)
        elif image.tag == "img" and self.place.files[found] > self.place.facts.image_limit:
            has, enough = _kilobytes(self.place.files[found]), _kilobytes(self.place.facts.image_limit)
            message = f"the image {found} has {has}, and {enough} are enough"
            self.warn(image.line, "image-too-large", message, "save it smaller, or with fewer pixels")

    def missing_file(self, name: str, line: int, code: str) -> None:
        what = "image" if code == "missing-image" else "file"
        message = f"there is no {what} {name}"
        self.add(line, code, message, "put it into the content folder, or correct the path")

    def check_target(self, target: str, line: int, *, is_file: bool = False) -> None:
        if is_broken(target):
            self.add(line, "dead-link", f"{target} is not an address that a browser can read", "correct it")
            return
        kind, path = indicated(target)
        if kind == "filename":
            self.check_filename(path, line)
        elif kind in FILE_KINDS:
            self.check_file(self.place.in_content(path), line)
        elif kind:
            self.check_named(kind, path, target, line)
        elif target.startswith("#"):
            self.check_anchor(self.place.path, target, line)
        elif not target:
            self.add(line, "dead-link", "the link leads nowhere", "write an address, or take the link out")
        else:
            self.check_address(target, line, is_file=is_file)

    def check_file(self, name: str, line: int) -> None:
        if name in self.place.addresses.texts:
            self.problems.append(text_as_file(name, self.place.text.source.path, line))
        elif name not in self.place.files:
            self.missing_file(name, line, "missing-file")

    def check_filename(self, target: str, line: int) -> None:
        name = self.place.in_content(target)
        linked = self.place.addresses.sources.get(name)
        if linked is None:
            if name in self.place.files and not name.endswith(_MARKDOWN):
                message = f"{name} is no post and no page"
                self.warn(line, "not-a-text", message, f"write it as {{static}}/{name}")
                return
            nearest = self.place.addresses.same_name(name)
            remedy = f"did you mean {{filename}}/{nearest}?" if nearest else "correct the path of the file"
            self.add(line, "dead-link", f"there is no post or page {name}", remedy)
            return
        if not self.place.is_there(linked):
            message = f"{name} is not live, so readers see the link's words only"
            self.warn(line, "link-waits", message, "nothing to do if it is meant to come alive later")
        self.check_anchor(name, target, line)

    def check_named(self, kind: str, path: str, target: str, line: int) -> None:
        folders = {"category": "topics", "tag": "tags", "author": "authors"}
        if kind == "index":
            return
        if kind not in folders:
            message = f"{{{kind}}} is not known in {target}"
            self.add(line, "dead-link", message, "write {filename}, {static} or {attach}")
        elif not self.place.has_page(f"/{folders[kind]}/{slugify(unquote(path))}/"):
            message = f"the site has no {kind} {unquote(path)}"
            self.add(line, "dead-link", message, "correct the name, or take the link out")

    def check_anchor(self, name: str, target: str, line: int) -> None:
        # What follows `:~:` is a text that browsers mark on the page.
        anchor = unquote(split_address(target).fragment.partition(":~:")[0])
        body = self.bodies.get(name)
        if not anchor or anchor == "top" or body is None:
            return
        if anchor not in body.anchors and anchor not in self.place.facts.frame_anchors:
            where = "this text" if name == self.place.path else name
            message = f"#{anchor} is not in {where}"
            remedy = "correct it; a heading's name is its words in lower case, joined by hyphens"
            self.warn(line, "dead-anchor", message, remedy)

    def check_address(self, target: str, line: int, *, is_file: bool) -> None:
        path = self.place.own_path(target)
        url = split_address(target)
        if path is None:
            if url.scheme.casefold() in ("http", "https") and url.netloc:
                self.outside.append(OutsideLink(target, self.place.text.source.path, line))
            elif not url.scheme and not url.netloc:
                message = f"{target} leads out of the site, which stands at {self.place.facts.site_url}"
                self.add(line, "dead-link", message, "write {filename} or {static}, which follow the site")
            return
        if url.netloc:
            message = f"{target} names the site's own address"
            remedy = f"write {path}, or {{filename}} and the file, so that it also works elsewhere"
            self.warn(line, "own-address", message, remedy)
        if is_file and not self.place.has_page(path):
            self.missing_file(unquote(path), line, "missing-image")
            return
        owner = self.place.addresses.owner(path)
        if isinstance(owner, Post) and not self.place.is_there(owner):
            self.early(owner, path, line)
        elif not self.place.has_page(path):
            self.dead(path, line)
        elif owner is not None:
            self.check_anchor(self.in_folder(owner), target, line)

    def early(self, owner: Post, path: str, line: int) -> None:
        message = f"{path} is the address of a post that is not live, {self.in_folder(owner)}"
        remedy = _WRITE_FILENAME.format(path=self.in_folder(owner))
        severity = Severity.ERROR if self.place.is_live else Severity.WARNING
        self.add(line, "early-link", message, remedy, severity)

    def dead(self, path: str, line: int) -> None:
        nearest = self.place.addresses.same_name(path)
        if self.place.addresses.has(path, later=True):
            message = f"the site has no page {path} before another post is live"
        else:
            message = f"the site has no page {path}"
        remedy = f"did you mean {{filename}}/{nearest}?" if nearest else "correct the address"
        self.add(line, "dead-link", message, remedy)

    def in_folder(self, text: Post | Page) -> str:
        return self.place.addresses.inside[text.source.path]


def _kilobytes(size: int) -> str:
    return f"{size / 1000:,.0f} kB"
