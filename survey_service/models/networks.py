"""The networks that know the phenomena of a field, who belongs to them, and the county's catalogue of phenomena."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class Network(SQLModel, table=True):
    """A network of a county: that of the hytetu contact persons, or one of a field (preventive substance work, say)."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    name_fi: str
    name_sv: str


class Membership(SQLModel, table=True):
    """That a contact belongs to a network; one may belong to several."""

    __table_args__ = (UniqueConstraint("network_id", "contact_id"),)
    id: int | None = Field(default=None, primary_key=True)
    network_id: int = Field(foreign_key="network.id", index=True)
    contact_id: int = Field(foreign_key="contact.id", index=True)


class KnownPhenomenon(SQLModel, table=True):
    """A phenomenon of the county's catalogue, followed by its owner network (None: by nobody yet).

    `indicators` are ids of indicators that are looked at beside it. `programmes` are keys of
    programmes, with spaces between. `sensitive`: words about it need a person's
    clearance before they leave the county's team.
    """

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    network_id: int | None = Field(default=None, foreign_key="network.id", index=True)
    theme: str
    key: str
    name_fi: str = ""
    name_sv: str = ""
    description_fi: str = ""
    description_sv: str = ""
    indicators: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    sensitive: bool = False
    programmes: str = ""
