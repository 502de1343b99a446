"""The versions of a round's questionnaire: what was published is kept whole, and a correction makes the next one."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import func
from sqlmodel import Session, col, select

from questionnaires.basics import Frozen, Text
from questionnaires.differences import Difference, DifferenceKind, Weight
from questionnaires.model import Questionnaire
from survey_service.models import QuestionnaireVersion, Response, Round, Submission


class Note(Frozen):
    """What a person said of one change, in one language: kept with the version, and shown with the trend."""

    kind: DifferenceKind
    part: str
    weight: Weight
    about: str = ""
    what: str = ""
    old: Text | None = None
    new: Text | None = None
    words: str
    language: str

    @classmethod
    def on(cls, found: Difference, words: str, language: str) -> "Note":
        """The note with these words on a difference."""
        return cls(
            kind=found.kind,
            part=found.part,
            weight=found.weight,
            about=found.about,
            what=found.what,
            old=found.old,
            new=found.new,
            words=words,
            language=language,
        )


NOTES: TypeAdapter[tuple[Note, ...]] = TypeAdapter(tuple[Note, ...])


@dataclass(frozen=True)
class Version:
    """One version. `why` is empty for the first one, `notes` say what each change since the one before means."""

    number: int
    made_at: datetime.datetime
    made_by: str
    why: str
    notes: tuple[Note, ...]


def questionnaire_of(round_: Round) -> Questionnaire:
    """What the round asks now, as it is stored with it: no document on disk is read."""
    return Questionnaire.model_validate(round_.questionnaire)


def questionnaire_in(session: Session, round_: Round, number: int) -> Questionnaire:
    """What the round asked in the version of this number; what it asks now where that is the present one."""
    if number != round_.questionnaire_version:
        wanted = QuestionnaireVersion.round_id == round_.id, QuestionnaireVersion.number == number
        kept = session.exec(select(QuestionnaireVersion).where(*wanted)).first()
        if kept is not None:
            return Questionnaire.model_validate(kept.questionnaire)
    return questionnaire_of(round_)


def of_round(session: Session, round_: Round) -> list[Version]:
    """Every version that was published, the newest first."""
    query = select(QuestionnaireVersion).where(QuestionnaireVersion.round_id == round_.id)
    return [
        Version(row.number, row.made_at, row.made_by, row.why, NOTES.validate_python(row.notes))
        for row in session.exec(query.order_by(col(QuestionnaireVersion.number).desc()))
    ]


def notes_on(session: Session, round_: Round) -> dict[str, tuple[Note, ...]]:
    """What was said of the changes to each question, section or deliverable, by its id, oldest first."""
    found: dict[str, tuple[Note, ...]] = {}
    for version in reversed(of_round(session, round_)):
        for note in version.notes:
            found[note.part] = (*found.get(note.part, ()), note)
    return found


def answered(session: Session, round_: Round) -> dict[int, int]:
    """How many of the responses that count answered each version, by its number."""
    query = (
        select(Submission.questionnaire_version, func.count())
        .join(Response, col(Response.id) == col(Submission.response_id))
        .where(Response.round_id == round_.id, Submission.end == "")
        .group_by(col(Submission.questionnaire_version))
    )
    return dict(session.exec(query).all())


def keep(session: Session, round_: Round, notes: Sequence[Note], *, why: str, actor: str) -> None:
    """Keep what the round asks now as the version whose number it has."""
    session.add(
        QuestionnaireVersion(
            round_id=round_.id or 0,
            number=round_.questionnaire_version,
            questionnaire=round_.questionnaire,
            made_by=actor,
            why=why,
            notes=[note.model_dump(mode="json") for note in notes],
        )
    )
    session.flush()
