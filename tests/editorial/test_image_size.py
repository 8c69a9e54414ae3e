import io

import pytest
from PIL import Image

from editorial.image_size import Size, image_size


def saved(kind: str, **options: object) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (300, 200), "navy").save(file, kind, **options)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "options"),
    [
        ("JPEG", {}),
        ("JPEG", {"progressive": True, "comment": b"before the frame"}),
        ("PNG", {}),
        ("GIF", {}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"xmp": b"so that the file is an extended one"}),
        ("AVIF", {}),
    ],
)
def test_the_size_stands_in_the_first_bytes(kind, options):
    assert image_size(saved(kind, **options)) == (300, 200)


@pytest.mark.parametrize(
    ("tag", "size"),
    [
        ('<svg viewBox="0 0 640 480">', (640, 480)),
        ("<svg viewBox='0,0,10.4,20.6'>", (10, 21)),
        ('<svg width="30px" height="20" viewBox="0 0 640 480">', (30, 20)),
        ('<svg width="100%" height="100%" viewBox="0 0 640 480">', (640, 480)),
        ('<svg stroke-width="3" viewBox="0 0 4 5">', (4, 5)),
        ('<svg data-x="a > b" viewBox="0 0 4 5">', (4, 5)),
        ("<svg>", None),
        ('<svg viewBox="0 0 none 5">', None),
        ('<svg viewBox="0 0 0 0">', None),
    ],
)
def test_a_drawing_has_the_size_that_it_says_or_that_of_its_box(tag, size):
    assert image_size(f'<?xml version="1.0"?>\n{tag}</svg>'.encode()) == size


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF"])
def test_a_file_that_breaks_off_has_its_size_or_none_and_nothing_is_raised(kind):
    data = saved(kind)

    found = {image_size(data[:length]) for length in range(len(data))}

    assert found <= {None, (300, 200)}


def test_what_is_no_image_has_no_size():
    assert image_size(b"") is None
    assert image_size(b"plain words") is None


def test_the_pixels_are_counted():
    assert Size(300, 200).pixels == 60_000
