"""A trial run of a survey: made-up answers in a scratch database, through the service's own store."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from editorial.assets import stylesheet
from editorial.conditions import without_answers
from editorial.joined_versions import joined_versions
from editorial.site import Site
from editorial.survey import Survey
from editorial.synthetic import synthetic_answers
from survey_server.results import SurveyResults, tally
from survey_server.results_text import SELF_CHOSEN, outcomes_words, score_words
from survey_server.store import NewResponse, Store
from survey_server.theming import THEME


@dataclass(frozen=True)
class Simulation:
    """What came of a trial run, and where its database and its page are."""

    results: SurveyResults
    database: Path
    page: Path


def simulate(survey: Survey, folder: Path, *, number: int, seed: int, as_of: datetime) -> Simulation:
    """Return the results of so many made-up responses, kept in a new database in a folder.

    The same survey, number, seed and instant give the same database rows and the same page.
    """
    database = folder / f"{survey.slug}.db"
    database.unlink(missing_ok=True)
    store = Store(f"sqlite:///{database}")
    try:
        store.migrate()
        random = Random(seed)  # noqa: S311 - a trial run is to be repeatable, not secret
        for place in range(number):
            store.responses.save(_response(survey, place, random, as_of))
        joined = joined_versions(survey, store.reading.definitions())
        kept = ((one.definition, one.answers) for one in store.reading.responses(survey.slug))
        results = tally(joined, kept, erased=store.reading.erased(survey.slug))
    finally:
        store.close()
    return Simulation(results, database, write_page(survey, results, folder))


def write_page(survey: Survey, results: SurveyResults, folder: Path) -> Path:
    """Return the results as a page in a folder, with its style sheet beside it."""
    (folder / "site.css").write_text(stylesheet(THEME), encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(THEME / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    site = Site(name="Trial run", tagline="", url="", service="", stylesheet="site.css", menu=())
    page = folder / f"{survey.slug}.html"
    html = environment.get_template("survey_results.html").render(
        site=site,
        survey=survey,
        results=results,
        notice="These answers are made up. No reader has given any of them.",
        caveat=SELF_CHOSEN,
        outcomes_words=outcomes_words,
        score_words=score_words,
        without_answers=without_answers,
    )
    page.write_text(html, encoding="utf-8")
    return page


def _response(survey: Survey, place: int, random: Random, as_of: datetime) -> NewResponse:
    return NewResponse(
        survey=survey.slug,
        definition=survey.digest,
        definition_body=survey.definition,
        submission_id=f"simulated-{place:08}",
        receipt=f"simulated-{survey.slug}-{place:08}",
        received_at=as_of + timedelta(seconds=place),
        answers=synthetic_answers(survey, random),
        context={},
    )
