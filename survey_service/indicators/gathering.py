"""Gathers the figures of a file row by row, with everything that is wrong in it, and leaves out other areas."""

import re
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _

from questionnaires.notation import number_in
from survey_service.indicators.figures import YEARS, Area, Figure, Known, Place, Problem

MISSING = frozenset({"", ".."})
MOST_PROBLEMS = 500
WHOLE = re.compile(r"[0-9]{1,9}")
SENTENCES = {
    "no_number": _("“%(text)s” is no number. Please write it as 7,1 or 7.1, and leave a missing one empty."),
    "no_score": _("“%(text)s” is no score. Please write a number from 0 to 100, or leave it empty."),
    "no_year": _("“%(text)s” is no year. Please write four digits, for example 2025."),
    "no_region": _("“%(text)s” is none of Sotkanet's region ids, which are whole numbers."),
    "no_indicator": _("“%(text)s” is none of Sotkanet's indicator ids, which are whole numbers."),
    "unknown_indicator": _(
        "The indicator %(text)s is not known here. Please take in its description first: "
        "https://sotkanet.fi/rest/1.1/indicators/%(text)s"
    ),
    "no_gender": _("“%(text)s” is neither total, male nor female."),
    "no_sector": _("“%(text)s” is no sector. There are: %(sectors)s."),
    "no_code": _("“%(text)s” is no municipality number. Please write three digits, for example 047."),
    "again": _("The same indicator, area, year and gender stand on row %(earlier)s already."),
    "cells": _("There are more cells than the heading has. Numbers with a comma must stand in quotes."),
}


@dataclass
class Gatherer:
    """Takes what rows say. `known` tells which areas are the county's; `problems` and the counts grow with each row."""

    known: Known
    figures: dict[Place, Figure] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    elsewhere: int = 0
    unknown: dict[str, int] = field(default_factory=dict)
    _rows: dict[tuple[object, ...], int] = field(default_factory=dict)

    @property
    def is_enough(self) -> bool:
        """Whether so much is wrong that reading on would tell nobody anything."""
        return len(self.problems) >= MOST_PROBLEMS

    def note(self, row: int, column: str, code: str, **facts: object) -> None:
        """Note what is wrong on a row."""
        self.problems.append(Problem(row, column, str(SENTENCES[code]) % facts))

    def number(self, row: int, column: str, text: str, code: str = "no_number") -> str | None:
        """An exact decimal; None for one that is missing, and for one that cannot be read, which is noted."""
        if text.strip() in MISSING:
            return None
        found = number_in(text)
        if found is None:
            self.note(row, column, code, text=text)
        return found

    def year(self, row: int, column: str, text: str) -> int:
        """A year; 0 for one that cannot be read, which is noted."""
        found = int(text) if WHOLE.fullmatch(text.strip()) else 0
        if found not in YEARS:
            self.note(row, column, "no_year", text=text)
            return 0
        return found

    def take(self, row: int, column: str, figure: Figure, region: str = "") -> None:
        """Keep a figure of the county's own areas; a second one for the same place is noted at `column`.

        `region` is what the file itself calls the area: Sotkanet has had two ids for one county, of which the one with
        a value counts.
        """
        written = (figure.indicator, region or figure.area, figure.year, figure.gender)
        if (earlier := self._rows.setdefault(written, row)) != row:
            self.note(row, column, "again", earlier=earlier)
        elif not self.known.is_own(figure.area):
            self.elsewhere += 1
        else:
            self._keep(row, column, figure)

    def leave_out(self, code: str) -> None:
        """Count a row about an area that nobody knows."""
        self.unknown[code] = self.unknown.get(code, 0) + 1

    def _keep(self, row: int, column: str, figure: Figure) -> None:
        earlier = self._rows.setdefault(("place", *figure.place), row)
        kept = self.figures.setdefault(figure.place, figure)
        if kept.value is None:
            self.figures[figure.place] = figure
        elif figure.value not in (None, kept.value):
            self.note(row, column, "again", earlier=earlier)


def area_of(known: Known, region: str) -> Area | None:
    """The area behind one of Sotkanet's region ids; of another kind than ours it is nobody's. None for an unknown."""
    if (found := known.regions.get(region)) is None:
        return None
    category, code = found
    return Area("maa", "") if category == "muu" else Area(category, code)
