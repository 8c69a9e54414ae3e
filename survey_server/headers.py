"""The headers of every response: what a page may load, what may be kept, and which sites may read the API."""

from flask import Flask, Response, request

from survey_server.config import ServerConfig, origin_of
from survey_server.errors import API_PREFIX
from survey_server.services import TOKEN_HEADER
from survey_server.theming import current_site

# Nothing from elsewhere but the site's pictures, nothing inline, no framing.
_POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'{site}",
        "script-src 'self'",
        # For the work that a survey may ask for.
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # With no-referrer a browser would send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PREFLIGHT_SECONDS = 600


def add_headers(app: Flask, config: ServerConfig) -> None:
    """Set the headers on whatever the application answers."""

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in SECURITY_HEADERS.items():
            response.headers.setdefault(name, value)
        site_url = current_site().url if response.mimetype == "text/html" else ""
        response.headers.setdefault("Content-Security-Policy", content_security_policy(site_url))
        # Pages hold tokens, receipts hold answers: only what says otherwise may be kept.
        response.headers.setdefault("Cache-Control", "no-store")
        if request.path.startswith(API_PREFIX):
            _open_to_sites(response, config.site_origins)
        return response


def content_security_policy(site_url: str) -> str:
    """Return what a page may load; the site's address may be empty, or anything in an inventory not ours."""
    try:
        site = f" {origin_of(site_url)}"
    except ValueError:
        site = ""
    return _POLICY.format(site=site)


def _open_to_sites(response: Response, site_origins: frozenset[str]) -> None:
    response.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if origin not in site_origins:
        return
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Expose-Headers"] = "Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = "POST"
        response.headers["Access-Control-Allow-Headers"] = f"Content-Type, {TOKEN_HEADER}"
        response.headers["Access-Control-Max-Age"] = str(PREFLIGHT_SECONDS)
