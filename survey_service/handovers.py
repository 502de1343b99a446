"""The delivery log of a negotiation's papers: what was handed over to whom, when, and who noted it."""

import datetime
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service import audit, negotiations
from survey_service.models import Handover, PaperKind, Round, StaffMember

PAPERS: tuple[PaperKind, ...] = ("minutes", "announcement", "media_message", "agenda", "summons", "material")
LONGEST = 300

__all__ = ["LONGEST", "PAPERS", "HandedOver", "PaperKind", "note", "of_negotiation"]


@dataclass(frozen=True)
class HandedOver:
    """One handing over, as it was noted."""

    paper: PaperKind
    recipient: str
    day: datetime.date
    by: str
    at: datetime.datetime


def of_negotiation(session: Session, negotiation_id: int) -> list[HandedOver]:
    """All that was handed over, the newest first."""
    query = (
        select(Handover, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(Handover.staff_id))
        .where(Handover.negotiation_id == negotiation_id)
        .order_by(col(Handover.day).desc(), col(Handover.id).desc())
    )
    return [HandedOver(row.paper, row.recipient, row.day, by.title, row.created_at) for row, by in session.exec(query)]


def note(
    session: Session,
    round_: Round,
    area_id: int,
    paper: PaperKind,
    recipient: str,
    day: datetime.date,
    *,
    staff_id: int,
    actor: str,
) -> None:
    """Note that a paper was handed over. NotFound for another county's area."""
    row = negotiations.row_of(session, round_, area_id)
    session.add(Handover(negotiation_id=row.id or 0, paper=paper, recipient=recipient, day=day, staff_id=staff_id))
    session.flush()
    audit.record(session, round_.county_id, actor, "negotiation.hand_over", f"negotiation:{row.id} {paper}")
