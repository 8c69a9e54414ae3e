import time

import pytest

from editorial.pictures import Choice, Picture, with_pictures

WIDE = Picture(
    "/pictures/a.jpg", 2000, 1000, "image/avif", (Choice("/a-480.avif", 480), Choice("/a-960.avif", 960))
)
SMALL = Picture("{static}/small.png", 300, 200)


def known(address: str) -> Picture | None:
    return {"wide.jpg": WIDE, "small.png": SMALL, "a&b.png": SMALL}.get(address)


def test_an_image_gets_its_size_and_files_to_choose_from():
    shown = with_pictures('<p><img alt="Tea" src="wide.jpg"></p>', known)

    assert shown == (
        '<p><picture><source type="image/avif" srcset="/a-480.avif 480w, /a-960.avif 960w" '
        'sizes="(min-width: 736px) 736px, 100vw">'
        '<img src="/pictures/a.jpg" alt="Tea" width="2000" height="1000"></picture></p>'
    )


def test_all_images_but_the_first_wait_for_the_reader():
    shown = with_pictures('<img src="small.png" alt=""><img src="https://example.org/x.png" alt="x">', known)

    assert shown == (
        '<img src="{static}/small.png" alt="" width="300" height="200">'
        '<img src="https://example.org/x.png" alt="x" loading="lazy" decoding="async">'
    )


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('width="150"', 'width="150" height="100"'),
        ('height="100"', 'width="150" height="100"'),
        ('width="9" height="9"', 'width="9" height="9"'),
        ('width="50%"', 'width="50%" height="200"'),
        ('class="x" hidden', 'width="300" height="200" class="x" hidden'),
        ("", 'width="300" height="200"'),
    ],
)
def test_what_the_author_has_written_stays(written, shown):
    first = with_pictures(f'<img src="small.png" alt="" {written}>', known)

    assert set(first.split()) == set(f'<img src="{{static}}/small.png" alt="" {shown}>'.split())


def test_an_author_may_have_later_images_loaded_at_once():
    later = with_pictures('<img src="small.png" alt=""><img src="small.png" alt="" loading="eager">', known)

    assert 'loading="eager"' in later
    assert "lazy" not in later


def test_an_image_that_the_author_makes_narrower_needs_narrower_files():
    assert 'sizes="(min-width: 320px) 320px, 100vw"' in with_pictures(
        '<img src="wide.jpg" alt="" width="320">', known
    )


def test_a_picture_written_out_by_hand_stays_one():
    own = '<picture><source srcset="x.webp" type="image/webp"><img src="wide.jpg" alt=""></picture>'

    shown = with_pictures(f'{own}<img src="wide.jpg" alt="">', known)

    assert shown.count("<picture>") == 2
    assert shown.startswith(
        '<picture><source srcset="x.webp" type="image/webp">'
        '<img src="/pictures/a.jpg" alt="" width="2000" height="1000"></picture><picture>'
    )


def test_an_image_with_its_own_choice_of_files_keeps_it():
    shown = with_pictures('<img src="wide.jpg" alt="" srcset="b.jpg 2x">', known)

    assert "<picture>" not in shown
    assert 'srcset="b.jpg 2x"' in shown


def test_signs_in_addresses_and_words_are_read_and_written_as_html():
    shown = with_pictures("<img alt='a > b & \"c\"' src=a&amp;b.png />", known)

    assert (
        shown == '<img src="{static}/small.png" alt="a &gt; b &amp; &quot;c&quot;" width="300" height="200">'
    )


def test_code_and_comments_are_no_images():
    text = '<code>&lt;img src="wide.jpg"&gt;</code><!-- <img src="wide.jpg"> --><image-map src="wide.jpg">'

    assert with_pictures(text, known) == text


@pytest.mark.parametrize(
    "piece", ['<img "', "<img '", "<img a=", "<!--", "<picture", '<img src="x" ', "<img \"'"]
)
def test_no_text_takes_long(piece):
    text = piece * 30_000

    start = time.perf_counter()
    with_pictures(text, known)

    assert time.perf_counter() - start < 5
