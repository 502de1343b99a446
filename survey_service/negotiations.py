"""The negotiations of a round by service area: when and where, and who was named to lead them and to take minutes."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from reports.alphabet import place as alphabetical
from reports.briefing import Language, Text
from survey_service import audit
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import Appointment, Duty, Negotiation, Round, ServiceArea, StaffMember

WHOLE_COUNTY = 0
EVERYWHERE = Text(fi="Koko hyvinvointialue", sv="Hela välfärdsområdet")
LONGEST = 300

__all__ = [
    "EVERYWHERE",
    "LONGEST",
    "WHOLE_COUNTY",
    "Appointed",
    "AppointmentRefused",
    "Duty",
    "Meeting",
    "appoint",
    "arrange",
    "of_area",
    "of_round",
    "row_of",
]


class AppointmentRefused(SurveyServiceError):
    """Nobody was named, or with too many words."""

    status = 422


@dataclass(frozen=True)
class Appointed:
    """Who was named to a duty, by whom and when."""

    appointment_id: int
    who: str
    by: str
    at: datetime.datetime


@dataclass(frozen=True)
class Meeting:
    """The negotiation of one service area (0: of the whole county), whether anything is known of it or not."""

    area_id: int
    area: Text
    negotiation_id: int | None = None
    starts_at: datetime.datetime | None = None
    ends_at: datetime.datetime | None = None
    place: str = ""
    remote_link: str = ""
    chairs: tuple[Appointed, ...] = ()
    minute_takers: tuple[Appointed, ...] = ()

    @property
    def conflicts(self) -> tuple[Duty, ...]:
        """The duties to which two were named."""
        named: tuple[tuple[Duty, int], ...] = (("chair", len(self.chairs)), ("minute_taker", len(self.minute_takers)))
        return tuple(duty for duty, number in named if number > 1)

    def named(self, duty: Duty) -> tuple[Appointed, ...]:
        """Who stands in a duty."""
        return self.chairs if duty == "chair" else self.minute_takers


def of_round(session: Session, round_: Round, language: Language) -> list[Meeting]:
    """A meeting for each service area by the alphabet, and for the whole county where there are none, or one for it."""
    areas = session.exec(select(ServiceArea).where(ServiceArea.county_id == round_.county_id)).all()
    known = {one.service_area_id or WHOLE_COUNTY: one for one in _rows(session, round_)}
    named = _appointed(session, round_)
    told = {area.id or 0: Text(fi=area.name_fi, sv=area.name_sv) for area in areas}
    order = sorted(told, key=lambda key: alphabetical(told[key].in_language(language)))
    if not told or WHOLE_COUNTY in known:
        order.append(WHOLE_COUNTY)
    return [_meeting(key, told.get(key, EVERYWHERE), known.get(key), named) for key in order]


def of_area(session: Session, round_: Round, area_id: int) -> Meeting:
    """The meeting of one service area of the county, or of the whole one; NotFound for another county's area."""
    _check(session, round_, area_id)
    meeting = next((one for one in of_round(session, round_, "fi") if one.area_id == area_id), None)
    return meeting or Meeting(WHOLE_COUNTY, EVERYWHERE)


def arrange(
    session: Session,
    round_: Round,
    area_id: int,
    starts_at: datetime.datetime | None,
    place: str,
    remote_link: str,
    *,
    ends_at: datetime.datetime | None = None,
    actor: str,
) -> bool:
    """Say when and where a negotiation is; gives whether that changed something. NotFound for another county's area."""
    row = row_of(session, round_, area_id)
    if (row.starts_at, row.ends_at, row.place, row.remote_link) == (starts_at, ends_at, place, remote_link):
        return False
    row.starts_at, row.ends_at, row.place, row.remote_link = starts_at, ends_at, place, remote_link
    audit.record(session, round_.county_id, actor, "negotiation.arrange", f"negotiation:{row.id}")
    return True


def appoint(
    session: Session,
    round_: Round,
    area_id: int,
    duty: Duty,
    who: str,
    *,
    seen: Collection[int],
    staff_id: int,
    actor: str,
) -> bool:
    """Name somebody to a duty in the place of those that were `seen` in it; gives whether that changed something.

    Whoever was named meanwhile stays beside, as a conflict that is shown. An empty `who` takes back those seen.
    Raises AppointmentRefused, NotFound for another county's area.
    """
    if len(who) > LONGEST:
        raise AppointmentRefused
    row = row_of(session, round_, area_id)
    standing = _standing(session, row, duty)
    kept = next((one for one in standing if one.who == who), None)
    ended = [one for one in standing if one.id in seen and one is not kept]
    for one in ended:
        one.ended_at = now()
    if who and kept is None:
        session.add(Appointment(negotiation_id=row.id or 0, duty=duty, who=who, staff_id=staff_id))
    session.flush()
    if changed := bool(ended or (who and kept is None)):
        audit.record(session, round_.county_id, actor, f"negotiation.appoint_{duty}", f"negotiation:{row.id}")
    return changed


def _check(session: Session, round_: Round, area_id: int) -> None:
    if area_id != WHOLE_COUNTY:
        area = session.get(ServiceArea, area_id)
        if area is None or area.county_id != round_.county_id:
            raise NotFound


def _rows(session: Session, round_: Round) -> list[Negotiation]:
    return list(
        session.exec(select(Negotiation).where(Negotiation.round_id == round_.id).order_by(col(Negotiation.id)))
    )


def row_of(session: Session, round_: Round, area_id: int) -> Negotiation:
    """The row of a meeting, made when there is none; held until the transaction ends."""
    _check(session, round_, area_id)
    # two who make it at once: the second waits here, and then finds what the first has made
    session.exec(select(Round.id).where(Round.id == round_.id).with_for_update()).one()
    known = {one.service_area_id or WHOLE_COUNTY: one for one in _rows(session, round_)}
    row = known.get(area_id) or Negotiation(round_id=round_.id or 0, service_area_id=area_id or None)
    session.add(row)
    session.flush()
    return row


def _standing(session: Session, row: Negotiation, duty: Duty) -> list[Appointment]:
    query = select(Appointment).where(
        Appointment.negotiation_id == row.id, Appointment.duty == duty, col(Appointment.ended_at).is_(None)
    )
    return list(session.exec(query.order_by(col(Appointment.id))))


def _appointed(session: Session, round_: Round) -> dict[tuple[int, Duty], tuple[Appointed, ...]]:
    query = (
        select(Appointment, StaffMember)
        .join(Negotiation, col(Negotiation.id) == col(Appointment.negotiation_id))
        .join(StaffMember, col(StaffMember.id) == col(Appointment.staff_id))
        .where(Negotiation.round_id == round_.id, col(Appointment.ended_at).is_(None))
        .order_by(col(Appointment.id))
    )
    told: dict[tuple[int, Duty], tuple[Appointed, ...]] = {}
    for row, by in session.exec(query):
        one = Appointed(row.id or 0, row.who, by.title, row.created_at)
        told[row.negotiation_id, row.duty] = (*told.get((row.negotiation_id, row.duty), ()), one)
    return told


def _meeting(
    area_id: int, area: Text, row: Negotiation | None, named: dict[tuple[int, Duty], tuple[Appointed, ...]]
) -> Meeting:
    if row is None:
        return Meeting(area_id, area)
    return Meeting(
        area_id=area_id,
        area=area,
        negotiation_id=row.id,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        place=row.place,
        remote_link=row.remote_link,
        chairs=named.get((row.id or 0, "chair"), ()),
        minute_takers=named.get((row.id or 0, "minute_taker"), ()),
    )
