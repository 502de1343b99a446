"""`ennakko archive`."""

from pathlib import Path

import click


@click.group(name="archive", help="Check an archive package.")
def command() -> None:
    """Group the commands."""


@command.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def check(file: Path) -> None:
    """Compare every file in the package FILE with its checksum; exit status 1 when anything is not as it was packed."""
    from survey_service.records import checking

    try:
        checked = checking.check(file)
    except OSError as trouble:
        raise click.UsageError(f"{file}: the file cannot be read ({trouble.strerror}).") from trouble
    for problem in checked.problems:
        click.echo(problem, err=True)
    click.echo(f"SHA-256 of {file.name}: {checked.sha256}")
    if checked.problems:
        click.echo(f"{len(checked.problems)} problems: the package is not as it was made.", err=True)
        raise SystemExit(1)
    click.echo(f"{checked.files} files, all of them as they were packed.")
