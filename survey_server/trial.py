"""What a check before launch has from the service: how answers come in, and a trial run."""

from datetime import datetime, timedelta
from pathlib import Path

from editorial.survey import Survey
from survey_server.answered import AnsweredError, open_existing
from survey_server.results_text import results_text
from survey_server.simulate import simulate
from survey_server.store import StoreAwayError

# Long enough for a pace, short enough to be of late.
LATELY = timedelta(weeks=4)
# An hour of a survey tells nothing of a week.
LEAST = timedelta(days=1)


def traffic_of(
    url: str, slug: str, *, as_of: datetime, opens: datetime | None = None
) -> tuple[int, float] | None:
    """Return how many responses a survey has, and how many came in a week of the last four.

    A survey that opened later has the pace since then; where nothing says when, its first response does.
    None where no database is named, or where nobody has answered yet; raises AnsweredError.
    """
    if "://" not in url:
        return None
    store = open_existing(url)
    try:
        received = [response.received_at for response in store.reading.responses(slug)]
        lately = store.reading.received_since(slug, as_of - LATELY)
    except StoreAwayError as error:
        raise AnsweredError(str(error)) from error
    finally:
        store.close()
    if not (received or lately):
        return None
    began = opens or min(received, default=as_of - LATELY)
    span = max(min(as_of - began, LATELY), LEAST)
    return len(received), lately / (span / timedelta(weeks=1))


def try_out(survey: Survey, folder: Path, *, number: int, seed: int, as_of: datetime) -> str:
    """Return the results of made-up responses as text, with where their database and their page are."""
    folder.mkdir(parents=True, exist_ok=True)
    trial = simulate(survey, folder, number=number, seed=seed, as_of=as_of)
    made = f"{number} made-up responses are in {trial.database}; their results are on {trial.page}."
    return f"\n{made}\n\n{results_text(trial.results)}"
