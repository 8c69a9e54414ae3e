"""What a question of another tool offers, in our terms: options, rows, columns, points."""

from collections.abc import Callable, Iterable
from typing import Any

from editorial.interchange.languages import Translations
from editorial.interchange.model import Fate, ForeignOption, ForeignQuestion
from editorial.interchange.texts import folded, option_id
from editorial.question import FIELDS_OF_TYPES, OTHER, QuestionType
from editorial.slug import slugify
from editorial.survey_options import DEFAULT_POINTS

Report = Callable[[str, Fate, str, str], None]
_CODES_SHOWN = 4


class OptionMaker:
    """Makes the lists of one question; `values` says afterwards which of our answers each code means."""

    def __init__(
        self,
        question: ForeignQuestion,
        own_id: str,
        text: Callable[[str], str],
        report: Report,
        translations: Translations,
    ) -> None:
        self._question, self._own_id, self._text = question, own_id, text
        self._report, self._translations = report, translations
        self.values: dict[str, str | float | bool] = dict(question.values)
        self.pickable = len(question.options) + question.other if question.options else 0

    def data(self) -> dict[str, Any]:
        """Return the fields of the question that say what it offers."""
        question = self._question
        found: dict[str, Any] = {}
        if question.type in (QuestionType.CHOICE, QuestionType.CHOICES, QuestionType.RANK):
            found |= self._picks()
        if question.type is QuestionType.MATRIX:
            found["rows"] = self._list("rows", question.rows, {})
            found["columns"] = self._list("columns", question.columns, {})
        if question.type in FIELDS_OF_TYPES["low"]:
            found |= self._ends()
        if question.type is QuestionType.SCALE:
            found |= self._points()
        if question.type in (QuestionType.NPS, QuestionType.STARS):
            first = 0 if question.type is QuestionType.NPS else 1
            self.values |= {point.code: first + place for place, point in enumerate(question.points)}
        return found

    def _picks(self) -> dict[str, Any]:
        question = self._question
        reserved = {OTHER: ""} if question.other else {}
        found: dict[str, Any] = {"options": self._list("options", question.options, self.values, reserved)}
        if question.other:
            found["other"] = True
            self.values.setdefault(OTHER, OTHER)
        if question.none is not None and question.type is QuestionType.CHOICES:
            found["none"] = self._none(question.none)
        if question.shuffle:
            found["shuffle"] = True
        return found

    def _none(self, none: ForeignOption) -> str | dict[str, str]:
        label = self._text(none.words.own) or "None of these"
        taken = {str(value) for value in self.values.values()}
        own_id = slugify(label)
        if own_id in taken:
            own_id = option_id("", f"none {label}", taken)
        self.values[none.code] = own_id
        self._translations.add(("questions", self._own_id, "none"), none.words, self._text)
        return label if own_id == slugify(label) else {"id": own_id, "label": label}

    def _ends(self) -> dict[str, str]:
        found = {}
        for name in ("low", "high"):
            words = getattr(self._question, name)
            if text := self._text(words.own):
                found[name] = text
            self._translations.add(("questions", self._own_id, name), words, self._text)
        return found

    def _points(self) -> dict[str, Any]:
        points = self._question.points
        labels = [self._text(point.words.own) for point in points]
        self.values |= {point.code: place for place, point in enumerate(points, 1)}
        for place, point in enumerate(points, 1):
            self._translations.add(("questions", self._own_id, "points", str(place)), point.words, self._text)
        if any(labels) and labels != [str(place) for place in range(1, len(points) + 1)]:
            return {"points": _with_own_ids(labels)}
        return {} if len(points) == DEFAULT_POINTS else {"points": len(points)}

    def _list(
        self,
        name: str,
        options: Iterable[ForeignOption],
        values: dict[str, Any],
        reserved: dict[str, str] | None = None,
    ) -> list[str | dict[str, Any]]:
        """Return the options as an author writes them; `values` gets the id of each code."""
        taken: dict[str, str] = dict(reserved or {})
        labels: set[str] = set()
        written: list[str | dict[str, Any]] = []
        renamed = []
        for option in options:
            label = self._label(option, labels)
            own_id = option_id(option.code, label, taken)
            taken[own_id] = label
            values.setdefault(option.code, own_id)
            if own_id != option.code:
                renamed.append(f"{option.code} became {own_id}")
            self._translations.add(("questions", self._own_id, name, own_id), option.words, self._text)
            pin = {"pin": True} if option.pin else {}
            is_plain = own_id == slugify(label) and not pin
            written.append(label if is_plain else {"id": own_id, "label": label, **pin})
        if renamed:
            more = f" and {len(renamed) - _CODES_SHOWN} more alike" if len(renamed) > _CODES_SHOWN else ""
            what = f"codes of {name}: {', '.join(renamed[:_CODES_SHOWN])}{more}"
            self._report(self._question.where, Fate.CHANGED, what, "an id has no capitals, spaces or signs")
        return written

    def _label(self, option: ForeignOption, labels: set[str]) -> str:
        label = first = self._text(option.words.own)
        if not label:
            label = first = folded(option.code) or "?"
            what = f"{option.code} had no words"
            self._report(self._question.where, Fate.CHANGED, what, "its code stands in")
        number = 2
        while label.casefold() in labels:
            label = f"{first} ({number})"
            number += 1
        if label != first:
            what = f"“{first}” is there twice"
            self._report(self._question.where, Fate.CHANGED, what, f"one of them became “{label}”")
        labels.add(label.casefold())
        return label


def _with_own_ids(labels: Iterable[str]) -> list[str | dict[str, Any]]:
    """Return labels as an author writes them: those with the same id as one before get another."""
    taken: dict[str, str] = {}
    written: list[str | dict[str, Any]] = []
    for label in labels:
        own_id = option_id("", label, taken)
        taken[own_id] = label
        written.append(label if own_id == slugify(label) else {"id": own_id, "label": label})
    return written
