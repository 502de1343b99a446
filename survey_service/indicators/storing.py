"""The figures of a county as they stand: of the same place the newest import counts."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session, col, select

from survey_service.indicators.figures import Area, Figure, Place, Title
from survey_service.indicators.model import library
from survey_service.models import ImportKind, IndicatorImport, Observation


@dataclass(frozen=True)
class Standing:
    """A figure that counts, from what kind of file it came, and on which day that was made at its source."""

    figure: Figure
    kind: ImportKind
    picked_on: datetime.date


def standing(
    session: Session, county_id: int, keys: Collection[str] | None = None, *, gender: str | None = None
) -> dict[Place, Standing]:
    """Every figure of the county by its place; only of the indicators `keys`, and of one gender, where they are given.

    A value that a newer file tells to be missing is missing.
    """
    query = (
        select(Observation, IndicatorImport)
        .join(IndicatorImport, col(IndicatorImport.id) == col(Observation.import_id))
        .where(IndicatorImport.county_id == county_id)
        .order_by(col(Observation.import_id))
    )
    if keys is not None:
        query = query.where(col(Observation.indicator).in_(keys))
    if gender is not None:
        query = query.where(Observation.gender == gender)
    found = (Standing(_figure(row), came.kind, came.picked_on) for row, came in session.exec(query))
    return {one.figure.place: one for one in found}


def titles(session: Session, county_id: int) -> dict[str, Title]:
    """What every indicator is called: by the newest description that was taken in, else by our catalogue."""
    ours = {one.key: Title(one.title.fi, one.title.sv) for one in library().indicators}
    return ours | descriptions(session, county_id)


def descriptions(session: Session, county_id: int) -> dict[str, Title]:
    """The descriptions that were taken in, by the indicator's key."""
    query = (
        select(IndicatorImport.titles)
        .where(IndicatorImport.county_id == county_id, IndicatorImport.kind == "descriptions")
        .order_by(col(IndicatorImport.id))
    )
    return {key: Title(**title) for told in session.exec(query) for key, title in told.items()}


def _figure(row: Observation) -> Figure:
    return Figure(row.indicator, Area(row.area, row.code), row.year, row.gender, row.value, row.absolute)
