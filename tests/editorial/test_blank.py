import pytest

from editorial.blank import is_blank


@pytest.mark.parametrize(
    "text",
    ["", " \t\n", "\u00a0\u3000", "\ufeff", "\u200b\u200d", "\u00ad", "\u2028", "\u3164", "\u2800", "\ufe0f"],
)
def test_what_shows_nothing_is_blank(text):
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\u200ba", "茶", ".", "\u0301", "👩\u200d👧", "\ue000", "\U0001fae9"])
def test_any_sign_that_may_be_seen_is_something(text):
    assert not is_blank(text)
