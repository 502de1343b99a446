"""A synthesis outside the service: answers from a file, results into a folder."""

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import get_args

from questionnaires import loading
from reports.briefing import Briefing, Kind, Language, Party, Text
from survey_service import briefings
from survey_service.earlier import Earlier
from survey_service.encoders import E5, encoder_named
from survey_service.masking import mask
from survey_service.material import Material, Told
from synthesis.editing.edits import Edit
from synthesis.model import Comment, Seed, Synthesis
from synthesis.years import Year

CACHE = Path.home() / ".cache" / "ennakko"


def synthesise(
    comments: tuple[Comment, ...],
    *,
    count: int | None = None,
    seeds: tuple[Seed, ...] = (),
    workers: str = "1",
    encoder: str = E5,
    earlier: Earlier | None = None,
    edits: tuple[Edit, ...] = (),
    progress: Callable[[str, float], None] | None = None,
) -> tuple[Synthesis, Year]:
    """The phenomena in `comments`, with what identifies people masked, and the year; encodings are kept between runs.

    `seeds` are the phenomena that the network expects, `encoder` is a name that `encoders` knows, `earlier` last year's
    result, `edits` what people changed. Raises CannotSynthesise when the encoder cannot be used here.
    """
    from synthesis import pipeline
    from synthesis.remembering import remembered
    from synthesis.spreading import Workers
    from synthesis.years import continued

    known, masked = encoder_named(encoder, CACHE), _masked(comments)
    with Workers.named(workers).at_work():
        synthesis = pipeline.synthesise(masked, encoder=known, count=count, seeds=seeds, edits=edits, progress=progress)
        year = remembered(masked, synthesis, known)
        return (continued(synthesis, year, earlier.as_year(known)) if earlier else synthesis), year


def write(
    comments: tuple[Comment, ...],
    synthesis: Synthesis,
    year: Year,
    *,
    folder: Path,
    theme: str,
    earlier: Earlier | None = None,
) -> None:
    """Write synthesis.json, the briefing in all its forms, and year.json into `folder`, made when it is missing.

    year.json is what --previous reads in a year: words and means of each phenomenon, never a text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "synthesis.json").write_text(synthesis.model_dump_json(indent=1), encoding="utf-8")
    (folder / "year.json").write_text(year.model_dump_json(indent=1), encoding="utf-8")
    briefing = briefings.compose(_material(comments, theme), synthesis, made_on=_today(), earlier=earlier)
    write_briefing(briefing, folder, "fi")


def _masked(comments: Iterable[Comment]) -> list[Comment]:
    return [comment.model_copy(update={"text": mask(comment.text)}) for comment in comments]


def write_briefing(briefing: Briefing, folder: Path, language: Language) -> list[Path]:
    """Write the briefing as a file of every kind; give the files."""
    from reports.files import KINDS, to_file

    files = []
    for kind in KINDS:
        files.append(folder / f"briefing.{kind}")
        files[-1].write_bytes(to_file(briefing, kind, language))
    return files


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _material(comments: Iterable[Comment], theme: str) -> Material:
    told = {comment.answer_id: _told(comment) for comment in comments}
    parties = {one.party.id: one.party for one in told.values()}
    return Material(
        county=Text(fi="", sv=""),
        year=_today().year,
        deadline=_today(),
        theme=Text(fi=theme, sv=theme),
        questionnaire=None,
        parties=tuple(parties[key] for key in sorted(parties)),
        told=told,
    )


def _told(comment: Comment) -> Told:
    """An answer without an organisation counts as an organisation of its own."""
    name = comment.organisation or comment.answer_id
    kind: Kind = next((kind for kind in get_args(Kind) if kind == comment.organisation_type), "muu")
    party = Party(id=name, name=Text(fi=name, sv=name), kind=kind, answered=True)
    masked = comment.model_copy(update={"text": mask(comment.text)})
    return Told(comment=masked, party=party, role=_roles().get(comment.question_id or "", ""))


@cache
def _roles() -> dict[str, str]:
    """What each question of our templates asks for, by its id: ids are the same from year to year."""
    templates = (loading.load(theme, year=year) for year in loading.years() for theme in loading.available(year))
    return {question.id: question.role for template in templates for question in template.questions()}
