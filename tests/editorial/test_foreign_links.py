from datetime import date
from functools import partial

import pytest

from editorial.foreign_links import OldName, Places, parts_in, settle_links

PARTS = {"posts/2016-05-19-tea.md": {"milk"}, "posts/other.md": {"there"}}
PLACES = Places(
    texts={"posts/2016-05-19-tea.md", "pages/about.md"},
    files={"images/pot.png", "posts/leaf.jpg"},
    addresses={"/", "/archive/", "/tags/green-tea/", "/topics/leaves/"},
    texts_by_slug={"tea": "posts/2016-05-19-tea.md", "about": "pages/about.md"},
    parts_of=lambda path: PARTS.get(path, ()),
    previews={"posts/late.md": None, "posts/next.html": "/preview/0123/next/"},
)


@pytest.mark.parametrize(
    ("address", "settled"),
    [
        ("https://example.org/x", "https://example.org/x"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("//example.org/x", "//example.org/x"),
        ("#there", "#there"),
        ("#there:~:text=words", "#there:~:text=words"),
        ("#top", "#top"),
        ("#gone", None),
        ("/tea/#gone", "{filename}/posts/2016-05-19-tea.md"),
        ("/#subscriptions", "/"),
        ("https://example.org/a\\_b> c", "https://example.org/a%5C_b%3E%20c"),
        ("{filename}/posts/2016-05-19-tea.md", "{filename}/posts/2016-05-19-tea.md"),
        ("|filename|2016-05-19-tea.md#milk", "{filename}/posts/2016-05-19-tea.md#milk"),
        ("{filename}../images/pot.png", "{static}/images/pot.png"),
        ("{static}/images/pot.png", "{static}/images/pot.png"),
        ("{attach}leaf.jpg", "{static}/posts/leaf.jpg"),
        ("{filename}gone.md", None),
        ("{static}/images/gone.png", None),
        ("{static}/posts/2016-05-19-tea.md", "{filename}/posts/2016-05-19-tea.md"),
        ("{attach}2016-05-19-tea.md#milk", "{filename}/posts/2016-05-19-tea.md#milk"),
        ("{filename}late.md", None),
        ("{static}/posts/late.md", None),
        ("{attach}l%61te.md", None),
        ("/posts/late.md", None),
        ("{static}next.html", "/preview/0123/next/"),
        ("{tag}Green tea", "/tags/green-tea/"),
        ("{tag}gone", None),
        ("{category}Leaves", "/topics/leaves/"),
        ("{index}", "/"),
        ("/images/pot.png", "{static}/images/pot.png"),
        ("leaf.jpg", "{static}/posts/leaf.jpg"),
        ("/2016/05/19/tea/", "{filename}/posts/2016-05-19-tea.md"),
        ("/archives/tea.html?page=1#milk", "{filename}/posts/2016-05-19-tea.md?page=1#milk"),
        ("/about/index.html", "{filename}/pages/about.md"),
        ("/archive", "/archive/"),
        ("/", "/"),
        ("/gone/", None),
        ("../gone.html", None),
        ("../../../../etc/passwd", None),
        ("http://[broken", None),
        ("/[broken", None),
    ],
)
def test_an_address_is_settled(address, settled):
    assert PLACES.settle(address, at="posts/other.md") == settled


def settled(html: str) -> str:
    return settle_links(html, lambda address: PLACES.settle(address, at="posts/other.md"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a href="/gone/">the <em>words</em></a>', "the <em>words</em>"),
        (
            '<a class="x" href="/tea.html">tea</a>',
            '<a class="x" href="{filename}/posts/2016-05-19-tea.md">tea</a>',
        ),
        ('<a id="anchor"></a>', '<a id="anchor"></a>'),
        ('<img alt="a pot" src="/gone.png">', "a pot"),
        ('<img src="/gone.png">', ""),
        ('<img src="leaf.jpg" alt="">', '<img src="{static}/posts/leaf.jpg" alt="">'),
        (
            '<a href="/gone/"><img src="/images/pot.png" alt="x"></a>',
            '<img src="{static}/images/pot.png" alt="x">',
        ),
        ('<video src="gone.mp4" controls></video>', "<video controls></video>"),
        (
            '<video src="https://films.example/a.mp4" poster="gone.jpg" controls></video>',
            '<video src="https://films.example/a.mp4" controls></video>',
        ),
        (
            '<video poster="leaf.jpg" controls></video>',
            '<video poster="{static}/posts/leaf.jpg" controls></video>',
        ),
        ('<img src="leaf.jpg" srcset="leaf-2x.jpg 2x" alt="">', '<img src="{static}/posts/leaf.jpg" alt="">'),
        ('<source src="gone.mp4">', ""),
        ('<script src="gone.js"></script>', ""),
        ('<q cite="{static}/posts/late.md">a</q>', "<q>a</q>"),
        ('<b data-src="{attach}leaf.jpg">a</b>', "<b>a</b>"),
        ('<code>&lt;q cite="{static}a.md"&gt;</code>', '<code>&lt;q cite="{static}a.md"&gt;</code>'),
        (
            '<a data-src="/gone/" href="/about/">a</a>',
            '<a data-src="/gone/" href="{filename}/pages/about.md">a</a>',
        ),
        ("<abbr>a</abbr>", "<abbr>a</abbr>"),
    ],
)
def test_what_leads_nowhere_becomes_words(html, expected):
    assert settled(html) == expected


def test_the_parts_of_a_text_are_those_that_it_names():
    assert parts_in('<h2 class="x" id="a&amp;b">A</h2><a\nname=\'c\'></a><p title="id=no">') == {"a&b", "c"}


def test_a_link_or_image_that_no_browser_can_read_becomes_words():
    places = Places(texts=(), files=(), addresses=())

    text = settle_links(
        '<a href="//[x">a</a> <a href="http://[::1">b</a> <img alt="c"> <img alt="d" src="http://[y">',
        partial(places.settle, at="a.md"),
    )

    assert text == "a b c d"


OLD = Places(
    texts={"memory.md", "a/tea.md", "b/tea.md"},
    files=(),
    addresses=(),
    texts_by_slug={"memory": "memory.md", "tea": "a/tea.md", "tea-2": "b/tea.md"},
    old_names={
        "memory": [OldName("memory.md", date(2012, 8, 8))],
        "memoryview-benchmarks": [OldName("memory.md", date(2012, 8, 8))],
        "tea": [OldName("a/tea.md", date(2016, 5, 19)), OldName("b/tea.md", date(2017, 5, 19))],
        "on-tea": [OldName("a/tea.md", date(2016, 5, 19)), OldName("b/tea.md", date(2017, 5, 19))],
    },
)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/blog/2012/08/08/memoryview-benchmarks/", "memory.md"),
        ("/blog/2012/8/memoryview-benchmarks.html", "memory.md"),
        ("/2012-08-08-memoryview-benchmarks/", "memory.md"),
        ("/memoryview-benchmarks/", "memory.md"),
        ("/blog/2012/08/09/memoryview-benchmarks/", None),
        ("/blog/2012/08/09/memory/", "memory.md"),
        ("/2016/05/19/tea/", "a/tea.md"),
        ("/2017/05/19/tea/", "b/tea.md"),
        ("/2017/05/on-tea/", "b/tea.md"),
        ("/on-tea/", None),
        ("/tea/", "a/tea.md"),
        ("/2012/08/08/", None),
    ],
)
def test_an_old_address_leads_to_the_one_post_that_it_can_mean(address, path):
    assert OLD.settle(address, at="a.md") == (path and f"{{filename}}/{path}")
