import pytest

from editorial.bodycheck_parts import read_body


def lines_of(text: str) -> list[tuple[str, int]]:
    return [(link.target, link.line) for link in read_body(text).links]


def test_a_target_that_stands_there_twice_has_two_lines():
    assert lines_of("A [b](/c/).\n\nD\n[e](/c/) and [f](/c/).") == [("/c/", 1), ("/c/", 4), ("/c/", 4)]


def test_code_that_looks_like_a_link_or_a_heading_is_none_and_shifts_no_line():
    text = "`[a](/x/)`\n\n```\n[b](/x/)\n## no\n```\n\n    [c](/x/)\n\n[d](/x/)\n"

    body = read_body(text)

    assert [(link.words, link.line) for link in body.links] == [("d", 10)]
    assert body.headings == ()


def test_the_line_counts_from_where_the_body_begins_in_its_file():
    assert read_body("\n[a](/b/)", first_line=11).links[0].line == 12


@pytest.mark.parametrize(
    "written",
    [
        "[words](/target/)",
        '[words](/target/ "Title")',
        "[words](</target/>)",
        '<a class="x" href="/target/">words</a>',
        "<a href='/target/'>words</a>",
        "<a href=/target/>words</a>",
        "- a list\n\n    > [words](/target/)",
    ],
)
def test_every_way_to_write_a_link_has_its_line(written):
    (link,) = read_body(f"First.\n\n{written}").links

    assert (link.target, link.words, link.line) == ("/target/", "words", 2 + written.count("\n") + 1)


def test_a_link_by_name_has_the_line_of_its_target_and_the_line_of_its_words():
    (link,) = read_body("One\n[here][a]\n\n[a]: /target/").links

    assert (link.line, link.words_line) == (4, 2)


def test_a_bare_address_between_angle_brackets_is_a_link():
    assert lines_of("\n<https://example.org/a>") == [("https://example.org/a", 2)]


def test_headings_of_all_kinds_have_their_level_words_and_line():
    body = read_body('## "One" {#uno}\n\nTwo\n---\n\n### Three *four* ###\n\n<h4 class="x">Five</h4>\n')

    assert [(heading.level, heading.words, heading.line) for heading in body.headings] == [
        (2, "“One”", 1),
        (2, "Two", 3),
        (3, "Three four", 6),
        (4, "Five", 8),
    ]


def test_the_names_of_headings_are_those_that_the_site_gives_them():
    body = read_body('## Grüße an *uns*\n\nZwei\n----\n\n<p id="raw"></p><a name="old"></a>')

    assert body.anchors == {"grue-an-uns", "zwei", "raw", "old"}


def test_an_empty_alternative_is_a_decision_in_html_and_an_omission_in_markdown():
    body = read_body(
        '![](/a.png)\n![b][r]\n![][r]\n\n<img src="/c.png" alt=""><img src="/d.png">\n\n[r]: /r.png'
    )

    assert [(image.source, image.words_line, image.is_named) for image in body.images] == [
        ("/a.png", 1, False),
        ("/r.png", 2, True),
        ("/r.png", 3, False),
        ("/c.png", 5, True),
        ("/d.png", 5, False),
    ]


def test_an_image_that_is_said_to_decorate_needs_no_words():
    assert read_body("![](/a.png){role=presentation}").images[0].is_named


def test_the_signs_of_the_marks_are_taken_out_of_a_text_that_has_them():
    (link,) = read_body("\n[a\U0010f009](/b/\U0010f001\U0010f00e)").links

    assert (link.target, link.words, link.line) == ("/b/", "a", 2)


def test_the_words_of_a_link_are_also_those_of_its_images_and_labels():
    body = read_body('[![A map](/m.png)](/a/)\n<a href="/b/" aria-label="Home"><svg></svg></a>\n[](/c/)')

    assert [link.words for link in body.links] == ["A map", "Home", ""]


@pytest.mark.parametrize(
    "written", ["<![x]> a", "<!doctype", "<a href=", "<![CDATA[ x", "&#xFFFFFFFF;", "</p></a>"]
)
def test_broken_html_is_read_without_an_error(written):
    assert read_body(f"{written}\n\n[a](/b/)") is not None
