"""Summonses: the parties of a negotiation are told by mail when and where it is, and again when that changes."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from sqlmodel import Session, col, select

from questionnaires.model import Language, Text
from survey_service import audit, contacting, handovers, invitations, negotiations, parties, rounds, timetable
from survey_service.calendars import Entry
from survey_service.candidates import ChangedMeanwhile
from survey_service.contacting import Addressee
from survey_service.db import now
from survey_service.errors import SurveyServiceError
from survey_service.jobs import Jobs
from survey_service.models import (
    County,
    Mail,
    MailState,
    Negotiation,
    Organisation,
    Round,
    StaffMember,
    Summons,
)
from survey_service.negotiations import Meeting

Hindrance = Literal["", "no_time", "no_place", "past", "nobody", "not_sent"]


class SummonsRefused(SurveyServiceError):
    """There is no time, no place, nobody to summon, or nothing to cancel."""

    status = 422

    def __init__(self, why: Hindrance) -> None:
        super().__init__()
        self.why = why


@dataclass(frozen=True)
class Sent:
    """One summons, or word of a cancellation, as it was told, and how many mails of it are in which state."""

    summons: Summons
    by: str
    mails: dict[MailState, int]


def recipients(session: Session, round_: Round, area_id: int, language: Language) -> list[Addressee]:
    """The contacts of the parties; only who was invited to answer has a link to what is handed on."""
    there = {one.id for one in parties.of_negotiation(session, round_, area_id, language)}
    asked = contacting.addressees(session, round_, "answer", language)
    return [one for one in asked if one.invited and one.organisation_id in there]


def hindrance(session: Session, round_: Round, area_id: int) -> Hindrance:
    """Why no summons can be sent now; empty when it can."""
    meeting = negotiations.of_area(session, round_, area_id)
    if meeting.starts_at is None:
        return "no_time"
    if meeting.starts_at < now():
        return "past"
    if not (meeting.place or meeting.remote_link):
        return "no_place"
    return "" if recipients(session, round_, area_id, "fi") else "nobody"


def history(session: Session, negotiation_id: int | None) -> list[Sent]:
    """All that was sent of a negotiation, the newest first."""
    query = (
        select(Summons, StaffMember)
        .join(StaffMember, col(StaffMember.id) == col(Summons.staff_id))
        .where(Summons.negotiation_id == (negotiation_id or 0))
        .order_by(col(Summons.sequence).desc())
    )
    found = session.exec(query).all()
    states: dict[int, dict[MailState, int]] = {}
    for mail in session.exec(select(Mail).where(col(Mail.summons_id).in_([row.id for row, _ in found]))):
        counted = states.setdefault(mail.summons_id or 0, {})
        counted[mail.state] = counted.get(mail.state, 0) + 1
    return [Sent(row, by.title, states.get(row.id or 0, {})) for row, by in found]


def newest(session: Session, negotiation_id: int | None) -> Summons | None:
    """What was told last; None when nobody was summoned."""
    query = select(Summons).where(Summons.negotiation_id == (negotiation_id or 0))
    return session.exec(query.order_by(col(Summons.sequence).desc())).first()


def of_organisation(session: Session, round_: Round, organisation_id: int) -> list[tuple[Meeting, Summons]]:
    """The negotiations to which an organisation was summoned, with what it was told last."""
    organisation = session.get_one(Organisation, organisation_id)
    there = parties.negotiates(session, round_, organisation)
    found = [
        (meeting, newest(session, meeting.negotiation_id))
        for meeting in negotiations.of_round(session, round_, "fi")
        if meeting.area_id in there
    ]
    return [(meeting, summons) for meeting, summons in found if summons is not None]


def is_called(session: Session, round_id: int, organisation_id: int) -> bool:
    """Whether an organisation was summoned to a negotiation of a round: the same that `of_organisation` finds."""
    organisation, area = session.get_one(Organisation, organisation_id), col(Negotiation.service_area_id)
    query = (
        select(Summons.id)
        .join(Negotiation, col(Negotiation.id) == col(Summons.negotiation_id))
        .where(Negotiation.round_id == round_id)
    )
    if organisation.kind == "kunta" or organisation.service_area_id is not None:
        query = query.where(area.is_(None) | (area == organisation.service_area_id))
    return session.exec(query).first() is not None


def says_otherwise(summons: Summons | None, meeting: Meeting) -> bool:
    """Whether the time or the place was changed since the parties were summoned."""
    if summons is None or summons.cancelled:
        return False
    told = (summons.starts_at, summons.ends_at, summons.place, summons.remote_link)
    return told != (meeting.starts_at, meeting.ends_at, meeting.place, meeting.remote_link)


def send(session: Session, jobs: Jobs, round_: Round, area_id: int, *, seen: int, staff_id: int, actor: str) -> int:
    """Summon every party, or summon them anew; gives how many contacts that are.

    `seen` is how many summonses the form knew of: raises ChangedMeanwhile when another was sent since. SummonsRefused
    without time or place, NotFound for another county's area.
    """
    row = negotiations.row_of(session, round_, area_id)
    if why := hindrance(session, round_, area_id):
        raise SummonsRefused(why)
    made = Summons(
        negotiation_id=row.id or 0,
        sequence=_next(session, row, seen),
        starts_at=row.starts_at or now(),
        ends_at=row.ends_at,
        place=row.place,
        remote_link=row.remote_link,
        staff_id=staff_id,
    )
    return _tell(session, jobs, round_, area_id, made, actor=actor)


def cancel(session: Session, jobs: Jobs, round_: Round, area_id: int, *, seen: int, staff_id: int, actor: str) -> int:
    """Tell everybody that the negotiation is cancelled, as they were told of it; gives how many contacts that are.

    Raises SummonsRefused where nobody was summoned, ChangedMeanwhile as `send`.
    """
    row = negotiations.row_of(session, round_, area_id)
    last = newest(session, row.id)
    sequence = _next(session, row, seen)
    if last is None or last.cancelled:
        raise SummonsRefused("not_sent")
    made = Summons(
        negotiation_id=row.id or 0,
        sequence=sequence,
        cancelled=True,
        starts_at=last.starts_at,
        ends_at=last.ends_at,
        place=last.place,
        remote_link=last.remote_link,
        staff_id=staff_id,
    )
    return _tell(session, jobs, round_, area_id, made, actor=actor)


def entry(session: Session, round_: Round, summons: Summons, base_url: str) -> Entry:
    """What a summons tells a calendar; its identifier is the negotiation's, whatever changes."""
    row = session.get_one(Negotiation, summons.negotiation_id)
    area_id = row.service_area_id or negotiations.WHOLE_COUNTY
    county = session.get_one(County, round_.county_id)
    there = parties.of_negotiation(session, round_, area_id)
    area = negotiations.of_area(session, round_, area_id).area
    return Entry(
        uid=f"neuvottelu-{row.id or area_id}@{urlsplit(base_url).hostname or 'ennakko.invalid'}",
        sequence=summons.sequence,
        cancelled=summons.cancelled,
        written_at=summons.created_at,
        starts_at=summons.starts_at,
        ends_at=summons.ends_at,
        area=Text(fi=area.fi, sv=area.sv),
        year=round_.year,
        theme=rounds.questionnaire_of(round_).theme_name,
        place=summons.place,
        remote_link=summons.remote_link,
        parties=tuple(Text(fi=one.name_fi, sv=one.name_sv) for one in there),
        organiser=Text(fi=county.name_fi, sv=county.name_sv),
        organiser_email=county.contact_email,
    )


def as_it_stands(session: Session, round_: Round, area_id: int) -> Summons | None:
    """The summons that would be sent now, not kept; None without a time."""
    meeting = negotiations.of_area(session, round_, area_id)
    last = newest(session, meeting.negotiation_id)
    if meeting.starts_at is None or meeting.negotiation_id is None:
        return None
    return Summons(
        negotiation_id=meeting.negotiation_id,
        sequence=last.sequence + 1 if last and says_otherwise(last, meeting) else last.sequence if last else 0,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        place=meeting.place,
        remote_link=meeting.remote_link,
        staff_id=0,
        created_at=now(),
    )


def earlier(session: Session, summons: Summons) -> Summons | None:
    """The summons that a later one takes the place of; None for the first, and after a cancellation."""
    query = select(Summons).where(
        Summons.negotiation_id == summons.negotiation_id, col(Summons.sequence) < summons.sequence
    )
    last = session.exec(query.order_by(col(Summons.sequence).desc())).first()
    return last if last and not last.cancelled else None


def _next(session: Session, row: Negotiation, seen: int) -> int:
    last = newest(session, row.id)
    following = last.sequence + 1 if last else 0
    if following != seen:
        raise ChangedMeanwhile
    return following


def _tell(session: Session, jobs: Jobs, round_: Round, area_id: int, made: Summons, *, actor: str) -> int:
    session.add(made)
    session.flush()
    there = recipients(session, round_, area_id, "fi")
    asked = {one.email for one in there}
    standing = [
        one
        for organisation_id in sorted({one.organisation_id for one in there})
        for one in invitations.standing(session, round_, organisation_id)
    ]
    kind: Literal["summons", "cancellation"] = "cancellation" if made.cancelled else "summons"
    invitations.send_to_all(session, jobs, standing, kind, summons_id=made.id)
    act = "negotiation.cancel" if made.cancelled else "negotiation.summon"
    audit.record(session, round_.county_id, actor, act, f"negotiation:{made.negotiation_id}")
    _log(session, round_, area_id, there, made, actor)
    return len(asked)


def _log(session: Session, round_: Round, area_id: int, there: Sequence[Addressee], made: Summons, actor: str) -> None:
    """Everybody who was written to stands on the delivery list."""
    today = datetime.datetime.now(timetable.FINLAND).date()
    for one in there:
        recipient = f"{one.organisation.fi}, {one.title.fi}"[: handovers.LONGEST]
        handovers.note(session, round_, area_id, "summons", recipient, today, staff_id=made.staff_id, actor=actor)
