"""`ennakko worker`."""

import os
import sys

import click

from survey_service.commands._settings import settings


@click.command(name="worker")
@click.option("--until-idle", is_flag=True, help="Stop when nothing waits to be done.")
def command(until_idle: bool) -> None:
    """Do the background work: mails and syntheses. SIGTERM lets what runs come to its end."""
    settings()  # says what is missing before anything starts
    # in the place of this process, so that signals reach the worker itself
    os.execv(sys.executable, [sys.executable, "-m", "survey_service.worker", *(["--until-idle"] if until_idle else [])])  # noqa: S606
