"""Sends a mail: mints its link, composes it, hands it to the server, and keeps how that went.

A mail is `queued`, for the moment between its closing dot and the server's answer `sending`, then `sent` (the server
has accepted it), `failed`, or `cancelled` where there was no point any more. What dies while a mail is queued has not
sent it: it is sent when the work is taken up again. What dies while it is `sending` leaves a doubt that SMTP cannot
lift, as a connection does that breaks there (`uncertain`); then it is sent again under the same Message-ID, so that it
is never lost and the receiving side can recognise it, and the trouble `in_doubt` stays to be seen. What becomes of it
after that, `bounced` or `complained`, is told by `deliveries`.

A mail may carry others to the same address, one for each organisation of which it is the contact (`carrying`). They go
as one: what becomes of it becomes of them. Which of them still have a point is looked at each time it is tried.
"""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import structlog
from sqlalchemy import update
from sqlalchemy.exc import OperationalError
from sqlmodel import Session, col, select

from survey_service import (
    carrying,
    deadlines,
    deliveries,
    following_up,
    link_requests,
    links,
    reopening,
    returned,
    smtp,
)
from survey_service.db import Database, now
from survey_service.letters.composing import ascii_address, compose
from survey_service.letters.gathering import letter
from survey_service.link_requests import Door
from survey_service.models import Contact, Invitation, LinkKind, Mail, Purpose, Response, Round, Share, Summons
from survey_service.settings import Settings

FIRST_WAIT_S = 15.0
LONGEST_WAIT_S = 900.0
GIVE_UP_AFTER = datetime.timedelta(days=5)
UNSENT = ("queued", "sending", "uncertain")
LINK_KIND: dict[Purpose, LinkKind] = {
    "answer": "organisation",
    "select": "network_member",
    "name": "network_member",
    "follow_up": "organisation",
}

log = structlog.get_logger()


@dataclass(frozen=True, repr=False)
class Ready:
    """A composed mail with its envelope, on its way; `attempt` tells it from an attempt of another worker."""

    mail_id: int
    attempt: int
    sender: str
    recipient: str
    content: bytes
    tokens: tuple[str, ...]


@dataclass(frozen=True)
class _Part:
    """What one organisation has in a mail."""

    mail: Mail
    address: str
    doors: list[Door]


class TakenOver(Exception):
    """Another worker is at this mail now: this attempt stops before the mail is handed over."""


def send(db: Database, settings: Settings, mail_id: int) -> float | None:
    """Try to send a mail. Gives the seconds after which to try again, or None when it is sent, or will never be.

    Doing it again does no harm: what was sent is left as it is. What went wrong is kept with the mail, not raised.
    """
    try:
        return _attempt(db, settings, mail_id)
    except Exception as trouble:
        # only the kind of error: its words may hold an address, its variables the link
        log.error("sending broke off", mail=mail_id, error=type(trouble).__name__)
        return _note_trouble(db, mail_id, smtp.InDoubt("unexpected", type(trouble).__name__), None)


def _attempt(db: Database, settings: Settings, mail_id: int) -> float | None:
    with db.reading() as session:
        mail = session.get_one(Mail, mail_id)
        if mail.state not in UNSENT or mail.carried_by_id is not None:
            return None
    ready: Ready | None = None
    try:
        # the server first: while it is missing, no link is made at all
        with smtp.connected(settings) as server:
            ready = _prepare(db, settings, mail_id)
            if ready is not None:
                server.deliver(ready.sender, ready.recipient, ready.content, _marker(db, ready))
                _note_sent(db, ready)
    except TakenOver:
        _withdraw(db, ready)
    except smtp.InDoubt as trouble:
        return _note_trouble(db, mail_id, trouble, ready)
    except smtp.NotNow as trouble:
        _withdraw(db, ready)
        return _note_trouble(db, mail_id, trouble, ready)
    return None


def _prepare(db: Database, settings: Settings, mail_id: int) -> Ready | None:
    """Mint the links and compose the mail; None, with the reason kept, when none of it is to be sent any more."""
    with db.writing() as session:
        mail = session.exec(select(Mail).where(Mail.id == mail_id).with_for_update()).one()
        if mail.state not in UNSENT or mail.carried_by_id is not None:
            return None
        going = [part for one in carrying.group(session, mail) if (part := _part(session, one)) is not None]
        going = _to_one_address(going)
        if not going:
            return None
        goes = going[0].mail
        if goes is not mail:
            carrying.hand_on(session, mail, goes, [part.mail for part in going])
        for part in going:
            _begin(part)
        opened = [[(door, _mint(session, door, part.mail)) for door in part.doors] for part in going]
        first, *others = [letter(session, settings, p.mail, links_) for p, links_ in zip(going, opened, strict=True)]
        composed = compose(replace(first, beside=tuple(others)))
        tokens = tuple(token for of_one in opened for _, token in of_one)
        sender = returned.envelope_sender(settings, goes.id or 0)
        address = ascii_address(going[0].address)
        return Ready(goes.id or 0, goes.attempts, sender, address, composed.as_bytes(), tokens)


def _part(session: Session, mail: Mail) -> _Part | None:
    """What an organisation has in a mail; None, with the reason kept, when there is no point in it any more."""
    invitation = session.get_one(Invitation, mail.invitation_id)
    address, doors = _address(session, mail, invitation), _doors(session, mail, invitation)
    mail.recipient = address
    if reason := _pointless(session, mail, invitation, address, doors):
        mail.state, mail.trouble = "failed" if reason == "address" else "cancelled", reason
        mail.carried_by_id = None
        return None
    return _Part(mail, address, doors)


def _to_one_address(parts: Sequence[_Part]) -> list[_Part]:
    """Those to the address of the first; whoever has another address by now goes on its own, found by the sweep."""
    same = [part for part in parts if part.address.strip().lower() == parts[0].address.strip().lower()]
    for part in parts:
        if part not in same:
            part.mail.carried_by_id = None
    return same


def _begin(part: _Part) -> None:
    mail = part.mail
    if mail.state in ("sending", "uncertain"):
        log.warning("mail in doubt is sent again", mail=mail.id, message_id=mail.message_id)
        mail.trouble = "in_doubt"
    mail.state, mail.attempts = "queued", mail.attempts + 1


def _address(session: Session, mail: Mail, invitation: Invitation) -> str:
    """To whom: whom the contact shared with, else the contact."""
    if mail.share_id is not None:
        return session.get_one(Share, mail.share_id).email
    return session.get_one(Contact, invitation.contact_id).email


def _doors(session: Session, mail: Mail, invitation: Invitation) -> list[Door]:
    """What the mail opens: its own invitation or share, or all that its address may open when links were asked for."""
    round_ = session.get_one(Round, invitation.round_id)
    if mail.kind == "link":
        return link_requests.doors(session, _address(session, mail, invitation).strip().lower(), round_.county_id)
    return [Door(invitation, session.get_one(Share, mail.share_id) if mail.share_id else None, round_)]


def _mint(session: Session, door: Door, mail: Mail) -> str:
    kind = "share" if door.share else LINK_KIND[door.invitation.purpose]
    return links.mint(
        session,
        door.invitation,
        kind,
        share=door.share,
        expires_at=max(door.closes_at(session), now(), *_needed_until(session, mail)) + links.OUTLIVES_DEADLINE,
    )


def _needed_until(session: Session, mail: Mail) -> tuple[datetime.datetime, ...]:
    """What a mail tells of opens until then at least: a summons until the negotiation."""
    return (session.get_one(Summons, mail.summons_id).starts_at,) if mail.summons_id else ()


def _pointless(session: Session, mail: Mail, invitation: Invitation, address: str, doors: Sequence[Door]) -> str:
    """Why there is no point in sending the mail any more, as one of `troubles`; empty when there is."""
    try:
        ascii_address(address)
    except ValueError:
        return "address"
    if mail.kind == "link":
        return "" if doors else "ended"
    if invitation.ended_at is not None or any(door.share and door.share.ended_at for door in doors):
        return "ended"
    if mail.kind in ("receipt", "issues", "reply", "summons", "cancellation"):
        return ""
    if mail.kind == "reopening_ended":
        return "" if reopening.is_ended(session, invitation) else "reopened"
    if mail.kind == "reopened":
        return "" if reopening.told_by(session, mail, invitation) else "not_open"
    round_ = session.get_one(Round, invitation.round_id)
    if now() > deadlines.behind(session, invitation, round_):
        return "closed"
    if _is_done(session, mail, invitation, round_):
        return "answered"
    if mail.kind in ("reminder", "follow_up_reminder") and address.strip().lower() in deliveries.unreachable_addresses(
        session, round_.county_id
    ):
        return "unreachable_address"
    return ""


def _is_done(session: Session, mail: Mail, invitation: Invitation, round_: Round) -> bool:
    """Whether what a reminder asks for has been done meanwhile."""
    if mail.kind == "follow_up_reminder":
        return following_up.has_told_all(session, round_, invitation.organisation_id)
    submitted = select(Response.id).where(
        Response.round_id == round_.id,
        Response.organisation_id == invitation.organisation_id,
        Response.state == "submitted",
    )
    return mail.kind in ("reminder", "extended") and session.exec(submitted).first() is not None


def _marker(db: Database, ready: Ready) -> Callable[[], None]:
    """Keeps, the moment before it is so, that the mail may be with the server; TakenOver when another has taken it."""
    carried = col(Mail.carried_by_id) == ready.mail_id
    mine = (col(Mail.id) == ready.mail_id, col(Mail.attempts) == ready.attempt, col(Mail.state) == "queued")

    def mark() -> None:
        try:
            with db.writing() as session:
                marked = session.exec(update(Mail).where(*mine).values(state="sending")).rowcount
                if marked == 1:
                    session.exec(update(Mail).where(carried).values(state="sending"))
        except OperationalError:
            raise smtp.NotNow("unexpected", "database") from None
        if marked != 1:
            raise TakenOver

    return mark


def _note_sent(db: Database, ready: Ready) -> None:
    """Keep that the server has the mail. Tried again and again: what is lost here would be sent twice."""
    for last in (False, False, False, True):
        try:
            with db.writing() as session:
                mail = session.exec(select(Mail).where(Mail.id == ready.mail_id).with_for_update()).one()
                mail.sent_at = now()
                # a bounce may have come before the server's answer was kept
                if mail.state in UNSENT:
                    mail.state, mail.trouble = "sent", mail.trouble if mail.trouble == "in_doubt" else ""
                carrying.follow(session, mail)
        except OperationalError:
            if last:
                raise
        else:
            log.info("mail sent", mail=ready.mail_id, attempt=ready.attempt)
            return


def _withdraw(db: Database, ready: Ready | None) -> None:
    """The mail did not leave, so nobody has its link: it is ended."""
    if ready is not None:
        with db.writing() as session:
            for token in ready.tokens:
                links.revoke_token(session, token)


def _note_trouble(db: Database, mail_id: int, trouble: smtp.NotNow, ready: Ready | None) -> float | None:
    with db.writing() as session:
        tried = ready.mail_id if ready else mail_id
        mail = session.exec(select(Mail).where(Mail.id == tried).with_for_update()).one()
        if mail.state not in UNSENT or (ready is not None and mail.attempts != ready.attempt):
            return None
        if ready is None:
            mail.attempts += 1
        given_up = isinstance(trouble, smtp.Refused) or now() - mail.created_at > GIVE_UP_AFTER
        if given_up:
            mail.state = "failed"
        elif trouble.code == "in_doubt":
            mail.state = "uncertain"
        elif not isinstance(trouble, smtp.InDoubt):
            mail.state = "queued"
        if isinstance(trouble, smtp.WrongAddress):
            deliveries.mark_unreachable(session, mail, trouble.detail, trouble.status)
        if mail.trouble != "in_doubt" or given_up:
            mail.trouble = f"{trouble.code} {trouble.detail}".strip()
        carrying.follow(session, mail)
        log.warning("mail not sent", mail=tried, trouble=trouble.code, attempt=mail.attempts, given_up=given_up)
        return None if given_up else min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(mail.attempts - 1, 10))
