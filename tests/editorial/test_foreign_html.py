import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.foreign_html import read_html
from editorial.nodes import Scalar, Sequence

WHOLE = """<!doctype html>
<html>
  <head>
    <meta charset="utf-8">
    <title>Tea &amp;
      milk</title>
    <meta name="Date" content="2010-12-02 10:14" />
    <meta name="keywords" content="leaf, pot">
    <meta name="note" content="one"><meta name="note" content="two">
    <style>body { color: red }</style>
  </head>
  <body class="x">
    <p>Words.</p>
    <svg><title>Another title</title></svg>
  </body>
</html>
"""


def fields(text: str) -> dict[str, object]:
    return {
        entry.key: entry.value.text
        if isinstance(entry.value, Scalar)
        else [v.text for v in entry.value.items]
        for entry in read_html(text).header.entries
        if isinstance(entry.value, Scalar | Sequence)
    }


def test_the_head_gives_the_fields_and_the_body_the_text():
    document = read_html(WHOLE)

    assert fields(WHOLE) == {
        "title": "Tea & milk",
        "date": "2010-12-02 10:14",
        "tags": "leaf, pot",
        "note": ["one", "two"],
    }
    assert document.body.strip().startswith("<p>Words.</p>")
    assert document.body.strip().endswith("</svg>")
    assert document.body_line == 12
    assert document.header.get("date").line == 7


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("<title>Tea</title><p>Words.</p>", "<p>Words.</p>"),
        ("<title>Tea</title>\nWords.", "\nWords."),
        ("<head><title>Tea</title></head>Words.", "Words."),
        ("<html><head><title>Tea</title></head></html>", ""),
        ("<title>Tea</title><body>Words", "Words"),
    ],
)
def test_tags_that_html_lets_be_left_out_may_be_left_out(text, body):
    assert fields(text) == {"title": "Tea"}
    assert read_html(text).body == body


@pytest.mark.parametrize("text", ["<p>Words.</p>", "<title> </title>", "<svg><title>No</title></svg>", ""])
def test_a_file_without_a_title_has_none(text):
    assert read_html(text).header.get("title") is None


def test_the_slip_contents_is_read_as_pelican_reads_it():
    assert fields('<title>Tea</title><meta name="tags" contents="a, b">') == {"title": "Tea", "tags": "a, b"}


PIECES = st.sampled_from(
    ["<![", "]>", "]]>", "<!--", "-->", "<title>", "</title", "<meta name=", "<body", ">", "x", " "]
)


@given(st.text(alphabet="<>/!-[]titlemahdby =\"'\n") | st.lists(PIECES).map("".join))
def test_no_text_breaks_the_reader(text):
    document = read_html(text)

    assert text.endswith(document.body) or document.body in text
