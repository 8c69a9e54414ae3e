import html
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.whole_html import whole_address, whole_html

PAGE = "https://example.org/blog/posts/tea/"


def attributes(text: str) -> list[dict[str, str | None]]:
    found: list[dict[str, str | None]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, pairs: found.append(dict(pairs))
    parser.feed(text)
    return found


@pytest.mark.parametrize(
    ("written", "whole"),
    [
        ('<a href="/about/">x</a>', '<a href="https://example.org/about/">x</a>'),
        ('<a href="../green/">x</a>', '<a href="https://example.org/blog/posts/green/">x</a>'),
        ('<a href="#fn:1">x</a>', '<a href="https://example.org/blog/posts/tea/#fn:1">x</a>'),
        ('<a href="?page=2">x</a>', '<a href="https://example.org/blog/posts/tea/?page=2">x</a>'),
        ('<a href="//cdn.example/x">x</a>', '<a href="https://cdn.example/x">x</a>'),
        ('<a href="mailto:a@b.example">x</a>', '<a href="mailto:a@b.example">x</a>'),
        ('<a href="https://b.example/?a=1&amp;b=2">x</a>', '<a href="https://b.example/?a=1&amp;b=2">x</a>'),
        ('<a href=" /about/ ">x</a>', '<a href="https://example.org/about/">x</a>'),
        ("<a href='/about/'>x</a>", '<a href="https://example.org/about/">x</a>'),
        ("<a href=/about/ rel=me>x</a>", '<a href="https://example.org/about/" rel=me>x</a>'),
        ('<A HREF = "/about/">x</A>', '<A HREF="https://example.org/about/">x</A>'),
        ('<img src="/a.png" alt="1 > 0">', '<img src="https://example.org/a.png" alt="1 > 0">'),
        ("<img alt=it's src=/a.png>", '<img alt=it\'s src="https://example.org/a.png">'),
        ('<br/><img src="/a.png"/>', '<br/><img src="https://example.org/a.png"/>'),
        (
            '<source srcset="/a.avif 480w, /b.avif 960w">',
            '<source srcset="https://example.org/a.avif 480w, https://example.org/b.avif 960w">',
        ),
        (
            '<img srcset="/a,b.png, /c.png 2x">',
            '<img srcset="https://example.org/a,b.png, https://example.org/c.png 2x">',
        ),
        ('<video poster="p.png">', '<video poster="https://example.org/blog/posts/tea/p.png">'),
        ('<q cite="/b/">x</q>', '<q cite="https://example.org/b/">x</q>'),
        ('<object data="/x.svg">', '<object data="https://example.org/x.svg">'),
        ('<p data="/x" title="/y">', '<p data="/x" title="/y">'),
        ('<a href="http://[bad">x</a>', '<a href="http://[bad">x</a>'),
    ],
)
def test_every_address_is_whole_as_a_browser_would_read_it_on_the_page(written, whole):
    assert whole_html(written, PAGE) == whole


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("a<!-- <a href='/x'> -->b", "ab"),
        ("a<!-- never closed", "a"),
        ("a<script>if (1 < 2) x('<a href=\"/y\">')</script>b", "ab"),
        ("a<script src='/x.js'>", "a"),
        ("a<STYLE>p > a { color: red }</STYLE >b", "ab"),
        ('<p style="background: url(/x.png)" class="y">z</p>', '<p class="y">z</p>'),
    ],
)
def test_what_no_reader_of_feeds_shows_is_left_out(written, left):
    assert whole_html(written, PAGE) == left


@pytest.mark.parametrize(
    "text", ["1 < 2 and 3 > 2", '<pre>&lt;a href="/x"&gt;</pre>', "a <", "<a href='/x", ""]
)
def test_what_is_no_tag_stays_as_it_is(text):
    assert whole_html(text, PAGE) == text


@given(st.text())
def test_any_address_is_read_as_the_browser_reads_it(address):
    written = f'<a title="x" href="{html.escape(address)}">x</a>'

    (link,) = attributes(whole_html(written, PAGE))

    assert link == {"title": "x", "href": whole_address(address, PAGE)}


@given(st.text(alphabet="<>ahref='\"/ =!-s"))
def test_any_text_can_be_read(text):
    assert isinstance(whole_html(text, PAGE), str)


@pytest.mark.parametrize("text", ["<a " * 100_000, "<a href=" * 50_000, "<a href='x' " * 50_000])
def test_a_text_of_nothing_but_beginnings_takes_no_longer_than_its_length_allows(text):
    assert whole_html(text + ">", PAGE)
