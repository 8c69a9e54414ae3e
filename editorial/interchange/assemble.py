"""A survey of another tool in our own terms: ids made valid, options made distinct, conditions rewritten.

Whatever `check` would refuse is changed or left out here, and each change has its line in the report.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial
from math import inf
from typing import Any

from editorial.answer_texts import LONGEST
from editorial.interchange.assemble_options import OptionMaker
from editorial.interchange.assemble_when import Built, when_data
from editorial.interchange.languages import Translations
from editorial.interchange.logic import NeverHoldsError, NotSayableError
from editorial.interchange.model import (
    Fate,
    ForeignFileError,
    ForeignQuestion,
    ForeignSurvey,
    Imported,
    Note,
    Unsayable,
    Words,
)
from editorial.interchange.pipes import with_our_pipes
from editorial.interchange.texts import folded, loses_markup, markdown, plain, printable, question_id
from editorial.question import BIGGEST_NUMBER, QuestionType
from editorial.survey_questions import PIPE

_COUNTED = (QuestionType.CHOICES, QuestionType.RANK, QuestionType.TEXT, QuestionType.LONG_TEXT)
# What a type needs so many of.
_LEAST = {
    QuestionType.CHOICE: ("options", 2),
    QuestionType.CHOICES: ("options", 2),
    QuestionType.RANK: ("options", 2),
    QuestionType.SCALE: ("points", 2),
}
_MOST_POINTS = 11


def assemble(foreign: ForeignSurvey, *, keeps_html: bool = True) -> Imported:
    """Return the survey in our terms; raises ForeignFileError without any question.

    Without `keeps_html`, `<` is a character as others are.
    """
    return _Assembler(foreign, keeps_html=keeps_html).run()


class _Assembler:
    """Goes through a survey once, question by question, as a condition may name only earlier ones."""

    def __init__(self, foreign: ForeignSurvey, *, keeps_html: bool) -> None:
        self._foreign = foreign
        self._text = plain if keeps_html else folded
        self._long_text = markdown if keeps_html else _stripped
        self._keeps_html = keeps_html
        self._notes: list[Note] = list(foreign.notes)
        self._built: dict[str, Built] = {}
        self._ids: set[str] = set()
        self._translations = Translations()

    def run(self) -> Imported:
        """Return what came of it."""
        foreign = self._foreign
        title = self._text(foreign.title.own) or f"Survey from {foreign.tool}"
        self._translations.add(("title",), foreign.title, self._text)
        self._translations.add(("introduction",), foreign.introduction, self._long_text)
        self._translations.add(("thanks",), foreign.thanks, markdown)
        questions = [data for question in foreign.questions if (data := self._question(question))]
        if not questions:
            raise ForeignFileError("no question in it can be asked here (look into the file)")
        spoken = self._translations.header(foreign.language)
        header: dict[str, Any] = {
            "title": title,
            **{name: value for name, value in spoken.items() if name == "language"},
            "kind": "survey",
            "where": ["page"],
            "results": "private",
            "pages": "one" if foreign.one_at_a_time else "all",
        }
        if thanks := markdown(foreign.thanks.own):
            header["thanks"] = thanks
        header["questions"] = questions
        header |= {name: value for name, value in spoken.items() if name == "languages"}
        self._notes += self._translations.notes(foreign.language)
        return Imported(header, self._long_text(foreign.introduction.own), self._in_order())

    def _note(self, where: str, fate: Fate, what: str, why: str = "") -> None:
        self._notes.append(Note(where, fate, what, why))

    def _question(self, question: ForeignQuestion) -> dict[str, Any] | None:
        question = self._fitting(question)
        if reason := _lacks(question):
            self._note(question.where, Fate.DROPPED, f"the question {question.code}", reason)
            return None
        before = len(self._notes)
        try:
            when = self._when(question)
        except NeverHoldsError as error:
            self._note(
                question.where, Fate.DROPPED, f"the question {question.code}", f"{error}, so nobody was asked"
            )
            return None
        own_id = question_id(question.code, self._ids)
        self._ids.add(own_id)
        data: dict[str, Any] = {"id": own_id, **self._words(question, own_id), "type": str(question.type)}
        if question.required and question.type is not QuestionType.STATEMENT:
            data["required"] = True
        maker = OptionMaker(question, own_id, self._text, self._note, self._translations)
        data |= maker.data()
        data |= self._bounds(question, maker.pickable)
        built = Built(own_id, question.type, maker.values)
        data |= when
        self._built.setdefault(question.code, built)
        self._summarise(question, own_id, is_changed=len(self._notes) > before)
        return data

    def _summarise(self, question: ForeignQuestion, own_id: str, *, is_changed: bool) -> None:
        """Add the line that says what became of a question on the whole."""
        reported = {note.where for note in self._foreign.notes if note.fate is Fate.CHANGED}
        if question.type is QuestionType.STATEMENT and question.where in reported:
            return
        is_same = own_id == question.code and question.where not in reported and not is_changed
        named = "" if own_id == question.code else f", under the id {own_id}"
        what = f"the question {question.code}, as {question.type}{named}"
        self._note(question.where, Fate.KEPT if is_same else Fate.CHANGED, what)

    def _in_order(self) -> tuple[Note, ...]:
        """Return the report: what is about the whole and what was left out, then question by question."""
        places = {
            question.where: place for place, question in reversed(list(enumerate(self._foreign.questions)))
        }
        notes = dict.fromkeys(self._notes)
        return tuple(sorted(notes, key=lambda note: places.get(note.where, -1)))

    def _fitting(self, question: ForeignQuestion) -> ForeignQuestion:
        """Return a scale whose points are no scale of ours as a choice."""
        points = question.points
        labels = [self._text(point.words.own) for point in points]
        is_ours = len(points) <= _MOST_POINTS and (not any(labels) or _are_distinct(labels))
        if question.type is not QuestionType.SCALE or is_ours:
            return question
        self._note(
            question.where, Fate.CHANGED, f"a scale of {len(points)} points", "it is asked as a choice"
        )
        return replace(
            question, type=QuestionType.CHOICE, options=points, points=(), low=Words(), high=Words()
        )

    def _words(self, question: ForeignQuestion, own_id: str) -> dict[str, str]:
        words = {"ask": question.ask, "help": question.help}
        if not self._text(question.ask.own) and question.help:
            words = {"ask": question.help, "help": Words()}
        data: dict[str, str] = {}
        for name, text in words.items():
            own = self._text(text.own)
            piped = with_our_pipes(own, self._built)
            for lost in piped.lost:
                why = "it names no earlier question with an answer in words"
                self._note(question.where, Fate.CHANGED, f"the placeholder {lost} in its words", why)
            if piped.text:
                data[name] = piped.text
            if self._keeps_html and loses_markup(text.own):
                why = "questions are plain text"
                self._note(question.where, Fate.CHANGED, f"{name}: links, images or emphasis are gone", why)
            # A translation may name what the survey's own words name, and nothing more.
            named = {match[1] for match in PIPE.finditer(piped.text)}
            known = {code: built for code, built in self._built.items() if built.id in named}
            self._translations.add(
                ("questions", own_id, name), text, partial(self._translated, question, known)
            )
        if "ask" not in data:
            data = {"ask": with_our_pipes(folded(question.code), self._built).text or own_id} | data
            self._note(
                question.where, Fate.CHANGED, "it had no words", "its code stands in; write the question"
            )
        return data

    def _translated(self, question: ForeignQuestion, known: Mapping[str, Built], words: str) -> str:
        piped = with_our_pipes(self._text(words), known)
        for lost in piped.lost:
            why = "the survey's own words do not name it there"
            self._note(question.where, Fate.CHANGED, f"the placeholder {lost} in a translation", why)
        return piped.text

    def _bounds(self, question: ForeignQuestion, pickable: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, bound in (("min", question.min), ("max", question.max)):
            if bound is None:
                continue
            least = 1 if name == "max" else 0
            is_count = bound >= least and float(bound).is_integer() and (not pickable or bound <= pickable)
            if abs(bound) <= BIGGEST_NUMBER and (is_count or question.type not in _COUNTED):
                found[name] = int(bound) if float(bound).is_integer() else bound
            else:
                self._note(question.where, Fate.DROPPED, f"{name} {bound:g}", "it is no bound that we know")
        most = found.get("max", LONGEST.get(question.type, inf))
        if found.get("min", -inf) > most:
            what = " and ".join(found)
            self._note(question.where, Fate.DROPPED, what, f"the least is more than the most, {most:g}")
            return {}
        return found

    def _when(self, question: ForeignQuestion) -> dict[str, Any]:
        if question.when is None:
            return {}
        if isinstance(question.when, Unsayable):
            self._drop_condition(question, f": {question.when.written}", question.when.why)
            expression = question.when.rest
        else:
            expression = question.when
        try:
            when = when_data(expression, self._built) if expression is not None else None
        except NeverHoldsError:
            raise
        except NotSayableError as error:
            self._drop_condition(question, "", str(error))
            return {}
        return {"when": when} if when else {}

    def _drop_condition(self, question: ForeignQuestion, written: str, why: str) -> None:
        what = f"the condition of {question.code}{written}"
        self._note(question.where, Fate.DROPPED, what, f"{why}; it is asked without it")


def _stripped(text: str) -> str:
    return printable(text).strip()


def _lacks(question: ForeignQuestion) -> str:
    """Return what a question cannot be asked without, or nothing."""
    if question.type is QuestionType.MATRIX and (not question.rows or len(question.columns) < 2):
        found = f"{len(question.rows)} and {len(question.columns)}"
        return f"a matrix needs a row and two columns, and this has {found}"
    name, least = _LEAST.get(question.type, ("", 0))
    number = len(getattr(question, name)) if name else least
    return f"it has fewer than {least} {name}" if number < least else ""


def _are_distinct(labels: Iterable[str]) -> bool:
    folded_labels = [label.casefold() for label in labels]
    return all(folded_labels) and len(set(folded_labels)) == len(folded_labels)
