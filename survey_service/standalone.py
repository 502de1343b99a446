"""A synthesis outside the service: answers from a file, results into a folder."""

import datetime
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import get_args

from questionnaires import loading
from reports.briefing import Briefing, Kind, Language, Party, Text
from survey_service import briefings
from survey_service.encoders import E5, encoder_named
from survey_service.masking import mask
from survey_service.material import Material, Told
from synthesis.model import Comment, Synthesis

CACHE = Path.home() / ".cache" / "ennakko"


def synthesise(
    comments: tuple[Comment, ...],
    *,
    count: int | None = None,
    workers: str = "1",
    encoder: str = E5,
    progress: Callable[[str, float], None] | None = None,
) -> Synthesis:
    """The phenomena in `comments`, with what identifies people masked; encodings are kept between runs.

    `encoder` is a name that `encoders` knows. Raises CannotSynthesise when it cannot be used here.
    """
    from synthesis import pipeline
    from synthesis.spreading import Workers

    masked = [comment.model_copy(update={"text": mask(comment.text)}) for comment in comments]
    with Workers.named(workers).at_work():
        return pipeline.synthesise(masked, encoder=encoder_named(encoder, CACHE), count=count, progress=progress)


def write(comments: Iterable[Comment], synthesis: Synthesis, *, folder: Path, theme: str) -> None:
    """Write synthesis.json and the briefing in all its forms into `folder`, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "synthesis.json").write_text(synthesis.model_dump_json(indent=1), encoding="utf-8")
    write_briefing(briefings.compose(_material(comments, theme), synthesis, made_on=_today()), folder, "fi")


def write_briefing(briefing: Briefing, folder: Path, language: Language) -> list[Path]:
    """Write the briefing as HTML, PDF, DOCX and JSON; give the files."""
    from reports.docx import to_docx
    from reports.html import to_html
    from reports.pdf import to_pdf

    contents = {
        "html": to_html(briefing, language).encode(),
        "pdf": to_pdf(briefing, language),
        "docx": to_docx(briefing, language),
        "json": briefing.model_dump_json(indent=1).encode(),
    }
    files = []
    for ending, content in contents.items():
        files.append(folder / f"briefing.{ending}")
        files[-1].write_bytes(content)
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
