import json
import re

import pytest

SITE = {"SITEURL": "https://example.org"}


def data(page: str) -> list[dict[str, object]]:
    return [
        json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    ]


def properties(page: str) -> dict[str, str]:
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|article|twitter):[^"]*)" content="([^"]*)">', page)
    )


def test_a_post_says_who_wrote_it_and_where_it_stands(site):
    site.put(
        "authors/ada.md", "---\nname: Ada Quill\nrole: Editor\nlinks:\n  Web: https://ada.example/\n---\n"
    )
    site.post("tea", title='"Tea & <biscuits>"')

    site.build(overrides=SITE)

    page = site.page("posts/tea")
    posting, way = data(page)
    assert posting["@type"] == "BlogPosting"
    assert posting["headline"] == "Tea & <biscuits>"
    assert posting["author"] == [
        {
            "@type": "Person",
            "name": "Ada Quill",
            "url": "https://example.org/authors/ada/",
            "jobTitle": "Editor",
            "sameAs": ["https://ada.example/"],
        }
    ]
    assert [step["item"] for step in way["itemListElement"]] == [
        "https://example.org/",
        "https://example.org/topics/planning/",
        "https://example.org/posts/tea/",
    ]
    assert properties(page)["og:title"] == "Tea &amp; &lt;biscuits&gt;"
    assert properties(page)["og:url"] == "https://example.org/posts/tea/"
    assert page.count('rel="canonical"') == 1
    assert '<link rel="canonical" href="https://example.org/posts/tea/">' in page


def test_a_title_cannot_end_the_script_that_holds_it(site):
    site.post("tea", title="'</script><script>alert(1)</script>'")

    site.build(overrides=SITE)

    page = site.page("posts/tea")
    assert "<script>alert" not in page
    assert data(page)[0]["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize(
    ("url", "title"),
    [
        ("", "Running Order: How teams publish ideas"),
        ("stages/interest", "Looking at ways to solve it · Running Order"),
        ("topics/planning", "Planning · Running Order"),
        ("authors/ada", "Ada Quill · Running Order"),
        ("archive/2026", "2026 · Running Order"),
        ("series/parts", "Parts · Running Order"),
        ("about", "About us · Running Order"),
    ],
)
def test_every_other_page_says_what_it_is_and_claims_its_own_address(site, url, title):
    site.post("tea", series="Parts")
    site.put("pages/about.md", "---\ntitle: About us\nsummary: Who we are.\n---\n")

    site.build(overrides=SITE)

    address = f"https://example.org/{url}/" if url else "https://example.org/"
    page = site.page(url)
    assert properties(page)["og:title"] == title
    assert properties(page)["og:url"] == address
    assert properties(page)["og:type"] == "website"
    assert f'<link rel="canonical" href="{address}">' in page


def test_each_page_of_a_list_claims_its_own_address(site):
    for number in range(11):
        site.post(f"p{number:02}")

    site.build(overrides=SITE)

    assert '<link rel="canonical" href="https://example.org/topics/planning/page/2/">' in site.page(
        "topics/planning/page/2"
    )


def test_a_page_without_an_address_of_its_own_claims_none(site):
    site.post("tomorrow", date="2026-03-02")

    site.build(overrides=SITE, preview_folder="preview/0123")

    pages = [site.page("preview/0123"), site.page("preview/0123/tomorrow")]
    for page in [*pages, (site.output / "404.html").read_text(encoding="utf-8")]:
        assert '<meta name="robots" content="noindex">' in page
        assert 'rel="canonical"' not in page
        assert properties(page) == {}
        assert data(page) == []


def test_a_site_without_an_address_makes_no_claim_about_it(site):
    site.post("tea")

    site.build(overrides={"SITEURL": ""})

    page = site.page("posts/tea")
    assert 'rel="canonical"' not in page
    assert "og:url" not in properties(page)
    assert data(page)[0]["url"] == "/posts/tea/"
    assert "127.0.0.1:8000" not in page


def test_an_author_of_hidden_posts_only_is_named_without_a_page(site):
    site.put("authors/bo.md", "---\nname: Bo Reed\n---\n")
    site.post("murmur", status="hidden", authors="[bo]", category="Asides")

    site.build(overrides=SITE)

    posting, way = data(site.page("posts/murmur"))
    assert posting["author"] == [{"@type": "Person", "name": "Bo Reed"}]
    assert len(way["itemListElement"]) == 2


@pytest.mark.parametrize(
    ("page", "way"),
    [
        ("stages/interest", ["stages/", "stages/interest/"]),
        ("topics/planning", ["topics/", "topics/planning/"]),
        ("authors/ada", ["authors/", "authors/ada/"]),
        ("tags/green-tea", ["tags/", "tags/green-tea/"]),
        ("series/parts", ["series/parts/"]),
        ("archive/2026/02", ["archive/", "archive/2026/", "archive/2026/02/"]),
    ],
)
def test_a_list_says_where_it_stands(site, page, way):
    site.post("tea", tags="[Green tea]", series="Parts")

    site.build(overrides=SITE)

    (found,) = data(site.page(page))
    assert found["@type"] == "BreadcrumbList"
    assert [step["item"] for step in found["itemListElement"]] == [
        f"https://example.org/{address}" for address in ["", *way]
    ]
    assert all(step["name"] for step in found["itemListElement"])
