"""Brings a database to the tables of this version, with Alembic, on SQLite and PostgreSQL alike."""

from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from survey_service.db import Database


def upgrade(db: Database) -> None:
    """Run every migration that `db` has not seen; nothing happens when there is none."""
    from survey_service import dbos_jobs

    command.upgrade(_config(db), "head")
    dbos_jobs.prepare(db)


def is_current(db: Database) -> bool:
    """Whether `db` has the tables of this version."""
    head = ScriptDirectory.from_config(_config(db)).get_current_head()
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def check(db: Database) -> None:
    """Raise alembic.util.CommandError when the models say more than the migrations."""
    command.check(_config(db))


def new_migration(db: Database, message: str) -> None:
    """Write a migration from what the models say beyond the migrations (for developers)."""
    command.revision(_config(db), message=message, autogenerate=True)


def _config(db: Database) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("survey_service") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.attributes["engine"] = db.engine
    return config
