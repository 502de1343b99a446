"""`ennakko questionnaire`."""

from pathlib import Path

import click


@click.group(name="questionnaire", help="Check the YAML questionnaires.")
def command() -> None:
    """Group the commands."""


@command.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Tell every problem in FILES at once, as file:line:column: code: message. Exit status 1 when there is any."""
    from questionnaires import loading

    problems = loading.check(files)
    for problem in problems:
        click.echo(str(problem))
    if problems:
        raise SystemExit(1)
    click.echo(f"{len(files)} {'file' if len(files) == 1 else 'files'}: no problems.")
