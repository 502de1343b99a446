"""The county's plan with its focus areas, and the programmes beside it."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel


class Plan(SQLModel, table=True):
    """The regional wellbeing and safety plan of some years, the first and the last among them."""

    __table_args__ = (UniqueConstraint("county_id", "first_year"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    first_year: int
    last_year: int
    name_fi: str
    name_sv: str


class FocusArea(SQLModel, table=True):
    """One focus area of a plan. A theme with its `key` belongs to it, unless a round says otherwise."""

    __table_args__ = (UniqueConstraint("plan_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    key: str
    position: int = 0
    name_fi: str
    name_sv: str


class Programme(SQLModel, table=True):
    """A programme of its own beside the plan, such as that for children: a tag of phenomena and decisions."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    position: int = 0
    name_fi: str
    name_sv: str
