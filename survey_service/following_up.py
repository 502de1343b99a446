"""Asking responsible organisations during the year how their decisions come along: who is asked, told, reminded."""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from sqlmodel import Session, col, select

from questionnaires.model import Language, Text
from survey_service import audit, decisions, invitations, lineage, progress_reports, statuses, timetable
from survey_service.contacting import Addressee, addressees
from survey_service.db import now
from survey_service.decisions import PastDecision
from survey_service.errors import NobodyToAsk, RoundClosed, SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import Contact, Invitation, Organisation, ProgressReport, ReportRequest, Round
from survey_service.participants import place_in_lists
from survey_service.workdays import next_from

State = Literal["nothing", "partly", "all"]
USUAL_TIME = datetime.timedelta(days=21)
TWO_CLICKS = datetime.timedelta(minutes=10)


class TooSoon(SurveyServiceError):
    """The last day for reports has passed already."""

    status = 422


@dataclass(frozen=True)
class Askable:
    """A decision of which progress can be asked; `organisation_id` is who is responsible for it now, `status` told."""

    decision: PastDecision
    organisation_id: int
    organisation: Text
    status: str

    @property
    def open(self) -> bool:
        """Whether anything is awaited of it."""
        return self.status not in statuses.FINISHED


@dataclass(frozen=True)
class Following:
    """One organisation that was asked: of how many decisions, and on how many it has reported since."""

    organisation_id: int
    organisation: Text
    asked: int
    told: int
    told_at: datetime.datetime | None

    @property
    def state(self) -> State:
        """How far it is, in one word."""
        return "all" if self.told >= self.asked else "partly" if self.told else "nothing"


def askable(session: Session, round_: Round, language: Language = "fi") -> list[Askable]:
    """The decisions of the round's year and the year before for which an organisation of the round is responsible.

    By organisation. Who continues a merged organisation is responsible for what that one was.
    """
    county, years = round_.county_id, {decisions.year_before(session, round_), round_.year}
    known = [one for year in sorted(years) for one in decisions.of_year(session, county, year)]
    decided = [one for one in known if one.status == "decided"]
    reports = progress_reports.of_decisions(session, [one.decision_id for one in decided])
    now_responsible = _now_responsible(session, round_, language)
    found = [
        Askable(one, whose.id or 0, Text(fi=whose.name_fi, sv=whose.name_sv), _status(reports, one.decision_id))
        for one in decided
        if (whose := now_responsible.get(one.organisation_id or 0)) is not None
    ]
    order = {one.id or 0: number for number, one in enumerate(now_responsible.values())}
    return sorted(found, key=lambda one: order[one.organisation_id])


def asked_of(session: Session, round_: Round, organisation_id: int) -> list[PastDecision]:
    """The decisions of which an organisation was asked in the round, oldest year first."""
    asked = set(session.exec(select(ReportRequest.decision_id).where(ReportRequest.round_id == round_.id)))
    own = [one for one in askable(session, round_) if one.organisation_id == organisation_id]
    return [one.decision for one in own if one.decision.decision_id in asked]


def reached(
    session: Session, round_: Round, organisations: Collection[int], language: Language = "fi"
) -> list[Addressee]:
    """The contacts to whom a mail about the decisions of these organisations would go."""
    everyone = addressees(session, round_, "follow_up", language)
    return [one for one in everyone if one.organisation_id in organisations]


def ask(
    session: Session,
    jobs: Jobs,
    round_: Round,
    decision_ids: Collection[int],
    until: datetime.datetime,
    *,
    staff_id: int,
    actor: str,
) -> int:
    """Ask who is responsible for these decisions to report on them until a moment; gives how many mails that makes.

    Whoever was asked before gets a mail again. Raises TooSoon, and NobodyToAsk when no decision of the round's is
    among them or nobody can be written to.
    """
    if until <= now():
        raise TooSoon
    # two clicks at once: the second waits here, and then finds what the first has done
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    chosen = [one for one in askable(session, round_) if one.decision.decision_id in decision_ids]
    organisations = {one.organisation_id for one in chosen}
    if not reached(session, round_, organisations):
        raise NobodyToAsk
    if _asked_just_now(session, round_, {one.decision.decision_id for one in chosen}, until):
        return 0
    round_.follow_up_deadline = until
    session.add(round_)
    for one in chosen:
        session.add(
            ReportRequest(round_id=round_.id or 0, decision_id=one.decision.decision_id, until=until, staff_id=staff_id)
        )
    session.flush()
    before = {one.id for one in invitations.of_round(session, round_.id or 0, "follow_up") if one.ended_at is None}
    contacts = _contacts(session, organisations)
    invited = invitations.invite(session, jobs, round_, contacts, "follow_up")
    again = [one for one in invited if one.id in before]
    invitations.send_to_all(session, jobs, again, "follow_up")
    audit.record(session, round_.county_id, actor, "round.ask_progress", f"round:{round_.id}")
    return len({one.address for one in reached(session, round_, organisations)})


def state(session: Session, round_: Round, language: Language = "fi") -> list[Following]:
    """Who was asked in the round, and how much each has told since it was asked last."""
    asked_at = _asked_at(session, round_)
    own: dict[int, list[Askable]] = {}
    for one in askable(session, round_, language):
        if one.decision.decision_id in asked_at:
            own.setdefault(one.organisation_id, []).append(one)
    reports = progress_reports.of_decisions(session, asked_at)
    return [_following(key, those, asked_at, reports) for key, those in own.items()]


def waiting(session: Session, round_: Round, language: Language = "fi") -> list[Addressee]:
    """The contacts of those who were asked and have not told of all; none after the last day."""
    if round_.follow_up_deadline is None or now() > round_.follow_up_deadline:
        return []
    untold = {one.organisation_id for one in state(session, round_) if one.state != "all"}
    return [one for one in reached(session, round_, untold, language) if one.invited]


def remind(session: Session, jobs: Jobs, round_: Round, *, actor: str) -> int:
    """Remind those who have not told of all; gives how many mails that makes. RoundClosed after the last day.

    Who was written to in the last twelve hours is left alone, so that a second click does no harm.
    """
    if round_.follow_up_deadline is None or now() > round_.follow_up_deadline:
        raise RoundClosed
    untold = {one.organisation_id for one in state(session, round_) if one.state != "all"}
    standing = select(Invitation).where(
        Invitation.round_id == round_.id,
        Invitation.purpose == "follow_up",
        col(Invitation.ended_at).is_(None),
        col(Invitation.organisation_id).in_(untold),
    )
    found = session.exec(standing.order_by(col(Invitation.id)).with_for_update()).all()
    due = [one for one in found if not invitations.written_lately(session, one, ("follow_up", "follow_up_reminder"))]
    mails = invitations.send_to_all(session, jobs, due, "follow_up_reminder")
    audit.record(session, round_.county_id, actor, "round.remind_of_progress", f"round:{round_.id}")
    return sum(mail.carried_by_id is None for mail in mails)


def has_told_all(session: Session, round_: Round, organisation_id: int) -> bool:
    """Whether an organisation has reported on all of which it was asked."""
    return all(one.state == "all" for one in state(session, round_) if one.organisation_id == organisation_id)


def usual_day() -> datetime.date:
    """The last day that is proposed: three weeks from now, on a working day."""
    return next_from(timetable.today() + USUAL_TIME)


def _now_responsible(session: Session, round_: Round, language: Language) -> dict[int, Organisation]:
    """Who is responsible now by who was when it was decided, in the order of lists."""
    found = session.exec(select(Organisation).where(lineage.in_round(round_))).all()
    own = {one.id or 0: one for one in sorted(found, key=lambda one: place_in_lists(one, language))}
    lines = lineage.lines(session)
    return {former: one for key, one in own.items() for former in lines.get(key, (key,))}


def _status(reports: Mapping[int, list[ProgressReport]], decision_id: int) -> str:
    told = reports.get(decision_id)
    return told[-1].status if told else ""


def _asked_at(session: Session, round_: Round) -> dict[int, datetime.datetime]:
    """When each decision was asked about last."""
    query = select(ReportRequest).where(ReportRequest.round_id == round_.id).order_by(col(ReportRequest.id))
    return {row.decision_id: row.created_at for row in session.exec(query)}


def _asked_just_now(session: Session, round_: Round, chosen: set[int], until: datetime.datetime) -> bool:
    """Whether the same was asked a moment ago, as by a second click on the button."""
    lately = select(ReportRequest.decision_id).where(
        ReportRequest.round_id == round_.id,
        ReportRequest.until == until,
        ReportRequest.created_at > now() - TWO_CLICKS,
    )
    return chosen <= set(session.exec(lately))


def _contacts(session: Session, organisations: Collection[int]) -> Iterable[Contact]:
    query = select(Contact).where(
        col(Contact.organisation_id).in_(organisations), col(Contact.answers).is_(True), col(Contact.ended_at).is_(None)
    )
    return session.exec(query.order_by(col(Contact.id))).all()


def _following(
    organisation_id: int,
    those: list[Askable],
    asked_at: Mapping[int, datetime.datetime],
    reports: Mapping[int, list[ProgressReport]],
) -> Following:
    told = [
        made[-1].created_at
        for one in those
        if (made := reports.get(one.decision.decision_id)) and made[-1].created_at >= asked_at[one.decision.decision_id]
    ]
    return Following(organisation_id, those[0].organisation, len(those), len(told), max(told, default=None))
