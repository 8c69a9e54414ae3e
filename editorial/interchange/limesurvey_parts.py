"""A LimeSurvey survey as both of its file formats hold it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from editorial.interchange.model import Note, Words
from editorial.interchange.texts import plain


@dataclass(frozen=True)
class LimeItem:
    """A subquestion or an answer; `scale` tells the two lists of a question apart."""

    code: str
    words: Words
    scale: int = 0


@dataclass
class LimeQuestion:
    """A question as it is written; `names` are the further names that conditions call it by."""

    code: str
    type: str
    where: str
    ask: Words = Words()
    help: Words = Words()
    mandatory: str = "N"
    other: bool = False
    relevance: str = ""
    subquestions: list[LimeItem] = field(default_factory=list)
    answers: list[LimeItem] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    names: tuple[str, ...] = ()

    @property
    def is_scale(self) -> bool:
        """True for an array whose only row has no words."""
        rows = self.rows()
        return self.type in ("F", "H") and len(rows) == 1 and not plain(rows[0].words.own)

    def rows(self, scale: int = 0) -> list[LimeItem]:
        """Return the subquestions of one scale."""
        return [item for item in self.subquestions if item.scale == scale]

    def offered(self, scale: int = 0) -> list[LimeItem]:
        """Return the answers of one scale."""
        return [item for item in self.answers if item.scale == scale]


@dataclass
class LimeGroup:
    """Questions under a heading, with the condition they share."""

    where: str
    name: Words = Words()
    description: Words = Words()
    relevance: str = ""
    questions: list[LimeQuestion] = field(default_factory=list)


@dataclass
class LimeSurvey:
    """The survey; `format` is S for a question at a time, `settings` what we have no use for."""

    title: Words
    welcome: Words
    end: Words
    language: str
    format: str
    groups: list[LimeGroup]
    notes: list[Note]

    def questions(self) -> Iterator[LimeQuestion]:
        """Yield all questions in order."""
        for group in self.groups:
            yield from group.questions


def words_of(texts: Mapping[str, str], language: str) -> Words:
    """Return texts by language as Words whose own language is this one, or else the first."""
    own = texts.get(language)
    if own is None:
        own = next(iter(texts.values()), "")
    return Words(own, {name: text for name, text in texts.items() if name != language and text})
