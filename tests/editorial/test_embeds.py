import pytest

from editorial.markup import to_html


def test_a_link_that_is_marked_as_an_embed_says_where_it_leads():
    html = to_html("[A talk](https://www.example.org/t?a=1){: .embed }")

    assert html == (
        '<p><a class="embed" href="https://www.example.org/t?a=1" rel="noopener noreferrer">A talk '
        '<span class="embed__where">Opens example.org</span></a></p>'
    )


def test_a_marked_link_on_the_site_itself_stays_a_link():
    assert to_html("[A talk](/talk/){: .embed }") == '<p><a class="embed" href="/talk/">A talk</a></p>'


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("//www.youtube.com/embed/a-b_1?rel=0", "https://www.youtube.com/watch?v=a-b_1"),
        ("https://www.youtube-nocookie.com/embed/xyz", "https://www.youtube.com/watch?v=xyz"),
        ("https://player.vimeo.com/video/123?h=1", "https://vimeo.com/123"),
        ("https://maps.example.org/?a=1&amp;b=2", "https://maps.example.org/?a=1&amp;b=2"),
    ],
)
def test_a_frame_becomes_a_link_to_the_page_that_it_shows(source, page):
    html = to_html(
        f'<iframe width="560" title="The &quot;film&quot;" src="{source}" allowfullscreen></iframe>'
    )

    assert f'<a class="embed" href="{page}" rel="noopener noreferrer">The &quot;film&quot; <span' in html
    assert "<iframe" not in html


@pytest.mark.parametrize(
    "frame",
    [
        "<iframe></iframe>",
        '<iframe src="data:text/html,hello"></iframe>',
        "<iframe srcdoc='<b>x</b>'></iframe>",
        '<IFRAME SRC="javascript:alert(1)">',
        "<iframe src='http://['></iframe>",
        "<iframe src='ftp://example.org/film'></iframe>",
    ],
)
def test_a_frame_that_shows_no_page_of_the_web_goes(frame):
    html = to_html(f"Before {frame} after.")

    assert "iframe" not in html.lower()
    assert "embed" not in html


def test_a_frame_in_code_is_words():
    html = to_html("Write `<iframe src='https://example.org'>`.")

    assert "&lt;iframe src='https://example.org'&gt;" in html


def test_a_frame_that_never_ends_is_taken_out_with_many_others():
    html = to_html("<div>\n" + '<iframe src="' * 2_000 + "\n</div>\n\nAfter.")

    assert "<iframe" not in html
