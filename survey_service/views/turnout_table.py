"""The table of a round's page: its rows as the address filters and sorts them, and the links that do so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import request

from reports.alphabet import place
from survey_service import response_rates, turnout
from survey_service.i18n import locale
from survey_service.response_rates import Share
from survey_service.turnout import STATES, Row
from survey_service.views import sorting
from survey_service.views.sorting import Sorted

STATE, KIND, AREA = "tila", "ryhma", "alue"


@dataclass(frozen=True)
class TurnoutTable:
    """What is shown: the sorted rows, the counts of each state among those that fit the other filters, and the groups.

    `state`, `kind` and `area` are what the address asks for, empty for all.
    """

    sorted: Sorted[Row]
    counts: dict[turnout.Filter, int]
    total: int
    unfiltered: int
    state: str
    kind: str
    area: str
    whole: Share
    kinds: Sequence[Share]
    areas: Sequence[Share]

    def query(self, **changes: str) -> dict[str, str]:
        """The address's filters and order with some of them changed; one that becomes empty is left out."""
        asked = {name: value for name, value in request.args.items() if name != "lang"}
        return {name: value for name, value in {**asked, **changes}.items() if value}

    def kept(self) -> dict[str, str]:
        """What the form of the filters carries along beside its own fields."""
        fields = (KIND, AREA, sorting.WORDS)
        return {name: value for name, value in self.query().items() if name not in fields}


def of(rows: Sequence[Row]) -> TurnoutTable:
    """The table that the address asks for."""
    state = request.args.get(STATE, "")
    kinds, areas = response_rates.by_kind(rows), response_rates.by_area(rows)
    kind, area = _known(KIND, kinds), _known(AREA, areas)
    grouped = [row for row in rows if kind in ("", row.kind) and area in ("", str(row.area_id or 0))]
    return TurnoutTable(
        sorted=sorting.as_asked([row for row in grouped if row.fits(state)], _columns(), _words),
        counts=turnout.counts(grouped),
        total=len(grouped),
        unfiltered=len(rows),
        state=state if state in turnout.FILTERS else "",
        kind=kind,
        area=area,
        whole=response_rates.all_of(rows),
        kinds=kinds,
        areas=areas,
    )


def _known(name: str, shares: Sequence[Share]) -> str:
    wanted = request.args.get(name, "")
    return wanted if any(share.key == wanted for share in shares) else ""


def _columns() -> dict[str, Callable[[Row], Any]]:
    language = locale()
    return {
        "nimi": lambda row: place(row.name.in_language(language)),
        "tila": lambda row: STATES.index(row.state),
        "kysely": lambda row: len(row.of_survey) if row.delivered or row.missing or row.answered else None,
        "viimeksi": lambda row: row.last_activity,
    }


def _words(row: Row) -> str:
    return " ".join((row.name.fi, row.name.sv))
