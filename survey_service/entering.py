"""Entering a response in an organisation's name: it came on paper or by mail, and the county writes it down.

The coordinator gets a link of the organisation's own pages, which ends with the coordinator's right to send. What is
written and sent with it is marked; the organisation gets the receipt, reads it all, and can correct it by its own link.
"""

from collections.abc import Sequence
from typing import Literal

from sqlmodel import Session, col, select

from survey_service import answering, attachments, audit, deadlines, links, openness, participants, responses
from survey_service.accounts import SignedIn
from survey_service.attachments import Received
from survey_service.db import now
from survey_service.errors import NotYet, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import Attachment, Invitation, OnBehalf, Round
from survey_service.on_behalf import ORIGINAL

LONGEST_REASON = 2_000
Fault = Literal["reason", "reason_too_long", "nobody", "closed", "submitted"]


class EnteringRefused(SurveyServiceError):
    """Nothing can be entered for the organisation as it was asked for; `faults` say why."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


def hindrances(session: Session, round_: Round, organisation_id: int) -> list[Fault]:
    """What stands in the way: nobody who would get the receipt, no time left, or a response that was sent already."""
    faults: list[Fault] = []
    if _invitation(session, round_, organisation_id) is None:
        faults.append("nobody")
    response = answering.find(session, round_.id or 0, organisation_id)
    opened = openness.of(session, response, round_, organisation_id)
    if opened.submitted and not opened.is_reopened:
        faults.append("submitted")
    elif not opened.submitted and deadlines.is_over(session, round_, organisation_id):
        faults.append("closed")
    return faults


def begin(
    session: Session,
    jobs: Jobs,
    round_: Round,
    organisation_id: int,
    reason: str,
    original: Received | None,
    *,
    by: SignedIn,
) -> int:
    """Begin to enter a response; gives the id of the link that opens the organisation's pages for it.

    Raises NotFound for an organisation that is not of the round, NotYet before the questionnaire is published, and
    EnteringRefused.
    """
    organisation = participants.one(session, round_, organisation_id)
    if round_.published_at is None:
        raise NotYet
    faults = [*_of_reason(reason), *hindrances(session, round_, organisation_id)]
    invitation = _invitation(session, round_, organisation_id)
    if faults or invitation is None:
        raise EnteringRefused(faults)
    response = responses.open_draft(session, round_, organisation)
    expires_at = max(deadlines.of(session, round_, organisation_id), now()) + links.OUTLIVES_DEADLINE
    link = links.redeem(session, links.mint(session, invitation, "on_behalf", expires_at=expires_at))
    row = OnBehalf(
        response_id=response.id or 0,
        staff_id=by.staff_id,
        link_id=link.id or 0,
        attachment_id=_keep(session, jobs, response.id or 0, original),
        reason=reason.strip(),
    )
    session.add(row)
    audit.record(session, round_.county_id, by.email, "response.enter_on_behalf", f"response:{response.id}")
    return link.id or 0


def _of_reason(reason: str) -> list[Fault]:
    if not reason.strip():
        return ["reason"]
    return ["reason_too_long"] if len(reason) > LONGEST_REASON else []


def _invitation(session: Session, round_: Round, organisation_id: int) -> Invitation | None:
    query = select(Invitation).where(
        Invitation.round_id == round_.id,
        Invitation.organisation_id == organisation_id,
        Invitation.purpose == "answer",
        col(Invitation.ended_at).is_(None),
    )
    return session.exec(query.order_by(col(Invitation.id))).first()


def _keep(session: Session, jobs: Jobs, response_id: int, original: Received | None) -> int | None:
    if original is None:
        return None
    attachments.attach(session, jobs, response_id, ORIGINAL, original)
    return session.exec(select(Attachment.id).where(Attachment.key == original.key)).one()
