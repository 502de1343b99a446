"""`ennakko synthesise`: the phenomena of a file of answers, and the briefing beside them."""

from collections.abc import Callable
from pathlib import Path

import click


@click.command(name="synthesise")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the files go."
)
@click.option("--theme", default="", help="What the answers are about: the briefing's title.")
@click.option("--count", type=click.IntRange(min=2), help="How many phenomena to find; without it the number is found.")
def command(answers: Path, folder: Path, theme: str, count: int | None) -> None:
    """Find the phenomena in ANSWERS (.tsv, .csv or .xlsx with the columns answer_id and text).

    Further columns that are used: organisation, organisation_type, language, question_id. Writes synthesis.json and
    briefing.html, .pdf, .docx and .json into --out.
    """
    from survey_service import datasets, standalone
    from synthesis.model import CannotSynthesise

    try:
        comments = datasets.read(answers)
        synthesis = standalone.synthesise(comments, count=count, progress=progress())
    except CannotSynthesise as trouble:
        raise click.UsageError(str(trouble)) from trouble
    for note in synthesis.method.notes:
        click.echo(f"Note: {note}", err=True)
    standalone.write(comments, synthesis, folder=folder, theme=theme or answers.stem)
    click.echo(
        f"{len(synthesis.phenomena)} phenomena, {len(synthesis.unplaced)} segments unplaced: {folder}/synthesis.json"
    )


def progress() -> Callable[[str, float], None]:
    """Tells each stage once, on standard error."""
    told: set[str] = set()

    def report(stage: str, share: float) -> None:
        if stage not in told:
            told.add(stage)
            click.echo(f"{share:4.0%} {stage}", err=True)

    return report
