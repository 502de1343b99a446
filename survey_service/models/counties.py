"""A county, and whom it asks."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

from typing import Literal

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, Relationship, SQLModel

from survey_service.models.base import word

OrganisationKind = Literal["kunta", "sote", "jarjesto", "muu"]
LanguageStatus = Literal["fi", "sv", "fi_sv", "sv_fi"]


class County(SQLModel, table=True):
    """A wellbeing services county, the organiser. `languages` are those in which it serves."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name_fi: str
    name_sv: str
    languages: list[str] = Field(sa_column=Column(JSON, nullable=False))
    contact_title_fi: str = ""
    contact_title_sv: str = ""
    contact_email: str = ""


class ServiceArea(SQLModel, table=True):
    """The municipalities that negotiate together."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    name_fi: str
    name_sv: str


class Organisation(SQLModel, table=True):
    """Who is asked. `code` is the kuntanumero, as text; inhabitants that nobody knows count as few."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    kind: OrganisationKind = word()
    code: str | None = None
    name_fi: str
    name_sv: str
    language_status: LanguageStatus = word()
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    service_area_id: int | None = Field(default=None, foreign_key="servicearea.id", index=True)
    contacts: list["Contact"] = Relationship(back_populates="organisation")


class Contact(SQLModel, table=True):
    """A person's role and address in an organisation. `network`: a member of the network of contact persons."""

    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    title_fi: str
    title_sv: str
    email: str
    answers: bool = True
    network: bool = False
    organisation: Organisation = Relationship(back_populates="contacts")
