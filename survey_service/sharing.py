"""Passing a contact's link on: to a colleague for the common draft, or to a member organisation of the NGO council."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from survey_service import audit, invitations, limits, links
from survey_service.answering import Answering
from survey_service.db import now
from survey_service.errors import NotAllowed, NotFound, RoundClosed
from survey_service.jobs import Jobs
from survey_service.models import AnswerRevision, Invitation, Link, Mail, MailState, Response, Rival, Share, ShareKind

NOT_ARRIVED: tuple[MailState, ...] = ("failed", "bounced", "cancelled")
State = Literal["ended", "not_sent", "no_link", "on_its_way", "waiting", "writing", "ready"]


@dataclass(frozen=True)
class Wanted:
    """To whom a link is to be passed on; without an e-mail address it is shown to the contact instead."""

    kind: ShareKind
    name: str
    email: str
    language: str
    section_id: str | None


@dataclass(frozen=True)
class Passed:
    """One share as its organisation sees it. `trouble` is what `troubles.in_words` puts into words."""

    share_id: int
    kind: ShareKind
    name: str
    email: str
    language: str
    section_id: str | None
    made_at: datetime.datetime
    wrote_at: datetime.datetime | None
    ended_at: datetime.datetime | None
    state: State
    trouble: str


def may(told: Answering) -> None:
    """NotAllowed unless the link is a contact's own: what was passed on is not passed on further."""
    if not told.is_contact:
        raise NotAllowed


def make(session: Session, jobs: Jobs, told: Answering, wanted: Wanted) -> str | None:
    """Pass the link on, by mail where there is an address; else gives the token of the new link, kept nowhere.

    Asked twice for the same, it makes one share, and one mail unless that failed. Raises NotAllowed, RoundClosed and
    limits.TooMany.
    """
    may(told)
    _check_open(told)
    # a reopened response is the organisation's own: its members have had their say
    if wanted.kind == "member" and told.closed:
        raise RoundClosed
    limits.note(session, (limits.SHARES_OF_LINK, str(told.link_id)))
    # two clicks at once: the second waits here, and then finds what the first has made
    invitation = _locked(session, told.invitation_id)
    share = _same(session, told, wanted)
    if share is not None and wanted.email and _mails(session, [share.id or 0])[share.id or 0].state not in NOT_ARRIVED:
        return None
    if share is None:
        share = Share(invitation_id=invitation.id or 0, **wanted.__dict__)
        session.add(share)
        session.flush()
        _record(session, told, "share.make", share)
    return _hand_over(session, jobs, told, invitation, share)


def renew(session: Session, jobs: Jobs, told: Answering, share_id: int) -> str | None:
    """End the links of a share and pass it on anew, as `make`. NotFound for what is no share, or ended."""
    may(told)
    _check_open(told)
    limits.note(session, (limits.SHARES_OF_LINK, str(told.link_id)))
    share = _own(session, told, share_id)
    if share.ended_at is not None:
        raise NotFound
    _end_links(session, share)
    # whoever passes it on anew answers for it: the invitation of another contact may have ended
    share.invitation_id = told.invitation_id
    _record(session, told, "share.renew", share)
    return _hand_over(session, jobs, told, _locked(session, told.invitation_id), share)


def revoke(session: Session, told: Answering, share_id: int) -> None:
    """End a share and its links at once, also where a page is open. What was written with it stays."""
    may(told)
    share = _own(session, told, share_id)
    if share.ended_at is None:
        share.ended_at = now()
        _end_links(session, share)
        _record(session, told, "share.revoke", share)


def all_of(session: Session, told: Answering) -> list[Passed]:
    """Everything that the organisation's contacts have passed on in this round, the newest first."""
    shares = session.exec(_of_organisation(told).order_by(col(Share.id).desc())).all()
    ids = [share.id or 0 for share in shares]
    wrote, mails, opening, ready = (
        _wrote(session, ids),
        _mails(session, ids),
        _living(session, ids),
        _ready(session, ids),
    )
    return [
        Passed(
            share_id=share.id or 0,
            kind=share.kind,
            name=share.name,
            email=share.email,
            language=share.language,
            section_id=share.section_id,
            made_at=share.created_at,
            wrote_at=wrote.get(share.id or 0),
            ended_at=share.ended_at,
            state=_state(share, wrote, mails, opening, ready),
            trouble=mails[share.id or 0].trouble if share.id in mails else "",
        )
        for share in shares
    ]


def one(session: Session, told: Answering, share_id: int) -> Passed:
    """One of them; NotFound when it is another organisation's."""
    found = next((passed for passed in all_of(session, told) if passed.share_id == share_id), None)
    if found is None:
        raise NotFound
    return found


def _state(
    share: Share,
    wrote: Mapping[int, datetime.datetime],
    mails: Mapping[int, Mail],
    opening: set[int],
    ready: set[int],
) -> State:
    key = share.id or 0
    if share.ended_at is not None:
        return "ended"
    if key in ready:
        return "ready"
    if key in wrote:
        return "writing"
    mail = mails.get(key)
    if mail is not None and mail.state not in ("sent", "complained"):
        return "not_sent" if mail.state in NOT_ARRIVED else "on_its_way"
    return "waiting" if key in opening else "no_link"


def _check_open(told: Answering) -> None:
    if not told.may_pass_on:
        raise RoundClosed


def _locked(session: Session, invitation_id: int) -> Invitation:
    return session.exec(select(Invitation).where(Invitation.id == invitation_id).with_for_update()).one()


def _hand_over(session: Session, jobs: Jobs, told: Answering, invitation: Invitation, share: Share) -> str | None:
    if share.email:
        limits.note(session, (limits.SHARES_MAILED_TO_ADDRESS, share.email.casefold()))
        invitations.send(session, jobs, invitation, "share", share=share)
        return None
    expires_at = max(told.deadline, now()) + links.OUTLIVES_DEADLINE
    return links.mint(session, invitation, "share", share=share, expires_at=expires_at)


def _end_links(session: Session, share: Share) -> None:
    # a mail that is being sent at this moment is waited for, so that its link is ended too
    session.exec(select(Mail).where(Mail.share_id == share.id).with_for_update()).all()
    for link in session.exec(select(Link).where(Link.share_id == share.id, col(Link.revoked_at).is_(None))):
        link.revoked_at = now()


def _record(session: Session, told: Answering, action: str, share: Share) -> None:
    audit.record(session, told.organiser.id, f"link:{told.link_id}", action, f"share:{share.id}")


def _of_organisation(told: Answering) -> SelectOfScalar[Share]:
    return (
        select(Share)
        .join(Invitation, col(Invitation.id) == col(Share.invitation_id))
        .where(
            Invitation.round_id == told.round_id,
            Invitation.organisation_id == told.organisation_id,
            Invitation.purpose == "answer",
        )
    )


def _own(session: Session, told: Answering, share_id: int) -> Share:
    share = session.exec(_of_organisation(told).where(Share.id == share_id)).first()
    if share is None:
        raise NotFound
    return share


def _same(session: Session, told: Answering, wanted: Wanted) -> Share | None:
    query = _of_organisation(told).where(
        Share.kind == wanted.kind,
        Share.name == wanted.name,
        Share.email == wanted.email,
        Share.section_id == wanted.section_id,
        col(Share.ended_at).is_(None),
    )
    return session.exec(query).first()


def _wrote(session: Session, share_ids: Sequence[int]) -> dict[int, datetime.datetime]:
    newest: dict[int, datetime.datetime] = {}
    for saved in (AnswerRevision, Rival):
        query = (
            select(Link.share_id, func.max(saved.saved_at))
            .join(Link, col(Link.id) == col(saved.link_id))
            .where(col(Link.share_id).in_(share_ids))
            .group_by(col(Link.share_id))
        )
        for share_id, at in session.exec(query):
            newest[share_id or 0] = max(at, newest.get(share_id or 0, at))
    return newest


def _mails(session: Session, share_ids: Sequence[int]) -> dict[int, Mail]:
    query = select(Mail).where(col(Mail.share_id).in_(share_ids), Mail.kind == "share").order_by(col(Mail.id))
    return {mail.share_id or 0: mail for mail in session.exec(query)}


def _living(session: Session, share_ids: Sequence[int]) -> set[int]:
    query = select(Link.share_id).where(
        col(Link.share_id).in_(share_ids), col(Link.revoked_at).is_(None), col(Link.expires_at) > now()
    )
    return {share_id or 0 for share_id in session.exec(query)}


def _ready(session: Session, share_ids: Sequence[int]) -> set[int]:
    query = select(Response.share_id).where(col(Response.share_id).in_(share_ids), col(Response.ready_at).is_not(None))
    return {share_id or 0 for share_id in session.exec(query)}
