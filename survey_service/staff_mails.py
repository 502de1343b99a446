"""Mails to the staff about their own accounts: a link to choose a password, and notices of what was changed."""

import datetime
from collections.abc import Sequence
from email.message import EmailMessage

import structlog
from sqlmodel import Session, col, select

from questionnaires.model import Language, Text
from survey_service import accounts, password_links, smtp
from survey_service.db import Database, now
from survey_service.jobs import Jobs
from survey_service.letters.composing import Heading, ascii_address, put_together
from survey_service.letters.wording import notice, notice_subject
from survey_service.mails import FIRST_WAIT_S, LONGEST_WAIT_S
from survey_service.models import County, StaffMail, StaffMailKind, StaffMember
from survey_service.settings import Settings

# a link that arrives after its time would help nobody
SENT_WITHIN = {"password": datetime.timedelta(hours=1)}
USUALLY_WITHIN = datetime.timedelta(days=3)

log = structlog.get_logger()


def ask(session: Session, jobs: Jobs, kind: StaffMailKind, email: str) -> None:
    """Ask for a mail to an address, in the transaction that makes it needed; who has no account gets none."""
    mail = StaffMail(kind=kind, email=email)
    session.add(mail)
    session.flush()
    jobs.enqueue(session, "tell_staff", mail.id or 0)


def waiting(session: Session) -> Sequence[int]:
    """The mails that are still to be sent."""
    return [id_ or 0 for id_ in session.exec(select(StaffMail.id).order_by(col(StaffMail.id)))]


def tell(db: Database, settings: Settings, mail_id: int, turn: int) -> float | None:
    """Try to send one. Gives the seconds after which to try again, or None when nothing is left to do.

    A mail that may have arrived is sent again under the same Message-ID: better twice than never.
    """
    try:
        # the server first: while it is missing, no link is made at all
        with smtp.connected(settings) as server:
            composed = _prepare(db, settings, mail_id)
            if composed is not None:
                server.deliver(settings.mail_from, composed["To"].addresses[0].addr_spec, bytes(composed), lambda: None)
    except (smtp.NotNow, ValueError) as trouble:
        log.warning("a mail to the staff was not sent", mail=mail_id, trouble=type(trouble).__name__)
        if not isinstance(trouble, smtp.Refused):
            return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(turn - 1, 10))
    with db.writing() as session:
        mail = session.get(StaffMail, mail_id)
        if mail is not None:
            session.delete(mail)
    return None


def _prepare(db: Database, settings: Settings, mail_id: int) -> EmailMessage | None:
    """The mail, its link made; None when there is nobody to get it, or it comes too late."""
    with db.writing() as session:
        mail = session.get(StaffMail, mail_id)
        if mail is None or now() > mail.asked_at + SENT_WITHIN.get(mail.kind, USUALLY_WITHIN):
            return None
        member = session.exec(select(StaffMember).where(StaffMember.email == mail.email)).first()
        if member is None or not member.active or accounts.has_ended(member):
            return None
        county = session.get_one(County, member.county_id)
        if mail.kind == "password" and not member.password_hash and county.code in settings.sign_in_services:
            return None
        return _compose(session, settings, mail, member, county)


def _compose(
    session: Session, settings: Settings, mail: StaffMail, member: StaffMember, county: County
) -> EmailMessage:
    languages: tuple[Language, ...] = tuple(one for one in ("fi", "sv") if one in county.languages) or ("fi",)
    name, home = Text(fi=county.name_fi, sv=county.name_sv), f"{settings.base_url}/henkilosto/"
    good_for = {"password": password_links.GOOD_FOR, "welcome": password_links.WELCOME_GOOD_FOR}.get(mail.kind)
    token = password_links.mint(session, member, good_for) if good_for else ""
    values = {"address": member.email, "link": f"{home}uusi-salasana/{token}" if token else home}
    words = f"staff_{mail.kind}"
    heading = Heading(
        sender=name.in_language(languages[0]),
        sender_address=settings.mail_from,
        recipient=member.title,
        recipient_address=ascii_address(member.email),
        reply_to=county.contact_email,
        subject=" / ".join(notice_subject(words, language, values) for language in languages),
        written_at=now(),
        message_id=f"<staff-{mail.id}@{settings.mail_from.rpartition('@')[2]}>",
    )
    return put_together(heading, {language: notice(words, language, values) for language in languages})
