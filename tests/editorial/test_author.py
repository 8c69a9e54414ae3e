from datetime import date

import pytest

from editorial.author import Absence, is_link
from tests.builders import make_author


def test_an_author_needs_only_a_name():
    author = make_author(name="Ada  Quill")

    assert (author.slug, author.name, author.biography) == ("ada", "Ada Quill", "Ada drinks tea.")
    assert (author.role, author.email, author.photo, author.capacity) == ("", "", "", None)
    assert (dict(author.links), author.away) == ({}, ())


def test_all_that_can_be_said_of_an_author_is_read():
    author = make_author(
        role="Editor",
        email="ada@example.org",
        links={"Site": "https://example.org", "Mail": "mailto:ada@example.org"},
        photo="images/ada.jpg",
        capacity="2.5",
        away=[{"from": "2026-08-01", "to": "2026-08-14"}, "2026-12-24"],
    )

    assert (author.role, author.email, author.photo) == ("Editor", "ada@example.org", "images/ada.jpg")
    assert author.links == {"Site": "https://example.org", "Mail": "mailto:ada@example.org"}
    assert author.capacity == 2.5
    assert author.away == (
        Absence(date(2026, 8, 1), date(2026, 8, 14)),
        Absence(date(2026, 12, 24), date(2026, 12, 24)),
    )


@pytest.mark.parametrize(
    "address",
    ["https://example.org", "http://example.org/a?b#c", "mailto:ada@example.org", "HTTPS://example.org"],
)
def test_web_and_mail_addresses_are_links(address):
    assert is_link(address)


@pytest.mark.parametrize(
    "address",
    ["", "example.org", "//example.org", "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "https://",
     "https:///path", "https://:80", "mailto:ada", "https://exa mple.org", "http://[::1", "file:///etc/passwd"],
)  # fmt: skip
def test_other_addresses_are_no_links(address):
    assert not is_link(address)
