"""What every page shows around its content: `site`, the filters `day` and `iso`, style sheet and scripts."""

from pathlib import Path

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.addresses import FEED_ATOM
from editorial.assets import fingerprinted, icon, scripts, stylesheet
from editorial.instants import written_day
from editorial.site import Site
from plugins.edition import edition_of

STYLESHEET = "site.css"
ICON = "icon.svg"


def frame_pages(pelican: Pelican) -> None:
    """Put the site's names where every template sees them."""
    settings = pelican.settings
    theme = Path(settings["THEME"])
    files = {f"{name}.js": text for name, text in scripts(theme).items()}
    files |= {STYLESHEET: stylesheet(theme), ICON: icon(theme)}
    names = {name: f"theme/{fingerprinted(name, text)}" for name, text in files.items()}
    url = settings["SITEURL"].rstrip("/")
    pages = [
        (page.title, f"/{page.slug}/")
        for page in sorted(
            edition_of(settings).content.pages, key=lambda page: (page.menu_order or 0, page.slug)
        )
        if page.menu_order is not None
    ]
    settings["THEME_FILES"] = {names[name]: text for name, text in files.items()}
    settings["site"] = Site(
        name=settings["SITENAME"],
        tagline=settings["TAGLINE"],
        url=url,
        service=settings["SURVEY_SERVICE"].rstrip("/"),
        stylesheet=f"{url}/{names[STYLESHEET]}",
        scripts={
            name.removesuffix(".js"): f"{url}/{file}" for name, file in names.items() if name.endswith(".js")
        },
        menu=tuple((title, url + address) for title, address in (*settings["MENUITEMS"], *pages)),
        language=settings["DEFAULT_LANG"],
        feed=f"{url}/{FEED_ATOM}",
        icon=f"{url}/{names[ICON]}",
    )
    settings["JINJA_FILTERS"] |= {"day": written_day, "iso": lambda instant: instant.isoformat()}


class FrameGenerator(Generator):
    """Writes the theme's files and the page for addresses that lead nowhere."""

    def generate_output(self, writer: Writer) -> None:
        """Write them."""
        for name, text in self.settings["THEME_FILES"].items():
            writer.write_text(name, text)
        writer.write_file("404.html", self.get_template("404"), self.context, url="404.html")


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return FrameGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.initialized.connect(frame_pages)
    signals.get_generators.connect(add_generator)
