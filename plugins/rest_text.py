"""reStructuredText to HTML, for content that was not written for Masthead."""

from docutils.core import publish_parts
from pelican import rstdirectives
from pelican.readers import PelicanHTMLWriter

_NEVER = 5  # above docutils' severest level
_SETTINGS = {
    "doctitle_xform": False,
    "initial_header_level": "2",
    "syntax_highlight": "short",
    "embed_stylesheet": False,
    # A slip in the markup is no reason to withhold a text; it is shown as well as it can be read.
    "halt_level": _NEVER,
    "report_level": _NEVER,
    # A text that includes other files of the machine would publish them.
    "file_insertion_enabled": False,
}
# Pelican's directives for code and abbreviations are registered by being imported.
DIRECTIVES = rstdirectives.__name__


def rest_to_html(text: str, path: str) -> str:
    """Return the HTML of a text whose title and fields have been taken off."""
    parts = publish_parts(text, source_path=path, writer=PelicanHTMLWriter(), settings_overrides=_SETTINGS)
    return str(parts["body"])
