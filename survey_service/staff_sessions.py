"""The browsers in which the staff are signed in: begun, known by their key, listed to their owner, and ended."""

import datetime
import hashlib
import re
import secrets
from collections.abc import Sequence

from sqlmodel import Session, col, delete, select

from survey_service import audit
from survey_service.accounts import SignedIn, has_ended
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.models import SignInWay, StaffMember, StaffSession

LONGEST = datetime.timedelta(hours=12)
SECOND_STEP_WITHIN = datetime.timedelta(minutes=15)
SEEN_EVERY = datetime.timedelta(minutes=5)
# the first that fits: what calls itself Chrome too, before Chrome; what runs on Linux, before Linux
BROWSERS = {"Edge": "Edg", "Opera": "OPR/", "Firefox": "Firefox|FxiOS", "Chrome": "Chrome|CriOS", "Safari": "Safari/"}
SYSTEMS = {"iPhone": "iPhone", "iPad": "iPad", "Android": "Android", "Windows": "Windows", "macOS": "Mac OS X"}


def begin(session: Session, member: StaffMember, way: SignInWay, browser: str, *, confirmed: bool) -> str:
    """A new session of an account: gives its key, kept nowhere. Without `confirmed` the second step is still to come.

    `browser` is what the browser calls itself; only its kind is kept. Sessions that ended long ago are forgotten.
    """
    old = (col(StaffSession.staff_id) == member.id, col(StaffSession.begun_at) < now() - LONGEST)
    session.exec(delete(StaffSession).where(*old))
    key = secrets.token_urlsafe(32)
    session.add(
        StaffSession(
            staff_id=member.id or 0,
            key_hash=_hash(key),
            way=way,
            browser=kind_of(browser),
            confirmed_at=now() if confirmed else None,
        )
    )
    session.flush()
    return key


def by_key(session: Session, key: str) -> SignedIn | None:
    """Whose session this is; None when it has ended, is too old or not confirmed, or the account is at its end."""
    found = find(session, key)
    if found is None or found[0].confirmed_at is None:
        return None
    kept, member = found
    return SignedIn(
        staff_id=member.id or 0,
        county_id=member.county_id,
        email=member.email,
        title=member.title,
        role=member.role,
        session_id=kept.id or 0,
        key=key,
        way=kept.way,
    )


def find(session: Session, key: str) -> tuple[StaffSession, StaffMember] | None:
    """A session that has not ended, confirmed or waiting for its second step, with its account."""
    kept = session.exec(select(StaffSession).where(StaffSession.key_hash == _hash(key))).first()
    if kept is None or kept.ended_at is not None:
        return None
    if now() > kept.begun_at + (LONGEST if kept.confirmed_at else SECOND_STEP_WITHIN):
        return None
    member = session.get_one(StaffMember, kept.staff_id)
    return (kept, member) if member.active and not has_ended(member) else None


def saw(db: Database, key: str) -> None:
    """Keep that a session is in use, to a few minutes: a page that is only read is not to wait for a writer."""
    with db.reading() as session:
        kept = session.exec(select(StaffSession).where(StaffSession.key_hash == _hash(key))).first()
    if kept is not None and now() - kept.used_at > SEEN_EVERY:
        with db.writing() as session:
            session.get_one(StaffSession, kept.id).used_at = now()


def of_member(session: Session, staff_id: int) -> Sequence[StaffSession]:
    """The sessions of an account that are open now, the last used first."""
    query = select(StaffSession).where(
        StaffSession.staff_id == staff_id,
        col(StaffSession.ended_at).is_(None),
        col(StaffSession.confirmed_at).is_not(None),
        col(StaffSession.begun_at) >= now() - LONGEST,
    )
    return session.exec(query.order_by(col(StaffSession.used_at).desc(), col(StaffSession.id).desc())).all()


def end(session: Session, who: SignedIn, session_id: int) -> None:
    """End one of one's own sessions; NotFound for somebody else's. One that has ended keeps its time."""
    kept = session.get(StaffSession, session_id)
    if kept is None or kept.staff_id != who.staff_id:
        raise NotFound
    if kept.ended_at is None:
        kept.ended_at = now()
        audit.record(session, who.county_id, who.email, "account.end_session", f"staff:{who.staff_id}")


def end_others(session: Session, who: SignedIn) -> int:
    """End all of one's own sessions but this one; gives how many there were."""
    others = [one for one in of_member(session, who.staff_id) if one.id != who.session_id]
    for one in others:
        end(session, who, one.id or 0)
    return len(others)


def kind_of(browser: str) -> str:
    """The kind of a browser, such as "Firefox, Windows", from what it calls itself; empty when it is none we know."""
    name = next((name for name, pattern in BROWSERS.items() if re.search(pattern, browser)), "")
    system = next((name for name, pattern in SYSTEMS.items() if pattern in browser), "")
    system = system or ("Linux" if "Linux" in browser else "")
    return ", ".join(filter(None, (name, system)))


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
