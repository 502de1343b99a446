"""`ennakko indicators`."""

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_service.commands._settings import database

if TYPE_CHECKING:
    from survey_service.indicators.figures import Read
    from survey_service.indicators.imports import Plan


@click.group(name="indicators", help="Take in figures of indicators.")
def command() -> None:
    """Group the commands."""


@command.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--county", "county_code", required=True, help="The county's code, two digits.")
@click.option("--picked-on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which FILES were made; else today.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def take_in(files: tuple[Path, ...], county_code: str, picked_on: datetime.datetime | None, dry_run: bool) -> None:
    """Take in FILES: Sotkanet's list of regions, descriptions or figures (.json, .csv), or the template of TEAviisari.

    What a file holds tells what it is. With a problem in any of them nothing is taken in.
    """
    from survey_service import decisions
    from survey_service.db import now
    from survey_service.errors import NotFound, TableUnreadable
    from survey_service.i18n import FINLAND
    from survey_service.indicators import imports, reading

    day = picked_on.date() if picked_on else now().astimezone(FINLAND).date()
    told: list[str] = []
    try:
        with database().writing() as session:
            county = decisions.county_with_code(session, county_code)
            for file in files:
                read = reading.read(file, imports.known_to(session, county))
                if read.problems:
                    raise click.UsageError("\n".join(_problems(read)))
                told.append(_told(read, imports.take_in(session, county, read, day, actor="command")))
            if dry_run:
                session.rollback()
    except TableUnreadable as trouble:
        raise click.UsageError(str(trouble)) from trouble
    except NotFound as trouble:
        raise click.UsageError(f"There is no county {county_code}; add it first: ennakko county add") from trouble
    click.echo("\n".join(told))


def _problems(read: "Read") -> list[str]:
    what = "item" if read.by_item else "row"
    return [
        f"{read.file}, {what} {one.row}{f', {one.column}' if one.column else ''}: {one.sentence}"
        for one in read.problems
    ]


def _told(read: "Read", plan: "Plan") -> str:
    if plan.already:
        return f"{read.file}: taken in before, nothing changes."
    held = len(read.figures) or len(read.regions) or len(read.titles)
    words = f"{read.file}: {read.kind}, {held} kept"
    if read.figures:
        words += ", {new} new, {changed} changed, {same} as before, {missing} missing".format(**plan.counts)
    if read.elsewhere:
        words += f"; {read.elsewhere} rows about other areas left out"
    if read.unknown_rows:
        words += f"; {read.unknown_rows} rows about unknown areas left out ({', '.join(read.unknown[:20])})"
    return f"{words}."
