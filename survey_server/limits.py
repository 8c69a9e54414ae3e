"""How much a request may send."""

from flask import Flask, abort, request

MOST_BYTES = 1_048_576


def add_limits(app: Flask) -> None:
    """Refuse what is too large, and what does not say how large it is."""
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MOST_BYTES
    app.before_request(_require_length)


def _require_length() -> None:
    # A body that comes in chunks would be cut off at the limit, and what is cut off would be lost unseen.
    # Browsers and HTTP libraries send the length with anything as small as answers.
    if "chunked" in request.headers.get("Transfer-Encoding", "").lower():
        abort(411)
