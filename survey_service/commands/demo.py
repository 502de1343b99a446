"""`ennakko demo`."""

import click


@click.command(name="demo")
def command() -> None:
    """Make the demo in var/demo from nothing and play its round through: mails, responses, synthesis, briefing."""
    from survey_service.db import Database
    from survey_service.demo import finishing, place, playing

    place.clear()
    settings = place.settings()
    db = Database(settings.database_url)
    try:
        round_id = playing.play(settings, db, click.echo)
        written = finishing.write(settings, db, round_id)
    except playing.DemoStuck as trouble:
        raise click.ClickException(str(trouble)) from trouble
    finally:
        db.close()
    for file in written:
        click.echo(f"  {file}")
    click.echo("Look around: make run, or .venv/bin/ennakko serve --demo")
