"""One LimeSurvey question while it is read: which of its attributes were made use of, and what is left."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from editorial.interchange.limesurvey_parts import LimeItem, LimeQuestion
from editorial.interchange.model import Condition, Fate, ForeignQuestion, Note
from editorial.interchange.tracked import as_number
from editorial.interchange.words import asked_of
from editorial.question import QuestionType

# What LimeSurvey writes of itself where nobody chose anything.
_USUAL = {
    "hide_tip": "0", "page_break": "0", "save_as_default": "N", "statistics_graphtype": "0",
    "statistics_showgraph": "1", "statistics_showmap": "1", "time_limit_action": "1",
    "time_limit_disable_next": "0", "time_limit_disable_prev": "0", "public_statistics": "0",
    "slider_rating": "0", "same_default": "1", "display_columns": "1", "assessment_value": "1",
    "scale_export": "0", "use_dropdown": "0", "repeat_headings": "0", "alphasort": "0",
    "other_numbers_only": "0", "other_comment_mandatory": "0", "array_filter_style": "0",
    "commented_checkbox": "allways", "max_num_of_files": "1", "dropdown_dates": "0", "reverse": "0",
    "dropdown_dates_minute_step": "1", "samechoiceheight": "1", "samelistheight": "1", "showpopups": "1",
    "category_separator": "1", "display_rows": "1", "allowed_filetypes": "1", "num_value_int_only": "0",
    "exclude_all_others_auto": "0", "commented_checkbox_auto": "1", "hidden": "0", "numbers_only": "0",
    "random_order": "0", "answer_order": "normal", "subquestion_order": "normal", "encrypted": "N",
}  # fmt: skip


@dataclass(frozen=True)
class Reading:
    """A question that is being read, when it is asked, and where to report; `used` names attributes."""

    source: LimeQuestion
    when: Condition
    notes: list[Note]
    used: set[str] = field(default_factory=set)

    def changed(self, what: str, why: str) -> None:
        """Add a line for what is another thing now."""
        self.notes.append(Note(self.source.where, Fate.CHANGED, what, why))

    def dropped(self, what: str, why: str) -> None:
        """Add a line for what is no more."""
        self.notes.append(Note(self.source.where, Fate.DROPPED, what, why))

    def attribute(self, name: str) -> str:
        """Return an attribute that something is made of, or nothing."""
        self.used.add(name)
        return self.source.attributes.get(name, "")

    def says(self, name: str, value: str) -> bool:
        """Return whether an attribute has a value; any other of it counts as not used."""
        is_said = self.source.attributes.get(name) == value
        if is_said:
            self.used.add(name)
        return is_said

    def number(self, name: str) -> float | None:
        """Return an attribute that is a number, or None."""
        written = self.attribute(name)
        number = as_number(written)
        if written and number is None:
            self.dropped(f"{name} “{written}”", "it is no number")
        return number

    @property
    def is_shuffled(self) -> bool:
        """True when LimeSurvey shows the options in random order."""
        orders = (("random_order", "1"), ("answer_order", "random"), ("subquestion_order", "random"))
        # All of them are asked for: each counts as used.
        return bool(sum(self.says(name, value) for name, value in orders))

    def question(self, kind: QuestionType, **fields: Any) -> ForeignQuestion:
        """Return the question as one of this type."""
        source = self.source
        shared: dict[str, Any] = {
            "code": source.code,
            "where": source.where,
            "ask": source.ask,
            "help": source.help,
            "required": source.mandatory == "Y",
            "when": self.when,
        }
        return ForeignQuestion(type=kind, **(shared | fields))

    def part(self, kind: QuestionType, row: LimeItem, **fields: Any) -> ForeignQuestion:
        """Return a question about one of the rows."""
        code = f"{self.source.code}_{row.code}"
        return self.question(kind, code=code, ask=asked_of(self.source.ask, row.words), **fields)


def leftover_attributes(reading: Reading) -> Iterator[Note]:
    """Yield a line for the settings of a question that nothing was made of."""
    left = sorted(
        name
        for name, value in reading.source.attributes.items()
        if name not in reading.used and value not in ("", _USUAL.get(name.partition(" in ")[0]))
    )
    if left:
        yield Note(reading.source.where, Fate.DROPPED, ", ".join(left), "it has no counterpart here")
