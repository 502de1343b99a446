"""Tells a county by mail that somebody has written about the service: never what, only where to read it."""

from email.message import EmailMessage

import structlog

from questionnaires.model import Language, Text
from survey_service import feedback, smtp
from survey_service.db import Database, now
from survey_service.letters.composing import Heading, ascii_address, put_together
from survey_service.letters.wording import day, notice, notice_subject
from survey_service.mails import FIRST_WAIT_S, LONGEST_WAIT_S
from survey_service.models import County, Feedback
from survey_service.settings import Settings
from survey_service.timetable import FINLAND

log = structlog.get_logger()


def tell(db: Database, settings: Settings, feedback_id: int, turn: int) -> float | None:
    """Try to send the mail about one. Gives the seconds after which to try again, or None when nothing is left to do.

    A mail that may have arrived is sent again under the same Message-ID: better twice than never.
    """
    with db.reading() as session:
        given = session.get_one(Feedback, feedback_id)
        if feedback_id not in feedback.untold(session):
            return None
        county = session.get_one(County, given.county_id)
    try:
        recipient = ascii_address(county.contact_email)
        content = compose(settings, county, given).as_bytes()
        with smtp.connected(settings) as server:
            server.deliver(settings.mail_from, recipient, content, lambda: None)
    except (smtp.NotNow, ValueError) as trouble:
        log.warning("the mail about a feedback was not sent", feedback=feedback_id, trouble=type(trouble).__name__)
        return min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(turn - 1, 10))
    with db.writing() as session:
        session.get_one(Feedback, feedback_id).told_at = now()
    log.info("mail about a feedback sent", feedback=feedback_id)
    return None


def compose(settings: Settings, county: County, given: Feedback) -> EmailMessage:
    """The mail in the languages in which the county serves."""
    languages: tuple[Language, ...] = tuple(one for one in ("fi", "sv") if one in county.languages) or ("fi",)
    name = Text(fi=county.name_fi, sv=county.name_sv)
    values = {
        "answer_by": day(given.answer_by.astimezone(FINLAND).date()),
        "link": f"{settings.base_url.rstrip('/')}/henkilosto/palautteet/#p-{given.id}",
    }
    heading = Heading(
        sender=name.in_language(languages[0]),
        sender_address=settings.mail_from,
        recipient=name.in_language(languages[0]),
        recipient_address=county.contact_email,
        reply_to="",
        subject=" / ".join(notice_subject("feedback", language, values) for language in languages),
        written_at=now(),
        message_id=f"<feedback-{given.id}@{settings.mail_from.rpartition('@')[2]}>",
    )
    return put_together(heading, {language: notice("feedback", language, values) for language in languages})
