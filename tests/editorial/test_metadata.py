import json
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from editorial.metadata import Byline, Place, PostFacts, json_for_script, post_head

SITE = "https://example.org"
FACTS = PostFacts(
    title="Tea & <biscuits>",
    summary="Why tea.",
    url=f"{SITE}/posts/tea/",
    published=datetime(2026, 3, 1, 9, tzinfo=UTC),
    updated=datetime(2026, 3, 1, 9, tzinfo=UTC),
    authors=(
        Byline("Ada Quill", f"{SITE}/authors/ada/", "Editor", ("https://ada.example/",)),
        Byline("Bo Reed"),
    ),
    publisher=Place("Leaves", f"{SITE}/"),
    trail=(Place("Leaves", f"{SITE}/"), Place("Drinks", f"{SITE}/topics/drinks/")),
    language="en",
    topic="Drinks",
    tags=("green", "black"),
    words=420,
)


def data(facts: PostFacts) -> list[dict[str, object]]:
    return [json.loads(text) for text in post_head(facts).structured_data]


def test_a_post_is_a_blog_posting_by_persons():
    posting, _ = data(FACTS)

    assert posting == {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "headline": "Tea & <biscuits>",
        "description": "Why tea.",
        "url": f"{SITE}/posts/tea/",
        "mainEntityOfPage": f"{SITE}/posts/tea/",
        "datePublished": "2026-03-01T09:00:00Z",
        "dateModified": "2026-03-01T09:00:00Z",
        "author": [
            {
                "@type": "Person",
                "name": "Ada Quill",
                "url": f"{SITE}/authors/ada/",
                "jobTitle": "Editor",
                "sameAs": ["https://ada.example/"],
            },
            {"@type": "Person", "name": "Bo Reed"},
        ],
        "publisher": {"@type": "Organization", "name": "Leaves", "url": f"{SITE}/"},
        "articleSection": "Drinks",
        "keywords": ["green", "black"],
        "wordCount": 420,
        "inLanguage": "en",
    }


def test_the_way_to_a_post_leads_over_its_topic():
    _, way = data(FACTS)

    assert way["@type"] == "BreadcrumbList"
    assert [(step["position"], step["name"], step["item"]) for step in way["itemListElement"]] == [
        (1, "Leaves", f"{SITE}/"),
        (2, "Drinks", f"{SITE}/topics/drinks/"),
        (3, "Tea & <biscuits>", f"{SITE}/posts/tea/"),
    ]


def test_open_graph_tells_the_same_and_says_when_only_if_it_changed():
    changed = replace(FACTS, updated=datetime(2026, 4, 1, tzinfo=UTC))

    properties = post_head(FACTS).properties

    assert properties == (
        ("og:type", "article"),
        ("og:title", "Tea & <biscuits>"),
        ("og:description", "Why tea."),
        ("og:site_name", "Leaves"),
        ("article:published_time", "2026-03-01T09:00:00Z"),
        ("article:author", f"{SITE}/authors/ada/"),
        ("article:section", "Drinks"),
        ("article:tag", "green"),
        ("article:tag", "black"),
    )
    assert ("article:modified_time", "2026-04-01T00:00:00Z") in post_head(changed).properties


def test_a_post_with_a_card_is_shown_large():
    with_card = replace(FACTS, image=f"{SITE}/cards/tea.png", image_words="Tea, on Leaves")

    head = post_head(with_card)

    assert ("og:image", f"{SITE}/cards/tea.png") in head.properties
    assert ("og:image:alt", "Tea, on Leaves") in head.properties
    assert head.names == (("twitter:card", "summary_large_image"),)
    assert data(with_card)[0]["image"] == f"{SITE}/cards/tea.png"
    assert post_head(FACTS).names == (("twitter:card", "summary"),)


@given(st.text())
def test_no_text_ends_the_script_that_holds_it(text):
    written = json_for_script({"headline": text})

    assert not set("<>&\u2028\u2029") & set(written)
    assert json.loads(written) == {"headline": text}


def test_a_title_that_closes_a_script_stays_a_title():
    (posting, _) = post_head(replace(FACTS, title="</script><!-- <script>")).structured_data

    assert r"\u003c/script\u003e\u003c!-- \u003cscript\u003e" in posting
