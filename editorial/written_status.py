"""The status that a version of a post's file names, found without reading the whole header."""

import re

from editorial.status import STATUS_WORDS, Status

# A header ends at its second fence, or at the first empty line where it has none.
_HEADER = re.compile(
    rb"\A(?:\xef\xbb\xbf)?"
    rb"(?:---[ \t]*\r?\n(?P<fenced>.*?)^(?:---|\.\.\.)[ \t]*\r?$|(?P<lines>.*?)\n\r?\n)",
    re.DOTALL | re.MULTILINE,
)
_STATUS = re.compile(
    rb"""^["']?status["']?[ \t]*:[ \t]*["']?(?P<word>[a-z]+)""", re.MULTILINE | re.IGNORECASE
)


def written_status(data: bytes) -> Status | None:
    """Return the status in a file's header, draft where it names none; None where there is no such status."""
    header = _HEADER.match(data)
    if header is None:
        return None
    found = _STATUS.search(header["fenced"] or header["lines"] or b"")
    return STATUS_WORDS.get(found["word"].decode().lower()) if found else Status.DRAFT
