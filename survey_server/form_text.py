"""Forms that are no text, which no browser sends: what cannot be read must not be kept as something else."""

from urllib.parse import parse_qsl, unquote_to_bytes

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict


def is_form_readable(request: Request) -> bool:
    """Return whether a form is UTF-8; where it is not, U+FFFD stands for what is not readable from now on.

    To be asked before anything else reads the form, as its bytes are gone afterwards.
    """
    sent = request.get_data()
    if request.mimetype == "multipart/form-data":
        return _is_utf8(sent)
    if _is_utf8(unquote_to_bytes(sent)):
        return True
    # Werkzeug would leave the escapes as they are, or take the whole form for empty.
    pairs = parse_qsl(sent.decode(errors="replace"), keep_blank_values=True, errors="replace")
    request.form = ImmutableMultiDict(pairs)
    return False


def _is_utf8(sent: bytes) -> bool:
    try:
        sent.decode()
    except UnicodeDecodeError:
        return False
    return True
