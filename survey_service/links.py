"""Links: bearer keys to an invitation. Only their SHA-256 is kept, so nobody can read a key out of the database."""

import datetime
import hashlib
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service.db import now
from survey_service.errors import LinkExpired, LinkRevoked, LinkUnknown
from survey_service.models import Invitation, Link, LinkKind, Purpose, Share, ShareKind

__all__ = [
    "OUTLIVES_DEADLINE",
    "OpenedLink",
    "OpenedShare",
    "Purpose",
    "alive",
    "end_invitation",
    "living",
    "member_of",
    "mint",
    "redeem",
    "revoke",
    "revoke_all",
    "revoke_token",
]

TOKEN_BYTES = 32
OUTLIVES_DEADLINE = datetime.timedelta(days=60)
"""How long after a deadline a link still opens what was written."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True)
class OpenedShare:
    """What somebody passed on. `section_id` None: all sections."""

    share_id: int
    kind: ShareKind
    name: str
    language: str
    section_id: str | None


@dataclass(frozen=True)
class OpenedLink:
    """A link that works at this moment, and what it opens. `share` is None for a contact's own link."""

    link_id: int
    kind: LinkKind
    share: OpenedShare | None
    invitation_id: int
    purpose: Purpose
    round_id: int
    organisation_id: int
    contact_id: int


def member_of(share: OpenedShare | None) -> int | None:
    """The id of a share with a member organisation, which writes a response of its own; None for any other."""
    return share.share_id if share is not None and share.kind == "member" else None


def mint(
    session: Session,
    invitation: Invitation,
    kind: LinkKind,
    *,
    share: Share | None = None,
    expires_at: datetime.datetime,
) -> str:
    """A new link to `invitation`, or to a share of it: gives its token, kept nowhere.

    The 43 characters of a token stand unescaped in an address.
    """
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(
        Link(
            invitation_id=invitation.id or 0,
            kind=kind,
            share_id=share.id if share else None,
            token_hash=_hash(token),
            expires_at=expires_at,
        )
    )
    session.flush()
    return token


def redeem(session: Session, token: str) -> Link:
    """The link of `token`; LinkUnknown, LinkExpired or LinkRevoked when it does not work. Writes nothing.

    What a mail program leaves around an address (space, full stop, bracket) does no harm.
    """
    found = TOKEN.search(token)
    if found is None or len(token.strip()) > len(found.group()) + 2:
        raise LinkUnknown
    link = session.exec(select(Link).where(Link.token_hash == _hash(found.group()))).first()
    if link is None:
        raise LinkUnknown
    _check(session, link)
    return link


def alive(session: Session, link_id: int) -> OpenedLink:
    """What a link opens that was redeemed before; the same errors as `redeem`. Writes nothing."""
    link = session.get(Link, link_id)
    if link is None:
        raise LinkUnknown
    invitation = _check(session, link)
    return OpenedLink(
        link_id=link_id,
        kind=link.kind,
        share=_share(session, link),
        invitation_id=invitation.id or 0,
        purpose=invitation.purpose,
        round_id=invitation.round_id,
        organisation_id=invitation.organisation_id,
        contact_id=invitation.contact_id,
    )


def revoke(session: Session, link_id: int) -> None:
    """End one link now. LinkUnknown when there is none; one that was ended already keeps its time."""
    link = session.get(Link, link_id)
    if link is None:
        raise LinkUnknown
    link.revoked_at = link.revoked_at or now()


def revoke_token(session: Session, token: str) -> None:
    """End the link of a token that did not reach anybody."""
    link = session.exec(select(Link).where(Link.token_hash == _hash(token))).one()
    link.revoked_at = link.revoked_at or now()


def end_invitation(session: Session, invitation: Invitation) -> None:
    """End an invitation, and every link to it with it, now and for good."""
    invitation.ended_at = invitation.ended_at or now()
    session.add(invitation)
    revoke_all(session, invitation)


def living(session: Session, invitation: Invitation) -> int:
    """How many links to an invitation work at this moment."""
    return sum(link.expires_at > now() for link in _unrevoked(session, invitation))


def revoke_all(session: Session, invitation: Invitation) -> int:
    """End every link to an invitation now, the invitation itself stands; gives how many of them worked until now."""
    moment = now()
    held = _unrevoked(session, invitation)
    for link in held:
        link.revoked_at = moment
    return sum(link.expires_at > moment for link in held)


def _unrevoked(session: Session, invitation: Invitation) -> Sequence[Link]:
    return session.exec(select(Link).where(Link.invitation_id == invitation.id, col(Link.revoked_at).is_(None))).all()


def _check(session: Session, link: Link) -> Invitation:
    invitation = session.get_one(Invitation, link.invitation_id)
    share = session.get_one(Share, link.share_id) if link.share_id else None
    if link.revoked_at or invitation.ended_at or (share is not None and share.ended_at):
        raise LinkRevoked
    if link.expires_at <= now():
        raise LinkExpired
    return invitation


def _share(session: Session, link: Link) -> OpenedShare | None:
    if link.share_id is None:
        return None
    share = session.get_one(Share, link.share_id)
    return OpenedShare(link.share_id, share.kind, share.name, share.language, share.section_id)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("ascii")).hexdigest()
