import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.social_card import (
    LEADING,
    TEXT_WIDTH,
    TITLE_HEIGHT,
    TITLE_SIZES,
    Setting,
    colours,
    set_title,
    shortened,
    showable,
    signature,
)


def half_an_em(text: str) -> float:
    return len(text) / 2


def latin(character: str) -> bool:
    return character.isascii() or character in "éŁ—“”"


@pytest.mark.parametrize(
    ("title", "setting"),
    [
        ("House style", Setting(96, ("House style",))),
        ("Three hands on one sentence", Setting(96, ("Three hands on", "one sentence"))),
        (
            "What the agency money buys, and what nobody can buy",
            Setting(96, ("What the agency", "money buys, and", "what nobody can buy")),
        ),
        ("", Setting(96, ())),
    ],
)
def test_a_title_stands_as_large_as_it_fits_in_even_lines(title, setting):
    assert set_title(title, half_an_em) == setting


def test_the_longer_a_title_the_smaller_its_letters():
    sizes = [set_title("some words " * count, half_an_em).size for count in range(1, 20)]

    assert sizes == sorted(sizes, reverse=True)
    assert (sizes[0], sizes[-1]) == (TITLE_SIZES[0], TITLE_SIZES[-1])


def test_a_word_that_is_wider_than_the_card_is_broken():
    lines = set_title("x" * 60, half_an_em).lines

    assert lines == ("x" * 44, "x" * 16)


def test_a_title_without_end_is_cut_and_says_so():
    setting = set_title("word " * 1000, half_an_em)

    assert setting.lines[-1].endswith("…")


WORDS = st.integers(1, 70).map("x".__mul__) | st.text(max_size=9)


@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_every_title_fits_its_place(title):
    setting = set_title(title, half_an_em)

    assert len(setting.lines) * setting.size * LEADING <= TITLE_HEIGHT
    assert all(half_an_em(line) * setting.size <= TEXT_WIDTH + 0.01 for line in setting.lines)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ship it 🚀 now", "Ship it now"),
        ("  two\n lines ", "two lines"),
        ("cafe\u0301", "café"),
        ("family 👩\u200d👧\ufe0f", "family"),
        ("日本語", ""),
        ("Tea 日本", ""),
        ("x\u0331", ""),
        ("Ł — “ok”", "Ł — “ok”"),
        ("٣ things", ""),
        ("🚀", ""),
    ],
)
def test_signs_may_be_missing_in_a_font_but_letters_may_not(text, shown):
    assert showable(text, latin) == shown


@pytest.mark.parametrize(
    ("names", "room", "signed"),
    [
        ([], 50, ""),
        (["Ada Quill"], 50, "Ada Quill"),
        (["Ada", "Ben"], 50, "Ada and Ben"),
        (["Ada", "Ben", "Cy"], 50, "Ada, Ben and Cy"),
        (["Ada Quill", "Ben Nib", "Cy Ink"], 10, "Ada Quill and 2 oth…"),
        (["Ada Quill", "Ben Nib", "Cy Ink"], 11, "Ada Quill and 2 others"),
        (["Ada Quill", "Benedict Nibblethwaite"], 11, "Ada Quill and 1 other"),
        (["A name that is too long"], 4, "A name…"),
    ],
)
def test_authors_sign_together_as_far_as_there_is_room(names, room, signed):
    assert signature(names, half_an_em, room) == signed


def test_where_there_is_no_room_only_the_sign_for_missing_words_is_left():
    assert shortened("words", half_an_em, 0) == "…"


def test_the_colours_are_those_of_light_pages():
    css = ":root { --paper: #FBF9F3; --ink: #123; --serif: Georgia; } @media (x) { :root { --paper: #000; } }"

    assert colours(css) == {"paper": "#fbf9f3", "ink": "#112233"}
