"""A page for every survey and poll, at `/surveys/<slug>/`; its form posts to the service.

Templates get `survey`, and `form`, or `None` with a `survey_note` while no answers are taken.
"""

from datetime import datetime
from typing import Any

from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.survey import Survey
from editorial.survey_form import shut_note, survey_form
from plugins.edition import edition_of


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
