"""The settings of a command, or a sentence about what is wrong with them."""

import click
from pydantic import ValidationError

from survey_service.db import Database
from survey_service.settings import Settings


def settings() -> Settings:
    """The settings of the environment; exit status 2 and one sentence for each that is wrong."""
    try:
        return Settings()
    except ValidationError as trouble:
        lines = [f"ENNAKKO_{'.'.join(map(str, error['loc'])).upper()}: {error['msg']}" for error in trouble.errors()]
        raise click.UsageError("The settings are not complete:\n" + "\n".join(lines)) from trouble


def database() -> Database:
    """The database of the settings."""
    return Database(settings().database_url)
