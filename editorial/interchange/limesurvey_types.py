"""LimeSurvey's question types, each read into one question of ours or into several."""

from collections.abc import Callable, Iterable, Iterator

from editorial.interchange.limesurvey_parts import LimeItem
from editorial.interchange.limesurvey_reading import Reading
from editorial.interchange.model import ForeignOption, ForeignQuestion, Words
from editorial.interchange.words import asked_of
from editorial.question import OTHER, QuestionType

_OTHER_CODE = "-oth-"


def options_of(items: Iterable[LimeItem]) -> tuple[ForeignOption, ...]:
    """Return subquestions or answers as options."""
    return tuple(ForeignOption(item.code, item.words) for item in items)


def _choice(reading: Reading) -> Iterator[ForeignQuestion]:
    source = reading.source
    _other_words(reading)
    yield reading.question(
        QuestionType.CHOICE,
        options=options_of(source.answers),
        other=source.other,
        shuffle=reading.is_shuffled,
        values={_OTHER_CODE: OTHER} if source.other else {},
    )


def _other_words(reading: Reading) -> None:
    if reading.source.other and reading.attribute("other_replace_text"):
        reading.changed("its own words for “other”", "here they are always “Other”")


def _choice_with_comment(reading: Reading) -> Iterator[ForeignQuestion]:
    yield from _choice(reading)
    reading.changed("the comment beside it became a question of its own", "an answer has one part")
    code = f"{reading.source.code}_comment"
    ask = Words("Please say more.")
    yield reading.question(QuestionType.LONG_TEXT, code=code, ask=ask, help=Words(), required=False)


def _choices(reading: Reading) -> Iterator[ForeignQuestion]:
    source = reading.source
    _other_words(reading)
    codes = {row.code for row in source.subquestions}
    exclusive = [code for code in reading.attribute("exclude_all_others").split(";") if code]
    if unknown := [code for code in exclusive if code not in codes]:
        reading.dropped(f"exclude_all_others “{';'.join(unknown)}”", "it names no option")
        exclusive = [code for code in exclusive if code in codes]
    none = next((row for row in source.subquestions if row.code in exclusive[:1]), None)
    if len(exclusive) > 1:
        reading.changed(f"{len(exclusive)} options that exclude the rest", "here only one option can do that")
    if source.type == "P":
        reading.changed("a comment beside each option", "the comments are not asked for")
    yield reading.question(
        QuestionType.CHOICES,
        options=options_of(row for row in source.subquestions if row is not none),
        none=ForeignOption(none.code, none.words) if none else None,
        other=source.other,
        shuffle=reading.is_shuffled,
        min=reading.number("min_answers"),
        max=reading.number("max_answers"),
        values={_OTHER_CODE: OTHER} if source.other else {},
    )


def _rank(reading: Reading) -> Iterator[ForeignQuestion]:
    source = reading.source
    # Before version 3 what is ranked are answers; later it may be either.
    yield reading.question(
        QuestionType.RANK,
        options=options_of(source.answers or source.subquestions),
        shuffle=reading.is_shuffled,
        min=reading.number("min_answers"),
        max=reading.number("max_answers"),
    )


def _text(reading: Reading) -> Iterator[ForeignQuestion]:
    if reading.says("numbers_only", "1"):
        yield from _number(reading)
        return
    kind = QuestionType.TEXT if reading.source.type == "S" else QuestionType.LONG_TEXT
    yield reading.question(kind, max=reading.number("maximum_chars"))


def _texts(reading: Reading) -> Iterator[ForeignQuestion]:
    if reading.says("numbers_only", "1"):
        yield from _numbers(reading)
        return
    reading.changed("several lines in one question", "each became a question of its own")
    for row in reading.source.rows():
        yield reading.part(QuestionType.TEXT, row, max=reading.number("maximum_chars"))


def _number(reading: Reading) -> Iterator[ForeignQuestion]:
    yield reading.question(
        QuestionType.NUMBER, min=reading.number("min_num_value_n"), max=reading.number("max_num_value_n")
    )


def _numbers(reading: Reading) -> Iterator[ForeignQuestion]:
    reading.changed("several numbers in one question", "each became a question of its own")
    for row in reading.source.rows():
        least, most = reading.number("min_num_value_n"), reading.number("max_num_value_n")
        yield reading.part(QuestionType.NUMBER, row, min=least, max=most)


def _yes_no(reading: Reading) -> Iterator[ForeignQuestion]:
    yield reading.question(QuestionType.YES_NO, values={"Y": "yes", "N": "no"})


def _gender(reading: Reading) -> Iterator[ForeignQuestion]:
    reading.changed("LimeSurvey's question for the gender", "it is a choice; offer more than two answers")
    options = (ForeignOption("F", Words("Female")), ForeignOption("M", Words("Male")))
    yield reading.question(QuestionType.CHOICE, options=options)


def _five_points(reading: Reading) -> Iterator[ForeignQuestion]:
    yield reading.question(QuestionType.SCALE, points=_numbered(5))


def _date(reading: Reading) -> Iterator[ForeignQuestion]:
    yield reading.question(QuestionType.DATE)


def _statement(reading: Reading) -> Iterator[ForeignQuestion]:
    yield reading.question(QuestionType.STATEMENT, required=False)


def _array(reading: Reading) -> Iterator[ForeignQuestion]:
    columns = options_of(reading.source.offered())
    if reading.source.is_scale:
        reading.changed("an array with one row that has no words", "it is a scale")
        points = tuple(ForeignOption(column.code, column.words) for column in columns)
        yield reading.question(QuestionType.SCALE, points=points)
        return
    yield from _matrix(reading, columns)


def _matrix(reading: Reading, columns: tuple[ForeignOption, ...]) -> Iterator[ForeignQuestion]:
    if reading.is_shuffled:
        reading.changed("rows in random order", "they stand as they are written")
    yield reading.question(QuestionType.MATRIX, rows=options_of(reading.source.rows()), columns=columns)


def _fixed_array(*columns: ForeignOption) -> Callable[[Reading], Iterator[ForeignQuestion]]:
    return lambda reading: _matrix(reading, columns)


def _two_scales(reading: Reading) -> Iterator[ForeignQuestion]:
    reading.changed("an array with two scales", "each scale became a matrix of its own")
    for scale in (0, 1):
        heading = reading.attribute(f"dualscale_header{'AB'[scale]}") or f"Scale {scale + 1}"
        yield reading.question(
            QuestionType.MATRIX,
            code=f"{reading.source.code}_{scale}",
            ask=asked_of(reading.source.ask, Words(heading)),
            rows=options_of(reading.source.rows()),
            columns=options_of(reading.source.offered(scale)),
        )


def _cells(reading: Reading) -> Iterator[ForeignQuestion]:
    is_number = reading.says("numbers_only", "1") or reading.source.type == ":"
    kind = QuestionType.NUMBER if is_number else QuestionType.TEXT
    reading.changed("a table of fields", "each field became a question of its own")
    for row in reading.source.rows(0):
        for column in reading.source.rows(1):
            ask = asked_of(asked_of(reading.source.ask, row.words), column.words)
            code = f"{reading.source.code}_{row.code}_{column.code}"
            yield reading.question(kind, code=code, ask=ask)


def _numbered(most: int) -> tuple[ForeignOption, ...]:
    return tuple(ForeignOption(str(point), Words()) for point in range(1, most + 1))


def _named(**columns: str) -> tuple[ForeignOption, ...]:
    return tuple(ForeignOption(code, Words(words)) for code, words in columns.items())


def _points(most: int) -> tuple[ForeignOption, ...]:
    return tuple(ForeignOption(str(point), Words(str(point))) for point in range(1, most + 1))


# A reader, or why there is none.
READERS: dict[str, Callable[[Reading], Iterator[ForeignQuestion]] | str] = {
    "L": _choice,
    "!": _choice,
    "O": _choice_with_comment,
    "M": _choices,
    "P": _choices,
    "R": _rank,
    "S": _text,
    "T": _text,
    "U": _text,
    "Q": _texts,
    "N": _number,
    "K": _numbers,
    "Y": _yes_no,
    "G": _gender,
    "5": _five_points,
    "D": _date,
    "X": _statement,
    "F": _array,
    "H": _array,
    "A": _fixed_array(*_points(5)),
    "B": _fixed_array(*_points(10)),
    "C": _fixed_array(*_named(Y="Yes", U="Uncertain", N="No")),
    "E": _fixed_array(*_named(I="Increase", S="Same", D="Decrease")),
    "1": _two_scales,
    ":": _cells,
    ";": _cells,
    "|": "readers send no files here",
    "*": "nothing is computed from answers here",
    "I": "the page itself offers the languages",
}
