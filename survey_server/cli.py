"""Commands for the operator: `flask --app survey_server …`."""

import click
from flask import Flask

from survey_server.store import Store


def add_commands(app: Flask, store: Store) -> None:
    """Give the application its commands."""

    @app.cli.command("migrate")
    def migrate() -> None:
        """Bring the database to the tables of this version."""
        store.migrate()
        click.echo("The database is up to date.")
