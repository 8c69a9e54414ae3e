"""What the head of a post's page tells search engines and those who show a link to it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from markupsafe import Markup

from editorial.instants import utc_text

CONTEXT = "https://schema.org"
# Data between script tags is not escaped as HTML is, and must end neither the element nor a line of a script.
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Place:
    """A page that can be named and linked to; `url` is empty where it has no address."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Byline:
    """One author: where their page is, what they do, and where else they are found."""

    name: str
    url: str = ""
    role: str = ""
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PostFacts:
    """What is to be said of a post, all of it plain text; addresses are whole where the site has one.

    `trail` leads from the front page to the post's topic.
    """

    title: str
    summary: str
    url: str
    published: datetime
    updated: datetime
    authors: tuple[Byline, ...]
    publisher: Place
    trail: tuple[Place, ...]
    language: str
    topic: str = ""
    tags: tuple[str, ...] = ()
    words: int = 0
    image: str = ""
    image_words: str = ""


@dataclass(frozen=True)
class PostHead:
    """Ready values for the head: pairs for `<meta property>` and `<meta name>`, and JSON for `<script>`."""

    properties: tuple[tuple[str, str], ...]
    names: tuple[tuple[str, str], ...]
    structured_data: tuple[Markup, ...]


def post_head(facts: PostFacts) -> PostHead:
    """Return what the head of a post's page says."""
    way = (*facts.trail, Place(facts.title, facts.url))
    return PostHead(
        properties=tuple(open_graph(facts)),
        names=(("twitter:card", "summary_large_image" if facts.image else "summary"),),
        structured_data=tuple(map(json_for_script, (blog_posting(facts), breadcrumb_list(way)))),
    )


def open_graph(facts: PostFacts) -> list[tuple[str, str]]:
    """Return the properties of Open Graph; twitter's cards read the same ones."""
    changed = [("article:modified_time", utc_text(facts.updated))] if facts.updated != facts.published else []
    image = [("og:image", facts.image), ("og:image:alt", facts.image_words)] if facts.image else []
    return [
        ("og:type", "article"),
        ("og:title", facts.title),
        ("og:description", facts.summary),
        ("og:site_name", facts.publisher.name),
        *image,
        ("article:published_time", utc_text(facts.published)),
        *changed,
        *(("article:author", author.url) for author in facts.authors if author.url),
        *([("article:section", facts.topic)] if facts.topic else []),
        *(("article:tag", tag) for tag in facts.tags),
    ]


def blog_posting(facts: PostFacts) -> dict[str, Any]:
    """Return a post in the words of schema.org."""
    return _without_empty({
        "@context": CONTEXT,
        "@type": "BlogPosting",
        "headline": facts.title,
        "description": facts.summary,
        "url": facts.url,
        "mainEntityOfPage": facts.url,
        "datePublished": utc_text(facts.published),
        "dateModified": utc_text(facts.updated),
        "author": [_person(author) for author in facts.authors],
        "publisher": _without_empty({
            "@type": "Organization",
            "name": facts.publisher.name,
            "url": facts.publisher.url,
        }),
        "image": facts.image,
        "articleSection": facts.topic,
        "keywords": list(facts.tags),
        "wordCount": facts.words,
        "inLanguage": facts.language,
    })  # fmt: skip


def breadcrumb_list(way: Iterable[Place]) -> dict[str, Any]:
    """Return the way from the front page to a page, itself included, in the words of schema.org."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": place.name, "item": place.url}
            for position, place in enumerate(way, 1)
        ],
    }


def json_for_script(data: Mapping[str, Any]) -> Markup:
    """Return data as JSON that can stand in a `<script>` element as it is."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_UNSAFE))  # noqa: S704 - no sign is left that HTML would read


def _person(author: Byline) -> dict[str, Any]:
    return _without_empty({
        "@type": "Person",
        "name": author.name,
        "url": author.url,
        "jobTitle": author.role,
        "sameAs": list(author.elsewhere),
    })  # fmt: skip


def _without_empty(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value}
