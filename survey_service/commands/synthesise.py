"""`ennakko synthesise`: the phenomena of a file of answers, and the briefing beside them."""

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
        with click.progressbar(length=100, label="Synthesis", file=click.get_text_stream("stderr")) as bar:
            synthesis = standalone.synthesise(comments, count=count, progress=_steps(bar))
    except CannotSynthesise as trouble:
        raise click.UsageError(str(trouble)) from trouble
    for note in synthesis.method.notes:
        click.echo(f"Note: {note}", err=True)
    standalone.write(comments, synthesis, folder=folder, theme=theme or answers.stem)
    click.echo(
        f"{len(synthesis.phenomena)} phenomena, {len(synthesis.unplaced)} segments unplaced: {folder}/synthesis.json"
    )


def _steps(bar: "click.progressbar[int]"):  # type: ignore[no-untyped-def,type-arg]
    def report(_stage: str, share: float) -> None:
        bar.update(max(0, round(share * 100) - bar.pos))

    return report
