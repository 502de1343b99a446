"""Invitations: who was asked to answer or to choose, and the mails that this takes."""

import datetime
import uuid
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, select

from survey_service import audit, deadlines, links, networks, rounds
from survey_service.db import now
from survey_service.errors import NotFound, NotYet, RoundClosed
from survey_service.jobs import Jobs
from survey_service.models import (
    Contact,
    County,
    Invitation,
    Mail,
    MailKind,
    Organisation,
    Purpose,
    Response,
    Round,
    Share,
)

REMINDED_LATELY = datetime.timedelta(hours=12)
FIRST_MAIL: dict[Purpose, MailKind] = {
    "answer": "invitation",
    "select": "selection",
    "name": "naming",
    "follow_up": "follow_up",
}


def invite(
    session: Session,
    jobs: Jobs,
    round_: Round,
    parties: Iterable[Organisation | Contact],
    purpose: Purpose,
    *,
    sending_id: int | None = None,
) -> list[Invitation]:
    """Invite the contacts of organisations, or single contacts, once each: who was invited already gets no new mail.

    Organisations must be of the round's county (NotFound); a contact given by itself may be of another one. NotYet
    when the round is not published, RoundClosed when its time is over.
    """
    still_open = _check_open(session, round_, purpose)
    # two clicks at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    found = [
        _invited(session, round_, contact, purpose)
        for contact in _contacts(session, round_, parties, purpose)
        if still_open is None or contact.organisation_id in still_open
    ]
    send_to_all(session, jobs, [one for one, is_new in found if is_new], FIRST_MAIL[purpose], sending_id=sending_id)
    return [one for one, _ in found]


def remind(
    session: Session,
    jobs: Jobs,
    round_: Round,
    *,
    organisation_id: int | None = None,
    sending_id: int | None = None,
) -> list[Mail]:
    """Remind those invited whose organisation (or that one alone) has not submitted. RoundClosed after the deadline.

    `organisation_id` narrows it to one organisation. Who was reminded in the last twelve hours is left alone, so that
    a second click does no harm.
    """
    still_open = _check_open(session, round_, "answer")
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
    reminded = [
        invitation
        for invitation in session.exec(waiting).all()
        if (still_open is None or invitation.organisation_id in still_open)
        and ((last := _last_mail(session, invitation, "reminder")) is None or last.created_at < now() - REMINDED_LATELY)
    ]
    return send_to_all(session, jobs, reminded, "reminder", sending_id=sending_id)


def resend(session: Session, jobs: Jobs, invitation: Invitation) -> Mail:
    """Send the invitation once more, with a fresh link; one that is still on its way is given back instead."""
    kind = FIRST_MAIL[invitation.purpose]
    last = _last_mail(session, invitation, kind)
    if last is not None and last.state in ("queued", "sending", "uncertain"):
        return last
    return send(session, jobs, invitation, kind)


def renew(session: Session, jobs: Jobs, invitation: Invitation) -> Mail:
    """End every link to the invitation, and send it once more with a fresh one; RoundClosed when its time is over."""
    round_ = session.get_one(Round, invitation.round_id)
    if now() > deadlines.behind(session, invitation, round_):
        raise RoundClosed
    kind = FIRST_MAIL[invitation.purpose]
    # what is being sent at this moment waits here or is waited for, so that its link is ended too
    query = select(Mail).where(Mail.invitation_id == invitation.id).order_by(col(Mail.id))
    mails = session.exec(query.with_for_update()).all()
    links.revoke_all(session, invitation)
    # a mail that was tried may leave with a link that is ended now: only an untried one serves instead of a new one
    untried = (mail for mail in mails if mail.kind == kind and mail.state == "queued" and mail.attempts == 0)
    return next(untried, None) or send(session, jobs, invitation, kind)


def send(
    session: Session,
    jobs: Jobs,
    invitation: Invitation,
    kind: MailKind,
    *,
    share: Share | None = None,
    reply_id: int | None = None,
) -> Mail:
    """One more mail of a kind to the contact of an invitation (a receipt, say): its row, and the work of sending it.

    With a `share` it goes to whom the contact passed its invitation on. `reply_id`: the reply to a raised issue that it
    tells.
    """
    mail = _add(session, invitation, kind, share_id=share.id if share else None, reply_id=reply_id)
    jobs.enqueue(session, "send_mail", mail.id or 0)
    return mail


def send_to_all(
    session: Session,
    jobs: Jobs,
    invitations: Sequence[Invitation],
    kind: MailKind,
    *,
    sending_id: int | None = None,
    summons_id: int | None = None,
) -> list[Mail]:
    """One more mail of a kind to the contact of each invitation, in one round. What has the same address goes as one.

    The first mail to an address is the one that is sent, and carries the others to it.
    """
    carriers: dict[str, Mail] = {}
    mails = []
    for invitation in invitations:
        mail = _add(session, invitation, kind, sending_id=sending_id, summons_id=summons_id)
        address = session.get_one(Contact, invitation.contact_id).email.strip().lower()
        carrier = carriers.setdefault(address, mail)
        if carrier is mail:
            jobs.enqueue(session, "send_mail", mail.id or 0)
        else:
            mail.carried_by_id = carrier.id
        mails.append(mail)
    return mails


def standing(session: Session, round_: Round, organisation_id: int) -> Sequence[Invitation]:
    """The invitations of an organisation to answer that stand, locked."""
    query = select(Invitation).where(
        Invitation.round_id == round_.id,
        Invitation.organisation_id == organisation_id,
        Invitation.purpose == "answer",
        col(Invitation.ended_at).is_(None),
    )
    return session.exec(query.order_by(col(Invitation.id)).with_for_update()).all()


def end(session: Session, invitation: Invitation) -> None:
    """End an invitation; its links stop with it, and what still waits to be sent is not sent."""
    links.end_invitation(session, invitation)


def begin(session: Session, invitation_id: int, *, link_id: int) -> None:
    """Note that a person has begun to answer; only the first time counts."""
    invitation = session.get_one(Invitation, invitation_id)
    if invitation.begun_at is None:
        invitation.begun_at = now()
        county_id = session.get_one(Round, invitation.round_id).county_id
        audit.record(session, county_id, f"link:{link_id}", "response.begin", f"invitation:{invitation_id}")


def of_round(session: Session, round_id: int, purpose: Purpose) -> list[Invitation]:
    """The invitations of a round, in the order in which they were made."""
    query = select(Invitation).where(Invitation.round_id == round_id, Invitation.purpose == purpose)
    return list(session.exec(query.order_by(col(Invitation.id))))


def written_lately(session: Session, invitation: Invitation, kinds: Iterable[MailKind]) -> bool:
    """Whether a mail of one of these kinds was made for an invitation in the last twelve hours."""
    lasts = (_last_mail(session, invitation, kind) for kind in kinds)
    return any(last is not None and last.created_at >= now() - REMINDED_LATELY for last in lasts)


def _check_open(session: Session, round_: Round, purpose: Purpose) -> frozenset[int] | None:
    """The organisations that still have time, None for all of them; NotYet, or RoundClosed when none has."""
    # candidates are named before there is anything to answer, and decisions may come from before the service
    if round_.published_at is None and purpose not in ("name", "follow_up"):
        raise NotYet
    if now() <= rounds.closing(round_, purpose):
        return None
    longer = deadlines.longer(session, round_) if purpose == "answer" else {}
    still_open = frozenset(organisation_id for organisation_id, until in longer.items() if now() <= until)
    if not still_open:
        raise RoundClosed
    return still_open


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
    asked = networks.asked_for(purpose)
    query = select(Contact).where(Contact.organisation_id == organisation.id, asked, col(Contact.ended_at).is_(None))
    return session.exec(query.order_by(col(Contact.id))).all()


def _invited(session: Session, round_: Round, contact: Contact, purpose: Purpose) -> tuple[Invitation, bool]:
    """The invitation of a contact, and whether it is made, or stands again, just now."""
    query = select(Invitation).where(
        Invitation.round_id == round_.id, Invitation.purpose == purpose, Invitation.contact_id == contact.id
    )
    invitation = session.exec(query).first()
    if invitation is not None and invitation.ended_at is None:
        return invitation, False
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
    return invitation, True


def _add(
    session: Session,
    invitation: Invitation,
    kind: MailKind,
    *,
    share_id: int | None = None,
    sending_id: int | None = None,
    reply_id: int | None = None,
    summons_id: int | None = None,
) -> Mail:
    county = session.get_one(County, session.get_one(Round, invitation.round_id).county_id)
    last = _last_mail(session, invitation, kind)
    mail = Mail(
        invitation_id=invitation.id or 0,
        share_id=share_id,
        sending_id=sending_id,
        reply_id=reply_id,
        summons_id=summons_id,
        kind=kind,
        number=last.number + 1 if last else 1,
        message_id=f"<{uuid.uuid4().hex}@{county.contact_email.rpartition('@')[2] or 'ennakko.invalid'}>",
    )
    session.add(mail)
    session.flush()
    return mail


def _last_mail(session: Session, invitation: Invitation, kind: MailKind) -> Mail | None:
    query = select(Mail).where(Mail.invitation_id == invitation.id, Mail.kind == kind)
    return session.exec(query.order_by(col(Mail.number).desc())).first()
