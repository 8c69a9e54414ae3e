import pytest

from editorial.language import decimal_sign, is_right_to_left, language_name


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "français"), ("PT-br", "português (BR)"), ("tlh", "tlh"), ("en", "English")]
)
def test_a_language_is_named_as_its_readers_name_it(code, name):
    assert language_name(code) == name


@pytest.mark.parametrize(
    ("code", "leftwards"),
    [
        ("ar", True),
        ("FA-ir", True),
        ("he", True),
        ("en", False),
        ("az-Arab", True),
        ("ks-Deva", False),
        ("ar_EG", True),
        ("de-1996", False),
        ("", False),
    ],
)
def test_which_way_a_language_is_read_follows_from_its_script(code, leftwards):
    assert is_right_to_left(code) is leftwards


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("de", ","),
        ("DE_at", ","),
        ("de-ch", "."),
        ("es", ","),
        ("es-MX", "."),
        ("en", "."),
        ("", "."),
        ("ja", "."),
    ],
)
def test_decimals_stand_behind_the_sign_of_their_language(code, sign):
    assert decimal_sign(code) == sign
