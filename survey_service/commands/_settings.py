"""The settings of a command, or a sentence about what is wrong with them."""

import os

import click
from pydantic import ValidationError

from survey_service.db import Database
from survey_service.settings import OWN_ACCOUNT_ALONE, Settings


def settings() -> Settings:
    """The settings of the environment; exit status 2 and one sentence for each that is wrong.

    From then on what this process and its children write is for their own account alone: answers, files, mails.
    """
    os.umask(OWN_ACCOUNT_ALONE)
    try:
        return Settings()
    except ValidationError as trouble:
        lines = [f"ENNAKKO_{'.'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in trouble.errors()]
        raise click.UsageError("The settings are not complete:\n" + "\n".join(lines)) from trouble


def database() -> Database:
    """The database of the settings."""
    return Database(settings().database_url)
