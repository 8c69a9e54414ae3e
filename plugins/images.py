"""Images in posts and pages: their size is set, and browsers choose among smaller files in a modern format.

Originals are published upright and without metadata (place, camera, author); those that only waiting posts
show are held back in a production build. Authors get `author.portrait`, a Picture or None. IMAGE_CACHE keeps
what was made, by the digest of its original; MOST_PIXELS is what a decoded image may have, JOBS how many
things are made at once.
"""

import hashlib
import os
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from pelican import Pelican, signals
from pelican.contents import Article, Content, Page
from pelican.generators import Generator, StaticGenerator
from pelican.urlwrappers import Author
from pelican.writers import Writer

from editorial.addresses import file_address
from editorial.folder_walk import leads_out
from editorial.held_back import held_back
from editorial.image_size import image_size
from editorial.pictures import Choice, Picture, with_pictures
from editorial.problems import Problem, Severity
from editorial.slug import slugify
from editorial.survey_texts import markdown_texts
from plugins.derived_files import DerivedFiles
from plugins.edition import Edition, edition_of
from plugins.image_encoder import (
    KIND,
    BrokenImageError,
    Derivatives,
    HugeImageError,
    Made,
    derivatives,
    published,
)

FOLDER = "pictures"
RASTER = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")
VECTOR = (".svg",)
PORTRAIT = 480
_KINDS_OF_LINK = ("{static}", "{attach}", "{filename}", "|static|", "|attach|", "|filename|")


@dataclass
class Images:
    """The images of one build; `files` are those to write, by their addresses relative to the site."""

    folder: Path
    cache: DerivedFiles
    most_pixels: int
    site_url: str
    jobs: int | None = None
    known: dict[tuple[str, int], Derivatives | None] = field(default_factory=dict)
    files: dict[str, Made] = field(default_factory=dict)
    originals: list[Any] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def picture(
        self, path: str, original: str, *, shelf: str, blame: "Blame", square: int = 0
    ) -> Picture | None:
        """Return what a page needs to show the file at `path` in the content, or None if there is no size.

        `original` is its own address; what is made of it will lie in the folder `shelf`.
        """
        suffix = posixpath.splitext(path)[1].casefold()
        if (path, square) not in self.known:
            self.known[path, square] = self.read(path, suffix, blame, square)
        found = self.known[path, square]
        if found is None:
            return None
        shelved = partial(self.shelved, posixpath.splitext(posixpath.basename(path))[0], shelf)
        return Picture(
            address=shelved(found.stand_in) if found.stand_in else original,
            width=found.width,
            height=found.height,
            kind=KIND,
            choices=tuple(Choice(shelved(made), made.width) for made in found.choices),
        )

    def shelved(self, stem: str, shelf: str, made: Made) -> str:
        """Return the address of a made file, which this build will write."""
        digest = hashlib.sha256(made.recipe.encode()).hexdigest()[:10]
        name = f"{shelf}{FOLDER}/{slugify(stem)}-{digest}-{made.width}{made.suffix}"
        self.files[name] = made
        return f"{self.site_url}/{name}"

    def read(self, path: str, suffix: str, blame: "Blame", square: int) -> Derivatives | None:
        """Return what is made of an image; what is wrong with it is said once, and its size must do."""
        try:
            data = (self.folder / path).read_bytes()
        except OSError:
            return None
        if suffix in RASTER:
            try:
                return derivatives(
                    data, self.cache, most_pixels=self.most_pixels, square=square, jobs=self.jobs
                )
            except BrokenImageError:
                message = f"{path} is broken off or is not the image that its name says"
                remedy = "save it anew; until then it is published as it is"
                self.problems.append(blame.problem("broken-image", message, remedy))
            except HugeImageError as error:
                message = f"{path} has {error} pixels, more than {self.most_pixels // 1_000_000} million"
                remedy = "scale it down; until then it is published as it is"
                self.problems.append(blame.problem("huge-image", message, remedy))
        size = image_size(data)
        return Derivatives(*size) if size else None


@dataclass(frozen=True)
class Blame:
    """Whose words name an image: a file, and how the image is written there."""

    path: Path
    written: str

    def problem(self, code: str, message: str, remedy: str) -> Problem:
        """Return a problem at the line that names the image, or at the first."""
        try:
            before, found, _ = self.path.read_text(encoding="utf-8", errors="replace").partition(self.written)
        except OSError:
            before = found = ""
        line = before.count("\n") + 1 if found else 1
        return Problem(shown_path(self.path), line, code, message, remedy, Severity.WARNING)


def shown_path(path: Path) -> str:
    """Return a path as messages name it, seen from where the command runs."""
    return Path(os.path.relpath(path)).as_posix()


def images_of(settings: dict[str, Any]) -> Images:
    """Return the images of the build that has these settings."""
    images: Images = settings["IMAGES"]
    return images


def open_images(pelican: Pelican) -> None:
    """Begin a build without images."""
    settings = pelican.settings
    images = Images(
        folder=Path(settings["PATH"]),
        cache=DerivedFiles(Path(settings["IMAGE_CACHE"])),
        most_pixels=settings["MOST_PIXELS"],
        site_url=settings["SITEURL"].rstrip("/"),
        jobs=settings["JOBS"],
    )
    settings["IMAGES"], settings["FOUND_LATE"] = images, images.problems


def show_pictures(content: Content) -> None:
    """Set the images in a text that was just read, before anything looks at it."""
    if not isinstance(content, Article | Page) or not content.source_path:
        return
    images = images_of(content.settings)
    edition = edition_of(content.settings)
    shelf = f"{edition.preview_folder}/" if content.get_relative_source_path() in edition.waiting else ""
    for author in getattr(content, "authors", []):
        if not hasattr(author, "portrait"):
            author.portrait = portrait(author, images, shelf=shelf)
    if "<img" not in content._content:  # noqa: SLF001 - the one place where a text can be changed for all who read it
        return

    def picture_of(written: str) -> Picture | None:
        path = path_in_content(written, content.relative_dir, images)
        if path is None:
            return None
        original = written if written.startswith(_KINDS_OF_LINK) else "{static}/" + path.replace(" ", "%20")
        blame = Blame(images.folder / content.source_path, written)
        return images.picture(path, original, shelf=shelf, blame=blame)

    content._content = with_pictures(content._content, picture_of)  # noqa: SLF001


def portrait(author: Author, images: Images, *, shelf: str) -> Picture | None:
    """Return an author's photo, cut to a square if it is one of pixels."""
    profile = getattr(author, "profile", None)
    if not profile or not profile.photo:
        return None
    blame = Blame(Path(profile.source.path), profile.photo)
    original = f"{images.site_url}/{file_address(profile.photo)}"
    found = images.picture(profile.photo, original, shelf=shelf, blame=blame, square=PORTRAIT)
    return found or Picture(original, PORTRAIT, PORTRAIT)


def path_in_content(written: str, folder: str, images: Images) -> str | None:
    """Return the path of the image that an address in a text of `folder` means; None if there is none."""
    if images.site_url and written.startswith(images.site_url + "/"):
        written = written[len(images.site_url) :]
    kind = next((kind for kind in _KINDS_OF_LINK if written.startswith(kind)), "")
    try:
        parts = urlsplit(written[len(kind) :])
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    for path in (parts.path, unquote(parts.path)):
        joined = path.lstrip("/") if path.startswith("/") else posixpath.join(folder, path)
        found = posixpath.normpath(joined)
        is_image = posixpath.splitext(found)[1].casefold() in RASTER + VECTOR
        if is_image and not found.startswith("../") and os.path.isfile(images.folder / found):  # noqa: PTH113
            return found
    return None


def take_over_originals(generator: StaticGenerator) -> None:
    """Keep Pelican from copying images of pixels as they are, texts, and what must wait or lies outside."""
    images = images_of(generator.settings)
    edition = edition_of(generator.settings)
    waiting = frozenset() if edition.preview_folder else files_that_wait(generator, edition)
    # Texts never go out as files, whatever names them: one of them may be of a post that waits.
    held = waiting | edition.content.sources
    files = [
        file
        for file in generator.staticfiles
        # An address such as {attach}../../x would take along what lies beside the content.
        if file.get_relative_source_path() not in held
        and not leads_out(Path(file.source_path), images.folder)
        and (file.get_relative_source_path() in edition.files or not generator.settings["FOREIGN"])
    ]
    images.originals = [file for file in files if file.source_path.casefold().endswith(RASTER)]
    # The list is known to others, so it stays the same list.
    generator.staticfiles[:] = [file for file in files if not file.source_path.casefold().endswith(RASTER)]


def files_that_wait(generator: StaticGenerator, edition: Edition) -> frozenset[str]:
    """Return the static files that only waiting posts show."""
    return held_back(
        (file.get_relative_source_path() for file in generator.staticfiles),
        waiting=(post.body for post in edition.waiting.values()),
        public=public_texts(edition),
    )


def public_texts(edition: Edition) -> Iterator[str]:
    """Yield every text of the content that can be read now."""
    yield from (post.body for post in edition.live.values())
    yield from (page.body for page in edition.pages.values())
    for author in edition.content.authors.values():
        yield f"{author.photo}\n{author.biography}"
    for survey in edition.content.surveys.values():
        # In every language: the service shows the site's pictures.
        yield "\n".join(text.words for text in markdown_texts(survey))


class ImagesGenerator(Generator):
    """Writes the originals and what was made of them, once all texts are written and have said where."""

    def generate_output(self, writer: Writer) -> None:
        """Write them."""
        images = images_of(self.settings)
        written: dict[str, str] = {}
        for file in sorted(images.originals, key=lambda file: file.get_relative_source_path()):
            name, path = posixpath.normpath(file.save_as), file.get_relative_source_path()
            if name in written:
                message = f"{written[name]} is published under the same address, /{name}"
                remedy = "give one of them another name; until then only the other is published"
                place = shown_path(images.folder / path)
                images.problems.append(Problem(place, 1, "same-address", message, remedy, Severity.WARNING))
            elif (images.folder / path).is_file():
                written[name] = path
                data = (images.folder / path).read_bytes()
                writer.write_bytes(name, published(data, images.cache, most_pixels=images.most_pixels))
        for name, made in images.files.items():
            writer.write_bytes(name, images.cache.path(made.recipe, made.suffix).read_bytes())


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return ImagesGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(open_images)
    signals.content_object_init.connect(show_pictures)
    signals.static_generator_finalized.connect(take_over_originals)
    signals.get_generators.connect(add_generator)
