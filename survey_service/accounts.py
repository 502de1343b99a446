"""Staff accounts: who may sign in for a county, with which role, and until which day."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, get_args

from sqlmodel import Session, col, delete, select, update

from survey_service import audit, passwords
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import (
    County,
    NegotiatorRound,
    PasswordLink,
    RecoveryCode,
    Round,
    SignInWay,
    StaffMember,
    StaffRole,
    StaffSession,
)
from survey_service.passwords import Weakness
from survey_service.timetable import FINLAND

SENDING_ROLES: frozenset[StaffRole] = frozenset({"hva_team", "admin"})
PREPARING_ROLES: frozenset[StaffRole] = frozenset({"coordination_group", "admin"})
ROLES: tuple[StaffRole, ...] = get_args(StaffRole)

Role = StaffRole
Fault = Weakness | Literal["address", "address_taken", "old_password", "not_same", "past"]


class AccountRefused(SurveyServiceError):
    """An account or a password cannot be as it was given; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


class NotFirst(SurveyServiceError):
    """The county has an account already: further ones are made by its admin."""

    status = 409


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, as the pages know them; Flask-Login keeps `get_id()`, the key of the session, in the cookie."""

    staff_id: int
    county_id: int
    email: str
    title: str
    role: StaffRole
    session_id: int
    key: str = field(default="", repr=False)
    way: SignInWay = "password"
    is_authenticated: bool = True
    is_active: bool = True
    is_anonymous: bool = False

    def get_id(self) -> str:
        """The key of this browser's session."""
        return self.key

    def may_send(self) -> bool:
        """Whether the role may send, start and confirm; the coordination group reads."""
        return self.role in SENDING_ROLES

    def may_prepare(self) -> bool:
        """Whether the role writes the standing blocks and names chairs and minute takers: the coordination group."""
        return self.role in PREPARING_ROLES

    def may_arrange(self) -> bool:
        """Whether the role puts agendas in order, notes who negotiates and takes the material: either of both."""
        return self.may_send() or self.may_prepare()

    def is_admin(self) -> bool:
        """Whether the role looks after accounts and reads the log."""
        return self.role == "admin"

    def is_staff(self) -> bool:
        """Whether the role sees the county's rounds: all but the negotiators, who read the briefings they are given."""
        return self.role != "negotiator"


@dataclass(frozen=True)
class Position:
    """What an account is for: a role, until a last day, and for a negotiator the rounds whose briefing it reads."""

    title: str
    role: StaffRole
    last_day: datetime.date | None = None
    rounds: tuple[int, ...] = ()


def create(
    session: Session,
    county_id: int,
    email: str,
    title: str,
    role: StaffRole,
    password: str | None,
    *,
    actor: str = "",
) -> StaffMember:
    """A new account. Raises AccountRefused for an address that is taken or none, and for a weak password.

    Without a password nobody signs in with one until its owner has chosen it by a link in a mail. `actor` is who makes
    it, left out where nobody has signed in yet.
    """
    if wrong := faults(session, email, password):
        raise AccountRefused(wrong)
    address = email.strip().lower()
    member = StaffMember(
        county_id=county_id,
        email=address,
        title=title.strip(),
        role=role,
        password_hash=passwords.hashed(password) if password is not None else "",
    )
    session.add(member)
    session.flush()
    audit.record(session, county_id, actor or address, "account.create", f"staff:{member.id}")
    return member


def faults(session: Session, email: str, password: str | None) -> list[Fault]:
    """All that keeps a new account from being made with this address and this password."""
    address = email.strip().lower()
    name, _, host = address.partition("@")
    weak: list[Fault] = [] if password is None else [*passwords.weaknesses(password)]
    if not name or "." not in host or " " in address or not address.isprintable():
        return ["address", *weak]
    if session.exec(select(StaffMember.id).where(StaffMember.email == address)).first() is not None:
        return ["address_taken", *weak]
    return weak


def create_first_admin(session: Session, county_code: str, email: str, title: str, password: str) -> StaffMember:
    """The first account of a county, an admin. NotFound for an unknown county, NotFirst when it has an account.

    From then on everybody of the county signs in with a second step, until its admin decides otherwise.
    """
    county = session.exec(select(County).where(County.code == county_code)).first()
    if county is None:
        raise NotFound
    if session.exec(select(StaffMember.id).where(StaffMember.county_id == county.id)).first() is not None:
        raise NotFirst
    county.second_step_roles = list(ROLES)
    return create(session, county.id or 0, email, title, "admin", password)


def set_position(session: Session, county_id: int, staff_id: int, position: Position, actor: str) -> None:
    """Say what an account of the county is for. AccountRefused for a last day that has passed, NotFound for others'."""
    member = member_of(session, county_id, staff_id)
    if position.last_day is not None and position.last_day < today():
        raise AccountRefused(["past"])
    member.title, member.role, member.last_day = position.title, position.role, position.last_day
    session.exec(delete(NegotiatorRound).where(col(NegotiatorRound.staff_id) == staff_id))
    if position.role == "negotiator":
        known = session.exec(select(Round.id).where(Round.county_id == county_id, col(Round.id).in_(position.rounds)))
        session.add_all(NegotiatorRound(staff_id=staff_id, round_id=id_ or 0) for id_ in known)
    audit.record(session, county_id, actor, "account.change", f"staff:{staff_id}")


def close(session: Session, county_id: int, staff_id: int, actor: str) -> None:
    """Close an account of the county: nobody signs in with it any more, and its sessions end."""
    member = member_of(session, county_id, staff_id)
    member.active = False
    end_sessions(session, staff_id)
    audit.record(session, county_id, actor, "account.close", f"staff:{staff_id}")


def reset(session: Session, county_id: int, staff_id: int, password: str, actor: str) -> None:
    """Give an account of the county a new password, and open it again if it was closed. Raises AccountRefused."""
    member = member_of(session, county_id, staff_id)
    if wrong := passwords.weaknesses(password):
        raise AccountRefused(wrong)
    member.password_hash = passwords.hashed(password)
    member.active = True
    end_sessions(session, staff_id)
    end_links(session, staff_id)
    audit.record(session, county_id, actor, "account.reset", f"staff:{staff_id}")


def let_in(session: Session, email: str, password: str) -> None:
    """By the one who runs the service: a new password, no second step. NotFound, AccountRefused."""
    member = session.exec(select(StaffMember).where(StaffMember.email == email.strip().lower())).first()
    if member is None:
        raise NotFound
    clear_second_step(session, member)
    reset(session, member.county_id, member.id or 0, password, "ennakko staff let-in")


def clear_second_step(session: Session, member: StaffMember) -> None:
    """Take an account's second step and its recovery codes away, and sign it out everywhere."""
    member.second_step, member.code_step = "", 0
    session.exec(delete(RecoveryCode).where(col(RecoveryCode.staff_id) == member.id))
    end_sessions(session, member.id or 0)


def require_second_step(session: Session, county_id: int, roles: Iterable[StaffRole], actor: str) -> None:
    """Which roles of the county sign in with a second step from now on."""
    county = session.get_one(County, county_id)
    county.second_step_roles = [role for role in ROLES if role in set(roles)]
    audit.record(session, county_id, actor, "account.second_step_roles", f"county:{county_id}")


def end_sessions(session: Session, staff_id: int) -> None:
    """Sign an account out of every browser."""
    mine = (col(StaffSession.staff_id) == staff_id, col(StaffSession.ended_at).is_(None))
    session.exec(update(StaffSession).where(*mine).values(ended_at=now()))


def end_links(session: Session, staff_id: int) -> None:
    """Let no link that was mailed until now give the account another password."""
    mine = (col(PasswordLink.staff_id) == staff_id, col(PasswordLink.used_at).is_(None))
    session.exec(update(PasswordLink).where(*mine).values(used_at=now()))


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


def rounds_read(session: Session, staff_id: int) -> list[int]:
    """The rounds whose briefing a negotiator reads."""
    return list(session.exec(select(NegotiatorRound.round_id).where(NegotiatorRound.staff_id == staff_id)))


def has_ended(member: StaffMember) -> bool:
    """Whether the last day of the account's role has passed, in Finland."""
    return member.last_day is not None and member.last_day < today()


def today() -> datetime.date:
    """The day that it is in Finland."""
    return now().astimezone(FINLAND).date()
