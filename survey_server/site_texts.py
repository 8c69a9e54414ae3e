"""The editors' own texts away from the site: links and images in them lead back to it."""

import html
import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

from markupsafe import Markup

from editorial.survey import Survey

_TAG = re.compile(r"<[a-z][^<>]*>")
_ADDRESS = re.compile(r'(?P<name>\b(?:href|src))="(?P<address>[^"]*)"')
_INDICATED = re.compile(r"[{|](?P<kind>filename|static|attach)[|}](?P<path>.*)")


def at_site(text: Markup, survey: Survey, site_url: str) -> Markup:
    """Return a text of a survey with whole addresses; as it is where nobody knows the site's."""
    if not site_url:
        return text

    def led(match: re.Match[str]) -> str:
        address = _whole(html.unescape(match["address"]), survey, site_url)
        return f'{match["name"]}="{html.escape(address)}"'

    # The team's own text.
    return Markup(_TAG.sub(lambda tag: _ADDRESS.sub(led, tag[0]), text))  # noqa: S704


def _whole(address: str, survey: Survey, site_url: str) -> str:
    indicated = _INDICATED.fullmatch(address)
    path = indicated["path"] if indicated else address
    if indicated and indicated["kind"] == "filename":
        # Only the site knows where that text is now, if it is out at all: the same words lead there from it.
        return f"{site_url}/surveys/{survey.slug}/"
    if address.startswith("#") or urlsplit(path).scheme or path.startswith("//"):
        return address
    # Beside the survey's file, which is in a folder of the content.
    folder = "/" if path.startswith("/") else f"/{Path(survey.source.path).parent.name}"
    return site_url + posixpath.normpath(posixpath.join(folder, path)) + ("/" if path.endswith("/") else "")
