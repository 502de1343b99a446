"""Links in mails to the staff by which a new password is chosen. Only their SHA-256 is kept."""

import datetime
import hashlib
import secrets

from sqlmodel import Session, col, delete, select

from survey_service import accounts
from survey_service.db import now
from survey_service.errors import LinkExpired, LinkRevoked, LinkUnknown
from survey_service.models import PasswordLink, StaffMember

GOOD_FOR = datetime.timedelta(hours=1)
WELCOME_GOOD_FOR = datetime.timedelta(days=7)


def mint(session: Session, member: StaffMember, good_for: datetime.timedelta) -> str:
    """A new link for an account: gives its token, kept nowhere."""
    old = (col(PasswordLink.staff_id) == member.id, col(PasswordLink.expires_at) < now() - WELCOME_GOOD_FOR)
    session.exec(delete(PasswordLink).where(*old))
    token = secrets.token_urlsafe(32)
    session.add(PasswordLink(staff_id=member.id or 0, token_hash=_hash(token), expires_at=now() + good_for))
    return token


def look_up(session: Session, token: str) -> StaffMember:
    """Whose password a link gives; LinkUnknown, LinkExpired or LinkRevoked (used). Writes nothing."""
    link = session.exec(select(PasswordLink).where(PasswordLink.token_hash == _hash(token))).first()
    if link is None:
        raise LinkUnknown
    member = session.get_one(StaffMember, link.staff_id)
    if link.used_at is not None or not member.active or accounts.has_ended(member):
        raise LinkRevoked
    if link.expires_at <= now():
        raise LinkExpired
    return member


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
