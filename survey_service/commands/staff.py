"""`ennakko staff`."""

import click

from survey_service.commands._settings import database, settings


@click.group(name="staff", help="Add those who sign in, and let them in again.")
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

    try:
        with database().writing() as session:
            accounts.create_first_admin(session, county_code, email, title, password)
    except NotFound as trouble:
        raise click.UsageError(f"There is no county {county_code}; add it first: ennakko county add") from trouble
    except accounts.NotFirst as trouble:
        raise click.UsageError("The county has an admin already, who can add further accounts.") from trouble
    except accounts.AccountRefused as trouble:
        raise click.UsageError(_told(trouble.faults, email)) from trouble
    base = settings().base_url
    click.echo(f"{email} can sign in now.")
    click.echo(f"1. Start the service (ennakko serve) and sign in: {base}/henkilosto/kirjaudu")
    click.echo("2. Set up the codes of a device; an authenticator app shows them, and the page leads on.")
    click.echo(f"3. Add the others, and say who signs in with a code: {base}/henkilosto/tunnukset/")


@command.command()
@click.argument("email")
@click.password_option(help="Asked for when left out, so that it stays out of the shell's history.")
def let_in(email: str, password: str) -> None:
    """Give an account a new password and take its second step away: for the last admin who has lost both."""
    from survey_service import accounts
    from survey_service.errors import NotFound

    try:
        with database().writing() as session:
            accounts.let_in(session, email, password)
    except NotFound as trouble:
        raise click.UsageError(f"{email} has no account.") from trouble
    except accounts.AccountRefused as trouble:
        raise click.UsageError(_told(trouble.faults, email)) from trouble
    click.echo(f"{email} can sign in with the new password. Where a second step is asked for, it is set up anew.")


def _told(faults: tuple[str, ...], email: str) -> str:
    from survey_service import passwords

    said = {
        "address": f"{email} is no e-mail address.",
        "address_taken": f"{email} has an account already.",
        "too_short": f"The password must have at least {passwords.FEWEST_CHARACTERS} characters.",
        "too_long": f"The password must have at most {passwords.MOST_CHARACTERS} characters.",
    }
    return " ".join(said[fault] for fault in faults)
