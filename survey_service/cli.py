"""The command `ennakko`. Each command's module is loaded only when that command is called."""

import importlib

import click

COMMANDS = {
    "questionnaire": "Check the YAML questionnaires.",
    "synthesise": "Find the phenomena in a file of answers.",
    "database": "Create or upgrade the database.",
    "county": "Take in a county with its organisations.",
    "decisions": "Take in the decisions of a year's negotiations.",
    "indicators": "Take in figures of indicators.",
    "export": "Write the answers of a round as CSV, XLSX and JSON.",
    "archive": "Check an archive package.",
    "staff": "Add those who sign in.",
    "serve": "Serve the web pages, with a worker beside.",
    "worker": "Do the background work: mails and syntheses.",
    "demo": "Make the demo and play it through.",
}


class LazyGroup(click.Group):
    """A group that knows its commands by name and help, and imports `survey_service.commands.<name>` on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names, in the order in which they are told."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, or None for a name that does not exist."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"survey_service.commands.{cmd_name}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup)
@click.version_option(package_name="ennakko")
def main() -> None:
    """Ennakko: pre-surveys, pre-assignments and their synthesis for the yearly hytetu negotiations."""
