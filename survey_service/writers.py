"""Who wrote: the name that a contact gave when passing the link on, the contact's title, or the county's staff."""

from collections.abc import Collection

from sqlalchemy import func
from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service.models import Contact, Invitation, Link, OnBehalf, Share, StaffMember


def names(session: Session, link_ids: Collection[int]) -> dict[int, Text]:
    """By link id, whom the others see as the writer."""
    query = (
        select(Link.id, func.coalesce(Share.name, StaffMember.title), Contact.title_fi, Contact.title_sv)
        .join(Invitation, col(Invitation.id) == col(Link.invitation_id))
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Share, col(Share.id) == col(Link.share_id), isouter=True)
        .join(OnBehalf, col(OnBehalf.link_id) == col(Link.id), isouter=True)
        .join(StaffMember, col(StaffMember.id) == col(OnBehalf.staff_id), isouter=True)
        .where(col(Link.id).in_(link_ids))
    )
    return {link_id or 0: Text(fi=name or fi, sv=name or sv) for link_id, name, fi, sv in session.exec(query)}
