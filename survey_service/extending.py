"""More time to answer: for one organisation or for the whole round. Those who have not answered are told by mail."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from sqlmodel import Session, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from questionnaires.model import Text
from survey_service import audit, deadlines, invitations, participants, rounds, timetable
from survey_service.accounts import SignedIn
from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import Extension, Invitation, Organisation, Response, Round, StaffMember
from survey_service.rounds import DatesOutOfOrder

LONGEST_REASON = 2_000
LONGEST = datetime.timedelta(days=180)
ANSWERING = "vastaaminen"
Fault = Literal["until", "until_past", "until_sooner", "until_far", "after_choosing", "reason_too_long", "answered"]


class ExtensionRefused(SurveyServiceError):
    """More time cannot be given as it was asked for; `faults` say why, in the order of the form."""

    status = 422

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(", ".join(faults))
        self.faults = tuple(faults)


@dataclass(frozen=True)
class Given:
    """More time that was given, as the county's record tells it. `organisation` None: to the whole round."""

    organisation: Text | None
    until: datetime.datetime
    reason: str
    by: str
    at: datetime.datetime


def extend(
    session: Session,
    jobs: Jobs,
    round_: Round,
    organisation_id: int | None,
    last_day: datetime.date | None,
    reason: str,
    *,
    by: SignedIn,
) -> int:
    """Give time until the end of `last_day` to one organisation, or (None) to all; gives how many are told by mail.

    For all of them it is the round's deadline that moves, and its step in the calendar. Asked for twice, it happens
    once. Raises NotFound for an organisation that is not of the round, and ExtensionRefused.
    """
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    if organisation_id is not None:
        participants.one(session, round_, organisation_id)
    until = timetable.closing_of(last_day) if last_day else None
    held = round_.deadline if organisation_id is None else deadlines.of(session, round_, organisation_id)
    if until == held:
        return 0
    if faults := _faults(session, round_, organisation_id, until, held, reason):
        raise ExtensionRefused(faults)
    assert until is not None
    assert last_day is not None
    if organisation_id is None:
        _move(session, round_, last_day, by)
    session.add(
        Extension(
            round_id=round_.id or 0,
            organisation_id=organisation_id,
            until=until,
            reason=reason.strip(),
            staff_id=by.staff_id,
        )
    )
    thing = f"round:{round_.id}" + (f" organisation:{organisation_id}" if organisation_id else "")
    audit.record(session, round_.county_id, by.email, "round.extend", thing)
    return _tell(session, jobs, round_, organisation_id)


def newest(session: Session, round_id: int, organisation_id: int) -> Extension | None:
    """What was given last to an organisation, or to the whole round; None when nothing was."""
    query = select(Extension).where(
        Extension.round_id == round_id,
        or_(col(Extension.organisation_id).is_(None), Extension.organisation_id == organisation_id),
    )
    return session.exec(query.order_by(col(Extension.id).desc())).first()


def of_round(session: Session, round_: Round, organisation_id: int | None = None) -> list[Given]:
    """All that was given in the round, the newest first; with an organisation only what concerns it."""
    query = (
        select(Extension, Organisation, StaffMember.title)
        .join(Organisation, col(Organisation.id) == col(Extension.organisation_id), isouter=True)
        .join(StaffMember, col(StaffMember.id) == col(Extension.staff_id))
        .where(Extension.round_id == round_.id)
    )
    if organisation_id is not None:
        query = query.where(or_(col(Extension.organisation_id).is_(None), Extension.organisation_id == organisation_id))
    return [
        Given(
            organisation=Text(fi=organisation.name_fi, sv=organisation.name_sv) if organisation else None,
            until=extension.until,
            reason=extension.reason,
            by=title,
            at=extension.created_at,
        )
        for extension, organisation, title in session.exec(query.order_by(col(Extension.id).desc()))
    ]


def _faults(
    session: Session,
    round_: Round,
    organisation_id: int | None,
    until: datetime.datetime | None,
    held: datetime.datetime,
    reason: str,
) -> list[Fault]:
    faults: list[Fault] = []
    if organisation_id is not None and organisation_id in set(session.exec(_answered(round_))):
        faults.append("answered")
    if until is None:
        faults.append("until")
    elif until <= now():
        faults.append("until_past")
    elif until < held:
        faults.append("until_sooner")
    elif until > max(now(), held) + LONGEST:
        faults.append("until_far")
    elif organisation_id is None and until > round_.selection_deadline:
        faults.append("after_choosing")
    if len(reason) > LONGEST_REASON:
        faults.append("reason_too_long")
    return faults


def _move(session: Session, round_: Round, last_day: datetime.date, by: SignedIn) -> None:
    dates = rounds.dates_of(round_)
    steps = tuple(
        step.model_copy(update={"end": max(step.end, last_day)}) if step.id == ANSWERING else step
        for step in dates.steps
    )
    try:
        rounds.change_dates(session, round_, replace(dates, answers_until=last_day, steps=steps), actor=by.email)
    except DatesOutOfOrder as trouble:
        raise ExtensionRefused(["after_choosing"]) from trouble


def _tell(session: Session, jobs: Jobs, round_: Round, organisation_id: int | None) -> int:
    query = select(Invitation).where(
        Invitation.round_id == round_.id,
        Invitation.purpose == "answer",
        col(Invitation.ended_at).is_(None),
        col(Invitation.organisation_id).not_in(_answered(round_)),
    )
    if organisation_id is not None:
        query = query.where(Invitation.organisation_id == organisation_id)
    invited = session.exec(query.order_by(col(Invitation.id))).all()
    mails = invitations.send_to_all(session, jobs, invited, "extended")
    return sum(mail.carried_by_id is None for mail in mails)


def _answered(round_: Round) -> SelectOfScalar[int]:
    return select(Response.organisation_id).where(Response.round_id == round_.id, Response.state == "submitted")
