"""Staff accounts: who may sign in for a county, with which role, and how a password is kept and checked."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlmodel import Session, col, select

from survey_service import audit, limits
from survey_service.db import Database
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import County, StaffMember, StaffRole

FEWEST_CHARACTERS = 12
MOST_CHARACTERS = 200
SENDING_ROLES: frozenset[StaffRole] = frozenset({"hva_team", "admin"})

Role = StaffRole
Fault = Literal["address", "address_taken", "too_short", "too_long", "old_password", "not_same"]


class AccountRefused(SurveyServiceError):
    """An account or a password cannot be as it was given; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class SignedIn:
    """Who signed in, as the pages know them; Flask-Login keeps `get_id()` in the signed cookie."""

    staff_id: int
    county_id: int
    email: str
    title: str
    role: StaffRole
    session_version: int
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The account and the version of its sessions: a raised version signs all of them out."""
        return f"{self.staff_id}:{self.session_version}"

    def may_send(self) -> bool:
        """Whether the role may send, start and confirm; the coordination group reads."""
        return self.role in SENDING_ROLES


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobodys_hash() -> str:
    return _hasher().hash("nobody has this password")


def create(
    session: Session, county_id: int, email: str, title: str, role: StaffRole, password: str, *, actor: str = ""
) -> StaffMember:
    """A new account. Raises AccountRefused for an address that is taken or none, and for a weak password.

    `actor` is who makes it, left out where nobody has signed in yet.
    """
    if wrong := faults(session, email, password):
        raise AccountRefused(wrong)
    address = email.strip().lower()
    member = StaffMember(
        county_id=county_id, email=address, title=title.strip(), role=role, password_hash=_hasher().hash(password)
    )
    session.add(member)
    session.flush()
    audit.record(session, county_id, actor or address, "account.create", f"staff:{member.id}")
    return member


def faults(session: Session, email: str, password: str) -> list[Fault]:
    """All that keeps a new account from being made with this address and this password."""
    address = email.strip().lower()
    name, _, host = address.partition("@")
    if not name or "." not in host or " " in address or not address.isprintable():
        return ["address", *_weaknesses(password)]
    if session.exec(select(StaffMember.id).where(StaffMember.email == address)).first() is not None:
        return ["address_taken", *_weaknesses(password)]
    return _weaknesses(password)


def create_first_admin(session: Session, county_code: str, email: str, title: str, password: str) -> StaffMember:
    """The first account of a county, an admin. NotFound for an unknown county, NotFirst when it has an account."""
    county = session.exec(select(County).where(County.code == county_code)).first()
    if county is None:
        raise NotFound
    if session.exec(select(StaffMember.id).where(StaffMember.county_id == county.id)).first() is not None:
        raise NotFirst
    return create(session, county.id or 0, email, title, "admin", password)


class NotFirst(SurveyServiceError):
    """The county has an account already: further ones are made by its admin."""

    status = 409


def sign_in(db: Database, email: str, password: str, client: str) -> SignedIn | None:
    """Who signs in, or None when address and password do not belong together or the account is closed.

    Raises limits.TooMany. Checking takes a good part of a second, as long for an unknown address as for a
    known one, and holds no transaction meanwhile. `client` is the network address of the browser.
    """
    # no database holds an address with control characters, and one of them refuses even to look for it
    address = "".join(filter(str.isprintable, email.strip().lower()))
    if not (address and password):
        return None
    with db.writing() as session:
        limits.note(session, (limits.SIGN_INS_OF_ADDRESS, address), (limits.SIGN_INS_OF_CLIENT, limits.client(client)))
        member = session.exec(select(StaffMember).where(StaffMember.email == address)).first()
        known = member if member is not None and member.active else None
        password_hash = known.password_hash if known is not None else _nobodys_hash()
    if not _fits(password_hash, password) or known is None:
        return None
    with db.writing() as session:
        member = session.get_one(StaffMember, known.id)
        if _hasher().check_needs_rehash(member.password_hash):
            member.password_hash = _hasher().hash(password)
        limits.forget(session, limits.SIGN_INS_OF_ADDRESS, address)
        audit.record(session, member.county_id, member.email, "account.sign_in", f"staff:{member.id}")
        return _signed_in(member)


def by_session(session: Session, session_id: str) -> SignedIn | None:
    """Whose session this is, or None when it was revoked or the account closed."""
    staff_id, _, version = session_id.partition(":")
    member = session.get(StaffMember, int(staff_id)) if staff_id.isdecimal() else None
    if member is None or not member.active or str(member.session_version) != version:
        return None
    return _signed_in(member)


def first_of_role(session: Session, role: StaffRole) -> SignedIn:
    """The oldest open account with a role; NotFound when there is none."""
    query = select(StaffMember).where(StaffMember.role == role, col(StaffMember.active).is_(True))
    member = session.exec(query.order_by(col(StaffMember.id))).first()
    if member is None:
        raise NotFound
    return _signed_in(member)


def change_password(db: Database, staff_id: int, old: str, new: str, again: str) -> SignedIn:
    """Give an account a new password, typed twice, which signs its other sessions out. Raises AccountRefused.

    Guessing the old one is counted as guessing at the sign-in page is: limits.TooMany.
    """
    with db.writing() as session:
        member = session.get_one(StaffMember, staff_id)
        limits.note(
            session, (limits.SIGN_INS_OF_ADDRESS, member.email), (limits.SIGN_INS_OF_CLIENT, f"staff:{staff_id}")
        )
        password_hash = member.password_hash
    wrong: list[Fault] = [] if _fits(password_hash, old) else ["old_password"]
    wrong += _weaknesses(new)
    if new != again:
        wrong.append("not_same")
    if wrong:
        raise AccountRefused(wrong)
    new_hash = _hasher().hash(new)
    with db.writing() as session:
        member = session.get_one(StaffMember, staff_id)
        member.password_hash = new_hash
        limits.forget(session, limits.SIGN_INS_OF_ADDRESS, member.email)
        member.session_version += 1
        audit.record(session, member.county_id, member.email, "account.change_password", f"staff:{member.id}")
        return _signed_in(member)


def close(session: Session, county_id: int, staff_id: int, actor: str) -> None:
    """Close an account of the county: nobody signs in with it any more, and its sessions end."""
    member = member_of(session, county_id, staff_id)
    member.active = False
    member.session_version += 1
    audit.record(session, county_id, actor, "account.close", f"staff:{staff_id}")


def reset(session: Session, county_id: int, staff_id: int, password: str, actor: str) -> None:
    """Give an account of the county a new password, and open it again if it was closed. Raises AccountRefused."""
    member = member_of(session, county_id, staff_id)
    if wrong := _weaknesses(password):
        raise AccountRefused(wrong)
    member.password_hash = _hasher().hash(password)
    member.active = True
    member.session_version += 1
    audit.record(session, county_id, actor, "account.reset", f"staff:{staff_id}")


def member_of(session: Session, county_id: int, staff_id: int) -> StaffMember:
    """An account of the county; NotFound when there is none."""
    member = session.get(StaffMember, staff_id)
    if member is None or member.county_id != county_id:
        raise NotFound
    return member


def of_county(session: Session, county_id: int) -> list[StaffMember]:
    """The accounts of a county, by address."""
    query = select(StaffMember).where(StaffMember.county_id == county_id).order_by(col(StaffMember.email))
    return list(session.exec(query))


def _weaknesses(password: str) -> list[Fault]:
    if len(password) < FEWEST_CHARACTERS:
        return ["too_short"]
    return ["too_long"] if len(password) > MOST_CHARACTERS else []


def _fits(password_hash: str, password: str) -> bool:
    try:
        return _hasher().verify(password_hash, password[: MOST_CHARACTERS + 1])
    except (VerificationError, InvalidHashError):
        return False


def _signed_in(member: StaffMember) -> SignedIn:
    return SignedIn(
        staff_id=member.id or 0,
        county_id=member.county_id,
        email=member.email,
        title=member.title,
        role=member.role,
        session_version=member.session_version,
    )
