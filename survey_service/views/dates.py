"""The dates of a round in a form: shown, read back, and told where they are wrong."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext

from survey_service import workdays
from survey_service.i18n import FINLAND, day, locale
from survey_service.rounds import Dates, DatesOutOfOrder, YearTaken
from survey_service.timetable import Step
from survey_service.views import words

YEARS = range(2020, 2100)
YEAR = re.compile(r"\d{4}")


@dataclass
class Filled:
    """What stands in the fields, as text, and by field what is wrong with it, or good to know (`hints`)."""

    year: int
    dates: Dates
    texts: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)
    hints: dict[str, str] = field(default_factory=dict)


def coming_year() -> int:
    """The year that a round is most likely made for: this one until summer, then the next."""
    today = datetime.datetime.now(FINLAND).date()
    return today.year + (today.month > 6)


def shown(dates: Dates, *, year: int) -> Filled:
    """Fields that show `dates`."""
    texts = {
        "year": str(year),
        "answers_until": day(dates.answers_until),
        "selection_until": day(dates.selection_until),
    }
    for step in dates.steps:
        texts |= {f"start_{step.id}": day(step.start), f"end_{step.id}": day(step.end)}
    return Filled(year, dates, texts)


def moved(before: Dates, after: Dates, days: int, *, year: int) -> Filled:
    """Fields that show `after`, with a hint where it is not `before` and so many days: a holiday came in between."""
    filled = shown(after, year=year)
    now = {name: read_day(text) for name, text in filled.texts.items() if name != "year"}
    for name, text in shown(before, year=year).texts.items():
        old, new = read_day(text), now.get(name)
        if name != "year" and old and new and old + datetime.timedelta(days=days) != new:
            met = old + datetime.timedelta(days=days)
            why = workdays.holiday(met, locale()) or gettext("a weekend")
            filled.hints[name] = gettext("Moved from %(day)s: %(why)s", day=day(met), why=why)
    return filled


def read(form: Mapping[str, str], pattern: Dates, *, year: int | None = None) -> Filled:
    """What was posted, for the steps of `pattern`; reminders move with the end of their step."""
    errors: dict[str, str] = {}
    usual = shown(pattern, year=year or 0).texts
    texts = {name: form.get(name, text).strip() for name, text in usual.items()}
    if year is None:
        year = int(texts["year"]) if YEAR.fullmatch(texts["year"]) and int(texts["year"]) in YEARS else 0
        if not year:
            errors["year"] = gettext("Please write the year with four digits, for example 2028.")
    days = {name: read_day(text) for name, text in texts.items() if name != "year"}
    for name, found in days.items():
        if found is None:
            trouble = gettext("Please write the date as day.month.year, for example 5.3.2027.")
            errors[name] = f"{_called(name)}: {trouble}"
    known = {name: found for name, found in days.items() if found is not None}
    if errors:
        return Filled(year, pattern, texts, errors)
    steps = tuple(_step(step, known[f"start_{step.id}"], known[f"end_{step.id}"]) for step in pattern.steps)
    return Filled(year, Dates(known["answers_until"], known["selection_until"], steps), texts)


def refused(filled: Filled, trouble: YearTaken | DatesOutOfOrder) -> Filled:
    """The same with what the round's rules say about it."""
    if isinstance(trouble, YearTaken):
        filled.errors["year"] = gettext("The county has a round for this year already. Please choose another year.")
    elif trouble.step == "":
        filled.errors["selection_until"] = gettext("The network can choose only after the answers are in.")
    else:
        name = f"end_{trouble.step}"
        backwards = gettext("The last day is before the first one.")
        filled.errors[name] = f"{_called(name)}: {backwards}"
    return filled


def _called(name: str) -> str:
    """What a date's field is called where it stands alone, such as in the summary of errors."""
    end, _, step = name.partition("_")
    if step == "until":
        return str(
            gettext("Last day for answering") if end == "answers" else gettext("Last day on which the network chooses")
        )
    which = gettext("First day") if end == "start" else gettext("Last day")
    return f"{words.STEPS.get(step, step)}, {which}"


def _step(step: Step, start: datetime.date, end: datetime.date) -> Step:
    by = end - step.end
    reminders = tuple(reminder + by for reminder in step.reminders)
    return step.model_copy(update={"start": start, "end": end, "reminders": reminders})


def read_day(text: str) -> datetime.date | None:
    """The day that was written, None when it is none."""
    for form in ("%Y-%m-%d", "%d.%m.%Y"):
        try:
            day = datetime.datetime.strptime(text.replace(" ", ""), form).replace(tzinfo=datetime.UTC).date()
        except ValueError:
            continue
        return day if day.year in YEARS else None
    return None
