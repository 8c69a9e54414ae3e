"""One question of a Qualtrics survey: its words, its choices, and what of it is left over."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from editorial.interchange.model import Condition, Fate, ForeignOption, ForeignQuestion, Note, Words
from editorial.interchange.texts import plain
from editorial.interchange.tracked import Tracked, as_text
from editorial.interchange.words import asked_of
from editorial.question import QuestionType

_PIPED = re.compile(
    r"\$\{q://(QID\d+)/(?:ChoiceGroup/SelectedChoices|Choice(?:Text|Numeric)EntryValue(/\d+)?)\}"
)
_FIELD = re.compile(r"\$\{([^{}]*)\}")
_SEEN = (
    "QuestionID", "QuestionDescription", "Language", "NextChoiceId", "NextAnswerId", "Configuration",
    "QuestionJS", "DataVisibility", "ChoiceDataExportTags", "VariableNaming", "QuestionText_Unsafe",
    "SearchSource", "NumberOfQuestions", "ChoiceColumnWidthPixels", "NextRecodeValue", "InPageDisplayLogic",
    "Validation", "RecodeValues",
)  # fmt: skip
# Of the settings of an answer those that only name another, which has its own line.
_NAMES_ANOTHER = ("ForceResponse", "ForceResponseType", "Type")


@dataclass
class QsfQuestion:
    """A question with all that its reader needs.

    `codes` gives each question's code by its number, and that of a part by both: QID3/2.
    """

    qid: str
    code: str
    where: str
    part: Tracked
    notes: list[Note]
    when: Condition = None
    codes: dict[str, str] = field(default_factory=dict)

    def changed(self, what: str, why: str) -> None:
        """Add a line for what is another thing now."""
        self.notes.append(Note(self.where, Fate.CHANGED, what, why))

    def dropped(self, what: str, why: str = "it has no counterpart here") -> None:
        """Add a line for what is no more."""
        self.notes.append(Note(self.where, Fate.DROPPED, what, why))

    @cached_property
    def settings(self) -> Tracked:
        """What an answer must be like."""
        validation = Tracked(self.part.get("Validation"))
        return Tracked(validation.get("Settings"))

    def text(self, markup: str) -> str:
        """Return words with Qualtrics' placeholders for answers as ours, and others as plain words."""
        named = _PIPED.sub(self._pipe, markup)
        for match in _FIELD.finditer(named):
            self.dropped(f"the placeholder {match[0]}", "only earlier answers can stand in a question")
        return _FIELD.sub(lambda match: f"[{match[1]}]", named)

    def _pipe(self, match: re.Match[str]) -> str:
        code = self.codes.get(match[1] + (match[2] or ""))
        return match[0] if code is None else f"{{{code}}}"

    def translated(self, *path: str) -> dict[str, str]:
        """Return what stands at a path in each further language."""
        found = {}
        languages = self.part.get("Language")
        for language, texts in languages.items() if isinstance(languages, Mapping) else ():
            value: Any = texts
            for step in path:
                value = value.get(step) if isinstance(value, Mapping) else None
            if text := as_text(value):
                found[str(language).lower()] = self.text(text)
        return found

    def question(self, kind: QuestionType, **fields: Any) -> ForeignQuestion:
        """Return the question as one of this type."""
        force = self.settings.text("ForceResponse")
        if force == "RequestResponse":
            self.changed("it asks again where no answer is given", "it may be left out")
        shared: dict[str, Any] = {
            "code": self.code,
            "where": self.where,
            "ask": Words(self.text(self.part.text("QuestionText")), self.translated("QuestionText")),
            "required": force == "ON" and self.settings.text("ForceResponseType", "ON") != "RequestResponse",
            "when": self.when,
        }
        return ForeignQuestion(type=kind, **(shared | fields))

    def rows_as(
        self, kind: QuestionType, rows: tuple[ForeignOption, ...], **fields: Any
    ) -> Iterator[ForeignQuestion]:
        """Yield a question for each row."""
        whole = self.question(kind)
        for row in rows:
            ask = asked_of(whole.ask, row.words)
            yield self.question(kind, code=f"{self.code}_{row.code}", ask=ask, **fields)


def leftovers(source: QsfQuestion) -> Iterator[Note]:
    """Yield a line for what nothing was made of."""
    left = sorted(name for name in source.part.leftovers() if name not in _SEEN)
    if Tracked(source.part.get("Randomization")).text("Type") in ("", "None"):
        left = [name for name in left if name != "Randomization"]
    left += sorted(name for name in source.settings.leftovers() if name not in _NAMES_ANOTHER)
    if source.part.get("QuestionJS"):
        left.append("QuestionJS")
    recoded = source.part.get("RecodeValues")
    if isinstance(recoded, Mapping) and any(str(key) != str(value) for key, value in recoded.items()):
        left.append("RecodeValues")
    if left:
        yield Note(source.where, Fate.DROPPED, ", ".join(left), "it has no counterpart here")


def offered(source: QsfQuestion, name: str) -> dict[str, Tracked]:
    """Return the choices or answers of a question by their numbers, in the order they are shown in."""
    part = source.part
    written = part.get(name)
    if isinstance(written, list):
        written = {str(number): item for number, item in enumerate(written, 1)}
    items = written if isinstance(written, Mapping) else {}
    order = [str(number) for number in part.items(f"{name.removesuffix('s')}Order")]
    order += [key for key in items if key not in order]
    return {key: Tracked(items[key]) for key in order if key in items}


def options(source: QsfQuestion, name: str, *, without: str = "") -> tuple[ForeignOption, ...]:
    """Return choices or answers as options, `without` the one of this number."""
    found = []
    for key, item in offered(source, name).items():
        if key == without:
            continue
        words = Words(source.text(item.text("Display")), source.translated(name, key, "Display"))
        found.append(ForeignOption(key, words))
        if item.get("DisplayLogic"):
            source.dropped(f"the condition of “{plain(words.own)}”", "an option is always offered")
        if item.flag("TextEntry") and name == "Choices":
            source.changed(
                f"the field beside “{plain(words.own)}”", "only “other” has one, and it is a question's last"
            )
    return tuple(found)
