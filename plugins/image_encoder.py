"""Making images from images: smaller, in a modern format, upright, and telling nothing but the picture.

The pictures are made by Pillow; this module knows no Pelican.
"""

import hashlib
import io
import json
import struct
import warnings
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from editorial.image_metadata import without_metadata
from editorial.image_size import image_size
from plugins.derived_files import DerivedFiles, write_whole

# Change it whenever the same image would come out differently.
RECIPE = f"1 pillow-{PIL.__version__}"
WIDTHS = (480, 960, 1440)
KIND, SUFFIX = "image/avif", ".avif"
# At speed 8 AVIF needs a third of the time of speed 6, and 30 % fewer bytes than WebP.
_AVIF = {"format": "AVIF", "quality": 60, "speed": 8, "max_threads": 1}
_JPEG = {"format": "JPEG", "quality": 82, "optimize": True, "progressive": True}
_WEBP = {"format": "WEBP", "quality": 80, "method": 4}
_TURNED: dict[str, dict[str, Any]] = {
    "JPEG": {"format": "JPEG", "quality": 92, "optimize": True},
    "PNG": {"format": "PNG"},
    "WEBP": {"format": "WEBP", "quality": 92},
    "AVIF": {"format": "AVIF", "quality": 80, "max_threads": 1},
}
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_MAY_MOVE = ("GIF", "PNG", "WEBP", "AVIF")
_PAINTABLE = ("1", "L", "LA", "P", "PA", "RGB", "RGBA", "CMYK", "YCbCr")
_ORIENTATION = 0x0112
# What Pillow's decoders are known to raise for a file that is not what it should be.
_FAILURES = (
    UnidentifiedImageError, OSError, SyntaxError, ValueError, TypeError, EOFError, IndexError, KeyError,
    struct.error, zlib.error, OverflowError, MemoryError, Image.DecompressionBombError,
    Image.DecompressionBombWarning,
)  # fmt: skip


class BrokenImageError(Exception):
    """An image that cannot be decoded."""


class HugeImageError(Exception):
    """An image with more pixels than may be decoded; says how many."""


@dataclass(frozen=True)
class Made:
    """One made file: its width in pixels, how its name ends, and the recipe that stands for its bytes."""

    width: int
    suffix: str
    recipe: str


@dataclass(frozen=True)
class Derivatives:
    """What was made of an image: its size when upright, files to choose from, and a stand-in.

    The stand-in is for those who know no modern format, where the original is larger than a page needs.
    """

    width: int
    height: int
    choices: tuple[Made, ...] = ()
    stand_in: Made | None = None

    @property
    def files(self) -> tuple[Made, ...]:
        """All that was made."""
        return (*self.choices, self.stand_in) if self.stand_in else self.choices


def derivatives(
    data: bytes, cache: DerivedFiles, *, most_pixels: int, square: int = 0, jobs: int | None = None
) -> Derivatives:
    """Return what is to be shown of an image, made now or before; raises BrokenImageError or HugeImageError.

    With `square` the middle is cut out, at most that wide, and once more at half the width. So many `jobs`
    are done at once; None is as many as the machine takes.
    """
    _refuse_huge(image_size(data), most_pixels)
    recipe = f"{RECIPE} {WIDTHS} {most_pixels} {square} {hashlib.sha256(data).hexdigest()}"
    make = partial(_make_all, data, recipe, cache, most_pixels=most_pixels, square=square, jobs=jobs)
    found = _from_json(cache.get(recipe, ".json", make))
    if not all(cache.path(made.recipe, made.suffix).exists() for made in found.files):
        make()
    return found


def published(data: bytes, cache: DerivedFiles, *, most_pixels: int) -> bytes:
    """Return an image as it may be published: upright and without metadata, else byte for byte as it was."""
    try:
        _refuse_huge(image_size(data), most_pixels)
        with _opened(data) as image:
            if _must_be_saved_anew(image):
                recipe = f"{RECIPE} upright {hashlib.sha256(data).hexdigest()}"
                return cache.get(recipe, ".image", lambda: _upright(image))
    except (BrokenImageError, HugeImageError):
        pass
    return without_metadata(data)


def _refuse_huge(size: tuple[int, int] | None, most_pixels: int) -> None:
    if size and size[0] * size[1] > most_pixels:
        raise HugeImageError(f"{size[0]} × {size[1]}")


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    with warnings.catch_warnings():
        # What is odd about a file is its author's business, unless it would fill the memory.
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
        except _FAILURES as error:
            raise BrokenImageError from error


def _must_be_saved_anew(image: Image.Image) -> bool:
    if image.format not in _TURNED or _moves(image):
        return False
    exif = image.getexif()
    tells = image.format == "AVIF" and bool(exif or image.info.get("xmp"))
    return tells or exif.get(_ORIENTATION, 1) in range(2, 9)


def _moves(image: Image.Image) -> bool:
    return image.format in _MAY_MOVE and bool(getattr(image, "is_animated", False))


def _upright(image: Image.Image) -> bytes:
    options = _TURNED[image.format or ""]
    profile = image.info.get("icc_profile")
    turned = ImageOps.exif_transpose(image)
    turned.info.clear()
    return _saved(turned, options | ({"icc_profile": profile} if profile else {}))


def _make_all(
    data: bytes, recipe: str, cache: DerivedFiles, *, most_pixels: int, square: int, jobs: int | None
) -> bytes:
    with _opened(data) as image:
        _refuse_huge(image.size, most_pixels)
        width, height = _upright_size(image)
        if _moves(image) or image.mode not in _PAINTABLE:
            return _to_json(Derivatives(width, height))
        square = min(square, width, height)
        widths = _widths(width, square)
        painted = _painted(image, width=widths[-1], square=square)
        made = [Made(one, SUFFIX, f"{recipe} {one}") for one in widths]
        options = [_AVIF] * len(made)
        if square or width > WIDTHS[-1]:
            kind, suffix = (_WEBP, ".webp") if painted.mode == "RGBA" else (_JPEG, ".jpg")
            made.append(Made(widths[-1], suffix, f"{recipe} stand-in"))
            options.append(kind)
        # The encoders let go of the interpreter, so threads use all processors.
        with ThreadPoolExecutor(jobs) as pool:
            files = list(pool.map(partial(_scaled, painted), (one.width for one in made), options))
    # What is no smaller than the original helps nobody.
    kept = {one: file for one, file in zip(made, files, strict=True) if square or len(file) < len(data)}
    for one, file in kept.items():
        write_whole(cache.path(one.recipe, one.suffix), file)
    choices = tuple(one for one in kept if one.suffix == SUFFIX)
    stand_in = next((one for one in kept if one.suffix != SUFFIX), None)
    return _to_json(Derivatives(square or width, square or height, choices, stand_in))


def _widths(width: int, square: int) -> list[int]:
    if square:
        return sorted({max(1, square // 2), square})
    return sorted({*(one for one in WIDTHS if one < width), min(width, WIDTHS[-1])})


def _painted(image: Image.Image, *, width: int, square: int) -> Image.Image:
    """Return the image upright, in sRGB, `width` wide, or cut to a square of that width."""
    upright = _upright_size(image)
    scale = min(1.0, width / (min(upright) if square else upright[0]))
    wanted = (max(1, round(upright[0] * scale)), max(1, round(upright[1] * scale)))
    stored = wanted if upright == image.size else wanted[::-1]
    profile = image.info.get("icc_profile") if image.mode != "CMYK" else None
    # A large JPEG is decoded at a fraction of its size.
    image.draft(None, stored)
    turned = ImageOps.exif_transpose(image.convert("RGBA" if image.has_transparency_data else "RGB"))
    if square:
        painted = ImageOps.fit(turned, (width, width), Image.Resampling.LANCZOS)
    else:
        painted = turned.resize(wanted, Image.Resampling.LANCZOS)
    painted.info.clear()
    return _in_srgb(painted, profile) if profile else painted


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        target = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(image, source, target, outputMode=image.mode)
    except (ImageCms.PyCMSError, OSError):
        # A profile for other colours than the image's, such as a grey one.
        return image
    if changed is None:
        return image
    changed.info.clear()
    return changed


def _scaled(image: Image.Image, width: int, options: dict[str, Any]) -> bytes:
    if width < image.width:
        size = (width, max(1, round(image.height * width / image.width)))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return _saved(image, options)


def _saved(image: Image.Image, options: dict[str, Any]) -> bytes:
    file = io.BytesIO()
    image.save(file, **options)
    return file.getvalue()


def _upright_size(image: Image.Image) -> tuple[int, int]:
    is_turned = image.getexif().get(_ORIENTATION, 1) in range(5, 9)
    return (image.height, image.width) if is_turned else image.size


def _to_json(made: Derivatives) -> bytes:
    return json.dumps(asdict(made)).encode()


def _from_json(data: bytes) -> Derivatives:
    values = json.loads(data)
    stand_in = values["stand_in"]
    return Derivatives(
        values["width"],
        values["height"],
        tuple(Made(**choice) for choice in values["choices"]),
        Made(**stand_in) if stand_in else None,
    )
