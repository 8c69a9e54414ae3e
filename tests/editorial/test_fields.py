import math
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, time
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial import field_readers as read
from editorial.fields import FieldReader, Invalid, header
from editorial.header import read_document
from tests.builders import CONTEXT


class Colour(StrEnum):
    GREEN = "green"
    BLACK = "black"


@dataclass(frozen=True, kw_only=True)
class Tea:
    name: str = header(read.text, required=True, default="")
    colour: Colour = header(read.member_of(Colour), default=Colour.GREEN)
    grams: int | None = header(read.whole_number(least=1, most=500))
    notes: tuple[str, ...] = header(read.list_of(read.slug), default=())
    kind: str = header(read.text, default="", key="class")
    labels: dict[str, str] = header(lambda node, _: dict(read.mapping(node).entries), default={})


READERS = (
    read.text,
    read.long_text,
    read.text_up_to(5),
    read.slug,
    read.flag,
    read.whole_number(),
    read.number(),
    read.day,
    read.instant(bare_day_at=time(9)),
    read.one_of(["green", "black"]),
    read.list_of(read.slug),
    lambda node, _: read.mapping(node),
)


def node(yaml):
    return read_document(f"---\nit: {yaml}\n---\n".encode(), "tea.md").header.entries[0].value


def value(reader, yaml):
    return reader(node(yaml), CONTEXT)


def refusal(reader, yaml):
    with pytest.raises(Invalid) as caught:
        value(reader, yaml)
    return caught.value.message, caught.value.remedy


def tea(text, **options):
    reader = FieldReader("tea.md", CONTEXT, **options)
    values = reader.read(Tea, read_document(text.encode(), "tea.md").header)
    return values, [str(problem) for problem in sorted(reader.problems)]


def test_the_fields_that_are_there_and_right_become_values():
    values, problems = tea("---\nname: Assam\ncolour: Black\ngrams: 20\nnotes: [malty]\nclass: a\n---\n")

    assert problems == []
    assert values == {"name": "Assam", "colour": Colour.BLACK, "grams": 20, "notes": ("malty",), "kind": "a"}


def test_every_mistake_is_reported_and_none_hides_another():
    values, problems = tea("---\ncolor: green\ncolour: blue\ngrams: 0\nnotes: [ok, A b, ok]\n---\n")

    assert values == {}
    assert problems == [
        "tea.md:1: error missing-name there is no name (add a line `name: …`)",
        "tea.md:2: error unknown-field the field color is not known (did you mean colour?)",
        "tea.md:3: error not-known colour: “blue” is not known (use one of: green, black)",
        "tea.md:4: error out-of-range grams: 0 is out of range (write a number from 1 to 500)",
        "tea.md:5: error listed-twice notes: ok is listed twice (keep one of the two)",
        "tea.md:5: error not-a-slug notes: “A b” cannot stand in an address (write a-b)",
    ]


def test_a_field_without_a_value_is_as_if_it_were_not_there():
    values, problems = tea("---\nname: Assam\ngrams:\nnotes: ''\n---\n")

    assert (values, problems) == ({"name": "Assam"}, [])


def test_a_required_field_without_a_value_is_missing():
    _, problems = tea("---\nname:\n---\n")

    assert problems == ["tea.md:2: error missing-name there is no name (add a line `name: …`)"]


def test_extra_fields_are_kept_out_of_the_findings():
    _, problems = tea("---\nname: Assam\nsource: shop\n---\n", extra_fields=("source",))

    assert problems == []


def test_defaults_that_are_mappings_are_not_shared():
    assert Tea().labels == {}
    assert Tea().labels is not Tea().labels


@pytest.mark.parametrize(
    ("reader", "yaml", "expected"),
    [
        (read.text, "'  a   b '", "a b"),
        (read.long_text, "|\n  a\n\n  b\n", "a\n\nb"),
        (read.text_up_to(3), "abc", "abc"),
        (read.slug, "green-tea", "green-tea"),
        (read.flag, "Yes", True),
        (read.flag, "TRUE", True),
        (read.flag, "off", False),
        (read.whole_number(), "007", 7),
        (read.whole_number(least=-5), "-5", -5),
        (read.number(), "25%", 0.25),
        (read.number(), "0.5", 0.5),
        (read.day, "2026-03-01", date(2026, 3, 1)),
        (read.one_of(["green"]), "GREEN", "green"),
        (read.list_of(read.text), "[a, b]", ("a", "b")),
        (read.list_of(read.text), "a, b,", ("a", "b")),
        (read.list_of(read.text), "Doe, Jane; Roe, Richard", ("Doe, Jane", "Roe, Richard")),
        (read.list_of(read.text), '"a\\nb"', ("a", "b")),
        (read.list_of(read.text), "[]", ()),
    ],
)
def test_a_reader_takes_what_an_author_would_write(reader, yaml, expected):
    assert value(reader, yaml) == expected


def test_an_instant_is_read_in_the_sites_zone():
    found = value(read.instant(bare_day_at=time(9)), "2026-07-01")

    assert found.astimezone(UTC).isoformat() == "2026-07-01T08:00:00+00:00"


@pytest.mark.parametrize(
    ("reader", "yaml", "message", "remedy"),
    [
        (read.text, "[a]", "it is a list or a mapping where one text belongs", "write a single text"),
        (read.text_up_to(3), "abcde", "it has 5 characters; at most 3 are shown", "shorten it by 2"),
        (read.slug, "Green Tea", "“Green Tea” cannot stand in an address", "write green-tea"),
        (read.flag, "maybe", "“maybe” is neither true nor false", "write true or false"),
        (read.whole_number(), "3.5", "“3.5” is not a whole number", "write a number such as 1"),
        (read.whole_number(least=3), "--5", "“--5” is not a whole number", "write a number such as 3"),
        (read.whole_number(), "٣", "“٣” is not a whole number", "write a number such as 1"),
        (read.whole_number(), "9" * 13, f"“{'9' * 13}” is not a whole number", "write a number such as 1"),
        (read.whole_number(), "-1", "-1 is out of range", "write a number of at least 0"),
        (read.number(), "1_000", "“1_000” is not a number", "write a number such as 2"),
        (read.number(most=1), "nan", "“nan” is not a number", "write a number such as 0.25"),
        (read.number(), "1e999", "inf is out of range", "write a number of at least 0"),
        (read.number(most=1), "25", "25 is out of range", "write a number from 0 to 1"),
        (read.day, "3 March", "“3 March” is not a day", "write it as YYYY-MM-DD"),
        (
            read.instant(bare_day_at=time(9)),
            "soon",
            "“soon” is not a date",
            "write it as YYYY-MM-DD, YYYY-MM-DD HH:MM or with a zone, 2026-03-29T09:00+01:00",
        ),
        (read.one_of(["green"]), "gren", "“gren” is not known", "did you mean green?"),
        (
            read.list_of(read.text),
            "{a: b}",
            "it is a mapping where a list belongs",
            "begin each item with `- `",
        ),
        (read.list_of(read.text), "[a, a]", "a is listed twice", "keep one of the two"),
        (lambda it, _: read.mapping(it), "a", "a mapping belongs here", "write `key: value` lines below it"),
    ],
)
def test_a_reader_says_what_is_wrong_and_what_to_do(reader, yaml, message, remedy):
    assert refusal(reader, yaml) == (message, remedy)


def test_all_items_of_a_list_that_are_wrong_are_named_with_their_lines():
    with pytest.raises(Invalid) as caught:
        value(read.list_of(read.slug), "\n  - ok\n  - A b\n  - c/d")

    findings = (caught.value, *caught.value.also)
    assert [(finding.line, finding.remedy) for finding in findings] == [(4, "write a-b"), (5, "write c-d")]


@given(
    st.text(st.characters(codec="utf-8", exclude_characters="\0"))
    | st.from_regex(r"[-+]{0,3}[0-9٠-٩._e%:TZ]{0,8}", fullmatch=True)
    | st.sampled_from(["1e999", "-inf", "nan%", "Green", "on", "a, a", "2026-02-30", "2026-02-28 24:00", "²"])
)
def test_a_reader_raises_nothing_but_invalid_whatever_is_written(text):
    values = []

    for reader in READERS:
        with suppress(Invalid):
            values.append(reader(read.Scalar(text, 1), CONTEXT))

    assert None not in values
    assert all(math.isfinite(value) for value in values if isinstance(value, float))


def test_characters_that_no_page_can_hold_are_blanks():
    header = read_document(b'---\ntitle: "Tea\\0 for\\atwo\\e"\n---\n', "a.md").header

    assert read.text(header.get("title").value, CONTEXT) == "Tea for two"
