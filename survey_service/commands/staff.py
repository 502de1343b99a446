"""`ennakko staff`."""

import click

from survey_service.commands._settings import database


@click.group(name="staff", help="Add those who sign in.")
def command() -> None:
    """Group the commands."""


@command.command()
@click.argument("email")
@click.option("--county", "county_code", required=True, help="The county's code, two digits.")
@click.option("--title", default="Pääkäyttäjä", show_default=True, help="The role as others see it.")
@click.password_option(help="Asked for when left out, so that it stays out of the shell's history.")
def add_admin(email: str, county_code: str, title: str, password: str) -> None:
    """Add the first admin of a county; further accounts are made by that admin on the web pages."""
    from survey_service import accounts
    from survey_service.errors import NotFound

    said = {
        "address": f"{email} is no e-mail address.",
        "address_taken": f"{email} has an account already.",
        "too_short": f"The password must have at least {accounts.FEWEST_CHARACTERS} characters.",
        "too_long": f"The password must have at most {accounts.MOST_CHARACTERS} characters.",
    }
    try:
        with database().writing() as session:
            accounts.create_first_admin(session, county_code, email, title, password)
    except NotFound as trouble:
        raise click.UsageError(f"There is no county {county_code}; add it first: ennakko county add") from trouble
    except accounts.NotFirst as trouble:
        raise click.UsageError("The county has an admin already, who can add further accounts.") from trouble
    except accounts.AccountRefused as trouble:
        raise click.UsageError(" ".join(said[fault] for fault in trouble.faults)) from trouble
    click.echo(f"{email} can sign in now.")
