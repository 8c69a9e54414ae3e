import io
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from editorial.image_metadata import without_metadata
from tests.builders import saved

SECRET = "52.1N secret place"
XMP = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()


def painted(mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize((64, 48)).convert(mode)


def exif() -> Image.Exif:
    found = Image.Exif()
    found[0x010E] = SECRET
    found.get_ifd(0x8825)[1] = "N"
    return found


def telling() -> dict[str, bytes]:
    words = PngInfo()
    words.add_text("Comment", SECRET)
    words.add_text("Author", SECRET, zip=False)
    words.add_itxt("Place", SECRET)
    frames = [painted("L"), painted("L").rotate(90)]
    everything = {"exif": exif(), "xmp": XMP}
    return {
        "jpeg": saved(painted(), "JPEG", comment=SECRET.encode(), **everything),
        "progressive jpeg": saved(painted(), "JPEG", progressive=True, **everything),
        "png": saved(painted(), "PNG", pnginfo=words, exif=exif()),
        "moving png": saved(frames[0], "PNG", pnginfo=words, save_all=True, append_images=frames[1:]),
        "webp": saved(painted(), "WEBP", **everything),
        "moving webp": saved(frames[0], "WEBP", save_all=True, append_images=frames[1:], **everything),
        "gif": saved(frames[0], "GIF", comment=SECRET.encode()),
        "moving gif": saved(
            frames[0], "GIF", comment=SECRET.encode(), save_all=True, append_images=frames[1:], loop=0
        ),
    }


def frames_of(data: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return [
            (image.seek(number), image.convert("RGBA").tobytes())[1]
            for number in range(getattr(image, "n_frames", 1))
        ]


@pytest.mark.parametrize("kind", telling())
def test_the_picture_stays_and_what_is_told_beside_it_goes(kind):
    data = telling()[kind]
    assert SECRET.encode() in data

    clean = without_metadata(data)

    assert SECRET.encode() not in clean
    assert b"Exif" not in clean
    assert frames_of(clean) == frames_of(data)
    assert without_metadata(clean) == clean


def test_a_moving_picture_goes_on_as_often_as_before():
    clean = without_metadata(telling()["moving gif"])

    with Image.open(io.BytesIO(clean)) as image:
        assert image.info["loop"] == 0


@pytest.mark.parametrize("kind", telling())
def test_what_follows_the_end_of_a_file_goes(kind):
    data = telling()[kind]

    assert without_metadata(data + SECRET.encode()) == without_metadata(data)


@pytest.mark.parametrize(("kind", "options"), [("JPEG", {}), ("PNG", {}), ("WEBP", {"lossless": True})])
def test_colours_keep_their_profile(kind, options):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(painted(), kind, icc_profile=profile, **options)

    with Image.open(io.BytesIO(without_metadata(data))) as image:
        assert image.info["icc_profile"] == profile
        image.load()


def test_the_name_of_a_colour_profile_is_free_text_and_goes():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = saved(painted(), "PNG", icc_profile=profile)
    named = b"iCCPICC Profile\0"
    start = data.index(named)
    secret = b"iCCP" + SECRET.encode() + b"\0"
    length = struct.unpack_from(">I", data, start - 4)[0] + len(secret) - len(named)
    renamed = data[: start - 4] + struct.pack(">I", length) + secret + data[start + len(named) :]

    assert SECRET.encode() not in without_metadata(renamed)


def test_a_file_of_another_kind_is_left_alone():
    assert without_metadata(b"plain words") == b"plain words"


@pytest.mark.parametrize("kind", telling())
def test_of_a_file_that_breaks_off_nothing_is_told_either(kind):
    data = telling()[kind]

    for length in range(0, len(data), 7):
        assert SECRET.encode() not in without_metadata(data[:length])


# What means something in one of the formats, beside what means nothing.
PIECES = st.lists(
    st.sampled_from(
        [b"\xff", b"\xff\xe1", b"\xda\0\x02", b"VP8X\0\0\0\0", b"\0\0\0", b"!\xff", b",", b"IEND"]
    )
    | st.binary(max_size=20),
    max_size=6,
).map(b"".join)


@settings(max_examples=300)
@given(
    st.sampled_from([b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\x20\0\0\0WEBP", b"GIF89a"]),
    PIECES,
)
def test_no_bytes_are_too_odd(start, rest):
    clean = without_metadata(start + rest)

    assert without_metadata(clean) == clean
