"""Notes that staff writes for itself about a response: kept apart from the answers, and no part of the document."""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, select

from survey_service import audit
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import InternalNote, Response, Round

LONGEST = 4_000


class NoteRefused(SurveyServiceError):
    """A note without words, or with too many."""

    status = 422

    def __init__(self, fault: Literal["empty", "too_long"]) -> None:
        super().__init__(fault)
        self.fault = fault


def write(session: Session, response: Response, words: str, *, actor: str) -> None:
    """One more note. Raises NoteRefused."""
    if not words.strip():
        raise NoteRefused("empty")
    if len(words) > LONGEST:
        raise NoteRefused("too_long")
    note = InternalNote(response_id=response.id or 0, words=words.strip(), by=actor)
    session.add(note)
    session.flush()
    audit.record(session, _county(session, response), actor, "note.write", f"note:{note.id}")


def remove(session: Session, response: Response, note_id: int, *, actor: str) -> None:
    """Take a note away for good; NotFound for one of another response."""
    note = session.get(InternalNote, note_id)
    if note is None or note.response_id != response.id:
        raise NotFound
    session.delete(note)
    audit.record(session, _county(session, response), actor, "note.remove", f"note:{note_id}")


def of_response(session: Session, response_id: int) -> Sequence[InternalNote]:
    """The notes about a response, the oldest first."""
    return of_responses(session, [response_id])


def of_responses(session: Session, response_ids: list[int]) -> Sequence[InternalNote]:
    """The notes about several responses, the oldest first."""
    query = select(InternalNote).where(col(InternalNote.response_id).in_(response_ids))
    return session.exec(query.order_by(col(InternalNote.id))).all()


def _county(session: Session, response: Response) -> int:
    return session.get_one(Round, response.round_id).county_id
