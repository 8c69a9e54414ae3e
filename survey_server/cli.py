"""Commands for the operator: `flask --app survey_server …`."""

from datetime import timedelta

import click
from flask import Flask

from survey_server.services import Services


def add_commands(app: Flask, services: Services) -> None:
    """Give the application its commands."""

    @app.cli.command("migrate")
    def migrate() -> None:
        """Bring the database to the tables of this version."""
        services.store.migrate()
        click.echo("The database is up to date.")

    @app.cli.command("erase-expired")
    def erase_expired() -> None:
        """Erase the answers that are older than their survey promises to keep them."""
        now = services.now()
        for survey in services.surveys.all():
            oldest = now - timedelta(days=survey.retention_days)
            erased = services.store.responses.erase_received_before(survey.slug, oldest, at=now)
            click.echo(f"{survey.slug}: {erased} erased that came in before {oldest:%Y-%m-%d}")
