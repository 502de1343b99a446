"""How mails have fared, what mail systems tell of them after the server took them, and whom nobody can reach."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import structlog
from sqlmodel import Session, col, select

from questionnaires.model import Text
from survey_service import audit, carrying, lineage
from survey_service.db import now
from survey_service.errors import NotFound
from survey_service.formfields import clean
from survey_service.models import (
    Contact,
    DeliveryEvent,
    DeliveryKind,
    Invitation,
    Mail,
    MailKind,
    MailState,
    Organisation,
    Purpose,
    Response,
    Round,
    UnreachableAddress,
)

LONGEST_DETAIL = 300
UNDELIVERED: tuple[MailState, ...] = ("failed", "bounced")
# not the address's fault: it is full, the mail was too large, or a policy does not let us in
PASSING = ("4", "5.2.2", "5.3.4", "5.7")

log = structlog.get_logger()


@dataclass(frozen=True)
class Told:
    """What a mail system tells of one mail. The same `key` is the same news, told again.

    The mail is named by `mail_id`, where our own address proves it, or by its Message-ID. `status` is that of RFC 3463
    ("5.1.1"), empty where none is told.
    """

    key: str
    kind: DeliveryKind
    message_id: str = ""
    mail_id: int | None = None
    status: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Unreached:
    """An organisation that nobody can reach: it has no contact who answers, or no mail gets through to any."""

    organisation_id: int
    name: Text
    reason: Literal["no_contact", "undelivered"]


@dataclass(frozen=True)
class Delivery:
    """How one mail has fared. `trouble` is what `troubles.in_words` puts into words, empty when there is none.

    `together`: the other organisations to which it went as one mail with this.
    """

    mail_id: int
    invitation_id: int
    organisation_id: int
    organisation: Text
    purpose: Purpose
    kind: MailKind
    number: int
    email: str
    state: MailState
    trouble: str
    attempts: int
    created_at: datetime.datetime
    sent_at: datetime.datetime | None
    together: tuple[Text, ...] = ()

    @property
    def in_trouble(self) -> bool:
        """Whether it did not arrive, as far as anybody knows, or waits because something is wrong."""
        return self.state in ("failed", "bounced") or (bool(self.trouble) and self.state != "cancelled")


def of_round(session: Session, round_id: int) -> list[Delivery]:
    """How each mail of a round has fared, in the order in which they were asked for."""
    query = (
        select(Mail, Invitation, Contact, Organisation)
        .join(Invitation, col(Invitation.id) == col(Mail.invitation_id))
        .join(Contact, col(Contact.id) == col(Invitation.contact_id))
        .join(Organisation, col(Organisation.id) == col(Invitation.organisation_id))
        .where(Invitation.round_id == round_id)
        .order_by(col(Mail.id))
    )
    found = session.exec(query).all()
    groups: dict[int, list[Organisation]] = {}
    for mail, _, _, organisation in found:
        groups.setdefault(mail.carried_by_id or mail.id or 0, []).append(organisation)
    return [
        Delivery(
            mail_id=mail.id or 0,
            invitation_id=invitation.id or 0,
            organisation_id=invitation.organisation_id,
            organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv),
            purpose=invitation.purpose,
            kind=mail.kind,
            number=mail.number,
            email=mail.recipient or contact.email,
            state=mail.state,
            trouble=mail.trouble,
            attempts=mail.attempts,
            created_at=mail.created_at,
            sent_at=mail.sent_at,
            together=tuple(
                Text(fi=one.name_fi, sv=one.name_sv)
                for one in groups[mail.carried_by_id or mail.id or 0]
                if one is not organisation
            ),
        )
        for mail, invitation, contact, organisation in found
    ]


def note(session: Session, told: Told) -> bool:
    """Keep what was told, and draw the consequences. False when it is known already, or of no mail of ours.

    News may come in any order: what is told late does not undo what is known.
    """
    # an outsider may have written it: one sign that the database refuses must not keep the rest from being told
    told = replace(told, key=clean(told.key), message_id=clean(told.message_id), detail=clean(told.detail))
    mail = _mail(session, told)
    if mail is None:
        log.info("news of an unknown mail", kind=told.kind)
        return False
    known = select(DeliveryEvent.id).where(DeliveryEvent.key == told.key)
    if session.exec(known).first() is not None:
        return False
    detail = " ".join(told.detail.split())[:LONGEST_DETAIL]
    session.add(DeliveryEvent(mail_id=mail.id or 0, key=told.key, kind=told.kind, status=told.status, detail=detail))
    session.flush()
    _draw_consequences(session, mail, told.kind, told.status, f"{told.status} {detail}".strip())
    carrying.follow(session, mail)
    log.info("news of a mail", mail=mail.id, kind=told.kind, status=told.status)
    return True


def unreached(session: Session, round_: Round) -> list[Unreached]:
    """The organisations of a round that have not submitted and that nobody can reach, by name.

    None before the round is published, and none after its deadline.
    """
    if round_.published_at is None or now() > round_.deadline:
        return []
    submitted = select(Response.organisation_id).where(Response.round_id == round_.id, Response.state == "submitted")
    query = select(Organisation).where(lineage.in_round(round_), col(Organisation.id).not_in(submitted))
    dead = unreachable_addresses(session, round_.county_id) | _undelivered(session, round_)
    found = []
    for organisation in session.exec(query.order_by(Organisation.name_fi)):
        addresses = _addresses(session, organisation)
        if addresses - dead:
            continue
        name = Text(fi=organisation.name_fi, sv=organisation.name_sv)
        found.append(Unreached(organisation.id or 0, name, "undelivered" if addresses else "no_contact"))
    return found


def unreached_now(session: Session, county_id: int) -> list[tuple[Round, list[Unreached]]]:
    """The same for every round of a county in which somebody cannot be reached, newest first."""
    query = select(Round).where(Round.county_id == county_id).order_by(col(Round.year).desc())
    found = [(round_, unreached(session, round_)) for round_ in session.exec(query)]
    return [(round_, those) for round_, those in found if those]


def unreachable_addresses(session: Session, county_id: int) -> set[str]:
    """The addresses to which no mail of the county gets through, in small letters."""
    return set(session.exec(select(UnreachableAddress.email).where(UnreachableAddress.county_id == county_id)))


def marks(session: Session, county_id: int) -> Sequence[UnreachableAddress]:
    """The same with since when, and why."""
    query = select(UnreachableAddress).where(UnreachableAddress.county_id == county_id)
    return session.exec(query.order_by(UnreachableAddress.email)).all()


def unmark(session: Session, county_id: int, mark_id: int, *, actor: str) -> None:
    """Write to an address again. NotFound for another county's."""
    mark = session.get(UnreachableAddress, mark_id)
    if mark is None or mark.county_id != county_id:
        raise NotFound
    session.delete(mark)
    audit.record(session, county_id, actor, "address.write_again", f"unreachable_address:{mark_id}")


def mark_unreachable(session: Session, mail: Mail, why: str, status: str = "") -> None:
    """Keep that a mail's address is no good: it holds until the address is changed, or somebody lifts it.

    A `status` (RFC 3463) that tells of something else than the address changes nothing.
    """
    if status.startswith(PASSING):
        return
    county_id, email = _county_of(session, mail), mail.recipient.strip().lower()
    if not email:
        return
    same = select(UnreachableAddress).where(
        UnreachableAddress.county_id == county_id, UnreachableAddress.email == email
    )
    if session.exec(same).first() is None:
        session.add(UnreachableAddress(county_id=county_id, email=email, why=why[:LONGEST_DETAIL]))
        session.flush()


def _mail(session: Session, told: Told) -> Mail | None:
    if told.mail_id is not None:
        named = Mail.id == told.mail_id
    elif told.message_id:
        named = Mail.message_id == told.message_id
    else:
        return None
    return session.exec(select(Mail).where(named).with_for_update()).first()


def _draw_consequences(session: Session, mail: Mail, kind: DeliveryKind, status: str, words: str) -> None:
    if kind == "complained":
        mail.state, mail.trouble = "complained", ""
    elif kind == "bounced" and mail.state != "complained":
        mail.state, mail.trouble = "bounced", f"bounced {words}".strip()
        mark_unreachable(session, mail, words, status)
    elif kind == "delayed" and mail.state in ("sent", "uncertain"):
        mail.trouble = f"delayed {words}".strip()
    elif kind == "delivered" and mail.state in ("sent", "sending", "uncertain"):
        # who has delivered it has had it: what was in doubt is so no more
        mail.state, mail.sent_at, mail.trouble = "sent", mail.sent_at or now(), ""
        _lift(session, mail)


def _lift(session: Session, mail: Mail) -> None:
    same = select(UnreachableAddress).where(
        UnreachableAddress.county_id == _county_of(session, mail),
        UnreachableAddress.email == mail.recipient.strip().lower(),
    )
    for mark in session.exec(same):
        session.delete(mark)


def _county_of(session: Session, mail: Mail) -> int:
    invitation = session.get_one(Invitation, mail.invitation_id)
    return session.get_one(Round, invitation.round_id).county_id


def _undelivered(session: Session, round_: Round) -> set[str]:
    """The addresses whose newest mail in the round did not arrive, in small letters."""
    query = (
        select(Mail.recipient, Mail.state)
        .join(Invitation, col(Invitation.id) == col(Mail.invitation_id))
        .where(Invitation.round_id == round_.id, Mail.state != "cancelled", Mail.recipient != "")
        .order_by(col(Mail.id))
    )
    newest = {recipient.strip().lower(): state for recipient, state in session.exec(query)}
    return {recipient for recipient, state in newest.items() if state in UNDELIVERED}


def _addresses(session: Session, organisation: Organisation) -> set[str]:
    query = select(Contact.email).where(
        Contact.organisation_id == organisation.id, col(Contact.answers).is_(True), col(Contact.ended_at).is_(None)
    )
    return {email.strip().lower() for email in session.exec(query)}
