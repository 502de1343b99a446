"""What every request needs, kept on the application."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app

from survey_service.db import Database
from survey_service.jobs import Jobs
from survey_service.settings import Settings

KEY = "ennakko"


@dataclass(frozen=True)
class Services:
    """Settings, database and background work of one application."""

    settings: Settings
    db: Database
    jobs: Jobs


def attach(app: Flask, services: Services) -> None:
    """Keep `services` on `app`."""
    app.extensions[KEY] = services


def services() -> Services:
    """The services of the application that handles this request."""
    return cast(Services, current_app.extensions[KEY])
