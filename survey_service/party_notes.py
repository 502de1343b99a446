"""What the team notes of a party of a negotiation: who may commit it, and what its negotiators should know."""

import datetime
from dataclasses import dataclass, replace
from typing import get_args

from sqlmodel import Session, col, select

from survey_service import audit, negotiations, parties
from survey_service.candidates import ChangedMeanwhile
from survey_service.errors import SurveyServiceError
from survey_service.models import PartyNote, PartyNoteKind, Round, StaffMember

LONGEST = 4000
KINDS: tuple[PartyNoteKind, ...] = get_args(PartyNoteKind)

__all__ = ["KINDS", "LONGEST", "Note", "NoteTooLong", "PartyNoteKind", "PartyNotes", "of_negotiation", "write"]


class NoteTooLong(SurveyServiceError):
    """A note has too many words."""

    status = 422


@dataclass(frozen=True)
class Note:
    """A note as it stands. Version 0: nobody has written it; an empty one was taken back."""

    version: int = 0
    words: str = ""
    by: str = ""
    at: datetime.datetime | None = None


@dataclass(frozen=True)
class PartyNotes:
    """Both notes about one party: its quorum, and the team's own, which never leaves the county."""

    quorum: Note = Note()
    internal: Note = Note()

    def of(self, kind: PartyNoteKind) -> Note:
        """The note of a kind."""
        return self.quorum if kind == "quorum" else self.internal


def of_negotiation(session: Session, negotiation_id: int | None) -> dict[int, PartyNotes]:
    """The newest notes, by organisation."""
    query = (
        select(PartyNote, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(PartyNote.staff_id))
        .where(PartyNote.negotiation_id == (negotiation_id or 0))
        .order_by(col(PartyNote.version))
    )
    told: dict[int, PartyNotes] = {}
    for row, by in session.exec(query):
        note = Note(row.version, row.words, by.title, row.created_at)
        known = told.get(row.organisation_id, PartyNotes())
        told[row.organisation_id] = replace(known, **{row.kind: note})
    return told


def history(session: Session, negotiation_id: int | None, organisation_id: int) -> list[tuple[PartyNoteKind, Note]]:
    """Every version of both notes about one party, the newest first."""
    query = (
        select(PartyNote, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(PartyNote.staff_id))
        .where(PartyNote.negotiation_id == (negotiation_id or 0), PartyNote.organisation_id == organisation_id)
        .order_by(col(PartyNote.id).desc())
    )
    return [(row.kind, Note(row.version, row.words, by.title, row.created_at)) for row, by in session.exec(query)]


def write(
    session: Session,
    round_: Round,
    area_id: int,
    organisation_id: int,
    words: dict[PartyNoteKind, str],
    *,
    seen: dict[PartyNoteKind, int],
    staff_id: int,
    actor: str,
) -> bool:
    """New versions of the notes that say something else; gives whether one did. Earlier ones are kept.

    `seen` are the versions that their writer had read. Raises ChangedMeanwhile, and nothing is written then;
    NoteTooLong; NotFound for who is no party.
    """
    parties.one(session, round_, area_id, organisation_id)
    if max(map(len, words.values())) > LONGEST:
        raise NoteTooLong
    row = negotiations.row_of(session, round_, area_id)
    standing = of_negotiation(session, row.id).get(organisation_id, PartyNotes())
    changed = [kind for kind in KINDS if words[kind] != standing.of(kind).words]
    if any(standing.of(kind).version != seen[kind] for kind in changed):
        raise ChangedMeanwhile
    for kind in changed:
        session.add(
            PartyNote(
                negotiation_id=row.id or 0,
                organisation_id=organisation_id,
                kind=kind,
                version=standing.of(kind).version + 1,
                words=words[kind],
                staff_id=staff_id,
            )
        )
        session.flush()
        audit.record(session, round_.county_id, actor, f"negotiation.note_{kind}", f"negotiation:{row.id}")
    return bool(changed)
