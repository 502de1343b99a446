"""Reopening a submitted response: the county asks for a change, says why, and gives time for it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session

from questionnaires.model import Section
from survey_service import answering, audit, invitations, openness, rounds, saving
from survey_service.accounts import SignedIn
from survey_service.audiences import audience_of
from survey_service.db import now
from survey_service.errors import NobodyToAsk, NotSubmitted, ReopenedMeanwhile, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.links import OUTLIVES_DEADLINE
from survey_service.models import Invitation, Mail, Organisation, Reopening, Response, Round
from survey_service.openness import Reopened

LONGEST_REASON = 2_000
# a link that is mailed now works as long
LONGEST = OUTLIVES_DEADLINE
Fault = Literal["sections", "reason", "reason_too_long", "until", "until_past", "until_far"]


class ReopeningRefused(SurveyServiceError):
    """A reopening cannot be as it was asked for; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Wanted:
    """What is asked for: the sections (`whole`: all), why, until when; and the reopening that the page showed."""

    section_ids: frozenset[str]
    whole: bool
    reason: str
    until: datetime.datetime | None
    seen: int = 0


def reopen(
    session: Session, jobs: Jobs, round_: Round, organisation_id: int, wanted: Wanted, *, by: SignedIn
) -> Reopening:
    """Open what an organisation submitted, and ask for the mails that tell it. What was submitted stands meanwhile.

    A reopening that has not been answered is replaced by this one. Raises NotSubmitted, ReopenedMeanwhile when the page
    showed an older state, NobodyToAsk when no invitation stands, and ReopeningRefused.
    """
    response = answering.find(session, round_.id or 0, organisation_id)
    if response is None:
        raise NotSubmitted
    response = saving.locked(session, response)
    before = openness.of(session, response, round_, organisation_id)
    if not before.submitted:
        raise NotSubmitted
    if (before.reopened.id if before.reopened else 0) != wanted.seen:
        raise ReopenedMeanwhile
    known = [section.id for section in _sections(session, round_, organisation_id)]
    if faults := _faults(wanted, known):
        raise ReopeningRefused(faults)
    if before.reopened is not None:
        session.get_one(Reopening, before.reopened.id).ended_at = now()
    made = _made(session, response, wanted, known, by)
    _tell(session, jobs, round_, organisation_id)
    audit.record(session, round_.county_id, by.email, "response.reopen", f"response:{response.id}")
    return made


def end(session: Session, jobs: Jobs, round_: Round, organisation_id: int, seen: int, *, by: SignedIn) -> None:
    """End a reopening before its time: what was sent stands, what was written since then is kept beside it.

    The organisation is told by mail, where it has an invitation that stands.

    Raises NotSubmitted, and ReopenedMeanwhile when it is not the reopening with the id `seen` any more.
    """
    response = answering.find(session, round_.id or 0, organisation_id)
    if response is None:
        raise NotSubmitted
    response = saving.locked(session, response)
    found = openness.reopened(session, response.id or 0)
    if found is None or found.id != seen:
        raise ReopenedMeanwhile
    session.get_one(Reopening, found.id).ended_at = now()
    for invitation in invitations.standing(session, round_, organisation_id):
        invitations.send(session, jobs, invitation, "reopening_ended")
    audit.record(session, round_.county_id, by.email, "response.end_reopening", f"response:{response.id}")


def told_by(session: Session, mail: Mail, invitation: Invitation) -> Reopened | None:
    """What a mail that was asked for by `reopen` tells; None when that has been answered, replaced, or run out."""
    response = answering.find(session, invitation.round_id, invitation.organisation_id)
    found = openness.reopened(session, response.id or 0) if response else None
    if found is None or not found.runs or session.get_one(Reopening, found.id).created_at > mail.created_at:
        return None
    return found


def is_ended(session: Session, invitation: Invitation) -> bool:
    """Whether nothing of what the organisation has submitted is open for changes."""
    response = answering.find(session, invitation.round_id, invitation.organisation_id)
    return (
        response is not None and response.state == "submitted" and openness.reopened(session, response.id or 0) is None
    )


def _faults(wanted: Wanted, known: Sequence[str]) -> list[Fault]:
    faults: list[Fault] = []
    if not wanted.whole and not wanted.section_ids & set(known):
        faults.append("sections")
    if not wanted.reason.strip():
        faults.append("reason")
    elif len(wanted.reason) > LONGEST_REASON:
        faults.append("reason_too_long")
    if wanted.until is None:
        faults.append("until")
    elif wanted.until <= now():
        faults.append("until_past")
    elif wanted.until > now() + LONGEST:
        faults.append("until_far")
    return faults


def _made(session: Session, response: Response, wanted: Wanted, known: Sequence[str], by: SignedIn) -> Reopening:
    assert wanted.until is not None
    made = Reopening(
        response_id=response.id or 0,
        staff_id=by.staff_id,
        section_ids=[] if wanted.whole else [section_id for section_id in known if section_id in wanted.section_ids],
        reason=wanted.reason.strip(),
        until=wanted.until,
    )
    session.add(made)
    session.flush()
    return made


def _tell(session: Session, jobs: Jobs, round_: Round, organisation_id: int) -> None:
    invited = invitations.standing(session, round_, organisation_id)
    if not invited:
        raise NobodyToAsk
    for invitation in invited:
        invitations.send(session, jobs, invitation, "reopened")


def _sections(session: Session, round_: Round, organisation_id: int) -> Sequence[Section]:
    questionnaire = rounds.questionnaire_of(round_)
    return questionnaire.sections_for(audience_of(session.get_one(Organisation, organisation_id), questionnaire))
