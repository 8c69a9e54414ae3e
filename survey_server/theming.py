"""The theme in the service: the same templates and the same style sheet as on the site."""

from pathlib import Path

from flask import Blueprint, Flask, Response, abort
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from editorial.assets import fingerprinted, stylesheet
from editorial.site import Site
from survey_server.config import ServerConfig

THEME = Path(__file__).parent.parent / "theme"
_OWN_TEMPLATES = Path(__file__).parent / "templates"
_YEAR = 31_536_000


def add_theme(app: Flask, config: ServerConfig) -> None:
    """Draw pages with the theme and serve its style sheet."""
    css = stylesheet(THEME)
    name = fingerprinted("site.css", css)
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "loader": ChoiceLoader([FileSystemLoader(_OWN_TEMPLATES), FileSystemLoader(THEME / "templates")]),
    }
    app.jinja_env.globals["site"] = Site(
        name=config.site_name,
        tagline=config.site_tagline,
        url=config.site_url,
        service=config.service_url,
        stylesheet=f"/theme/{name}",
        menu=(("Front page", f"{config.site_url}/"),) if config.site_url else (),
    )
    app.register_blueprint(_assets(name, css))


def _assets(name: str, css: str) -> Blueprint:
    assets = Blueprint("theme", __name__)

    @assets.get("/theme/<asset>")
    def asset(asset: str) -> Response:
        if asset != name:
            abort(404)
        # The name changes with the text, so this text may be kept for good.
        headers = {"Cache-Control": f"public, max-age={_YEAR}, immutable"}
        return Response(css, mimetype="text/css", headers=headers)

    return assets
