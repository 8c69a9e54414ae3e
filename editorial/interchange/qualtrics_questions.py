"""Qualtrics' question types, each read into one question of ours or into several."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from editorial.interchange.model import ForeignOption, ForeignQuestion, Words
from editorial.interchange.qualtrics_question import QsfQuestion, offered, options
from editorial.interchange.texts import folded, plain
from editorial.interchange.tracked import Tracked
from editorial.interchange.words import asked_of
from editorial.question import OTHER, QuestionType

_SEVERAL = ("MAVR", "MAHR", "MACOL", "MSB")
_CONTENTS = {
    "ValidEmail": QuestionType.EMAIL,
    "ValidNumber": QuestionType.NUMBER,
    "ValidDate": QuestionType.DATE,
}


def _multiple_choice(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    selector = source.part.text("Selector")
    source.part.get("SubSelector")
    if selector == "NPS" or source.part.text("QuestionType") == "NPS":
        points = tuple(ForeignOption(str(point), Words()) for point in range(11))
        offered(source, "Choices")
        yield source.question(QuestionType.NPS, points=points)
        return
    items = offered(source, "Choices")
    own_words = next((key for key, item in items.items() if _is_other(item)), "")
    exclusive = [key for key, item in items.items() if item.flag("ExclusiveAnswer")]
    several = selector in _SEVERAL
    none = exclusive[0] if several and exclusive else ""
    if len(exclusive) > 1:
        source.changed(f"{len(exclusive)} options that exclude the rest", "here only one option can do that")
    listed = options(source, "Choices", without=own_words)
    groups = source.part.get("ChoiceGroups")
    source.part.get("ChoiceGroupOrder")
    if groups:
        source.dropped("groups of its options", "options are one list")
    settings = source.settings
    yield source.question(
        QuestionType.CHOICES if several else QuestionType.CHOICE,
        options=tuple(option for option in listed if option.code != none),
        none=next((option for option in listed if option.code == none), None),
        other=bool(own_words),
        shuffle=_is_shuffled(source),
        values={own_words: OTHER} if own_words else {},
        min=settings.number("MinChoices") if several else None,
        max=settings.number("MaxChoices") if several else None,
    )


def _is_other(item: Tracked) -> bool:
    return item.flag("TextEntry") and folded(plain(item.text("Display"))).casefold().startswith("other")


def _is_shuffled(source: QsfQuestion) -> bool:
    randomization = Tracked(source.part.get("Randomization"))
    kind = randomization.text("Type")
    if kind not in ("", "None", "All"):
        source.changed(f"a random order of type {kind}", "all options are shuffled")
    return kind not in ("", "None")


def _text_entry(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    selector, settings = source.part.text("Selector"), source.settings
    if selector == "PW":
        source.dropped("a field for a password", "a survey asks for none")
        return
    if selector == "FORM":
        source.changed("several lines in one question", "each became a question of its own")
        yield from source.rows_as(QuestionType.TEXT, options(source, "Choices"))
        return
    content = settings.text("ContentType") if settings.text("Type") == "ContentType" else ""
    kind = _CONTENTS.get(content)
    if kind is None:
        if content:
            source.dropped(f"the check {content} of the answer")
        kind = QuestionType.TEXT if selector == "SL" else QuestionType.LONG_TEXT
    number = Tracked(settings.get("ValidNumber"))
    bounds: dict[str, float | None] = {}
    if kind is QuestionType.NUMBER:
        bounds = {"min": number.number("Min"), "max": number.number("Max")}
    elif kind in (QuestionType.TEXT, QuestionType.LONG_TEXT):
        bounds = {"min": settings.number("MinChars"), "max": settings.number("MaxChars", "TotalChars")}
    yield source.question(kind, **bounds)


def _matrix(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    selector, kind = source.part.text("Selector"), source.part.text("SubSelector")
    rows, columns = options(source, "Choices"), options(source, "Answers")
    if _is_shuffled(source):
        source.changed("rows in random order", "they stand as they are written")
    if selector in ("RO", "CS", "MaxDiff"):
        source.dropped(f"a matrix of type {selector}")
        return
    if selector == "TE":
        source.changed("a table of fields", "each field became a question of its own")
        for row in rows:
            for column in columns:
                ask = asked_of(asked_of(source.question(QuestionType.TEXT).ask, row.words), column.words)
                yield source.question(
                    QuestionType.TEXT, code=f"{source.code}_{row.code}_{column.code}", ask=ask
                )
        return
    if selector not in ("Likert", "Profile", "Bipolar"):
        source.changed(f"a matrix of type {selector}", "it is asked as a matrix of options")
    yield from _likert(source, kind, rows, columns)


def _likert(
    source: QsfQuestion, kind: str, rows: tuple[ForeignOption, ...], columns: tuple[ForeignOption, ...]
) -> Iterator[ForeignQuestion]:
    if kind != "MultipleAnswer":
        yield source.question(QuestionType.MATRIX, rows=rows, columns=columns)
        return
    if len(columns) < 2:
        source.dropped(
            "a column to tick in each row", f"a question needs two options, and this has {len(columns)}"
        )
        return
    source.changed("several answers to a row", "each row became a question of its own")
    yield from source.rows_as(QuestionType.CHOICES, rows, options=columns)


def _side_by_side(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    source.part.get("Selector")
    parts = source.part.get("AdditionalQuestions")
    rows = options(source, "Choices")
    source.changed("tables side by side", "each became a question of its own")
    for key, payload in parts.items() if isinstance(parts, Mapping) else ():
        part = Tracked(payload)
        heading = source.text(part.text("QuestionText"))
        inner = QsfQuestion(
            source.qid, f"{source.code}_{key}", source.where, part, source.notes, source.when, source.codes
        )
        ask = asked_of(source.question(QuestionType.MATRIX).ask, Words(heading))
        columns = options(inner, "Answers")
        if part.text("Selector") != "Likert":
            source.dropped(f"the table “{plain(heading)}” of type {part.text('Selector')}")
            continue
        for question in _likert(inner, part.text("SubSelector"), rows, columns):
            own = (
                asked_of(ask, _row_words(question, inner))
                if question.type is not QuestionType.MATRIX
                else ask
            )
            yield replace(question, ask=own)


def _row_words(question: ForeignQuestion, inner: QsfQuestion) -> Words:
    prefix = plain(inner.part.text("QuestionText")).rstrip(" :")
    return Words(plain(question.ask.own).removeprefix(prefix).lstrip(": "))


def _slider(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    configuration = Tracked(source.part.get("Configuration"))
    selector = source.part.text("Selector")
    rows = options(source, "Choices")
    offered(source, "Labels")
    if selector == "STAR":
        number = int(configuration.number("StarCount", "NumberOfStars") or 5)
        points = tuple(ForeignOption(str(point), Words()) for point in range(1, min(number, 100) + 1))
        source.changed("stars in rows", "each row became a question of its own")
        kind = QuestionType.STARS if number == 5 else QuestionType.SCALE
        yield from source.rows_as(kind, rows, points=points)
        return
    source.changed("sliders", "each is asked as a number, so that nothing is picked beforehand")
    least, most = configuration.number("CSSliderMin"), configuration.number("CSSliderMax")
    yield from source.rows_as(QuestionType.NUMBER, rows, min=least, max=most)


def _rank(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    source.part.get("Selector")
    source.part.get("SubSelector")
    yield source.question(QuestionType.RANK, options=options(source, "Choices"), shuffle=_is_shuffled(source))


def _sum(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    source.part.get("Selector")
    source.changed("numbers with a sum", "each became a question of its own, and nothing adds them up")
    yield from source.rows_as(QuestionType.NUMBER, options(source, "Choices"), min=0)


def _words(source: QsfQuestion) -> Iterator[ForeignQuestion]:
    selector = source.part.text("Selector")
    if selector not in ("TB", "PTB", ""):
        source.dropped(
            f"a picture or file (type {selector})",
            "a survey has no images here; the introduction may hold one",
        )
        if not plain(source.part.text("QuestionText")):
            return
    source.part.get("SubSelector")
    yield source.question(QuestionType.STATEMENT, required=False)


# A reader, or why there is none.
READERS: dict[str, Callable[[QsfQuestion], Iterator[ForeignQuestion]] | str] = {
    "MC": _multiple_choice,
    "NPS": _multiple_choice,
    "TE": _text_entry,
    "Matrix": _matrix,
    "SBS": _side_by_side,
    "Slider": _slider,
    "RO": _rank,
    "CS": _sum,
    "DB": _words,
    "FileUpload": "readers send no files here",
    "Draw": "readers draw nothing here",
    "Captcha": "the service keeps robots off in its own way",
    "Timing": "the service measures time itself, and says so",
    "Meta": "nothing about a reader's browser is kept",
}
