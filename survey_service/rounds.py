"""Rounds: one a year, made from a template or from last year's, published once with its questionnaire stored whole."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from questionnaires.model import Questionnaire
from survey_service import audit, timetable
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import County, Purpose, Round
from survey_service.publishing import AlreadyPublished as AlreadyPublished
from survey_service.publishing import ChangesRefused as ChangesRefused
from survey_service.publishing import NotesMissing as NotesMissing
from survey_service.publishing import TextsMissing as TextsMissing
from survey_service.publishing import publish as publish
from survey_service.timetable import STEPS, Step
from survey_service.versions import questionnaire_of as questionnaire_of
from survey_service.workdays import next_from


class YearTaken(SurveyServiceError):
    """The county has a round for this year already."""

    status = 409


class DatesOutOfOrder(SurveyServiceError):
    """`step` ends before it begins; without a step, the network would choose before the answers are in."""

    status = 422

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


@dataclass(frozen=True)
class Dates:
    """When a round happens: the last days for answering and for choosing, and the steps of the year."""

    answers_until: datetime.date
    selection_until: datetime.date
    steps: tuple[Step, ...]


def owned(session: Session, round_id: int, county_id: int) -> Round:
    """The county's round with this id; NotFound when there is none."""
    round_ = session.get(Round, round_id)
    if round_ is None or round_.county_id != county_id:
        raise NotFound
    return round_


def of_county(session: Session, county_id: int) -> list[Round]:
    """The county's rounds, newest year first."""
    return list(session.exec(select(Round).where(Round.county_id == county_id).order_by(col(Round.year).desc())))


def county_of(session: Session, county_id: int) -> County:
    """The county itself."""
    return session.get_one(County, county_id)


def years_without(known: Collection[int], present: int) -> list[int]:
    """The years that have no round, though the law asks for one in each: the present one, and gaps between rounds."""
    years = {*known, present}
    return [year for year in range(min(years), max(years) + 1) if year not in known] if known else []


def previous_of(session: Session, round_: Round) -> Round | None:
    """The round that this one was made from, or None."""
    return session.get(Round, round_.previous_round_id) if round_.previous_round_id else None


def steps_of(round_: Round) -> tuple[Step, ...]:
    """The steps of the round's calendar."""
    return STEPS.validate_python(round_.calendar)


def closing(round_: Round, purpose: Purpose) -> datetime.datetime:
    """Until when what an invitation asks for may be done."""
    if purpose == "name":
        # a network that was not asked to name anything has no time for it
        return round_.naming_deadline or round_.created_at
    if purpose == "follow_up":
        return round_.follow_up_deadline or round_.created_at
    return round_.deadline if purpose == "answer" else round_.selection_deadline


def usual_dates(year: int) -> Dates:
    """The dates to begin with when a county has no earlier round."""
    steps = timetable.off_holidays(timetable.usual(year))
    return Dates(timetable.last_day(steps, "vastaaminen"), timetable.last_day(steps, "nostojen_valinta"), steps)


def dates_of(round_: Round) -> Dates:
    """The dates of a round."""
    finland = timetable.FINLAND
    return Dates(
        round_.deadline.astimezone(finland).date(),
        round_.selection_deadline.astimezone(finland).date(),
        steps_of(round_),
    )


def moved_dates(round_: Round, year: int) -> Dates:
    """The dates of a round, moved to `year` by whole weeks; what falls on a holiday then, to the next working day."""
    days = timetable.days_between(round_.year, year)
    by, dates = datetime.timedelta(days=days), dates_of(round_)
    return Dates(
        next_from(dates.answers_until + by),
        next_from(dates.selection_until + by),
        timetable.off_holidays(timetable.moved(dates.steps, days)),
    )


def create(
    session: Session, county_id: int, questionnaire: Questionnaire, year: int, dates: Dates, *, actor: str
) -> Round:
    """A new round, not published yet, which follows the county's last one before it.

    Raises YearTaken and DatesOutOfOrder.
    """
    _check_order(dates)
    if session.exec(select(Round.id).where(Round.county_id == county_id, Round.year == year)).first() is not None:
        raise YearTaken
    round_ = Round(
        county_id=county_id,
        year=year,
        theme=questionnaire.theme,
        questionnaire=questionnaire.model_dump(mode="json"),
        deadline=timetable.closing_of(dates.answers_until),
        selection_deadline=timetable.closing_of(dates.selection_until),
        calendar=STEPS.dump_python(dates.steps, mode="json"),
        previous_round_id=_before(session, county_id, year),
    )
    session.add(round_)
    session.flush()
    audit.record(session, county_id, actor, "round.create", f"round:{round_.id}")
    return round_


def copy_to_next_year(
    session: Session,
    round_: Round,
    year: int,
    *,
    actor: str,
    questionnaire: Questionnaire | None = None,
    dates: Dates | None = None,
) -> Round:
    """A round for `year` like `round_`: same question ids, dates moved by whole weeks, nothing published yet.

    `questionnaire` stands for another theme's template. Organisations and contacts belong to the county and so come
    along by themselves; answers, invitations and links do not. Raises YearTaken and DatesOutOfOrder.
    """
    asked = questionnaire or questionnaire_of(round_)
    new = create(session, round_.county_id, asked, year, dates or moved_dates(round_, year), actor=actor)
    new.previous_round_id = round_.id
    new.convener_fi, new.convener_sv = round_.convener_fi, round_.convener_sv
    new.legal_basis_fi, new.legal_basis_sv = round_.legal_basis_fi, round_.legal_basis_sv
    if dates is None:
        days = timetable.days_between(round_.year, year)
        new.deadline = timetable.off_holiday(timetable.moment_moved(round_.deadline, days))
        new.selection_deadline = timetable.off_holiday(timetable.moment_moved(round_.selection_deadline, days))
    audit.record(session, round_.county_id, actor, "round.copy", f"round:{round_.id} -> round:{new.id}")
    return new


def change_dates(session: Session, round_: Round, dates: Dates, *, actor: str) -> None:
    """Give a round other dates. Raises DatesOutOfOrder."""
    _check_order(dates)
    before = dates_of(round_)
    if dates.answers_until != before.answers_until:
        round_.deadline = timetable.closing_of(dates.answers_until)
    if dates.selection_until != before.selection_until:
        round_.selection_deadline = timetable.closing_of(dates.selection_until)
    round_.calendar = STEPS.dump_python(dates.steps, mode="json")
    audit.record(session, round_.county_id, actor, "round.change_dates", f"round:{round_.id}")


def _before(session: Session, county_id: int, year: int) -> int | None:
    earlier = select(Round.id).where(Round.county_id == county_id, Round.year < year)
    return session.exec(earlier.order_by(col(Round.year).desc())).first()


def _check_order(dates: Dates) -> None:
    for step in dates.steps:
        if step.end < step.start:
            raise DatesOutOfOrder(step.id)
    if dates.selection_until < dates.answers_until:
        raise DatesOutOfOrder("")
