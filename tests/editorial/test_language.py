import pytest

from editorial.language import language_name


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "français"), ("PT-br", "português (BR)"), ("tlh", "tlh"), ("en", "English")]
)
def test_a_language_is_named_as_its_readers_name_it(code, name):
    assert language_name(code) == name
