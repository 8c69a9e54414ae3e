"""A page for every survey and poll, at `/surveys/<slug>/`; its form posts to the service.

Templates get `survey`, and `form`, or `None` with a `survey_note` while no answers are taken.
The overview at `/surveys/` gets `open_surveys` and `closed_surveys`.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.survey import Place, Survey, SurveyState
from editorial.survey_form import shut_note, survey_form
from plugins.edition import edition_of

OVERVIEW = "surveys/"


class SurveysGenerator(Generator):
    """Writes the survey pages."""

    def generate_output(self, writer: Writer) -> None:
        """Write a page for every survey, closed ones too: their addresses have been passed on."""
        edition = edition_of(self.settings)
        template = self.get_template("survey")
        for slug, survey in edition.content.surveys.items():
            url = f"surveys/{slug}/"
            context = survey_page(survey, edition.as_of, service=self.settings["site"].service)
            writer.write_file(f"{url}index.html", template, self.context, url=url, **context)
        listed = overview(edition.content.surveys.values(), edition.as_of)
        writer.write_file(
            f"{OVERVIEW}index.html", self.get_template("surveys"), self.context, url=OVERVIEW, **listed
        )


def overview(surveys: Iterable[Survey], as_of: datetime) -> dict[str, list[Survey]]:
    """Return the surveys that have a page of their own: those that are open, and those that are over."""
    offered = sorted(
        (survey for survey in surveys if Place.PAGE in survey.where), key=lambda survey: survey.title
    )
    by_state = {state: [s for s in offered if s.state(as_of) is state] for state in SurveyState}
    return {"open_surveys": by_state[SurveyState.OPEN], "closed_surveys": by_state[SurveyState.CLOSED]}


def survey_page(survey: Survey, as_of: datetime, *, service: str) -> dict[str, Any]:
    """Return what the survey's template shows at an instant."""
    note = shut_note(survey, as_of)
    # The digest lets the service see that a page is older than the survey.
    hidden = {"_definition": survey.digest}
    form = None if note else survey_form(survey, action=f"{service}/surveys/{survey.slug}", hidden=hidden)
    return {"survey": survey, "form": form, "survey_note": note}


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return SurveysGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
