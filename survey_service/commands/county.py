"""`ennakko county`."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from survey_service.commands._settings import database

if TYPE_CHECKING:
    from survey_service.organisation_plans import Plan


@click.group(name="county", help="Take in a county with its organisations, or tables of them.")
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


@command.command(name="add-region")
@click.argument("name")
def add_region(name: str) -> None:
    """Add the example region NAME (pohjanmaa or pohjois_karjala), or fill its county that has no organisations yet.

    Its contacts are roles at addresses under .example, which reach nobody.
    """
    from survey_service import regions
    from survey_service.counties import UnreadableCounty
    from survey_service.errors import NotFound

    try:
        with database().writing() as session:
            county, count = regions.add(session, name)
    except NotFound as trouble:
        raise click.UsageError(f"There is no region {name}; there are: {', '.join(regions.NAMES)}.") from trouble
    except UnreadableCounty as trouble:
        raise click.UsageError(str(trouble)) from trouble
    click.echo(f"{county.name_fi}: {count} organisations.")


@command.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--county", "county_code", required=True, help="The county's code, two digits.")
@click.option("--end-missing", is_flag=True, help="End today the organisations and contacts that are not in FILE.")
@click.option("--dry-run", is_flag=True, help="Only tell what would change.")
def take_in(file: Path, county_code: str, end_missing: bool, dry_run: bool) -> None:
    """Take in the organisations and contacts in FILE (.csv, .tsv or .xlsx), with Finnish or Swedish headings.

    What is known is brought up to date. With a problem on any row nothing is taken in.
    """
    from survey_service import decisions, organisation_files, organisation_imports
    from survey_service.errors import NotFound, TableUnreadable

    try:
        table = organisation_files.table_in(file, click.echo)
        with database().writing() as session:
            county = decisions.county_with_code(session, county_code)
            plan = organisation_imports.take_in(
                session, county, table, end_missing=end_missing, dry_run=dry_run, actor="command"
            )
    except TableUnreadable as trouble:
        raise click.UsageError(str(trouble)) from trouble
    except NotFound as trouble:
        raise click.UsageError(f"There is no county {county_code}; add it first: ennakko county add") from trouble
    if plan.problems:
        told = (f"{file.name}, row {one.row}, {one.column}: {one.sentence}" for one in plan.problems)
        raise click.UsageError("\n".join(told))
    _tell(plan, ended=end_missing and not dry_run)


def _tell(plan: "Plan", *, ended: bool) -> None:
    new, changed, same = (len(plan.of_state(state)) for state in ("new", "changed", "same"))
    click.echo(f"Organisations: {new} new, {changed} changed, {same} as before.")
    what = "ended" if ended else "not in the file, kept (--end-missing ends it)"
    for name in [one.name_fi for one in plan.vanishing] + [contact.email for _entry, contact in plan.gone()]:
        click.echo(f"{name}: {what}.")
