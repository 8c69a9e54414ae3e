"""Counts of work, and no times: what is refused here would take from half a minute to days."""

from pathlib import Path

import pytest
from markdown import Markdown

from editorial.markup import markdown_reader, to_html
from editorial.work_meter import LIMIT, TangledTextError, WorkMeter

CONTENT = Path(__file__).parents[2] / "content"
# Each is as small as a file of its kind can be that is worth refusing.
TANGLES = {
    "brackets that nobody closes": "[" * 30_000,
    "brackets of images": "![" * 15_000,
    "brackets with blanks": "[ " * 20_000,
    "brackets in many lines": "[\n" * 20_000,
    "addresses that nobody closes": "[a](" * 10_000,
    "names of references that nobody closes": "[a][" * 10_000,
    "names of footnotes that nobody closes": "[^" * 15_000,
    "sections that nobody closes": "<![CDATA[" * 5_000,
    "tags that nobody closes": "<a " * 10_000,
    "tags in many lines": "<p\n" * 10_000,
    "tags with an address": '<a href="' * 20_000,
    "quotes": '"' * 200_000,
    "apostrophes": "'" * 200_000,
    "stars": "a*" * 100_000,
    "headings without a blank line": "# a\n" * 20_000,
    "underlined headings": "a\n=\n" * 20_000,
    "abbreviations": "*[HTML]: b\n" * 20_000,
    "one footnote, named ever again": "[^1]: x\n\n[^1] " * 4_000,
}


def meter_of(reader: Markdown) -> WorkMeter:
    return next(found for found in reader.registeredExtensions if isinstance(found, WorkMeter))


def work_of(text: str) -> int:
    reader = markdown_reader()
    reader.convert(text)
    return meter_of(reader).done


@pytest.mark.parametrize("text", TANGLES.values(), ids=TANGLES)
def test_a_text_that_would_take_minutes_is_given_up(text):
    reader = markdown_reader()
    # A tenth of the text is a hundredth of the work: soon done, should nobody give it up.
    meter_of(reader).limit = LIMIT // 400

    with pytest.raises(TangledTextError):
        reader.convert(text[: len(text) // 10])


def test_the_worst_reaches_the_true_limit():
    with pytest.raises(TangledTextError):
        markdown_reader().convert(TANGLES["tags that nobody closes"])


def test_it_is_shown_as_it_is_written_and_the_next_text_as_ever():
    assert to_html("<a " * 10_000) == f"<pre>{'&lt;a ' * 10_000}</pre>"
    assert to_html("*Tea*") == "<p><em>Tea</em></p>"


def test_each_text_is_counted_by_itself():
    reader = markdown_reader()
    reader.convert("[Tea](/tea/) and *milk*.")
    once = meter_of(reader).done

    reader.reset().convert("[Tea](/tea/) and *milk*.")

    assert meter_of(reader).done == once > 0


@pytest.mark.parametrize(
    "honest",
    [
        pytest.param("Words in “quotes”, *stressed*, and [linked](/tea/).\n\n", id="paragraphs"),
        pytest.param("- [tea](/tea/) and a [box]\n", id="one list"),
        pytest.param("## Heading\n\nIt's <b>bold</b> & a `sign`.\n\n", id="headings"),
        pytest.param('```c\nif (a[i] < b[j]) { x = "y"; }\n```\n\n', id="code"),
        pytest.param("<div>\n<p>Old <a href='/tea/'>tea</a>.</p>\n</div>\n\n", id="html"),
    ],
)
def test_honest_texts_take_work_that_grows_with_them_and_stays_far_below_the_limit(honest):
    some, twice = work_of(honest * 100), work_of(honest * 200)

    five_megabytes = 5_000_000 / len(honest * 200)
    assert twice < 4.5 * some
    assert twice * five_megabytes < LIMIT / 2


def test_our_own_texts_stay_below_a_thousandth_of_the_limit():
    texts = [path.read_text(encoding="utf-8") for path in CONTENT.rglob("*.md")]

    assert max(map(work_of, texts)) < LIMIT / 1000
