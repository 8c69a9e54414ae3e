"""Which gates a post does not pass; its text is read as it is rendered, so that code is no source."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from html.parser import HTMLParser
from urllib.parse import urlsplit

from editorial.gates import Gate, Need
from editorial.markup import to_html
from editorial.post import Post
from editorial.problems import Problem, Severity
from editorial.status import Status

LEAST_STEPS = 2
DISCLOSURES = (
    "disclosure", "full disclosure", "disclaimer", "transparency", "sponsored",
    "conflict of interest", "conflicts of interest",
)  # fmt: skip
_DISCLOSURE = re.compile(rf"(?:{'|'.join(DISCLOSURES)})\b", re.IGNORECASE)
_TASK = re.compile(r"\[[ xX]\]\s")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


@dataclass(frozen=True)
class _Candidate:
    """A post at a gate."""

    post: Post
    own_host: str

    @cached_property
    def parts(self) -> "_BodyParts":
        parts = _BodyParts(self.own_host)
        parts.feed(to_html(self.post.body))
        parts.close()
        return parts


@dataclass(frozen=True)
class _Test:
    """How a need is met, what its lack is called behind “the post has no”, and what to do about it."""

    is_met: Callable[[_Candidate], bool]
    lack: str
    remedy: str


TESTS: Mapping[Need, _Test] = {
    Need.SOURCE: _Test(
        lambda at: at.parts.has_source, "source", "link to where it comes from, or add a footnote"
    ),
    Need.DISCLOSURE: _Test(
        lambda at: any(_DISCLOSURE.match(words) for words in at.parts.openings),
        "disclosure",
        "begin a heading or a paragraph with “Disclosure”",
    ),
    Need.STEPS: _Test(
        lambda at: at.parts.steps >= LEAST_STEPS,
        "list of steps",
        "write a numbered list or a task list of at least two items",
    ),
    Need.IMAGE: _Test(
        lambda at: at.parts.has_image, "image with words", "add ![what it shows]({static}/images/…)"
    ),
    Need.SUMMARY: _Test(lambda at: bool(at.post.summary), "summary", "add `summary: …`"),
    Need.QUESTION: _Test(lambda at: bool(at.post.question), "question", "add `question: …`"),
    Need.PERSONA: _Test(lambda at: bool(at.post.persona), "persona", "add `persona: …`"),
    Need.REVIEWER: _Test(
        lambda at: bool(at.post.reviewer) and at.post.reviewer not in at.post.authors,
        "reviewer besides its authors",
        "add `reviewer: …` with the slug of somebody else",
    ),
    Need.SURVEY: _Test(lambda at: bool(at.post.survey), "survey", "add `survey: …`"),
}


def missed_gates(post: Post, gates: Iterable[Gate], *, site_url: str = "") -> tuple[Problem, ...]:
    """Return what a post lacks to pass the gates that it stands before; a link to the site is no source.

    The severity is the gate's; what several gates ask for is named once, with the sternest.
    """
    candidate = _Candidate(post, urlsplit(site_url).hostname or "")
    missed: dict[Need, Gate] = {}
    for gate in sorted(gates, key=lambda gate: gate.rule is not Severity.ERROR):
        for need in gate.needs if gate.is_for(post) else ():
            if need not in missed and not TESTS[need].is_met(candidate):
                missed[need] = gate
    return tuple(_problem(post, need, gate) for need, gate in missed.items())


def gates_missed_by(
    posts: Iterable[Post], gates: Iterable[Gate], *, as_of: datetime, site_url: str = ""
) -> Mapping[str, tuple[Problem, ...]]:
    """Return what approved posts lack that wait, by id; what is live was judged by the policy of its day."""
    gates = tuple(gates)
    waiting = (
        post
        for post in posts
        if gates and post.status.has_reached(Status.APPROVED) and not post.is_live(as_of)
    )
    found = {post.id: missed_gates(post, gates, site_url=site_url) for post in waiting}
    return {post_id: missed for post_id, missed in found.items() if missed}


def _problem(post: Post, need: Need, gate: Gate) -> Problem:
    test = TESTS[need]
    message = f"the post has no {test.lack}, which the policy's gate for {gate.name} posts asks for"
    return post.source.problem("status", f"gate-{need}", message, test.remedy, severity=gate.rule)


@dataclass
class _List:
    """A list that is still open."""

    is_ordered: bool
    items: int = 0
    tasks: int = 0
    words: list[str] = field(default_factory=list)


class _BodyParts(HTMLParser):
    """What gates ask of a body, gathered while its HTML goes by."""

    def __init__(self, own_host: str) -> None:
        super().__init__(convert_charrefs=True)
        self.own_host = own_host
        self.has_source: bool = False
        self.has_image: bool = False
        self.steps: int = 0
        self.openings: list[str] = []
        self._texts: list[list[str]] = []
        self._lists: list[_List] = []
        self._is_in_footnotes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        # Footnotes stand at the end, in an ordered list that is no list of steps.
        if "footnote" in values.get("class", "").split() and tag == "div":
            self.has_source = self._is_in_footnotes = True
        if tag == "a" and self._leads_elsewhere(values.get("href", "")):
            self.has_source = True
        if tag == "img" and values.get("alt", "").strip():
            self.has_image = True
        if tag == "p" or tag in _HEADINGS:
            self._texts.append([])
        elif tag in ("ol", "ul"):
            self._lists.append(_List(tag == "ol"))
        elif tag == "li" and self._lists:
            self._lists[-1].items += 1
            self._lists[-1].words = []

    def handle_data(self, data: str) -> None:
        if self._texts:
            self._texts[-1].append(data)
        if self._lists:
            self._lists[-1].words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if (tag == "p" or tag in _HEADINGS) and self._texts:
            self.openings.append(" ".join("".join(self._texts.pop()).split()))
        elif tag == "li" and self._lists:
            self._lists[-1].tasks += bool(_TASK.match("".join(self._lists[-1].words).lstrip()))
        elif tag in ("ol", "ul") and self._lists:
            ended = self._lists.pop()
            if not self._is_in_footnotes:
                self.steps = max(self.steps, ended.items if ended.is_ordered else ended.tasks)

    def _leads_elsewhere(self, target: str) -> bool:
        try:
            parts = urlsplit(target)
        except ValueError:
            return False
        return parts.scheme in ("http", "https") and parts.hostname not in (None, self.own_host)
