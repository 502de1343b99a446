"""The calendar of a round: its steps as stored with it, and how they and the deadlines move to another year."""

import datetime
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, TypeAdapter

from survey_service.workdays import next_from

FINLAND = ZoneInfo("Europe/Helsinki")
CLOSING = datetime.time(16, 0)
USUAL_YEAR = 2027


class Step(BaseModel):
    """One step of the year: who does what between which days, and what must exist after it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    who: tuple[str, ...] | str = ()
    start: datetime.date
    end: datetime.date
    reminders: tuple[datetime.date, ...] = ()
    produces: tuple[str, ...] = ()

    def moved(self, days: int) -> "Step":
        """The same step so many days later."""
        by = datetime.timedelta(days=days)
        reminders = tuple(day + by for day in self.reminders)
        return self.model_copy(update={"start": self.start + by, "end": self.end + by, "reminders": reminders})


STEPS: TypeAdapter[tuple[Step, ...]] = TypeAdapter(tuple[Step, ...])

_NETWORK = "yhdyshenkiloverkosto"
_TEAM = "hva_tiimi"
_USUAL: tuple[tuple[str, tuple[str, ...], str, str], ...] = (
    ("teeman_valinta", (_NETWORK,), "2027-01-11", "2027-01-29"),
    ("kyselyn_laatiminen", (_NETWORK,), "2027-01-18", "2027-01-29"),
    ("lahetys", (_TEAM,), "2027-02-01", "2027-02-01"),
    ("vastaaminen", ("kunta", "sote", "jarjestoneuvottelukunta"), "2027-02-01", "2027-03-05"),
    ("koonti_ja_ilmiot", (_TEAM,), "2027-03-08", "2027-03-12"),
    ("nostojen_valinta", (_NETWORK,), "2027-03-15", "2027-03-19"),
    ("kutsut_ja_asialistat", (_TEAM,), "2027-03-22", "2027-03-26"),
    ("neuvottelut", ("palvelualueet",), "2027-04-06", "2027-05-21"),
    ("tiedottaminen", ("hva", "kunta"), "2027-05-24", "2027-06-04"),
    ("toimeenpano_ja_seuranta", ("verkostot", _NETWORK), "2027-06-07", "2027-12-17"),
    ("yhteenveto", (_NETWORK,), "2027-11-15", "2027-12-17"),
)
_REMINDERS = ("2027-02-19", "2027-03-01")


def usual(year: int) -> tuple[Step, ...]:
    """The usual steps of a year, on the weekdays that they usually fall on."""
    steps = [
        Step(
            id=id_,
            who=who,
            start=datetime.date.fromisoformat(start),
            end=datetime.date.fromisoformat(end),
            reminders=tuple(map(datetime.date.fromisoformat, _REMINDERS)) if id_ == "vastaaminen" else (),
        )
        for id_, who, start, end in _USUAL
    ]
    return moved(tuple(steps), days_between(USUAL_YEAR, year))


def days_between(year: int, other: int) -> int:
    """The whole weeks nearest to the time from one year to another, in days: weekdays stay. One year is 364 days."""
    exact = (datetime.date(other, 1, 1) - datetime.date(year, 1, 1)).days
    return 7 * round(exact / 7)


def moved(steps: tuple[Step, ...], days: int) -> tuple[Step, ...]:
    """The steps so many days later."""
    return tuple(step.moved(days) for step in steps)


def off_holidays(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """The steps with each day on which offices are closed moved to the next one on which they are open."""
    return tuple(
        step.model_copy(
            update={
                "start": next_from(step.start),
                "end": next_from(step.end),
                "reminders": tuple(map(next_from, step.reminders)),
            }
        )
        for step in steps
    )


def off_holiday(moment: datetime.datetime) -> datetime.datetime:
    """A deadline, or the same time by the clock in Finland on the next day on which offices are open."""
    local = moment.astimezone(FINLAND)
    return moment_moved(moment, (next_from(local.date()) - local.date()).days)


def moment_moved(moment: datetime.datetime, days: int) -> datetime.datetime:
    """So many days later at the same time by the clock in Finland, whatever summer time does."""
    local = moment.astimezone(FINLAND)
    return (local + datetime.timedelta(days=days)).astimezone(datetime.UTC)


class NoSuchTime(Exception):
    """A time of day that does not come, because the clocks are put forward over it."""


def moment_on(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """The moment at which it is `time` by the clock in Finland; the earlier one where it comes twice. NoSuchTime."""
    local = datetime.datetime.combine(day, time, FINLAND)
    moment = local.astimezone(datetime.UTC)
    if moment.astimezone(FINLAND).time() != time:
        raise NoSuchTime
    return moment


def closing_of(day: datetime.date) -> datetime.datetime:
    """When a deadline on `day` falls: the end of office hours in Finland."""
    return datetime.datetime.combine(day, CLOSING, FINLAND).astimezone(datetime.UTC)


def last_day(steps: tuple[Step, ...], step_id: str) -> datetime.date:
    """The last day of a step; KeyError when the calendar has none of this id."""
    return {step.id: step.end for step in steps}[step_id]


def today() -> datetime.date:
    """The day it is in Finland."""
    return datetime.datetime.now(FINLAND).date()
