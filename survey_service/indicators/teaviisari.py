"""Reads scores of TEAviisari from our own template, and writes that template for the county's municipalities."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from survey_service.indicators.figures import Area, Figure
from survey_service.indicators.gathering import Gatherer
from survey_service.indicators.model import library

HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("municipality_code", "kuntanumero", "kommunnummer"),
    "year": ("year", "vuosi", "år"),
    "sector": ("sector", "toimiala", "sektor"),
    "score": ("score", "pistemäärä", "pisteet", "poäng"),
}
NEEDED = tuple(HEADINGS)
BESIDE = "municipality"
"""A column of the template that helps its reader and is not read back."""
HIGHEST = 100


def sectors() -> dict[str, str]:
    """The indicators of TEAviisari by the sector's word."""
    return {one.sector: one.key for one in library().indicators if one.source == "teaviisari"}


def gather(gathered: Gatherer, row: int, cells: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Take one row: its cells by field, as text. `names` are what the file calls the fields."""
    before, known = len(gathered.problems), sectors()
    code = cells.get("code", "").strip()
    if not (code.isascii() and code.isdecimal() and len(code) <= 3):
        gathered.note(row, names["code"], "no_code", text=code)
    year = gathered.year(row, names["year"], cells.get("year", ""))
    sector = cells.get("sector", "").strip().casefold()
    if sector not in known:
        gathered.note(row, names["sector"], "no_sector", text=sector, sectors=", ".join(known))
    score = gathered.number(row, names["score"], cells.get("score", ""), "no_score")
    if score is not None and not 0 <= Decimal(score) <= HIGHEST:
        gathered.note(row, names["score"], "no_score", text=score)
    if len(gathered.problems) > before:
        return
    area = Area("kunta", code.zfill(3))
    if not gathered.known.is_own(area):
        gathered.leave_out(area.code)
        return
    gathered.take(row, names["code"], Figure(known[sector], area, year, "total", score))


def template(municipalities: Iterable[tuple[str, str]], year: int) -> list[list[str]]:
    """The lines of the template, the heading first: a row for each municipality (code, name) and sector, unscored."""
    heading = [both[0] for both in HEADINGS.values()]
    return [
        [*heading, BESIDE],
        *([code, str(year), sector, "", name] for code, name in municipalities for sector in sectors()),
    ]
