import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from editorial.slug import is_slug, slugify

SIGNS = st.text(st.characters(categories=["P", "S", "Z"]), min_size=1)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Most weeks", "most-weeks"),
        ("  Tea & biscuits!  ", "tea-and-biscuits"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("Don’t panic", "dont-panic"),
        ("Crème brûlée", "creme-brulee"),
        ("STRASSE straße", "strasse-strasse"),
        ("snake_case_", "snake_case"),
        ("v1.2", "v1-2"),
        ("½ price™", "1-2-pricetm"),
        ("東京 2026", "東京-2026"),
        ("हिन्दी", "हिन्दी"),
        ("Ελλάδα", "ελλαδα"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_name_becomes_a_slug_that_can_be_read(name, slug):
    assert slugify(name) == slug


@given(st.text())
@example("™")
@example("İ")
@example("ᾳ\u0345")
@example("\u0301")
@example("_")
@example("ि")
@example("\ud800")
def test_a_slug_is_never_empty_and_always_fit_for_an_address(name):
    slug = slugify(name)

    assert is_slug(slug)
    assert slugify(slug) == slug


@given(st.lists(SIGNS, min_size=2, max_size=6, unique=True))
def test_names_of_signs_only_do_not_share_an_address(names):
    unnamed = [name for name in names if "&" not in name]

    slugs = {slugify(name) for name in unnamed}

    assert len(slugs) == len(unnamed)


@pytest.mark.parametrize("text", ["tea", "green-tea", "tea_2", "v1.2", "2026", "東京", "हिन्दी"])
def test_what_can_stand_in_an_address_is_a_slug(text):
    assert is_slug(text)


@pytest.mark.parametrize(
    "text",
    ["", "Tea", "green tea", "a/b", "..", ".tea", "-tea", "_tea", "tea!", "tea\n", "a?b", "e\u0301", "ß"],
)
def test_what_cannot_stand_in_an_address_is_no_slug(text):
    assert not is_slug(text)
