"""The elements of SurveyJS, each read into one question of ours or into several."""

from collections.abc import Callable, Iterator

from editorial.interchange.model import Fate, ForeignOption, ForeignQuestion, Words
from editorial.interchange.surveyjs_element import Element, bounds_of, read_options, read_text, report_check
from editorial.interchange.surveyjs_tables import read_dropdown_matrix, read_matrix, read_multiple_text
from editorial.interchange.texts import plain
from editorial.interchange.tracked import as_text
from editorial.interchange.words import asked_of
from editorial.question import QuestionType


def _comment(element: Element) -> Iterator[ForeignQuestion]:
    least, most = bounds_of(element, number=False)
    yield element.question(QuestionType.LONG_TEXT, min=least, max=most)


def _choice(element: Element) -> Iterator[ForeignQuestion]:
    is_several = element.part.flag("multiSelect")
    yield from (_choices if is_several else _one_of)(element)


def _one_of(element: Element) -> Iterator[ForeignQuestion]:
    special = [option for option in _special(element) if option is not None]
    yield element.question(
        QuestionType.CHOICE,
        options=(*read_options(element, "choices"), *special),
        other=element.part.flag("showOtherItem", "hasOther"),
        shuffle=_is_shuffled(element),
    )


def _choices(element: Element) -> Iterator[ForeignQuestion]:
    none, *rest = _special(element)
    extra = [option for option in rest if option is not None]
    for option in extra:
        element.report(
            Fate.CHANGED, f"“{option.words.own}” excludes the rest", "here only one option can do that"
        )
    yield element.question(
        QuestionType.CHOICES,
        options=(*read_options(element, "choices"), *extra),
        none=none,
        other=element.part.flag("showOtherItem", "hasOther"),
        shuffle=_is_shuffled(element),
        min=_positive(element.part.number("minSelectedChoices")),
        max=_positive(element.part.number("maxSelectedChoices")),
    )


def _ranking(element: Element) -> Iterator[ForeignQuestion]:
    element.part.get("selectToRankEnabled")
    yield element.question(
        QuestionType.RANK,
        options=read_options(element, "choices"),
        shuffle=_is_shuffled(element),
        min=_positive(element.part.number("minSelectedChoices")),
        max=_positive(element.part.number("maxSelectedChoices")),
    )


def _positive(number: float | None) -> float | None:
    return number if number is not None and number > 0 else None


def _is_shuffled(element: Element) -> bool:
    order = element.part.text("choicesOrder")
    if order in ("asc", "desc"):
        element.report(Fate.DROPPED, f"choices in order {order}", "they stand as they are written")
    return order == "random"


def _special(element: Element) -> Iterator[ForeignOption | None]:
    """Yield "none of these", "refuse to answer" and "don't know", each None where it is not offered."""
    for code, flags, key, words in _SPECIAL:
        text = element.words(key)
        shown = element.part.flag(*flags)
        yield ForeignOption(code, text or Words(words), pin=True) if shown else None


def _boolean(element: Element) -> Iterator[ForeignQuestion]:
    part = element.part
    looks = {part.text("renderAs"), part.text("displayMode")}
    yes, no = part.text("valueTrue", "true"), part.text("valueFalse", "false")
    labels = element.words("labelTrue"), element.words("labelFalse")
    label = element.words("label")
    part.get("useTitleAsLabel")
    if "checkbox" in looks:
        for _, validator in part.parts("validators"):
            # So SurveyJS says that a box has to be ticked.
            if validator.text("expression") != f"{{{element.name}}} = true":
                report_check(element, validator.text("type"))
        title = element.words("title")
        ask = {"ask": asked_of(title, label) if title else label} if label else {}
        yield element.question(QuestionType.CONSENT, values={yes: True, no: False}, **ask)
        return
    if all(not own or own.own.casefold() == usual for own, usual in zip(labels, ("yes", "no"), strict=True)):
        yield element.question(QuestionType.YES_NO, values={yes: "yes", no: "no"})
        return
    element.report(Fate.CHANGED, "yes or no in words of its own", "it is asked as a choice of two")
    options = (ForeignOption(yes, labels[0] or Words("Yes")), ForeignOption(no, labels[1] or Words("No")))
    yield element.question(QuestionType.CHOICE, options=options)


def _rating(element: Element) -> Iterator[ForeignQuestion]:
    part = element.part
    kind, values = part.text("rateType", "labels"), read_options(element, "rateValues")
    part.get("autoGenerate")
    points = values or _rate_points(element)
    ends = {"low": element.words("minRateDescription"), "high": element.words("maxRateDescription")}
    codes = [point.code for point in points]
    if codes == [str(number) for number in range(11)] and not values:
        yield element.question(QuestionType.NPS, points=points, **ends)
        return
    if kind == "stars" and codes == ["1", "2", "3", "4", "5"] and not values:
        yield element.question(QuestionType.STARS, points=points, **ends)
        return
    if kind in ("stars", "smileys"):
        element.report(Fate.CHANGED, f"{len(points)} {kind}", "it is asked as a scale")
    if codes != [str(number) for number in range(1, len(points) + 1)]:
        element.report(Fate.CHANGED, f"points from {codes[0]} to {codes[-1]}", "points are counted from 1")
    yield element.question(QuestionType.SCALE, points=points, **ends)


def _rate_points(element: Element) -> tuple[ForeignOption, ...]:
    part = element.part
    least, most, step = part.number("rateMin"), part.number("rateMax"), part.number("rateStep") or 1.0
    least = 1.0 if least is None else least
    count = part.number("rateCount")
    most = least + ((count or 5) - 1) * step if most is None else most
    # The quotient may be infinite, and so is cut off first.
    number = int(min((most - least) / step, 99)) + 1 if step > 0 and most > least else 0
    codes = [as_text(least + place * step) for place in range(number)]
    is_usual = codes == [str(place) for place in range(1, len(codes) + 1)]
    return tuple(ForeignOption(code, Words("" if is_usual else code)) for code in codes)


def _slider(element: Element) -> Iterator[ForeignQuestion]:
    part = element.part
    if part.text("sliderType", "single") != "single":
        element.report(Fate.DROPPED, "a slider for a range", "an answer is one number")
        return
    element.report(Fate.CHANGED, "a slider", "it is asked as a number, so that nothing is picked beforehand")
    least, most = part.number("min"), part.number("max")
    yield element.question(
        QuestionType.NUMBER, min=0 if least is None else least, max=100 if most is None else most
    )


def _html(element: Element) -> Iterator[ForeignQuestion]:
    words = element.words("html")
    ask = Words(plain(words.own), {language: plain(text) for language, text in words.others.items()})
    yield element.question(QuestionType.STATEMENT, ask=ask, required=False)


_SPECIAL = (
    ("none", ("showNoneItem", "hasNone"), "noneText", "None"),
    ("refused", ("showRefuseItem",), "refuseText", "Refuse to answer"),
    ("dontknow", ("showDontKnowItem",), "dontKnowText", "Don't know"),
)
# A reader, or why there is none.
READERS: dict[str, Callable[[Element], Iterator[ForeignQuestion]] | str] = {
    "text": read_text,
    "comment": _comment,
    "radiogroup": _one_of,
    "dropdown": _one_of,
    "buttongroup": _one_of,
    "checkbox": _choices,
    "tagbox": _choices,
    "imagepicker": _choice,
    "ranking": _ranking,
    "boolean": _boolean,
    "rating": _rating,
    "slider": _slider,
    "html": _html,
    "matrix": read_matrix,
    "matrixdropdown": read_dropdown_matrix,
    "multipletext": read_multiple_text,
    "matrixdynamic": "a reader cannot add rows here",
    "paneldynamic": "a reader cannot add panels here",
    "expression": "nothing is computed from answers here",
    "file": "readers send no files here",
    "signaturepad": "readers draw nothing here",
    "image": "a survey has no images here; the introduction may hold one",
    "imagemap": "readers pick from words here",
}
