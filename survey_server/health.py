"""Whether the process is up, and whether it can do its work."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from flask.views import View

from survey_server.services import Services

_PLAIN = {"Content-Type": "text/plain; charset=utf-8"}


class Healthz(View):
    """`/healthz`: the process answers."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Say so."""
        return "ok\n", 200, _PLAIN


class Readyz(View):
    """`/readyz`: the database answers and is migrated, and surveys can be read."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services

    def dispatch_request(self) -> ResponseReturnValue:
        """Say so, or what is missing."""
        problems = [
            problem for problem in (self.services.store.problem(), self.services.surveys.problem()) if problem
        ]
        return "\n".join([*(problems or ["ready"]), ""]), 503 if problems else 200, _PLAIN


def blueprint(services: Services) -> Blueprint:
    """Return the two addresses."""
    pages = Blueprint("health", __name__)
    pages.add_url_rule("/healthz", view_func=Healthz.as_view("healthz"))
    pages.add_url_rule("/readyz", view_func=Readyz.as_view("readyz", services))
    return pages
