import pytest

from editorial.held_back import held_back

FILES = ["images/secret.png", "images/logo.png", "images/two words.jpg", "docs/plan.pdf", "images/unused.png"]


@pytest.mark.parametrize(
    ("waiting", "public", "expected"),
    [
        ("![x]({static}/images/secret.png)", "", {"images/secret.png"}),
        ('<img src="/images/secret.png">', "", {"images/secret.png"}),
        ("![x](../images/secret.png) and [it]({attach}plan.pdf)", "", {"images/secret.png", "docs/plan.pdf"}),
        ("![x]({static}/images/two%20words.jpg)", "", {"images/two words.jpg"}),
        ("![x]({static}/images/secret.png)", "see images/secret.png", set()),
        ("![x](images/secret.png)", "{static}/images/s%65cret.png", set()),
        ("nothing shown, not even a secret png", "", set()),
        ("", "![x](images/logo.png)", set()),
    ],
)
def test_a_file_waits_that_only_waiting_texts_show(waiting, public, expected):
    assert held_back(FILES, waiting=[waiting], public=[public]) == expected


def test_public_texts_are_not_read_where_nothing_waits():
    def unread():
        raise AssertionError
        yield ""

    assert held_back(FILES, waiting=["words"], public=unread()) == frozenset()
