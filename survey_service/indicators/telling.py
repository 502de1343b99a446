"""What a reader is told of an area's indicators: its own figure beside the county's and the country's.

They stand beside the answers and explain nothing; no municipality but the reader's own is named.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median

from sqlmodel import Session, select

from questionnaires.model import Text
from survey_service.db import now
from survey_service.indicators import storing
from survey_service.indicators.figures import COUNTRY, Area, Title
from survey_service.indicators.model import Good, Indicator, library
from survey_service.indicators.storing import Standing
from survey_service.models import County, ImportKind, Organisation

OLD_AFTER = 3
"""A figure of more years ago than this is told to be old."""
LEAST = 3
"""Of fewer municipalities the middle one tells nothing."""


@dataclass(frozen=True)
class Told:
    """One indicator of one area. Values are exact decimals (12.5); `year` None: there is no value at all.

    `previous` is the newest earlier (year, value); `county` and `country` are of the same year. `others` are the values
    of the county's municipalities in that year, without names and by size. `missing_year` is a later year of which it
    is told that there is no value.
    """

    key: str
    title: Text
    owner: Text | None
    unit: Text
    good: Good
    help: Text | None
    kind: ImportKind
    picked_on: date
    year: int | None
    value: str | None
    absolute: str | None
    previous: tuple[int, str] | None
    county: str | None
    country: str | None
    others: tuple[str, ...]
    missing_year: int | None

    @property
    def is_old(self) -> bool:
        """Whether the figure is of more than three years ago."""
        return self.year is not None and now().year - self.year > OLD_AFTER

    @property
    def middle(self) -> str | None:
        """The median of the county's municipalities, with as many decimals as theirs; None below three of them."""
        if len(self.others) < LEAST:
            return None
        decimals = max(len(value.partition(".")[2]) for value in self.others)
        return f"{median(map(Decimal, self.others)):.{decimals}f}"

    def position(self, value: str) -> float:
        """Where a value stands between the smallest and the greatest of the municipalities and the area, 0 to 1."""
        known = [Decimal(one) for one in (*self.others, *filter(None, (self.value, self.county, self.country)))]
        least, most = min(known), max(known)
        return float((Decimal(value) - least) / (most - least)) if most > least else 0.5


def area_of(organisation: Organisation, county: County) -> Area | None:
    """Whose figures an organisation reads: a municipality its own, a service of the county the county's."""
    if organisation.kind == "kunta":
        return Area("kunta", organisation.code) if organisation.code else None
    return Area("hva", county.code) if organisation.kind in ("sote", "pelastus") else None


def of_area(
    session: Session, county_id: int, area: Area, *, theme: str = "", keys: Collection[str] | None = None
) -> list[Told]:
    """The indicators of which the area has any figure, those of `theme` first; only `keys` where they are given."""
    by_indicator = _by_indicator(session, county_id, keys)
    named, own = storing.titles(session, county_id), _municipalities(session, county_id)
    county = Area("hva", session.get_one(County, county_id).code)
    told = [
        _told(key, named.get(key, Title(key, key)), some, area, county, own)
        for key, some in by_indicator.items()
        if any(one.figure.area == area for one in some)
    ]
    return sorted(told, key=lambda one: _order(one.key, theme))


def of_county(session: Session, county_id: int, *, theme: str = "", keys: Collection[str] | None = None) -> list[Told]:
    """The indicators of which the county or its municipalities have a value, those of `theme` first.

    Where only municipalities are measured, the year is their newest, and the county has no value.
    """
    county = Area("hva", session.get_one(County, county_id).code)
    own, named = _municipalities(session, county_id), storing.titles(session, county_id)
    told = of_area(session, county_id, county, theme=theme, keys=keys)
    measured = {one.key for one in told}
    for key, some in _by_indicator(session, county_id, keys).items():
        towns = [one for one in some if one.figure.area.code in own and one.figure.value is not None]
        newest = max(towns, key=lambda one: one.figure.year, default=None)
        if key not in measured and newest is not None:
            # as of one of the towns, whose own values are then taken out
            of_town = _told(key, named.get(key, Title(key, key)), some, newest.figure.area, county, own)
            told.append(replace(of_town, value=None, absolute=None, previous=None, missing_year=None))
    known = [one for one in told if one.county is not None or one.middle is not None]
    return sorted(known, key=lambda one: _order(one.key, theme))


def _by_indicator(session: Session, county_id: int, keys: Collection[str] | None) -> dict[str, list[Standing]]:
    """The figures that count, by indicator."""
    found: dict[str, list[Standing]] = {}
    for one in storing.standing(session, county_id, keys, gender="total").values():
        found.setdefault(one.figure.indicator, []).append(one)
    return found


def _told(
    key: str, title: Title, some: Iterable[Standing], area: Area, county: Area, municipalities: frozenset[str]
) -> Told:
    values = {(one.figure.area, one.figure.year): one for one in some}
    years = sorted((year for place, year in values if place == area), reverse=True)
    with_value = [year for year in years if values[area, year].figure.value is not None]
    year = with_value[0] if with_value else None
    newest = values[area, year if year is not None else years[0]]
    known = library().get(key)
    earlier = with_value[1] if len(with_value) > 1 else None
    return Told(
        key=key,
        title=Text(fi=title.fi, sv=title.sv),
        owner=Text(fi=title.owner_fi, sv=title.owner_sv) if title.owner_fi else None,
        unit=known.unit if known else Text(fi="", sv=""),
        good=known.good if known else "none",
        help=known.help if known else None,
        kind=newest.kind,
        picked_on=newest.picked_on,
        year=year,
        value=newest.figure.value,
        absolute=newest.figure.absolute if year is not None else None,
        previous=(earlier, values[area, earlier].figure.value or "") if earlier is not None else None,
        county=_value(values, county, year),
        country=_value(values, COUNTRY, year),
        others=_others(values, municipalities, year),
        missing_year=years[0] if years[0] != year else None,
    )


def _value(values: Mapping[tuple[Area, int], Standing], area: Area, year: int | None) -> str | None:
    found = values.get((area, year)) if year is not None else None
    return found.figure.value if found else None


def _others(
    values: Mapping[tuple[Area, int], Standing], municipalities: frozenset[str], year: int | None
) -> tuple[str, ...]:
    found = (
        one.figure.value
        for (area, its_year), one in values.items()
        if its_year == year and area.kind == "kunta" and area.code in municipalities and one.figure.value is not None
    )
    return tuple(sorted(found, key=Decimal))


def _municipalities(session: Session, county_id: int) -> frozenset[str]:
    """The codes of the municipalities of the county's own region."""
    query = select(Organisation.code).where(
        Organisation.county_id == county_id, Organisation.kind == "kunta", Organisation.region == ""
    )
    return frozenset(code for code in session.exec(query) if code)


def _order(key: str, theme: str) -> tuple[bool, bool, int]:
    place = {one.key: number for number, one in enumerate(library().indicators)}
    known: Indicator | None = library().get(key)
    return known is None, bool(theme) and (known is None or known.theme != theme), place.get(key, 0)
