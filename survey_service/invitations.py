"""Invitations: who was asked to answer or to choose, and the mails that this takes."""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service import links
from survey_service.db import now
from survey_service.errors import NotFound, NotYet, RoundClosed
from survey_service.jobs import Jobs
from survey_service.models import (
    Contact,
    County,
    Invitation,
    Mail,
    MailKind,
    MailState,
    Organisation,
    Purpose,
    Response,
    Round,
    Share,
)

REMINDED_LATELY = datetime.timedelta(hours=12)
FIRST_MAIL: dict[Purpose, MailKind] = {"answer": "invitation", "select": "selection"}


@dataclass(frozen=True)
class Delivery:
    """How one mail has fared. `trouble` is what `troubles.in_words` puts into words, empty when there is none."""

    mail_id: int
    invitation_id: int
    organisation_id: int
    purpose: Purpose
    kind: MailKind
    number: int
    email: str
    state: MailState
    trouble: str
    attempts: int
    created_at: datetime.datetime
    sent_at: datetime.datetime | None


def invite(
    session: Session, jobs: Jobs, round_: Round, parties: Iterable[Organisation | Contact], purpose: Purpose
) -> list[Invitation]:
    """Invite the contacts of organisations, or single contacts, once each: who was invited already gets no new mail.

    Organisations must be of the round's county (NotFound); a contact given by itself may be of another one. NotYet
    when the round is not published, RoundClosed when its time is over.
    """
    _check_open(round_, purpose)
    # two clicks at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    return [
        _invite(session, jobs, round_, contact, purpose) for contact in _contacts(session, round_, parties, purpose)
    ]


def remind(session: Session, jobs: Jobs, round_: Round, *, organisation_id: int | None = None) -> list[Mail]:
    """Remind those invited whose organisation (or that one alone) has not submitted. RoundClosed after the deadline.

    `organisation_id` narrows it to one organisation. Who was reminded in the last twelve hours is left alone, so that
    a second click does no harm.
    """
    _check_open(round_, "answer")
    submitted = select(Response.organisation_id).where(Response.round_id == round_.id, Response.state == "submitted")
    waiting = (
        select(Invitation)
        .where(
            Invitation.round_id == round_.id,
            Invitation.purpose == "answer",
            col(Invitation.ended_at).is_(None),
            col(Invitation.organisation_id).not_in(submitted),
        )
        .order_by(col(Invitation.id))
        .with_for_update()
    )
    if organisation_id is not None:
        waiting = waiting.where(Invitation.organisation_id == organisation_id)
    mails = []
    for invitation in session.exec(waiting):
        if organisation_id not in (None, invitation.organisation_id):
            continue
        last = _last_mail(session, invitation, "reminder")
        if last is None or last.created_at < now() - REMINDED_LATELY:
            mails.append(send(session, jobs, invitation, "reminder"))
    return mails


def resend(session: Session, jobs: Jobs, invitation: Invitation) -> Mail:
    """Send the invitation once more, with a fresh link; one that is still on its way is given back instead."""
    kind = FIRST_MAIL[invitation.purpose]
    last = _last_mail(session, invitation, kind)
    if last is not None and last.state in ("queued", "sending"):
        return last
    return send(session, jobs, invitation, kind)


def renew(session: Session, jobs: Jobs, invitation: Invitation) -> Mail:
    """End every link to the invitation, and send it once more with a fresh one; RoundClosed when its time is over."""
    _check_open(session.get_one(Round, invitation.round_id), invitation.purpose)
    kind = FIRST_MAIL[invitation.purpose]
    # what is being sent at this moment waits here or is waited for, so that its link is ended too
    mails = session.exec(select(Mail).where(Mail.invitation_id == invitation.id).with_for_update()).all()
    links.revoke_all(session, invitation)
    # a mail that was tried may leave with a link that is ended now: only an untried one serves instead of a new one
    untried = (mail for mail in mails if mail.kind == kind and mail.state == "queued" and mail.attempts == 0)
    return next(untried, None) or send(session, jobs, invitation, kind)


def send(session: Session, jobs: Jobs, invitation: Invitation, kind: MailKind, *, share: Share | None = None) -> Mail:
    """One more mail of a kind to the contact of an invitation (a receipt, say): its row, and the work of sending it.

    With a `share` it goes to whom the contact passed its invitation on.
    """
    county = session.get_one(County, session.get_one(Round, invitation.round_id).county_id)
    last = _last_mail(session, invitation, kind)
    mail = Mail(
        invitation_id=invitation.id or 0,
        share_id=share.id if share else None,
        kind=kind,
        number=last.number + 1 if last else 1,
        message_id=f"<{uuid.uuid4().hex}@{county.contact_email.rpartition('@')[2] or 'ennakko.invalid'}>",
    )
    session.add(mail)
    session.flush()
    jobs.enqueue(session, "send_mail", mail.id or 0)
    return mail


def end(session: Session, invitation: Invitation) -> None:
    """End an invitation; its links stop with it, and what still waits to be sent is not sent."""
    links.end_invitation(session, invitation)


def of_round(session: Session, round_id: int, purpose: Purpose) -> list[Invitation]:
    """The invitations of a round, in the order in which they were made."""
    query = select(Invitation).where(Invitation.round_id == round_id, Invitation.purpose == purpose)
    return list(session.exec(query.order_by(col(Invitation.id))))


def delivery(session: Session, round_id: int) -> list[Delivery]:
    """How each mail of a round has fared, in the order in which they were asked for."""
    query = (
        select(Mail, Invitation, Contact)
        .join(Invitation, col(Invitation.id) == col(Mail.invitation_id))
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .where(Invitation.round_id == round_id)
        .order_by(col(Mail.id))
    )
    return [
        Delivery(
            mail_id=mail.id or 0,
            invitation_id=invitation.id or 0,
            organisation_id=invitation.organisation_id,
            purpose=invitation.purpose,
            kind=mail.kind,
            number=mail.number,
            email=contact.email,
            state=mail.state,
            trouble=mail.trouble,
            attempts=mail.attempts,
            created_at=mail.created_at,
            sent_at=mail.sent_at,
        )
        for mail, invitation, contact in session.exec(query)
    ]


def _check_open(round_: Round, purpose: Purpose) -> None:
    if round_.published_at is None:
        raise NotYet
    if now() > (round_.deadline if purpose == "answer" else round_.selection_deadline):
        raise RoundClosed


def _contacts(
    session: Session, round_: Round, parties: Iterable[Organisation | Contact], purpose: Purpose
) -> list[Contact]:
    contacts: list[Contact] = []
    for party in parties:
        if isinstance(party, Contact):
            contacts.append(party)
        elif party.county_id != round_.county_id:
            raise NotFound
        else:
            contacts += _those_asked(session, party, purpose)
    return list({contact.id: contact for contact in contacts}.values())


def _those_asked(session: Session, organisation: Organisation, purpose: Purpose) -> Sequence[Contact]:
    asked = col(Contact.answers) if purpose == "answer" else col(Contact.network)
    query = select(Contact).where(Contact.organisation_id == organisation.id, asked.is_(True))
    return session.exec(query.order_by(col(Contact.id))).all()


def _invite(session: Session, jobs: Jobs, round_: Round, contact: Contact, purpose: Purpose) -> Invitation:
    query = select(Invitation).where(
        Invitation.round_id == round_.id, Invitation.purpose == purpose, Invitation.contact_id == contact.id
    )
    invitation = session.exec(query).first()
    if invitation is not None and invitation.ended_at is None:
        return invitation
    if invitation is None:
        invitation = Invitation(
            round_id=round_.id or 0,
            organisation_id=contact.organisation_id,
            contact_id=contact.id or 0,
            purpose=purpose,
        )
    invitation.ended_at = None
    session.add(invitation)
    session.flush()
    send(session, jobs, invitation, FIRST_MAIL[purpose])
    return invitation


def _last_mail(session: Session, invitation: Invitation, kind: MailKind) -> Mail | None:
    query = select(Mail).where(Mail.invitation_id == invitation.id, Mail.kind == kind)
    return session.exec(query.order_by(col(Mail.number).desc())).first()
