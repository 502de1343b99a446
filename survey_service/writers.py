"""Who wrote: the name that a contact gave when passing the link on, or the contact's own title."""

from collections.abc import Collection

from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service.models import Contact, Invitation, Link, Share


def names(session: Session, link_ids: Collection[int]) -> dict[int, Text]:
    """By link id, whom the others see as the writer."""
    query = (
        select(Link.id, Share.name, Contact.title_fi, Contact.title_sv)
        .join(Invitation, col(Invitation.id) == col(Link.invitation_id))
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Share, col(Share.id) == col(Link.share_id), isouter=True)
        .where(col(Link.id).in_(link_ids))
    )
    return {link_id or 0: Text(fi=name or fi, sv=name or sv) for link_id, name, fi, sv in session.exec(query)}
