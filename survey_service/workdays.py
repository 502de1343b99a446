"""On which days people in Finland are at work: neither on weekends nor on holidays."""

import datetime
from functools import cache
from typing import cast

from questionnaires.model import Language

ONE_DAY = datetime.timedelta(days=1)
SATURDAY = 5


def holiday(day: datetime.date, language: Language) -> str:
    """What holiday a day is in Finland, in words; empty when it is none."""
    return _holidays(day.year, language).get(day, "")


def is_working_day(day: datetime.date) -> bool:
    """Whether people are at work on a day."""
    return day.weekday() < SATURDAY and not holiday(day, "fi")


def next_from(day: datetime.date) -> datetime.date:
    """The day itself when people work on it, else the next on which they do."""
    while not is_working_day(day):
        day += ONE_DAY
    return day


@cache
def _holidays(year: int, language: Language) -> dict[datetime.date, str]:
    # heavy, and needed by few pages
    from holidays import country_holidays

    spoken = {"fi": "fi", "sv": "sv_FI"}[language]
    return cast(dict[datetime.date, str], dict(country_holidays("FI", years=year, language=spoken)))
