"""`ennakko decisions`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_service.commands._settings import database

if TYPE_CHECKING:
    from survey_service.decisions import DecisionPlan


@click.group(name="decisions", help="Take in the decisions of a year's negotiations.")
def command() -> None:
    """Group the commands."""


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--county", "county_code", required=True, help="The county's code, two digits.")
@click.option("--year", required=True, type=click.IntRange(2000, 2200), help="The year in which they were decided.")
@click.option("--remove-missing", is_flag=True, help="Remove the year's decisions that are not in FILE.")
def take_in(file: Path, county_code: str, year: int, remove_missing: bool) -> None:
    """Take in the decisions in FILE (.csv, .tsv or .xlsx), with Finnish or Swedish headings.

    A decision that is known by its identifier is brought up to date. With a problem on any row nothing is taken in.
    """
    from survey_service import decision_files, decisions
    from survey_service.errors import NotFound, TableUnreadable

    try:
        rows = decision_files.rows_in(file)
        with database().writing() as session:
            county = decisions.county_with_code(session, county_code)
            read = decision_files.understood(session, county, rows)
            if read.problems:
                raise click.UsageError(
                    "\n".join(f"{file.name}, row {one.row}: {one.sentence}" for one in read.problems)
                )
            plan = decisions.planned(session, county, year, read.decisions)
            remove = {one.key for one in plan.vanishing} if remove_missing else set()
            decisions.take_in(session, county, year, read.decisions, remove=remove, actor="command")
    except TableUnreadable as trouble:
        raise click.UsageError(str(trouble)) from trouble
    except NotFound as trouble:
        raise click.UsageError(f"There is no county {county_code}; add it first: ennakko county add") from trouble
    _tell(plan, year, removed=remove_missing)


def _tell(plan: "DecisionPlan", year: int, *, removed: bool) -> None:
    click.echo(f"Decisions of {year}: {len(plan.new)} new, {len(plan.changed)} changed, {len(plan.same)} as before.")
    for one in plan.vanishing:
        what = "removed" if removed else "not in the file, kept (--remove-missing removes it)"
        click.echo(f"{one.key}: {what}.")
