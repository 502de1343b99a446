"""`ennakko serve`."""

import json
import os
from contextlib import ExitStack

import click

from survey_service.commands._settings import settings as settings_of_environment
from survey_service.settings import Settings

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@click.command(name="serve")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, show_default=True, help="The port to listen on.")
@click.option("--processes", default=1, show_default=True, type=click.IntRange(1), help="How many web processes.")
@click.option("--worker/--no-worker", default=True, show_default=True, help="Do the background work beside.")
@click.option("--demo", is_flag=True, help="Serve the demo, with its mailbox and its open links.")
def command(host: str, port: int, processes: int, worker: bool, demo: bool) -> None:
    """Serve the web pages, with a worker beside them."""
    settings = _demo(host, port) if demo else _real()
    environment = _environment(settings) if demo else dict(os.environ)
    from survey_service.serving import WebServer, WorkerBeside

    _refuse_an_old_database(settings)
    with ExitStack() as stack:
        if worker:
            stack.enter_context(WorkerBeside(environment))
        click.echo(f"Serving http://{host}:{port}/ (Ctrl+C stops)")
        WebServer(settings, host=host, port=port, processes=processes).run()


def _real() -> Settings:
    """The environment's settings; refuses those of the demo, whose pages open without a password."""
    settings = settings_of_environment()
    if settings.demo:
        raise click.UsageError("ENNAKKO_DEMO belongs to the demo; unset it, or serve the demo: ennakko serve --demo")
    return settings


def _demo(host: str, port: int) -> Settings:
    """The demo's settings; refuses to show the demo's open links to anybody else, or on any other database."""
    from survey_service.demo import place

    if host not in LOOPBACK:
        raise click.UsageError(f"--demo listens on 127.0.0.1 only, not on {host}: its links open without a password.")
    if os.environ.get("ENNAKKO_DATABASE_URL"):
        raise click.UsageError("--demo uses the demo's own database only; unset ENNAKKO_DATABASE_URL.")
    links_file = place.FOLDER / "links.json"
    if not links_file.exists():
        raise click.UsageError("The demo has not been played yet; type: ennakko demo")
    if port != place.PORT:
        raise click.UsageError(f"The demo's mails hold links to port {place.PORT}; --demo serves on that port.")
    for name, address in json.loads(links_file.read_text()).items():
        click.echo(f"  {name:14} {address}")
    return place.settings()


def _environment(settings: Settings) -> dict[str, str]:
    from survey_service.demo import place

    return place.environment(settings)


def _refuse_an_old_database(settings: Settings) -> None:
    from survey_service import schema
    from survey_service.db import Database

    db = Database(settings.database_url)
    current = schema.is_current(db)
    db.close()
    if not current:
        raise click.UsageError("The database has not the tables of this version; type: ennakko database upgrade")
