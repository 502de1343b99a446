"""`ennakko export`."""

from pathlib import Path

import click

from survey_service.commands._settings import database


@click.command(name="export")
@click.option("--county", "county_code", required=True, help="The county's code, two digits.")
@click.option("--year", required=True, type=click.IntRange(2000, 2200), help="The year of the round.")
@click.option(
    "--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the files go."
)
@click.option("--redacted", is_flag=True, help="Hide what identifies people, and leave confidential answers out.")
@click.option("--internal", is_flag=True, help="Add the staff's internal notes; not together with --redacted.")
def command(county_code: str, year: int, folder: Path, redacted: bool, internal: bool) -> None:
    """Write the answers of a round as answers.csv, .xlsx and .json, with codebook.csv, into --out.

    `ennakko synthesise` reads answers.csv: its rows with an answer_id are the free texts.
    """
    from survey_service.errors import NotFound
    from survey_service.records import exporting

    if redacted and internal:
        raise click.UsageError("--internal cannot be had with --redacted: the notes are for the county's staff alone.")
    try:
        with database().writing() as session:
            files = exporting.write(session, county_code, year, folder, redact=redacted, internal=internal)
    except NotFound as trouble:
        raise click.UsageError(f"There is no round of {year} in a county {county_code}.") from trouble
    except OSError as trouble:
        raise click.UsageError(f"Cannot write into {folder}: {trouble.strerror}.") from trouble
    for file in files:
        click.echo(str(file))
