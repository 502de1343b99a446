"""A county with two municipalities, and figures of them."""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from survey_service.db import Database
from survey_service.indicators import imports
from survey_service.indicators.figures import Area, Figure, Read
from survey_service.models import Organisation

DAY = datetime.date(2026, 11, 1)


@pytest.fixture
def county(sqlite_database: Database, build: Any) -> int:
    """The id of a county with two municipalities in `sqlite_database`."""
    return _county(sqlite_database, build)


def _county(db: Database, build: Any) -> int:
    with db.writing() as session:
        b = build(session)
        county = b.county("14")
        for code, key in (("167", "kuusivaara"), ("260", "koivula"), ("005", "aholansaari")):
            b.organisation(county, key, code=code)
        b.organisation(county, "sote", kind="sote")
        return int(county.id)


@pytest.fixture
def make_county(build: Any) -> Callable[[Database], int]:
    """`make_county(db)`: the same in any database."""
    return lambda db: _county(db, build)


@pytest.fixture
def take_in() -> Callable[..., imports.Plan]:
    """`take_in(db, county, *figures, name=…)`: a file of these figures (area, year, value) of one indicator."""

    def take_in(
        db: Database,
        county: int,
        *figures: tuple[Area, int, str | None],
        name: str = "a.csv",
        key: str = "sotkanet_3219",
        kind: Any = "sotkanet",
    ) -> imports.Plan:
        told = tuple(Figure(key, area, year, "total", value) for area, year, value in figures)
        with db.writing() as session:
            return imports.take_in(session, county, Read(kind, name, name, figures=told), DAY, actor="x@y.example")

    return take_in


@pytest.fixture
def town_of() -> Callable[[Any, int, str], Organisation]:
    """`town_of(session, county, code)`: the municipality with this number."""
    return lambda session, county, code: session.exec(
        select(Organisation).where(Organisation.county_id == county, Organisation.code == code)
    ).one()
