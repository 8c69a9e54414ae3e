import string

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from editorial.header import (
    Document,
    Entry,
    HeaderStyle,
    Mapping,
    Scalar,
    Sequence,
    read_document,
    read_yaml,
    to_data,
    write_document,
)
from editorial.problems import ContentError

PATH = "posts/tea.md"
NASTY = [
    "", " ", "Yes", "no", "On", "null", "Null", "~", "---", "...", "0123", "1e3", "2014-07-01", "=", "<<",
    "?", "a: b", "a #b", "#b", " a", "a ", "\ta", "a\tb", "'", '"', "it's", '"a" b', "- a", "[a", "{a", "*a",
    "&a", "!a", "%a", "@a", "`a", "|", ">", "a\nb", "a\n\n  b\n", "\n", "a\n---\nb", "a\n...\nb",
    "a\u2028b", "a\u2029b", "a\u0085b", "a\rb", "\x01", "\x1b[31m", "\x7f", "\x9f", "\u00a0a", "\ufeff",
    "\ufffe", "\u200b", "\U0001f375", "\U0010ffff", "Key: value", "x" * 2000, "a " * 200,
]  # fmt: skip
# What UTF-8 can carry, without NUL, which a file must not hold.
ANY_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
TEXTS = st.sampled_from(NASTY) | ANY_TEXT
BODIES = st.sampled_from(
    ["", "\n", "\n\nText\n", "Key: value\n", "---\n", "---\na: b\n---\n", "    code\n", " \n"]
) | ANY_TEXT.map(lambda text: text.replace("\r", ""))


def scalars(texts=TEXTS):
    return texts.map(lambda text: Scalar(text, 1))


def mappings(keys, values, **bounds):
    unique = st.lists(st.tuples(keys, values), unique_by=lambda pair: pair[0], **bounds)
    return unique.map(lambda pairs: Mapping(tuple(Entry(key, value, 1) for key, value in pairs), 1))


def nodes():
    return st.recursive(
        scalars(),
        lambda inner: (
            st.lists(inner, max_size=4).map(lambda items: Sequence(tuple(items), 1))
            | mappings(TEXTS, inner, max_size=4)
        ),
        max_leaves=8,
    )


LINE_KEYS = st.text(string.ascii_lowercase + string.digits + "_-", min_size=1)
LINE_TEXTS = TEXTS.map(lambda text: [line.strip() for line in text.replace("\r", "\n").split("\n")]).map(
    lambda lines: "\n".join(filter(None, lines))
)


def written_and_read(document):
    return read_document(write_document(document).encode(), PATH)


@given(mappings(TEXTS.map(str.lower), nodes(), max_size=5), BODIES)
def test_a_yaml_header_that_is_written_back_is_read_the_same(header, body):
    again = written_and_read(Document(header, body, 1, HeaderStyle.YAML))

    assert list(to_data(again.header).items()) == list(to_data(header).items())
    assert (again.body, again.style) == (body, HeaderStyle.YAML)


@given(mappings(LINE_KEYS, scalars(LINE_TEXTS), min_size=1, max_size=5), BODIES)
def test_a_header_of_lines_that_is_written_back_is_read_the_same(header, body):
    again = written_and_read(Document(header, body, 1, HeaderStyle.LINES))

    assert list(to_data(again.header).items()) == list(to_data(header).items())
    assert (again.body, again.style) == (body, HeaderStyle.LINES)


LOOSE_LINES = st.sampled_from(
    [
        "---", "--- ", "...", "", "  ", "\t", "Title: a", "title: b", "  Tags: x", "    more", "\tmore",
        "key:",
        "a: 'b", "- a", "  b: c", "a: [1, {b: c}]", "a: |", "text", "# x", "\ufeff", "a: \u2028", "é: ü",
        "a: &b c", "d: *b", "<<: {a: b}", "? x", ": y", 'a: "\\u0041"', "%YAML 1.1", "!!python/name:os x: y",
        "a: 0x7f", "\r",
    ]
)  # fmt: skip
FILES = (
    st.binary()
    | st.lists(LOOSE_LINES).map(lambda lines: "\n".join(lines).encode())
    | st.lists(LOOSE_LINES).map(lambda lines: "\r\n".join(["---", *lines, "---", "body"]).encode())
    | st.builds(
        lambda data, cut, junk: data[:cut] + junk + data[cut:],
        st.just(b"---\ntitle: Tea\nauthors: [ada, 'bo']\nlinks:\n  a: b\n---\n\nText\n"),
        st.integers(0, 60),
        st.binary(max_size=4) | TEXTS.map(str.encode),
    )
)


@settings(max_examples=500)
@given(FILES)
@example(b"\xef\xbb\xbf\xef\xbb\xbfTitle: a\n\nb")
@example(b"\xef\xbb\xbf\xef\xbb\xbfno header")
@example(b"---\nTitle: a\ntitle: b\n---\n")
def test_whatever_was_read_is_written_back_the_same(data):
    try:
        document = read_document(data, PATH)
    except ContentError:
        return

    again = written_and_read(document)

    assert to_data(again.header) == to_data(document.header)
    assert (again.body, again.style) == (document.body, document.style)


def problems_of(read, data):
    try:
        read(data, PATH)
    except ContentError as error:
        return error.problems
    return ()


@settings(max_examples=1000)
@given(FILES)
def test_arbitrary_bytes_raise_nothing_but_content_error_and_point_into_the_file(data):
    last = len(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")) + 1

    problems = problems_of(read_document, data) + problems_of(read_yaml, data)

    assert all(1 <= problem.line <= last for problem in problems)
    assert all("\n" not in str(problem) for problem in problems)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 100_000,
        "a: " + "{a: " * 50_000,
        "- " * 50_000,
        "a: " + "[" * 20 + "]" * 20,
        "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\n",
        "a: " + "9" * 1_000_000,
        "? " * 10_000,
        "a: !!python/object/apply:os.system [exit]\n---\nb: c",
        "a: " + "x" * 200_000 + "\n" + "b",
        "a: 'x\u2028" * 3,
    ],
    ids=["lists", "mappings", "items", "too deep", "bomb", "digits", "keys", "two", "long", "separators"],
)
def test_a_hostile_header_raises_nothing_but_content_error(text):
    problems = problems_of(read_document, f"---\n{text}\n---\n".encode())
    problems_of(read_document, text.encode())

    assert all(1 <= problem.line <= 7 for problem in problems)


def test_words_that_yaml_would_turn_into_something_else_stay_text():
    header = b"---\na: Yes\nb: 0123\nc: 2014-07-01\nd: 1e3\ne: 'null'\nf: null\ng: ~\nh:\n---\n"

    document = read_document(header, PATH)

    assert to_data(document.header) == {
        "a": "Yes", "b": "0123", "c": "2014-07-01", "d": "1e3", "e": "null", "f": "", "g": "", "h": "",
    }  # fmt: skip


def test_every_value_knows_its_line():
    document = read_document(b"---\n# note\na: x\nlist:\n  - one\n  - b: c\n---\n\nText", PATH)

    lines = {entry.key: (entry.line, entry.value.line) for entry in document.header.entries}
    assert lines == {"a": (3, 3), "list": (4, 5)}
    assert [item.line for item in document.header.get("list").value.items] == [5, 6]
    assert document.body_line == 8


def test_a_line_separator_in_quotes_does_not_shift_the_lines_below():
    document = read_document('---\na: "x\u2028y"\nb: c\n---\n'.encode(), PATH)

    assert document.header.get("b").line == 3


def test_keys_are_read_in_lower_case_in_both_styles():
    fenced = read_document(b"---\nTitle: a\n---\n", PATH)
    lines = read_document(b"Title: a\n", PATH)

    assert to_data(fenced.header) == to_data(lines.header) == {"title": "a"}


@pytest.mark.parametrize("header", ["---\ntitle: a\n---\n", "Title: a\n\nText\n"])
def test_a_header_that_is_not_first_is_pointed_out(header):
    with pytest.raises(ContentError) as caught:
        read_document(f"\n \n{header}".encode(), PATH)

    assert [str(problem) for problem in caught.value.problems] == [
        (
            "posts/tea.md:1: error header-not-first the header does not begin on the first line"
            " (delete the empty lines before it)"
        )
    ]


def test_lines_continue_where_they_are_indented_and_repeated_keys_add_up():
    document = read_document(b"Title: a\n    b\nTags: x\nTags: y\n\nText\n", PATH)

    assert to_data(document.header) == {"title": "a\nb", "tags": "x\ny"}
    assert [entry.line for entry in document.header.entries] == [1, 3]
    assert (document.body, document.body_line, document.style) == ("Text\n", 6, HeaderStyle.LINES)


PELICAN_LINES = st.sampled_from(
    [
        "---", "--- x", "----", "...", "....", "", "  ", "    ", "\t", "Title: a", "title: b", "   Tags: x",
        "    more", "\tmore", "  \tmore", "   more", "    Status: draft", "\tStatus: draft", "key:",
        "DATE : x",
        "http://a.b", "- a", "text",
    ]
)  # fmt: skip


@settings(max_examples=500)
@given(st.lists(PELICAN_LINES, min_size=1, max_size=8))
@example(["Title: a", "Summary: one", "\ttwo", "Status: draft", "", "x"])
@example(["Title: a", "    ", "Status: draft"])
@example(["--- x", "Status: draft", "----", "x"])
def test_lines_are_the_header_that_pelican_reads(lines):
    assume(lines[0].strip() not in ("", "---"))
    pelican = Markdown(extensions=["meta"])
    pelican.convert("\n".join(lines))

    document = read_document("\n".join(lines).encode(), PATH)

    read = {key: "\n".join(filter(None, values)) for key, values in pelican.Meta.items()}
    assert to_data(document.header) == read
    if read:
        assert document.body.rstrip() == "\n".join(lines[document.body_line - 1 :]).rstrip()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Title: a\nDATE : 2020-01-01\n\nText", 2, "DATE : 2020-01-01"),
        ("Title: a\n  more\nStatus: draft\n\nText", 3, "Status: draft"),
        ("Tags:\n- a\nStatus: draft\n\nText", 3, "Status: draft"),
        ("Title: a\n  \nStatus: draft\n\nText", 3, "Status: draft"),
        ("Status : draft\n\nText", 1, "Status : draft"),
    ],
)
def test_a_line_that_falls_out_of_the_header_is_pointed_out(text, line, words):
    problems = []

    read_document(text.encode(), PATH, problems)

    (problem,) = problems
    assert str(problem) == (
        f"{PATH}:{line}: warning outside-the-header the header ends before “{words}”, which is shown as text "
        "(write `Key: value` without a blank before the colon, indent the further lines of a value by four, "
        "or put an empty line before the text)"
    )


@pytest.mark.parametrize(
    "text", ["Title: a\n\nNote: text", "Title: a\nText: is\n\nhere", "Text, and\nno: more", "Ingrédients :\n"]
)
def test_a_text_is_no_line_of_the_header(text):
    problems = []

    read_document(text.encode(), PATH, problems)

    assert problems == []


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "classic"])
def test_all_line_ends_are_read_alike(ends):
    data = ends.join(["\ufeff---", "title: a", "---", "Text", ""]).encode()

    document = read_document(data, PATH)

    assert (to_data(document.header), document.body) == ({"title": "a"}, "Text\n")


def test_a_file_without_a_header_is_all_body():
    document = read_document(b"Just words.\n\nTitle: no\n", PATH)

    assert document.header.entries == ()
    assert (document.body, document.style) == ("Just words.\n\nTitle: no\n", HeaderStyle.NONE)


def test_double_keys_are_gathered_and_the_first_one_counts():
    problems = []

    document = read_document(b"---\na: 1\nA: 2\nb: {c: 1, c: 2}\n---\n", PATH, problems)

    assert to_data(document.header) == {"a": "1", "b": {"c": "1"}}
    assert [(problem.line, problem.message) for problem in sorted(problems)] == [
        (3, "a stands here again; it is on line 2 already"),
        (4, "c stands here again; it is on line 4 already"),
    ]


def test_double_keys_are_raised_where_nobody_gathers_them():
    with pytest.raises(ContentError, match="duplicate-key a stands here again"):
        read_document(b"---\na: 1\na: 2\n---\n", PATH)


def test_a_list_cannot_be_written_as_a_line():
    header = Mapping((Entry("tags", Sequence((), 1), 1),), 1)

    with pytest.raises(TypeError, match="tags: only a text can be written"):
        write_document(Document(header, "", 1, HeaderStyle.LINES))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: b: c", 2, "a colon stands inside a value"),
        ("a: b\n\tc: d", 3, "a tab stands where spaces belong"),
        ("a:\n\t- b", 3, "a tab stands where spaces belong"),
        ("a: [b\nc: d", 2, "a list is opened and not closed"),
        ("a: {b: c\nd: e", 2, "a mapping is opened and not closed"),
        ("x: y\na: 'b\nc: d", 3, "quotes are opened and not closed"),
        ("a: @b", 2, "a text cannot begin with this sign"),
        ("a: *", 2, "a text cannot begin with * or &"),
        ("a: 'it's'", 2, "a line `key: value` should begin here"),
        ("a: b\nwords", 3, "there is no colon after the key"),
        ("a: - b", 2, "a list begins in the middle of a line"),
        ("a: b\u2028c", 2, "YAML ends the line at the character U+2028"),
        ("é: é\n\nb: \x07", 4, "the character U+0007 may not stand in YAML"),
        ("a: &b c\nd: *b", 3, "*b repeats another value"),
        ("? [a]\n: b", 2, "a key is not a text"),
        ("a: b\nwords\nc: d", 3, "there is no colon after the key"),
        ("a: [\nb: c", 2, "a list is opened and not closed"),
        ("a: [", 2, "a value is missing"),
        ("- a", 2, "there are no keys"),
        ("a: b\n%c", 3, "a line cannot begin with %"),
    ],
)
def test_what_is_wrong_with_yaml_is_said_in_plain_words_at_the_right_line(text, line, words):
    with pytest.raises(ContentError) as caught:
        read_document(f"---\n{text}\n---\n".encode(), PATH)

    assert [(problem.line, problem.message) for problem in caught.value.problems] == [(line, words)]
