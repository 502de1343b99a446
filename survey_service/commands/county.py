"""`ennakko county`."""

from pathlib import Path

import click

from survey_service.commands._settings import database


@click.group(name="county", help="Take in a county with its organisations.")
def command() -> None:
    """Group the commands."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def add(file: Path) -> None:
    """Add the county described in FILE (YAML): service areas, organisations, contacts, the network."""
    from survey_service import counties

    try:
        document = counties.read(file)
        with database().writing() as session:
            county = counties.take_in(session, document)
    except counties.UnreadableCounty as trouble:
        raise click.UsageError(str(trouble)) from trouble
    click.echo(
        f"{county.name_fi}: {len(document.organisations)} organisations, {len(document.network)} in the network."
    )
