import json

import pytest

from editorial.built_links import read_built


def targets(name: str, text: str) -> list[tuple[str, int]]:
    return [(reference.target, reference.line) for reference in read_built(name, text).references]


def test_every_address_in_a_page_has_its_line():
    page = (
        '<a class="x" href="/a/?b=1&amp;c=2">\n<img alt=">" src=/i.png srcset="/i-1.png 480w, /i-2.png 2x">\n'
        "<script src='/s.js'>let a = '<a href=\"/no/\">';</script>\n<!-- <a href='/no/'> -->\n"
        '<form action="/search/"><video poster="/p.jpg"></video><object data="/o.pdf"></object>\n'
        '<meta http-equiv="refresh" content="0; url=/moved/"><meta content="https://example.org/card.png">'
        '<script type="application/ld+json">{"url": "https://example.org/b/"}</script>'
    )

    assert targets("index.html", page) == [
        ("/a/?b=1&c=2", 1), ("/i-1.png", 2), ("/i-2.png", 2), ("/i.png", 2), ("/s.js", 3), ("/search/", 5),
        ("/p.jpg", 5), ("/o.pdf", 5), ("/moved/", 6), ("https://example.org/card.png", 6),
        ("https://example.org/b/", 6),
    ]  # fmt: skip


def test_the_parts_of_a_page_are_its_names():
    assert read_built("a.html", '<h2 id="fn:1"><a name=\'b\'><meta name="c">').anchors == {"fn:1", "b"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("feed.atom", '\n<link href="/a/"/>'),
        ("feed.atom", "\n<content>&lt;a href=&quot;/a/&quot;&gt;</content>"),
        ("feed.rss", "\n<link>/a/</link>"),
        ("feed.rss", '\n<x><![CDATA[<a href="/a/">]]></x>'),
        ("sitemap.xml", "\n<loc>/a/</loc>"),
        ("site.css", "\na { background: url('/a/') }"),
        ("a.svg", '\n<image xlink:href="/a/"/>'),
    ],
)
def test_addresses_are_read_from(name, text):
    assert targets(name, text) == [("/a/", 2)]


def test_data_is_read_for_whole_addresses_and_html():
    data = {"items": [{"url": "https://example.org/a/", "content_html": '<a href="/b/">', "title": "/c/"}]}

    found = {target for target, _ in targets("feed.json", json.dumps(data))}

    assert found == {"https://example.org/a/", "/b/"}
    assert targets("feed.json", "{") == []


def test_the_list_for_robots_names_the_sitemap():
    assert targets("robots.txt", "User-agent: *\nSitemap: https://example.org/sitemap.xml\n") == [
        ("https://example.org/sitemap.xml", 2)
    ]


def test_a_picture_refers_to_nothing():
    assert targets("a.png", '<a href="/a/">') == []
