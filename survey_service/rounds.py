"""Rounds: one a year, made from a template or from last year's, published once with its questionnaire stored whole."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import BaseModel
from sqlmodel import Session, col, select

from questionnaires.model import Questionnaire, Text
from survey_service import audit, timetable
from survey_service.db import now
from survey_service.errors import NotFound, SurveyServiceError
from survey_service.models import County, Round
from survey_service.timetable import STEPS, Step


class YearTaken(SurveyServiceError):
    """The county has a round for this year already."""

    status = 409


class DatesOutOfOrder(SurveyServiceError):
    """`step` ends before it begins; without a step, the network would choose before the answers are in."""

    status = 422

    def __init__(self, step: str) -> None:
        super().__init__(step)
        self.step = step


class AlreadyPublished(SurveyServiceError):
    """What was published is not changed any more."""

    status = 409


class TextsMissing(SurveyServiceError):
    """Texts are missing in a language in which the county serves: `places` are (where, language)."""

    status = 409

    def __init__(self, places: Sequence[tuple[str, str]]) -> None:
        super().__init__(f"{len(places)} texts are missing")
        self.places = tuple(places)


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


def previous_of(session: Session, round_: Round) -> Round | None:
    """The round that this one was made from, or None."""
    return session.get(Round, round_.previous_round_id) if round_.previous_round_id else None


def questionnaire_of(round_: Round) -> Questionnaire:
    """What the round asks, as it is stored with it: no document on disk is read."""
    return Questionnaire.model_validate(round_.questionnaire)


def steps_of(round_: Round) -> tuple[Step, ...]:
    """The steps of the round's calendar."""
    return STEPS.validate_python(round_.calendar)


def usual_dates(year: int) -> Dates:
    """The dates to begin with when a county has no earlier round."""
    steps = timetable.usual(year)
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
    """The dates of a round, moved to `year` by whole weeks."""
    days = timetable.days_between(round_.year, year)
    by, dates = datetime.timedelta(days=days), dates_of(round_)
    return Dates(dates.answers_until + by, dates.selection_until + by, timetable.moved(dates.steps, days))


def create(
    session: Session, county_id: int, questionnaire: Questionnaire, year: int, dates: Dates, *, actor: str
) -> Round:
    """A new round, not published yet. Raises YearTaken and DatesOutOfOrder."""
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
    if dates is None:
        days = timetable.days_between(round_.year, year)
        new.deadline = timetable.moment_moved(round_.deadline, days)
        new.selection_deadline = timetable.moment_moved(round_.selection_deadline, days)
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


def publish(session: Session, round_: Round, *, actor: str) -> None:
    """Fix what the round asks, for good. Raises TextsMissing and AlreadyPublished."""
    if round_.published_at is not None:
        raise AlreadyPublished
    county = session.get_one(County, round_.county_id)
    languages = [language for language in county.languages if language in Text.model_fields]
    places = list(missing_texts(questionnaire_of(round_), languages))
    if places:
        raise TextsMissing(places)
    round_.published_at = now()
    audit.record(session, round_.county_id, actor, "round.publish", f"round:{round_.id}")


def missing_texts(part: object, languages: Sequence[str], where: str = "") -> Iterator[tuple[str, str]]:
    """Where a text of a questionnaire is empty in one of the languages, as (path of ids and fields, language)."""
    if isinstance(part, Text):
        yield from ((where, language) for language in languages if not part.model_dump()[language].strip())
    elif isinstance(part, BaseModel):
        inside = ".".join(name for name in (where, getattr(part, "id", "")) if name)
        for name in type(part).model_fields:
            yield from missing_texts(getattr(part, name), languages, f"{inside}.{name}")
    elif isinstance(part, tuple | dict):
        for value in part.values() if isinstance(part, dict) else part:
            yield from missing_texts(value, languages, where)


def _check_order(dates: Dates) -> None:
    for step in dates.steps:
        if step.end < step.start:
            raise DatesOutOfOrder(step.id)
    if dates.selection_until < dates.answers_until:
        raise DatesOutOfOrder("")
