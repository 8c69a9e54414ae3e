import re

import pytest

from editorial.markup import to_html

TABLE = "| a | b |\n|:--|--:|\n| 1 | 2 |\n"


def test_a_table_is_a_region_that_a_keyboard_can_scroll_and_carries_no_style():
    html = to_html(f"Before.\n\n{TABLE}\nAfter.")

    assert '<div aria-label="Table" class="table-scroll" role="region" tabindex="0"><table>' in html
    assert '<th class="align-left">a</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert "style=" not in html
    assert html.index("Before") < html.index("<table>") < html.index("After")


def test_several_tables_have_names_of_their_own():
    html = to_html(f"{TABLE}\nBetween.\n\n{TABLE}")

    assert html.index('aria-label="Table 1"') < html.index("Between") < html.index('aria-label="Table 2"')


def test_code_can_be_scrolled_by_keyboard():
    html = to_html("```python\nprint(1)\n```\n\n    plain\n")

    assert html.count('<div class="highlight"><pre tabindex="0">') == 2


@pytest.mark.parametrize(
    "text",
    [
        '~~~ {.python linenums="1"}\nprint(1)\n~~~\n',
        '~~~ {.python linenos="table"}\nprint(1)\n~~~\n',
        "    #!python\n    print(1)\n",
    ],
)
def test_code_with_numbers_of_lines_can_be_scrolled_as_other_code_is(text):
    html = to_html(text)

    assert '<div class="highlight"><pre tabindex="0">' in html
    assert '<span class="linenos">1</span>' in html
    assert "<table" not in html


@pytest.mark.parametrize(
    "text",
    [
        "Tea <!-- waiting -->is picked.",
        "Tea <!-- waiting --!>is picked. <!-- two -->",
        "<!-- waiting\n\nfor spring -->\n\nTea is picked.",
        "<div><!-- waiting -->Tea is picked.</div>",
        "<div>Tea is picked.\n<!-- waiting </div>",
        "<?php waiting ?>\n\nTea is picked.",
        "<!DOCTYPE waiting>\n\nTea is picked.",
    ],
)
def test_comments_are_not_published(text):
    html = to_html(text)

    assert "waiting" not in html
    assert re.search(r"Tea\s+is picked", html)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("`<!-- tea -->`", "<code>&lt;!-- tea --&gt;</code>"),
        ("~~~\n<!-- tea -->\n~~~", "<code>&lt;!-- tea --&gt;\n</code>"),
        ('<b title="<!-- tea -->">cup</b>', '<b title="<!-- tea -->">cup</b>'),
    ],
)
def test_what_only_looks_like_a_comment_stays(text, shown):
    assert shown in to_html(text)


def test_blanks_in_addresses_are_escaped():
    html = to_html("[large](</images/my cup.png>) ![small](</images/my cup.png>) [none]()")

    assert 'href="/images/my%20cup.png"' in html
    assert 'src="/images/my%20cup.png"' in html


def test_footnotes_definitions_and_typographic_quotes_are_understood():
    html = to_html('He said "so".[^1]\n\n[^1]: In 1927.\n\nTerm\n: Meaning\n')

    assert "&ldquo;so&rdquo;" in html
    assert 'class="footnote"' in html
    assert "<dd>Meaning</dd>" in html


def test_a_text_that_is_nested_too_deep_stays_as_it_is_written():
    deep = "\n".join(f"{' ' * 4 * level}- level <{level}>" for level in range(300))

    assert "- level &lt;299&gt;" in to_html(deep)
    assert to_html("*tea*") == "<p><em>tea</em></p>"
