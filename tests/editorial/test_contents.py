from editorial.contents import table_of_contents
from editorial.markup import markdown_reader


def contents_of(text, words=100):
    reader = markdown_reader()
    reader.convert(text)
    return table_of_contents(reader.toc_tokens, words=words)


def outline(headings):
    return [(heading.anchor, str(heading.words), outline(heading.parts)) for heading in headings]


def test_four_headings_of_the_second_and_third_level_make_a_table_of_contents():
    found = contents_of("## One\n\n### Part\n\n#### Detail\n\n## Two\n\n## Three\n")

    assert outline(found) == [
        ("one", "One", [("part", "Part", [])]),
        ("two", "Two", []),
        ("three", "Three", []),
    ]


def test_a_short_text_with_three_headings_has_none():
    assert contents_of("## One\n\n## Two\n\n## Three\n\n#### Detail\n\n#### Detail\n") == ()


def test_a_long_text_has_one_from_two_headings_on():
    assert len(contents_of("## One\n\n## Two\n", words=1500)) == 2
    assert contents_of("## One\n\n## Two\n", words=1499) == ()
    assert contents_of("## One\n", words=1500) == ()


def test_headings_under_a_title_of_the_first_level_are_found():
    found = contents_of("# Title\n\n## A\n\n## B\n\n## C\n\n## D\n")

    assert [heading.anchor for heading in found] == ["a", "b", "c", "d"]


def test_the_words_of_a_heading_are_html_without_tags():
    found = contents_of("## Q & `<a>` *now*\n\n## B\n\n## C\n\n## D\n")

    assert found[0].words == "Q &amp; &lt;a&gt; now"
