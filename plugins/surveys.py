"""A page for every survey and poll, at `/surveys/<slug>/`; its form posts to the service.

Templates get `survey`, and `form`, or `None` with a `survey_note` while no answers are taken.
The overview at `/surveys/` gets `open_surveys` and `closed_surveys`. Every template may show `sidebar`, a
finished piece of HTML or nothing; `poll_forms` are the forms of open polls by slug, for the ends of posts.
"""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from markupsafe import Markup
from pelican import signals
from pelican.generators import Generator
from pelican.writers import Writer

from editorial.page_words import say
from editorial.survey import Survey, SurveyState
from editorial.survey_form import SurveyForm, shut_note
from editorial.survey_language import in_language
from editorial.survey_places import listed_surveys, page_form, poll_form, sidebar_survey
from plugins.edition import edition_of
from plugins.short_texts import finished

OVERVIEW = "surveys/"


class SurveysGenerator(Generator):
    """Writes the survey pages, and says what other pages show of surveys."""

    def generate_context(self) -> None:
        """Put the sidebar and the polls where every template sees them."""
        edition, service = edition_of(self.settings), self.settings["site"].service
        surveys = edition.content.surveys.values()
        drawn = {survey.slug: poll_form(survey, edition.as_of, service=service) for survey in surveys}
        forms = {slug: self.finished(slug, form) for slug, form in drawn.items() if form}
        self.context["poll_forms"] = forms
        beside = sidebar_survey(surveys, edition.as_of)
        # The same on every page, so it is drawn once.
        self.context["sidebar"] = Markup()
        if beside:
            template, form = self.get_template("includes/sidebar"), forms.get(beside.slug)
            self.context["sidebar"] = Markup(template.render(self.context | {"survey": beside, "form": form}))  # noqa: S704

    def generate_output(self, writer: Writer) -> None:
        """Write a page for every survey, closed ones too: their addresses have been passed on."""
        edition = edition_of(self.settings)
        template = self.get_template("survey")
        for slug, survey in edition.content.surveys.items():
            url = f"surveys/{slug}/"
            context = survey_page(survey, edition.as_of, service=self.settings["site"].service)
            if form := context["form"]:
                context["form"] = self.finished(slug, form)
            writer.write_file(f"{url}index.html", template, self.context, url=url, **context)
        listed = overview(edition.content.surveys.values(), edition.as_of)
        writer.write_file(
            f"{OVERVIEW}index.html", self.get_template("surveys"), self.context, url=OVERVIEW, **listed
        )

    def finished(self, slug: str, form: SurveyForm) -> SurveyForm:
        """Return the form of a survey with texts whose links and images lead where they should."""
        source = edition_of(self.settings).content.surveys[slug].source.path
        return form.with_texts(lambda text: finished(text, source, self.settings))


def overview(surveys: Iterable[Survey], as_of: datetime) -> dict[str, list[Survey]]:
    """Return the surveys that have a page of their own: those that are open, and those that are over."""
    by_state = listed_surveys(surveys, as_of)
    return {"open_surveys": by_state[SurveyState.OPEN], "closed_surveys": by_state[SurveyState.CLOSED]}


def survey_page(survey: Survey, as_of: datetime, *, service: str) -> dict[str, Any]:
    """Return what the survey's template shows at an instant."""
    note = shut_note(survey, as_of, survey.language)
    form = None if note else page_form(survey, service=service)
    return {
        "survey": in_language(survey, survey.language),
        "form": form,
        "survey_note": note,
        "language": survey.language,
        "say": partial(say, language=survey.language),
    }


def add_generator(_: object) -> type[Generator]:
    """Return the generator for Pelican to run."""
    return SurveysGenerator


def register() -> None:
    """Connect to Pelican."""
    signals.get_generators.connect(add_generator)
