"""The first page of the service: what readers are asked just now."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask.views import View

from editorial.survey import SurveyState
from editorial.survey_places import listed_surveys
from survey_server.services import Services


class FrontPage(View):
    """`/`: the way to the open surveys that the site lists, too."""

    init_every_request = False

    def __init__(self, services: Services) -> None:
        self.services = services

    def dispatch_request(self) -> ResponseReturnValue:
        """Show them."""
        surveys = listed_surveys(self.services.surveys.all(), self.services.now())[SurveyState.OPEN]
        return render_template("front.html", surveys=surveys)


def blueprint(services: Services) -> Blueprint:
    """Return the one address."""
    pages = Blueprint("front", __name__)
    pages.add_url_rule("/", view_func=FrontPage.as_view("front", services))
    return pages
