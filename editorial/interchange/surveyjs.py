"""Reading SurveyJS JSON: pages, panels and elements, flattened into a list of questions."""

import json
from collections.abc import Iterator
from typing import Any

from editorial.interchange.logic import NEVER
from editorial.interchange.model import (
    Condition,
    Fate,
    ForeignFileError,
    ForeignQuestion,
    ForeignSurvey,
    Note,
    Words,
    joined,
)
from editorial.interchange.surveyjs_conditions import read_visible_if
from editorial.interchange.surveyjs_element import Element, unmapped
from editorial.interchange.surveyjs_elements import READERS
from editorial.interchange.tracked import Tracked
from editorial.question import QuestionType

TOOL = "SurveyJS"
_DEEPEST = 30
_MODES = {"questionPerPage": True, "inputPerPage": True}


def read_surveyjs(data: Any) -> ForeignSurvey:
    """Return the survey in decoded SurveyJS JSON; raises ForeignFileError if it has no elements."""
    root = Tracked(data, seen=("$schema", "clearInvisibleValues", "sjsVersion", "showQuestionNumbers"))
    locale = root.text("locale")
    reader = _Reader(locale)
    pages = [*root.items("pages")] or [{"elements": root.first("elements", "questions") or []}]
    for place, page in enumerate(pages):
        reader.read_container(Tracked(page, seen=("name", "type")), f"page {place + 1}", None, depth=0)
    if not reader.seen_elements:
        raise ForeignFileError(
            "it is SurveyJS JSON without a single question (export it from the tool again)"
        )
    title, description = root.words("title", locale), root.words("description", locale)
    thanks, mode = root.words("completedHtml", locale), root.text("questionsOnPageMode")
    reader.report_leftovers("the survey", root)
    return ForeignSurvey(
        tool=TOOL,
        title=title,
        introduction=description,
        thanks=thanks,
        one_at_a_time=_MODES.get(mode, False),
        language=locale,
        questions=tuple(reader.questions),
        notes=tuple(reader.notes),
    )


class _Reader:
    """Walks through pages and panels; what they say about when they are shown goes to each element."""

    def __init__(self, locale: str) -> None:
        self.questions: list[ForeignQuestion] = []
        self.notes: list[Note] = []
        self.seen_elements = 0
        self._locale = locale

    def read_container(self, container: Tracked, where: str, outer: Condition, *, depth: int) -> None:
        """Take the elements of a page or a panel."""
        if depth > _DEEPEST:
            raise ForeignFileError("its panels are nested more deeply than any survey's (look into the file)")
        shown = self._condition(container, outer)
        title, description = (
            container.words("title", self._locale),
            container.words("description", self._locale),
        )
        elements = list(container.parts("elements")) or list(container.parts("questions"))
        if (title or description) and elements:
            self._add_heading(where, title, description, shown)
        for place, part in elements:
            self._element(part, f"{where}, element {place + 1}", shown, depth)
        self.report_leftovers(where, container)

    def report_leftovers(self, where: str, part: Tracked) -> None:
        """Add lines for what was not read of a part."""
        self.notes += unmapped(where, part)

    def _element(self, part: Tracked, where: str, outer: Condition, depth: int) -> None:
        self.seen_elements += 1
        kind, name = part.text("type", "text"), part.text("name", f"question{self.seen_elements}")
        where = f"{where} ({name})"
        if kind in ("panel", "flowpanel"):
            self.read_container(part, where, outer, depth=depth + 1)
            return
        reader = READERS.get(kind)
        if isinstance(reader, str) or reader is None:
            why = reader or "Masthead has no such question"
            self.notes.append(Note(where, Fate.DROPPED, f"an element of type {kind}", why))
            return
        element = Element(part, name, where, self._locale, self._condition(part, outer), self.notes)
        found = list(reader(element))
        self.questions += found
        self.questions += self._comment_area(part, found)
        if found:
            self.report_leftovers(where, part)

    def _comment_area(self, part: Tracked, found: list[ForeignQuestion]) -> Iterator[ForeignQuestion]:
        """Yield the free text that an element offers besides its answer, as a question of its own."""
        words = part.words("commentText", self._locale)
        if part.flag("showCommentArea", "hasComment") and found:
            first = found[0]
            note = "the comment beside it became a question of its own"
            self.notes.append(Note(first.where, Fate.CHANGED, note, "an answer has one part"))
            yield ForeignQuestion(
                code=f"{first.code}-Comment",
                where=first.where,
                type=QuestionType.LONG_TEXT,
                ask=words or Words("Please say more."),
                when=first.when,
            )

    def _add_heading(self, where: str, title: Words, description: Words, shown: Condition) -> None:
        number = sum(question.type is QuestionType.STATEMENT for question in self.questions) + 1
        why = "Masthead has questions one after another, without sections"
        self.notes.append(
            Note(where, Fate.CHANGED, f"its heading “{(title or description).own}” became a statement", why)
        )
        heading, help_text = (title, description) if title else (description, Words())
        self.questions.append(
            ForeignQuestion(
                code=f"section{number}",
                where=where,
                type=QuestionType.STATEMENT,
                ask=heading,
                help=help_text,
                when=shown,
            )
        )

    def _condition(self, part: Tracked, outer: Condition) -> Condition:
        written, visible = part.text("visibleIf"), part.get("visible")
        own: Condition = read_visible_if(written) if written else None
        if visible is False and not written:
            own = NEVER
        return joined(outer, own)


def is_surveyjs(data: Any) -> bool:
    """Return whether decoded JSON looks like a SurveyJS definition."""
    return isinstance(data, dict) and any(
        isinstance(data.get(key), list) for key in ("pages", "elements", "questions")
    )


def decode_json(data: bytes) -> Any:
    """Return what JSON says; raises ForeignFileError."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        message = f"the byte 0x{data[error.start]:02X} is not UTF-8 (save the file with the encoding UTF-8)"
        raise ForeignFileError(message) from None
    except json.JSONDecodeError as error:
        message = f"line {error.lineno}: it is not JSON: {error.msg} (export it from the tool again)"
        raise ForeignFileError(message) from None
    except ValueError:
        # Python reads no number of more than some thousand digits.
        raise ForeignFileError("a number in it is longer than any survey's (look into the file)") from None
    except RecursionError:
        raise ForeignFileError(
            "its JSON is nested more deeply than any survey's (look into the file)"
        ) from None
