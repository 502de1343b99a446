"""Sendings planned for a day and time: carried out by themselves, once, and moved or cancelled until then."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlmodel import Session, col, select

from survey_service import audit, contacting, rounds, runs, timetable, workdays
from survey_service.db import Database, now
from survey_service.errors import NotFound, NothingToSynthesise, NotYet, RoundClosed, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import Mail, PlannedKind, PlannedSending, Round

USUAL_TIME = datetime.time(9, 0)
SOON_S = 60.0

__all__ = ["Gone", "InThePast", "PlannedKind", "PlannedSending", "Proposal", "TakenAlready", "TooLate"]


class InThePast(SurveyServiceError):
    """What is planned must be still to come."""

    status = 422


class TooLate(SurveyServiceError):
    """At that moment the time for answering is over."""

    status = 422


class TakenAlready(SurveyServiceError):
    """The same is planned for that day already."""

    status = 409


class Gone(SurveyServiceError):
    """It was carried out, or cancelled, before."""

    status = 409


@dataclass(frozen=True)
class Proposal:
    """A sending that the timetable speaks of. `instead_of` is the timetable's day where nobody works on it."""

    kind: PlannedKind
    at: datetime.datetime
    instead_of: datetime.date | None


def of_round(session: Session, round_: Round) -> list[PlannedSending]:
    """What is planned in a round, and what became of it, in the order of time."""
    query = select(PlannedSending).where(PlannedSending.round_id == round_.id)
    return list(session.exec(query.order_by(col(PlannedSending.at), col(PlannedSending.id))))


def mails_of(session: Session, round_: Round) -> dict[int, int]:
    """How many mails each sending that was carried out has made, by its id."""
    query = (
        select(Mail.sending_id, func.count())
        .join(PlannedSending, col(PlannedSending.id) == col(Mail.sending_id))
        .where(PlannedSending.round_id == round_.id, col(Mail.carried_by_id).is_(None))
        .group_by(col(Mail.sending_id))
    )
    return {sending_id or 0: number for sending_id, number in session.exec(query)}


def proposals(session: Session, round_: Round) -> list[Proposal]:
    """What the timetable asks for and nobody has planned yet, on working days, from now on."""
    steps = {step.id: step for step in rounds.steps_of(round_)}
    days: list[tuple[PlannedKind, datetime.date]] = []
    if "lahetys" in steps:
        days.append(("invitation", steps["lahetys"].start))
    if "vastaaminen" in steps:
        days += [("reminder", day) for day in steps["vastaaminen"].reminders]
    found = [_proposal(kind, day) for kind, day in days]
    found.append(Proposal("closing", round_.deadline, None))
    planned = {(one.kind, _day(one.at)) for one in of_round(session, round_)}
    closings = {kind for kind, _ in planned if kind == "closing"}
    return [
        one
        for one in found
        if now() < one.at <= round_.deadline and (one.kind, _day(one.at)) not in planned and one.kind not in closings
    ]


def plan(
    session: Session, jobs: Jobs, round_: Round, kind: PlannedKind, at: datetime.datetime, *, actor: str
) -> PlannedSending:
    """Plan a sending for a moment. Raises InThePast, TooLate and TakenAlready."""
    # two clicks at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    _check(session, round_, kind, at)
    sending = PlannedSending(round_id=round_.id or 0, kind=kind, at=at, planned_by=actor)
    session.add(sending)
    session.flush()
    _ask_for(session, jobs, sending)
    audit.record(session, round_.county_id, actor, f"round.plan_{kind}", _thing(sending))
    return sending


def plan_proposed(session: Session, jobs: Jobs, round_: Round, *, actor: str) -> int:
    """Plan all that the timetable asks for; gives how many sendings that makes."""
    wanted = proposals(session, round_)
    for one in wanted:
        plan(session, jobs, round_, one.kind, one.at, actor=actor)
    return len(wanted)


def move(
    session: Session, jobs: Jobs, round_: Round, sending_id: int, at: datetime.datetime, *, actor: str
) -> PlannedSending:
    """Plan it for another moment. Raises NotFound, Gone, InThePast, TooLate and TakenAlready."""
    sending = _planned(session, round_, sending_id)
    _check(session, round_, sending.kind, at, but=sending_id)
    sending.at, sending.turn = at, sending.turn + 1
    _ask_for(session, jobs, sending)
    audit.record(session, round_.county_id, actor, "round.move_sending", _thing(sending))
    return sending


def cancel(session: Session, round_: Round, sending_id: int, *, actor: str) -> None:
    """Let it never go. Raises NotFound and Gone."""
    sending = _planned(session, round_, sending_id)
    sending.state = "cancelled"
    audit.record(session, round_.county_id, actor, "round.cancel_sending", _thing(sending))


def owned(session: Session, round_: Round, sending_id: int) -> PlannedSending:
    """A sending of the round; NotFound when it has none of this id."""
    sending = session.get(PlannedSending, sending_id)
    if sending is None or sending.round_id != round_.id:
        raise NotFound
    return sending


def due(session: Session) -> Sequence[int]:
    """Those whose moment has come and that were not carried out."""
    query = (
        select(PlannedSending.id)
        .join(Round, col(Round.id) == col(PlannedSending.round_id))
        .where(
            PlannedSending.state == "planned",
            (PlannedSending.at <= now()) | ((PlannedSending.kind == "closing") & (Round.deadline <= now())),
        )
    )
    return [id_ or 0 for id_ in session.exec(query)]


def carry_out(db: Database, jobs: Jobs, sending_id: int, _turn: int) -> float | None:
    """Do what was planned, once. Gives the seconds to wait when its moment is about to come, else None.

    What was moved to a later moment has work of its own for that; what was cancelled or is done is left alone.
    """
    with db.writing() as session:
        sending = session.exec(select(PlannedSending).where(PlannedSending.id == sending_id).with_for_update()).one()
        round_ = session.get_one(Round, sending.round_id)
        if sending.state != "planned":
            return None
        if sending.kind == "closing" and round_.deadline != sending.at:
            # the deadline was moved: the closing goes with it
            sending.at, sending.turn = round_.deadline, sending.turn + 1
            if round_.deadline > now():
                _ask_for(session, jobs, sending)
                return None
        early = (sending.at - now()).total_seconds()
        if early > 0:
            return early if early < SOON_S else None
        sending.carried_out_at = now()
        try:
            _ACTS[sending.kind](session, jobs, round_, sending)
            sending.state = "done"
        except (NotYet, RoundClosed, NothingToSynthesise) as reason:
            sending.state, sending.trouble = "not_sent", _REASONS[type(reason)]
    return None


def _invite(session: Session, jobs: Jobs, round_: Round, sending: PlannedSending) -> None:
    contacting.invite(session, jobs, round_, "answer", actor=_thing(sending), sending_id=sending.id)


def _remind(session: Session, jobs: Jobs, round_: Round, sending: PlannedSending) -> None:
    contacting.remind(session, jobs, round_, actor=_thing(sending), sending_id=sending.id)


def _close(session: Session, jobs: Jobs, round_: Round, sending: PlannedSending) -> None:
    # answering ends by itself; what is carried out is the synthesis of what has come
    runs.start(session, jobs, round_)
    audit.record(session, round_.county_id, _thing(sending), "round.synthesise", f"round:{round_.id}")


_ACTS: dict[PlannedKind, Callable[[Session, Jobs, Round, PlannedSending], None]] = {
    "invitation": _invite,
    "reminder": _remind,
    "closing": _close,
}
_REASONS: dict[type[SurveyServiceError], str] = {
    NotYet: "unpublished",
    RoundClosed: "closed",
    NothingToSynthesise: "no_answers",
}


def _proposal(kind: PlannedKind, day: datetime.date) -> Proposal:
    working = workdays.next_from(day)
    return Proposal(kind, timetable.moment_on(working, USUAL_TIME), day if working != day else None)


def _check(session: Session, round_: Round, kind: PlannedKind, at: datetime.datetime, but: int | None = None) -> None:
    if at <= now():
        raise InThePast
    if kind != "closing" and at > round_.deadline:
        raise TooLate
    same = (one for one in of_round(session, round_) if one.state == "planned" and one.kind == kind and one.id != but)
    if any(kind == "closing" or _day(one.at) == _day(at) for one in same):
        raise TakenAlready


def _planned(session: Session, round_: Round, sending_id: int) -> PlannedSending:
    owned(session, round_, sending_id)
    query = select(PlannedSending).where(PlannedSending.id == sending_id).with_for_update()
    sending = session.exec(query.execution_options(populate_existing=True)).one()
    if sending.state != "planned":
        raise Gone
    return sending


def _ask_for(session: Session, jobs: Jobs, sending: PlannedSending) -> None:
    after_s = max(0.0, (sending.at - now()).total_seconds())
    jobs.enqueue(session, "send_planned", sending.id or 0, sending.turn, after_s)


def _day(moment: datetime.datetime) -> datetime.date:
    return moment.astimezone(timetable.FINLAND).date()


def _thing(sending: PlannedSending) -> str:
    return f"sending:{sending.id}"
