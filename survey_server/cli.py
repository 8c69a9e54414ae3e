"""Commands for the operator: `flask --app survey_server …`."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import click
from flask import Flask

from editorial.problems import did_you_mean
from editorial.survey import Survey
from survey_server.answered import as_json
from survey_server.config import ConfigError
from survey_server.export_files import ExportFormat, export_files
from survey_server.services import Services
from survey_server.store import StoreAwayError


@contextmanager
def in_words() -> Iterator[None]:
    """Say in a sentence what keeps a command from its work; where no command runs, the error stays one."""
    try:
        yield
    except (ConfigError, StoreAwayError) as error:
        if click.get_current_context(silent=True) is None:
            raise
        raise click.ClickException(str(error)) from error


def add_commands(app: Flask, services: Services) -> None:
    """Give the application its commands."""

    @app.cli.command("migrate")
    @in_words()
    def migrate() -> None:
        """Bring the database to the tables of this version."""
        services.store.migrate()
        click.echo("The database is up to date.")

    @app.cli.command("erase-expired")
    @in_words()
    def erase_expired() -> None:
        """Erase the answers that are older than their survey promises to keep them."""
        now = services.now()
        for survey in services.surveys.all():
            oldest = now - timedelta(days=survey.retention_days)
            erased = services.store.responses.erase_received_before(survey.slug, oldest, at=now)
            click.echo(f"{survey.slug}: {erased} erased that came in before {oldest:%Y-%m-%d}")
        if forgotten := _without_promise(services):
            raise click.ClickException("\n".join(forgotten))

    @app.cli.command("definitions")
    @in_words()
    def definitions() -> None:
        """Print the definitions that have answers, as JSON for `invoke check --answered FILE`."""
        click.echo(as_json(services.store.reading.definitions()))

    @app.cli.command("export")
    @click.argument("slug")
    @click.option("--folder", default=".", type=click.Path(file_okay=False, path_type=Path))
    @click.option("--format", "form", default="csv", type=click.Choice(list(map(str, ExportFormat))))
    @in_words()
    def export(slug: str, folder: Path, form: str) -> None:
        """Write a survey's responses as SLUG.csv and what its columns hold as SLUG.codebook.json.

        With --format ddi its codebook SLUG.ddi.xml too, with --format triple-s SLUG.sss.csv and SLUG.sss.xml.
        """
        files = export_files(services, _named(services, slug), ExportFormat(form))
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            # newline="": the lines of the table have their ends already.
            (folder / name).write_text(text, encoding="utf-8", newline="")
        *first, last = (str(folder / name) for name in files)
        click.echo(f"{', '.join(first)} and {last} are written.")


def _named(services: Services, slug: str) -> Survey:
    """Return the survey with a slug; ends the command if there is none."""
    survey = services.surveys.find(slug)
    if survey is None:
        remedy = did_you_mean(slug, [survey.slug for survey in services.surveys.all()])
        message = f"there is no survey {slug} ({remedy})"
        raise click.UsageError(message)
    return survey


def _without_promise(services: Services) -> list[str]:
    """Return which surveys have answers and no file that says how long these are kept."""
    kept: Counter[str] = Counter()
    for definition in services.store.reading.definitions():
        kept[definition.survey] += definition.responses
    known = {survey.slug for survey in services.surveys.all()}
    return [
        f"{slug}: {number} kept, and none looked at: its file is gone or has mistakes "
        "(bring it back, with the retention_days that were promised)"
        for slug, number in sorted(kept.items())
        if number and slug not in known
    ]
