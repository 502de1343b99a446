"""Figures of indicators as they were taken in, and which of them an organisation shows beside its answers."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Any, Literal

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from survey_service.models.base import moment, word

ImportKind = Literal["sotkanet", "teaviisari", "regions", "descriptions", "invented"]
AreaKind = Literal["kunta", "hva", "maa"]


class IndicatorImport(SQLModel, table=True):
    """One file that was taken in, whole; of the same figure the newest import counts.

    `picked_on` is the day on which the file was made at its source, `counts` what came of its rows. `titles` are the
    names and data owners of its indicators at that time, by key; `regions` (kind regions) tells Sotkanet's own ids as
    [category, code].
    """

    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    kind: ImportKind = word()
    file: str
    sha256: str
    picked_on: datetime.date
    by: str
    taken_in_at: datetime.datetime = moment(set_now=True)
    counts: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    titles: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    regions: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class Observation(SQLModel, table=True):
    """One figure as its import tells it. `value` and `absolute` are exact decimals (12.5); None is missing, never 0."""

    __table_args__ = (UniqueConstraint("import_id", "indicator", "area", "code", "year", "gender"),)
    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="indicatorimport.id", index=True)
    indicator: str
    area: AreaKind = word()
    code: str
    year: int
    gender: str = "total"
    value: str | None = None
    absolute: str | None = None


class IndicatorChoice(SQLModel, table=True):
    """Which indicators an organisation shows beside its answers; the newest version counts, the others are history."""

    __table_args__ = (UniqueConstraint("round_id", "organisation_id", "version"),)
    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    version: int = 1
    indicators: list[str] = Field(sa_column=Column(JSON, nullable=False))
    chosen_at: datetime.datetime = moment(set_now=True)
    link_id: int | None = Field(default=None, foreign_key="link.id")
