from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader, meta, nodes
from markupsafe import Markup
from pelican.urlwrappers import Tag

from plugins.page_inputs import POST_TEXT_ONLY, TEXT_ONLY, Inputs, TemplateNames
from tests.builders import LONDON

THEME = Path(__file__).parents[2] / "theme/templates"
# Each of these is about one post or page, and shows its text.
PAGES_OF_ONE = {"article.html", "page.html"}
# Names of things that are no post, whose parts may be called alike.
NO_POSTS = {"results", "survey"}


@dataclass(frozen=True)
class Thing:
    name: str
    parts: tuple[object, ...] = ()


@dataclass(frozen=True)
class OtherThing:
    name: str
    parts: tuple[object, ...] = ()


class Nameless:
    pass


def tag(name, url="tags/{slug}/"):
    return Tag(name, {"TAG_URL": url})


MAKERS = [
    partial(str, "tea"),
    partial(Markup, "tea"),
    partial(int, 1),
    partial(bool, 1),
    lambda: None,
    lambda: "",
    lambda: (),
    list,
    lambda: ("tea", "cake"),
    lambda: ("teacake",),
    lambda: ("t'e", "a"),
    lambda: {"tea": 1},
    lambda: {"tea": True},
    lambda: {"cake": 1, "tea": 1},
    lambda: {"tea": 1, "cake": 1},
    lambda: frozenset({"tea", "cake"}),
    lambda: date(2026, 3, 1),
    lambda: datetime(2026, 3, 1, tzinfo=UTC),
    lambda: datetime(2026, 3, 1, tzinfo=LONDON),
    lambda: LONDON,
    partial(Thing, "tea"),
    partial(OtherThing, "tea"),
    partial(Thing, "tea", (Thing("cake"),)),
    lambda: partial(tag, "tea"),
    lambda: partial(tag, "cake"),
    lambda: partial(tag, url="cake"),
    partial(tag, "tea"),
    partial(tag, "cake"),
    partial(tag, "tea", "t/{slug}/"),
]


@pytest.mark.parametrize("make", MAKERS)
def test_equal_values_have_one_digest_in_every_build(make):
    assert Inputs().digest(make()) == Inputs().digest(make())


def test_different_values_have_different_digests():
    digests = [Inputs().digest(make()) for make in MAKERS]

    assert len(set(digests)) == len(MAKERS)


def test_what_cannot_be_described_is_never_equal_not_even_to_itself():
    inputs, thing = Inputs(), Nameless()

    assert inputs.digest(thing) != inputs.digest(thing)
    assert inputs.digest([{"a": thing}]) != inputs.digest([{"a": thing}])
    unseen = partial(lambda: thing)
    assert inputs.digest(unseen) != inputs.digest(unseen)


@pytest.fixture
def environment():
    return Environment(
        loader=DictLoader(
            {
                "base.html": "{{ site }}{% block main %}{% endblock %}",
                "page.html": "{% extends 'base.html' %}{% block main %}{% for x in rows %}"
                "{% include 'row.html' %}{% endfor %}{% endblock %}",
                "row.html": "{{ x }}{{ listed }}{% set own = 1 %}{{ own }}",
                "form.html": "{% import 'macros/' ~ kind ~ '.html' as drawn %}{{ drawn.field(value) }}",
                "macros/text.html": "{% macro field(value) %}{{ value }}{{ words }}{% endmacro %}",
            }
        ),
        autoescape=True,
    )


def test_a_template_uses_the_names_of_all_that_it_extends_and_includes(environment):
    names = TemplateNames()

    assert names.used_by(environment.get_template("page.html")) == {"site", "rows", "x", "listed"}
    assert names.used_by(environment.get_template("form.html")) == {"kind", "value", "words"}


def test_names_are_looked_for_anew_when_a_template_changes(environment, tmp_path):
    names = TemplateNames()
    (tmp_path / "page.html").write_text("{{ site }}")
    names.look_at([str(tmp_path)])
    before, used = names.theme, names.used_by(environment.get_template("row.html"))
    environment.loader.mapping["row.html"] = "{{ other }}"
    environment.cache.clear()

    names.look_at([str(tmp_path)])
    assert names.used_by(environment.get_template("row.html")) == used

    (tmp_path / "page.html").write_text("{{ other }}")
    names.look_at([str(tmp_path)])
    assert names.theme != before
    assert names.used_by(environment.get_template("row.html")) == {"other"}


def test_only_inputs_that_the_template_uses_count(environment):
    template, names = environment.get_template("row.html"), {"x", "listed"}

    def digest(**context):
        return Inputs().of_page(template, names, context)

    assert digest(x=1, other=1) == digest(x=1, other=2)
    assert len({digest(x=1), digest(x=2), digest(listed=1), digest(x=1, listed=1)}) == 4


def parts_of(name, environment):
    """A template with all that it includes."""
    found, waiting = set(), [name]
    while waiting:
        part = waiting.pop()
        found.add(part)
        tree = environment.parse(environment.loader.get_source(environment, part)[0])
        waiting += [more for more in meta.find_referenced_templates(tree) if more and more not in found]
    return found


def test_no_template_reads_the_text_of_a_post_that_it_only_lists():
    environment = Environment(loader=FileSystemLoader(THEME), autoescape=True)
    lists = {path.name for path in THEME.glob("*.html")} - PAGES_OF_ONE
    parts = {part for name in lists for part in parts_of(name, environment)}

    for part in sorted(parts):
        tree = environment.parse(environment.loader.get_source(environment, part)[0])
        read = {(node.attr, node.node) for node in tree.find_all(nodes.Getattr)}
        read = {(attr, of) for attr, of in read if not (isinstance(of, nodes.Name) and of.name in NO_POSTS)}
        text = {attribute for attribute, _ in read} & TEXT_ONLY
        text |= {
            attribute
            for attribute, of in read
            if attribute in POST_TEXT_ONLY and isinstance(of, nodes.Getattr) and of.attr == "post"
        }
        assert text == set(), f"{part}: what lists show of a post leaves this out (plugins/page_inputs.py)"


def test_no_template_reads_the_metadata_that_pelican_keeps_beside_the_attributes():
    for path in THEME.rglob("*.html"):
        assert ".metadata" not in path.read_text(encoding="utf-8"), path.name
