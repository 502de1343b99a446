"""A county, and whom it asks."""
# No `from __future__ import annotations` here: SQLModel could not resolve relationships.

import datetime
from typing import Literal

from sqlalchemy import JSON, Column, Index, UniqueConstraint, text
from sqlmodel import Field, Relationship, SQLModel

from survey_service.models.base import moment, word

OrganisationKind = Literal["kunta", "sote", "pelastus", "jarjesto", "muu"]
LanguageStatus = Literal["fi", "sv", "fi_sv", "sv_fi"]


class County(SQLModel, table=True):
    """A wellbeing services county, the organiser. `languages` are those in which it serves.

    `legal_body`: the name of the body that it is in law, when that is another one, as the City of Helsinki.
    `second_step_roles` are the roles of its staff that sign in with a code as well as a password.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name_fi: str
    name_sv: str
    languages: list[str] = Field(sa_column=Column(JSON, nullable=False))
    contact_title_fi: str = ""
    contact_title_sv: str = ""
    contact_email: str = ""
    legal_body: str = ""
    second_step_roles: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class ServiceArea(SQLModel, table=True):
    """The municipalities that negotiate together."""

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    name_fi: str
    name_sv: str


class Organisation(SQLModel, table=True):
    """Who is asked. `code` is the kuntanumero, as text; inhabitants that nobody knows count as few.

    `audience`: as whom the coordinator asks one of the kind muu; None and the other kinds are asked by their kind.
    `active_from` and `active_to` are its first and its last day; after that `successor_id` continues it (a merger).
    `legal_body`: the name of the body that it is in law, when that is another one.
    `region` names the county in whose region it lies where that is another one: it takes part in the rounds that it was
    added to (`Guest`).
    """

    __table_args__ = (UniqueConstraint("county_id", "key"),)
    id: int | None = Field(default=None, primary_key=True)
    county_id: int = Field(foreign_key="county.id", index=True)
    key: str
    kind: OrganisationKind = word()
    audience: str | None = None
    region: str = ""
    code: str | None = None
    name_fi: str
    name_sv: str
    language_status: LanguageStatus = word()
    inhabitants: int | None = None
    inhabitants_year: int | None = None
    service_area_id: int | None = Field(default=None, foreign_key="servicearea.id", index=True)
    active_from: datetime.date | None = None
    active_to: datetime.date | None = None
    successor_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    legal_body: str = ""
    contacts: list["Contact"] = Relationship(back_populates="organisation")


class Contact(SQLModel, table=True):
    """A person's role and address in an organisation. Which networks it belongs to is told by `Membership`.

    `answers`: is asked to answer. Of those who are, one is `is_primary`: the one to turn to first. One that has ended
    stays, with what it was asked.
    """

    __table_args__ = (
        Index(
            "uq_contact_primary",
            "organisation_id",
            unique=True,
            sqlite_where=text("is_primary AND ended_at IS NULL"),
            postgresql_where=text("is_primary AND ended_at IS NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    title_fi: str
    title_sv: str
    email: str
    name: str = ""
    answers: bool = True
    is_primary: bool = False
    ended_at: datetime.datetime | None = moment(optional=True)
    organisation: Organisation = Relationship(back_populates="contacts")
