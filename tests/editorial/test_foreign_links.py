from functools import partial

import pytest

from editorial.foreign_links import Places, parts_in, settle_links

PARTS = {"posts/2016-05-19-tea.md": {"milk"}, "posts/other.md": {"there"}}
PLACES = Places(
    texts={"posts/2016-05-19-tea.md", "pages/about.md"},
    files={"images/pot.png", "posts/leaf.jpg"},
    addresses={"/", "/archive/", "/tags/green-tea/", "/topics/leaves/"},
    texts_by_slug={"tea": "posts/2016-05-19-tea.md", "about": "pages/about.md"},
    parts_of=lambda path: PARTS.get(path, ()),
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
