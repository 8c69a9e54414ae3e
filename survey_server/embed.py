"""Surveys in pages of other sites: the script that they load, a style sheet, and the part it puts in."""

import gzip
import hashlib
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask.views import View

from editorial.page_words import say
from editorial.site import Site
from editorial.survey_form import survey_form
from editorial.survey_language import in_language
from editorial.survey_places import api_address, page_address
from survey_server.drafts import Draft
from survey_server.sent import CONTEXT_PREFIX, DEFINITION_FIELD, LANGUAGE_FIELD
from survey_server.services import Services
from survey_server.site_texts import at_site
from survey_server.theming import THEME, current_site

SCRIPT = Path(__file__).parent / "embed.js"
EMBED = "embed"
_CSS = THEME / "static" / "css"
_STYLES = ("question", "survey", "survey_card", "error_summary", "survey_figures")
# Named without a fingerprint, as other sites have the name in their pages: asked for anew each hour.
_KEPT = "public, max-age=3600"


@dataclass(frozen=True)
class Asset:
    """A text that every site may load, plain and compressed, and the tag of this version."""

    text: bytes
    compressed: bytes
    mimetype: str
    tag: str

    @classmethod
    def of(cls, text: str, mimetype: str) -> "Asset":
        """Return the asset with this text."""
        plain = text.encode()
        return cls(plain, gzip.compress(plain, 9, mtime=0), mimetype, hashlib.sha256(plain).hexdigest()[:16])


class AssetView(View):
    """An asset at its address."""

    init_every_request = False

    def __init__(self, asset: Asset) -> None:
        self.asset = asset

    def dispatch_request(self) -> ResponseReturnValue:
        """Return it, compressed if the browser takes that."""
        is_compressed = request.accept_encodings["gzip"] > 0
        response = Response(
            self.asset.compressed if is_compressed else self.asset.text, mimetype=self.asset.mimetype
        )
        if is_compressed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Cache-Control"] = _KEPT
        response.headers["Vary"] = "Accept-Encoding"
        response.set_etag(f"{self.asset.tag}{'-gzip' if is_compressed else ''}")
        return open_to_all(response).make_conditional(request)


def open_to_all(response: Response) -> Response:
    """Let pages of every site load this: it is the same for everybody and holds nothing of anybody's."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def embedded(services: Services, draft: Draft, note: str) -> ResponseReturnValue:
    """Return the part of a page that shows a survey; for a site that may not send answers, why it cannot."""
    origin = request.headers.get("Origin", "")
    survey = in_language(draft.survey, draft.language)
    base = services.address(request, "")
    page = page_address(survey, base)
    shown: dict[str, Any] = {
        "survey": survey,
        "page": page,
        "site": _site(base),
        "language": draft.language,
        "say": partial(say, language=draft.language),
    }
    if origin and origin not in services.config.site_origins:
        refusal = render_template("embed.html", **shown, form=None, note="")
        return open_to_all(Response(refusal, 403, mimetype="text/html"))
    part = render_template("embed.html", **shown, form=None if note else _form(draft, base), note=note)
    response = Response(part, mimetype="text/html")
    response.vary.add("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response


def blueprint(services: Services) -> Blueprint:  # noqa: ARG001 - like every other blueprint
    """Return the addresses that other sites load from."""
    pages = Blueprint("embed", __name__)
    script = Asset.of(SCRIPT.read_text(encoding="utf-8"), "text/javascript")
    pages.add_url_rule("/embed.js", view_func=AssetView.as_view("script", script))
    style = Asset.of(embed_stylesheet(), "text/css")
    pages.add_url_rule("/embed.css", view_func=AssetView.as_view("style", style))
    return pages


def embed_stylesheet() -> str:
    """Return the look of surveys for pages of other sites: what it sets holds inside of a survey only."""
    tokens = (_CSS / "tokens.css").read_text(encoding="utf-8").replace(":root", ":scope")
    parts = [(_CSS / "components" / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES]
    own = (_CSS / "embedded.css").read_text(encoding="utf-8")
    return "\n".join(["@scope (.masthead-survey) {", tokens, own, *parts, "}", ""])


def _form(draft: Draft, base: str) -> Any:
    hidden = {
        DEFINITION_FIELD: draft.survey.digest,
        LANGUAGE_FIELD: draft.language,
        **{CONTEXT_PREFIX + name: value for name, value in draft.context.items()},
    }
    form = survey_form(
        draft.survey,
        action=page_address(draft.survey, base),
        hidden={name: value for name, value in hidden.items() if value},
        answers=draft.answers,
        language=draft.language,
        send_to=api_address(draft.survey, base),
    )
    return form.with_texts(lambda text: at_site(text, draft.survey, current_site().url))


def _site(base: str) -> Site:
    site = current_site()
    return replace(site, scripts={name: f"{base}{address}" for name, address in site.scripts.items()})
