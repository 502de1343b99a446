"""What is known of responses that the county entered in an organisation's name: who, why, and the original."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from questionnaires.values import Upload
from survey_service.models import Attachment, OnBehalf, Response, StaffMember

ORIGINAL = "_original"
"""Under which an original is kept among a response's files; no question can be named so."""


@dataclass(frozen=True)
class Entered:
    """That something was entered in the organisation's name. `original`: the file that it came as, if any."""

    id: int
    response_id: int
    link_id: int
    by: str
    email: str
    reason: str
    at: datetime.datetime
    original: Upload | None


def through(session: Session, link_ids: Collection[int | None]) -> dict[int, Entered]:
    """What was entered with links, by link id; those of contacts and their colleagues are left out."""
    wanted = [one for one in link_ids if one is not None]
    return {one.link_id: one for one in _found(session, col(OnBehalf.link_id).in_(wanted))} if wanted else {}


def with_link(session: Session, link_id: int | None) -> Entered | None:
    """What was entered with one link; None when it is a contact's, or a colleague's."""
    return through(session, [link_id]).get(link_id or 0)


def of_organisation(session: Session, round_id: int, organisation_id: int) -> list[Entered]:
    """All that was entered for an organisation in a round, the newest last."""
    own = select(Response.id).where(Response.round_id == round_id, Response.organisation_id == organisation_id)
    return _found(session, col(OnBehalf.response_id).in_(own))


def actor(session: Session, link_id: int | None) -> str:
    """Whom the audit log names for what is done with a link: the staff that enters for others, else the link."""
    entered = with_link(session, link_id)
    return entered.email if entered else f"link:{link_id}"


def _found(session: Session, wanted: ColumnElement[bool]) -> list[Entered]:
    query = (
        select(OnBehalf, StaffMember, Attachment)
        .join(StaffMember, col(StaffMember.id) == col(OnBehalf.staff_id))
        .join(Attachment, col(Attachment.id) == col(OnBehalf.attachment_id), isouter=True)
        .where(wanted)
        .order_by(col(OnBehalf.id))
    )
    return [
        Entered(
            id=row.id or 0,
            response_id=row.response_id,
            link_id=row.link_id,
            by=staff.title,
            email=staff.email,
            reason=row.reason,
            at=row.created_at,
            original=Upload(attachment=file.key, name=file.name, size=file.size) if file else None,
        )
        for row, staff, file in session.exec(query)
    ]
