"""`ennakko database`."""

import click

from survey_service.commands._settings import database


@click.group(name="database", help="Create or upgrade the database.")
def command() -> None:
    """Group the commands."""


@command.command()
def upgrade() -> None:
    """Bring the tables to this version; nothing is lost, and doing it twice does no harm."""
    from survey_service import schema

    schema.upgrade(database())
    click.echo("The database is up to date.")
