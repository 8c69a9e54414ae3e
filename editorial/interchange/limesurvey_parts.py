"""A LimeSurvey survey as both of its file formats hold it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from editorial.interchange.model import Note, Words
from editorial.interchange.texts import plain


@dataclass(frozen=True)
class LimeItem:
    """A subquestion or an answer; `scale` tells the two lists of a question apart.

    `condition` is when it is offered, and empty where it always is.
    """

    code: str
    words: Words
    scale: int = 0
    condition: str = ""


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
    """Questions under a heading, with the condition they share; `is_shuffled` if groups change places."""

    where: str
    name: Words = Words()
    description: Words = Words()
    relevance: str = ""
    is_shuffled: bool = False
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


def item_condition(relevance: str) -> str:
    """Return the relevance of a subquestion, empty where it says that it is always offered."""
    return "" if relevance.strip() in ("", "1") else relevance.strip()


def one_below_other(parts: Sequence[Words]) -> Words:
    """Return texts as one; in a language that not all of them are in, the others in the survey's own."""
    languages = {language for part in parts for language in part.others}
    others = {
        language: "\n\n".join(
            part.others.get(language, part.own) for part in parts if part.own or part.others
        )
        for language in languages
    }
    return Words("\n\n".join(part.own for part in parts if part.own), others)


def words_of(texts: Mapping[str, str], language: str) -> Words:
    """Return texts by language as Words whose own language is this one, or else the first."""
    own = texts.get(language)
    if own is None:
        own = next(iter(texts.values()), "")
    return Words(own, {name: text for name, text in texts.items() if name != language and text})
