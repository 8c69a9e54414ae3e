"""A social card for every live post, `/cards/<slug>.png`; those of waiting posts lie with their previews.

Sets `article.card_url`, relative to the site. Cards are 1200 × 630 pixels in the theme's light colours, drawn
with a font that is installed with this project, so that every machine draws the same ones.
"""

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import PIL
from pelican import Pelican, signals
from pelican.contents import Article, Content
from pelican.generators import Generator
from pelican.writers import Writer
from PIL import Image, ImageDraw, ImageFont

from editorial.social_card import (
    HEIGHT,
    LEADING,
    MARGIN,
    TEXT_WIDTH,
    TITLE_HEIGHT,
    TITLE_SIZES,
    WIDTH,
    CardText,
    colours,
    set_title,
    shortened,
    showable,
    signature,
)
from plugins.derived_files import DerivedFiles
from plugins.edition import edition_of

FOLDER = "cards"
FONT = "fontpkg-pt-serif"
BOLD, REGULAR = "PT_Serif-Web-Bold.ttf", "PT_Serif-Web-Regular.ttf"
# Change it whenever the same words would be drawn otherwise.
RECIPE = ("1", PIL.__version__, version(FONT))
COLOURS = {"paper": "#fbf9f3", "ink": "#1e1b17", "ink-2": "#5c554b", "accent": "#9a2a1b"}
# A card has one byte a pixel: each part has a colour of its own, in sixteen steps from the paper to it.
STEPS = 16
INK, INK_2, ACCENT = 0, STEPS, 2 * STEPS
NAME_LINE, NAME_SIZE = 104, 38
TITLE_TOP = 158
FOOT_RULE, FOOT_LINE, FOOT_SIZE, MARK = 520, 576, 32, 36
_MISSING = "\U0010ffff"


def draw_card(text: CardText, palette: tuple[tuple[int, int, int], ...]) -> bytes:
    """Return a card as a PNG file; what the font cannot show is left out."""
    canvas = Image.new("L", (WIDTH, HEIGHT), INK)
    pen = ImageDraw.Draw(canvas)
    site, title = showable(text.site, covers), showable(text.title, covers)
    # Without a title that can be shown the site's name stands for it.
    draw_head(pen, site if title else "")
    draw_title(pen, title or site)
    draw_foot(canvas, pen, text)
    canvas.putpalette([channel for colour in palette for channel in colour])
    file = io.BytesIO()
    # More would take twice the time for a tenth of the size.
    canvas.save(file, "PNG", compress_level=3)
    return file.getvalue()


def draw_head(pen: ImageDraw.ImageDraw, site: str) -> None:
    """Draw the masthead: the site's name over two rules."""
    letters = font(BOLD, NAME_SIZE)
    name = shortened(site, letters.getlength, TEXT_WIDTH)
    pen.rectangle((MARGIN, 52, MARGIN + TEXT_WIDTH, 55), fill=INK + STEPS - 1)
    if not name:
        return
    pen.text((MARGIN, NAME_LINE), name, fill=INK + STEPS - 1, font=letters, anchor="ls")
    pen.rectangle((MARGIN, 126, MARGIN + TEXT_WIDTH, 126), fill=INK + STEPS - 1)


def draw_title(pen: ImageDraw.ImageDraw, title: str) -> None:
    """Draw the title in the middle between the rules."""
    if not title:
        return
    unit = font(BOLD, 100)
    # Letters are fitted to the pixels in every size, which makes some a little wider.
    setting = set_title(title, lambda text: unit.getlength(text) * 1.01 / 100)
    letters, step = font(BOLD, setting.size), setting.size * LEADING
    top = TITLE_TOP + (TITLE_HEIGHT - step * len(setting.lines)) / 2
    for number, line in enumerate(setting.lines):
        # Letters stand on their line, a little below the middle of its height.
        base = round(top + number * step + setting.size * 0.9)
        pen.text((MARGIN, base), line, fill=INK + STEPS - 1, font=letters, anchor="ls")


def draw_foot(canvas: Image.Image, pen: ImageDraw.ImageDraw, text: CardText) -> None:
    """Draw who signs, on the left, and the stage with its mark, on the right."""
    letters = font(REGULAR, FOOT_SIZE)
    pen.rectangle((MARGIN, FOOT_RULE, MARGIN + TEXT_WIDTH, FOOT_RULE), fill=INK + STEPS - 1)
    room = float(TEXT_WIDTH)
    if text.progress is not None:
        wording = shortened(showable(text.stage, covers), letters.getlength, TEXT_WIDTH * 0.55)
        width = letters.getlength(wording)
        left = round(MARGIN + TEXT_WIDTH - width)
        mark = round(left - MARK - 12)
        pen.rectangle((mark, FOOT_RULE + 1, WIDTH, HEIGHT), fill=INK_2)
        pen.text((left, FOOT_LINE), wording, fill=INK_2 + STEPS - 1, font=letters, anchor="ls")
        canvas.paste(stage_mark(text.progress), (mark, FOOT_LINE - FOOT_SIZE // 3 - MARK // 2))
        room = mark - MARGIN - 32
    names = [name for author in text.authors if (name := showable(author, covers))]
    signed = signature(names, letters.getlength, room)
    pen.text((MARGIN, FOOT_LINE), signed, fill=INK + STEPS - 1, font=letters, anchor="ls")


@cache
def stage_mark(progress: int) -> Image.Image:
    """Return the disc that fills from the first stage to the last, as in the theme's stage_mark.html."""
    unit = MARK * 8 / 20
    disc = Image.new("L", (MARK * 8, MARK * 8), 0)
    pen = ImageDraw.Draw(disc)
    middle = 10 * unit
    outer, inner = 9.75 * unit, 6.1 * unit
    pen.ellipse(
        (middle - outer, middle - outer, middle + outer, middle + outer), outline=255, width=round(1.5 * unit)
    )
    box = (middle - inner, middle - inner, middle + inner, middle + inner)
    if progress >= 100:
        pen.ellipse(box, fill=255)
    elif progress > 0:
        pen.pieslice(box, -90, -90 + 3.6 * progress, fill=255)
    small = disc.resize((MARK, MARK), Image.Resampling.BOX)
    return small.point([ACCENT + round(value * (STEPS - 1) / 255) for value in range(256)])


@cache
def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return the letters of a font in a size; the simple layout is the same wherever Pillow runs."""
    path = str(files(FONT.replace("-", "_")) / "files" / name)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


@cache
def covers(character: str) -> bool:
    """Return whether the font has a sign for a character."""
    letters = font(BOLD, TITLE_SIZES[-1])
    return shape(letters, character) != shape(letters, _MISSING)


def shape(letters: ImageFont.FreeTypeFont, character: str) -> tuple[float, bytes]:
    """Return what a character looks like."""
    return letters.getlength(character), bytes(letters.getmask(character))


def ramps(css: str) -> tuple[tuple[int, int, int], ...]:
    """Return the palette: for each colour the steps from the paper to it, as the style sheet names them."""
    named = COLOURS | {name: value for name, value in colours(css).items() if name in COLOURS}
    paper = _channels(named["paper"])
    return tuple(
        (_mixed(paper[0], to[0], step), _mixed(paper[1], to[1], step), _mixed(paper[2], to[2], step))
        for to in (_channels(named[name]) for name in ("ink", "ink-2", "accent"))
        for step in range(STEPS)
    )


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(start: int, end: int, step: int) -> int:
    return round(start + (end - start) * step / (STEPS - 1))


def open_cards(pelican: Pelican) -> None:
    """Begin a build without cards."""
    pelican.settings["CARDS"] = {}


def name_card(content: Content) -> None:
    """Give a post that was just read the address of its card."""
    if not isinstance(content, Article):
        return
    edition = edition_of(content.settings)
    shelf = f"{edition.preview_folder}/" if content.get_relative_source_path() in edition.waiting else ""
    content.card_url = f"{shelf}{FOLDER}/{content.slug}.png"
    content.settings["CARDS"][content.card_url] = card_text(content)


def card_text(article: Any) -> CardText:
    """Return what stands on a post's card."""
    stage = article.stage
    return CardText(
        site=article.settings["SITENAME"],
        title=article.post.title,
        authors=tuple(author.name for author in article.authors),
        stage=stage.wording if stage else "",
        progress=stage.progress if stage else None,
    )


class CardsGenerator(Generator):
    """Writes the cards."""

    def generate_output(self, writer: Writer) -> None:
        """Write them, drawing those that are not in the cache."""
        cards: dict[str, CardText] = self.settings["CARDS"]
        kept = DerivedFiles(Path(self.settings["IMAGE_CACHE"]))
        tokens = Path(self.settings["THEME"]) / "static" / "css" / "tokens.css"
        palette = ramps(tokens.read_text(encoding="utf-8"))

        def write(name: str) -> None:
            recipe = json.dumps([RECIPE, palette, asdict(cards[name])])
            writer.write_made(
                name, [recipe], lambda: kept.get(recipe, ".png", lambda: draw_card(cards[name], palette))
            )

        # Packing a card lets go of the interpreter, so threads use all processors.
        with ThreadPoolExecutor(self.settings["JOBS"]) as pool:
            list(pool.map(write, cards))


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return CardsGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(open_cards)
    signals.content_object_init.connect(name_card)
    signals.get_generators.connect(add_generator)
