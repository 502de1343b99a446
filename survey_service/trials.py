"""Mails looked at before they go: as a page, and sent to the one who looks, marked as a test."""

import uuid
from collections.abc import Sequence
from dataclasses import replace
from email.message import EmailMessage
from typing import get_args

import structlog
from sqlmodel import Session, col, select

from questionnaires.model import Language
from survey_service import audit, smtp
from survey_service.db import Database, now
from survey_service.errors import NotFound
from survey_service.jobs import Jobs
from survey_service.letters import samples
from survey_service.letters.composing import ascii_address, compose
from survey_service.letters.gathering import LANGUAGES
from survey_service.mails import FIRST_WAIT_S, GIVE_UP_AFTER, LONGEST_WAIT_S
from survey_service.models import LanguageStatus, MailKind, Organisation, Round, StaffMember, TrialMail
from survey_service.participants import place_in_lists
from survey_service.settings import Settings

__all__ = [
    "KINDS",
    "LanguageStatus",
    "MailKind",
    "ask",
    "latest",
    "organisations",
    "preview",
    "send",
    "together",
    "waiting",
]

KINDS: tuple[MailKind, ...] = get_args(MailKind)

log = structlog.get_logger()


def organisations(session: Session, round_: Round, language: Language) -> list[Organisation]:
    """As which organisation a mail may be looked at: those of the county, in the order of its lists."""
    found = session.exec(select(Organisation).where(Organisation.county_id == round_.county_id))
    return sorted(found, key=lambda one: place_in_lists(one, language))


def preview(
    session: Session,
    settings: Settings,
    round_: Round,
    kind: MailKind,
    organisation_id: int,
    languages: LanguageStatus | None = None,
) -> EmailMessage:
    """The mail exactly as it goes, but for its link, which opens nothing. NotFound for another county's organisation.

    `languages` None, or the organisation's own: each organisation that the mail tells of in its own.
    """
    organisation = _owned(session, round_, organisation_id)
    return compose(samples.letter(session, settings, round_, kind, organisation, _chosen(organisation, languages)))


def together(session: Session, round_: Round, kind: MailKind, organisation: Organisation) -> list[Organisation]:
    """The other organisations to which the same mail goes: those with the same contact."""
    return samples.others(session, round_, kind, organisation)


def ask(
    session: Session,
    jobs: Jobs,
    round_: Round,
    kind: MailKind,
    organisation_id: int,
    languages: LanguageStatus,
    *,
    staff_id: int,
) -> TrialMail:
    """Send such a mail to one of the staff, marked as a test; one that still waits is given back instead."""
    _owned(session, round_, organisation_id)
    wanted = TrialMail(
        round_id=round_.id or 0, staff_id=staff_id, organisation_id=organisation_id, kind=kind, languages=languages
    )
    for waiting_one in session.exec(
        select(TrialMail).where(TrialMail.staff_id == staff_id, TrialMail.state == "queued")
    ):
        same = (waiting_one.round_id, waiting_one.organisation_id, waiting_one.kind, waiting_one.languages)
        if same == (wanted.round_id, organisation_id, kind, languages):
            return waiting_one
    session.add(wanted)
    session.flush()
    jobs.enqueue(session, "send_trial", wanted.id or 0)
    actor = session.get_one(StaffMember, staff_id).email
    audit.record(session, round_.county_id, actor, "round.send_trial", f"round:{round_.id}")
    return wanted


def latest(session: Session, round_: Round, staff_id: int) -> TrialMail | None:
    """The newest test that one of the staff has sent itself in a round."""
    query = select(TrialMail).where(TrialMail.round_id == round_.id, TrialMail.staff_id == staff_id)
    return session.exec(query.order_by(col(TrialMail.id).desc())).first()


def waiting(session: Session) -> Sequence[int]:
    """Those that have not gone out yet."""
    return [id_ or 0 for id_ in session.exec(select(TrialMail.id).where(TrialMail.state == "queued"))]


def send(db: Database, settings: Settings, trial_id: int, turn: int) -> float | None:
    """Try to send one. Gives the seconds after which to try again, or None when nothing is left to do."""
    with db.reading() as session:
        trial = session.get_one(TrialMail, trial_id)
        if trial.state != "queued":
            return None
        recipient = session.get_one(StaffMember, trial.staff_id).email
        content = _composed(session, settings, trial, recipient).as_bytes()
    try:
        with smtp.connected(settings) as server:
            server.deliver(settings.mail_from, ascii_address(recipient), content, lambda: None)
    except smtp.NotNow as trouble:
        given_up = isinstance(trouble, smtp.Refused) or now() - trial.created_at > GIVE_UP_AFTER
        log.warning("a test mail was not sent", trial=trial_id, trouble=trouble.code)
        _note(db, trial_id, f"{trouble.code} {trouble.detail}".strip(), given_up)
        return None if given_up else min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(turn - 1, 10))
    _note(db, trial_id, "", False)
    return None


def _composed(session: Session, settings: Settings, trial: TrialMail, recipient: str) -> EmailMessage:
    round_ = session.get_one(Round, trial.round_id)
    organisation = session.get_one(Organisation, trial.organisation_id)
    chosen = _chosen(organisation, trial.languages)
    letter = samples.letter(session, settings, round_, trial.kind, organisation, chosen)
    to_staff = replace(letter.recipient, email=recipient)
    domain = settings.mail_from.rpartition("@")[2]
    # the same for each attempt, so that one that came twice is known as one
    message_id = f"<{uuid.uuid5(uuid.NAMESPACE_URL, f'{settings.base_url}/trial/{trial.id}').hex}@{domain}>"
    return compose(replace(letter, recipient=to_staff, message_id=message_id, on_trial=True))


def _note(db: Database, trial_id: int, trouble: str, given_up: bool) -> None:
    with db.writing() as session:
        trial = session.get_one(TrialMail, trial_id)
        trial.trouble = trouble
        if given_up:
            trial.state = "failed"
        elif not trouble:
            trial.state, trial.sent_at = "sent", now()


def _chosen(organisation: Organisation, languages: LanguageStatus | None) -> tuple[Language, ...] | None:
    return LANGUAGES[languages] if languages not in (None, organisation.language_status) else None


def _owned(session: Session, round_: Round, organisation_id: int) -> Organisation:
    organisation = session.get(Organisation, organisation_id)
    if organisation is None or organisation.county_id != round_.county_id:
        raise NotFound
    return organisation
