"""Reading LimeSurvey's tab-separated form: one row for each thing in each language, its parts below it."""

import csv
import io
from collections.abc import Iterator

from editorial.interchange.limesurvey_parts import (
    LimeGroup,
    LimeItem,
    LimeQuestion,
    LimeSurvey,
    item_condition,
    one_below_other,
    words_of,
)
from editorial.interchange.model import Fate, ForeignFileError, Note, Words

COLUMNS = ("class", "type/scale", "name", "relevance", "text")
_PLAIN = (
    "class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other", "id",
    "related_id",
)  # fmt: skip
_READ = ("sid", "language", "additional_languages", "format")
Texts = dict[str, str]


def read_tsv(data: bytes) -> LimeSurvey:
    """Return the survey in a tab-separated file; raises ForeignFileError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8 (save the file with the encoding UTF-8)"
        raise ForeignFileError(message) from None
    rows = csv.DictReader(io.StringIO(text.replace("\0", ""), newline=""), delimiter="\t")
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        message = f"it has no column {', '.join(missing)} (export the survey as tab-separated values)"
        raise ForeignFileError(message)
    try:
        return _TsvReader(_numbered(rows)).survey()
    except csv.Error as error:
        raise ForeignFileError(f"line {rows.line_num}: {error} (export it from the tool again)") from None


def is_tsv(data: bytes) -> bool:
    """Return whether a file begins with the columns of this form."""
    first = data.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    return {b"class", b"type/scale", b"name"} <= {cell.strip().strip(b'"') for cell in first.split(b"\t")}


def _numbered(rows: "csv.DictReader[str]") -> Iterator[tuple[int, dict[str, str]]]:
    before = rows.line_num + 1
    for row in rows:
        yield before, {name: value or "" for name, value in row.items() if isinstance(name, str)}
        before = rows.line_num + 1


class _TsvReader:
    """Takes the rows in order; those of the survey's own language make the parts, the others add words."""

    def __init__(self, rows: Iterator[tuple[int, dict[str, str]]]) -> None:
        self._rows = list(rows)
        self._settings = {row["name"]: row["text"] for _, row in self._rows if row["class"] == "S"}
        self._language = self._settings.get("language") or self._first_language()
        self._texts: dict[tuple[str, ...], Texts] = {}
        self._groups: list[LimeGroup] = []
        self._keys: dict[int, tuple[str, ...]] = {}

    def survey(self) -> LimeSurvey:
        """Return the survey."""
        self._gather_texts()
        self._build()
        if not any(group.questions for group in self._groups):
            raise ForeignFileError("there is no question in it (export the survey as tab-separated values)")
        welcome = [self._words("SL", name) for name in ("surveyls_description", "surveyls_welcometext")]
        return LimeSurvey(
            title=self._words("SL", "surveyls_title"),
            welcome=one_below_other(welcome),
            end=self._words("SL", "surveyls_endtext"),
            language=self._language,
            format=self._settings.get("format", "G"),
            groups=self._groups,
            notes=list(self._notes()),
        )

    def _first_language(self) -> str:
        return next((row["language"] for _, row in self._rows if row.get("language")), "")

    def _gather_texts(self) -> None:
        """Read every text under the path that leads to it: class, question, scale and code."""
        question = group = ""
        groups: dict[str, int] = {}
        for number, (_, row) in enumerate(self._rows):
            kind, name, language = row["class"], row["name"], row.get("language", "")
            if kind == "G":
                groups[language] = groups.get(language, 0) + 1
                group = row["type/scale"] or str(groups[language])
                key: tuple[str, ...] = ("G", group)
                self._put(("G", group, "text"), language, row["text"])
                text = name
            elif kind == "Q":
                question, key, text = name, ("Q", name), row["text"]
                self._put(("Q", name, "help"), language, row.get("help", ""))
            elif kind in ("SQ", "A"):
                key, text = (kind, question, row["type/scale"], name), row["text"]
            else:
                key, text = (kind, name), row["text"]
            self._put(key, language, text)
            self._keys[number] = key

    def _put(self, key: tuple[str, ...], language: str, text: str) -> None:
        self._texts.setdefault(key, {})[language] = text.replace("\ufeff", "")

    def _words(self, *key: str) -> Words:
        return words_of(self._texts.get(key, {}), self._language)

    def _build(self) -> None:
        question: LimeQuestion | None = None
        for number, (line, row) in enumerate(self._rows):
            kind, key = row["class"], self._keys[number]
            if (language := row.get("language", "")) not in ("", self._language):
                if kind == "Q":
                    self._add_attributes(row, language)
                continue
            if kind == "G":
                name = self._words(*key)
                description = self._words(*key, "text")
                where, random = f"group {name.own} (line {line})", bool(row.get("random_group"))
                self._groups.append(LimeGroup(where, name, description, row["relevance"], random))
            elif kind == "Q":
                question = self._question(line, row)
                if not self._groups:
                    self._groups.append(LimeGroup("questions without a group"))
                self._groups[-1].questions.append(question)
            elif kind in ("SQ", "A") and question is not None:
                scale = int(row["type/scale"]) if row["type/scale"].isdecimal() else 0
                # In the row of an answer that column holds its value in an assessment.
                condition = item_condition(row["relevance"]) if kind == "SQ" else ""
                item = LimeItem(row["name"], self._words(*key), scale, condition)
                (question.subquestions if kind == "SQ" else question.answers).append(item)

    def _add_attributes(self, row: dict[str, str], language: str) -> None:
        """Note the attributes that a question has in another language, where they are not the same."""
        for question in (one for group in self._groups for one in group.questions if one.code == row["name"]):
            question.attributes |= {
                f"{name} in {language}": value
                for name, value in row.items()
                if value and name not in _PLAIN and question.attributes.get(name) != value
            }

    def _question(self, line: int, row: dict[str, str]) -> LimeQuestion:
        name = row["name"]
        return LimeQuestion(
            code=name,
            type=row["type/scale"],
            where=f"question {name} (line {line})",
            ask=self._words("Q", name),
            help=self._words("Q", name, "help"),
            mandatory=row.get("mandatory", ""),
            other=row.get("other") == "Y",
            relevance=row["relevance"],
            attributes={key: value for key, value in row.items() if value and key not in _PLAIN},
        )

    def _notes(self) -> Iterator[Note]:
        kept = sorted(name for name, text in self._settings.items() if text and name not in _READ)
        if kept:
            why = "how LimeSurvey runs a survey; see its header for what can be said here"
            yield Note("survey settings", Fate.DROPPED, ", ".join(kept), why)
        shown = ("surveyls_title", "surveyls_description", "surveyls_welcometext", "surveyls_endtext")
        said = {key[1] for key, texts in self._texts.items() if key[0] == "SL" and any(texts.values())}
        mails = sorted(said - set(shown))
        if mails:
            yield Note("survey texts", Fate.DROPPED, ", ".join(mails), "texts of e-mails, rules and formats")
        odd = sorted({row["class"] for _, row in self._rows} - {"S", "SL", "G", "Q", "SQ", "A", ""})
        if odd:
            yield Note("rows", Fate.DROPPED, f"of class {', '.join(odd)}", "there is nothing like it here")
