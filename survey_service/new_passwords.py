"""A new password: for who knows the present one, and for who has a link from a mail instead."""

from sqlmodel import Session

from survey_service import accounts, audit, limits, password_links, passwords, staff_mails, staff_sessions
from survey_service.accounts import AccountRefused, Fault, SignedIn
from survey_service.db import Database
from survey_service.jobs import Jobs
from survey_service.link_requests import tidy
from survey_service.models import StaffMember


def change(db: Database, who: SignedIn, old: str, new: str, again: str) -> None:
    """Give one's account a new password, typed twice, which signs its other sessions out. Raises AccountRefused.

    Guessing the old one is counted as guessing at the sign-in page is: limits.TooMany.
    """
    check_own(db, who, old, also=_faults(new, again))
    new_hash = passwords.hashed(new)
    with db.writing() as session:
        member = session.get_one(StaffMember, who.staff_id)
        member.password_hash = new_hash
        accounts.end_links(session, who.staff_id)
        staff_sessions.end_others(session, who)
        audit.record(session, member.county_id, member.email, "account.change_password", f"staff:{member.id}")


def check_own(db: Database, who: SignedIn, password: str, *, also: list[Fault]) -> None:
    """AccountRefused when this is not the password of who is signed in, or for the faults in `also`; limits.TooMany."""
    with db.writing() as session:
        member = session.get_one(StaffMember, who.staff_id)
        limits.note(
            session, (limits.SIGN_INS_OF_ADDRESS, member.email), (limits.SIGN_INS_OF_CLIENT, f"staff:{who.staff_id}")
        )
        password_hash = member.password_hash
    wrong: list[Fault] = [] if passwords.fits(password_hash, password) else ["old_password"]
    if wrong or also:
        raise AccountRefused([*wrong, *also])
    with db.writing() as session:
        limits.forget(session, limits.SIGN_INS_OF_ADDRESS, member.email)


def ask(session: Session, jobs: Jobs, typed: str, client: str) -> None:
    """Leave a request for a link to choose a new password. NoAddress when `typed` is none; TooMany for the browser.

    Nothing is looked up here, so that neither the answer nor its time tells which addresses have an account. When an
    address was asked for too often nothing happens, and nothing is told either.
    """
    address = tidy(typed)
    limits.note(session, (limits.PASSWORD_LINKS_OF_CLIENT, client))
    try:
        limits.note(session, (limits.PASSWORD_LINKS_OF_ADDRESS, address))
    except limits.TooMany:
        return
    staff_mails.ask(session, jobs, "password", address)


def choose(db: Database, jobs: Jobs, token: str, new: str, again: str) -> None:
    """Give the account of a link a new password; its links and its sessions end. AccountRefused, and as `look_up`.

    The second step is asked for at the next signing in as before: a mailbox alone opens nothing.
    """
    with db.reading() as session:
        password_links.look_up(session, token)
    if wrong := _faults(new, again):
        raise AccountRefused(wrong)
    new_hash = passwords.hashed(new)
    with db.writing() as session:
        member = password_links.look_up(session, token)
        was_lost, member.password_hash = bool(member.password_hash), new_hash
        accounts.end_links(session, member.id or 0)
        accounts.end_sessions(session, member.id or 0)
        limits.forget(session, limits.SIGN_INS_OF_ADDRESS, member.email)
        audit.record(session, member.county_id, member.email, "account.choose_password", f"staff:{member.id}")
        if was_lost:
            staff_mails.ask(session, jobs, "password_changed", member.email)


def _faults(new: str, again: str) -> list[Fault]:
    found: list[Fault] = [*passwords.weaknesses(new)]
    return found if new == again else [*found, "not_same"]
