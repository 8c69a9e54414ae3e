"""The theme in the service: the same templates, style sheet and icon as on the site."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined

from editorial.assets import fingerprinted, icon, scripts, stylesheet
from editorial.site import Site
from survey_server.config import ServerConfig

THEME = Path(__file__).parent.parent / "theme"
_OWN_TEMPLATES = Path(__file__).parent / "templates"
log = logging.getLogger(__name__)
_YEAR = 31_536_000


def add_theme(app: Flask, config: ServerConfig) -> None:
    """Draw pages with the theme and serve its style sheet and icon."""
    css, drawing = stylesheet(THEME), icon(THEME)
    files = {
        fingerprinted("site.css", css): (css, "text/css"),
        fingerprinted("icon.svg", drawing): (drawing, "image/svg+xml"),
    }
    style_name, icon_name = files
    code = {name: (fingerprinted(f"{name}.js", text), text) for name, text in survey_scripts().items()}
    files |= {file: (text, "text/javascript") for file, text in code.values()}
    addresses = {name: f"/theme/{file}" for name, (file, _) in code.items()}
    app.jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "loader": ChoiceLoader([FileSystemLoader(_OWN_TEMPLATES), FileSystemLoader(THEME / "templates")]),
    }
    frame = SiteFrame(
        config, stylesheet=f"/theme/{style_name}", icon=f"/theme/{icon_name}", scripts=addresses
    )
    app.extensions["masthead.frame"] = frame
    app.context_processor(lambda: {"site": frame.site()})
    app.register_blueprint(_assets(files))


def current_site() -> Site:
    """Return the names and the menu of the site as they are now; of the application that answers."""
    frame: SiteFrame = current_app.extensions["masthead.frame"]
    return frame.site()


def survey_scripts() -> dict[str, str]:
    """Return the theme's scripts that surveys need, by the component's name."""
    return {name: text for name, text in scripts(THEME).items() if name.startswith("survey")}


class SiteFrame:
    """What stands around every page, as the site's own inventory says it; read again when that changes."""

    def __init__(
        self,
        config: ServerConfig,
        *,
        stylesheet: str,
        icon: str = "",
        scripts: Mapping[str, str] | None = None,
    ) -> None:
        self.config = config
        self.plain = Site(
            name=config.site_name,
            tagline=config.site_tagline,
            url=config.site_url,
            service=config.service_url,
            stylesheet=stylesheet,
            icon=icon,
            scripts=scripts or {},
            menu=(("Front page", f"{config.site_url}/"),) if config.site_url else (),
        )
        self.read: tuple[int, Site] = (0, self.plain)

    def site(self) -> Site:
        """Return the names and the menu of the site as it is now."""
        path = self.config.site_json
        try:
            written = path.stat().st_mtime_ns if path else 0
            if path and written != self.read[0]:
                self.read = written, self._framed(json.loads(path.read_text(encoding="utf-8"))["site"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            # A site that is being built, or an inventory of another make: answers are taken all the same.
            log.warning("the site's inventory %s cannot be read: %s", path, error)
        return self.read[1]

    def _framed(self, names: dict[str, Any]) -> Site:
        url = self.config.site_url or str(names["url"])
        menu = tuple((str(title), f"{url}{address}") for title, address in names["menu"])
        return replace(
            self.plain,
            name=str(names["name"]),
            tagline=str(names["tagline"]),
            language=str(names["language"]),
            url=url,
            menu=menu,
        )


def _assets(files: Mapping[str, tuple[str, str]]) -> Blueprint:
    assets = Blueprint("theme", __name__)

    @assets.get("/theme/<asset>")
    def asset(asset: str) -> Response:
        if asset not in files:
            abort(404)
        text, mimetype = files[asset]
        # The name changes with the text, so this text may be kept for good.
        headers = {
            "Cache-Control": f"public, max-age={_YEAR}, immutable",
            # Surveys in pages of other sites load the scripts.
            "Access-Control-Allow-Origin": "*",
            "Cross-Origin-Resource-Policy": "cross-origin",
        }
        return Response(text, mimetype=mimetype, headers=headers)

    return assets
