"""Signing in: by a password, with a second step where one is set up or asked for; or without typing, in the demo."""

import datetime
from dataclasses import dataclass, field
from typing import Literal

from sqlmodel import Session, col, select

from survey_service import audit, limits, passwords, staff_sessions
from survey_service.accounts import has_ended
from survey_service.db import Database
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import County, StaffMember, StaffRole

Step = Literal["in", "code", "set_up"]


class RoleEnded(SurveyServiceError):
    """The right person, but the last day of the role has passed."""

    status = 403

    def __init__(self, last_day: datetime.date) -> None:
        super().__init__()
        self.last_day = last_day


@dataclass(frozen=True)
class Begun:
    """A session that was begun, and what is next: one is in, gives a code, or sets the codes up first."""

    key: str = field(repr=False)
    next: Step


@dataclass(frozen=True)
class Person:
    """Whom a service vouches for: its issuer with the person's id there, and an address when it is verified."""

    subject: str
    verified_email: str = ""


def with_password(db: Database, email: str, password: str, client: str, browser: str = "") -> Begun | None:
    """Begin a session; None when address and password do not belong together or the account is closed.

    Raises limits.TooMany, and RoleEnded for who has the password of a role that has ended. Checking takes a good part
    of a second, as long for an unknown address as for a known one, and holds no transaction meanwhile. `client` is the
    network address of the browser, `browser` what it calls itself.
    """
    # no database holds an address with control characters, and one of them refuses even to look for it
    address = "".join(filter(str.isprintable, email.strip().lower()))
    if not (address and password):
        return None
    with db.writing() as session:
        limits.note(session, (limits.SIGN_INS_OF_ADDRESS, address), (limits.SIGN_INS_OF_CLIENT, limits.client(client)))
        member = session.exec(select(StaffMember).where(StaffMember.email == address)).first()
        known_hash = member.password_hash if member is not None and member.active else None
    fits = passwords.fits(known_hash, password)
    if member is None:
        return None
    with db.writing() as session:
        member = session.get_one(StaffMember, member.id)
        if not fits:
            _note(session, member, "account.sign_in_failed")
            return None
        limits.forget(session, limits.SIGN_INS_OF_ADDRESS, address)
        if not has_ended(member):
            if passwords.is_outdated(member.password_hash):
                member.password_hash = passwords.hashed(password)
            return begin(session, member, browser)
        _note(session, member, "account.sign_in_ended")
    raise RoleEnded(member.last_day or datetime.date.min)


def begin(session: Session, member: StaffMember, browser: str) -> Begun:
    """Begin the session of who has given the right password."""
    county = session.get_one(County, member.county_id)
    step: Step = "code" if member.second_step else "set_up" if member.role in county.second_step_roles else "in"
    key = staff_sessions.begin(session, member, "password", browser, confirmed=step == "in")
    if step == "in":
        _note(session, member, "account.sign_in")
    return Begun(key, step)


def with_service(session: Session, county_code: str, person: Person, browser: str) -> str | None:
    """Begin a session of whom a county's own service vouches for: gives its key, None when the county has no account.

    An admin must have made the account. It is found by the person's id at the service once that is known, before that
    by the e-mail address, where the service has verified it; a second person with the address is nobody. Raises
    RoleEnded. The service looks after the second step.
    """
    county = session.exec(select(County).where(County.code == county_code)).one()
    mine = (StaffMember.county_id == county.id, col(StaffMember.active).is_(True))
    member = session.exec(select(StaffMember).where(StaffMember.subject == person.subject, *mine)).first()
    if member is None and person.verified_email:
        named = (StaffMember.email == person.verified_email.strip().lower(), StaffMember.subject == "")
        member = session.exec(select(StaffMember).where(*named, *mine)).first()
    if member is None:
        audit.record(session, county.id or 0, "-", "account.service_unknown", f"county:{county.id}")
        return None
    if has_ended(member):
        raise RoleEnded(member.last_day or datetime.date.min)
    member.subject = person.subject
    _note(session, member, "account.sign_in_service")
    return staff_sessions.begin(session, member, "service", browser, confirmed=True)


def in_demo(session: Session, role: StaffRole) -> str:
    """A session of the oldest open account with a role, for the demo alone; NotFound when there is none."""
    query = select(StaffMember).where(StaffMember.role == role, col(StaffMember.active).is_(True))
    member = session.exec(query.order_by(col(StaffMember.id))).first()
    if member is None:
        raise NotFound
    _note(session, member, "account.sign_in")
    return staff_sessions.begin(session, member, "demo", "", confirmed=True)


def _note(session: Session, member: StaffMember, action: str) -> None:
    audit.record(session, member.county_id, member.email, action, f"staff:{member.id}")
