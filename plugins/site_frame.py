"""What every page shows around its content: `site`, the filters `day` and `iso`, the one style sheet."""

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.assets import fingerprinted, stylesheet
from editorial.instants import written_day
from editorial.site import Site
from plugins.edition import edition_of

STYLESHEET = "site.css"


def frame_pages(pelican: Pelican) -> None:
    """Put the site's names where every template sees them."""
    settings = pelican.settings
    css = stylesheet(Path(settings["THEME"]))
    url = settings["SITEURL"].rstrip("/")
    pages = [
        (page.title, f"/{page.slug}/")
        for page in sorted(
            edition_of(settings).content.pages, key=lambda page: (page.menu_order or 0, page.slug)
        )
        if page.menu_order is not None
    ]
    settings["STYLESHEET_TEXT"] = css
    settings["site"] = Site(
        name=settings["SITENAME"],
        tagline=settings["TAGLINE"],
        url=url,
        service=settings["SURVEY_SERVICE"].rstrip("/"),
        stylesheet=f"{url}/theme/{fingerprinted(STYLESHEET, css)}",
        menu=tuple((title, url + address) for title, address in (*settings["MENUITEMS"], *pages)),
        language=settings["DEFAULT_LANG"],
        feed=f"{url}/{settings['FEED_ALL_ATOM']}" if settings["FEED_ALL_ATOM"] else "",
    )
    settings["JINJA_FILTERS"] |= {"day": written_day, "iso": lambda instant: instant.isoformat()}


class FrameGenerator(Generator):
    """Writes the style sheet and the page for addresses that lead nowhere."""

    def generate_output(self, writer: Writer) -> None:
        """Write both."""
        writer.write_text(
            self.settings["site"].stylesheet.removeprefix(self.settings["site"].url + "/"),
            self.settings["STYLESHEET_TEXT"],
        )
        writer.write_file("404.html", self.get_template("404"), self.context, url="404.html")


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return FrameGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(frame_pages)
    signals.get_generators.connect(add_generator)
