"""Another contact in the place of one: invited anew, with what the former one had passed on to colleagues."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from survey_service import audit, invitations, link_requests, links
from survey_service.accounts import SignedIn
from survey_service.errors import NotFound, RoundClosed, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.letters.composing import ascii_address
from survey_service.link_requests import NoAddress
from survey_service.models import Contact, Invitation, Link, Mail, Round, Share

LONGEST_TITLE = 200
Fault = Literal["title", "email", "same"]


class ReplacementRefused(SurveyServiceError):
    """The new contact cannot be as it was given; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class NewContact:
    """Who comes in the place of another. `end_former`: the former one's links end, and it hears no more."""

    title_fi: str
    title_sv: str
    email: str
    end_former: bool


def standing(session: Session, round_: Round, organisation_id: int, contact_id: int) -> tuple[Contact, Invitation]:
    """A contact of the organisation with its invitation to answer that stands; NotFound when there is none."""
    query = (
        select(Contact, Invitation)
        .join(Invitation, col(Invitation.contact_id) == col(Contact.id))
        .where(
            Invitation.round_id == round_.id,
            Invitation.organisation_id == organisation_id,
            Invitation.purpose == "answer",
            Invitation.contact_id == contact_id,
            col(Invitation.ended_at).is_(None),
        )
    )
    found = session.exec(query).first()
    if found is None:
        raise NotFound
    return found


def replace(
    session: Session,
    jobs: Jobs,
    round_: Round,
    organisation_id: int,
    contact_id: int,
    new: NewContact,
    *,
    by: SignedIn,
) -> None:
    """Invite a new contact in the place of one, and hand over to it what that one had passed on.

    Links of colleagues and member organisations work on. Raises NotFound, RoundClosed when the organisation's time is
    over, and ReplacementRefused.
    """
    former, invitation = standing(session, round_, organisation_id, contact_id)
    if faults := _faults(former, new):
        raise ReplacementRefused(faults)
    contact = _contact(session, former, new)
    made = invitations.invite(session, jobs, round_, [contact], "answer")
    if not made:
        # others may still have time, this organisation has none
        raise RoundClosed
    _hand_over(session, invitation, made[0])
    if new.end_former:
        links.end_invitation(session, invitation)
        former.answers, was_primary = False, former.is_primary
        former.is_primary = False
        # one at a time: there is never more than one primary contact
        session.flush()
        contact.is_primary = was_primary or contact.is_primary
    audit.record(
        session,
        round_.county_id,
        by.email,
        "contact.replace",
        f"round:{round_.id} contact:{former.id} -> contact:{contact.id}",
    )


def _faults(former: Contact, new: NewContact) -> list[Fault]:
    faults: list[Fault] = []
    if not (new.title_fi.strip() or new.title_sv.strip()):
        faults.append("title")
    try:
        address = link_requests.tidy(new.email)
        ascii_address(address)
    except (NoAddress, ValueError):
        return [*faults, "email"]
    return [*faults, "same"] if address == former.email.strip().lower() else faults


def _contact(session: Session, former: Contact, new: NewContact) -> Contact:
    """The organisation's contact with this address: a known one answers again, otherwise there is a new one."""
    address = link_requests.tidy(new.email)
    query = select(Contact).where(
        Contact.organisation_id == former.organisation_id, func.lower(Contact.email) == address
    )
    contact = session.exec(query).first() or Contact(
        organisation_id=former.organisation_id, title_fi="", title_sv="", email=address
    )
    fi, sv = new.title_fi.strip()[:LONGEST_TITLE], new.title_sv.strip()[:LONGEST_TITLE]
    contact.title_fi, contact.title_sv, contact.answers, contact.ended_at = fi or sv, sv or fi, True, None
    session.add(contact)
    session.flush()
    return contact


def _hand_over(session: Session, former: Invitation, new: Invitation) -> None:
    """Move what the former contact passed on, and what the county enters on behalf, to the new one's invitation."""
    shares = session.exec(select(Share).where(Share.invitation_id == former.id)).all()
    ids = [share.id for share in shares]
    for share in shares:
        share.invitation_id = new.id or 0
    kept = or_(col(Link.share_id).in_(ids), Link.kind == "on_behalf")
    for link in session.exec(select(Link).where(Link.invitation_id == former.id, kept)):
        link.invitation_id = new.id or 0
    # mails to colleagues that still wait are to be sent: their numbers follow on those of the new invitation
    last = session.exec(select(func.max(Mail.number)).where(Mail.invitation_id == new.id)).one() or 0
    for number, mail in enumerate(
        session.exec(select(Mail).where(Mail.invitation_id == former.id, col(Mail.share_id).in_(ids))), start=last + 1
    ):
        mail.invitation_id, mail.number = new.id or 0, number
    session.flush()
