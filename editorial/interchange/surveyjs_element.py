"""One element of SurveyJS: its words, its options, its field, and what of it is left over."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from editorial.interchange.model import Condition, Fate, ForeignOption, ForeignQuestion, Note, Words
from editorial.interchange.tracked import Tracked, as_text
from editorial.question import QuestionType

# What only says how an element looks, or how an old version is told from a new one.
_LOOKS = frozenset({
    "startWithNewLine", "width", "minWidth", "maxWidth", "colSpan", "indent", "innerIndent",
    "titleLocation", "descriptionLocation", "errorLocation", "showNumber", "colCount", "rows", "cols",
    "autoGrow", "allowResize", "placeholder", "size", "inputSize", "searchEnabled", "imageFit",
    "imageHeight", "imageWidth", "showLabel", "contentMode", "state", "longTap", "displayMode",
    "renderAs", "rateType", "rateColorMode", "scaleColorMode", "rateDescriptionLocation",
    "displayRateDescriptionsAsExtremeItems", "itemComponent", "showLabels", "tooltipVisibility",
    "separateSpecialChoices", "selectToRankAreasLayout", "otherPlaceholder", "columnMinWidth",
    "rowTitleWidth", "verticalAlign", "alternateRows", "showHeader", "logo", "logoPosition", "logoWidth",
    "logoHeight", "logoFit", "showTitle", "showPageTitles", "showProgressBar", "progressBarLocation",
    "progressBarType", "widthMode", "headerView", "requiredMark", "pagePrevText", "pageNextText",
    "completeText", "startSurveyText", "minErrorText", "requiredErrorText", "otherErrorText", "swapOrder",
    "labelTrue", "labelFalse", "fitToContainer", "autocomplete", "dataList",
})  # fmt: skip


@dataclass(frozen=True)
class Element:
    """One element with all that its reader needs; `notes` takes what there is to report."""

    part: Tracked
    name: str
    where: str
    locale: str
    when: Condition
    notes: list[Note]

    def words(self, key: str) -> Words:
        """Return a text of the element."""
        return self.part.words(key, self.locale)

    def report(self, fate: Fate, what: str, why: str) -> None:
        """Add a line to the report."""
        self.notes.append(Note(self.where, fate, what, why))

    def question(self, kind: QuestionType, **fields: Any) -> ForeignQuestion:
        """Return the element as a question of this type."""
        title = self.words("title")
        shared: dict[str, Any] = {
            "ask": title or Words(self.name),
            "help": self.words("description"),
            "required": self.part.flag("isRequired"),
        }
        return ForeignQuestion(
            code=self.name, where=self.where, type=kind, when=self.when, **(shared | fields)
        )


def unmapped(where: str, part: Tracked) -> Iterator[Note]:
    """Yield lines for the settings of a part that nothing was made of."""
    left = sorted(part.leftovers())
    looks = [key for key in left if key in _LOOKS]
    others = [key for key in left if key not in _LOOKS]
    if looks:
        yield Note(where, Fate.DROPPED, ", ".join(looks), "how a question looks is the theme's matter")
    if others:
        yield Note(where, Fate.DROPPED, ", ".join(others), "it has no counterpart here")


def read_text(element: Element) -> Iterator[ForeignQuestion]:
    """Yield a field as a question of the type that fits what it takes."""
    kind = element.part.text("inputType", "text")
    ours = _INPUTS.get(kind, QuestionType.TEXT)
    if kind not in _INPUTS:
        element.report(Fate.CHANGED, f"a field for “{kind}”", "it is asked as a line of text")
    least, most = bounds_of(element, number=ours is QuestionType.NUMBER, is_email_meant=True)
    if ours is QuestionType.TEXT and _is_checked_as_email(element):
        ours = QuestionType.EMAIL
    if ours in (QuestionType.EMAIL, QuestionType.DATE):
        if least is not None or most is not None:
            element.report(Fate.DROPPED, "its bounds", f"a question of type {ours} has none")
        least = most = None
    yield element.question(ours, min=least, max=most)


def bounds_of(
    element: Element, *, number: bool, is_email_meant: bool = False
) -> tuple[float | None, float | None]:
    """Return the least and the most: of a number, or of the characters of a text.

    Other checks are reported, but for that of an e-mail address where `is_email_meant`.
    """
    part, kind = element.part, "numeric" if number else "text"
    names = ("minValue", "maxValue") if number else ("minLength", "maxLength")
    own = (part.number("min"), part.number("max")) if number else (None, part.number("maxLength"))
    found = list(own)
    for _, validator in part.parts("validators"):
        said = validator.text("type")
        if said == kind:
            # All checks have to be met.
            least, most = (validator.number(name) for name in names)
            found = [_stricter(max, found[0], least), _stricter(min, found[1], most)]
            # The one setting of a check that says something by being off.
            digits = ["allowDigits"] if validator.get("allowDigits") is False else []
            if lost := sorted([*digits, *validator.leftovers()]):
                element.report(
                    Fate.DROPPED, f"of a check: {', '.join(lost)}", "bounds are all that is checked"
                )
        elif said != "email" or not is_email_meant:
            report_check(element, said)
    if not number and found[1] is not None and found[1] < 0:
        found[1] = None  # -1 means without bound
    return found[0], found[1]


def report_check(element: Element, kind: str) -> None:
    """Add a line for a check of answers that there is none of here."""
    element.report(Fate.DROPPED, f"a check of type {kind}", "an answer is checked by its type and bounds")


def _stricter(pick: Callable[[float, float], float], one: float | None, other: float | None) -> float | None:
    return pick(one, other) if one is not None and other is not None else one if other is None else other


def _is_checked_as_email(element: Element) -> bool:
    return any(check.text("type") == "email" for _, check in element.part.parts("validators"))


def read_options(element: Element, key: str) -> tuple[ForeignOption, ...]:
    """Return the items of a list as options, and report what else they say."""
    found, lost = [], set()
    for item in element.part.items(key):
        if not isinstance(item, dict):
            found.append(ForeignOption(_value(item), Words(_value(item))))
            continue
        option = Tracked(item)
        code = _value(option.get("value"))
        words = option.words("text", element.locale)
        found.append(ForeignOption(code, words or Words(code), pin=option.get("randomize") is False))
        lost |= set(option.leftovers())
    if lost:
        element.report(
            Fate.DROPPED, f"of {key}: {', '.join(sorted(lost))}", "an option has an id and a label"
        )
    return tuple(found)


def _value(value: Any) -> str:
    """Return the value of an item as conditions name it."""
    return str(value).lower() if isinstance(value, bool) else as_text(value)


_INPUTS = {
    "text": QuestionType.TEXT,
    "email": QuestionType.EMAIL,
    "number": QuestionType.NUMBER,
    "range": QuestionType.NUMBER,
    "date": QuestionType.DATE,
}
