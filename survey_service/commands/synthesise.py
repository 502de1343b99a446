"""`ennakko synthesise`: the phenomena of a file of answers, and the briefing beside them."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

Progress = Callable[[str, float], None]


@click.command(name="synthesise")
@click.argument("answers", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="Where the files go."
)
@click.option("--theme", default="", help="What the answers are about: the briefing's title.")
@click.option(
    "--count",
    type=click.IntRange(min=2),
    help="How many phenomena: those found are merged or split. Without it their number is found.",
)
@click.option(
    "--seeds",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The network's candidate phenomena (.yaml with id, fi, sv and desc): they attract what belongs to them.",
)
@click.option(
    "--workers",
    default="1",
    envvar="ENNAKKO_WORKERS",
    show_default=True,
    help="Processes that read and encode the answers, or a Dask scheduler's address (tcp://host:8786).",
)
@click.option(
    "--encoder",
    default="e5",
    envvar="ENNAKKO_ENCODER",
    show_default=True,
    metavar="e5|lexical|FOLDER",
    help="What knows meaning: the model that comes along, spelling alone, or a sentence-transformers model.",
)
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The --out folder of an earlier year: tells what goes on, what is new and what vanished.",
)
@click.option(
    "--edits",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What people changed: one event a line, as docs/edits.md tells.",
)
@click.option("--verbose", is_flag=True, help="Tell each stage in a line of its own, instead of a bar.")
def command(
    answers: Path,
    folder: Path,
    theme: str,
    count: int | None,
    seeds: Path | None,
    workers: str,
    encoder: str,
    previous: Path | None,
    edits: Path | None,
    verbose: bool,
) -> None:
    """Find the phenomena in ANSWERS (.tsv, .csv or .xlsx with the columns answer_id and text).

    Further columns that are used: organisation, organisation_type, language, question_id. Writes synthesis.json and
    briefing.html, .pdf, .docx, .pptx, .xlsx and .json into --out, and year.json, which --previous reads a year later.
    """
    from survey_service import datasets, earlier, seed_lists, standalone
    from synthesis.editing.edits import edits_in
    from synthesis.model import CannotSynthesise

    try:
        comments = datasets.read(answers, tell=note)
        expected = seed_lists.read(seeds) if seeds else ()
        before = earlier.in_folder(previous) if previous else None
        changed = edits_in(edits) if edits else ()
        with progress(verbose=verbose) as tell:
            synthesis, year = standalone.synthesise(
                comments,
                count=count,
                seeds=expected,
                workers=workers,
                encoder=encoder,
                earlier=before,
                edits=changed,
                progress=tell,
            )
    except CannotSynthesise as trouble:
        raise click.UsageError(str(trouble)) from trouble
    for each in synthesis.method.notes:
        note(each)
    with told_of_trouble(folder):
        standalone.write(comments, synthesis, year, folder=folder, theme=theme or answers.stem, earlier=before)
    found = f"{len(synthesis.phenomena)} phenomena, {len(synthesis.unplaced)} segments unplaced"
    click.echo(f"{found}: {folder}/synthesis.json")


@contextmanager
def told_of_trouble(folder: Path) -> Iterator[None]:
    """Say in a sentence that nothing can be written into `folder`, and why."""
    try:
        yield
    except OSError as trouble:
        raise click.UsageError(f"Cannot write into {folder}: {trouble.strerror}.") from trouble


def note(sentence: str) -> None:
    """Tell what the reader must know about the result, on standard error."""
    click.echo(f"Note: {sentence}", err=True)


@contextmanager
def progress(*, verbose: bool) -> Iterator[Progress]:
    """Give what hears of the stages, on standard error: a bar on a terminal, else each stage in a line, once."""
    errors = sys.stderr
    if verbose or not errors.isatty():
        yield _lines()
        return
    with click.progressbar(length=100, file=errors, item_show_func=_named) as bar:
        yield lambda stage, share: bar.update(round(share * 100) - bar.pos, stage)


def _named(stage: str | None) -> str:
    return stage or ""


def _lines() -> Progress:
    told: set[str] = set()

    def report(stage: str, share: float) -> None:
        if stage not in told:
            told.add(stage)
            click.echo(f"{share:4.0%} {stage}", err=True)

    return report
